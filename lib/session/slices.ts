/** Work that may be long; between its steps, others may go on. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Short enough that timers and I/O go on, long enough to be cheap. */
const sliceMilliseconds = 2;
/** What follows a slice that was this short may have the same turn of the event loop. */
const negligibleMilliseconds = 1;

/** A macrotask: whatever waits for the event loop goes first. */
export const eventLoopTurn = (): Promise<void> => new Promise(setImmediate);

/** A slice of a long job. */
export class Slice {
  #began = performance.now();

  get isOver(): boolean {
    return performance.now() - this.#began >= sliceMilliseconds;
  }

  get isNegligible(): boolean {
    return performance.now() - this.#began < negligibleMilliseconds;
  }

  /** Begins anew: what came between was no part of the job. */
  renew(): void {
    this.#began = performance.now();
  }

  /** Lets the event loop turn, and begins the next one. */
  async next(): Promise<void> {
    await eventLoopTurn();
    this.renew();
  }
}

/** Goes through the steps, and lets the event loop turn when a slice of time is over. */
export async function inSlices<T>(steps: Steps<T>): Promise<T> {
  const slice = new Slice();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) {
      if (!slice.isNegligible) await eventLoopTurn();
      return step.value;
    }
    if (slice.isOver) await slice.next();
  }
}
