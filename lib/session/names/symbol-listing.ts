import { SYMSEARCH } from '../../../types/constants';
import { reusingViews } from '../../ffi/callback';
import { SYMBOL_INFOW } from '../../ffi/structures';
import type { ListedModule, ListingSide } from '../listings/listing-side';
import { isConstant } from '../reader/found-symbol';
import { ConstantValues } from '../types/constant-values';
import { ownMatcher } from './symbol-mask';

/** Plain data: it may be sent to another thread. */
export interface SymbolListing extends ListedModule {
  /** The DLL is asked with one after the other. */
  readonly masks: readonly string[];
  /** For SymSearchW; undefined for SymEnumSymbolsW. */
  readonly searchedTag: number | undefined;
  readonly tag: number | undefined;
  /** A mask with which names are compared here, if the DLL gets another one. */
  readonly own: OwnMask | undefined;
  /** Whether the DLL has SymFromIndexW. */
  readonly asksByNumber: boolean;
}

export interface OwnMask {
  readonly mask: string;
  readonly ignoresCase: boolean;
}

/**
 * Lists symbols of one module, which must be loaded, until `take` returns false.
 *
 * @param take - gets the same view each time, and the value of a constant
 * @returns the last error if the DLL failed; some DLLs fail if there is nothing to list
 */
export function listSymbols(
  { api, readName, next }: ListingSide,
  { key, base, masks, searchedTag, tag, own, asksByNumber }: SymbolListing,
  take: (symbol: SYMBOL_INFOW, value: bigint | undefined) => boolean,
): number | undefined {
  const state = { more: true };
  const constants = new ConstantValues(api, key, base);
  const numbered = new NumberedSymbols(api, key, base);
  const matches = own && ownMatcher(own.mask, own.ignoresCase);
  const each = reusingViews((given: SYMBOL_INFOW): boolean => {
    const symbol = isWhole(given) || !asksByNumber ? given : (numbered.at(given.Index) ?? given);
    if (!next()) state.more = false;
    else if ((tag === undefined || symbol.Tag === tag) && (!matches || matches(readName(symbol.Name)))) {
      state.more = take(symbol, isConstant(symbol) ? constants.of(symbol) : undefined);
    }
    return state.more;
  });
  let failed: number | undefined;
  for (const mask of masks) {
    const done =
      searchedTag === undefined
        ? api.SymEnumSymbolsW.raw(key, base, mask, each, null)
        : api.SymSearchW.raw(key, base, 0, searchedTag, mask, 0n, each, null, SYMSEARCH.GLOBALSONLY);
    if (!state.more) return undefined;
    if (!done) failed ??= api.lastError;
  }
  return failed;
}

/** Enumerations use the DLL's own buffers: a name that fills one may be cut. */
const isWhole = ({ NameLen, MaxNameLen }: SYMBOL_INFOW): boolean => NameLen < MaxNameLen - 1;

/** Longer than the names in the DLL's own buffers. */
const longName = 4096;

/** Asks for symbols again, with their whole names. */
class NumberedSymbols {
  readonly #api: ListingSide['api'];
  readonly #key: bigint;
  readonly #base: bigint;
  #view: SYMBOL_INFOW | undefined;

  constructor(api: ListingSide['api'], key: bigint, base: bigint) {
    this.#api = api;
    this.#key = key;
    this.#base = base;
  }

  /** Valid until the next call. */
  at(number: number): SYMBOL_INFOW | undefined {
    let view = (this.#view ??= SYMBOL_INFOW.alloc(longName));
    while (this.#api.SymFromIndexW.raw(this.#key, this.#base, number, view)) {
      if (isWhole(view)) return view;
      this.#view = view = SYMBOL_INFOW.alloc(Math.max(view.NameLen + 2, view.MaxNameLen * 2));
    }
    return undefined;
  }
}
