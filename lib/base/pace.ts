import { now } from './clock';
import { eventLoopTurn } from './event-loop-turn';

/** Milliseconds: timers and I/O of the program wait no longer for their turn. */
const longestSlice = 2;

/** Divides long work on the main thread into slices, between which everything else has a turn. */
export class Pace {
  readonly #signal: AbortSignal | undefined;
  #since = now();

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
  }

  /** Whether the slice has been long enough. Asking takes no time to speak of. */
  get isOver(): boolean {
    return now() - this.#since > longestSlice;
  }

  /**
   * Ends the slice, and begins the next one.
   *
   * @throws the reason of the signal
   */
  async next(): Promise<void> {
    await eventLoopTurn();
    this.#signal?.throwIfAborted();
    this.#since = now();
  }

  /** The results for all items. */
  async map<Item, Result>(
    items: readonly Item[],
    one: (item: Item, nth: number) => Result,
    told?: (done: number) => void,
  ): Promise<Result[]> {
    const results: Result[] = [];
    for (const [nth, item] of items.entries()) {
      results.push(one(item, nth));
      if (!this.isOver) continue;
      told?.(nth + 1);
      await this.next();
    }
    return results;
  }

  /** The result of work that pauses with `yield`. */
  async drain<Told, Result>(steps: Generator<Told, Result, undefined>, told?: (step: Told) => void): Promise<Result> {
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
      if (!this.isOver) continue;
      told?.(value);
      await this.next();
    }
  }
}
