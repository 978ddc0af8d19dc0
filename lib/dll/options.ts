import type { Slot } from '../gate/gate';
import type { Library } from './library';
import { initialOptions, setInitialOptions } from '../gate/shared-state';

/**
 * SymSetOptions is global in a DLL. Each owner (a session, the raw layer) has its own word, which is set when a slot's
 * owner differs from the previous one. Other threads and other copies of this package have their own owners.
 */
export interface OptionsOwner {
  /** Undefined for the raw layer while it uses the DLL's initial word. */
  options: number | undefined;
  /** Whether its long calls stay on the main thread. */
  readonly onMainThread?: boolean;
  /** `State.rawTurns` at its last turn. If the number has changed, cached answers of the DLL may be wrong. */
  rawTurns?: number;
}

interface State {
  readonly raw: OptionsOwner;
  /** The owner whose word was set last; `othersTurns` tells when. */
  current: OptionsOwner;
  othersTurns: number;
  /** Counts the turns of the raw layer, and the noticed turns of other threads and copies. */
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
  // If nobody has set a word yet, the DLL still has its initial one.
  if (word !== undefined) {
    keepInitialOptions(library, slot);
    callSync(library, slot, 'SymSetOptions', word);
  }
  state.current = owner;
  state.othersTurns = slot.othersTurns;
}

/** Before the first SymSetOptions, records the DLL's initial word for raw layers that get their turn later. */
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
