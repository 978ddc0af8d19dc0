import type { DbgHelpToken } from '../../../types/calls';
import { SYMOPT, SymTagEnum } from '../../../types/constants';
import { SYMBOL_INFO, SYMBOL_INFOW } from '../../ffi/structures';
import type { SessionCore } from '../core';
import { listModule, type Waiting } from '../listings/list';
import type { SymbolModule } from '../modules/module';
import { isSlowMask } from '../names/mask-matcher';
import { isTooLong } from '../names/symbol-mask';
import { inSlices } from '../slices';
import { listTypes, takeTypes, type ListedType, type TypeListing } from './type-listing';

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
export async function findTypeId(
  core: SessionCore,
  api: DbgHelpToken,
  module: SymbolModule,
  name: string,
  waiting: Waiting,
): Promise<number | undefined> {
  if (isTooLong(name)) return undefined;
  const exact = typeNamed(core, api, module, name);
  if (exact !== undefined) return exact;
  let declared: number | undefined;
  let defined: number | undefined;
  const take = ({ TypeIndex, Tag, Size }: ListedType): boolean => {
    if (Tag !== SymTagEnum.SymTagUDT || Size > 0) defined = TypeIndex;
    else declared ??= TypeIndex;
    return defined === undefined;
  };
  await eachType(core, api, module, listingOfName(core, api, module, name), take, waiting);
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
export async function findDefinition(
  core: SessionCore,
  api: DbgHelpToken,
  module: SymbolModule,
  name: string,
  waiting: Waiting,
): Promise<number | undefined> {
  const found: number[] = [];
  const take = ({ Tag, Size, TypeIndex }: ListedType): boolean => {
    if (Tag === SymTagEnum.SymTagUDT && Size > 0) found.push(TypeIndex);
    return found.length < 2;
  };
  await eachType(core, api, module, listingOfName(core, api, module, name), take, waiting);
  return found.length === 1 ? found[0] : undefined;
}

/**
 * Calls `take` for the types of a listing, until it returns false.
 *
 * @internal
 */
export async function eachType(
  core: SessionCore,
  api: DbgHelpToken,
  module: SymbolModule,
  request: TypeListing,
  take: (type: ListedType) => boolean,
  waiting: Waiting,
): Promise<void> {
  await listModule(
    core,
    api,
    module,
    {
      name: 'types',
      calls: request.mask === undefined ? 'SymEnumTypesW' : 'SymEnumTypesByNameW',
      request,
      here: (side) => {
        listTypes(side, request, take);
      },
      there: (numbers) => inSlices(takeTypes(numbers, take)),
    },
    waiting,
  );
}

/**
 * The listing of a module's types of a name, ignoring case if the session does.
 *
 * @internal
 */
export function listingOfName(core: SessionCore, api: DbgHelpToken, module: SymbolModule, name: string): TypeListing {
  // Without a wildcard, some DLLs find no more than the search by name.
  const listing = listingOfMask(core, api, module, `?${name.slice(1).replace(wildcards, '?')}`);
  return { ...listing, name: { text: name, ignoresCase: ignoresCase(api) } };
}

/**
 * The listing of a module's types whose names match a mask. It uses the function that the DLL has.
 *
 * @internal
 */
export function listingOfMask(
  { binding, key, text }: SessionCore,
  api: DbgHelpToken,
  { base }: SymbolModule,
  mask: string,
): TypeListing {
  const anyCase = ignoresCase(api);
  const asked = binding.has('SymEnumTypesByNameW') ? text.mask(api, askedMask(mask, anyCase)) : undefined;
  const own = asked === mask ? undefined : { mask, ignoresCase: anyCase };
  return { key, base, mask: asked, own, name: undefined };
}

/** A mask that finds at least as much. Some DLLs compare names of types case-sensitively when they should not. */
function askedMask(mask: string, anyCase: boolean): string {
  if (isTooLong(mask) || isSlowMask(mask)) return '*';
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
