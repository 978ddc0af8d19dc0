import type { DbgHelpToken } from '../../../types/calls';
import { askedSoFar, assertOutsideOfSlots } from '../../gate/gate';
import type { SessionCore } from '../core';
import type { PlainLocation } from '../location';
import { needLoading, type SymbolModule } from '../modules/module';
import { Slice } from '../slices';
import type { Answer } from '../reader/known';
import type { AnswerOptions } from './answer-options';

/**
 * A waiting call of `symbolize`.
 *
 * @internal
 */
export interface Call extends Omit<AnswerOptions, 'shortcut'> {
  readonly location: PlainLocation;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** Calls that share a turn. */
interface Together {
  readonly calls: Call[];
  readonly long: boolean;
  /** The number of requests of other kinds when the first of them was made. */
  place: number;
}

/** The maximum in one turn: then other threads get the DLL. */
const mostTogether = 1024;
const callsBetweenClockReads = 8;

/**
 * Handles calls of `symbolize`. Consecutive calls share a turn, in the order of asking: a turn takes longer than an
 * answer. In between there may be only such calls of other sessions.
 *
 * @internal
 */
export class AddressCalls {
  readonly #core: SessionCore;
  /** The turn that a call may still join. */
  #open: Together | undefined;

  constructor(core: SessionCore) {
    this.#core = core;
  }

  /** Throws the errors that a separate turn would throw. */
  ask(api: string, call: Call): void {
    const core = this.#core;
    core.assertOpen(api);
    assertOutsideOfSlots(api);
    const modules = core.modulesAt(call.location);
    if (!this.#join(call, modules)) this.#begin(api, call, modules);
  }

  #join(call: Call, modules: readonly SymbolModule[]): boolean {
    const open = this.#open;
    if (open?.place !== askedSoFar() || open.calls.length >= mostTogether) return false;
    // Short calls must not join a long turn.
    if (open.long !== needLoading(modules)) return false;
    open.calls.push(call);
    return true;
  }

  #begin(api: string, first: Call, modules: readonly SymbolModule[]): void {
    const calls = [first];
    const together: Together = { calls, long: needLoading(modules), place: -1 };
    this.#open = together;
    // If nothing else waits, the call is answered and the turn closed at once.
    const turn = this.#core.runLooking(api, modules, (token) => this.#answer(api, token, calls), true);
    together.place = askedSoFar();
    turn.catch((error: unknown) => {
      this.#close(calls);
      // A rejection does not affect calls that have their answers.
      for (const { reject } of calls) reject(error);
    });
  }

  async #answer(api: string, token: DbgHelpToken, calls: readonly Call[]): Promise<void> {
    const core = this.#core;
    let slice: Slice | undefined;
    // While this waits, more calls may join.
    for (let index = 0; index < calls.length; index++) {
      // A single call does not read the clock, which takes a tenth of its time.
      if (index % callsBetweenClockReads === 1) {
        slice ??= new Slice();
        if (slice.isOver) await slice.next();
      }
      const call = calls[index]!;
      try {
        core.assertOpen(api);
        const at = core.resolve(call.location);
        if (at !== undefined && core.modules.containing(at)?.needsLoading) await core.loadSymbolsAt(token, at);
        call.resolve(at === undefined ? null : core.answers.at(token, at, call));
      } catch (error) {
        call.reject(error);
      }
    }
    this.#close(calls);
  }

  #close(calls: readonly Call[]): void {
    if (this.#open?.calls === calls) this.#open = undefined;
  }
}
