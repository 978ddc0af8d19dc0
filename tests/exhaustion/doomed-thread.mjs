import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { seededRandom } from '../third-party/draw.mjs';
import { addresses, base, dbghelpPackage, image, pdb } from './part.mjs';

// A thread that uses the package in all ways until it is terminated.

const { dbghelp, SymbolSession } = dbghelpPackage;
const random = seededRandom(workerData.seed);
const options = workerData.seed % 4 === 0 ? { largeFrom: 0 } : {};

async function open() {
  const session = await SymbolSession.open(options);
  parentPort.postMessage({ key: String(session.key) });
  return session;
}

async function listed(session) {
  let count = 0;
  for await (const symbol of session.symbols('*')) if (symbol) count++;
  return count;
}

const deeds = [
  async (session) => session.symbolizeAll(addresses),
  async (session) => Promise.all(addresses.map((address) => session.symbolize(address))),
  // A 32-bit process may not survive it: docs/threads.md.
  ...(process.arch === 'ia32' ? [] : [listed]),
  async (session) => session.loadModule({ pdb, base: 0x3000_0000n, name: 'alone', replace: true }),
  async (session) => {
    session.on('diagnostic', () => undefined);
    await session.unloadModule(base);
    await session.loadModule(image, { base, requireSymbols: true });
  },
  async (session) => session.run((api) => api.SymRefreshModuleList.async(session.key).catch(() => undefined)),
  async () => dbghelp.run(() => sleep(20)),
  async () => Promise.all(Array.from({ length: 200 }, () => dbghelp.SymGetOptions())),
  async () => {
    const another = await open();
    await another.loadModule(image, { base });
    if (random() < 0.5) await another.close();
  },
];

const session = await open();
await session.loadModule(image, { base });
// A thread that ends while it loads koffi may end the process, also the one for listings.
await listed(session);
parentPort.postMessage({ ready: true });
for (;;) {
  const deed = deeds[Math.floor(random() * deeds.length)];
  try {
    await deed(session);
  } catch (error) {
    parentPort.postMessage({ failed: `${error.code ?? error.stack} in deed ${deeds.indexOf(deed)}: ${error.message}` });
  }
}
