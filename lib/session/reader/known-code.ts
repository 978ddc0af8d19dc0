import { BoundedMap } from '../../base/bounded-map';
import type { KnownAnswer, KnownSymbol } from './known';

/** The number of functions of a module that stay known. */
const mostFunctions = 0x4000;

const bitsOfPage = 8;
const bytesOfPage = 2 ** bitsOfPage;

/** What a page takes, in answers. */
const costOfPage = 4;

/** How many answers may still be remembered; shared by the modules of a session. */
export interface Room {
  left: number;
}

/** The answers for the bytes of a page, by their numbers in a list; 0 is for what is not known. */
interface Page {
  readonly numbers: Uint8Array;
  readonly answers: (KnownAnswer | undefined)[];
}

/**
 * What runs of addresses have shown of a module's code: its functions, and the answers for whole ranges of bytes. So later
 * lists need not ask for them again.
 */
export class KnownCode {
  /** Functions of the function table, by their beginnings. */
  readonly functions = new BoundedMap<number, KnownSymbol>(mostFunctions);
  readonly #room: Room;
  readonly #pages = new Map<number, Page>();
  #last = -1;
  #page: Page | undefined;

  constructor(room: Room) {
    this.#room = room;
  }

  at(offset: number): KnownAnswer | undefined {
    const page = this.#pageOf(offset);
    return page?.answers[page.numbers[offset % bytesOfPage]!];
  }

  /** The answer for the nearest known byte before an offset, on its page. */
  before(offset: number): KnownAnswer | undefined {
    const page = this.#pageOf(offset);
    if (!page) return undefined;
    let at = (offset % bytesOfPage) - 1;
    while (at >= 0 && page.numbers[at] === 0) at--;
    return at < 0 ? undefined : page.answers[page.numbers[at]!];
  }

  /** Remembers the answer for all bytes of a range, as far as there is room. */
  add(from: number, to: number, answer: KnownAnswer): void {
    for (let begin = from; begin <= to;) {
      const start = begin - (begin % bytesOfPage);
      const end = Math.min(start + bytesOfPage, to + 1);
      const page = this.#pageOf(begin) ?? this.#newPage(begin);
      const number = page && this.#numberIn(page, answer);
      if (number === undefined) return;
      page!.numbers.fill(number, begin - start, end - start);
      begin = end;
    }
  }

  #pageOf(offset: number): Page | undefined {
    const number = offset >>> bitsOfPage;
    if (number !== this.#last) {
      this.#page = this.#pages.get(number);
      this.#last = number;
    }
    return this.#page;
  }

  #newPage(offset: number): Page | undefined {
    if (this.#room.left <= 0) return undefined;
    this.#room.left -= costOfPage;
    const page = { numbers: new Uint8Array(bytesOfPage), answers: [undefined] };
    this.#pages.set(offset >>> bitsOfPage, page);
    return (this.#page = page);
  }

  #numberIn({ answers }: Page, answer: KnownAnswer): number | undefined {
    const known = answers.lastIndexOf(answer);
    if (known > 0) return known;
    if (this.#room.left <= 0 || answers.length === bytesOfPage) return undefined;
    this.#room.left--;
    return answers.push(answer) - 1;
  }
}
