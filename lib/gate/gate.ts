import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import PQueue from 'p-queue';
import { checkSignal } from '../base/checks';
import { closed, DbgHelpError } from '../base/errors';
import { processLock, type ProcessLock } from './process-lock';
import { TurnOrder, type Turn } from './turn-order';

type Run = () => Promise<unknown>;

const order = new TurnOrder<Run>();
/** p-queue makes its own with `new`: this gives it the one that there is. */
const queueClass = function () {
  return order;
} as never;

/**
 * DbgHelp is single threaded: one queue, whichever DLL is called, and one call
 * at a time in the slot that the queue gives to a job. Other threads, and other
 * copies of this package, have queues of their own: the process's lock is
 * between these.
 */
const queue = new PQueue<never, Pick<Turn, keyof Turn>>({ concurrency: 1, queueClass });
const currentSlot = new AsyncLocalStorage<Slot>();

/** Whose turn it is in this queue. */
let current: Slot | undefined;
let asked = 0;
let whenAsked: (() => void) | undefined;

/** What is asked of the gate. */
export interface Work extends Pick<Turn, 'api' | 'lane' | 'long' | 'signal'> {
  /** Comes first whenever the work gets the DLL. */
  readonly begin: (slot: Slot) => void;
}

type Job<T> = (slot: Slot) => T | PromiseLike<T>;

/** What a job holds while it is its turn. */
export class Slot {
  readonly turn: Turn;
  readonly #lock: ProcessLock;
  readonly #begin: (slot: Slot) => void;
  /** Ends the turn in the queue; only of long work, which may take several. */
  #endTurn: (() => void) | undefined;
  #call = '';
  #synchronousCalls = 0;
  #offThread: Promise<unknown> | undefined;
  #hasDll = false;
  #ended = false;

  constructor(lock: ProcessLock, turn: Turn, begin: (slot: Slot) => void, endTurn: (() => void) | undefined) {
    this.#lock = lock;
    this.turn = turn;
    this.#begin = begin;
    this.#endTurn = endTurn;
  }

  /** Another number than in the slot before: another thread or copy had the DLL in between. */
  get othersTurns(): number {
    return this.#lock.othersTurns;
  }

  /** No other thread or copy has it; calls may be made. */
  get hasDll(): boolean {
    return this.#hasDll;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** The function that is in the DLL, if one is. */
  get call(): string | null {
    return this.isOffThread || this.#synchronousCalls > 0 ? this.#call : null;
  }

  get isOffThread(): boolean {
    return this.#offThread !== undefined;
  }

  /** Makes it the only one that has the DLL. A promise where it has to wait for that. */
  take(signal: AbortSignal | undefined): Promise<void> | undefined {
    if (!this.#lock.tryAcquire()) return this.#wait(signal);
    this.#taken();
    return undefined;
  }

  async #wait(signal: AbortSignal | undefined): Promise<void> {
    await this.#lock.acquire(this.turn.api, signal);
    this.#taken();
  }

  #taken(): void {
    this.turn.since = performance.now();
    this.#hasDll = true;
    this.#begin(this);
  }

  /** Every synchronous call stands between `enter` and `leave`; they nest in callbacks, on one thread, as in C. */
  enter(api: string): void {
    this.#admit(api);
    if (this.#synchronousCalls++ > 0) return;
    this.#call = api;
    this.#lock.noteCall();
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
    this.#call = api;
    this.#lock.noteCall();
    this.#lock.nameCall(api);
    try {
      return await call;
    } finally {
      this.#lock.noteCall();
      this.#lock.nameCall(undefined);
      this.#offThread = undefined;
    }
  }

  /**
   * Does something else, and gives the DLL to others meanwhile: those that go before long work. Nothing of the same lane begins
   * before this has its turn again. Short work keeps the DLL.
   */
  async aside<T>(work: () => T | PromiseLike<T>): Promise<T> {
    if (!this.#endTurn) return work();
    const { turn } = this;
    this.#admit(turn.api);
    order.hold(turn);
    turn.since = performance.now();
    this.#giveBack();
    try {
      return await work();
    } finally {
      turn.since = performance.now();
      this.#endTurn = await nextTurn(turn);
      await take(this, undefined);
    }
  }

  /** The slot ends when everything that it started has returned. A promise where something has not. */
  end(): Promise<void> | undefined {
    if (this.#offThread) return Promise.allSettled([this.#offThread]).then(() => this.end());
    this.#ended = true;
    this.#giveBack();
    return undefined;
  }

  #giveBack(): void {
    current = undefined;
    this.#hasDll = false;
    this.#lock.release();
    this.#endTurn?.();
  }

  #admit(api: string): void {
    if (this.#ended) throw closed('The job that this token belongs to', api);
    if (!this.#hasDll) throw busy(api, 'the job has given the DLL to others for the moment');
    if (this.#offThread) throw busy(api, 'an off-thread call of this token has not returned yet: await it first');
  }
}

const busy = (api: string, why: string): DbgHelpError =>
  new DbgHelpError('DBGHELP_BUSY', `${api}: DbgHelp takes one call at a time, and ${why}`, { api });

/**
 * Runs a job alone. The promise that the caller gets may be given up through
 * `signal`; the slot is free only when the job's native calls have returned.
 */
export function occupy<T>(work: Work, job: Job<T>): Promise<T> {
  const { api, lane, long, signal } = work;
  if (signal !== undefined) checkSignal(signal, api);
  assertOutsideOfSlots(api);
  const turn: Turn = { api, lane, long, signal, order: asked++, since: 0 };
  // So that the job sees its caller's async context and not that of the job before it. `bind` takes a hundred times as long.
  const context = new AsyncResource('DbgHelpJob');
  const done = long
    ? nextTurn(turn).then((endTurn) => perform(work, job, turn, endTurn).finally(endTurn))
    : queue.add(() => context.runInAsyncScope(perform<T>, undefined, work, job, turn), turn);
  // What need not wait has had its turn already.
  if (turn.since === 0) turn.since = performance.now();
  whenAsked?.();
  return signal ? abandonable(done, signal) : done;
}

/** How much was asked for so far: where that is the same, nothing was in between. */
export const askedSoFar = (): number => asked;

/** Waits for a turn in the queue; what it gives ends the turn. */
function nextTurn(turn: Turn): Promise<() => void> {
  return new Promise((begin) => {
    const hold = (end: () => void): void => {
      begin(end);
    };
    void queue.add(() => new Promise<void>(hold), turn);
  });
}

function take(slot: Slot, signal: AbortSignal | undefined): Promise<void> | undefined {
  current = slot;
  return slot.take(signal);
}

async function perform<T>({ signal, begin }: Work, job: Job<T>, turn: Turn, endTurn?: () => void): Promise<T> {
  const slot = new Slot(processLock(), turn, begin, endTurn);
  try {
    signal?.throwIfAborted();
    const waiting = take(slot, signal);
    if (waiting) await waiting;
    return await currentSlot.run(slot, job, slot);
  } finally {
    const calling = slot.end();
    if (calling) await calling;
  }
}

/** Whose turn it is in this queue, what has given it to others for a while, and what waits. */
export function turns(): { readonly current: Slot | undefined } & Pick<typeof order, 'aside' | 'waiting'> {
  return { current, aside: order.aside, waiting: order.waiting };
}

/** Tells whenever something is asked for: it may have to wait. */
export function tellWhenAsked(listener: (() => void) | undefined): void {
  whenAsked = listener;
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
