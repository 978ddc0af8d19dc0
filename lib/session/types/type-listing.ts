import { reusingViews } from '../../ffi/callback';
import type { SYMBOL_INFOW } from '../../ffi/structures';
import type { ListedModule, ListingSide } from '../listings/listing-side';
import type { OwnMask } from '../names/symbol-listing';
import { ownMatcher } from '../names/symbol-mask';
import type { Steps } from '../slices';

/** Plain data: it may be sent to another thread. */
export interface TypeListing extends ListedModule {
  /** For SymEnumTypesByNameW; undefined for SymEnumTypesW, which lists all. */
  readonly mask: string | undefined;
  /** A mask with which names are compared here, if the DLL gets another one. */
  readonly own: OwnMask | undefined;
  /** The only name that counts. */
  readonly name: { readonly text: string; readonly ignoresCase: boolean } | undefined;
}

/** A listed type. */
export type ListedType = Pick<SYMBOL_INFOW, 'TypeIndex' | 'Tag' | 'Size'>;

/** Lists the named types of one module, which must be loaded, until `take` returns false. */
export function listTypes(
  { api, readName, next }: ListingSide,
  { key, base, mask, own, name }: TypeListing,
  take: (type: ListedType) => boolean,
): void {
  const matches = own && ownMatcher(own.mask, own.ignoresCase);
  const caseOf = (text: string): string => (name?.ignoresCase ? text.toLowerCase() : text);
  const wanted = name && caseOf(name.text);
  const isWanted = (given: string): boolean => {
    if (given === '') return false;
    if (!matches && wanted === undefined) return true;
    const read = readName(given);
    return matches?.(read) !== false && (wanted === undefined || caseOf(read) === wanted);
  };
  const each = reusingViews((type: SYMBOL_INFOW): boolean => next() && (!isWanted(type.Name) || take(type)));
  // An empty result is no failure here, but DLLs differ in whether they report it as one.
  if (mask === undefined) api.SymEnumTypesW.raw(key, base, each, null);
  else api.SymEnumTypesByNameW.raw(key, base, mask, each, null);
}

/** The numbers of a type in a packed list. */
const members = 3;

/** A list of types, as numbers. */
export class PackedTypes {
  readonly #numbers: number[] = [];

  add({ TypeIndex, Tag, Size }: ListedType): void {
    this.#numbers.push(TypeIndex, Tag, Size);
  }

  get numbers(): Uint32Array<ArrayBuffer> {
    return Uint32Array.from(this.#numbers);
  }
}

const typesBetweenTurns = 1024;

/** Calls `take` for each type of a packed list, until it returns false. */
export function* takeTypes(numbers: Uint32Array, take: (type: ListedType) => boolean): Steps<void> {
  for (let at = 0; at < numbers.length; at += members) {
    if (!take({ TypeIndex: numbers[at]!, Tag: numbers[at + 1]!, Size: numbers[at + 2]! })) return;
    if (at % (typesBetweenTurns * members) === 0) yield;
  }
}
