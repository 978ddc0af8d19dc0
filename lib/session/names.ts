import { SymTagEnum } from '../../types/constants';
import { checkBoolean, checkInteger, checkText, wrongType } from '../native/checks';
import type { SessionCore } from './core';
import type { FoundSymbol } from './found-symbol';
import { SymbolModule } from './module';
import { enumerateSymbols, type SymbolQuery } from './symbol-enumeration';
import { maskFor, moduleNamed, moduleOfName, parseMask } from './symbol-mask';

export interface SymbolsOptions {
  /** Only this module: what `loadModule` gave, or its name. The mask is then one of names alone. */
  readonly module?: SymbolModule | string | undefined;
  /** At most so many symbols. */
  readonly limit?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called for each symbol while DbgHelp enumerates: those for which it is not true are left out. */
  readonly where?: ((symbol: FoundSymbol) => boolean) | undefined;
  /** Whether public symbols get readable names; as the session has it unless told. */
  readonly undecorated?: boolean | undefined;
}

export interface SearchOptions extends SymbolsOptions {
  /** Only symbols of this kind: a `SymTagEnum` value, such as `SymTagEnum.SymTagFunction`. */
  readonly tag?: SymTagEnum | undefined;
}

/** Symbols one after the other: for `for await`. */
export type FoundSymbols = AsyncGenerator<FoundSymbol, void, undefined>;

/** @internal */
export async function findSymbol(core: SessionCore, name: string): Promise<FoundSymbol | null> {
  const api = 'SymbolSession.findSymbol';
  checkText(name, `${api}: \`name\``);
  const module = moduleOfName(name);
  return core.runLooking(api, core.modulesOf(module), async (token) => {
    await core.loadSymbolsOf(token, module);
    return core.lookup.find(token, name);
  });
}

/** @internal */
export async function findSymbols(core: SessionCore, name: string): Promise<FoundSymbol[]> {
  const api = 'SymbolSession.findSymbols';
  const { modules, names } = parseMask(name, `${api}: \`name\``);
  const found: FoundSymbol[] = [];
  const symbols = enumerateSymbols(core, {
    api,
    modules,
    names: maskFor(names),
    // A decorated name is asked for as such.
    undecorated: !names.startsWith('?'),
    where: (symbol) => symbol.name === names,
    tag: undefined,
    limit: Infinity,
    signal: undefined,
  });
  for await (const symbol of symbols) found.push(symbol);
  return found;
}

/** @internal */
export function symbols(core: SessionCore, api: string, mask: string, options: SearchOptions): FoundSymbols {
  return enumerateSymbols(core, { api, ...checkMask(core, api, mask, options.module), ...checkOptions(api, options) });
}

function checkMask(
  core: SessionCore,
  api: string,
  mask: unknown,
  module: unknown,
): Pick<SymbolQuery, 'modules' | 'names'> {
  const label = `${api}: \`mask\``;
  if (module === undefined) return parseMask(mask, label);
  const names = checkText(mask, label);
  if (module instanceof SymbolModule) {
    module.assertLoaded(api, core);
    return { modules: module, names };
  }
  if (typeof module !== 'string') throw wrongType(`${api}: \`module\``, "a SymbolModule or a module's name", module);
  return { modules: moduleNamed(module), names };
}

function checkOptions(api: string, options: SearchOptions): Omit<SymbolQuery, 'api' | 'modules' | 'names'> {
  const { limit = Infinity, where, tag, undecorated, signal } = options;
  if (limit !== Infinity) checkInteger(limit, 0, Number.MAX_SAFE_INTEGER, `${api}: \`limit\``);
  if (where !== undefined && typeof where !== 'function') throw wrongType(`${api}: \`where\``, 'a function', where);
  if (tag !== undefined) checkInteger(tag, 0, SymTagEnum.SymTagMax, `${api}: \`tag\``);
  if (undecorated !== undefined) checkBoolean(undecorated, `${api}: \`undecorated\``);
  return { limit, where, tag, undecorated, signal };
}
