import { inContext, type CallbackKind, type Failure, type Wrapped } from './callback';
import type { KeptCallbacks } from './bound-function';
import { koffi } from '../base/koffi';
import { LateArgument } from './late-arguments';
import {
  expectRoomForCallback,
  forgetHeld,
  noteHeld,
  returnsZero,
  sharesDll,
  type HeldKind,
} from '../gate/shared-state';

/** By the common part of a function's names: the 32-bit, ANSI and W forms share one place in the DLL. */
const kindOfPlace: Readonly<Record<string, HeldKind>> = {
  SymRegisterCallback: 'callback',
  SymRegisterFunctionEntryCallback: 'function entry callback',
  SetCheckUserInterruptShared: 'interrupt callback',
};

/**
 * What stands in the DLL while another thread may have it, for callbacks that the DLL calls in the midst of other
 * threads' calls: SymSetOptions tells the callbacks of all processes. Such a call would wait until this thread answers,
 * and for ever if it ends.
 */
const substitutes: Readonly<Record<string, () => bigint | null | undefined>> = {
  SymRegisterCallback: () => returnsZero(16),
  SymRegisterCallback64: () => returnsZero(24),
  SymRegisterCallbackW64: () => returnsZero(24),
  SetCheckUserInterruptShared: () => null,
};

interface Kept {
  readonly api: string;
  readonly pointer: bigint;
  readonly pass: (pointer: bigint | null) => void;
}

/** The callbacks of a DLL that this thread has passed to it. */
export interface Callbacks extends KeptCallbacks {
  /** Takes from the DLL what it must not call in other threads' calls, if there may be any. */
  readonly rest: () => void;
  /** Undoes `rest`. */
  resume(): void;
}

/**
 * Callbacks that the DLL calls long after the call that passed them. They stay registered with koffi until they are
 * replaced or SymCleanup ends their process.
 */
export function keptCallbacks(module: () => bigint): Callbacks {
  /** By process, or undefined; then by the callback's purpose. */
  const current = new Map<bigint | undefined, Map<string, Kept>>();
  const failure: Failure = {};
  let resting: Kept[] = [];

  const ofProcess = (hProcess: bigint | undefined): Map<string, Kept> => {
    let kept = current.get(hProcess);
    if (!kept) current.set(hProcess, (kept = new Map<string, Kept>()));
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
    settle(api, hProcess, { pointer, failed, pass }) {
      if (failed) {
        if (typeof pointer === 'bigint') koffi().unregister(pointer);
        return;
      }
      const kept = ofProcess(hProcess);
      const place = api.replace(/W?(?:64)?$/, '');
      const replaced = kept.get(place);
      if (replaced) koffi().unregister(replaced.pointer);
      const kind = kindOfPlace[place]!;
      if (typeof pointer === 'bigint') {
        kept.set(place, { api, pointer, pass });
        noteHeld(module(), { kind, key: hProcess ?? 0n });
      } else {
        kept.delete(place);
        forgetHeld(module(), hProcess ?? 0n, kind);
      }
    },
    forget(hProcess) {
      for (const { pointer } of ofProcess(hProcess).values()) koffi().unregister(pointer);
      current.delete(hProcess);
      forgetHeld(module(), hProcess ?? 0n);
    },
    rest() {
      if (current.size === 0 || !sharesDll()) return;
      for (const kept of current.values()) {
        for (const each of kept.values()) {
          const substitute = substitutes[each.api]?.();
          if (substitute === undefined) continue;
          each.pass(substitute);
          resting.push(each);
        }
      }
    },
    resume() {
      if (resting.length === 0) return;
      for (const { pass, pointer } of resting) pass(pointer);
      resting = [];
    },
    takeFailure() {
      const { thrown } = failure;
      if (thrown) delete failure.thrown;
      return thrown;
    },
  };
}
