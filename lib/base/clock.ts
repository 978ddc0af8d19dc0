import { performance } from 'node:perf_hooks';
import * as timers from 'node:timers';

/**
 * The clock and the timers of the package, taken when it loads: a test framework may replace those of the program, and
 * waits would then never end. Of the modules, not the globals, which may have been replaced before.
 */
export const now: () => number = performance.now.bind(performance);

export const { clearInterval, clearTimeout, setImmediate, setInterval, setTimeout } = timers;

/** The time of day, in milliseconds since 1970: for times that files have. */
export const timeOfDay: () => number = Date.now;

/** Waits. Rejects with the signal's reason. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the caller chose the reason
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}

/** A time is counted in parts: one that ends so much too late does not count, because the process stood still. */
const partMilliseconds = 1000;
const lateMilliseconds = 1000;

/**
 * Calls a function when the process has run for a time. A sleep, a debugger or a machine that is too busy may stop it,
 * and with it what it waits for, such as an answer that is already there.
 *
 * @returns a function that stops the wait
 */
export function afterTime(milliseconds: number, over: () => void): () => void {
  let left = milliseconds;
  let timer: NodeJS.Timeout;
  const wait = (): void => {
    const part = Math.min(left, partMilliseconds);
    const begun = now();
    timer = setTimeout(() => {
      if (now() - begun < part + lateMilliseconds) left -= part;
      if (left > 0) wait();
      else over();
    }, part);
  };
  wait();
  return () => {
    clearTimeout(timer);
  };
}
