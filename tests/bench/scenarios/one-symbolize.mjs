import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { printComparison, printTargets, ratioOf } from '../report.mjs';
import { sideBySide, stopwatch } from '../rounds.mjs';
import { addressesInScene, byKoffi, dbghelpPackage, scene } from '../subjects.mjs';

export const title = 'session.symbolize in a loaded module: one after another, and many at once';

// The package's own queue.
const { default: PQueue } = createRequire(createRequire(import.meta.url).resolve('dbghelp'))('p-queue');

export async function run({ quick }) {
  const { IMAGEHLP_LINEW64, SYMBOL_INFOW, SymbolSession } = dbghelpPackage;
  const session = await SymbolSession.open();
  const { base } = await session.loadModule(scene);
  const addresses = addressesInScene(base, quick ? 50 : 1000);
  const { key } = session;
  const symbol = SYMBOL_INFOW.alloc(2000).bytes;
  const line = IMAGEHLP_LINEW64.alloc().bytes;
  const displacement = new BigUint64Array(1);
  const lineDisplacement = new Uint32Array(1);
  const queue = new PQueue({ concurrency: 1 });
  /** Asks the DLL each time. */
  const asked = { cache: false };

  /** Microseconds per address. */
  const timed = async (work) => {
    const elapsed = stopwatch();
    const found = await work();
    const us = (elapsed() * 1000) / addresses.length;
    assert.equal(found, addresses.length);
    return { us };
  };
  const count = (hits) => hits.reduce((found, hit) => found + (hit ? 1 : 0), 0);

  const floor = 'empty job, two calls by koffi';
  const contenders = {
    [floor]: () =>
      timed(async () => {
        let found = 0;
        for (const address of addresses) {
          await queue.add(async () => undefined);
          found += byKoffi.SymFromAddrW(key, address, displacement, symbol);
          byKoffi.SymGetLineFromAddrW64(key, address, lineDisplacement, line);
        }
        return found;
      }),
    'symbolize, awaited': () =>
      timed(async () => {
        let found = 0;
        for (const address of addresses) found += (await session.symbolize(address, asked)) ? 1 : 0;
        return found;
      }),
    'symbolize, awaited, from the cache': () =>
      timed(async () => {
        let found = 0;
        for (const address of addresses) found += (await session.symbolize(address)) ? 1 : 0;
        return found;
      }),
    'symbolize, all at once': () =>
      timed(async () => count(await Promise.all(addresses.map((address) => session.symbolize(address, asked))))),
    'symbolizeAll, call by call': () =>
      timed(async () => count(await session.symbolizeAll(addresses, { ...asked, shortcut: false }))),
  };
  const samples = await sideBySide(quick ? 1 : 25, contenders, { warmUps: quick ? 1 : 10 });
  await session.close();
  printComparison(`µs for each of ${addresses.length}`, samples, { quantity: 'us', against: floor, digits: 2 });
  const measured = ratioOf(samples, 'us', 'symbolize, awaited', floor);
  printTargets([{ what: 'symbolize, awaited / empty job and calls', bound: 'at most', target: 3, measured }]);
}
