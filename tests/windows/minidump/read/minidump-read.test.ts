import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  CONTEXT,
  EXCEPTION_POINTERS,
  EXCEPTION_RECORD,
  MINIDUMP_EXCEPTION_INFORMATION,
  MINIDUMP_EXCEPTION_STREAM,
  MINIDUMP_MEMORY64_LIST,
  MINIDUMP_MEMORY_LIST,
  MINIDUMP_MISC_INFO,
  MINIDUMP_MODULE_LIST,
  MINIDUMP_STREAM_TYPE,
  MINIDUMP_STRING,
  MINIDUMP_SYSTEM_INFO,
  MINIDUMP_THREAD_LIST,
  MINIDUMP_TYPE,
  MINIDUMP_USER_STREAM,
  MINIDUMP_USER_STREAM_INFORMATION,
  Minidump,
  addressOf,
  dbghelp,
} from '../../../../lib';
import { app } from '../../fixtures';
import { readImageFile } from '../../image-file';
import { windowsFunction } from '../../real-dll';
import { withRunningApp, type RunningApp } from '../../running-app';

/** The reader against the DLL: the place of each stream, and its contents in the header's structures. */

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'dbghelp-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const STREAM = MINIDUMP_STREAM_TYPE;
const userType = 0x10001;
const anyException = 0xe0000001;

/** A dump of the running app with an exception, a comment and a user stream. */
async function writeDump({ pid, handle, threads }: RunningApp, name: string, type: number): Promise<string> {
  const parameters = ['str16', 'uint32_t', 'uint32_t', 'void *', 'uint32_t', 'uint32_t', 'intptr_t'];
  const create = windowsFunction('kernel32.dll', 'CreateFileW', 'intptr_t', parameters);
  const close = windowsFunction('kernel32.dll', 'CloseHandle', 'int', ['intptr_t']);
  const file = path.join(folder, name);
  const target = BigInt(create(file, 0xc000_0000, 0, null, 2, 0, 0) as number | bigint);

  const record = EXCEPTION_RECORD.alloc();
  Object.assign(record, { ExceptionCode: anyException, ExceptionAddress: 0x1234n, NumberParameters: 2 });
  record.ExceptionInformation = [7n, 8n, ...Array<bigint>(13).fill(0n)];
  const context = CONTEXT.alloc();
  if ('Rip' in context) context.Rip = 0x7777n;
  else if ('Eip' in context) context.Eip = 0x7777;
  const pointers = EXCEPTION_POINTERS.alloc();
  Object.assign(pointers, { ExceptionRecord: addressOf(record), ContextRecord: addressOf(context) });
  const exception = MINIDUMP_EXCEPTION_INFORMATION.alloc();
  const [threadId] = threads.keys();
  Object.assign(exception, { ThreadId: threadId, ExceptionPointers: addressOf(pointers), ClientPointers: false });

  const contents = [Buffer.from('A comment\0', 'utf16le'), Buffer.from('of my own')].map((text) => {
    const bytes = new Uint8Array(new ArrayBuffer(text.length));
    bytes.set(text);
    return bytes;
  });
  const streams = MINIDUMP_USER_STREAM.allocArray(2);
  contents.forEach((bytes, index) => {
    const Type = index === 0 ? STREAM.CommentStreamW : userType;
    Object.assign(streams[index]!, { Type, BufferSize: bytes.length, Buffer: addressOf(bytes) });
  });
  const user = MINIDUMP_USER_STREAM_INFORMATION.alloc();
  Object.assign(user, { UserStreamCount: 2, UserStreamArray: addressOf(streams[0]!) });

  await dbghelp.MiniDumpWriteDump(handle, pid, target, type, exception, user, null);
  close(target);
  return file;
}

/** The result of MiniDumpReadDumpStream; null if it finds nothing. */
async function byDll(dump: Uint8Array, types: readonly number[]): Promise<Map<number, { at: number; size: number }>> {
  return dbghelp.run((api) => {
    const found = new Map<number, { at: number; size: number }>();
    const [directory, pointer, size] = [new BigUint64Array(1), new BigUint64Array(1), new Uint32Array(1)];
    for (const type of types) {
      if (!api.MiniDumpReadDumpStream.raw(dump, type, directory, pointer, size)) continue;
      found.set(type, { at: Number(pointer[0]! - addressOf(dump)), size: size[0]! });
    }
    return found;
  });
}

