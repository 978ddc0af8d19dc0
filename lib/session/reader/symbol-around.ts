import { SymTagEnum } from '../../../types/constants';
import type { SYMBOL_INFOW } from '../../../types/structures';
import type { ImageParts } from '../../files/image-parts';
import { kindOf } from './found-symbol';
import type { SymbolModule } from '../modules/module';

/** Bytes: where compilers have functions begin, and how far back one is looked for. */
const alignment = 16;
const farthest = 1024;

/**
 * The symbol that an address belongs to where the DLL knows none, or a label. Where the image has a function table, that tells where to
 * ask. Of functions that no table has, it is the nearest one that begins before.
 *
 * @param ask - gives what the DLL says of an address; good until the next question
 *
 * @internal
 */
export function symbolAround(
  module: SymbolModule,
  parts: ImageParts,
  offset: number,
  ask: (address: bigint) => SYMBOL_INFOW | null,
): SYMBOL_INFOW | null {
  const { base } = module;
  const begin = parts.functionAround(offset);
  if (begin !== undefined) {
    const symbol = begin < offset ? ask(base + BigInt(begin)) : null;
    return symbol?.Address === base + BigInt(begin) && symbol.ModBase === base ? symbol : null;
  }
  const reaches = (symbol: SYMBOL_INFOW, asked: bigint): boolean => {
    if (symbol.ModBase !== base) return false;
    const kind = kindOf(symbol, module);
    // Where a public symbol ends is not known; without a table, neither is what else begins meanwhile.
    return kind === 'public' || kind === 'export'
      ? parts.hasFunctionTable && symbol.Address === asked
      : base + BigInt(offset) < symbol.Address + BigInt(symbol.Size);
  };
  const first = Math.max(parts.untoldFrom(offset) ?? offset, offset - farthest);
  for (let at = offset - (offset % alignment || alignment); at >= first; at -= alignment) {
    let asked = base + BigInt(at);
    let symbol = ask(asked);
    if (!symbol || symbol.Tag === SymTagEnum.SymTagLabel) continue;
    // In assembly code a function may begin where the one before ends.
    while (symbol && !reaches(symbol, asked)) {
      const end: bigint = symbol.Address + BigInt(symbol.Size);
      symbol = end > asked && end <= base + BigInt(offset) ? ask((asked = end)) : null;
    }
    return symbol;
  }
  return null;
}
