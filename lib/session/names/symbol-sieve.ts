import type { SymbolFields } from '../reader/found-symbol';
import { inSlices, type Steps } from '../slices';
import { SymbolQueue, type PackedSymbols } from './symbol-queue';

/** Chooses among symbols that another thread lists, as they come, in slices. */
export class SymbolSieve {
  readonly #into: SymbolQueue;
  readonly #limit: number;
  readonly #isWanted: (symbol: SymbolFields) => boolean;
  #work: Promise<void> = Promise.resolve();
  #thrown: { readonly error: unknown } | undefined;

  constructor(into: SymbolQueue, limit: number, isWanted: (symbol: SymbolFields) => boolean) {
    this.#into = into;
    this.#limit = limit;
    this.#isWanted = isWanted;
  }

  /** @param stop - called when no more symbols are needed */
  take(parts: readonly PackedSymbols[], stop: () => void): void {
    this.#work = this.#work
      .then(() => inSlices(this.#sift(parts)))
      .catch((error: unknown) => {
        this.#thrown ??= { error };
      })
      .then(() => {
        if (this.#isDone) stop();
      });
  }

  /** All that was taken is chosen. Throws what the choice threw. */
  async done(): Promise<void> {
    await this.#work;
    if (this.#thrown) throw this.#thrown.error;
  }

  get #isDone(): boolean {
    return this.#thrown !== undefined || this.#into.length >= this.#limit;
  }

  *#sift(parts: readonly PackedSymbols[]): Steps<void> {
    const queue = new SymbolQueue();
    for (const part of parts) queue.append(part);
    while (queue.length > 0 && !this.#isDone) {
      queue.shiftInto(this.#into, this.#isWanted);
      yield;
    }
  }
}
