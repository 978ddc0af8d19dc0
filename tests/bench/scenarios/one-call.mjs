import { printComparison, printTargets, ratioOf } from '../report.mjs';
import { sideBySide, stopwatch } from '../rounds.mjs';
import { addressesInScene, byKoffi, dbghelpPackage, dll, scene } from '../subjects.mjs';

export const title = 'SymFromAddrW, one call after another, each with the same arguments in all ways';

const key = 0x70000f01n;
const base = 0x1000_0000n;

export async function run({ quick }) {
  const { SYMBOL_INFOW } = dbghelpPackage;
  await dll.SymInitializeW(key, null, false);
  await dll.SymLoadModuleExW(key, null, scene, null, base, 0, null, 0);
  const addresses = addressesInScene(base, quick ? 50 : 2000);
  const displacement = new BigUint64Array(1);
  const symbol = SYMBOL_INFOW.alloc(2000);
  // The view's own bytes: koffi alone needs no view, but the same memory.
  const { bytes } = symbol;

  /** Microseconds per call; every call must find its symbol. */
  const timed = async (loop) => {
    const elapsed = stopwatch();
    const found = await loop();
    const us = (elapsed() * 1000) / addresses.length;
    if (found !== addresses.length) throw new Error(`found ${found} of ${addresses.length} symbols`);
    return { us };
  };

  const koffiSync = 'koffi alone';
  const koffiAsync = 'koffi alone, .async';
  const queued = 'dbghelp.X';
  const tokenAsync = 'api.X.async';
  const contenders = {
    [koffiSync]: () =>
      timed(() => {
        let found = 0;
        for (const address of addresses) found += byKoffi.SymFromAddrW(key, address, displacement, bytes);
        return found;
      }),
    'api.X.raw': () =>
      dll.run((api) =>
        timed(() => {
          let found = 0;
          for (const address of addresses) found += api.SymFromAddrW.raw(key, address, displacement, symbol) ? 1 : 0;
          return found;
        }),
      ),
    'api.X': () =>
      dll.run((api) =>
        timed(() => {
          let found = 0;
          for (const address of addresses) found += api.SymFromAddrW(key, address, displacement, symbol) ? 1 : 0;
          return found;
        }),
      ),
    [queued]: () =>
      timed(async () => {
        let found = 0;
        for (const address of addresses) found += (await dll.SymFromAddrW(key, address, displacement, symbol)) ? 1 : 0;
        return found;
      }),
    [koffiAsync]: () =>
      timed(async () => {
        let found = 0;
        for (const address of addresses) {
          found += await new Promise((resolve, reject) => {
            byKoffi.SymFromAddrW.async(key, address, displacement, bytes, (error, result) =>
              error ? reject(error) : resolve(result),
            );
          });
        }
        return found;
      }),
    [tokenAsync]: () =>
      dll.run((api) =>
        timed(async () => {
          let found = 0;
          for (const address of addresses) {
            found += (await api.SymFromAddrW.async(key, address, displacement, symbol)) ? 1 : 0;
          }
          return found;
        }),
      ),
  };
  const samples = await sideBySide(quick ? 1 : 25, contenders, { warmUps: quick ? 1 : 15 });
  await dll.SymCleanup(key);

  printComparison('µs per call', samples, { quantity: 'us', against: koffiSync, digits: 2 });
  const measured = ratioOf(samples, 'us', 'api.X.raw', koffiSync);
  printTargets([{ what: 'api.X.raw / koffi alone', bound: 'at most', target: 1.3, measured }]);
  const withPromise = Object.fromEntries([koffiAsync, queued, tokenAsync].map((name) => [name, samples[name]]));
  printComparison('µs per call that is awaited', withPromise, { quantity: 'us', against: koffiAsync, digits: 2 });
}
