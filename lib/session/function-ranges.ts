import type { DbgHelpToken } from '../../types/calls';
import { readMemory } from '../native/memory';
import { pointerBits } from '../native/pointer-size';
import type { SymbolModule } from './module';

/** RUNTIME_FUNCTION on x64: where the function begins, and where it ends. */
const runtimeFunctionBytes = 8;

/** From a function's first byte to the one after its last, as offsets into the module. */
interface Range {
  readonly begin: number;
  readonly end: number;
}

/**
 * Functions by the function tables of images. Looking into such a table takes some DLLs longer than anything else, and the
 * table of a loaded image does not change: what was found is kept as long as the module.
 */
export class FunctionRanges {
  readonly #key: bigint;
  readonly #known = new WeakMap<SymbolModule, Range[]>();

  constructor(key: bigint) {
    this.#key = key;
  }

  /** Where the function around an address begins; undefined where no table tells. */
  beginAround(api: DbgHelpToken, module: SymbolModule, address: bigint): bigint | undefined {
    if (pointerBits !== 64) return undefined;
    let ranges = this.#known.get(module);
    if (!ranges) this.#known.set(module, (ranges = []));
    const offset = Number(address - module.base);
    const place = placeOf(ranges, offset);
    let range = ranges[place - 1];
    if (!range || offset >= range.end) {
      range = this.#ask(api, address);
      if (range && range.begin <= offset && offset < range.end) ranges.splice(place, 0, range);
    }
    return range && module.base + BigInt(range.begin);
  }

  #ask(api: DbgHelpToken, address: bigint): Range | undefined {
    const entry = api.SymFunctionTableAccess64.raw(this.#key, address);
    const bytes = entry === 0n ? undefined : readMemory(entry, runtimeFunctionBytes);
    if (!bytes) return undefined;
    const table = new DataView(bytes.buffer);
    return { begin: table.getUint32(0, true), end: table.getUint32(4, true) };
  }
}

/** How many of the ranges begin at or before an offset. */
function placeOf(ranges: readonly Range[], offset: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ranges[middle]!.begin <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
