import { formOf, type TextForm } from './text-form';

/** A longer line is cut: memory must not grow with it. */
const longestLine = 2 ** 20;

/** Makes whole lines of the pieces in which bytes arrive. */
export class LineBlocks {
  form: TextForm | undefined;
  /** Bytes before the form is known, and those of half a character. */
  #bytes: Buffer = Buffer.alloc(0);
  /** What has arrived of a line without an end, in pieces. */
  #begun: string[] = [];
  #begunLength = 0;

  /**
   * Takes bytes, and gives the lines that they end.
   *
   * @param cut - tells where a long line may be cut
   */
  add(chunk: Buffer): string {
    const form = this.#formWith(chunk, false);
    return form ? this.#lines(this.#decoded(form)) : '';
  }

  /** The last line, if it has no end, and the bytes that are half a character. */
  end(): { readonly text: string; readonly rest: Buffer } {
    const form = this.#formWith(Buffer.alloc(0), true)!;
    const text = this.#begun.join('') + this.#decoded(form);
    this.#begun = [];
    return { text, rest: this.#bytes };
  }

  #formWith(chunk: Buffer, isAll: boolean): TextForm | undefined {
    this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk]);
    if (!this.form) {
      this.form = formOf(this.#bytes, isAll);
      if (this.form) this.#bytes = this.#bytes.subarray(this.form.mark.length);
    }
    return this.form;
  }

  #decoded(form: TextForm): string {
    const whole = this.#bytes.length - (this.#bytes.length % form.unit);
    const text = form.decode(this.#bytes.subarray(0, whole));
    this.#bytes = this.#bytes.subarray(whole);
    return text;
  }

  #lines(text: string): string {
    const end = text.lastIndexOf('\n') + 1;
    if (end === 0) {
      this.#begin(text);
      return this.#begunLength > longestLine ? this.#cut() : '';
    }
    const whole = this.#begun.join('') + text.slice(0, end);
    this.#begun = [];
    this.#begunLength = 0;
    this.#begin(text.slice(end));
    return whole;
  }

  #begin(text: string): void {
    if (text === '') return;
    this.#begun.push(text);
    this.#begunLength += text.length;
  }

  /** The begun line up to a blank: no address has one. Without a blank, there is no address in it. */
  #cut(): string {
    const text = this.#begun.join('');
    const blank = text.lastIndexOf(' ') + 1 || text.length;
    this.#begun = [];
    this.#begunLength = 0;
    this.#begin(text.slice(blank));
    return text.slice(0, blank);
  }
}
