import type { DbgHelpToken } from '../../../types/calls';
import type { SymbolReader } from '../reader/symbol-reader';
import type { KnownLine, KnownSymbol } from '../reader/known';

/** What is known of the address at a place. */
export type Tell = (place: number, symbol: KnownSymbol | null, line: KnownLine | undefined) => void;

/** So many addresses are answered before anybody looks at the clock again. */
const longestRun = 256;

/**
 * Answers for many addresses with fewer questions. A function is one range of addresses, and so is a line of it: where the
 * first and the last of some addresses in order belong to the same one, those between them do, too.
 */
export class SymbolRuns {
  readonly #api: DbgHelpToken;
  readonly #reader: SymbolReader;
  readonly #base: bigint;
  /** Addresses of one module, as bytes from its base, from the lowest on. */
  readonly #offsets: Uint32Array;
  readonly #tell: Tell;
  /** The last one that was met: its name need not be read again. */
  #symbol: KnownSymbol | null = null;

  constructor(api: DbgHelpToken, reader: SymbolReader, base: bigint, offsets: Uint32Array, tell: Tell) {
    this.#api = api;
    this.#reader = reader;
    this.#base = base;
    this.#offsets = offsets;
    this.#tell = tell;
  }

  /** Tells of one address, or of several with the same symbol. Gives the first place that was not told of. */
  run(first: number): number {
    const symbol = this.#reader.symbolAt(this.#api, this.#address(first), this.#symbol);
    this.#symbol = symbol;
    if (!symbol) {
      this.#tell(first, null, undefined);
      return first + 1;
    }
    const last = this.#lastOf(symbol, first);
    const lowest = this.#line(first);
    this.#tell(first, symbol, lowest);
    if (last > first) {
      const highest = this.#line(last, lowest);
      this.#between(symbol, first, lowest, last, highest);
      this.#tell(last, symbol, highest);
    }
    return last + 1;
  }

  /** The last place up to which all have the symbol, as far as asking tells. */
  #lastOf(symbol: KnownSymbol, first: number): number {
    const begin = Number(symbol.begin - this.#base);
    const end = begin + symbol.size;
    if (symbol.base !== this.#base || this.#offsets[first]! < begin) return first;
    const most = Math.min(first + longestRun, this.#offsets.length) - 1;
    let last = first;
    while (last < most && this.#offsets[last + 1]! < end) last++;
    while (last > first && !this.#reader.hasSymbol(this.#api, this.#address(last), symbol)) last = (first + last) >>> 1;
    return last;
  }

  /** Tells of the places between two of one symbol, whose lines are known. */
  #between(
    symbol: KnownSymbol,
    low: number,
    lowLine: KnownLine | undefined,
    high: number,
    highLine: KnownLine | undefined,
  ): void {
    if (lowLine && lowLine === highLine) {
      for (let place = low + 1; place < high; place++) this.#tell(place, symbol, lowLine);
    } else if (high - low > 1) {
      const middle = (low + high) >>> 1;
      const line = this.#line(middle, lowLine, highLine);
      this.#between(symbol, low, lowLine, middle, line);
      this.#tell(middle, symbol, line);
      this.#between(symbol, middle, line, high, highLine);
    }
  }

  #line(place: number, near?: KnownLine, other?: KnownLine): KnownLine | undefined {
    return this.#reader.lineAt(this.#api, this.#address(place), near, other);
  }

  #address(place: number): bigint {
    return this.#base + BigInt(this.#offsets[place]!);
  }
}
