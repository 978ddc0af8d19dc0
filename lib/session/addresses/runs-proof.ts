import { comparedInRuns } from '../../dll/differences';
import type { Library } from '../../dll/library';
import type { KnownAnswer, KnownSymbol } from '../reader/known';

/**
 * The rule counts as proven after this many addresses between two of one line that had this line, too, in this many
 * symbols.
 */
const enoughAddresses = 4096;
const enoughSymbols = 64;

/**
 * Checks whether a DLL answers in runs: whether all addresses between two with the same symbol and line have them, too.
 * It looks at the answers for addresses of one module, which come in ascending order.
 */
export class RunsProof {
  /** A symbol or a line came again after another one: the rule is wrong. */
  contradicted = false;
  #addresses = 0;
  readonly #provenIn = new Set<string>();
  #offset = -1;
  #symbol = '';
  #line = '';
  /** The number of different addresses in a row with this line. */
  #length = 0;
  readonly #endedSymbols = new Set<string>();
  readonly #endedLines = new Set<string>();

  get proven(): boolean {
    return !this.contradicted && this.#addresses >= enoughAddresses && this.#provenIn.size >= enoughSymbols;
  }

  /** @param offset - not below the previous one */
  note(offset: number, { symbol, line }: KnownAnswer): void {
    if (offset === this.#offset) return;
    const previous = this.#offset;
    this.#offset = offset;
    const name = symbol && isWithin(offset, symbol) ? `${String(symbol.begin)} ${String(symbol.index)}` : '';
    if (name !== this.#symbol) {
      this.#endedSymbols.add(this.#symbol);
      this.#symbol = name;
      this.#line = '';
      this.#length = 0;
      this.#endedLines.clear();
      if (name !== '' && this.#endedSymbols.has(name)) this.contradicted = true;
    }
    const text = name !== '' && line ? `${String(line.begin)} ${String(line.line)}` : '';
    if (text !== this.#line) {
      // The previous address of the symbol has another line, but would lie in this one.
      if (text !== '' && this.#line !== '' && Number(line!.begin - symbol!.base) < previous) this.contradicted = true;
      this.#endedLines.add(this.#line);
      this.#line = text;
      this.#length = 0;
      if (text !== '' && this.#endedLines.has(text)) this.contradicted = true;
    }
    if (text === '' || ++this.#length < 3) return;
    // The previous address lay between two of this line.
    this.#addresses++;
    this.#provenIn.add(name);
  }
}

/** The shortcut relies on a symbol only in its range. */
const isWithin = (offset: number, { begin, base, size }: KnownSymbol): boolean => {
  const from = Number(begin - base);
  return offset >= from && offset < from + size;
};

const seen = new WeakMap<Library, 'probed' | 'contradicted'>();

/** What is known of a DLL: from the comparison, or else from its answers in this thread. */
export function answersInRuns(library: Library): 'compared' | 'probed' | 'contradicted' | 'unknown' {
  return comparedInRuns(library) ? 'compared' : (seen.get(library) ?? 'unknown');
}

/** Records the evidence of answers; a contradiction is final. */
export function noteRuns(library: Library, what: 'probed' | 'contradicted'): void {
  if (seen.get(library) !== 'contradicted') seen.set(library, what);
}
