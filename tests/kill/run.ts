import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildPackage } from '../windows/built-package';
import { killWriters } from '../windows/minidump/write/kill-writers';

/** `npm run check -- kill`: kills writers of large dumps, and programs while a helper dumps them. */

const [largeRounds, smallRounds, parentRounds] = [40, 10, 3];
const enoughWhileWriting = 30;

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

async function main(): Promise<number> {
  const build = buildPackage();
  const target = spawn(process.execPath, ['-e', 'console.log(1); setInterval(() => 0, 1000)'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const failures: string[] = [];
  try {
    await once(target.stdout, 'data');
    const common = { build: build.folder, pid: target.pid!, report: print };
    print(`node.exe with all memory, killed at a number of bytes, ${String(largeRounds)} times`);
    const large = await killWriters({
      ...common,
      rounds: largeRounds,
      type: 'full',
      // From the first byte to some 60 MB, more often early.
      when: (round) => ({ bytes: Math.max(1, Math.round(60_000_000 * (round / largeRounds) ** 3)) }),
    });
    print(`node.exe as small as it gets, killed at some time, ${String(smallRounds)} times`);
    const small = await killWriters({
      ...common,
      rounds: smallRounds,
      type: 'normal',
      when: (round) => ({ milliseconds: 300 * (round + 1) }),
    });
    const broken = [...large.broken, ...small.broken, ...large.strange, ...small.strange];
    const during = large.whileWriting + small.whileWriting;
    const before = large.beforeWriting + small.beforeWriting;
    const after = large.afterwards + small.afterwards;
    print(
      `${String(largeRounds + smallRounds)} writers killed: ${String(during)} while bytes were written, ` +
        `${String(before)} before, ${String(after)} after; ${String(broken.length)} files that do not open`,
    );
    failures.push(...broken);
    if (during < enoughWhileWriting) failures.push(`only ${String(during)} were killed while bytes were written`);
    for (let round = 0; round < parentRounds; round++) failures.push(...(await killParent(build.folder)));
    print(`${String(parentRounds)} programs killed while their helper wrote their dump`);
  } finally {
    target.kill();
    build.remove();
  }
  for (const failure of failures) print(`FAILED: ${failure}`);
  return failures.length === 0 ? 0 : 1;
}

/** Kills a program while its helper writes its dump: the helper must end, and leave nothing that looks like a dump. */
async function killParent(build: string): Promise<string[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dbghelp-'));
  const file = path.join(folder, 'own.dmp');
  const script = `require(${JSON.stringify(build)}).writeMinidump({ pid: 'self', type: 'full', path: ${JSON.stringify(file)} })`;
  const program = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    const size = (): number =>
      Math.max(
        0,
        ...readdirSync(folder).map((name) => statSync(path.join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
      );
    await until('its helper writes', 60_000, () => size() > 0);
    const helper = Number(/\.(\d+)-\w+\.partial$/.exec(readdirSync(folder)[0] ?? '')?.[1]);
    program.kill('SIGKILL');
    const isAlive = (): boolean => {
      try {
        return process.kill(helper, 0);
      } catch {
        return false;
      }
    };
    const started = Date.now();
    await until('the helper ends', 30_000, () => !isAlive());
    const left = readdirSync(folder).map((name) => name.replace(/\d+-\w+/, '#'));
    print(
      `the helper ended ${String(Date.now() - started)} ms after its program; left: ${left.join(', ') || 'nothing'}`,
    );
    return existsSync(file) ? ['a dump of a program that was killed has its name'] : [];
  } catch (error) {
    return [String(error)];
  } finally {
    program.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

async function until(what: string, milliseconds: number, condition: () => boolean): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`it took longer than ${String(milliseconds)} ms until ${what}`);
    await sleep(20);
  }
}

// If the program runs out of work before its end, this is no success.
process.exitCode = 1;
void main().then((code) => {
  process.exitCode = code;
});
