import type { DbgHelpToken } from '../../../types/calls';
import { SYMOPT, SYMSEARCH, SymTagEnum } from '../../../types/constants';
import type { SYMBOL_INFOW } from '../../ffi/structures';
import { reusingViews } from '../../ffi/callback';
import { wrongType } from '../../base/checks';
import { callFailed } from '../../base/errors';
import { windowsMessage } from '../../win32/functions';
import { ConstantValues } from '../types/constant-values';
import type { SessionCore } from '../core';
import { foundSymbol, isConstant, type FoundSymbol } from '../reader/found-symbol';
import { SymbolModule } from '../modules/module';
import { isTooLong, ownMatcher, withoutLastStar, withSingleStars } from './symbol-mask';
import { SymbolQueue } from './symbol-queue';
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
  readonly where?: ((symbol: FoundSymbol) => boolean) | undefined;
}

export interface SymbolQuery extends ModuleQuery {
  /** One module, modules by a pattern of their names, or all. */
  readonly modules: SymbolModule | RegExp | undefined;
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
  const { api, tag, searched, signal, where, undecorated } = query;
  const found = new SymbolQueue((name) => core.text.read(token, name));
  if (!module.loaded) return found;
  await core.loadSymbolsAt(token, module.base, signal);
  let more = true;
  const asksByNumber = core.binding.has('SymFromIndexW');
  const constants = new ConstantValues(token, core.key, module.base);
  const mask = withSingleStars(query.names);
  const asked = isTooLong(mask) ? '*' : core.text.mask(token, mask);
  const matches = asked === mask ? undefined : ownMatcher(mask, ignoresCase(token));
  const take = reusingViews((given: SYMBOL_INFOW): boolean => {
    const symbol =
      isWhole(given) || !asksByNumber ? given : (core.reader.atNumber(token, module.base, given.Index) ?? given);
    if (signal?.aborted) more = false;
    else if ((tag === undefined || symbol.Tag === tag) && (!matches || matches(core.text.read(token, symbol.Name)))) {
      const value = isConstant(symbol) ? constants.of(symbol) : undefined;
      const candidate = where && foundSymbol(symbol, module, value, core.text.read(token, symbol.Name));
      if (!candidate || isWanted(where(candidate), api)) found.push(symbol, value);
      more = found.length < limit;
    }
    return more;
  });
  withUndecorated(token, undecorated, () => {
    for (const names of masksFor(core, token, asked)) {
      const failed = !enumerateNatively(
        core,
        token,
        module,
        names,
        searched === true || !isEnumerated(tag) ? tag : undefined,
        take,
      );
      if (!more) return;
      // A module without symbols has nothing to enumerate: in some DLLs that is a failure.
      if (failed && module.symbolType !== 'none' && module.symbolType !== 'deferred') {
        throw callFailed('SymEnumSymbolsW', token.lastError, windowsMessage(token.lastError));
      }
    }
  });
  signal?.throwIfAborted();
  return found;
}

/** Enumerations use the DLL's own buffers: a name that fills one may be cut. */
const isWhole = ({ NameLen, MaxNameLen }: SYMBOL_INFOW): boolean => NameLen < MaxNameLen - 1;

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

const isEnumerated = (tag: number | undefined): boolean => tag === undefined || enumerated.has(tag);

/** Only SymSearchW finds types and compilands. Not every DLL has it. */
function enumerateNatively(
  { binding, key }: SessionCore,
  token: DbgHelpToken,
  { base, dllName }: SymbolModule,
  names: string,
  tag: number | undefined,
  take: (symbol: SYMBOL_INFOW) => boolean,
): boolean {
  // DbgHelp takes text before an exclamation mark for a module, even if it was given one.
  const mask = names.includes('!') ? `${dllName}!${names}` : names;
  return tag !== undefined && binding.has('SymSearchW')
    ? token.SymSearchW.raw(key, base, 0, tag, mask, 0n, take, null, SYMSEARCH.GLOBALSONLY)
    : token.SymEnumSymbolsW.raw(key, base, mask, take, null);
}

/** In some DLLs a `*` at the end stands for at least one character: they get also the mask without it. */
function masksFor({ binding }: SessionCore, token: DbgHelpToken, mask: string): readonly string[] {
  const shorter = withoutLastStar(mask);
  if (shorter === undefined || !binding.has('SymMatchStringW')) return [mask];
  return token.SymMatchStringW.raw('a', 'a*', false) ? [mask] : [mask, shorter];
}

export function withUndecorated(token: DbgHelpToken, undecorated: boolean | undefined, action: () => void): void {
  const options = token.SymGetOptions.raw();
  if (undecorated === undefined || undecorated === ((options & SYMOPT.UNDNAME) !== 0)) {
    action();
    return;
  }
  token.SymSetOptions.raw(undecorated ? options | SYMOPT.UNDNAME : options & ~SYMOPT.UNDNAME);
  try {
    action();
  } finally {
    token.SymSetOptions.raw(options);
  }
}
