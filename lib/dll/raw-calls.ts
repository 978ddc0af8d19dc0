import { now } from '../base/clock';
import type { BoundFunction, PreparedCall } from '../ffi/bound-function';
import { noteWork, turnOfEventLoop } from '../gate/event-loop';
import { assertOutsideOfSlots, requestsSoFar, type Slot } from '../gate/gate';

/** A raw call that waits. */
interface RawCall {
  readonly bound: BoundFunction;
  readonly prepared: PreparedCall;
  readonly api: string;
  readonly since: number;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Calls that share a turn. */
interface Together {
  readonly calls: RawCall[];
  /** How many have been made. */
  done: number;
  /** The number of requests when the turn was asked for. */
  place: number;
}

/** The turn that calls share. */
interface SharedTurn {
  readonly api: string;
  /** The calls that have not been made yet, besides the first. */
  readonly joined: () => readonly RawCall[];
}

type Enter = (turn: SharedTurn, job: (slot: Slot, make: (call: RawCall) => unknown) => Promise<void>) => Promise<void>;

/** The maximum in one turn: then others get the DLL. */
const mostTogether = 64;
/** Later calls wait for a turn of their own. So a job that all wait for for ever is told to none of them too early. */
const mostMillisecondsApart = 1000;

/**
 * Handles single raw calls that neither block nor have callbacks. Consecutive ones share a turn, in the order of asking:
 * a turn takes longer than a call. No other request may come in between, because raw calls may change anything.
 */
export class RawCalls {
  readonly #enter: Enter;
  /** The turn that a call may still join. */
  #open: Together | undefined;

  constructor(enter: Enter) {
    this.#enter = enter;
  }

  ask(bound: BoundFunction, prepared: PreparedCall): Promise<unknown> {
    assertOutsideOfSlots(bound.name);
    return new Promise((resolve, reject) => {
      const call = { bound, prepared, api: bound.name, since: now(), resolve, reject };
      if (!this.#join(call)) this.#begin(call);
    });
  }

  #join(call: RawCall): boolean {
    const open = this.#open;
    if (open?.place !== requestsSoFar() || open.calls.length >= mostTogether) return false;
    if (call.since - open.calls[0]!.since > mostMillisecondsApart) return false;
    open.calls.push(call);
    return true;
  }

  #begin(first: RawCall): void {
    const together: Together = { calls: [first], done: 0, place: -1 };
    const { calls } = together;
    this.#open = together;
    // Whoever goes on after the last call finds the turn over.
    let settleLast: (() => void) | undefined;
    // If nothing else waits, the call is made and the turn closed at once.
    const turn = this.#enter(
      { api: first.api, joined: () => calls.slice(Math.max(together.done, 1)) },
      async (slot, make) => {
        while (together.done < calls.length) {
          const call = calls[together.done++]!;
          slot.turn.api = call.api;
          const settle = outcomeOf(call, make);
          if (together.done === calls.length) {
            settleLast = settle;
            break;
          }
          settle();
          const turning = turnOfEventLoop();
          // While this waits, more calls may join.
          if (!turning) continue;
          await turning;
          noteWork();
        }
        this.#close(together);
      },
    );
    together.place = requestsSoFar();
    turn.then(
      () => settleLast?.(),
      (error: unknown) => {
        this.#close(together);
        for (const { reject } of calls) reject(error);
      },
    );
  }

  #close(together: Together): void {
    if (this.#open === together) this.#open = undefined;
  }
}

/** Makes a call. The result tells its caller how it went. */
function outcomeOf(call: RawCall, make: (call: RawCall) => unknown): () => void {
  try {
    const result = make(call);
    return () => {
      call.resolve(result);
    };
  } catch (error) {
    return () => {
      call.reject(error);
    };
  }
}
