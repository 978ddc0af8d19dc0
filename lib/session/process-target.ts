import { checkInteger, wrongType } from '../base/checks';
import { openProcess, PROCESS_ACCESS } from '../win32/processes';
import { newKey } from '../gate/shared-state';
import { win32 } from '../win32/functions';

/** `'none'`: symbols without a process. `'self'`: this one. A number: another one, by its id. */
export type ProcessTarget = 'none' | 'self' | number;

/** What a session gives DbgHelp for its process: a real handle, or a key that is none. */
export interface TargetHandle {
  readonly key: bigint;
  /** The process that it is a handle of; undefined for a key. */
  readonly processId: number | undefined;
  /** Gives a real handle back; only after SymCleanup. */
  release(): void;
}

const label = 'SymbolSession.open: `process`';

export function checkTarget(value: unknown): ProcessTarget {
  if (value === 'none' || value === 'self') return value;
  if (typeof value !== 'number') throw wrongType(label, "'none', 'self' or a process id", value);
  return checkInteger(value, 1, 0xffff_ffff, label);
}

export function openTarget(target: ProcessTarget): TargetHandle {
  if (target === 'none') {
    return { key: newKey(), processId: undefined, release: () => undefined };
  }
  const pid = target === 'self' ? process.pid : target;
  // A handle of its own, also for this process: the pseudo-handle -1 is the key of Node's own crash printer.
  const handle = openProcess(pid, PROCESS_ACCESS.queryInformation | PROCESS_ACCESS.readMemory, label);
  const release = (): void => {
    win32().CloseHandle(handle);
  };
  return { key: BigInt(handle), processId: pid, release };
}
