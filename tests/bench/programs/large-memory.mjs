import { Worker } from 'node:worker_threads';
import { linesByKoffi, loadByKoffi, sourceFilesByKoffi, symbolizeByKoffi } from '../by-koffi.mjs';
import { seededRandom } from '../../third-party/draw.mjs';
import { bindByKoffi, dbghelpPackage, koffi } from '../subjects.mjs';

// Lists the parts of a large PDB in a process of its own, and prints how much more memory than at the beginning the process had
// at most, in bytes:
//   node large-memory.mjs koffi|session WORK IMAGE BASE COUNT
// BASE is decimal. By koffi, the DLL does the same work, and nothing is kept. COUNT says how many addresses are looked up.

const [by, work, image, base, count] = process.argv.slice(2);
const imageBase = BigInt(base);
const key = 0x7000_0e21n;
const { IMAGEHLP_SYMBOL_TYPE_INFO: ask } = dbghelpPackage;

/** The thread sees the memory also while this one is in the DLL. */
const sampler = `
const { workerData, parentPort } = require('node:worker_threads');
parentPort.postMessage('ready');
for (;;) {
  workerData.most[0] = Math.max(workerData.most[0], process.memoryUsage.rss());
  Atomics.wait(workerData.cell, 0, 0, 5);
}`;

const eachSymbol = koffi.proto('__stdcall', null, 'int32_t', ['void *', 'uint32_t', 'void *']);
const SymEnumSymbolsW = bindByKoffi('SymEnumSymbolsW', [
  'intptr_t',
  'uint64_t',
  'str16',
  koffi.pointer(eachSymbol),
  'void *',
]);
const SymEnumTypesW = bindByKoffi('SymEnumTypesW', ['intptr_t', 'uint64_t', koffi.pointer(eachSymbol), 'void *']);
const SymGetTypeInfo = bindByKoffi('SymGetTypeInfo', ['intptr_t', 'uint64_t', 'uint32_t', 'int32_t', 'void *']);
const LocalFree = koffi.load('kernel32.dll').func('__stdcall', 'LocalFree', 'intptr_t', ['intptr_t']);

const works = {
  symbols: {
    byKoffi: () => SymEnumSymbolsW(key, imageBase, '*', () => 1, null),
    bySession: (session) => read(session.symbols('*')),
  },
  types: { byKoffi: readTypes, bySession: (session) => read(session.types('*')) },
  lines: {
    byKoffi: () => linesByKoffi(key, imageBase, () => undefined),
    bySession: (session) => read(session.lines('*')),
  },
  sourceFiles: {
    byKoffi: () => sourceFilesByKoffi(key, imageBase),
    bySession: (session) => read(session.sourceFiles()),
  },
  addresses: {
    byKoffi() {
      for (const address of drawn(Number(count))) symbolizeByKoffi(key, [address], 'large');
    },
    bySession: (session) => read(session.symbolizeStream(drawn(Number(count)), { degrade: true })),
  },
};

/** Addresses all over the code. */
function* drawn(times) {
  const random = seededRandom(20260101);
  const bytes = 0x80_0000;
  for (let drawn = 0; drawn < times; drawn++) yield imageBase + 0x1000n + BigInt(Math.floor(random() * bytes));
}

async function read(items) {
  let found = 0;
  // eslint-disable-next-line no-unused-vars -- they are only counted
  for await (const item of items) found++;
  if (found === 0) throw new Error('found nothing');
}

/** Asks of each type, its children, and the types that it consists of, what a session asks. */
function readTypes() {
  const number = new Uint32Array(1);
  const long = new BigUint64Array(1);
  const numberOf = (id, request) => (SymGetTypeInfo(key, imageBase, id, request, number) ? number[0] : 0);
  const nameOf = (id) => {
    long[0] = 0n;
    if (SymGetTypeInfo(key, imageBase, id, ask.TI_GET_SYMNAME, long) && long[0] !== 0n) LocalFree(long[0]);
  };
  const seen = new Set();
  const wanted = [];
  const add = (symbol) => {
    wanted.push(koffi.decode(symbol, 4, 'uint32_t'));
    return 1;
  };
  SymEnumTypesW(key, imageBase, add, null);
  while (wanted.length > 0) {
    const id = wanted.pop();
    if (id === 0 || seen.has(id)) continue;
    seen.add(id);
    nameOf(id);
    wanted.push(numberOf(id, ask.TI_GET_TYPE));
    const children = new Uint32Array(2 + numberOf(id, ask.TI_GET_CHILDRENCOUNT));
    children[0] = children.length - 2;
    if (children[0] === 0 || !SymGetTypeInfo(key, imageBase, id, ask.TI_FINDCHILDREN, children)) continue;
    for (const child of children.subarray(2)) {
      nameOf(child);
      wanted.push(numberOf(child, ask.TI_GET_TYPE));
    }
  }
}

const most = new Float64Array(new SharedArrayBuffer(8));
const worker = new Worker(sampler, {
  eval: true,
  workerData: { most, cell: new Int32Array(new SharedArrayBuffer(4)) },
});
await new Promise((resolve) => worker.once('message', resolve));
const before = process.memoryUsage.rss();
if (by === 'koffi') {
  loadByKoffi(key, image, imageBase);
  symbolizeByKoffi(key, [imageBase + 0x1000n], 'large');
  works[work].byKoffi();
} else {
  const session = await dbghelpPackage.SymbolSession.open();
  await session.loadModule(image, { base: imageBase });
  await session.symbolize(imageBase + 0x1000n);
  await works[work].bySession(session);
}
const grown = Math.max(most[0], process.memoryUsage.rss()) - before;
await worker.terminate();
process.stdout.write(JSON.stringify({ grown }));
process.exit();
