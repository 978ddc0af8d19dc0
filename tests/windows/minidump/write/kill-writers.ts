import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Minidump, type MinidumpType } from '../../../../lib';

/** Kills processes while they write dumps, and checks what they leave. */

export interface KillCounts {
  /** Writers killed when their file had bytes, but not its final name yet. */
  whileWriting: number;
  /** Writers killed before the first byte. */
  beforeWriting: number;
  /** Writers killed after the file had its final name. */
  afterwards: number;
  /** Files with the final name that cannot be read, and why: there must be none. */
  readonly broken: string[];
  /** Files with names of no writer. */
  readonly strange: string[];
  /** The sizes in bytes at the kills while writing. */
  readonly sizes: number[];
}

interface KillOptions {
  /** The folder of the package: `buildPackage`. */
  readonly build: string;
  /** The process to dump. */
  readonly pid: number;
  readonly rounds: number;
  readonly type: MinidumpType;
  /** When to kill in a round: at this many bytes, or after this many milliseconds. */
  readonly when: (round: number) => { readonly bytes: number } | { readonly milliseconds: number };
  readonly report?: (line: string) => void;
}

export async function killWriters({ build, pid, rounds, type, when, report }: KillOptions): Promise<KillCounts> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dbghelp-'));
  const counts: KillCounts = { whileWriting: 0, beforeWriting: 0, afterwards: 0, broken: [], strange: [], sizes: [] };
  let next = startWriter(build);
  try {
    for (let round = 0; round < rounds; round++) {
      const writer = next;
      // Starts one writer ahead, because starting takes longer than writing.
      next = startWriter(build);
      const file = path.join(folder, `${String(round)}.dmp`);
      const ended = once(writer, 'exit');
      writer.send({ pid, path: file, type });
      await moment(writer, file, when(round));
      writer.kill('SIGKILL');
      await ended;
      const seen = await look(folder, file, writer.pid!, counts);
      report?.(`${String(round + 1)}: ${seen}`);
    }
  } finally {
    next.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  return counts;
}

function startWriter(build: string): ChildProcess {
  const script = `const { writeMinidump } = require(${JSON.stringify(build)});
    process.once('message', (options) => writeMinidump(options).then(() => process.send('written')));`;
  return spawn(process.execPath, ['-e', script], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
}

/** Waits until it is time to kill, or too late. */
async function moment(writer: ChildProcess, file: string, when: ReturnType<KillOptions['when']>): Promise<void> {
  let over = false;
  for (const event of ['message', 'exit']) writer.once(event, () => (over = true));
  const mostMilliseconds = 'milliseconds' in when ? when.milliseconds : 60_000;
  const end = Date.now() + mostMilliseconds;
  const isOver = (): boolean => over;
  while (!isOver() && Date.now() < end) {
    if ('bytes' in when && sizeOf(partialOf(path.dirname(file))) >= when.bytes) return;
    await sleep(2);
  }
}

const partialOf = (folder: string): string | undefined => {
  const name = readdirSync(folder).find((each) => each.endsWith('.partial'));
  return name && path.join(folder, name);
};

const sizeOf = (file: string | undefined): number =>
  file ? (statSync(file, { throwIfNoEntry: false })?.size ?? 0) : 0;

async function look(folder: string, file: string, writer: number, counts: KillCounts): Promise<string> {
  const partial = partialOf(folder);
  const size = sizeOf(partial);
  const named = existsSync(file);
  for (const name of readdirSync(folder)) {
    const known = name === path.basename(file) || name.startsWith(`${path.basename(file)}.${String(writer)}-`);
    if (!known) counts.strange.push(name);
  }
  const why = named ? await whyUnreadable(file) : undefined;
  if (why !== undefined) counts.broken.push(`${path.basename(file)}: ${why}`);
  if (named) counts.afterwards++;
  else if (size > 0) {
    counts.whileWriting++;
    counts.sizes.push(size);
  } else counts.beforeWriting++;
  for (const name of readdirSync(folder)) rmSync(path.join(folder, name), { maxRetries: 5 });
  if (named) return `after it was written; the dump ${why === undefined ? 'is whole' : `cannot be read: ${why}`}`;
  return partial ? `at ${String(size)} bytes` : 'before there was a file';
}

/** Reads all streams of a dump, and returns the error if there is one. */
async function whyUnreadable(file: string): Promise<string | undefined> {
  let dump: Minidump | undefined;
  try {
    dump = await Minidump.open(file);
    for (const { type } of dump.streams) dump.stream(type);
    const { modules, threads, memory } = dump;
    const last = memory.ranges.at(-1);
    if (modules.length === 0 || threads.length === 0 || !last) return 'it has no modules, threads or memory';
    if (memory.read(last.start, 1)?.length !== 1) return 'its memory is missing';
    return undefined;
  } catch (error) {
    return String(error);
  } finally {
    await dump?.close();
  }
}
