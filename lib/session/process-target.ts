import { threadId } from 'node:worker_threads';
import { checkInteger, wrongType } from '../native/checks';
import type { DbgHelpErrorCode } from '../../types/errors';
import { callFailed, DbgHelpError } from '../native/errors';
import { win32, windowsMessage } from '../native/win32';

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

/**
 * Keys of sessions without a process: odd, so that they are no handles, and
 * far above the small values that Windows, ignoring the two low bits, takes
 * for some. Threads share DbgHelp's table of keys, so each has its own range.
 */
const firstKey = 0x7000_0001;
const keyStep = 4;
const keysPerThread = 0x10_0000;
let nextKey = firstKey + (threadId % 0x80) * keysPerThread;

const queryInformation = 0x400;
const readMemory = 0x10;

export function checkTarget(value: unknown): ProcessTarget {
  const label = 'SymbolSession.open: `process`';
  if (value === 'none' || value === 'self') return value;
  if (typeof value !== 'number') throw wrongType(label, "'none', 'self' or a process id", value);
  return checkInteger(value, 1, 0xffff_ffff, label);
}

export function openTarget(target: ProcessTarget): TargetHandle {
  if (target === 'none') {
    const key = BigInt(nextKey);
    nextKey += keyStep;
    return { key, processId: undefined, release: () => undefined };
  }
  const pid = target === 'self' ? process.pid : target;
  // A handle of its own, also for this process: the pseudo-handle -1 is the key of Node's own crash printer.
  const handle = win32().OpenProcess(queryInformation | readMemory, 0, pid) as number;
  if (handle === 0) throw cannotOpen(pid);
  const release = (): void => {
    win32().CloseHandle(handle);
  };
  try {
    checkBitness(handle, pid);
  } catch (error) {
    release();
    throw error;
  }
  return { key: BigInt(handle), processId: pid, release };
}

/** What OpenProcess' errors mean for a process id. */
const openErrors: Readonly<Record<number, readonly [DbgHelpErrorCode, string]>> = {
  5: ['DBGHELP_ACCESS_DENIED', 'may not be opened: run with the rights of its user, or as administrator'],
  87: ['DBGHELP_PROCESS_NOT_FOUND', 'does not exist'],
};

function cannotOpen(pid: number): DbgHelpError {
  const win32Code = win32().GetLastError() as number;
  const known = openErrors[win32Code];
  if (!known) return callFailed('OpenProcess', win32Code, windowsMessage(win32Code));
  const [code, what] = known;
  return new DbgHelpError(code, `SymbolSession.open: \`process\` ${String(pid)} ${what}`, {
    api: 'OpenProcess',
    win32Code,
  });
}

/** A 32-bit program on 64-bit Windows sees only the lower half of a 64-bit process. */
function checkBitness(handle: number, pid: number): void {
  const isWow64 = (of: number): boolean => {
    const answer = new Int32Array(1);
    if (win32().IsWow64Process(of, answer) === 0) {
      const code = win32().GetLastError() as number;
      throw callFailed('IsWow64Process', code, windowsMessage(code));
    }
    return answer[0] !== 0;
  };
  const self = -1;
  if (isWow64(self) && !isWow64(handle)) {
    throw new DbgHelpError(
      'DBGHELP_WRONG_BITNESS',
      `SymbolSession.open: \`process\` ${String(pid)} is a 64-bit process and this Node.js is 32-bit: use a 64-bit Node.js`,
    );
  }
}
