/**
 * Runs crash.exe from C:\fixture and writes the dumps of it, with nothing but the raw layer.
 *
 *   ts-node write-dumps.ts FOLDER KIND...
 */
import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { dbghelp, MINIDUMP_EXCEPTION_INFORMATION, MINIDUMP_TYPE } from '../../lib';
import type { Koffi } from '../windows/probe';
import { withCrashedProgram, type CrashedProgram } from './crashed-program';

const { MiniDumpWithThreadInfo, MiniDumpWithUnloadedModules, MiniDumpWithProcessThreadData } = MINIDUMP_TYPE;
const dumpType = MiniDumpWithThreadInfo | MiniDumpWithUnloadedModules | MiniDumpWithProcessThreadData;

async function writeDump(crashed: CrashedProgram, file: string): Promise<void> {
  const kernel32 = (createRequire(__filename)('koffi') as unknown as Koffi).load('kernel32.dll');
  const kernel = (name: string, ...parameters: string[]) => {
    const call = kernel32.func('__stdcall', name, 'intptr_t', parameters);
    return (...values: unknown[]): bigint => BigInt(call(...values) as number | bigint);
  };
  const openProcess = kernel('OpenProcess', 'uint32_t', 'int', 'uint32_t');
  const createFile = kernel(
    'CreateFileW',
    ...['str16', 'uint32_t', 'uint32_t', 'void *', 'uint32_t', 'uint32_t', 'intptr_t'],
  );
  const closeHandle = kernel('CloseHandle', 'intptr_t');

  const exception = MINIDUMP_EXCEPTION_INFORMATION.alloc();
  exception.ThreadId = crashed.threadId;
  exception.ExceptionPointers = crashed.exceptionPointers;
  exception.ClientPointers = true;
  const [allRights, readAndWrite, createAlways] = [0x1f_ffff, 0xc000_0000, 2];
  const process = openProcess(allRights, 0, crashed.pid);
  const handle = createFile(file, readAndWrite, 0, null, createAlways, 0, 0);
  await dbghelp.MiniDumpWriteDump(process, crashed.pid, handle, dumpType, exception, null, null);
  closeHandle(handle);
  closeHandle(process);
}

async function main(): Promise<void> {
  const [folder = '', ...kinds] = process.argv.slice(2);
  await dbghelp.SymGetOptions();
  mkdirSync('C:\\fixture', { recursive: true });
  const program = 'C:\\fixture\\crash.exe';
  copyFileSync(path.join(__dirname, '../fixtures/bin', process.arch === 'ia32' ? 'x86' : 'x64', 'crash.exe'), program);
  for (const kind of kinds) {
    await withCrashedProgram(program, kind, (crashed) => writeDump(crashed, path.join(folder, `${kind}.dmp`)));
    console.log(`wrote ${kind}.dmp`);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
