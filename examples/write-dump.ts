/**
 * Writes minidumps of another process, from the smallest kind to the largest, and compares what is in them.
 *
 *   ts-node write-dump.ts [PID [FOLDER]]
 *
 * Without a process id: of a small program that comes with the package. Without a folder: the dumps are removed again.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Minidump, MODULE_WRITE_FLAGS, writeMinidump, type MinidumpPreset, type WriteMinidumpOptions } from '../lib';

const presets: readonly MinidumpPreset[] = ['triage', 'mini', 'plus', 'full'];
const shown = ['app.exe', 'scene.dll', 'ntdll.dll'];

async function show(title: string, options: WriteMinidumpOptions): Promise<number> {
  const { path: file, size } = await writeMinidump(options);
  const dump = await Minidump.open(file);
  const loaded = dump.modules.map(({ name }) => name.toLowerCase());
  const names = process.argv[2] === undefined ? shown.filter((name) => loaded.includes(name)) : loaded;
  const threads = dump.threads.length > 1 ? 'several threads' : 'one thread';
  console.log(`${title.padEnd(18)} ${threads}, ${names.join(' ')}`);
  if (dump.comment !== null) console.log(`${''.padEnd(18)} ${dump.comment}`);
  await dump.close();
  return size;
}

async function compare(pid: number, folder: string): Promise<void> {
  const sizes: number[] = [];
  for (const type of presets) {
    sizes.push(await show(type, { pid, type, path: path.join(folder, `${type}.dmp`) }));
  }
  const grow = sizes.every((size, index) => index === 0 || size >= sizes[index - 1]!);
  console.log(`from ${presets.join(' to ')}, dumps ${grow ? 'only grow' : 'do not grow'}`);
  const [smallest = 1, largest = 0] = [sizes[0], sizes.at(-1)];
  console.log(`the last is ${largest > 100 * smallest ? 'more' : 'less'} than a hundred times as large as the first\n`);

  await show('without ntdll.dll', {
    pid,
    path: path.join(folder, 'filtered.dmp'),
    modules: { exclude: ['ntdll.*'], flags: { 'scene.dll': MODULE_WRITE_FLAGS.ModuleWriteModule } },
    comment: 'written by an example',
  });
  let done = 0;
  const onProgress = (): void => {
    if (++done === 3) throw new Error('three are enough');
  };
  const stopped = await writeMinidump({ pid, path: path.join(folder, 'stopped.dmp'), onProgress }).catch(
    (error: unknown) => error,
  );
  console.log(`stopped: ${String(stopped)}`);
}

async function main([pid, folder]: readonly string[]): Promise<void> {
  const target = folder ?? (await mkdtemp(path.join(os.tmpdir(), 'write-dump-')));
  const variant = process.arch === 'ia32' ? 'x86' : 'x64';
  const app = path.join(__dirname, '../tests/fixtures/bin', variant, 'app.exe');
  const child = pid === undefined ? spawn(app, { stdio: ['ignore', 'pipe', 'inherit'] }) : undefined;
  try {
    if (child) await once(child.stdout, 'data');
    await compare(child?.pid ?? Number(pid), target);
  } finally {
    child?.kill();
    if (folder === undefined) await rm(target, { recursive: true });
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
