import { now } from '../../base/clock';

/** Milliseconds of the step that runs, and of all steps of a walk together. */
export interface StepTimes {
  readonly step: number;
  readonly walk: number;
}

interface Moment {
  readonly at: number;
  readonly used: NodeJS.CpuUsage;
}

/** To ask for CPU time takes longer than most steps: that of a step is counted from at most so many milliseconds before. */
const longestBefore = 50;

/** Measures the steps of a walk. */
export class StepClock {
  #walk: Moment | null = null;
  #near: Moment | null = null;
  #step: number | null = null;
  /** All previous steps. */
  #before = 0;

  begin(): void {
    const at = now();
    this.#step = at;
    if (this.#near && at - this.#near.at <= longestBefore) return;
    this.#near = { at, used: process.cpuUsage() };
    this.#walk ??= this.#near;
  }

  end(): void {
    this.#before = this.elapsed.walk;
    this.#step = null;
  }

  get elapsed(): StepTimes {
    const step = this.#step === null ? 0 : now() - this.#step;
    return { step, walk: this.#before + step };
  }

  /** The same, at most the CPU time of this process: other processes may have had the processor. */
  get worked(): StepTimes {
    const { step, walk } = this.elapsed;
    return { step: Math.min(step, cpuTimeSince(this.#near)), walk: Math.min(walk, cpuTimeSince(this.#walk)) };
  }
}

function cpuTimeSince(moment: Moment | null): number {
  if (!moment) return 0;
  const { user, system } = process.cpuUsage(moment.used);
  return (user + system) / 1000;
}
