import { clearInterval, setInterval } from '../../base/clock';
import { Slice } from '../slices';

/**
 * The number of items in a block. The first answers come soon, and what lives as long as a larger block makes V8 take
 * several times its memory.
 */
const blockItems = 1024;

/** How long a block waits for a source that has no next item yet: the next part of a file comes sooner. */
const patienceMilliseconds = 10;

const itemsBetweenClockReads = 64;

export type Source<Item> = Iterator<Item, unknown> | AsyncIterator<Item, unknown>;

/**
 * Takes items from a source in blocks. A block ends early if the source makes it wait, so that what a slow source gives
 * is answered at once.
 */
export class Intake<Item> {
  readonly #source: Source<Item>;
  readonly #signal: AbortSignal | undefined;
  /** The next item, for which the block before did not wait. */
  #asked: PromiseLike<IteratorResult<Item, unknown>> | undefined;
  #stopWaiting: (() => void) | undefined;
  #done = false;
  #failure: { readonly error: unknown } | undefined;

  constructor(source: Source<Item>, signal: AbortSignal | undefined) {
    this.#source = source;
    this.#signal = signal;
  }

  /** The next block; empty at the end. If the source throws, throws the same error after all items before. */
  async next(): Promise<Item[]> {
    const block: Item[] = [];
    let before = 0;
    const stopWaiting = (): void => this.#stopWaiting?.();
    const patience = setInterval(() => {
      if (block.length > 0 && block.length === before) stopWaiting();
      before = block.length;
    }, patienceMilliseconds);
    this.#signal?.addEventListener('abort', stopWaiting);
    try {
      await this.#fill(block, patience);
    } catch (error) {
      this.#done = true;
      this.#failure = { error };
    } finally {
      clearInterval(patience);
      this.#signal?.removeEventListener('abort', stopWaiting);
    }
    this.#signal?.throwIfAborted();
    if (block.length === 0 && this.#failure) throw this.#failure.error;
    return block;
  }

  async #fill(block: Item[], patience: NodeJS.Timeout): Promise<void> {
    // A source that never answers does not keep the process alive.
    patience.unref();
    const slice = new Slice();
    while (!this.#done && block.length < blockItems && !this.#signal?.aborted) {
      const next = this.#asked ?? this.#source.next();
      const result = 'then' in next ? await this.#answer(next) : next;
      if (!result) return;
      this.#asked = undefined;
      if (result.done) this.#done = true;
      else if (block.push(result.value) === 1) patience.ref();
      if (block.length % itemsBetweenClockReads === 0 && slice.isOver) await slice.next();
    }
  }

  /** Undefined if nobody waits for the item any more. */
  #answer(next: PromiseLike<IteratorResult<Item, unknown>>): Promise<IteratorResult<Item, unknown> | undefined> {
    this.#asked = next;
    return new Promise((resolve, reject) => {
      this.#stopWaiting = () => {
        resolve(undefined);
      };
      next.then(resolve, reject);
    });
  }

  /** Closes the source. */
  async end(): Promise<void> {
    if (this.#done) return;
    this.#done = true;
    const returned = Promise.resolve(this.#source.return?.());
    // A source that was asked for an item answers that request first, or never.
    if (this.#asked) returned.catch(() => undefined);
    else await returned;
  }
}
