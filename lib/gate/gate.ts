import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import type * as PQueues from 'p-queue';
import { abandonable } from '../base/abandonable';
import { checkSignal } from '../base/checks';
import { closed, DbgHelpError } from '../base/errors';
import { now } from '../base/clock';
import { noteWork, turnOfEventLoop } from './event-loop';
import { whenNothingIsLeft } from './process-end';
import { processLock, type ProcessLock } from './process-lock';
import { Standstill } from './standstill';
import type { Turn } from './lanes';
import { TurnOrder } from './turn-order';

type Run = () => Promise<unknown>;

const order = new TurnOrder<Run>();
/** p-queue creates its queue with `new`: this constructor returns the existing one. */
const queueClass = function () {
  return order;
} as never;

/**
 * DbgHelp is single threaded. So one queue serves all DLLs and gives each job a slot, which makes one call at a time.
 * Other threads, and other copies of this package, have their own queues; the process's lock coordinates these.
 */
let queue: PQueues.default<never, Pick<Turn, keyof Turn>> | undefined;
const currentSlot = new AsyncLocalStorage<Slot>();

/** The slot of the current turn in this queue. */
let current: Slot | undefined;
let asked = 0;
let askedAlone = 0;
let whenAsked: (() => void) | undefined;

/** A request to the gate. */
export interface Work extends Pick<Turn, 'api' | 'lane' | 'long' | 'signal' | 'joined'> {
  /** Called first, each time the work gets the DLL. Returns what is called last, before others get it. */
  readonly begin: (slot: Slot) => () => void;
  /** Whether later requests of its kind may go before others that came in between: see `askedSoFar`. */
  readonly shared?: boolean | undefined;
}

type Job<T> = (slot: Slot) => T | PromiseLike<T>;

/** A job holds a slot during its turn. */
export class Slot {
  readonly turn: Turn;
  readonly #lock: ProcessLock;
  readonly #begin: (slot: Slot) => () => void;
  #finish: (() => void) | undefined;
  /** Ends the turn in the queue. Only long work has it, because it may take several turns. */
  #endTurn: (() => void) | undefined;
  #call = '';
  #synchronousCalls = 0;
  #offThread: Promise<unknown> | undefined;
  #hasDll = false;
  #ended = false;
  /** The lock's activity when it was last noted, and when that was. */
  #activity = 0;
  #activeAt = 0;

  constructor(lock: ProcessLock, turn: Turn, begin: (slot: Slot) => () => void, endTurn: (() => void) | undefined) {
    this.#lock = lock;
    this.turn = turn;
    this.#begin = begin;
    this.#endTurn = endTurn;
  }

  /** Differs from the number in the slot before if another thread or copy had the DLL in between. */
  get othersTurns(): number {
    return this.#lock.othersTurns;
  }

  /** Whether the job may make calls: no other thread or copy has the DLL. */
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

  /** How long no call has begun or returned, as far as it was noted. */
  stillFor(time: number): number {
    const { activity } = this.#lock;
    if (activity !== this.#activity) this.#activeAt = time;
    this.#activity = activity;
    return time - this.#activeAt;
  }

  /** Gets the DLL for this slot alone. Returns a promise if it has to wait. */
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
    this.turn.since = this.#activeAt = now();
    this.#activity = this.#lock.activity;
    this.#hasDll = true;
    this.#finish = this.#begin(this);
  }

