import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FileBytes } from '../../../lib/files/async-bytes';
import { pdbHeaders } from '../../../lib/files/pdb';
import { u16, u32, zeros } from '../minidump/dump-builder';

const blockSize = 512;
const streamCount = 65_535;
const guid = Buffer.from('0123456789abcdef0123456789abcdef', 'hex');

/** A PDB of many streams. Its directory lies in blocks that are written one after the other, or in another order. */
function writePdb(file: string, order: (nth: number, count: number) => number): void {
  const information = 3;
  const debug = 4;
  // Each further stream has one block, which all share.
  const sizes = Array.from({ length: streamCount }, (_, stream) => (stream === 1 ? 28 : stream === 3 ? 12 : 1));
  const blocks = sizes.map((_, stream) => (stream === 1 ? information : stream === 3 ? debug : 5));
  const directory = Buffer.concat([u32(streamCount), u32(...sizes), u32(...blocks)]);
  const inDirectory = Math.ceil(directory.length / blockSize);
  const listBlocks = Math.ceil((inDirectory * 4) / blockSize);
  const first = 6 + listBlocks;
  const count = first + inDirectory;
  const handle = openSync(file, 'w');
  try {
    ftruncateSync(handle, count * blockSize);
    const put = (block: number, bytes: Buffer): void =>
      void writeSync(handle, bytes, 0, bytes.length, block * blockSize);
    const magic = Buffer.from('Microsoft C/C++ MSF 7.00\r\n\x1aDS\0\0\0', 'latin1');
    put(0, Buffer.concat([magic, u32(blockSize, 1, count, directory.length, 0, 6)]));
    put(information, Buffer.concat([u32(20_000_404, 77, 5), guid]));
    put(debug, Buffer.concat([u32(0xffff_ffff, 0, 5), u16(0), zeros(2)]));
    const places = Array.from({ length: inDirectory }, (_, nth) => first + order(nth, inDirectory));
    put(6, u32(...places));
    for (const [nth, place] of places.entries()) put(place, directory.subarray(nth * blockSize, (nth + 1) * blockSize));
  } finally {
    closeSync(handle);
  }
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dbghelp-pdb-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

it.each<[string, (nth: number, count: number) => number]>([
  ['in order', (nth) => nth],
  ['backwards', (nth, count) => count - 1 - nth],
  ['scattered', (nth, count) => (nth * 389) % count],
])('a PDB of 65,535 streams in blocks of 512 bytes is read in little time: its directory is %s', async (how, order) => {
  const file = path.join(folder, `${how}.pdb`);
  writePdb(file, order);
  const read = () => FileBytes.with(file, 'test', pdbHeaders);
  expect(await read()).toMatchObject({ age: 5, signature: 77 });
  const begin = performance.now();
  for (let round = 0; round < 3; round++) await read();
  // A read for each of 1,025 blocks takes seconds.
  expect((performance.now() - begin) / 3).toBeLessThan(400);
});
