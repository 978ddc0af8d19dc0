import { countWhile } from '../base/sorted';

/** An exception directory, and a way to read more of the image. */
export interface TableSource {
  /** Offset of the table in the loaded image. */
  readonly rva: number;
  readonly table: DataView;
  /** Reads bytes at an offset into the loaded image, as many as the file has; undefined if it lies nowhere. */
  readonly load: (rva: number, length: number) => DataView | undefined;
}

/** The functions listed in an image's exception directory, as offsets into the image. */
export class FunctionTable {
  /** In ascending order. */
  readonly #begins: Uint32Array;
  readonly #ends: Uint32Array;
  /** For each entry, the start of the function that it is a part of. */
  readonly #functions: Uint32Array;

  constructor(begins: Uint32Array, ends: Uint32Array, functions: Uint32Array) {
    this.#begins = begins;
    this.#ends = ends;
    this.#functions = functions;
  }

  /** The start of the function that contains an offset; undefined if no entry does. */
  functionAround(offset: number): number | undefined {
    const last = this.#countUpTo(offset) - 1;
    return last >= 0 && offset < this.#ends[last]! ? this.#functions[last] : undefined;
  }

  /**
   * Whether a symbol at `begin` cannot extend to a later offset: another function contains it, or a function ends in
   * between.
   */
  divides(begin: number, offset: number): boolean {
    const last = this.#countUpTo(offset) - 1;
    if (last < 0) return false;
    return offset < this.#ends[last]! ? this.#functions[last] !== begin : this.#begins[last]! >= begin;
  }

  /** The end of the last entry that begins at or before an offset; 0 if there is none. */
  endBefore(offset: number): number {
    return this.#ends[this.#countUpTo(offset) - 1] ?? 0;
  }

  /** The number of entries that begin at or before an offset. */
  #countUpTo(offset: number): number {
    return countWhile(this.#begins.length, (nth) => this.#begins[nth]! <= offset);
  }
}

/** Keyed by IMAGE_FILE_HEADER.Machine. */
export const tableReaders: Readonly<Record<number, (source: TableSource) => FunctionTable>> = {
  0x8664: x64Table,
  0xaa64: arm64Table,
};

/** RUNTIME_FUNCTION in x64 images: begin, end, unwind information. */
const x64Entry = 12;
const chained = 4;
/** Chained entries may themselves be chained, but no sound image chains deeper than this. */
const deepestChain = 32;

function x64Table({ rva, table, load }: TableSource): FunctionTable {
  const count = Math.floor(table.byteLength / x64Entry);
  const columns = [0, 4, 8].map((at) =>
    Uint32Array.from({ length: count }, (_, n) => table.getUint32(n * x64Entry + at, true)),
  );
  const [begins, ends, unwind] = columns as [Uint32Array, Uint32Array, Uint32Array];
  // An odd address refers to another entry of the table.
  const information = loadAround(
    unwind.filter((address) => (address & 1) === 0),
    longestUnwind,
    load,
  );

  const functionOf = (begin: number, address: number, depth = 0): number => {
    const parent = depth < deepestChain ? parentOf(address) : undefined;
    return parent ? functionOf(parent.begin, parent.address, depth + 1) : begin;
  };
  const parentOf = (address: number): { begin: number; address: number } | undefined => {
    if ((address & 1) !== 0) {
      const nth = (address - 1 - rva) / x64Entry;
      return begins[nth] === undefined ? undefined : { begin: begins[nth], address: unwind[nth]! };
    }
    const header = information(address, 4);
    if (!header || ((header.getUint8(0) >>> 3) & chained) === 0) return undefined;
    const parent = information(address + 4 + ((header.getUint8(2) + 1) & ~1) * 2, x64Entry);
    return parent && { begin: parent.getUint32(0, true), address: parent.getUint32(8, true) };
  };
  return new FunctionTable(
    begins,
    ends,
    begins.map((begin, nth) => functionOf(begin, unwind[nth]!)),
  );
}

/** The longest UNWIND_INFO: all its codes, and the entry that it is chained to. */
const longestUnwind = 4 + 256 * 2 + x64Entry;

/** RUNTIME_FUNCTION in ARM64 images: begin, and packed unwind information or its address. */
const arm64Entry = 8;
/** Flags in the lowest two bits of the second word: 0 for an address of .xdata, 2 for a packed fragment. */
const inXdata = 0;
const fragment = 2;

function arm64Table({ table, load }: TableSource): FunctionTable {
  const count = Math.floor(table.byteLength / arm64Entry);
  const begins = Uint32Array.from({ length: count }, (_, n) => table.getUint32(n * arm64Entry, true));
  const ends = new Uint32Array(count);
  const functions = new Uint32Array(count);
  const unwind = begins.map((_, n) => table.getUint32(n * arm64Entry + 4, true));
  const information = loadAround(
    unwind.filter((word) => (word & 3) === inXdata),
    4,
    load,
  );
  for (let nth = 0; nth < count; nth++) {
    const begin = begins[nth]!;
    const word = unwind[nth]!;
    const kind = word & 3;
    const instructions =
      kind === inXdata ? (information(word, 4)?.getUint32(0, true) ?? 0) & 0x3_ffff : (word >>> 2) & 0x7ff;
    ends[nth] = begin + instructions * 4;
    // A packed fragment does not name its function, so it continues the entry that ends here.
    const continues = kind === fragment && nth > 0 && ends[nth - 1] === begin;
    functions[nth] = continues ? functions[nth - 1]! : begin;
  }
  return new FunctionTable(begins, ends, functions);
}

/** Reads all bytes from the first address to `behind` bytes after the last; the result gives parts of them. */
function loadAround(
  addresses: Uint32Array,
  behind: number,
  load: TableSource['load'],
): (rva: number, length: number) => DataView | undefined {
  const first = addresses.reduce((least, address) => Math.min(least, address), 0xffff_ffff);
  const last = addresses.reduce((most, address) => Math.max(most, address), 0);
  const bytes = addresses.length > 0 ? load(first, last - first + behind) : undefined;
  return (rva, length) => {
    const at = rva - first;
    if (!bytes || at < 0 || at + length > bytes.byteLength) return undefined;
    return new DataView(bytes.buffer, bytes.byteOffset + at, length);
  };
}
