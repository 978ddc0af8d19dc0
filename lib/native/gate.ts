import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import PQueue from 'p-queue';
import { checkSignal } from './checks';
import { closed, DbgHelpError } from './errors';
import { processLock, type ProcessLock } from './process-lock';

/**
 * DbgHelp is single threaded: one queue, whichever DLL is called, and one call
 * at a time in the slot that the queue gives to a job. Other threads, and other
 * copies of this package, have queues of their own: the process's lock is
 * between these.
 */
const queue = new PQueue({ concurrency: 1 });
const currentSlot = new AsyncLocalStorage<Slot>();

/** What a job holds while it is its turn. */
export class Slot {
  readonly #lock: ProcessLock;
  #synchronousCalls = 0;
  #offThread: Promise<unknown> | undefined;
  #ended = false;

  constructor(lock: ProcessLock) {
    this.#lock = lock;
  }

  /** Another number than in the slot before: another thread or copy had the DLL in between. */
  get othersTurns(): number {
    return this.#lock.othersTurns;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Every synchronous call stands between `enter` and `leave`; they nest in callbacks, on one thread, as in C. */
  enter(api: string): void {
    this.#admit(api);
    if (this.#synchronousCalls++ === 0) this.#lock.noteCall();
  }

  leave(): void {
    if (--this.#synchronousCalls === 0) this.#lock.noteCall();
  }

  /** Runs one call off the main thread. Nothing else gets in until it has returned. */
  async offThread<T>(
    api: string,
    start: (resolve: (value: T) => void, reject: (error: unknown) => void) => void,
  ): Promise<T> {
    this.#admit(api);
    if (this.#synchronousCalls > 0) throw busy(api, 'this one was made from the callback of another');
    const call = new Promise<T>(start);
    this.#offThread = call;
    this.#lock.noteCall();
    try {
      return await call;
    } finally {
      this.#lock.noteCall();
      this.#offThread = undefined;
    }
  }

  /** The slot ends when everything that it started has returned. */
  async end(): Promise<void> {
    while (this.#offThread) await Promise.allSettled([this.#offThread]);
    this.#ended = true;
  }

  #admit(api: string): void {
    if (this.#ended) throw closed('The job that this token belongs to', api);
    if (this.#offThread) throw busy(api, 'an off-thread call of this token has not returned yet: await it first');
  }
}

const busy = (api: string, why: string): DbgHelpError =>
  new DbgHelpError('DBGHELP_BUSY', `${api}: DbgHelp takes one call at a time, and ${why}`, { api });

/**
 * Runs a job alone. The promise that the caller gets may be given up through
 * `signal`; the slot is free only when the job's native calls have returned.
 */
export async function occupy<T>(
  api: string,
  job: (slot: Slot) => T | PromiseLike<T>,
  signal?: AbortSignal,
): Promise<T> {
  if (signal !== undefined) checkSignal(signal, api);
  assertOutsideOfSlots(api);
  // Bound, so that the job sees its caller's async context and not that of the job before it.
  const turn = queue.add(AsyncResource.bind(() => takeTurn(api, job, signal)));
  return signal ? abandonable(turn, signal) : turn;
}

async function takeTurn<T>(
  api: string,
  job: (slot: Slot) => T | PromiseLike<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  signal?.throwIfAborted();
  const lock = processLock();
  if (!lock.tryAcquire()) await lock.acquire(api, signal);
  const slot = new Slot(lock);
  try {
    return await currentSlot.run(slot, job, slot);
  } finally {
    await slot.end();
    lock.release();
  }
}

/** Throws inside a job, where waiting for the queue would be waiting for itself. */
export function assertOutsideOfSlots(api: string): void {
  const holder = currentSlot.getStore();
  if (!holder || holder.ended) return;
  throw new DbgHelpError(
    'DBGHELP_REENTRANT',
    `${api}: a queued call from inside dbghelp.run would wait for itself; call it through the job's token instead`,
    { api },
  );
}

/** The same, given up when the signal is aborted; what it stands for goes on. */
export function abandonable<T>(turn: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const abandon = (): void => {
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the caller chose the reason
      reject(signal.reason);
    };
    if (signal.aborted) abandon();
    signal.addEventListener('abort', abandon, { once: true });
    turn.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', abandon);
    });
  });
}
