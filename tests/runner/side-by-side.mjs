import { writeThrough } from './windows.mjs';

/** @typedef {(stream: 'stdout' | 'stderr', chunk: Buffer | string) => unknown} Print */

/**
 * Runs some at a time, because programs that start on Wine wait more than they work. What each prints is shown as if it had
 * run after the one before.
 * @template Item, Result
 * @param {Item[]} items
 * @param {(item: Item, print: Print) => Promise<Result>} run
 * @param {{ show?: Print, most?: number }} [options] `most` run at a time: all, unless told
 * @returns {Promise<Result[]>} in the order of the items
 */
export async function sideBySide(items, run, { show = writeThrough, most = items.length } = {}) {
  const held = items.map(() => []);
  const ended = items.map(() => false);
  let current = 0;
  const print = (index) => (stream, chunk) => {
    if (index === current) return show(stream, chunk);
    return held[index].push([stream, chunk]);
  };
  const end = (index) => {
    ended[index] = true;
    while (ended[current]) {
      current++;
      for (const output of held[current]?.splice(0) ?? []) void show(...output);
    }
  };
  const results = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await run(items[index], print(index)).finally(() => end(index));
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, most) }, worker));
  return results;
}
