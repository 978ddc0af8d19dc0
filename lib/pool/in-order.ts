import { abandonable } from '../base/abandonable';
import { Fifo } from '../base/fifo';

/** A request whose outcome is awaited. */
export interface Pending<T> {
  readonly outcome: Promise<T>;
  /** Cancels the request. */
  readonly cancel: () => void;
}

export interface InOrderOptions {
  /** How many requests may be pending before the outcome of the oldest is taken. */
  readonly ahead: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Requests several items at a time, and gives the outcomes in the order of the items. It takes items only while there
 * is room, without waiting for the reader, and gives finished outcomes even if the source has no next item yet.
 */
export async function* inOrder<Item, Outcome>(
  items: Iterable<Item> | AsyncIterable<Item>,
  ask: (item: Item, index: number) => Pending<Outcome>,
  { ahead, signal }: InOrderOptions,
): AsyncGenerator<Outcome, void, undefined> {
  const intake = new Intake(items, ask, ahead);
  // Not a race against one promise of the abort: that promise would keep every outcome.
  const unlessAborted = async <T>(awaited: Promise<T>): Promise<T> => {
    const value = await (signal ? abandonable(awaited, signal) : awaited);
    // Outcomes that are already there may come first.
    signal?.throwIfAborted();
    return value;
  };
  try {
    for (;;) {
      const oldest = await unlessAborted(intake.oldest());
      if (!oldest) return;
      const outcome = await unlessAborted(oldest.outcome);
      intake.drop();
      yield outcome;
    }
  } finally {
    await intake.end();
  }
}

class Intake<Item, Outcome> {
  readonly #source: Iterator<Item> | AsyncIterator<Item>;
  readonly #ask: (item: Item, index: number) => Pending<Outcome>;
  readonly #ahead: number;
  readonly #pending = new Fifo<Pending<Outcome>>();
  #count = 0;
  #taking: Promise<void> | undefined;
  #done = false;
  #failure: { readonly error: unknown } | undefined;

  constructor(
    items: Iterable<Item> | AsyncIterable<Item>,
    ask: (item: Item, index: number) => Pending<Outcome>,
    ahead: number,
  ) {
    this.#source = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
    this.#ask = ask;
    this.#ahead = ahead;
  }

  /** Undefined after the last request. If the source threw, throws the same error after all earlier outcomes. */
  async oldest(): Promise<Pending<Outcome> | undefined> {
    this.#take();
    while (this.#pending.size === 0 && this.#taking) await this.#taking;
    if (this.#pending.size === 0 && this.#failure) throw this.#failure.error;
    return this.#pending.first;
  }

  drop(): void {
    this.#pending.shift();
    this.#take();
  }

  /** Cancels all pending requests, and closes the source. */
  async end(): Promise<void> {
    const left = !this.#done;
    this.#done = true;
    for (const pending of this.#pending.clear()) pending.cancel();
    if (!left) return;
    const returned = Promise.resolve(this.#source.return?.());
    // A source that was asked for an item answers that request first, or never.
    if (this.#taking) returned.catch(() => undefined);
    else await returned;
  }

  #take(): void {
    if (this.#taking || this.#done || this.#pending.size >= this.#ahead) return;
    this.#taking = this.#takeOne().finally(() => {
      this.#taking = undefined;
      this.#take();
    });
  }

  async #takeOne(): Promise<void> {
    try {
      const next = await this.#source.next();
      if (this.#done) return;
      if (next.done) this.#done = true;
      else this.#pending.push(this.#ask(next.value, this.#count++));
    } catch (error) {
      this.#done = true;
      this.#failure = { error };
    }
  }
}
