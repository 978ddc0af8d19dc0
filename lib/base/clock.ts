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
