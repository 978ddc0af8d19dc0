// This import comes first, because it counts the allocations of the following ones.
import { heapLimit, measured, mostMilliseconds, type Cost } from './measure';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Minidump } from '../../lib';
import { Random } from '../windows/random';
import { amplifiers } from './amplifiers';
import { exercise } from './exercise';
import { corpus, input, type SeedKind } from './inputs';

/**
 * Reads damaged dumps, and prints a line of JSON for each that failed and one at the end. Arguments: `random` or `others`, the seed, the
 * first input, how many, and a folder for inputs that failed; or `known`, for what once failed and for amplifiers, and
 * how large those are.
 */

interface Input {
  readonly name: string;
  readonly bytes: Buffer;
  readonly random: Random;
  /** Reads it from a file, which is done differently. */
  readonly asFile: boolean;
}

function* randomInputs(kind: SeedKind, seed: number, first: number, count: number): Generator<Input> {
  for (let index = first; index < first + count; index++) {
    yield { ...input(kind, seed, index), name: `${kind}-${String(seed)}-${String(index)}`, asFile: index % 10 === 0 };
  }
}

function* knownInputs(amplifierBytes: number): Generator<Input> {
  for (const asFile of [false, true]) {
    for (const file of corpus) {
      yield { name: path.basename(file), bytes: readFileSync(file), random: new Random(1), asFile };
    }
    for (const [name, bytes] of amplifiers(amplifierBytes)) yield { name, bytes, random: new Random(1), asFile };
  }
}

const say = (line: object): void => {
  console.log(JSON.stringify(line));
};

async function main(kind: string, ...args: string[]): Promise<void> {
  const [one = 1, first = 0, count = 100] = args.map(Number);
  const folder = args[3];
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  await run(kind === 'known' ? knownInputs(one) : randomInputs(kind as SeedKind, one, first, count), folder);
}

async function run(inputs: Iterable<Input>, folder: string | undefined): Promise<void> {
  const most = { milliseconds: 0, bufferOfFile: 0, heapOfLimit: 0, heapGrowth: 0 };
  let done = 0;
  let said = 0;
  for (const { name, bytes, random, asFile } of inputs) {
    if (Date.now() - said > 1000) {
      said = Date.now();
      say({ at: name });
    }
    const report = (why: string): void => {
      if (folder !== undefined) writeFileSync(path.join(folder, `failed-${name}.dmp`), bytes);
      say({ failed: name, bytes: bytes.length, why });
    };
    const file = path.join(folder ?? tmpdir(), `dbghelp-fuzz-${String(process.pid)}.dmp`);
    const opened = asFile ? await openFile(file, bytes) : undefined;
    const open = (): Minidump => {
      if (opened === undefined) return Minidump.from(bytes);
      if (opened instanceof Minidump) return opened;
      throw opened as Error;
    };
    try {
      const cost = measured(bytes.length, (sample) => exercise(open, random, sample));
      const wrong = exceeded(cost, bytes.length);
      if (wrong !== undefined) report(wrong);
      most.milliseconds = Math.max(most.milliseconds, cost.milliseconds);
      most.heapGrowth = Math.max(most.heapGrowth, cost.heapGrowth);
      most.heapOfLimit = Math.max(most.heapOfLimit, cost.heapGrowth / heapLimit(bytes.length));
      most.bufferOfFile = Math.max(most.bufferOfFile, cost.largestBuffer / Math.max(1, bytes.length));
    } catch (error) {
      report(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
    if (opened instanceof Minidump) await opened.close();
    if (asFile) rmSync(file, { force: true });
    done++;
  }
  say({ done, most });
}

function openFile(file: string, bytes: Buffer): Promise<unknown> {
  writeFileSync(file, bytes);
  return Minidump.open(file).catch((error: unknown) => error);
}

function exceeded({ milliseconds, largestBuffer, heapGrowth }: Cost, bytes: number): string | undefined {
  if (milliseconds > mostMilliseconds) return `took ${milliseconds.toFixed(0)} ms`;
  if (largestBuffer > bytes) return `a buffer of ${String(largestBuffer)} bytes`;
  if (heapGrowth > heapLimit(bytes)) return `the heap grew by ${String(heapGrowth)} bytes`;
  return undefined;
}

const [kind = '', ...args] = process.argv.slice(2);
main(kind, ...args).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
