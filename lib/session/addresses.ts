import type { DbgHelpToken } from '../../types/calls';
import type { SessionCore } from './core';
import { parseLocation, type Location, type ParsedLocation } from './location';
import type { SymbolizedAddress } from './lookup';

export interface SymbolizeAllOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called after each slice of a few milliseconds. */
  readonly onProgress?: ((progress: { readonly done: number; readonly total: number }) => void) | undefined;
}

/** A slice of a long job: short enough that timers and I/O go on, long enough to be cheap. */
const sliceMilliseconds = 4;
const addressesBetweenClockReads = 32;

/** @internal */
export function symbolize(core: SessionCore, address: Location): Promise<SymbolizedAddress | null> {
  const api = 'SymbolSession.symbolize';
  const location = parseLocation(address, api, core);
  return core.run(api, async (token) => {
    const at = core.resolve(location);
    if (at === undefined) return null;
    await core.loadSymbolsAt(token, at);
    return core.lookup.symbolize(token, at);
  });
}

/** @internal */
export async function symbolizeAll(
  core: SessionCore,
  addresses: Iterable<Location>,
  { signal, onProgress }: SymbolizeAllOptions,
): Promise<(SymbolizedAddress | null)[]> {
  const api = 'SymbolSession.symbolizeAll';
  const locations = Array.from(addresses, (address) => parseLocation(address, api, core));
  const results: (SymbolizedAddress | null)[] = [];
  const total = locations.length;
  while (results.length < total) {
    await core.run(api, (token) => symbolizeSlice(core, token, locations, results), signal);
    onProgress?.({ done: results.length, total });
    // A macrotask: whatever waits for the event loop goes first.
    if (results.length < total) await new Promise(setImmediate);
  }
  return results;
}

/** Looks up as many of the locations as a slice has time for. */
async function symbolizeSlice(
  core: SessionCore,
  token: DbgHelpToken,
  locations: readonly ParsedLocation[],
  results: (SymbolizedAddress | null)[],
): Promise<void> {
  let deadline = performance.now() + sliceMilliseconds;
  while (results.length < locations.length) {
    const at = core.resolve(locations[results.length]!);
    if (at === undefined) {
      results.push(null);
      continue;
    }
    if (core.modules.containing(at)?.needsLoading) {
      await core.loadSymbolsAt(token, at);
      deadline = performance.now() + sliceMilliseconds;
    }
    results.push(core.lookup.symbolize(token, at));
    if (results.length % addressesBetweenClockReads === 0 && performance.now() >= deadline) return;
  }
}
