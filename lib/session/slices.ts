/** Work that may be long; between its steps, others may go on. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** A slice of a long job: short enough that timers and I/O go on, long enough to be cheap. */
export const sliceMilliseconds = 2;

/** A macrotask: whatever waits for the event loop goes first. */
export const eventLoopTurn = (): Promise<void> => new Promise(setImmediate);

/** What follows a slice that was this short may have the same turn of the event loop. */
const negligibleMilliseconds = 1;

/** Goes through the steps, and lets the event loop turn when a slice of time is over. */
export async function inSlices<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const begin = performance.now();
    let elapsed = 0;
    do {
      const step = steps.next();
      if (step.done) {
        if (elapsed >= negligibleMilliseconds) await eventLoopTurn();
        return step.value;
      }
      elapsed = performance.now() - begin;
    } while (elapsed < sliceMilliseconds);
    await eventLoopTurn();
  }
}
