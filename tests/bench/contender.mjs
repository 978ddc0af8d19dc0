import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { LeftOut } from './left-out.mjs';

const arch = process.arch === 'ia32' ? 'x86' : 'x64';
const program = fileURLToPath(new URL(`c/bin/${arch}/contender.exe`, import.meta.url));

/** The C program (see c/main.c) with one kind of work, which it does round by round. */
export class Contender {
  #child;
  #lines;
  #folder;
  #exited;

  /**
   * @param {string} work
   * @param {(string | bigint | number | BigUint64Array)[]} args numbers, and arrays of them, which go into a file
   */
  constructor(work, ...args) {
    if (process.arch === 'arm64') throw new LeftOut('the C program is there for x64 and x86 only');
    this.#folder = mkdtempSync(path.join(tmpdir(), 'dbghelp-bench-'));
    this.#child = spawn(program, [work, ...args.map((value) => this.#argument(value))], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#exited = new Promise((resolve, reject) => {
      this.#child.once('error', reject);
      this.#child.once('exit', resolve);
    });
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /**
   * @param {number} [times]
   * @returns {Promise<{ ms: number, workingSet: number, privateBytes: number, handles: number } & Record<string, number>>}
   * milliseconds for all times, what one round counted, and what the process has in memory
   */
  round(times = 1) {
    return this.#ask(`round ${times}`);
  }

  /** The answers of a round, in the form that the program's sources describe. */
  async answers() {
    const file = path.join(this.#folder, 'answers.bin');
    await this.#ask(`answers ${file}`);
    return readFileSync(file);
  }

  async close() {
    this.#child.stdin.end();
    await this.#exited;
    rmSync(this.#folder, { recursive: true });
  }

  async #ask(line) {
    this.#child.stdin.write(`${line}\n`);
    const { value, done } = await this.#lines.next();
    if (done) throw new Error(`contender.exe ended with ${await this.#exited}`);
    return JSON.parse(value);
  }

  #argument(value) {
    if (typeof value === 'string') return value;
    if (!(value instanceof BigUint64Array)) return value.toString(16);
    const file = path.join(this.#folder, 'numbers.bin');
    writeFileSync(file, value);
    return file;
  }
}
