import { comparedInRuns } from '../../dll/differences';
import type { Library } from '../../dll/library';
import type { KnownAnswer, KnownSymbol } from '../reader/known';

/** Addresses that lay between two of one line, and had it: so many, in so many symbols, are taken for proof. */
const enoughAddresses = 4096;
const enoughSymbols = 64;

/**
 * What the answers for addresses of one module, asked for one by one from the lowest on, say of whether the DLL answers
 * in runs: whether what two addresses have in common, those between them have, too.
 */
export class RunsProof {
  /** A symbol or a line came again behind another one: answers are no runs. */
  contradicted = false;
  #addresses = 0;
  readonly #provenIn = new Set<string>();
  #offset = -1;
  #symbol = '';
  #line = '';
  /** How many different addresses in a row had the line. */
  #length = 0;
  readonly #endedSymbols = new Set<string>();
  readonly #endedLines = new Set<string>();

  get proven(): boolean {
    return !this.contradicted && this.#addresses >= enoughAddresses && this.#provenIn.size >= enoughSymbols;
  }

  /** @param offset - not below the one before */
  note(offset: number, { symbol, line }: KnownAnswer): void {
    if (offset === this.#offset) return;
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
      this.#endedLines.add(this.#line);
      this.#line = text;
      this.#length = 0;
      if (text !== '' && this.#endedLines.has(text)) this.contradicted = true;
    }
    if (text === '' || ++this.#length < 3) return;
    // The one before this lay between two.
    this.#addresses++;
    this.#provenIn.add(name);
  }
}

/** Only there does the shortcut take a symbol for known. */
const isWithin = (offset: number, { begin, base, size }: KnownSymbol): boolean => {
  const from = Number(begin - base);
  return offset >= from && offset < from + size;
};

const seen = new WeakMap<Library, 'probed' | 'contradicted'>();

/** What is known of a DLL: of one that was not compared, by the answers that it gave in this thread. */
export function answersInRuns(library: Library): 'compared' | 'probed' | 'contradicted' | 'unknown' {
  return comparedInRuns(library) ? 'compared' : (seen.get(library) ?? 'unknown');
}

/** Notes what answers have shown: a contradiction is for good. */
export function noteRuns(library: Library, what: 'probed' | 'contradicted'): void {
  if (seen.get(library) !== 'contradicted') seen.set(library, what);
}
