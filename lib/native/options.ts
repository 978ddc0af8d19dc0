import type { Slot } from './gate';
import type { Library } from './library';

/**
 * SymSetOptions is global in a DLL. Each owner (a session, the raw layer) has
 * its own word, which is set when a slot's owner is not the one before.
 */
export interface OptionsOwner {
  options: number;
}

interface State {
  readonly raw: OptionsOwner;
  current: OptionsOwner;
}

const states = new WeakMap<Library, State>();

/** The owner of all raw calls; its word starts as what the DLL starts with. */
export function rawOwner(library: Library): (slot: Slot) => OptionsOwner {
  return (slot) => stateOf(library, slot).raw;
}

export function applyOptions(library: Library, owner: OptionsOwner, slot: Slot): void {
  const state = stateOf(library, slot);
  if (state.current === owner) return;
  const set = library.function('SymSetOptions');
  set.callSync(slot, set.prepare([owner.options]));
  state.current = owner;
}

function stateOf(library: Library, slot: Slot): State {
  let state = states.get(library);
  if (!state) {
    const get = library.function('SymGetOptions');
    const raw = { options: get.callSync(slot, get.prepare([])).result as number };
    states.set(library, (state = { raw, current: raw }));
  }
  return state;
}
