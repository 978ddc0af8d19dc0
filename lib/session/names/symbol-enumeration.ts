import type { DbgHelpToken } from '../../../types/calls';
import { SYMOPT, SymTagEnum } from '../../../types/constants';
import { wrongType } from '../../base/checks';
import { callFailed } from '../../base/errors';
import { windowsMessage } from '../../win32/functions';
import type { SessionCore } from '../core';
import { listModule, loadBeforeListing, type ModuleListing } from '../listings/list';
import type { OnProgress } from '../listings/progress';
import { foundSymbol, type FoundSymbol } from '../reader/found-symbol';
import { SymbolModule } from '../modules/module';
import { isSlowMask, type NamePattern } from './mask-matcher';
import { listSymbols, type SymbolListing } from './symbol-listing';
import { isTooLong, withoutLastStar, withSingleStars } from './symbol-mask';
import { SymbolQueue } from './symbol-queue';
import { SymbolSieve } from './symbol-sieve';
import { eventLoopTurn } from '../../base/event-loop-turn';

/** A query for the symbols of a module. */
export interface ModuleQuery {
  /** The calling method, for errors. */
  readonly api: string;
  readonly names: string;
  readonly tag?: number | undefined;
  /** With a tag: find everything that SymSearchW finds, not only what enumerations list. */
  readonly searched?: boolean;
  readonly undecorated?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: OnProgress;
  readonly where?: ((symbol: FoundSymbol) => boolean) | undefined;
}

export interface SymbolQuery extends ModuleQuery {
  /** One module, modules by a pattern of their names, or all. */
  readonly modules: SymbolModule | NamePattern | undefined;
  readonly limit: number;
}

/** The number of symbols in a loop after which timers and I/O get their turn. */
const symbolsBetweenTurns = 512;

/**
 * Turns DbgHelp's callbacks into a generator. A module is enumerated at once, in one slot, when its first symbol is
 * requested. Between two symbols only the packed rest is held.
 */
export async function* enumerateSymbols(
  core: SessionCore,
  query: SymbolQuery,
): AsyncGenerator<FoundSymbol, void, undefined> {
  const { api, signal } = query;
  let left = query.limit;
  let taken = 0;
  signal?.throwIfAborted();
  if (left === 0) return;
  const modules = await core.run(api, (token) => modulesOf(core, token, query.modules), signal);
  core.pdbSearch.expect(modules, signal);
  for (const module of modules) {
    const ask = (token: DbgHelpToken): Promise<SymbolQueue> => {
      if (query.modules === module) module.assertLoaded(api, core);
      return enumerateModule(core, token, module, query, left);
    };
    const found = await core.runLong(api, ask, signal);
    left -= found.length;
    for (let symbol = found.shift(); symbol; symbol = found.shift()) {
      core.assertOpen(api);
      yield foundSymbol(symbol, module);
      if (++taken % symbolsBetweenTurns === 0) await eventLoopTurn();
      signal?.throwIfAborted();
    }
    if (left === 0) return;
  }
}

export function modulesOf(
  core: SessionCore,
  token: DbgHelpToken,
  wanted: SymbolQuery['modules'],
): readonly SymbolModule[] {
  if (wanted instanceof SymbolModule) return [wanted];
  // Reads the list again: raw calls may have loaded modules.
  core.modules.refreshAll(token);
  return core.modules.chosen(undefined, wanted);
}

