import { afterTime, setImmediate } from '../../base/clock';

/**
 * Calls `miss` after a time, in milliseconds, unless it is cancelled before. What has arrived already counts: a program that
 * was busy for longer looks at its sockets first.
 *
 * @returns cancels it, and gives how much of the time was counted
 */
export function deadline(time: number, miss: () => void): () => number {
  let isMet = false;
  const stop = afterTime(time, () => {
    setImmediate(() => {
      if (!isMet) miss();
    });
  });
  return () => {
    isMet = true;
    return stop();
  };
}
