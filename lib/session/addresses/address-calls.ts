import type { DbgHelpToken } from '../../../types/calls';
import { askedSoFar, assertOutsideOfSlots } from '../../gate/gate';
import type { SessionCore } from '../core';
import type { PlainLocation } from '../location';
import { needLoading, type SymbolModule } from '../modules/module';
import { Slice } from '../slices';
import type { Answer } from '../reader/known';
import type { AnswerOptions } from './answer-options';

/**
 * One call of `symbolize` that waits for its answer.
 *
 * @internal
 */
export interface Call extends Omit<AnswerOptions, 'shortcut'> {
  readonly location: PlainLocation;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** Calls that have one turn. */
interface Together {
  readonly calls: Call[];
  readonly long: boolean;
  /** How much was asked for when the first of them was. */
  place: number;
}

/** As many as may have one turn: then other threads get the DLL. */
const mostTogether = 1024;
const callsBetweenClockReads = 8;

/**
 * The calls of `symbolize`. Those between which nothing else was asked for have one turn together, in the order of asking:
 * a turn takes longer than an answer.
 *
 * @internal
 */
export class AddressCalls {
  readonly #core: SessionCore;
  /** What a call may still join. */
  #open: Together | undefined;

  constructor(core: SessionCore) {
    this.#core = core;
  }

  /** Throws what a turn of its own would be refused for. */
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
    // What is short is not to wait as long work does.
    if (open.long !== needLoading(modules)) return false;
    open.calls.push(call);
    return true;
  }

  #begin(api: string, first: Call, modules: readonly SymbolModule[]): void {
    const calls = [first];
    const together: Together = { calls, long: needLoading(modules), place: -1 };
    this.#open = together;
    // Where nothing else is to be done it is answered at once, and closed.
    const turn = this.#core.runLooking(api, modules, (token) => this.#answer(api, token, calls));
    together.place = askedSoFar();
    turn.catch((error: unknown) => {
      this.#close(calls);
      // Those that have their answer do not mind.
      for (const { reject } of calls) reject(error);
    });
  }

  async #answer(api: string, token: DbgHelpToken, calls: readonly Call[]): Promise<void> {
    const core = this.#core;
    let slice: Slice | undefined;
    // While it waits for something, others may join.
    for (let index = 0; index < calls.length; index++) {
      // Not for a single call: reading the clock takes a tenth of its time.
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
