import { DbgHelpError } from '../base/errors';
import { entry, places, type SharedMemory } from './shared-memory';
import { lateModules } from '../base/late-modules';

const beingChanged = -1;

/** The entries of the participants that share a DLL: their ids, whether they wait, whether their threads have ended. */
export class Participants {
  readonly #words: Int32Array;
  readonly #memory: SharedMemory;

  constructor(memory: SharedMemory) {
    this.#memory = memory;
    this.#words = memory.words;
  }

  /** Takes an entry that is free or whose thread has ended, and returns its place. */
  join(): number {
    const words = this.#words;
    for (let at: number = places.entries; at + entry.words <= words.length; at += entry.words) {
      const id = Atomics.load(words, at + entry.id);
      const free = id === 0 || this.#isLeft(at, id);
      if (!free || Atomics.compareExchange(words, at + entry.id, id, beingChanged) !== id) continue;
      if (id !== 0) this.#discard(at);
      this.#fill(at);
      return at;
    }
    throw new DbgHelpError('DBGHELP_BUSY', 'more copies of this package are in this process than can share DbgHelp');
  }

  /** Frees an entry of this thread. Its view stays: nobody knows whether something still reads from it. */
  leave(id: number): void {
    const at = this.find(id);
    if (at === undefined || Atomics.compareExchange(this.#words, at + entry.id, id, beingChanged) !== id) return;
    this.#words[at + entry.viewLow] = this.#words[at + entry.viewHigh] = 0;
    this.#discard(at);
    Atomics.store(this.#words, at + entry.id, 0);
  }

  /** The place of an id's entry; undefined if the entry is gone. */
  find(id: number): number | undefined {
    for (let at: number = places.entries; at < this.#words[places.end]!; at += entry.words) {
      if (this.#words[at + entry.id] === id) return at;
    }
    return undefined;
  }

  /** How many entries have been in use. */
  get count(): number {
    return (this.#words[places.end]! - places.entries) / entry.words;
  }

  /** Whether the test is true for an entry that is in use. */
  some(test: (at: number) => boolean): boolean {
    for (let at: number = places.entries; at < this.#words[places.end]!; at += entry.words) {
      if (this.#words[at + entry.id]! > 0 && test(at)) return true;
    }
    return false;
  }

  /** The first in the line of waiting participants, ignoring `besides`. */
  firstWaiting(besides?: number): number | undefined {
    const words = this.#words;
    const end = words[places.end]!;
    let first: number | undefined;
    for (let at: number = places.entries; at < end; at += entry.words) {
      const ticket = words[at + entry.ticket]!;
      if (ticket === 0 || at === besides) continue;
      // Tickets wrap around.
      if (first === undefined || ((ticket - words[first + entry.ticket]!) | 0) < 0) first = at;
    }
    return first;
  }

  /** Whether a participant's thread has ended. A thread ends only after all its calls have returned. */
  hasEnded(at: number, id: number): boolean {
    const ended = this.#memory.threads.hasEnded(Atomics.load(this.#words, at + entry.thread));
    // If the entry still has the id, the handle belonged to that participant.
    return ended && Atomics.load(this.#words, at + entry.id) === id;
  }

  newTicket(): number {
    // 0 means that the participant does not wait.
    return Atomics.add(this.#words, places.lastTicket, 1) + 1 || this.newTicket();
  }

  /**
   * An owner of the lock keeps its entry, even if its thread has ended, until another participant has taken the lock
   * over.
   */
  #isLeft(at: number, id: number): boolean {
    return id !== beingChanged && Atomics.load(this.#words, places.owner) !== id && this.hasEnded(at, id);
  }

  #discard(at: number): void {
    const words = this.#words;
    const half = (offset: number): bigint => BigInt(words[at + offset]! >>> 0);
    this.#memory.threads.discard(words[at + entry.thread]!, half(entry.viewLow) | (half(entry.viewHigh) << 32n));
    words.fill(0, at + entry.activity, at + entry.words);
  }

  #fill(at: number): void {
    const words = this.#words;
    const { address, threads } = this.#memory;
    words[at + entry.thread] = threads.openOwn();
    words[at + entry.viewLow] = Number(BigInt.asIntN(32, address));
    words[at + entry.viewHigh] = Number(BigInt.asIntN(32, address >> 32n));
    words[at + entry.nodeThread] = lateModules.workerThreads().threadId + 1;
    const end = at + entry.words;
    for (let seen = 0; seen < end;) seen = Atomics.compareExchange(words, places.end, seen, end);
    Atomics.store(words, at + entry.id, Atomics.add(words, places.lastId, 1) + 1);
  }
}
