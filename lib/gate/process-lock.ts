import { now, pause } from '../base/clock';
import { DbgHelpError } from '../base/errors';
import { eventLoopTurn } from '../base/event-loop-turn';
import { lateModules } from '../base/late-modules';
import { IdleTime } from '../base/idle-time';
import { Participants } from './participants';
import { endDespiteCalls } from './process-end';
import { leaveWhenDropped } from './dropped-copies';
import { idleMilliseconds } from './standstill';
import { entry, hashOf, openSharedMemory, places, type SharedMemory } from './shared-memory';

/** How long a participant may take the DLL again and again while others wait. */
const turnMilliseconds = 4;
/** How long the first in line tries in every turn of its event loop, before it uses timers. */
const eagerMilliseconds = 5;
const mostMillisecondsBetweenLooks = 20;
/** How long the DLL may be free before others stop waiting for the first in line. */
const patienceMilliseconds = 100;
/** With more copies in the process, a participant looks at the line less often. */
const fewParticipants = 16;
const millisecondsBetweenGlances = 1;

/** The last observation of the lock by a waiting participant. */
interface Sight {
  owner: number;
  turns: number;
  activity: number;
  /** When the DLL changed hands. */
  turnSince: number;
  /** When a call was last seen to begin or return, or the DLL changed hands. */
  stillSince: number;
  /** How long the DLL has not been in use. */
  readonly idle: IdleTime;
}

/** Another participant that has the DLL. */
export interface Holder {
  /** How long it has been observed to have the DLL. */
  readonly milliseconds: number;
  /** How long no call of it has been observed to begin or return. */
  readonly still: number;
  /** `hashOf` the name of the function that it runs off its main thread; 0 if unknown. */
  readonly call: number;
  /** Node.js' id of its thread; null if unknown. */
  readonly thread: number | null;
}

/**
 * Lets one participant at a time use the DLL. Each thread and each copy of this package has one lock object. A
 * participant takes the DLL by one compare-and-exchange of one word, so the owner is known at every moment at which a
 * thread may end.
 */
export class ProcessLock {
  readonly #words: Int32Array;
  readonly #participants: Participants;
  /** The place of the own entry. */
  readonly #at: number;
  readonly #activity: number;
  readonly #id: number;
  readonly #idle: number;
  #turnEnds = 0;
  #glancedAt = 0;
  #othersWaited = false;
  #othersTurns = 0;
  /** Kept for `acquire` and `holder`. */
  #sight = nothingSeen();

  constructor(memory: SharedMemory, idle = idleMilliseconds) {
    this.#words = memory.words;
    this.#participants = new Participants(memory);
    this.#at = this.#participants.join();
    this.#activity = this.#at + entry.activity;
    this.#id = Atomics.load(this.#words, this.#at + entry.id);
    this.#idle = idle;
  }

  get words(): Int32Array {
    return this.#words;
  }

  /** Grows if another participant had the DLL since the last time, and may have changed its global settings. */
  get othersTurns(): number {
    return this.#othersTurns;
  }

  get id(): number {
    return this.#id;
  }

  /** Whether another thread may use the DLL. */
  get hasOtherThreads(): boolean {
    const words = this.#words;
    const own = words[this.#at + entry.nodeThread];
    return this.#participants.some(
      (at) => words[at + entry.nodeThread] !== own && !this.#participants.hasEnded(at, words[at + entry.id]!),
    );
  }

  /** Gives back the entry of a copy that nobody uses any more. */
  leave(id: number): void {
    this.#participants.leave(id);
  }

  /** Whether a participant's thread has ended. Another participant may have its entry already. */
  hasEnded(id: number): boolean {
    const at = this.#participants.find(id);
    return at === undefined || this.#participants.hasEnded(at, id);
  }

  /** Takes the DLL if it is free and no other participant is first in line. */
  tryAcquire(): boolean {
    return this.#mayGoOn() && this.#take();
  }

