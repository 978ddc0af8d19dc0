import type { Slot } from './gate';
import type { Library } from './library';

/**
 * SymSetOptions is global in a DLL. Each owner (a session, the raw layer) has
 * its own word, which is set when a slot's owner is not the one before.
 */
export interface OptionsOwner {
  /** Undefined for the raw layer while it has what the DLL began with: asked for when another owner comes. */
  options: number | undefined;
}

interface State {
  readonly raw: OptionsOwner;
  current: OptionsOwner;
}

const states = new WeakMap<Library, State>();

/** The owner of all raw calls. */
export function rawOwner(library: Library): OptionsOwner {
  return stateOf(library).raw;
}

export function applyOptions(library: Library, owner: OptionsOwner, slot: Slot): void {
  const state = stateOf(library);
  const { current } = state;
  if (current === owner) return;
  const call = (name: 'SymGetOptions' | 'SymSetOptions', ...args: unknown[]): unknown => {
    const bound = library.function(name);
    return bound.callSync(slot, bound.prepare(args)).result;
  };
  current.options ??= call('SymGetOptions') as number;
  call('SymSetOptions', owner.options);
  state.current = owner;
}

function stateOf(library: Library): State {
  let state = states.get(library);
  if (!state) {
    const raw = { options: undefined };
    states.set(library, (state = { raw, current: raw }));
  }
  return state;
}
