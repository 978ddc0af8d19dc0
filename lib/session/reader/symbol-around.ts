import { SymTagEnum } from '../../../types/constants';
import type { SYMBOL_INFOW } from '../../ffi/structures';
import type { ImageParts } from '../../files/image-parts';
import { kindOf } from './found-symbol';
import type { SymbolModule } from '../modules/module';

/** In bytes: the usual alignment of functions, and the distance up to which one is searched backwards. */
const alignment = 16;
const farthest = 1024;

/** @internal */
export interface PlaceInImage {
  readonly module: SymbolModule;
  readonly parts: ImageParts;
  /** Offset from the module's base. */
  readonly offset: number;
}

interface Questions {
  /** Gives the DLL's symbol at an address, valid until the next call. */
  readonly ask: (address: bigint) => SYMBOL_INFOW | null;
  /**
   * The DLL's symbol for the address, if it is another entry point of a function. If it is public, only a function that
   * covers the address is accepted.
   */
  readonly part: { readonly begin: bigint; readonly isPublic: boolean } | null;
}

/**
 * Finds the symbol of an address for which the DLL knows none, or only another entry point of a function. The image's
 * function table, if there is one, tells where a function starts. For code outside of the table, the nearest symbol
 * before the address counts.
 *
 * @internal
 */
export function symbolAround({ module, parts, offset }: PlaceInImage, { ask, part }: Questions): SYMBOL_INFOW | null {
  const { base } = module;
  const isBeforeEnd = ({ Address: start, Size: size }: SYMBOL_INFOW): boolean =>
    base + BigInt(offset) < start + BigInt(size);
  const covers = (symbol: SYMBOL_INFOW): boolean => symbol.Tag !== SymTagEnum.SymTagPublicSymbol && isBeforeEnd(symbol);
  const begin = parts.functionAround(offset);
  if (begin !== undefined) {
    const symbol = begin < offset ? ask(base + BigInt(begin)) : null;
    const isThere = symbol?.Address === base + BigInt(begin) && symbol.ModBase === base;
    return isThere && (!part?.isPublic || covers(symbol)) ? symbol : null;
  }
  const reaches = (symbol: SYMBOL_INFOW, asked: bigint): boolean => {
    if (symbol.ModBase !== base) return false;
    const kind = kindOf(symbol, module);
    // The end of a public symbol is unknown. Without a table, so is the start of functions behind it.
    return kind === 'public' || kind === 'export'
      ? parts.hasFunctionTable && symbol.Address === asked
      : isBeforeEnd(symbol);
  };
  // Another entry point of a function, whose start is further back.
  const isPart = ({ Tag: tag }: SYMBOL_INFOW): boolean =>
    tag === SymTagEnum.SymTagLabel || (tag === SymTagEnum.SymTagPublicSymbol && !parts.hasFunctionTable);
  const last = part ? Number(part.begin - base) : offset;
  const first = Math.max(parts.untoldFrom(offset) ?? offset, last - farthest);
  for (let at = last - (last % alignment || alignment); at >= first; at -= alignment) {
    let asked = base + BigInt(at);
    let symbol = ask(asked);
    if (!symbol || isPart(symbol)) continue;
    // In assembly code a function may start at the end of the previous one.
    while (symbol && !reaches(symbol, asked)) {
      const end: bigint = symbol.Address + BigInt(symbol.Size);
      symbol = end > asked && end <= base + BigInt(offset) ? ask((asked = end)) : null;
    }
    return symbol;
  }
  return null;
}