  /** Waits in line if `tryAcquire` failed, without blocking the thread. */
  async acquire(api: string, signal: AbortSignal | undefined): Promise<void> {
    const words = this.#words;
    Atomics.store(words, this.#at + entry.ticket, this.#participants.newTicket());
    try {
      const sight = (this.#sight = nothingSeen());
      for (;;) {
        const first = this.#participants.firstWaiting();
        if (first === this.#at && this.#take()) break;
        const time = now();
        this.#look(sight, time);
        if (first === this.#at && time - sight.turnSince < eagerMilliseconds) {
          await eventLoopTurn();
        } else {
          this.#helpOn(sight, first, api);
          await pause(Math.min(1 + (time - sight.turnSince) / 2, mostMillisecondsBetweenLooks));
        }
        signal?.throwIfAborted();
      }
    } finally {
      Atomics.store(words, this.#at + entry.ticket, 0);
    }
    this.#turnEnds = 0;
  }

  release(): void {
    Atomics.compareExchange(this.#words, places.owner, this.#id, 0);
  }

  /** The count of calls that have entered the DLL, and of those that have returned: odd while one is in it. */
  get activity(): number {
    return this.#words[this.#activity]!;
  }

  /** A call enters the DLL, or returns from it. */
  noteCall(): void {
    this.#words[this.#activity]!++;
  }

  /** Tells the other participants which function they wait for. */
  nameCall(api: string | undefined): void {
    this.#words[this.#at + entry.call] = api === undefined ? 0 : hashOf(api);
  }

  /** Makes a call off the main thread that is none of the DLL, and for which the end of the process must not wait. */
  async besides<T>(call: () => Promise<T>): Promise<T> {
    Atomics.add(this.#words, places.waitingCalls, 1);
    try {
      return await call();
    } finally {
      Atomics.sub(this.#words, places.waitingCalls, 1);
    }
  }

  /** Whether a call of any participant is off its main thread. */
  get isOffThread(): boolean {
    const words = this.#words;
    return (
      words[places.waitingCalls] !== 0 ||
      this.#participants.some((at) => words[at + entry.call] !== 0 && (words[at + entry.activity]! & 1) !== 0)
    );
  }

  /** The other participant that has the DLL. */
  holder(time: number): Holder | undefined {
    const sight = this.#sight;
    this.#look(sight, time);
    const at = sight.owner === this.#id ? undefined : this.#participants.find(sight.owner);
    if (sight.owner === 0 || at === undefined) return undefined;
    const thread = this.#words[at + entry.nodeThread]!;
    return {
      milliseconds: time - sight.turnSince,
      still: time - sight.stillSince,
      call: this.#words[at + entry.call]!,
      thread: thread === 0 ? null : thread - 1,
    };
  }

  /** While others wait, only the last owner may take the DLL again, for a short time. */
  #mayGoOn(): boolean {
    if (!this.#othersWait()) {
      this.#turnEnds = 0;
      return true;
    }
    if (this.#words[places.lastOwner] !== this.#id) return false;
    const time = now();
    if (this.#turnEnds === 0) this.#turnEnds = time + turnMilliseconds;
    return time < this.#turnEnds;
  }

  /** Of very many participants, the last owner asks at most once in a while: the answer takes longer than most calls. */
  #othersWait(): boolean {
    if (this.#participants.count > fewParticipants && this.#words[places.lastOwner] === this.#id) {
      const time = now();
      if (time - this.#glancedAt < millisecondsBetweenGlances) return this.#othersWaited;
      this.#glancedAt = time;
    }
    return (this.#othersWaited = this.#participants.firstWaiting(this.#at) !== undefined);
  }

  #take(): boolean {
    const words = this.#words;
    if (Atomics.compareExchange(words, places.owner, 0, this.#id) !== 0) return false;
    words[places.turns]!++;
    if (words[places.lastOwner] !== this.#id) {
      words[places.lastOwner] = this.#id;
      this.#othersTurns++;
    }
    return true;
  }

  #look(sight: Sight, time: number): void {
    const words = this.#words;
    const owner = Atomics.load(words, places.owner);
    const turns = Atomics.load(words, places.turns);
    const at = this.#participants.find(owner);
    const activity = at === undefined ? 0 : Atomics.load(words, at + entry.activity);
    const sameTurn = owner === sight.owner && turns === sight.turns;
    if (!sameTurn) sight.turnSince = time;
    if (!sameTurn || activity !== sight.activity) sight.stillSince = time;
    if ((activity & 1) !== 0) sight.idle.reset();
    else sight.idle.look(time, `${String(owner)} ${String(turns)} ${String(activity)}`);
    Object.assign(sight, { owner, turns, activity });
  }

  /** A waiting participant repairs the line if nothing happens. */
  #helpOn({ owner, idle: { milliseconds: idle } }: Sight, first: number | undefined, api: string): void {
    if (owner === 0) {
      if (first !== undefined && first !== this.#at && idle > patienceMilliseconds) this.#passOver(first);
      return;
    }
    if (this.hasEnded(owner)) {
      Atomics.compareExchange(this.#words, places.owner, owner, 0);
    } else if (idle > this.#idle) {
      throw neverUsed(api, idle);
    }
  }

  /**
   * Moves the first in line, which does not take the DLL, to the end of the line, or out of it if its thread has ended.
   */
  #passOver(at: number): void {
    const words = this.#words;
    const id = Atomics.load(words, at + entry.id);
    const ticket = Atomics.load(words, at + entry.ticket);
    if (ticket === 0) return;
    const place = this.#participants.hasEnded(at, id) ? 0 : this.#participants.newTicket();
    Atomics.compareExchange(words, at + entry.ticket, ticket, place);
  }
}

const nothingSeen = (): Sight => ({
  owner: 0,
  turns: -1,
  activity: 0,
  turnSince: 0,
  stillSince: 0,
  idle: new IdleTime(),
});

function neverUsed(api: string, milliseconds: number): DbgHelpError {
  const seconds = (milliseconds / 1000).toFixed();
  return new DbgHelpError(
    'DBGHELP_BUSY',
    `${api}: another thread, or another copy of this package, has had DbgHelp for ${seconds} s without calling it. ` +
      'If that job waits for this call, both would wait for ever: end that job first',
    { api },
  );
}

let opened: ProcessLock | undefined;

/** This copy's lock, if it was needed before. */
export const openedLock = (): ProcessLock | undefined => opened;

/** This copy's lock in this thread, made when it is first needed. */
export function processLock(): ProcessLock {
  if (!opened) {
    const lock = (opened = new ProcessLock(openSharedMemory()));
    leaveWhenDropped(lock);
    // The end of another thread is not the end of the process.
    if (lateModules.workerThreads().isMainThread) endDespiteCalls(() => lock.isOffThread);
  }
  return opened;
}
