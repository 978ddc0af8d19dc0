import { DbgHelpError } from '../base/errors';
import { whenRoomForAsync } from '../base/koffi';
import { readString } from './own-memory';
import { lastError, win32 } from './functions';
import { win32Threads } from './thread-functions';

/** THREAD_SUSPEND_RESUME | THREAD_GET_CONTEXT | THREAD_QUERY_LIMITED_INFORMATION. */
const rights = 0x2 | 0x8 | 0x800;
/** THREAD_QUERY_INFORMATION, for the registers of a 32-bit thread. */
const wow64Rights = 0x40;

const accessDenied = 5;
const invalidParameter = 87;

const noSuchThread = (threadId: number, why: string): DbgHelpError =>
  new DbgHelpError('DBGHELP_THREAD_NOT_FOUND', `walkThread: \`threadId\` ${String(threadId)} ${why}`);

const snapshotOfThreads = 0x4;
/** THREADENTRY32: its size, usage count, thread id, process id and three more DWORDs. */
const entryWords = 7;
const threadIdWord = 2;
const processIdWord = 3;

/** The ids of a process's current threads, in Windows' order. */
export function threadsOf(processId: number): number[] {
  const { CreateToolhelp32Snapshot, Thread32First, Thread32Next } = win32Threads();
  const snapshot = CreateToolhelp32Snapshot(snapshotOfThreads, 0) as number;
  if (snapshot === -1) throw lastError('CreateToolhelp32Snapshot');
  try {
    const ids: number[] = [];
    const entry = new Uint32Array(entryWords);
    entry[0] = entry.byteLength;
    for (let more = Thread32First(snapshot, entry); more !== 0; more = Thread32Next(snapshot, entry)) {
      if (entry[processIdWord] === processId) ids.push(entry[threadIdWord]!);
    }
    return ids;
  } finally {
    win32().CloseHandle(snapshot);
  }
}

/** Runs a job with a thread's handle, with the rights to examine the thread. */
export function withThread<T>(threadId: number, processId: number, isWow64: boolean, job: (handle: number) => T): T {
  const handle = openThread(threadId, processId, isWow64);
  try {
    return job(handle);
  } finally {
    win32().CloseHandle(handle);
  }
}

/**
 * Waits, off the main thread, until a thread's registers can be read. Those of a process that stands still altogether, or of
 * a thread that hangs in a driver, cannot: whoever asks waits as long. Whether the thread has them is not told.
 *
 * @param registers - room for them
 */
export async function untilItAnswers(
  threadId: number,
  processId: number,
  isWow64: boolean,
  registers: Uint8Array,
): Promise<void> {
  const { GetThreadContext, Wow64GetThreadContext } = win32Threads();
  const handle = openThread(threadId, processId, isWow64);
  try {
    // The memory must stay until the call has returned.
    await new Promise<unknown>((resolve, reject) => {
      const ask = (): void => {
        (isWow64 ? Wow64GetThreadContext : GetThreadContext).async(handle, registers, () => {
          resolve(registers);
        });
      };
      whenRoomForAsync('GetThreadContext', ask, reject);
    });
  } finally {
    win32().CloseHandle(handle);
  }
}

function openThread(threadId: number, processId: number, isWow64: boolean): number {
  const { OpenThread, GetProcessIdOfThread } = win32Threads();
  const handle = OpenThread(isWow64 ? rights | wow64Rights : rights, 0, threadId) as number;
  if (handle === 0) {
    const error = lastError('OpenThread');
    throw error.win32Code === invalidParameter ? noSuchThread(threadId, 'does not exist') : error;
  }
  // Another process may have got the id since the threads were listed.
  if (GetProcessIdOfThread(handle) === processId) return handle;
  win32().CloseHandle(handle);
  throw noSuchThread(threadId, `is no thread of process ${String(processId)}`);
}

/**
 * Runs a job while a thread is suspended. The thread is resumed in any case; its suspend count is then the same as
 * before.
 */
export function whileSuspended<T>(threadId: number, handle: number, isWow64: boolean, job: () => T): T {
  const { SuspendThread, Wow64SuspendThread, ResumeThread } = win32Threads();
  const suspend = isWow64 && Wow64SuspendThread ? Wow64SuspendThread : SuspendThread;
  const failed = 0xffff_ffff;
  if (suspend(handle) === failed) {
    const error = lastError('SuspendThread');
    // OpenThread granted the rights, so a refusal means that the thread has ended.
    throw error.win32Code === accessDenied ? noSuchThread(threadId, 'has ended') : error;
  }
  try {
    return job();
  } finally {
    ResumeThread(handle);
  }
}

/** The name that SetThreadDescription was given; null if none. */
export function nameOfThread(handle: number): string | null {
  const text = new BigUint64Array(1);
  const { GetThreadDescription } = win32Threads();
  const result = GetThreadDescription?.(handle, text) as number | undefined;
  if (result === undefined || result < 0 || text[0] === 0n) return null;
  try {
    const name = readString(text[0]!, 'utf16');
    return name === '' ? null : name;
  } finally {
    win32().LocalFree(text[0]);
  }
}
