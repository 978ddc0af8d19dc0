import { SymTagEnum } from '../../../types/constants';
import type { SYMBOL_INFOW } from '../../../types/structures';
import type { ImageParts } from '../../files/image-parts';
import { kindOf } from './found-symbol';
import type { SymbolModule } from '../modules/module';

/** Bytes: where compilers have functions begin, and how far back one is looked for. */
const alignment = 16;
const farthest = 1024;

/** @internal */
export interface PlaceInImage {
  readonly module: SymbolModule;
  readonly parts: ImageParts;
  /** From the module's base. */
  readonly offset: number;
}

interface Questions {
  /** Gives what the DLL says of an address; good until the next question. */
  readonly ask: (address: bigint) => SYMBOL_INFOW | null;
  /** How the DLL names the address, where that is another way into a function. A public one asks for a function that covers it. */
  readonly part: { readonly begin: bigint; readonly isPublic: boolean } | null;
}

/**
 * The symbol that an address belongs to where the DLL knows none, or another way into a function. Where the image has a function
 * table, that tells where to ask. Of functions that no table has, it is the nearest one that begins before.
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
    // Where a public symbol ends is not known; without a table, neither is what else begins meanwhile.
    return kind === 'public' || kind === 'export'
      ? parts.hasFunctionTable && symbol.Address === asked
      : isBeforeEnd(symbol);
  };
  // Another way into a function, which is further back.
  const isPart = ({ Tag: tag }: SYMBOL_INFOW): boolean =>
    tag === SymTagEnum.SymTagLabel || (tag === SymTagEnum.SymTagPublicSymbol && !parts.hasFunctionTable);
  const last = part ? Number(part.begin - base) : offset;
  const first = Math.max(parts.untoldFrom(offset) ?? offset, last - farthest);
  for (let at = last - (last % alignment || alignment); at >= first; at -= alignment) {
    let asked = base + BigInt(at);
    let symbol = ask(asked);
    if (!symbol || isPart(symbol)) continue;
    // In assembly code a function may begin where the one before ends.
    while (symbol && !reaches(symbol, asked)) {
      const end: bigint = symbol.Address + BigInt(symbol.Size);
      symbol = end > asked && end <= base + BigInt(offset) ? ask((asked = end)) : null;
    }
    return symbol;
  }
  return null;
}
