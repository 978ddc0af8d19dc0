import type { DbgHelpErrorCode } from '../../types/errors';
import { pointerBits } from '../base/architecture';
import { DbgHelpError } from '../base/errors';
import { lastError, win32 } from './functions';

/** Access rights for OpenProcess. */
export const PROCESS_ACCESS = {
  readMemory: 0x10,
  duplicateHandles: 0x40,
  queryInformation: 0x400,
} as const;

/**
 * Opens a process of the same or a smaller bitness with these rights. The caller closes the handle with CloseHandle.
 */
export function openProcess(pid: number, rights: number, label: string): number {
  const handle = win32().OpenProcess(rights, 0, pid) as number;
  if (handle === 0) throw cannotOpen(pid, label);
  try {
    checkBitness(handle, pid, label);
  } catch (error) {
    win32().CloseHandle(handle);
    throw error;
  }
  return handle;
}

/** The meanings of OpenProcess' errors for a process id. */
const openErrors: Readonly<Record<number, readonly [DbgHelpErrorCode, string]>> = {
  5: ['DBGHELP_ACCESS_DENIED', 'may not be opened: run with the rights of its user, or as administrator'],
  87: ['DBGHELP_PROCESS_NOT_FOUND', 'does not exist'],
};

function cannotOpen(pid: number, label: string): DbgHelpError {
  const error = lastError('OpenProcess');
  const { win32Code } = error;
  const known = win32Code === undefined ? undefined : openErrors[win32Code];
  if (win32Code === undefined || !known) return error;
  const [code, what] = known;
  return new DbgHelpError(code, `${label} ${String(pid)} ${what}`, { api: 'OpenProcess', win32Code });
}

/** A 32-bit program on 64-bit Windows sees only the lower half of a 64-bit process. */
export function checkBitness(handle: number | bigint, pid: number, label: string): void {
  const self = -1;
  if (isWow64Process(self) && !isWow64Process(handle)) {
    throw new DbgHelpError(
      'DBGHELP_WRONG_BITNESS',
      `${label} ${String(pid)} is a 64-bit process and this Node.js is 32-bit: use a 64-bit Node.js`,
    );
  }
}

/** Whether a process is a 32-bit one on 64-bit Windows. */
export function isWow64Process(handle: number | bigint): boolean {
  const answer = new Int32Array(1);
  if (win32().IsWow64Process(handle, answer) === 0) throw lastError('IsWow64Process');
  return answer[0] !== 0;
}

/** PROCESS_MEMORY_COUNTERS: two DWORDs, and numbers as wide as pointers. */
const memoryCounters = { bytes: 8 + 8 * (pointerBits / 8), pagefileUsage: 8 + 6 * (pointerBits / 8) };

/** The private memory of a process, in bytes; 0 if it has ended. */
export function privateBytes(pid: number): number {
  const { queryInformation, readMemory } = PROCESS_ACCESS;
  const handle = win32().OpenProcess(queryInformation | readMemory, 0, pid) as number;
  if (handle === 0) return 0;
  const counters = new DataView(new ArrayBuffer(memoryCounters.bytes));
  counters.setUint32(0, memoryCounters.bytes, true);
  const known = win32().K32GetProcessMemoryInfo(
    handle,
    new Uint8Array(counters.buffer),
    memoryCounters.bytes,
  ) as number;
  win32().CloseHandle(handle);
  if (known === 0) return 0;
  const at = memoryCounters.pagefileUsage;
  return pointerBits === 64 ? Number(counters.getBigUint64(at, true)) : counters.getUint32(at, true);
}
