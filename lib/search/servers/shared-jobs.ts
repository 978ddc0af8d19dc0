import { abandonable } from '../../base/abandonable';

interface Shared<Result> {
  readonly result: Promise<Result>;
  readonly controller: AbortController;
  callers: number;
}

/** Made once: without a reason, each abort makes an error with a stack. */
const nobody = new Error('Nobody waits for it');

/** Callers who want the same thing at the same time share one job. It is cancelled when all of them have left. */
export class SharedJobs<Result> {
  readonly #jobs = new Map<string, Shared<Result>>();

  async join(
    key: string,
    signal: AbortSignal | undefined,
    job: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    signal?.throwIfAborted();
    const shared = this.#jobs.get(key) ?? this.#begin(key, job);
    shared.callers++;
    try {
      return await (signal ? abandonable(shared.result, signal) : shared.result);
    } finally {
      shared.callers--;
      if (shared.callers === 0) {
        if (this.#jobs.get(key) === shared) this.#jobs.delete(key);
        shared.controller.abort(signal?.reason ?? nobody);
      }
    }
  }

  #begin(key: string, job: (signal: AbortSignal) => Promise<Result>): Shared<Result> {
    const controller = new AbortController();
    const result = job(controller.signal);
    // Whoever waits is told; nobody may wait any more.
    result.catch(() => undefined);
    const shared: Shared<Result> = { result, controller, callers: 0 };
    this.#jobs.set(key, shared);
    return shared;
  }
}
