import { checkBoolean, wrongType } from '../../base/checks';
import { comparedInRuns } from '../../dll/differences';
import type { SessionCore } from '../core';
import { AddressBatch } from './address-batch';
import { AddressCalls } from './address-calls';
import { hasName, parseLocation, type Location, type PlainLocation } from '../location';
import { placeOf } from '../names/names';
import { eventLoopTurn, inSlices } from '../slices';
import { checkOptionNames, type OptionNames } from '../../base/option-names';
import type { Answer, AnswerOptions } from '../reader/known';

export interface SymbolizeOptions {
  /**
   * Add `inlined`: the functions that were inlined at the address. Since DbgHelp 6.2: an older DLL is
   * `DBGHELP_NOT_EXPORTED`.
   */
  readonly inlineFrames?: boolean | undefined;
  /** Where no symbol is, say which module the address lies in, or that there is none, instead of null. */
  readonly degrade?: boolean | undefined;
  /**
   * Whether an address that was asked for before is answered without asking DbgHelp again; the default is true. What is
   * kept is bounded, and dropped when a module is loaded or unloaded, a symbol is added or removed, and after any raw call.
   */
  readonly cache?: boolean | undefined;
}

const symbolizeNames: OptionNames<SymbolizeOptions> = { inlineFrames: true, degrade: true, cache: true };

export interface SymbolizeAllOptions extends SymbolizeOptions {
  readonly signal?: AbortSignal | undefined;
  /**
   * Whether addresses are left out that lie between two of the same function and line: the answers are the same, and
   * come faster. False asks DbgHelp for every address. The default is true with the DLLs for which that was compared for
   * every byte of several images. Others are asked for every address until some thousand answers of a module have shown
   * the same, and for good where one has shown otherwise: `diagnostics().dll.shortcut` says what is known of this one.
   */
  readonly shortcut?: boolean | undefined;
  /** Called after each slice of a few milliseconds. */
  readonly onProgress?: ((progress: { readonly done: number; readonly total: number }) => void) | undefined;
}

const symbolizeAllNames: OptionNames<SymbolizeAllOptions> = {
  ...symbolizeNames,
  signal: true,
  shortcut: true,
  onProgress: true,
};

/** @internal One object for all calls without any. */
export const noOptions: SymbolizeOptions = {};

const callsBySession = new WeakMap<SessionCore, AddressCalls>();

function callsOf(core: SessionCore): AddressCalls {
  let calls = callsBySession.get(core);
  if (!calls) callsBySession.set(core, (calls = new AddressCalls(core)));
  return calls;
}

/** @internal */
export function symbolize(core: SessionCore, address: Location, options: SymbolizeOptions): Promise<Answer> {
  const api = 'SymbolSession.symbolize';
  // One promise for all of it: each one more would take a twentieth of the whole call.
  return new Promise((resolve, reject) => {
    const parsed = parseLocation(address, api, core);
    if (options !== noOptions) checkOptionNames(options, symbolizeNames, api);
    const call = { ...checkAnswers(options, api), resolve, reject };
    const calls = callsOf(core);
    if (!hasName(parsed)) calls.ask(api, { location: parsed, ...call });
    else {
      const ask = (location: PlainLocation): void => {
        calls.ask(api, { location, ...call });
      };
      placeOf(core, parsed, api).then(ask).catch(reject);
    }
  });
}

/** @internal */
export async function symbolizeAll(
  core: SessionCore,
  addresses: Iterable<Location>,
  options: SymbolizeAllOptions,
): Promise<Answer[]> {
  const api = 'SymbolSession.symbolizeAll';
  checkOptionNames(options, symbolizeAllNames, api);
  const batch = new AddressBatch(core, listOf(addresses, `${api}: \`addresses\``), checked(core, options, api));
  await inSlices(batch.parse(api));
  await batch.findNames(api);
  const { signal, onProgress } = options;
  // The modules are those that are loaded when it is this job's turn.
  await core.run(api, () => undefined, signal);
  await inSlices(batch.sort());
  const total = batch.answers.length;
  while (batch.answered < total) {
    if (batch.answered > 0) await eventLoopTurn();
    await core.runLong(api, (token) => batch.slice(token), signal);
    onProgress?.({ done: batch.answered, total });
  }
  return batch.answers;
}

function listOf(addresses: unknown, label: string): Location[] {
  const iterable = addresses as Partial<Iterable<Location>> | null | undefined;
  if (typeof addresses === 'object' && typeof iterable?.[Symbol.iterator] === 'function') {
    return Array.from(iterable as Iterable<Location>);
  }
  throw wrongType(label, 'an iterable of addresses', addresses);
}

function checked(core: SessionCore, options: SymbolizeAllOptions, api: string): AnswerOptions {
  return {
    ...checkAnswers(options, api),
    shortcut:
      options.shortcut === undefined
        ? comparedInRuns(core.binding.library) || 'probe'
        : checkBoolean(options.shortcut, `${api}: \`shortcut\``),
  };
}

function checkAnswers(
  { inlineFrames, degrade, cache }: SymbolizeOptions,
  api: string,
): Omit<AnswerOptions, 'shortcut'> {
  return {
    inlineFrames: inlineFrames !== undefined && checkBoolean(inlineFrames, `${api}: \`inlineFrames\``),
    degrade: degrade !== undefined && checkBoolean(degrade, `${api}: \`degrade\``),
    cache: cache === undefined || checkBoolean(cache, `${api}: \`cache\``),
  };
}
