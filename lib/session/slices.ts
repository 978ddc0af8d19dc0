import { now } from '../base/clock';
import { eventLoopTurn } from '../base/event-loop-turn';

/** Work in steps: between two of them, others may run. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Short enough for timers and I/O, long enough to be cheap. */
const sliceMilliseconds = 2;
/** A slice shorter than this needs no turn of the event loop after it. */
const negligibleMilliseconds = 1;

/** A slice of a long job. */
export class Slice {
  #began = now();

  get isOver(): boolean {
    return now() - this.#began >= sliceMilliseconds;
  }

  get isNegligible(): boolean {
    return now() - this.#began < negligibleMilliseconds;
  }

  /** Starts again, because the time since the last start was not the job's. */
  renew(): void {
    this.#began = now();
  }

  /** Waits for a turn of the event loop, and starts again. */
  async next(): Promise<void> {
    await eventLoopTurn();
    this.renew();
  }
}

/** Runs the steps, with a turn of the event loop after each slice of time. */
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

/** Runs the steps where nobody else waits for the thread. */
export function toTheEnd<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
