import type { DbgHelpToken } from '../../../types/calls';
import { SymTagEnum } from '../../../types/constants';
import type { SYMBOL_INFO, SYMBOL_INFOW } from '../../../types/structures';
import { structures } from '../../native/abi/structures';
import { defineStruct } from '../../native/struct';
import type { SessionCore } from '../core';
import type { SymbolModule } from '../module';
import { isTooLong, maskPattern, ownMatcher } from '../symbol-mask';

const wideSymbol = defineStruct<SYMBOL_INFOW>(structures.SYMBOL_INFOW);
const ansiSymbol = defineStruct<SYMBOL_INFO>(structures.SYMBOL_INFO);

// eslint-disable-next-line no-control-regex -- the characters that all ANSI code pages share
const ascii = /^[\x01-\x7f]*$/;
const wildcards = /[*?#+[\]\\]/g;

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
  const { binding, key } = core;
  if (isTooLong(name)) return undefined;
  if (binding.has('SymGetTypeFromNameW')) {
    const symbol = wideSymbol.alloc(1);
    return api.SymGetTypeFromNameW.raw(key, module.base, name, symbol) ? symbol.TypeIndex : undefined;
  }
  if (binding.has('SymGetTypeFromName') && ascii.test(name)) {
    const symbol = ansiSymbol.alloc(1);
    return api.SymGetTypeFromName.raw(key, module.base, name, symbol) ? symbol.TypeIndex : undefined;
  }
  let found: number | undefined;
  enumerateTypes(core, api, module, name.replace(wildcards, '?'), (symbol) => {
    if (symbol.Name === name) found = symbol.TypeIndex;
    return found === undefined;
  });
  return found;
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
  enumerateTypes(core, api, module, name.replace(wildcards, '?'), ({ Name, Tag, Size, TypeIndex }) => {
    if (Name === name && Tag === SymTagEnum.SymTagUDT && Size > 0) found.push(TypeIndex);
    return found.length < 2;
  });
  return found.length === 1 ? found[0] : undefined;
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
  const { binding, key } = core;
  if (mask === '') return;
  if (isTooLong(mask)) {
    const matches = ownMatcher(mask);
    enumerateTypes(core, api, module, '*', (symbol) => !matches(symbol.Name) || each(symbol));
    return;
  }
  // Nothing there is no failure for a caller, and DLLs differ in whether they call it one.
  if (binding.has('SymEnumTypesByNameW')) api.SymEnumTypesByNameW.raw(key, module.base, mask, each, null);
  else {
    const matches = maskPattern(mask);
    api.SymEnumTypesW.raw(key, module.base, (symbol) => !matches.test(symbol.Name) || each(symbol), null);
  }
}
