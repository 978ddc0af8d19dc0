import type { DbgHelpToken } from '../../../types/calls';
import { SYMOPT, SymTagEnum } from '../../../types/constants';
import type { SYMBOL_INFO, SYMBOL_INFOW } from '../../../types/structures';
import * as structures from '../../../types/structures';
import { reusingViews } from '../../ffi/callback';
import { defineStruct } from '../../ffi/struct';
import type { SessionCore } from '../core';
import type { SymbolModule } from '../modules/module';
import { isTooLong, ownMatcher } from '../names/symbol-mask';

const wideSymbol = defineStruct<SYMBOL_INFOW>(structures.SYMBOL_INFOW);
const ansiSymbol = defineStruct<SYMBOL_INFO>(structures.SYMBOL_INFO);

// eslint-disable-next-line no-control-regex -- the characters that all ANSI code pages share
const ascii = /^[\x01-\x7f]*$/;
const wildcards = /[*?#+[\]\\]/g;

/** Whether a mask is a name and nothing else. */
export const isPlainName = (mask: string): boolean => !/[*?#+[\]\\]/.test(mask);

/**
 * The id of the type with that very name, by whichever function the DLL has; undefined where there is none.
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

/** DLLs do not know all by their names: none that are unnamed or local to a function, and no name in another case. */
function typeNamed(
  { binding, key, text }: SessionCore,
  api: DbgHelpToken,
  module: SymbolModule,
  name: string,
): number | undefined {
  if (binding.has('SymGetTypeFromNameW')) {
    const symbol = wideSymbol.alloc(1);
    return api.SymGetTypeFromNameW.raw(key, module.base, text.write(api, name), symbol) ? symbol.TypeIndex : undefined;
  }
  if (binding.has('SymGetTypeFromName') && ascii.test(name)) {
    const symbol = ansiSymbol.alloc(1);
    return api.SymGetTypeFromName.raw(key, module.base, name, symbol) ? symbol.TypeIndex : undefined;
  }
  return undefined;
}

/**
 * The class of that name that has a size, if it is the only one: local classes of several functions may share a name.
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
 * The types of a module of a name, in any case where the session says so.
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
  // Without a wildcard some DLLs find no more than by the name.
  enumerateTypes(core, api, module, `?${name.slice(1).replace(wildcards, '?')}`, (symbol) =>
    isNamed(core.text.read(api, symbol.Name)) ? each(symbol) : true,
  );
}

/**
 * The types of a module whose names match a mask, by whichever function the DLL has.
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
  // Nothing there is no failure for a caller, and DLLs differ in whether they call it one.
  if (asked === undefined) api.SymEnumTypesW.raw(key, module.base, matching, null);
  else api.SymEnumTypesByNameW.raw(key, module.base, asked, matching, null);
}

/** A mask that finds no less. Some DLLs heed the case of types where they should not. */
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
