/**
 * Limits the memory that reading a dump may take. All streams of a hostile dump may lie in the same bytes, and each of
 * a thousand names may be the same megabyte. No real dump comes near the limits.
 */

const mebibyte = 2 ** 20;
const perStream = { least: 2 * mebibyte, timesFile: 12 };
const perDump = { least: 6 * mebibyte, timesFile: 36 };
/** The size of a larger file counts only up to this: most of it is memory, which is not kept. */
const largestCounted = 16 * mebibyte;

export class Allowance {
  readonly #perStream: number;
  #left: number;

  constructor(fileBytes: number) {
    const counted = Math.min(fileBytes, largestCounted);
    this.#perStream = perStream.least + perStream.timesFile * counted;
    this.#left = perDump.least + perDump.timesFile * counted;
  }

  /** The allowance of one stream. */
  forStream(): StreamAllowance {
    return new StreamAllowance(this.#perStream, (bytes) => {
      if (bytes > this.#left) return false;
      this.#left -= bytes;
      return true;
    });
  }
}

export class StreamAllowance {
  #left: number;
  #taken = 0;
  readonly #takeFromDump: (bytes: number) => boolean;

  constructor(bytes: number, takeFromDump: (bytes: number) => boolean) {
    this.#left = bytes;
    this.#takeFromDump = takeFromDump;
  }

  /** Takes so many bytes; false if the allowance is used up. */
  take(bytes: number): boolean {
    if (bytes > this.#left || !this.#takeFromDump(bytes)) return false;
    this.#left -= bytes;
    this.#taken += bytes;
    return true;
  }

  /** Gives back all that was taken, because the result is not kept. */
  giveBack(): void {
    this.#takeFromDump(-this.#taken);
    this.#left += this.#taken;
    this.#taken = 0;
  }
}
