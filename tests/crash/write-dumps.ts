/**
 * Runs crash.exe, frameless.exe or release.exe from C:\fixture and writes the dumps of it.
 *
 *   ts-node write-dumps.ts FOLDER KIND...
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { dbghelp, MINIDUMP_EXCEPTION_INFORMATION, MINIDUMP_STREAM_TYPE, MINIDUMP_TYPE } from '../../lib';
import type { Koffi } from '../windows/probe';
import { withCrashedProgram, type CrashedProgram } from './crashed-program';
import * as parts from './dump-streams';

const { MiniDumpWithThreadInfo, MiniDumpWithUnloadedModules, MiniDumpWithProcessThreadData } = MINIDUMP_TYPE;
const usualType = MiniDumpWithThreadInfo | MiniDumpWithUnloadedModules | MiniDumpWithProcessThreadData;
const is64 = process.arch !== 'ia32';
const arch = is64 ? 'x64' : 'x86';

/** Functions of kernel32.dll; all results are read as numbers of pointer size. */
function kernel(name: string, ...parameters: string[]) {
  const koffi = createRequire(__filename)('koffi') as unknown as Koffi;
  const call = koffi.load('kernel32.dll').func('__stdcall', name, 'intptr_t', parameters);
  return (...values: unknown[]): bigint => BigInt(call(...values) as number | bigint);
}

const fixtures = path.join(__dirname, '../fixtures');

/** Uses only MiniDumpWriteDump. */
async function written(crashed: CrashedProgram, target: bigint, file: string, type: number): Promise<Buffer> {
  const texts = ['str16', 'uint32_t', 'uint32_t', 'void *', 'uint32_t', 'uint32_t', 'intptr_t'];
  const [readAndWrite, createAlways] = [0xc000_0000, 2];
  const handle = kernel('CreateFileW', ...texts)(file, readAndWrite, 0, null, createAlways, 0, 0);
  const exception = MINIDUMP_EXCEPTION_INFORMATION.alloc();
  exception.ThreadId = crashed.threadId;
  exception.ExceptionPointers = crashed.exceptionPointers;
  exception.ClientPointers = true;
  const crash = crashed.exceptionPointers === 0n ? null : exception;
  await dbghelp.MiniDumpWriteDump(target, crashed.pid, handle, type, crash, null, null);
  kernel('CloseHandle', 'intptr_t')(handle);
  return readFileSync(file);
}

function readMemory(target: bigint, start: bigint, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  const read = kernel('ReadProcessMemory', 'intptr_t', 'intptr_t', 'void *', 'intptr_t', 'void *');
  if (read(target, start, bytes, size, null) === 0n) throw new Error(`${String(size)} bytes at ${String(start)}`);
  return bytes;
}

/** MEMORY_BASIC_INFORMATION of the regions in a range, in its 64-bit form. */
function regions(target: bigint, start: bigint, end: bigint): Buffer[] {
  const query = kernel('VirtualQueryEx', 'intptr_t', 'intptr_t', 'void *', 'intptr_t');
  const found: Buffer[] = [];
  for (let at = start; at < end;) {
    const region = Buffer.alloc(is64 ? 48 : 28);
    if (query(target, at, region, region.length) === 0n) break;
    const wide = is64 ? region : widened(region);
    found.push(wide);
    at = wide.readBigUInt64LE(0) + wide.readBigUInt64LE(24);
  }
  return found;
}

function widened(region: Buffer): Buffer {
  const [base, allocation, protection, size, state, protect, type] = new Uint32Array(Uint8Array.from(region).buffer);
  return Buffer.concat([
    parts.u64(BigInt(base!), BigInt(allocation!)),
    parts.u32(protection!, 0),
    parts.u64(BigInt(size!)),
    parts.u32(state!, protect!, type!, 0),
  ]);
}

/** Adds parts that Wine's DLL always omits: memory besides the stacks, and the tables of generated code. */
function jit(dump: Buffer, { memory }: CrashedProgram, target: bigint): Buffer {
  const [{ start, size }] = memory as [CrashedProgram['memory'][0]];
  const bytes = readMemory(target, start, Number(size));
  const [tableOffset, entryBytes] = [0x900, 12];
  const table = parts.functionTable(start, bytes.subarray(tableOffset, tableOffset + entryBytes));
  return parts.withStreams(parts.withMemory(dump, [{ start, bytes }]), is64 ? [table] : []);
}

/** Adds only the program's own image besides its stack: Wine's images must not be redistributed. */
function fullMemory(dump: Buffer, _crashed: CrashedProgram, target: bigint): Buffer {
  const modules = parts.streamOf(dump, MINIDUMP_STREAM_TYPE.ModuleListStream).bytes;
  const [start, size] = [modules.readBigUInt64LE(4), modules.readUInt32LE(12)];
  const [stack] = parts.memoryOf(dump) as [parts.Range];
  return parts.withFullMemory(
    dump,
    [{ start, bytes: readMemory(target, start, size) }],
    [
      parts.memoryInfo([
        ...regions(target, start, start + BigInt(size)),
        ...regions(target, stack.start, stack.start + BigInt(stack.bytes.length)),
      ]),
      // Wine does not tell these; the values are those of Windows.
      parts.handleData([
        { handle: 0x24n, type: 'Event', name: String.raw`\Sessions\1\BaseNamedObjects\fixture`, access: 0x1f0003 },
        { handle: 0x28n, type: 'File', name: null, access: 0x120089 },
        { handle: 0x2cn, type: 'Thread', name: null, access: 0x1fffff },
      ]),
    ],
  );
}

