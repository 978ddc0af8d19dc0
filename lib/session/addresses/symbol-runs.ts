import type { DbgHelpToken } from '../../../types/calls';
import type { BoundedMap } from '../../base/bounded-map';
import type { SymbolReader } from '../reader/symbol-reader';
import type { KnownLine, KnownSymbol } from '../reader/known';

/** Receives the result for the address at an index. */
export type SetAnswer = (place: number, symbol: KnownSymbol | null, line: KnownLine | undefined) => void;

/** The number of addresses after which the clock is read again. */
const longestRun = 64;

/**
 * Looks up many addresses with fewer calls. The code of a function is one range, and so is the code of a line in it. So
 * if the first and the last of some ascending addresses have the same symbol, those between have it, too; and the
 * addresses from the first byte of a line up to one that has it, too. At the first byte itself another line may begin;
 * and of functions that the linker folded into one, another one may be told there.
 */
export class SymbolRuns {
  readonly #api: DbgHelpToken;
  readonly #reader: SymbolReader;
  readonly #base: bigint;
  /** Addresses of one module, as ascending offsets from its base. */
  readonly #offsets: Uint32Array;
  readonly #functions: BoundedMap<number, KnownSymbol> | undefined;
  readonly #setAnswer: SetAnswer;
  /** The last symbol found: its name need not be read again. */
  #symbol: KnownSymbol | null = null;

  /** @param functions - known functions of the module's function table, by their beginnings; undefined to ask for all */
  constructor(
    api: DbgHelpToken,
    reader: SymbolReader,
    functions: BoundedMap<number, KnownSymbol> | undefined,
    base: bigint,
    offsets: Uint32Array,
    setAnswer: SetAnswer,
  ) {
    this.#api = api;
    this.#reader = reader;
    this.#functions = functions;
    this.#base = base;
    this.#offsets = offsets;
    this.#setAnswer = setAnswer;
  }

  /** Answers one address, or several with the same symbol. Returns the next index. */
  run(first: number): number {
    const symbol = this.#symbolAt(first);
    this.#symbol = symbol;
    if (!symbol) {
      this.#setAnswer(first, null, undefined);
      return first + 1;
    }
    const last = this.#lastOf(symbol, first);
    let line: KnownLine | undefined;
    for (let place = last; place >= first;) {
      line = this.#line(place, line);
      this.#setAnswer(place--, symbol, line);
      if (!line) continue;
      const begin = Number(line.begin - this.#base);
      while (place >= first && this.#offsets[place]! > begin) this.#setAnswer(place--, symbol, line);
    }
    return last + 1;
  }

  /** The last index up to which all addresses have the symbol, as far as the function table or look-ups show. */
  #lastOf(symbol: KnownSymbol, first: number): number {
    const begin = Number(symbol.begin - this.#base);
    const end = begin + symbol.size;
    if (symbol.base !== this.#base || this.#offsets[first]! < begin) return first;
    const most = Math.min(first + longestRun, this.#offsets.length) - 1;
    let last = first;
    if (this.#offsets[first] === begin) {
      while (last < most && this.#offsets[last + 1] === begin) last++;
      return last;
    }
    while (last < most && this.#offsets[last + 1]! < end) last++;
    while (last > first && !this.#hasSymbol(this.#address(last), symbol)) last = (first + last) >>> 1;
    return last;
  }

  /** A function's name is read once. */
  #symbolAt(place: number): KnownSymbol | null {
    const address = this.#address(place);
    const around = this.#functions && this.#reader.functionAround(address);
    const begin = this.#offsets[place] === around ? undefined : around;
    const known = begin === undefined ? undefined : this.#functions?.get(begin);
    if (known && this.#offsets[place]! < begin! + known.size) return known;
    const symbol = this.#reader.symbolAt(this.#api, address, this.#symbol);
    if (symbol && begin !== undefined && this.#isFunction(symbol, begin)) this.#functions?.set(begin, symbol);
    return symbol;
  }

  #hasSymbol(address: bigint, symbol: KnownSymbol): boolean {
    const begin = this.#functions && this.#reader.functionAround(address);
    if (begin !== undefined && this.#isFunction(symbol, begin)) return true;
    return this.#reader.hasSymbol(this.#api, address, symbol);
  }

  /** Then no other symbol is there. */
  #isFunction({ level, begin }: KnownSymbol, functionBegin: number): boolean {
    return level === 'symbol' && begin === this.#base + BigInt(functionBegin);
  }

  #line(place: number, near?: KnownLine): KnownLine | undefined {
    return this.#reader.lineAt(this.#api, this.#address(place), near);
  }

  #address(place: number): bigint {
    return this.#base + BigInt(this.#offsets[place]!);
  }
}
