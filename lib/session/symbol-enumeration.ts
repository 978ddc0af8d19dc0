import type { DbgHelpToken } from '../../types/calls';
import { SYMOPT, SYMSEARCH } from '../../types/constants';
import type { SYMBOL_INFOW } from '../../types/structures';
import { reusingViews } from '../native/callback';
import { wrongType } from '../native/checks';
import { callFailed } from '../native/errors';
import { windowsMessage } from '../native/win32';
import type { SessionCore } from './core';
import { foundSymbol, type FoundSymbol } from './found-symbol';
import { SymbolModule } from './module';
import { isNamed, withoutLastStar, withSingleStars } from './symbol-mask';
import { SymbolQueue } from './symbol-queue';
import { eventLoopTurn } from './slices';

export interface SymbolQuery {
  /** Who asks, for errors. */
  readonly api: string;
  /** One module, modules by their names, or all. */
  readonly modules: SymbolModule | RegExp | undefined;
  readonly names: string;
  readonly tag: number | undefined;
  readonly undecorated: boolean | undefined;
  readonly limit: number;
  readonly signal: AbortSignal | undefined;
  readonly where: ((symbol: FoundSymbol) => boolean) | undefined;
}

/** Symbols that a loop takes before timers and I/O get their turn. */
const symbolsBetweenTurns = 512;

/**
 * What DbgHelp pushes, to be pulled. A module is enumerated at once, in one slot, when the first of its symbols is asked
 * for; between two symbols nothing is held but the packed rest.
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
  for (const module of modules) {
    const found = await core.runLong(api, (token) => enumerateModule(core, token, module, query, left), signal);
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

function modulesOf(core: SessionCore, token: DbgHelpToken, wanted: SymbolQuery['modules']): readonly SymbolModule[] {
  if (wanted instanceof SymbolModule) return [wanted];
  // Again: raw calls may have loaded others.
  const all = core.modules.refreshAll(token);
  return wanted ? all.filter((module) => isNamed(module, wanted)) : all;
}

async function enumerateModule(
  core: SessionCore,
  token: DbgHelpToken,
  module: SymbolModule,
  query: SymbolQuery,
  limit: number,
): Promise<SymbolQueue> {
  const { api, modules, tag, signal, where, undecorated } = query;
  const found = new SymbolQueue();
  if (modules === module) module.assertLoaded(api, core);
  if (!module.loaded) return found;
  await core.loadSymbolsAt(token, module.base);
  let more = true;
  const take = reusingViews((symbol: SYMBOL_INFOW): boolean => {
    if (signal?.aborted) more = false;
    else if (tag === undefined || symbol.Tag === tag) {
      if (!where || isWanted(where(foundSymbol(symbol, module)), api)) found.push(symbol);
      more = found.length < limit;
    }
    return more;
  });
  withUndecorated(token, undecorated, () => {
    for (const names of masksFor(core, token, query.names)) {
      const failed = !enumerateNatively(core, token, module, names, tag, take);
      if (!more) return;
      // Without symbols there is nothing to enumerate: some DLLs call that a failure.
      if (failed && module.symbolType !== 'none' && module.symbolType !== 'deferred') {
        throw callFailed('SymEnumSymbolsW', token.lastError, windowsMessage(token.lastError));
      }
    }
  });
  signal?.throwIfAborted();
  return found;
}

function isWanted(answer: unknown, api: string): boolean {
  if (typeof answer !== 'boolean') throw wrongType(`${api}: the result of \`where\``, 'a boolean', answer);
  return answer;
}

/** With a tag, SymSearchW calls back for fewer symbols. Not every DLL has it. */
function enumerateNatively(
  { binding, key }: SessionCore,
  token: DbgHelpToken,
  { base, name }: SymbolModule,
  names: string,
  tag: number | undefined,
  take: (symbol: SYMBOL_INFOW) => boolean,
): boolean {
  // DbgHelp takes what is before an exclamation mark for a module, also where it was told which.
  const mask = names.includes('!') ? `${name}!${names}` : names;
  return tag !== undefined && binding.has('SymSearchW')
    ? token.SymSearchW.raw(key, base, 0, tag, mask, 0n, take, null, SYMSEARCH.GLOBALSONLY)
    : token.SymEnumSymbolsW.raw(key, base, mask, take, null);
}

/** For Wine's DLL a `*` at the end stands for at least one character: it gets the mask without it, too. */
function masksFor({ binding }: SessionCore, token: DbgHelpToken, names: string): readonly string[] {
  const mask = withSingleStars(names);
  const shorter = withoutLastStar(mask);
  if (shorter === undefined || !binding.has('SymMatchStringW')) return [mask];
  return token.SymMatchStringW.raw('a', 'a*', false) ? [mask] : [mask, shorter];
}

function withUndecorated(token: DbgHelpToken, undecorated: boolean | undefined, action: () => void): void {
  if (undecorated === undefined) {
    action();
    return;
  }
  const options = token.SymGetOptions.raw();
  token.SymSetOptions.raw(undecorated ? options | SYMOPT.UNDNAME : options & ~SYMOPT.UNDNAME);
  try {
    action();
  } finally {
    token.SymSetOptions.raw(options);
  }
}
