import type { DbgHelpToken } from '../../types/calls';
import { checkBoolean } from '../native/checks';
import type { SessionCore } from './core';
import { parseLocation, type Location, type ParsedLocation } from './location';
import type { SymbolizedAddress, UnnamedAddress } from './lookup';
import { eventLoopTurn, sliceMilliseconds } from './slices';

export interface SymbolizeOptions {
  /**
   * Add `inlined`: the functions that were inlined at the address. Since DbgHelp 6.2: an older DLL is
   * `DBGHELP_NOT_EXPORTED`.
   */
  readonly inlineFrames?: boolean | undefined;
  /** Where no symbol is, say which module the address lies in, or that there is none, instead of null. */
  readonly degrade?: boolean | undefined;
}

export interface SymbolizeAllOptions extends SymbolizeOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called after each slice of a few milliseconds. */
  readonly onProgress?: ((progress: { readonly done: number; readonly total: number }) => void) | undefined;
}

const addressesBetweenClockReads = 32;

type Answer = SymbolizedAddress | UnnamedAddress | null;
type AskAt = (token: DbgHelpToken, address: bigint) => Answer;

/** @internal */
export async function symbolize(core: SessionCore, address: Location, options: SymbolizeOptions): Promise<Answer> {
  const api = 'SymbolSession.symbolize';
  const location = parseLocation(address, api, core);
  const ask = asked(core, options, api);
  return core.run(api, async (token) => {
    const at = core.resolve(location);
    if (at === undefined) return null;
    await core.loadSymbolsAt(token, at);
    return ask(token, at);
  });
}

/** @internal */
export async function symbolizeAll(
  core: SessionCore,
  addresses: Iterable<Location>,
  options: SymbolizeAllOptions,
): Promise<Answer[]> {
  const api = 'SymbolSession.symbolizeAll';
  const { signal, onProgress } = options;
  const ask = asked(core, options, api);
  const locations = Array.from(addresses, (address) => parseLocation(address, api, core));
  const results: Answer[] = [];
  const total = locations.length;
  while (results.length < total) {
    await core.run(api, (token) => symbolizeSlice(core, token, ask, locations, results), signal);
    onProgress?.({ done: results.length, total });
    if (results.length < total) await eventLoopTurn();
  }
  return results;
}

function asked({ lookup }: SessionCore, options: SymbolizeOptions, api: string): AskAt {
  const inlineFrames = checkBoolean(options.inlineFrames ?? false, `${api}: \`inlineFrames\``);
  const degrade = checkBoolean(options.degrade ?? false, `${api}: \`degrade\``);
  return (token, address) =>
    lookup.symbolize(token, address, inlineFrames) ?? (degrade ? lookup.unnamed(token, address) : null);
}

/** Looks up as many of the locations as a slice has time for. */
async function symbolizeSlice(
  core: SessionCore,
  token: DbgHelpToken,
  ask: AskAt,
  locations: readonly ParsedLocation[],
  results: Answer[],
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
    results.push(ask(token, at));
    if (results.length % addressesBetweenClockReads === 0 && performance.now() >= deadline) return;
  }
}