  /** Every synchronous call is made between `enter` and `leave`. Calls nest in callbacks, on one thread, as in C. */
  enter(api: string): void {
    this.#admit(api);
    if (this.#synchronousCalls++ > 0) return;
    this.#call = api;
    this.#lock.noteCall();
  }

  leave(): void {
    if (--this.#synchronousCalls === 0) this.#lock.noteCall();
  }

  /** Runs one call off the main thread. No other call is admitted until it has returned. */
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
    this.stillFor(now());
    try {
      return await call;
    } finally {
      this.#lock.noteCall();
      this.#lock.nameCall(undefined);
      this.stillFor(now());
      this.#offThread = undefined;
    }
  }

  /**
   * Runs `work` and meanwhile gives the DLL to others, which go before long work. No work of the same lane begins
   * before this slot has the DLL again. A slot of short work keeps the DLL.
   */
  async aside<T>(work: () => T | PromiseLike<T>): Promise<T> {
    const { turn } = this;
    if (!this.#endTurn) {
      // It is at work, and others that wait for it must not take it for idle.
      this.#lock.noteCall();
      try {
        return await work();
      } finally {
        this.#lock.noteCall();
      }
    }
    this.#admit(turn.api);
    order.hold(turn);
    turn.since = now();
    this.#giveBack();
    try {
      return await work();
    } finally {
      turn.since = now();
      this.#endTurn = await nextTurn(turn);
      await take(this, undefined);
    }
  }

  /** The slot ends when all calls that it started have returned. Returns a promise if one has not. */
  end(): Promise<void> | undefined {
    if (this.#offThread) return Promise.allSettled([this.#offThread]).then(() => this.end());
    this.#ended = true;
    this.#giveBack();
    return undefined;
  }

  #giveBack(): void {
    this.#finish?.();
    this.#finish = undefined;
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
 * Runs a job alone. An abort of `signal` rejects the caller's promise at once; the slot is free only when the job's
 * native calls have returned.
 */
export function occupy<T>(work: Work, job: Job<T>): Promise<T> {
  const { api, lane, long, joined, signal, shared } = work;
  if (signal !== undefined) checkSignal(signal, api);
  assertOutsideOfSlots(api);
  const turn: Turn = { api, lane, long, joined, signal, order: asked++, since: 0 };
  if (shared !== true) askedAlone++;
  // The job must see its caller's async context, not that of the job before it. `bind` takes a hundred times as long.
  const context = new AsyncResource('DbgHelpJob');
  const done = long
    ? nextTurn(turn).then((endTurn) => perform(work, job, turn, endTurn).finally(endTurn))
    : theQueue().add(() => context.runInAsyncScope(perform<T>, undefined, work, job, turn), turn);
  // Work that need not wait has had its turn already.
  if (turn.since === 0) {
    turn.since = now();
    standstill.watch();
  }
  whenAsked?.();
  return signal ? abandonable(done, signal) : done;
}

/** The number of requests that are not `shared`: if it has not changed, no such request came in between. */
export const askedSoFar = (): number => askedAlone;

/** The number of all requests. */
export const requestsSoFar = (): number => asked;

function theQueue(): NonNullable<typeof queue> {
  if (!queue) {
    whenNothingIsLeft(atEnd);
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded by the first call, because it takes a while
    const { default: PQueue } = require('p-queue') as typeof PQueues;
    queue = new PQueue({ concurrency: 1, queueClass });
  }
  return queue;
}

/** Waits for a turn in the queue. Gives a function that ends the turn. */
function nextTurn(turn: Turn): Promise<() => void> {
  return new Promise((begin) => {
    const hold = (end: () => void): void => {
      begin(end);
    };
    void theQueue().add(() => new Promise<void>(hold), turn);
  });
}

function take(slot: Slot, signal: AbortSignal | undefined): Promise<void> | undefined {
  current = slot;
  return slot.take(signal);
}

async function perform<T>({ signal, begin }: Work, job: Job<T>, turn: Turn, endTurn?: () => void): Promise<T> {
  if (turn.refused) throw turn.refused;
  turn.begun = true;
  const slot = new Slot(processLock(), turn, begin, endTurn);
  noteWork();
  try {
    signal?.throwIfAborted();
    const waiting = take(slot, signal);
    if (waiting) await waiting;
    return await currentSlot.run(slot, job, slot);
  } finally {
    const calling = slot.end();
    if (calling) await calling;
    // Not before the job: it begins at once if nothing else waits.
    const turning = turnOfEventLoop();
    if (turning) await turning;
  }
}

const standstill = new Standstill({
  holder: () => (current?.hasDll === true ? { turn: current.turn, activity: processLock().activity } : undefined),
  size: () => order.size,
  refuse(test) {
    for (const run of order.remove(test)) void run();
  },
});
const atEnd = standstill.atEnd.bind(standstill);

/** The turns of this queue: the current one, those that have stepped aside, and those that wait. */
export function turns(): { readonly current: Slot | undefined } & Pick<typeof order, 'aside' | 'waiting'> {
  return { current, aside: order.aside, waiting: order.waiting };
}

/** Calls the listener after each request, which may have to wait. */
export function tellWhenAsked(listener: (() => void) | undefined): void {
  whenAsked = listener;
}

/** Throws inside a job: a job that waits for the queue would wait for itself. */
export function assertOutsideOfSlots(api: string): void {
  const holder = currentSlot.getStore();
  if (!holder || holder.ended) return;
  throw new DbgHelpError(
    'DBGHELP_REENTRANT',
    `${api}: a queued call from inside dbghelp.run would wait for itself; call it through the job's token instead`,
    { api },
  );
}
