import type { Slot } from '../gate/gate';
import type { FunctionName, Library } from './library';
import { forgetHeld, heldByOthers, isHandle, type Held } from '../gate/shared-state';
import { win32 } from '../win32/functions';

interface Watch {
  /** Other threads, which may end at any time, have handed functions to the DLL. */
  othersCallbacks: boolean;
  othersTurns: number;
}

const watches = new WeakMap<Library, Watch>();

/**
 * Undoes what threads that have ended left in a DLL. A function of JavaScript that the DLL would call is no more: another
 * takes its place. Nobody else will close their sessions.
 */
export function cleanUpAfterThreads(library: Library, slot: Slot): void {
  const watch = watches.get(library);
  if (watch?.othersTurns === slot.othersTurns && !watch.othersCallbacks) return;
  const { left, callbacks } = heldByOthers(library.module);
  watches.set(library, { othersCallbacks: callbacks, othersTurns: slot.othersTurns });
  for (const each of left) {
    if (!cleanUp(each, library, slot)) forgetHeld(library.module, each.key, each.kind);
  }
}

const nothing = (): void => undefined;

/** Whether it is done; else the DLL does not know of it. */
function cleanUp({ kind, key }: Held, library: Library, slot: Slot): unknown {
  const call = (name: FunctionName, ...args: unknown[]): unknown => {
    const bound = library.function(name);
    return bound.callSync(slot, bound.prepare(args)).result;
  };
  switch (kind) {
    case 'callback':
      return call('SymRegisterCallback64', key, nothing, 0n);
    case 'function entry callback':
      return call('SymRegisterFunctionEntryCallback64', key, nothing, 0n);
    case 'interrupt callback':
      call('SetCheckUserInterruptShared', null);
      return false;
    case 'session': {
      const ended = call('SymCleanup', key);
      if (isHandle(key)) win32().CloseHandle(key);
      return ended;
    }
  }
}