/** @returns an empty queue if the module is not loaded any more */
export async function enumerateModule(
  core: SessionCore,
  token: DbgHelpToken,
  module: SymbolModule,
  query: ModuleQuery,
  limit: number,
): Promise<SymbolQueue> {
  const { api, undecorated, where } = query;
  const found = new SymbolQueue((name) => core.text.read(token, name));
  if (!module.loaded) return found;
  await loadBeforeListing(core, token, module, query);
  const asked = listingFor(core, token, module, query);
  const isAsked = where && ((symbol: FoundSymbol): boolean => isWanted(where(symbol), api));
  const sieve = isAsked && new SymbolSieve(found, limit, (symbol) => isAsked(foundSymbol(symbol, module)));
  const restore = setUndecorated(token, undecorated);
  let failed: number | undefined;
  try {
    const listing: ModuleListing<'symbols', number | undefined> = {
      name: 'symbols',
      calls: asked.searchedTag === undefined ? 'SymEnumSymbolsW' : 'SymSearchW',
      request: { ...asked, limit: where ? Infinity : limit },
      here: (side) =>
        listSymbols(side, asked, (symbol, value) => {
          if (isAsked?.(foundSymbol(symbol, module, value, side.readName(symbol.Name))) !== false)
            found.push(symbol, value);
          return found.length < limit;
        }),
      take(parts, stop) {
        if (sieve) sieve.take(parts, stop);
        else for (const part of parts) found.append(part);
      },
      there: (lastError) => lastError,
    };
    failed = await listModule(core, token, module, listing, query);
    await sieve?.done();
  } finally {
    restore();
  }
  query.signal?.throwIfAborted();
  // A module without symbols has nothing to enumerate: in some DLLs that is a failure.
  if (failed !== undefined && module.symbolType !== 'none' && module.symbolType !== 'deferred') {
    throw callFailed('SymEnumSymbolsW', failed, windowsMessage(failed));
  }
  return found;
}

function listingFor(
  core: SessionCore,
  token: DbgHelpToken,
  { base, dllName }: SymbolModule,
  { names, tag, searched }: ModuleQuery,
): SymbolListing {
  const { binding, key } = core;
  const mask = withSingleStars(names);
  const asked = isTooLong(mask) || isSlowMask(mask) ? '*' : core.text.mask(token, mask);
  // Only SymSearchW finds types and compilands. Not every DLL has it.
  const isSearched = tag !== undefined && (searched === true || !enumerated.has(tag)) && binding.has('SymSearchW');
  return {
    key,
    base,
    // DbgHelp takes text before an exclamation mark for a module, even if it was given one.
    masks: masksFor(core, token, asked).map((each) => (each.includes('!') ? `${dllName}!${each}` : each)),
    searchedTag: isSearched ? tag : undefined,
    tag,
    own: asked === mask ? undefined : { mask, ignoresCase: ignoresCase(token) },
    asksByNumber: binding.has('SymFromIndexW'),
  };
}

export const ignoresCase = (token: DbgHelpToken): boolean =>
  (token.SymGetOptions.raw() & SYMOPT.CASE_INSENSITIVE) !== 0;

function isWanted(answer: unknown, api: string): boolean {
  if (typeof answer !== 'boolean') throw wrongType(`${api}: the result of \`where\``, 'a boolean', answer);
  return answer;
}

/** The tags that enumerations list. For these, SymSearchW also finds locals, and public symbols beside private ones. */
const enumerated: ReadonlySet<number> = new Set([
  SymTagEnum.SymTagFunction,
  SymTagEnum.SymTagBlock,
  SymTagEnum.SymTagData,
  SymTagEnum.SymTagLabel,
  SymTagEnum.SymTagPublicSymbol,
  SymTagEnum.SymTagThunk,
  SymTagEnum.SymTagExport,
]);

/** In some DLLs a `*` at the end stands for at least one character: they get also the mask without it. */
function masksFor({ binding }: SessionCore, token: DbgHelpToken, mask: string): readonly string[] {
  const shorter = withoutLastStar(mask);
  if (shorter === undefined || !binding.has('SymMatchStringW')) return [mask];
  return token.SymMatchStringW.raw('a', 'a*', false) ? [mask] : [mask, shorter];
}

export function withUndecorated(token: DbgHelpToken, undecorated: boolean | undefined, action: () => void): void {
  const restore = setUndecorated(token, undecorated);
  try {
    action();
  } finally {
    restore();
  }
}

/** @returns a function that sets the options as they were */
function setUndecorated(token: DbgHelpToken, undecorated: boolean | undefined): () => void {
  const options = token.SymGetOptions.raw();
  if (undecorated === undefined || undecorated === ((options & SYMOPT.UNDNAME) !== 0)) return () => undefined;
  token.SymSetOptions.raw(undecorated ? options | SYMOPT.UNDNAME : options & ~SYMOPT.UNDNAME);
  return () => {
    token.SymSetOptions.raw(options);
  };
}
