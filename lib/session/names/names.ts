import type { DbgHelpToken } from '../../../types/calls';
import { SymTagEnum } from '../../../types/constants';
import { checkBoolean, checkInteger, checkSignal, checkText, wrongType } from '../../base/checks';
import type { SessionCore } from '../core';
import { checkProgress, type ListingProgressOption } from '../listings/progress';
import type { FoundSymbol } from '../reader/found-symbol';
import type { NamedLocation, PlainLocation } from '../location';
import { checkModule, SymbolModule } from '../modules/module';
import { nameTest, symbolsNamed } from './name-index';
import { enumerateSymbols, modulesOf, type SymbolQuery } from './symbol-enumeration';
import { exactName, type NamePattern } from './mask-matcher';
import { isTooLong, parseMask, partsOfName } from './symbol-mask';
import { checkOptionNames, type OptionNames } from '../../base/option-names';

export interface SymbolsOptions extends ListingProgressOption {
  /** Search only this module: a result of `loadModule`, or a name. The mask is then one of symbol names only. */
  readonly module?: SymbolModule | string | undefined;
  /** The maximum number of symbols. */
  readonly limit?: number | undefined;
  /** The longest wait for the next one, in milliseconds; no limit by default. The loop is then rejected with `DBGHELP_TIMEOUT`. */
  readonly timeout?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called for each symbol during the enumeration: the symbol is left out unless the result is true. */
  readonly where?: ((symbol: FoundSymbol) => boolean) | undefined;
  /** Whether public symbols get readable names; by default as the session's option says. */
  readonly undecorated?: boolean | undefined;
}

const symbolsNames: OptionNames<SymbolsOptions> = {
  module: true,
  limit: true,
  timeout: true,
  signal: true,
  where: true,
  undecorated: true,
  onProgress: true,
};

export interface SearchOptions extends SymbolsOptions {
  /** Only symbols of this kind: a `SymTagEnum` value, such as `SymTagEnum.SymTagFunction`. */
  readonly tag?: SymTagEnum | undefined;
}

const searchNames: OptionNames<SearchOptions> = { ...symbolsNames, tag: true };

/** Symbols for a `for await` loop. */
export type FoundSymbols = AsyncGenerator<FoundSymbol, void, undefined>;

/** Characters with a meaning in masks, and characters that C names do not contain. */
const special = /[*?#+[\]\\!@]/;

/**
 * SymFromNameW, if it finds exactly this symbol: a DLL may take the name for a mask, know only a part of it, or not
 * know it at all.
 *
 * @internal
 */
export async function findSymbol(core: SessionCore, name: string): Promise<FoundSymbol | null> {
  const api = 'SymbolSession.findSymbol';
  const { module, plain } = partsOfName(checkText(name, `${api}: \`name\``));
  return symbolOf(core, module, plain, api);
}

async function symbolOf(
  core: SessionCore,
  module: string | undefined,
  plain: string,
  api: string,
): Promise<FoundSymbol | null> {
  const asked = await core.runLooking(api, core.modules.chosen(module), async (token) => {
    const modules = modulesOf(core, token, module === undefined ? undefined : exactName(module));
    core.pdbSearch.expect(modules);
    for (const each of modules) await core.loadSymbolsAt(token, each.base);
    const isSimple = !isTooLong(plain) && !special.test(plain);
    return { modules, found: isSimple ? simplyNamed(core, token, module, plain, modules) : undefined };
  });
  if (asked.found) return asked.found;
  for (const each of asked.modules) {
    const all = await core.runLong(api, (token) => symbolsNamed(core, token, each, plain, api));
    // Prefer private symbols: they have facts that the public ones lack.
    const first = all.find(({ isPublic }) => !isPublic) ?? all[0];
    if (first) return first;
  }
  return null;
}

function simplyNamed(
  { reader, text }: SessionCore,
  token: DbgHelpToken,
  module: string | undefined,
  plain: string,
  modules: readonly SymbolModule[],
): FoundSymbol | undefined {
  const isIt = nameTest(token, plain);
  const prefixes = module === undefined ? [''] : modules.map(({ dllName }) => `${dllName}!`);
  for (const prefix of prefixes) {
    const found = reader.find(token, prefix + text.write(token, plain));
    if (found && isIt(found.name) && modules.some(({ name }) => name === found.module)) return found;
  }
  return undefined;
}

/** A location in no module. */
const nowhere: PlainLocation = { module: '', rva: 0n };

/**
 * The address of a name plus an offset. If several symbols have the name, the first one that is large enough counts.
 *
 * @internal
 */
export async function placeOf(
  core: SessionCore,
  { module, name, offset }: NamedLocation,
  api: string,
): Promise<PlainLocation> {
  const first = await symbolOf(core, module, name, api);
  if (!first) return nowhere;
  const reaches = ({ size }: FoundSymbol): boolean => offset < size || offset === 0n;
  const others = reaches(first)
    ? []
    : await symbolsOf(core, module === undefined ? undefined : exactName(module), name, api);
  const address = (others.find(reaches) ?? first).address + offset;
  return address < 2n ** 64n ? address : nowhere;
}

/** @internal */
export async function findSymbols(core: SessionCore, name: string): Promise<FoundSymbol[]> {
  const api = 'SymbolSession.findSymbols';
  const { modules: wanted, names } = parseMask(name, `${api}: \`name\``);
  return symbolsOf(core, wanted, names, api);
}

async function symbolsOf(
  core: SessionCore,
  wanted: NamePattern | undefined,
  name: string,
  api: string,
): Promise<FoundSymbol[]> {
  const modules = await core.run(api, (token) => modulesOf(core, token, wanted));
  const found: FoundSymbol[] = [];
  for (const module of modules) {
    found.push(...(await core.runLong(api, (token) => symbolsNamed(core, token, module, name, api))));
  }
  return found;
}

/** @internal */
export function symbols(core: SessionCore, api: string, mask: string, options: SearchOptions): FoundSymbols {
  checkOptionNames(options, api.endsWith('.search') ? searchNames : symbolsNames, api);
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
  const chosen = checkModule(core, module, api);
  return { modules: chosen instanceof SymbolModule ? chosen : exactName(chosen), names };
}

function checkOptions(api: string, options: SearchOptions): Omit<SymbolQuery, 'api' | 'modules' | 'names'> {
  const { limit = Infinity, where, tag, undecorated, signal, onProgress } = options;
  if (limit !== Infinity) checkInteger(limit, 0, Number.MAX_SAFE_INTEGER, `${api}: \`limit\``);
  if (where !== undefined && typeof where !== 'function') throw wrongType(`${api}: \`where\``, 'a function', where);
  if (tag !== undefined) checkInteger(tag, 0, SymTagEnum.SymTagMax, `${api}: \`tag\``);
  if (undecorated !== undefined) checkBoolean(undecorated, `${api}: \`undecorated\``);
  if (signal !== undefined) checkSignal(signal, api);
  checkProgress(onProgress, api);
  return { limit, where, tag, undecorated, signal, onProgress };
}
