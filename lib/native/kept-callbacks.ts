import type { CallbackKind, Failure } from './callback';
import type { KeptCallbacks } from './bound-function';
import { koffi } from './koffi';

/**
 * Callbacks that the DLL calls long after the call that handed them over:
 * registered with koffi until they are replaced or SymCleanup ends their process.
 */
export function keptCallbacks(): KeptCallbacks {
  const current = new Map<string, Map<string, bigint>>();
  let failure: Failure = {};

  const ofProcess = (hProcess: unknown): Map<string, bigint> => {
    const key = typeof hProcess === 'function' ? 'every process' : String(hProcess);
    let kept = current.get(key);
    if (!kept) current.set(key, (kept = new Map<string, bigint>()));
    return kept;
  };

  return {
    register(kind: CallbackKind, callback, describe) {
      const wrapped = kind.wrap(callback, describe, {
        get thrown() {
          return failure.thrown;
        },
        set thrown(thrown) {
          failure = thrown ? { thrown } : {};
        },
      } as Failure);
      return koffi().register(wrapped, kind.type);
    },
    settle(api, hProcess, pointer, failed) {
      if (failed) {
        if (typeof pointer === 'bigint') koffi().unregister(pointer);
        return;
      }
      const kept = ofProcess(hProcess);
      const replaced = kept.get(api);
      if (replaced !== undefined) koffi().unregister(replaced);
      if (typeof pointer === 'bigint') kept.set(api, pointer);
      else kept.delete(api);
    },
    forget(hProcess) {
      for (const pointer of ofProcess(hProcess).values()) koffi().unregister(pointer);
      current.delete(String(hProcess));
    },
    takeFailure() {
      const { thrown } = failure;
      failure = {};
      return thrown;
    },
  };
}
