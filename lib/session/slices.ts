import type { Steps } from './types/type-reader';

/** A slice of a long job: short enough that timers and I/O go on, long enough to be cheap. */
export const sliceMilliseconds = 4;

/** A macrotask: whatever waits for the event loop goes first. */
export const eventLoopTurn = (): Promise<void> => new Promise(setImmediate);

/** Goes through the steps, and lets the event loop turn when a slice of time is over. */
export async function inSlices<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const deadline = performance.now() + sliceMilliseconds;
    do {
      const step = steps.next();
      if (step.done) return step.value;
    } while (performance.now() < deadline);
    await eventLoopTurn();
  }
}
