import type { DbgHelpToken } from '../../../types/calls';
import type { SymbolReader } from '../reader/symbol-reader';
import { noSymbol, type KnownAnswer, type KnownLine, type KnownSymbol } from '../reader/known';
import type { KnownCode } from '../reader/known-code';

/** Receives the result for the address at an index. */
export type SetAnswer = (place: number, symbol: KnownSymbol | null, line: KnownLine | undefined) => void;

/** The number of addresses after which the clock is read again. */
const longestRun = 64;

/**
 * Looks up many addresses with fewer calls. The code of a function is one range, and so is the code of a line in it. So
 * if the first and the last of some ascending addresses have the same symbol, those between have it, too; and the
 * addresses from the first byte of a line up to one that has it, too. At the first byte itself another line may begin;
 * and of functions that the linker folded into one, another one may be told there. What a list shows stays known for later
 * ones.
 */
export class SymbolRuns {
  readonly #api: DbgHelpToken;
  readonly #reader: SymbolReader;
  readonly #base: bigint;
  /** Addresses of one module, as ascending offsets from its base. */
  readonly #offsets: Uint32Array;
  readonly #code: KnownCode | undefined;
  readonly #setAnswer: SetAnswer;
  /** The last symbol found: its name need not be read again. */
  #symbol: KnownSymbol | null = null;

  /** @param code - what is known of the module; undefined to ask for all */
  constructor(
    api: DbgHelpToken,
    reader: SymbolReader,
    code: KnownCode | undefined,
    base: bigint,
    offsets: Uint32Array,
    setAnswer: SetAnswer,
  ) {
    this.#api = api;
    this.#reader = reader;
    this.#code = code;
    this.#base = base;
    this.#offsets = offsets;
    this.#setAnswer = setAnswer;
  }

  /** Answers one address, or several with the same symbol. Returns the next index. */
  run(first: number): number {
    const known = this.#known(first);
    if (known > first) return known;
    const symbol = this.#symbolAt(first);
    this.#symbol = symbol;
    if (!symbol) {
      this.#code?.add(this.#offsets[first]!, this.#offsets[first]!, noSymbol);
      this.#setAnswer(first, null, undefined);
      return first + 1;
    }
    const last = this.#lastOf(symbol, first);
    let answer: KnownAnswer = { symbol, line: undefined };
    for (let place = last; place >= first;) {
      const offset = this.#offsets[place]!;
      answer = this.#code?.at(offset) ?? this.#asked(place, answer);
      const { line } = answer;
      // All bytes between the first one and this one are of this symbol.
      const from = line ? Math.max(Number(line.begin - this.#base) + 1, this.#offsets[first]!) : offset;
      this.#code?.add(Math.min(from, offset), offset, answer);
      this.#setAnswer(place--, symbol, line);
      while (place >= first && this.#offsets[place]! >= from) this.#setAnswer(place--, symbol, line);
    }
    return last + 1;
  }

  /** Answers what is known from here on. Returns the next index. */
  #known(first: number): number {
    const most = Math.min(first + longestRun, this.#offsets.length);
    let place = first;
    for (; place < most; place++) {
      const known = this.#code?.at(this.#offsets[place]!);
      if (!known) break;
      this.#setAnswer(place, known.symbol, known.line);
    }
    return place;
  }

  /** The answer of the DLL; the same object as that for bytes close by, if it is equal. */
  #asked(place: number, above: KnownAnswer): KnownAnswer {
    const below = this.#code?.before(this.#offsets[place]!);
    const near = below?.symbol === above.symbol ? below : above;
    const line = this.#reader.lineAt(this.#api, this.#address(place), near.line);
    return line === near.line ? near : { symbol: above.symbol, line };
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
    const around = this.#code && this.#reader.functionAround(address);
    const begin = this.#offsets[place] === around ? undefined : around;
    const known = begin === undefined ? undefined : this.#code?.functions.get(begin);
    if (known && this.#offsets[place]! < begin! + known.size) return known;
    const near = this.#code?.before(this.#offsets[place]!)?.symbol ?? this.#symbol;
    const symbol = this.#reader.symbolAt(this.#api, address, near);
    if (symbol && begin !== undefined && this.#isFunction(symbol, begin)) this.#code?.functions.set(begin, symbol);
    return symbol;
  }

  #hasSymbol(address: bigint, symbol: KnownSymbol): boolean {
    const begin = this.#code && this.#reader.functionAround(address);
    if (begin !== undefined && this.#isFunction(symbol, begin)) return true;
    return this.#reader.hasSymbol(this.#api, address, symbol);
  }

  /** Then no other symbol is there. */
  #isFunction({ level, begin }: KnownSymbol, functionBegin: number): boolean {
    return level === 'symbol' && begin === this.#base + BigInt(functionBegin);
  }

  #address(place: number): bigint {
    return this.#base + BigInt(this.#offsets[place]!);
  }
}
