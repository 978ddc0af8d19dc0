import { inContext, type CallbackKind, type Failure, type Wrapped } from './callback';
import type { KeptCallbacks } from './bound-function';
import { koffi } from '../base/koffi';
import { LateArgument } from './late-arguments';
import { expectRoomForCallback, forgetHeld, noteHeld, type HeldKind } from '../gate/shared-state';

/** By the common part of a function's names: the 32-bit, ANSI and W forms share one place in the DLL. */
const kindOfPlace: Readonly<Record<string, HeldKind>> = {
  SymRegisterCallback: 'callback',
  SymRegisterFunctionEntryCallback: 'function entry callback',
  SetCheckUserInterruptShared: 'interrupt callback',
};

/**
 * Callbacks that the DLL calls long after the call that passed them. They stay registered with koffi until they are
 * replaced or SymCleanup ends their process.
 */
export function keptCallbacks(module: () => bigint): KeptCallbacks {
  /** By process, or undefined; then by the callback's purpose. */
  const current = new Map<bigint | undefined, Map<string, bigint>>();
  const failure: Failure = {};

  const ofProcess = (hProcess: bigint | undefined): Map<string, bigint> => {
    let kept = current.get(hProcess);
    if (!kept) current.set(hProcess, (kept = new Map<string, bigint>()));
    return kept;
  };

  return {
    prepare(kind: CallbackKind, callback, describe) {
      const wrapped = inContext(kind.wrap(callback, describe, failure) as Wrapped);
      return new LateArgument(() => {
        expectRoomForCallback();
        return koffi().register(wrapped, kind.type);
      });
    },
    settle(api, hProcess, pointer, failed) {
      if (failed) {
        if (typeof pointer === 'bigint') koffi().unregister(pointer);
        return;
      }
      const kept = ofProcess(hProcess);
      const place = api.replace(/W?(?:64)?$/, '');
      const replaced = kept.get(place);
      if (replaced !== undefined) koffi().unregister(replaced);
      const kind = kindOfPlace[place]!;
      if (typeof pointer === 'bigint') {
        kept.set(place, pointer);
        noteHeld(module(), { kind, key: hProcess ?? 0n });
      } else {
        kept.delete(place);
        forgetHeld(module(), hProcess ?? 0n, kind);
      }
    },
    forget(hProcess) {
      for (const pointer of ofProcess(hProcess).values()) koffi().unregister(pointer);
      current.delete(hProcess);
      forgetHeld(module(), hProcess ?? 0n);
    },
    takeFailure() {
      const { thrown } = failure;
      if (thrown) delete failure.thrown;
      return thrown;
    },
  };
}
