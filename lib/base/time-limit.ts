import { afterTime } from './clock';
import { checkInteger } from './checks';
import { DbgHelpError } from './errors';

/** The longest time that a timer can wait for. */
const mostMilliseconds = 0x7fff_ffff;

/** @throws TypeError or RangeError that names the option `timeout` */
export function checkTimeout(timeout: unknown, api: string): number {
  return timeout === undefined || timeout === Infinity
    ? Infinity
    : checkInteger(timeout, 1, mostMilliseconds, `${api}: \`timeout\``);
}

export interface TimeLimited {
  readonly timeout?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A signal that is aborted with the caller's, or while a time is over. */
export class TimeLimit {
  readonly #controller = new AbortController();
  readonly #api: string;
  readonly #milliseconds: number;
  readonly #outer: AbortSignal | undefined;
  #stop: (() => void) | undefined;

  constructor(api: string, milliseconds: number, outer: AbortSignal | undefined) {
    this.#api = api;
    this.#milliseconds = milliseconds;
    this.#outer = outer;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  begin(): void {
    const milliseconds = this.#milliseconds;
    if (this.#outer?.aborted) this.#follow();
    // A listener that is there is not added again.
    else this.#outer?.addEventListener('abort', this.#follow);
    this.#stop = afterTime(milliseconds, () => {
      const late = `${this.#api} took longer than the ${String(milliseconds)} ms of its \`timeout\``;
      this.#controller.abort(new DbgHelpError('DBGHELP_TIMEOUT', late, { api: this.#api }));
    });
  }

  pause(): void {
    this.#stop?.();
  }

  end(): void {
    this.pause();
    this.#outer?.removeEventListener('abort', this.#follow);
  }

  readonly #follow = (): void => {
    this.#controller.abort(this.#outer!.reason);
  };
}

/** Of options that may not be an object: the work itself reports that. */
export const timeoutOf = (options: TimeLimited | null, api: string): number => checkTimeout(options?.timeout, api);

/** Does work whose signal is aborted when `timeout` is over. */
export async function inTime<Options extends TimeLimited, Result>(
  options: Options,
  api: string,
  work: (options: Options) => Promise<Result>,
): Promise<Result> {
  const milliseconds = timeoutOf(options, api);
  if (milliseconds === Infinity) return work(options);
  const limit = new TimeLimit(api, milliseconds, options.signal);
  limit.begin();
  try {
    return await work({ ...options, signal: limit.signal });
  } finally {
    limit.end();
  }
}

/** The same for a loop: `timeout` counts the waits for its items, and not what the body of the loop takes. */
export function loopInTime<Options extends TimeLimited, Item>(
  options: Options,
  api: string,
  loop: (options: Options) => AsyncIterable<Item>,
): AsyncGenerator<Item, void, undefined> {
  const milliseconds = timeoutOf(options, api);
  if (milliseconds === Infinity) return loop(options) as AsyncGenerator<Item, void, undefined>;
  const limit = new TimeLimit(api, milliseconds, options.signal);
  return steps(limit, loop({ ...options, signal: limit.signal })[Symbol.asyncIterator]());
}

/** Gives the items, each of which may take the limit. */
export async function* steps<Item>(
  limit: TimeLimit,
  items: AsyncIterator<Item>,
): AsyncGenerator<Item, void, undefined> {
  try {
    for (;;) {
      limit.begin();
      const next = await items.next();
      limit.pause();
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    limit.end();
    await items.return?.();
  }
}
