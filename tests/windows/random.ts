/** Pseudo-random numbers that are the same in every run: mulberry32. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 to `limit - 1`. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b_79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!;
  }

  /** A number of this many bits. */
  bigint(bits: number): bigint {
    let made = 0n;
    for (let got = 0; got < bits; got += 16) made = (made << 16n) | BigInt(this.below(0x1_0000));
    return BigInt.asUintN(bits, made);
  }

  /** Printable ASCII. */
  text(most = 40): string {
    return String.fromCharCode(...Array.from({ length: this.below(most + 1) }, () => 0x20 + this.below(0x5f)));
  }
}