const knownTypes = Object.values(STREAM).filter((type) => type !== STREAM.UnusedStream);

/** Compares each stream, and the contents of the most important ones, with the DLL's answer. */
async function checkAgainstDll(file: string): Promise<Set<number>> {
  const content = readFileSync(file);
  const bytes = new Uint8Array(new ArrayBuffer(content.length));
  bytes.set(content);
  await using dump = await Minidump.open(file);
  expect(dump.problems()).toEqual([]);
  const types = [...new Set([...knownTypes, ...dump.streams.map(({ type }) => type)])].filter((type) => type !== 0);
  const found = await byDll(bytes, types);
  for (const type of types) {
    const there = found.get(type);
    const expected = there ? bytes.subarray(there.at, there.at + there.size) : null;
    const read = dump.stream(type);
    if (expected === null || read === null) expect([type, read]).toEqual([type, expected]);
    else expect([type, Buffer.compare(read, expected)]).toEqual([type, 0]);
  }

  const place = (type: number): number => found.get(type)?.at ?? fail(type);
  const text = (rva: number): string => {
    const { Length } = MINIDUMP_STRING.over(bytes, rva);
    return content.toString('utf16le', rva + 4, rva + 4 + Length);
  };
  const modules = MINIDUMP_MODULE_LIST.over(bytes, place(STREAM.ModuleListStream)).Modules;
  expect(dump.modules).toHaveLength(modules.length);
  modules.forEach((module, index) => {
    const { BaseOfImage, SizeOfImage, TimeDateStamp, CheckSum, ModuleNameRva } = module;
    const told = { base: BaseOfImage, size: SizeOfImage, timestamp: TimeDateStamp, checksum: CheckSum };
    expect(dump.modules[index]).toMatchObject({ ...told, path: text(ModuleNameRva) });
  });
  const threads = MINIDUMP_THREAD_LIST.over(bytes, place(STREAM.ThreadListStream)).Threads;
  expect(dump.threads).toHaveLength(threads.length);
  threads.forEach((thread, index) => {
    const { id, teb, stack, context } = dump.threads[index]!;
    expect([id, teb, stack.start]).toEqual([thread.ThreadId, thread.Teb, thread.Stack.StartOfMemoryRange]);
    const { Rva, DataSize } = thread.ThreadContext;
    const known = context?.bytes ?? new Uint8Array(0);
    expect(Buffer.compare(known, bytes.subarray(Rva, Rva + Math.min(DataSize, known.length)))).toBe(0);
    // The stack itself is in the memory list.
    const { DataSize: stackBytes, Rva: stackRva } = thread.Stack.Memory;
    const memory = dump.memory.read(stack.start, stackBytes);
    if (stackRva > 0 && memory) {
      expect(Buffer.compare(memory, bytes.subarray(stackRva, stackRva + memory.length))).toBe(0);
      expect(memory).toHaveLength(stackBytes);
    }
  });
  const system = MINIDUMP_SYSTEM_INFO.over(bytes, place(STREAM.SystemInfoStream));
  expect(dump.systemInfo).toMatchObject({
    processorArchitecture: system.ProcessorArchitecture,
    processorCount: system.NumberOfProcessors,
    osVersion: { major: system.MajorVersion, minor: system.MinorVersion, build: system.BuildNumber },
    servicePack: text(system.CSDVersionRva),
  });
  const misc = MINIDUMP_MISC_INFO.over(bytes, place(STREAM.MiscInfoStream));
  expect(dump.miscInfo).toMatchObject({ flags: misc.Flags1, processId: misc.ProcessId });
  const at = found.get(STREAM.ExceptionStream)?.at;
  const exception = at === undefined ? null : MINIDUMP_EXCEPTION_STREAM.over(bytes, at);
  expect(dump.exception?.threadId).toBe(exception?.ThreadId);
  expect(dump.exception?.code).toBe(exception?.ExceptionRecord.ExceptionCode);
  expect(dump.memory.ranges).toHaveLength(rangesIn(bytes, found));
  return new Set(found.keys());
}

