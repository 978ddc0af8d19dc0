import type { Slot } from '../gate/gate';
import type { Library } from './library';
import { initialOptions, setInitialOptions } from '../gate/shared-state';

/**
 * SymSetOptions is global in a DLL. Each owner (a session, the raw layer) has
 * its own word, which is set when a slot's owner is not the one before. Another
 * thread, or another copy of this package, has owners of its own.
 */
export interface OptionsOwner {
  /** Undefined for the raw layer while it has what the DLL began with. */
  options: number | undefined;
  /** Whether its long calls stay on the main thread. */
  readonly onMainThread?: boolean;
  /** `State.rawTurns` as of its turn. Where it is another number than before, what was known of the DLL may be wrong. */
  rawTurns?: number;
}

interface State {
  readonly raw: OptionsOwner;
  /** Whose word was set last, and when in the order of turns. */
  current: OptionsOwner;
  othersTurns: number;
  /** Counts the turns of the raw layer, and of other threads and copies, as far as they were noticed. */
  rawTurns: number;
}

const states = new WeakMap<Library, State>();

/** The owner of all raw calls. */
export function rawOwner(library: Library): OptionsOwner {
  return stateOf(library).raw;
}

export function applyOptions(library: Library, owner: OptionsOwner, slot: Slot): void {
  const state = stateOf(library);
  if (owner === state.raw || state.othersTurns !== slot.othersTurns) state.rawTurns++;
  owner.rawTurns = state.rawTurns;
  if (state.current === owner && state.othersTurns === slot.othersTurns) return;
  const word = owner.options ?? initialOptions(library.module);
  // Where nobody has set anything yet, what the DLL began with is what it has.
  if (word !== undefined) {
    keepInitialOptions(library, slot);
    callSync(library, slot, 'SymSetOptions', word);
  }
  state.current = owner;
  state.othersTurns = slot.othersTurns;
}

/** Before anything is set: asks what the DLL began with, for raw layers that come to their turn later. */
export function keepInitialOptions(library: Library, slot: Slot): void {
  if (initialOptions(library.module) !== undefined) return;
  setInitialOptions(library.module, callSync(library, slot, 'SymGetOptions') as number);
}

function callSync(library: Library, slot: Slot, name: 'SymGetOptions' | 'SymSetOptions', ...args: unknown[]): unknown {
  const bound = library.function(name);
  return bound.callSync(slot, bound.prepare(args)).result;
}

function stateOf(library: Library): State {
  let state = states.get(library);
  if (!state) {
    const raw: OptionsOwner = { options: undefined };
    states.set(library, (state = { raw, current: raw, othersTurns: -1, rawTurns: 0 }));
  }
  return state;
}
