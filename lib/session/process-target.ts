import { checkProcessId } from '../base/checks';
import { openProcess, PROCESS_ACCESS } from '../win32/processes';
import { newKey } from '../gate/shared-state';
import { win32 } from '../win32/functions';

/** `'none'`: symbols without a process. `'self'`: this process. A number: the process with this id. */
export type ProcessTarget = 'none' | 'self' | number;

/** The value for DbgHelp's `hProcess`: a real handle, or a key for a session without a process. */
export interface TargetHandle {
  readonly key: bigint;
  /** The id of the handle's process; undefined for a key. */
  readonly processId: number | undefined;
  /** Closes a real handle; only after SymCleanup. */
  release(): void;
}

const label = 'SymbolSession.open: `process`';

export function checkTarget(value: unknown): ProcessTarget {
  if (value === 'none' || value === 'self') return value;
  return checkProcessId(value, label, "'none', 'self' or ");
}

export function openTarget(target: ProcessTarget): TargetHandle {
  if (target === 'none') {
    return { key: newKey(), processId: undefined, release: () => undefined };
  }
  const pid = target === 'self' ? process.pid : target;
  // A real handle even for this process: Node's own crash printer uses the pseudo-handle -1 as its key.
  const handle = openProcess(pid, PROCESS_ACCESS.queryInformation | PROCESS_ACCESS.readMemory, label);
  const release = (): void => {
    win32().CloseHandle(handle);
  };
  return { key: BigInt(handle), processId: pid, release };
}
