import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { MINIDUMP_STREAM_TYPE, MINIDUMP_TYPE } from '../../../lib';
import { app } from '../fixtures';
import { readImageFile } from '../image-file';
import type { Koffi } from '../probe';
import { proves, windowsFunction } from '../real-dll';
import { withRunningApp, type RunningApp } from '../running-app';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'dbghelp-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const { ThreadListStream, ModuleListStream, SystemInfoStream } = MINIDUMP_STREAM_TYPE;

/** The sizes of MINIDUMP_THREAD and MINIDUMP_MODULE, and the offset of the latter's name. */
const threadBytes = 48;
const moduleBytes = 108;
const moduleName = 20;

/** Writes a new file with a function, and returns its bytes. */
async function written(name: string, write: (file: bigint) => Promise<unknown>): Promise<Uint8Array<ArrayBuffer>> {
  const parameters = ['str16', 'uint32_t', 'uint32_t', 'void *', 'uint32_t', 'uint32_t', 'intptr_t'];
  const create = windowsFunction('kernel32.dll', 'CreateFileW', 'intptr_t', parameters);
  const close = windowsFunction('kernel32.dll', 'CloseHandle', 'int', ['intptr_t']);
  const file = path.join(folder, name);
  const [readAndWrite, createAlways] = [0xc000_0000, 2];
  const handle = BigInt(create(file, readAndWrite, 0, null, createAlways, 0, 0) as number | bigint);
  await write(handle);
  close(handle);
  const bytes = readFileSync(file);
  const dump = new Uint8Array(new ArrayBuffer(bytes.length));
  dump.set(bytes);
  return dump;
}

proves(['MiniDumpWriteDump', 'MiniDumpReadDumpStream'], 'write a dump of a process and find its streams', (dll) =>
  withRunningApp(async ({ pid, handle, threads }: RunningApp) => {
    const dump = await written('app.dmp', (file) =>
      dll.MiniDumpWriteDump(handle, pid, file, MINIDUMP_TYPE.MiniDumpNormal, null, null, null),
    );
    const bytes = Buffer.from(dump.buffer);
    expect(bytes.toString('latin1', 0, 4)).toBe('MDMP');

    const stream = async (type: number): Promise<{ at: number; size: number }> => {
      const directory = new BigUint64Array(1);
      const pointer = new BigUint64Array(1);
      const size = new Uint32Array(1);
      await dll.MiniDumpReadDumpStream(dump, type, directory, pointer, size);
      const begin = jest.requireActual<Koffi>('koffi').address(dump);
      // The entry of the directory has the type, the size and the place.
      const entry = Number(directory[0]! - begin);
      const at = Number(pointer[0]! - begin);
      expect(bytes.readUInt32LE(entry)).toBe(type);
      expect(bytes.readUInt32LE(entry + 4)).toBe(size[0]);
      expect(bytes.readUInt32LE(entry + 8)).toBe(at);
      return { at, size: size[0]! };
    };

    const threadList = await stream(ThreadListStream);
    const ids = Array.from({ length: bytes.readUInt32LE(threadList.at) }, (_, index) =>
      bytes.readUInt32LE(threadList.at + 4 + index * threadBytes),
    );
    expect(ids.sort()).toEqual([...threads.keys()].sort());

    const { at } = await stream(ModuleListStream);
    const modules = Array.from({ length: bytes.readUInt32LE(at) }, (_, index) => {
      const entry = at + 4 + index * moduleBytes;
      const name = bytes.readUInt32LE(entry + moduleName);
      const text = bytes.toString('utf16le', name + 4, name + 4 + bytes.readUInt32LE(name));
      return [path.win32.basename(text).toLowerCase(), bytes.readUInt32LE(entry + 8)];
    });
    expect(modules).toContainEqual(['app.exe', readImageFile(app).sizeOfImage]);

    const architectures = { ia32: 0, x64: 9, arm64: 12 } as Partial<Record<NodeJS.Architecture, number>>;
    const system = await stream(SystemInfoStream);
    expect(bytes.readUInt16LE(system.at)).toBe(architectures[process.arch]);
  }),
);
