import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Contender } from '../contender.mjs';
import { printComparison, printTargets, ratioOf } from '../report.mjs';
import { sideBySide, stopwatch } from '../rounds.mjs';
import { bindByKoffi, dbghelpPackage, koffi } from '../subjects.mjs';

export const title = 'a minidump, from opening its file to the lists of its modules and threads';

const dump = fileURLToPath(new URL('../../fixtures/dumps/x64/threads.dmp', import.meta.url));
const streams = { threads: 3, modules: 4 };

export async function run({ quick }) {
  const contender = new Contender('minidump', dump);
  const times = quick ? 2 : 50;
  const { modules, threads, streams: count } = await contender.round();
  const timed = async (work) => {
    const elapsed = stopwatch();
    for (let time = 0; time < times; time++) {
      const read = await work();
      if (read.modules.length !== modules || read.threads.length !== threads) throw new Error('not all was read');
    }
    return { us: (elapsed() * 1000) / times };
  };
  const samples = await sideBySide(quick ? 1 : 25, {
    [names.c]: async () => ({ us: ((await contender.round(times)).ms * 1000) / times }),
    'koffi alone': () => timed(readByKoffi),
    [names.open]: () => timed(() => dbghelpPackage.Minidump.open(dump).then(readByPackage)),
    'Minidump.from, a file in memory': () =>
      timed(() => readByPackage(dbghelpPackage.Minidump.from(readFileSync(dump)))),
  });
  await contender.close();
  console.log(`${count} streams, ${modules} modules, ${threads} threads; the package reads without the DLL`);
  printComparison('µs for a dump', samples, { quantity: 'us', against: names.c });
  const measured = ratioOf(samples, 'us', names.open, names.c);
  printTargets([{ what: `${names.open} / ${names.c}`, bound: 'at most', target: 5, measured }]);
}

const names = { c: 'C, no objects', open: 'Minidump.open' };

async function readByPackage(opened) {
  const { modules, threads } = opened;
  await opened.close();
  return { modules, threads };
}

const MiniDumpReadDumpStream = bindByKoffi('MiniDumpReadDumpStream', [
  'void *',
  'uint32_t',
  'void *',
  'void *',
  'void *',
]);
const pointer = new BigUint64Array(1);
const bytesOfStream = new Uint32Array(1);

/** As in C, from a file in memory. The structures are packed to four bytes, and the same on all machines. */
function readByKoffi() {
  const file = readFileSync(dump);
  const begin = koffi.address(file);
  const stream = (type) => {
    pointer[0] = 0n;
    if (!MiniDumpReadDumpStream(file, type, null, pointer, bytesOfStream)) return Buffer.alloc(4);
    const at = Number(pointer[0] - begin);
    return file.subarray(at, at + bytesOfStream[0]);
  };
  const entries = (type, size, read) => {
    const list = stream(type);
    return Array.from({ length: list.readUInt32LE(0) }, (_, index) => read(list.subarray(4 + index * size)));
  };
  const modules = entries(streams.modules, 108, (entry) => {
    const name = entry.readUInt32LE(20);
    return {
      base: entry.readBigUInt64LE(0),
      size: entry.readUInt32LE(8),
      checksum: entry.readUInt32LE(12),
      timestamp: entry.readUInt32LE(16),
      path: file.toString('utf16le', name + 4, name + 4 + file.readUInt32LE(name)),
    };
  });
  const threads = entries(streams.threads, 48, (entry) => ({
    id: entry.readUInt32LE(0),
    teb: entry.readBigUInt64LE(16),
    stack: { base: entry.readBigUInt64LE(24), size: entry.readUInt32LE(32) },
  }));
  return { modules, threads };
}
