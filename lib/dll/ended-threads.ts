import { now } from '../base/clock';
import type { Slot } from '../gate/gate';
import type { FunctionName, Library } from './library';
import { removeLeftFolders } from './temporary-folder';
import { forgetHeld, heldByOthers, isHandle, returnsZero, type Held } from '../gate/shared-state';
import { win32 } from '../win32/functions';
import type { ArgumentBytes } from '../win32/returns-zero';

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
 * Cleans up in a DLL after threads that have ended. The DLL must not call their JavaScript functions any more: native
 * code replaces these. Their sessions are closed, because nobody else would do it.
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

/** Truthy if this thread has released the resource, or holds it now, and so its record is right. */
function cleanUp({ kind, key }: Held, library: Library, slot: Slot): unknown {
  const call = (name: FunctionName, ...args: unknown[]): unknown => {
    const bound = library.function(name);
    return bound.callSync(slot, bound.prepare(args)).result;
  };
  const replace = (name: FunctionName, size: ArgumentBytes): unknown => {
    const zero = returnsZero(size);
    if (zero === undefined) return call(name, key, nothing, 0n);
    library.function(name).unchecked({ slot, failed: false, lastError: 0 })(key, zero, 0n);
    return false;
  };
  switch (kind) {
    case 'callback':
      return replace('SymRegisterCallback64', 24);
    case 'function entry callback':
      return replace('SymRegisterFunctionEntryCallback64', 20);
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
