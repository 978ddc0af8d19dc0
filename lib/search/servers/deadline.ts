import { clearTimeout, setTimeout } from '../../base/clock';

/**
 * Calls `miss` after a time, in milliseconds, unless it is cancelled before. What has arrived already counts: a program that
 * was busy for longer looks at its sockets first.
 *
 * @returns cancels it
 */
export function deadline(time: number, miss: () => void): () => void {
  let isMet = false;
  const timer = setTimeout(() => {
    setImmediate(() => {
      if (!isMet) miss();
    });
  }, time);
  return () => {
    isMet = true;
    clearTimeout(timer);
  };
}
