import type { CallbackKind, Failure, Wrapped } from './callback';
import type { KeptCallbacks } from './bound-function';
import { koffi } from './koffi';
import { LateArgument } from './late-arguments';

/**
 * Callbacks that the DLL calls long after the call that handed them over:
 * registered with koffi until they are replaced or SymCleanup ends their process.
 */
export function keptCallbacks(): KeptCallbacks {
  /** By process, or none; then by what the callback is for. */
  const current = new Map<bigint | undefined, Map<string, bigint>>();
  let failure: Failure = {};

  const ofProcess = (hProcess: bigint | undefined): Map<string, bigint> => {
    let kept = current.get(hProcess);
    if (!kept) current.set(hProcess, (kept = new Map<string, bigint>()));
    return kept;
  };

  return {
    prepare(kind: CallbackKind, callback, describe) {
      const wrapped = kind.wrap(callback, describe, {
        get thrown() {
          return failure.thrown;
        },
        set thrown(thrown) {
          failure = thrown ? { thrown } : {};
        },
      } as Failure);
      return new LateArgument(() => koffi().register(wrapped as Wrapped, kind.type));
    },
    settle(api, hProcess, pointer, failed) {
      if (failed) {
        if (typeof pointer === 'bigint') koffi().unregister(pointer);
        return;
      }
      const kept = ofProcess(hProcess);
      // The 32-bit, ANSI and W forms of a function have one place in the DLL.
      const place = api.replace(/W?(?:64)?$/, '');
      const replaced = kept.get(place);
      if (replaced !== undefined) koffi().unregister(replaced);
      if (typeof pointer === 'bigint') kept.set(place, pointer);
      else kept.delete(place);
    },
    forget(hProcess) {
      for (const pointer of ofProcess(hProcess).values()) koffi().unregister(pointer);
      current.delete(hProcess);
    },
    takeFailure() {
      const { thrown } = failure;
      failure = {};
      return thrown;
    },
  };
}
