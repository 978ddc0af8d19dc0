import { DbgHelpError } from '../base/errors';
import type { SessionCore } from './core';
import { Slice } from './slices';

/**
 * A list that can be awaited as a whole, or read by a `for await` loop, which holds a block of it at a time. The loop
 * can be left at any time.
 */
export interface Listing<T> extends Promise<T[]>, AsyncIterable<T> {
  [Symbol.asyncIterator](): AsyncGenerator<T, void, undefined>;
}

/**
 * Where a list comes from.
 *
 * @internal
 */
export interface Source<T> {
  readonly core: SessionCore;
  /** The calling method, for errors. */
  readonly api: string;
  readonly signal: AbortSignal | undefined;
  /** Gives the list block by block; asked again for each loop. */
  readonly blocks: () => AsyncIterable<readonly T[]>;
}

const itemsBetweenClockReads = 64;

/**
 * Makes a list of a source that has begun: the call has its place in the order of asking. The whole is put together
 * unless a loop has asked for the list by then.
 *
 * @internal
 */
export function listingOf<T>(begun: Promise<Source<T>>): Listing<T> {
  let isRead = false;
  const whole = begun.then((source) => (isRead ? refuse(source) : collect(source)));
  return listingWith(whole, () => {
    isRead = true;
    return read(begun);
  });
}

/**
 * A promise of the whole that a loop can read, too.
 *
 * @internal
 */
export function listingWith<T>(whole: Promise<T[]>, loop: () => AsyncGenerator<T, void, undefined>): Listing<T> {
  return Object.assign(whole, {
    [Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
      // The loop gets the error.
      whole.catch(() => undefined);
      return loop();
    },
  });
}

async function* read<T>(begun: Promise<Source<T>>): AsyncGenerator<T, void, undefined> {
  yield* oneByOne(await begun);
}

/**
 * Gives the items of blocks, with a turn of the event loop after each slice of time.
 *
 * @internal
 */
export async function* oneByOne<T>({ core, api, signal, blocks }: Source<T>): AsyncGenerator<T, void, undefined> {
  const slice = new Slice();
  for await (const block of blocks()) {
    for (const [index, item] of block.entries()) {
      // Anything may have happened while the loop's body ran.
      signal?.throwIfAborted();
      core.assertOpen(api);
      yield item;
      if (index % itemsBetweenClockReads === 0 && slice.isOver) await slice.next();
    }
  }
  // After the last one, too.
  signal?.throwIfAborted();
}

async function collect<T>({ blocks }: Source<T>): Promise<T[]> {
  const all: T[] = [];
  const slice = new Slice();
  for await (const block of blocks()) {
    for (const item of block) all.push(item);
    if (slice.isOver) await slice.next();
  }
  return all;
}

function refuse({ api }: Source<unknown>): never {
  throw new DbgHelpError('DBGHELP_CLOSED', `${api}: a loop reads this list: call the method again to await the whole`, {
    api,
  });
}
