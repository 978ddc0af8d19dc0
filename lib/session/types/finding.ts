import type { DbgHelpToken } from '../../../types/calls';
import { SYMOPT, SymTagEnum } from '../../../types/constants';
import { SYMBOL_INFO, SYMBOL_INFOW } from '../../ffi/structures';
import { reusingViews } from '../../ffi/callback';
import type { SessionCore } from '../core';
import type { SymbolModule } from '../modules/module';
import { isTooLong, ownMatcher } from '../names/symbol-mask';

// eslint-disable-next-line no-control-regex -- the characters that all ANSI code pages share
const ascii = /^[\x01-\x7f]*$/;
const wildcards = /[*?#+[\]\\]/g;

/** Whether a mask is a plain name. */
export const isPlainName = (mask: string): boolean => !/[*?#+[\]\\]/.test(mask);

/**
 * The id of the type with exactly this name; undefined if there is none. It uses the function that the DLL has.
 *
 * @internal
 */
export function findTypeId(
  core: SessionCore,
  api: DbgHelpToken,
  module: SymbolModule,
  name: string,
): number | undefined {
  if (isTooLong(name)) return undefined;
  const exact = typeNamed(core, api, module, name);
  if (exact !== undefined) return exact;
  let declared: number | undefined;
  let defined: number | undefined;
  enumerateNamed(core, api, module, name, ({ TypeIndex, Tag, Size }) => {
    if (Tag !== SymTagEnum.SymTagUDT || Size > 0) defined = TypeIndex;
    else declared ??= TypeIndex;
    return defined === undefined;
  });
  return defined ?? declared;
}

/**
 * DLLs do not find all types by name: not those that are unnamed or local to a function, and none by a name in other
 * case.
 */
function typeNamed(
  { binding, key, text }: SessionCore,
  api: DbgHelpToken,
  module: SymbolModule,
  name: string,
): number | undefined {
  if (binding.has('SymGetTypeFromNameW')) {
    const symbol = SYMBOL_INFOW.alloc(1);
    return api.SymGetTypeFromNameW.raw(key, module.base, text.write(api, name), symbol) ? symbol.TypeIndex : undefined;
  }
  if (binding.has('SymGetTypeFromName') && ascii.test(name)) {
    const symbol = SYMBOL_INFO.alloc(1);
    return api.SymGetTypeFromName.raw(key, module.base, name, symbol) ? symbol.TypeIndex : undefined;
  }
  return undefined;
}

/**
 * The only class of this name that has a size; undefined if there are several. Local classes of several functions may
 * share a name.
 *
 * @internal
 */
export function findDefinition(
  core: SessionCore,
  api: DbgHelpToken,
  module: SymbolModule,
  name: string,
): number | undefined {
  const found: number[] = [];
  enumerateNamed(core, api, module, name, ({ Tag, Size, TypeIndex }) => {
    if (Tag === SymTagEnum.SymTagUDT && Size > 0) found.push(TypeIndex);
    return found.length < 2;
  });
  return found.length === 1 ? found[0] : undefined;
}

/**
 * Enumerates a module's types of a name, ignoring case if the session does.
 *
 * @internal
 */
export function enumerateNamed(
  core: SessionCore,
  api: DbgHelpToken,
  module: SymbolModule,
  name: string,
  each: (symbol: SYMBOL_INFOW) => boolean,
): void {
  const anyCase = ignoresCase(api);
  const wanted = anyCase ? name.toLowerCase() : name;
  const isNamed = (found: string): boolean => (anyCase ? found.toLowerCase() : found) === wanted;
  // Without a wildcard, some DLLs find no more than the search by name.
  enumerateTypes(core, api, module, `?${name.slice(1).replace(wildcards, '?')}`, (symbol) =>
    isNamed(core.text.read(api, symbol.Name)) ? each(symbol) : true,
  );
}

/**
 * Enumerates a module's types whose names match a mask. It uses the function that the DLL has.
 *
 * @internal
 */
export function enumerateTypes(
  core: SessionCore,
  api: DbgHelpToken,
  module: SymbolModule,
  mask: string,
  each: (symbol: SYMBOL_INFOW) => boolean,
): void {
  const { binding, key, text } = core;
  if (mask === '') return;
  const anyCase = ignoresCase(api);
  const asked = binding.has('SymEnumTypesByNameW') ? text.mask(api, askedMask(mask, anyCase)) : undefined;
  const matches = asked === mask ? undefined : ownMatcher(mask, anyCase);
  const matching = reusingViews(
    (symbol: SYMBOL_INFOW) => matches?.(text.read(api, symbol.Name)) === false || each(symbol),
  );
  // An empty result is no failure here, but DLLs differ in whether they report it as one.
  if (asked === undefined) api.SymEnumTypesW.raw(key, module.base, matching, null);
  else api.SymEnumTypesByNameW.raw(key, module.base, asked, matching, null);
}

/** A mask that finds at least as much. Some DLLs compare names of types case-sensitively when they should not. */
function askedMask(mask: string, anyCase: boolean): string {
  if (isTooLong(mask)) return '*';
  return !anyCase || /[+#\\]/.test(mask) ? mask : mask.replace(/\[[^\]\\]+\]|\p{L}/gu, '?');
}

const ignoresCase = (api: DbgHelpToken): boolean => (api.SymGetOptions.raw() & SYMOPT.CASE_INSENSITIVE) !== 0;

/** @internal */
export function firstTypeId({ key }: SessionCore, api: DbgHelpToken, module: SymbolModule): number | undefined {
  let first: number | undefined;
  api.SymEnumTypesW.raw(
    key,
    module.base,
    ({ TypeIndex }) => {
      first = TypeIndex;
      return false;
    },
    null,
  );
  return first;
}
