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

/** A time is counted in parts, of which one that ends far too late does not count, because the process stood still. */
const mostOfPart = 1000;
const partsOfTime = 8;
const lateMilliseconds = 1000;

/**
 * Calls a function when the process has run for a time. A sleep, a debugger or a machine that is too busy may stop it,
 * and with it what it waits for, such as an answer that is already there.
 *
 * @returns a function that stops the wait, and gives how much of the time was counted
 */
export function afterTime(milliseconds: number, over: () => void): () => number {
  // Of a short time, too, a standstill that is just not noticed takes a small part only.
  const usualPart = Math.ceil(Math.min(mostOfPart, milliseconds / partsOfTime));
  let left = milliseconds;
  let [part, begun] = [0, 0];
  let timer: NodeJS.Timeout;
  const counted = (): number => {
    const passed = now() - begun;
    return passed < part + lateMilliseconds ? Math.min(passed, part) : 0;
  };
  const wait = (): void => {
    part = Math.min(left, usualPart);
    begun = now();
    timer = setTimeout(() => {
      left -= counted();
      if (left > 0) wait();
      else over();
    }, part);
  };
  wait();
  return () => {
    clearTimeout(timer);
    return milliseconds - Math.max(0, left - counted());
  };
}
