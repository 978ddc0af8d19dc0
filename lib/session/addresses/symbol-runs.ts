import type { DbgHelpToken } from '../../../types/calls';
import type { SymbolReader } from '../reader/symbol-reader';
import type { KnownLine, KnownSymbol } from '../reader/known';

/** Receives the result for the address at an index. */
export type SetAnswer = (place: number, symbol: KnownSymbol | null, line: KnownLine | undefined) => void;

/** The number of addresses after which the clock is read again. */
const longestRun = 256;

/**
 * Looks up many addresses with fewer calls. The code of a function is one range, and so is the code of a line in it. So
 * if the first and the last of some ascending addresses have the same symbol or line, those between have it, too.
 */
export class SymbolRuns {
  readonly #api: DbgHelpToken;
  readonly #reader: SymbolReader;
  readonly #base: bigint;
  /** Addresses of one module, as ascending offsets from its base. */
  readonly #offsets: Uint32Array;
  readonly #setAnswer: SetAnswer;
  /** The last symbol found: its name need not be read again. */
  #symbol: KnownSymbol | null = null;

  constructor(api: DbgHelpToken, reader: SymbolReader, base: bigint, offsets: Uint32Array, setAnswer: SetAnswer) {
    this.#api = api;
    this.#reader = reader;
    this.#base = base;
    this.#offsets = offsets;
    this.#setAnswer = setAnswer;
  }

  /** Answers one address, or several with the same symbol. Returns the next index. */
  run(first: number): number {
    const symbol = this.#reader.symbolAt(this.#api, this.#address(first), this.#symbol);
    this.#symbol = symbol;
    if (!symbol) {
      this.#setAnswer(first, null, undefined);
      return first + 1;
    }
    const last = this.#lastOf(symbol, first);
    const lowest = this.#line(first);
    this.#setAnswer(first, symbol, lowest);
    if (last > first) {
      const highest = this.#line(last, lowest);
      this.#between(symbol, first, lowest, last, highest);
      this.#setAnswer(last, symbol, highest);
    }
    return last + 1;
  }

  /** The last index up to which all addresses have the symbol, as far as look-ups show. */
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

  /** Answers the addresses between two of one symbol whose lines are known. */
  #between(
    symbol: KnownSymbol,
    low: number,
    lowLine: KnownLine | undefined,
    high: number,
    highLine: KnownLine | undefined,
  ): void {
    if (lowLine && lowLine === highLine) {
      for (let place = low + 1; place < high; place++) this.#setAnswer(place, symbol, lowLine);
    } else if (high - low > 1) {
      const middle = (low + high) >>> 1;
      const line = this.#line(middle, lowLine, highLine);
      this.#between(symbol, low, lowLine, middle, line);
      this.#setAnswer(middle, symbol, line);
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
