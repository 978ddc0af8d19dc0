import { now } from '../base/clock';
import type { Slot } from '../gate/gate';
import type { FunctionName, Library } from './library';
import { removeLeftFolders } from './temporary-folder';
import { forgetHeld, heldByOthers, isHandle, type Held } from '../gate/shared-state';
import { win32 } from '../win32/functions';

interface Watch {
  /** Whether other threads, which may end at any time, have registered functions with the DLL. */
  othersCallbacks: boolean;
  /** Whether they hold anything else. Nobody is harmed until it is released, so looks may be rare. */
  othersSessions: boolean;
  othersTurns: number;
  lookedAt: number;
}

const millisecondsBetweenLooks = 500;

const watches = new WeakMap<Library, Watch>();

/**
 * Cleans up in a DLL after threads that have ended. The DLL must not call their JavaScript functions any more: others
 * replace these. Their sessions are closed, because nobody else would do it.
 */
export function cleanUpAfterThreads(library: Library, slot: Slot): void {
  const watch = watches.get(library);
  if (watch?.othersTurns === slot.othersTurns && !watch.othersCallbacks) {
    if (!watch.othersSessions || now() - watch.lookedAt < millisecondsBetweenLooks) return;
  }
  const { left, callbacks, sessions } = heldByOthers(library.module);
  const { othersTurns } = slot;
  watches.set(library, { othersCallbacks: callbacks, othersSessions: sessions, othersTurns, lookedAt: now() });
  for (const each of left) {
    if (!cleanUp(each, library, slot)) forgetHeld(library.module, each.key, each.kind);
  }
  if (left.some(({ kind }) => kind === 'session')) removeLeftFolders();
}

const nothing = (): void => undefined;

/** Truthy if the DLL has released the resource; otherwise the DLL does not know it. */
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