function rangesIn(bytes: Uint8Array, found: ReadonlyMap<number, { at: number }>): number {
  const list = found.get(STREAM.MemoryListStream);
  const list64 = found.get(STREAM.Memory64ListStream);
  const ranges = list ? MINIDUMP_MEMORY_LIST.over(bytes, list.at).MemoryRanges : [];
  const ranges64 = list64 ? MINIDUMP_MEMORY64_LIST.over(bytes, list64.at).MemoryRanges : [];
  const sizes = [...ranges.map(({ Memory }) => BigInt(Memory.DataSize)), ...ranges64.map(({ DataSize }) => DataSize)];
  return sizes.filter((size) => size > 0n).length;
}

function fail(type: number): never {
  throw new Error(`MiniDumpReadDumpStream found no stream ${String(type)}`);
}

it('reads dumps of every type that the DLL writes, as the DLL does', () =>
  withRunningApp(async (running) => {
    const { MiniDumpNormal, MiniDumpWithDataSegs, MiniDumpWithHandleData, MiniDumpWithUnloadedModules } = MINIDUMP_TYPE;
    const { MiniDumpWithThreadInfo, MiniDumpWithFullMemoryInfo, MiniDumpWithFullMemory } = MINIDUMP_TYPE;
    const much = MiniDumpWithHandleData | MiniDumpWithUnloadedModules | MiniDumpWithThreadInfo | MiniDumpWithDataSegs;
    const chosen = [MiniDumpNormal, much | MiniDumpWithFullMemoryInfo, MiniDumpWithFullMemory];
    for (const type of chosen) {
      const file = await writeDump(running, `${type.toString(16)}.dmp`, type);
      const seen = await checkAgainstDll(file);
      expect([...seen]).toEqual(expect.arrayContaining([STREAM.ExceptionStream, STREAM.CommentStreamW, userType]));
      await using dump = await Minidump.open(file);
      // Some DLLs set the flag for leaving out unreadable memory, which they always do.
      const { MiniDumpIgnoreInaccessibleMemory: leavesOut } = MINIDUMP_TYPE;
      expect([BigInt(type), BigInt(type | leavesOut)]).toContain(dump.header.flags);
      expect(dump.miscInfo?.processId).toBe(running.pid);
      expect(dump.threads.map(({ id }) => id).sort()).toEqual([...running.threads.keys()].sort());
      expect(dump.modules[0]).toMatchObject({ name: 'app.exe', size: readImageFile(app).sizeOfImage });
      expect(dump.comment).toBe('A comment');
      expect(dump.userStreams.map((stream) => Buffer.from(dump.bytes(stream)).toString())).toEqual(['of my own']);
      expect(dump.exception).toMatchObject({ code: anyException, address: 0x1234n, parameters: [7n, 8n] });
      const context = dump.exception?.context;
      if (context && 'Rip' in context) expect(context.Rip).toBe(0x7777n);
      else if (context && 'Eip' in context) expect(context.Eip).toBe(0x7777);
      // The dump has the bytes of the process, if nothing writes there.
      if (type === MiniDumpWithFullMemory) expectHeaderOf(dump);
    }
  }));

/** The headers of an image are the same in memory and in its file. */
function expectHeaderOf(dump: Minidump): void {
  const [module] = dump.modules;
  const inDump = dump.memory.read(module!.base, 0x200);
  expect(inDump && Buffer.from(inDump).toString('latin1', 0, 2)).toBe('MZ');
  expect(inDump?.subarray(0, 0x30)).toEqual(new Uint8Array(readFileSync(app).subarray(0, 0x30)));
}

const dumps = path.join(__dirname, '../../../fixtures/dumps');
const committed = existsSync(dumps)
  ? readdirSync(dumps, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.dmp'))
  : [];

// A DLL of any architecture can read a dump.
it.each(committed)('reads %s as the DLL does', async (name) => {
  const seen = await checkAgainstDll(path.join(dumps, name));
  expect(seen.has(STREAM.ExceptionStream)).toBe(!name.endsWith('-wait.dmp'));
});
