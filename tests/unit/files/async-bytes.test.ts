import { open, truncate, writeFile, mkdtemp, rm, type FileHandle } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { FileBytes } from '../../../lib/files/async-bytes';

const size = 300_000;
const contents = Uint8Array.from({ length: size }, (_, at) => (at * 7) ^ (at >>> 8));

let folder: string;
let file: string;
let handle: FileHandle;
let reads: jest.SpyInstance;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'dbghelp-bytes-'));
  file = path.join(folder, 'a file');
  await writeFile(file, contents);
  handle = await open(file);
  reads = jest.spyOn(handle, 'read');
});

afterEach(async () => {
  await handle.close();
  await rm(folder, { recursive: true });
});

const bytesOf = ({ buffer, byteOffset, byteLength }: DataView): number[] => [
  ...new Uint8Array(buffer, byteOffset, byteLength),
];
const right = (offset: number, length: number): number[] => [...contents.subarray(offset, offset + length)];

it('reads small parts that lie close together by one read', async () => {
  await FileBytes.over(file, handle, async (bytes) => {
    for (let at = 200_000; at < 230_000; at += 500)
      expect(bytesOf(await bytes.read(at, 40, 'a part'))).toEqual(right(at, 40));
  });
  expect(reads).toHaveBeenCalledTimes(1);
});

it('gives the right bytes at any place and of any length', async () => {
  const parts = [
    [0, 64],
    [4090, 12],
    [4096, 4],
    [36_860, 8],
    [250_000, 40_000],
    [240_000, 32_768],
    [240_100, 32_767],
    [size - 1, 1],
    [size - 40_000, 40_000],
    [size - 10, 10],
    [5000, 1],
    [size, 0],
  ] as const;
  await FileBytes.over(file, handle, async (bytes) => {
    for (const [at, length] of [...parts, ...parts.toReversed()])
      expect(bytesOf(await bytes.read(at, length, 'a part'))).toEqual(right(at, length));
  });
});

it('needs only the part itself of a file that has become shorter', async () => {
  await FileBytes.over(file, handle, async (bytes) => {
    await truncate(file, 200_100);
    expect(bytesOf(await bytes.read(200_000, 100, 'a part'))).toEqual(right(200_000, 100));
    await expect(bytes.read(200_090, 20, 'the next part')).rejects.toThrow('the next part could not be read whole');
  });
});