/** Some DLLs add code of system DLLs, which must not be redistributed, and what they share with all processes. */
function ownMemory(dump: Buffer): Buffer {
  const whole = Buffer.from(dump);
  const { place, bytes } = parts.streamOf(whole, MINIDUMP_STREAM_TYPE.MemoryListStream);
  const modules = parts.streamOf(whole, MINIDUMP_STREAM_TYPE.ModuleListStream).bytes;
  const threads = parts.streamOf(whole, MINIDUMP_STREAM_TYPE.ThreadListStream).bytes;
  const [program, end] = [modules.readBigUInt64LE(4), modules.readBigUInt64LE(4) + BigInt(modules.readUInt32LE(12))];
  const stacks = Array.from({ length: threads.readUInt32LE(0) }, (_, index) =>
    threads.readBigUInt64LE(4 + index * 48 + 24),
  );
  const ranges = Array.from({ length: bytes.readUInt32LE(0) }, (_, index) =>
    Buffer.from(bytes.subarray(4 + index * 16, 20 + index * 16)),
  );
  const isOwn = (range: Buffer): boolean => {
    const start = range.readBigUInt64LE(0);
    return stacks.includes(start) || (start >= program && start < end);
  };
  for (const range of ranges.filter((each) => !isOwn(each))) {
    const at = range.readUInt32LE(12);
    whole.fill(0, at, at + range.readUInt32LE(8));
  }
  const left = ranges.filter(isOwn);
  whole.fill(0, place, place + bytes.length);
  Buffer.concat([parts.u32(left.length), ...left]).copy(whole, place);
  return whole;
}

/** The calls that the program told, as places in its modules, beside lldb's of the other programs. */
function writeCalls(file: string, dump: Buffer, { threadId, calls }: CrashedProgram): void {
  const { bytes } = parts.streamOf(dump, MINIDUMP_STREAM_TYPE.ModuleListStream);
  const modules = Array.from({ length: bytes.readUInt32LE(0) }, (_, index) => {
    const at = 4 + index * 108;
    const [size, name] = [bytes.readUInt32LE(at + 8), bytes.readUInt32LE(at + 20)];
    const text = dump.toString('utf16le', name + 4, name + 4 + dump.readUInt32LE(name));
    return { base: bytes.readBigUInt64LE(at), size, name: path.win32.basename(text) };
  });
  const frames = calls.map(({ address, slot }) => {
    const module = modules.find(({ base, size }) => address >= base && address < base + BigInt(size))!;
    const sp = slot + BigInt(is64 ? 8 : 4);
    return `{"module":"${module.name}","rva":${String(address - module.base)},"sp":"0x${sp.toString(16)}"}`;
  });
  const lines = frames.map((frame) => `      ${frame}`).join(',\n');
  writeFileSync(
    file,
    `{\n  "threads": [\n    {"id":${String(threadId)},"crashed":true,"frames":[\n${lines}\n    ]}\n  ]\n}\n`,
  );
}

interface Making {
  readonly program?: string;
  /** In the folder of programs; that of the architecture by default. */
  readonly build?: string;
  readonly kind: string;
  readonly type?: number;
  readonly add?: (dump: Buffer, crashed: CrashedProgram, target: bigint) => Buffer;
}

/** Other ways of making a file: the program with its argument, and additions to the dump. */
const makings: Readonly<Record<string, Making | undefined>> = {
  jit: { kind: 'jit', add: jit },
  'full-memory': { kind: 'access-violation', add: fullMemory },
  normal: { kind: 'access-violation', type: MINIDUMP_TYPE.MiniDumpNormal, add: ownMemory },
  'frameless-crash': { program: 'frameless.exe', kind: 'crash' },
  'frameless-wait': { program: 'frameless.exe', kind: 'wait' },
  ...Object.fromEntries(
    ['clang-o2', 'clang-os', 'gcc-o2'].map((build) => [
      build,
      { program: 'release.exe', build: `release/${arch}-${build}`, kind: 'crash' },
    ]),
  ),
};

async function main(): Promise<void> {
  const [folder = '', ...names] = process.argv.slice(2);
  await dbghelp.SymGetOptions();
  mkdirSync('C:\\fixture', { recursive: true });
  for (const name of names) {
    const making: Making = makings[name] ?? { kind: name };
    const { program = 'crash.exe', build = arch, kind, type = usualType, add = (dump: Buffer) => dump } = making;
    const file = path.join('C:\\fixture', program);
    copyFileSync(path.join(fixtures, 'bin', build, program), file);
    await withCrashedProgram(file, kind, async (crashed) => {
      const allRights = 0x1f_ffff;
      const target = kernel('OpenProcess', 'uint32_t', 'int', 'uint32_t')(allRights, 0, crashed.pid);
      const dump = await written(crashed, target, 'C:\\fixture\\written.dmp', type);
      writeFileSync(path.join(folder, `${name}.dmp`), add(dump, crashed, target));
      if (crashed.calls.length > 0)
        writeCalls(path.join(fixtures, 'truth', `dump-${path.basename(folder)}-${name}.json`), dump, crashed);
      kernel('CloseHandle', 'intptr_t')(target);
    });
    console.log(`wrote ${name}.dmp`);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
