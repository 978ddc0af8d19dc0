import { now, setTimeout } from '../base/clock';
import { DbgHelpError } from '../base/errors';
import { IdleTime } from '../base/idle-time';
import type { Turn } from './lanes';

/** The queue as a standstill sees it. */
export interface Watched {
  /** The job that has the DLL; undefined if none has it, or if it waits for another thread. */
  readonly holder: () => { readonly turn: Turn; readonly activity: number } | undefined;
  readonly size: () => number;
  /** Ends the waiting turns for which the test is true: they are rejected with what they were refused for. */
  readonly refuse: (test: (turn: Turn) => boolean) => void;
}

/** How long an owner may have the DLL without calling it while others wait. */
export const idleMilliseconds = 30_000;
const millisecondsBetweenLooks = 1000;

/**
 * Rejects calls that wait for a job that has DbgHelp and does not call it: it may wait for them. AsyncLocalStorage tells
 * that only where the job makes the call itself, and not where another part of the program makes it, such as a loader
 * that collects requests.
 */
export class Standstill {
  readonly #watched: Watched;
  readonly #limit: number;
  readonly #between: number;
  readonly #idle = new IdleTime();
  #watches = false;

  constructor(watched: Watched, limit = idleMilliseconds, between = millisecondsBetweenLooks) {
    this.#watched = watched;
    this.#limit = limit;
    this.#between = between;
  }

  /** A call waits. */
  watch(): void {
    if (this.#watches) return;
    this.#watches = true;
    this.#lookLater();
  }

  /** Nothing else keeps the process alive: what waits for a job would never have an answer. */
  atEnd(): void {
    const holder = this.#watched.holder();
    if (!holder || isCalling(holder.activity)) return;
    const { api } = holder.turn;
    process.emitWarning(`The job of ${api} has not settled, and nothing is left that could settle it`, {
      type: 'DbgHelpWarning',
      code: 'DBGHELP_JOB_NOT_SETTLED',
    });
    this.#refuse(api, 'has DbgHelp, does not call it, and nothing is left that could end it', () => true);
  }

  #lookLater(): void {
    setTimeout(() => {
      this.#look();
    }, this.#between).unref();
  }

  #look(): void {
    if (this.#watched.size() === 0) {
      this.#watches = false;
      this.#idle.reset();
      return;
    }
    const time = now();
    const holder = this.#watched.holder();
    if (!holder || isCalling(holder.activity)) this.#idle.reset();
    else if (this.#idle.look(time, `${String(holder.turn.order)} ${String(holder.activity)}`) >= this.#limit) {
      const seconds = (this.#idle.milliseconds / 1000).toFixed();
      this.#refuse(
        holder.turn.api,
        `has had DbgHelp for ${seconds} s without calling it`,
        ({ since }) => time - since >= this.#limit,
      );
    }
    this.#lookLater();
  }

  #refuse(holder: string, what: string, test: (turn: Turn) => boolean): void {
    this.#watched.refuse((turn) => {
      if (turn.begun === true || !test(turn)) return false;
      turn.refused = new DbgHelpError(
        'DBGHELP_BUSY',
        `${turn.api}: ${holder} ${what}. If that job waits for this call, both would wait for ever: end that job first, or make the call through its token`,
        { api: turn.api },
      );
      return true;
    });
  }
}

/** Its count of calls is odd while one is in the DLL. */
const isCalling = (activity: number): boolean => (activity & 1) !== 0;
