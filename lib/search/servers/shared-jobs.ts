interface Shared<Result> {
  readonly result: Promise<Result>;
  readonly controller: AbortController;
  callers: number;
}

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
      return await untilAborted(shared.result, signal);
    } finally {
      shared.callers--;
      if (shared.callers === 0) {
        if (this.#jobs.get(key) === shared) this.#jobs.delete(key);
        shared.controller.abort(signal?.reason);
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

async function untilAborted<Result>(result: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (!signal) return result;
  let leave = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    leave = (): void => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', leave);
  });
  try {
    return await Promise.race([result, aborted]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
