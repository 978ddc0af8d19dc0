import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { app } from './fixtures';
import { windowsFunction } from './real-dll';

/** The running fixture app.exe, with handles for tests. */
export interface RunningApp {
  readonly pid: number;
  /** A handle with all rights. */
  readonly handle: bigint;
  /** Handles of its threads with all rights, by thread id. */
  readonly threads: ReadonlyMap<number, bigint>;
}

export interface StartedApp extends RunningApp {
  stop(): void;
}

/** Starts app.exe, and waits until all its threads wait. */
export async function startApp(image = app): Promise<StartedApp> {
  const child = spawn(image, { stdio: ['ignore', 'pipe', 'inherit'] });
  const handles: bigint[] = [];
  const close = windowsFunction('kernel32.dll', 'CloseHandle', 'int', ['intptr_t']);
  const stop = (): void => {
    for (const handle of handles) close(handle);
    child.kill();
  };
  try {
    await once(child.stdout, 'data');
    const pid = child.pid!;
    const handle = opened(handles, 'OpenProcess', pid);
    const threads = new Map(threadsOf(pid).map((id) => [id, opened(handles, 'OpenThread', id)]));
    return { pid, handle, threads, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

/** Starts app.exe, and stops it after the job. */
export async function withRunningApp<T>(job: (app: RunningApp) => T | Promise<T>, image = app): Promise<T> {
  const started = await startApp(image);
  try {
    return await job(started);
  } finally {
    started.stop();
  }
}

/** The suspend counts of another process's threads, from Windows. */
export function suspendCounts({ threads }: RunningApp): number[] {
  const suspend = windowsFunction('kernel32.dll', 'SuspendThread', 'uint32_t', ['intptr_t']);
  const resume = windowsFunction('kernel32.dll', 'ResumeThread', 'uint32_t', ['intptr_t']);
  return [...threads.values()].map((thread) => {
    const before = suspend(thread) as number;
    resume(thread);
    return before;
  });
}

const allRights = 0x1f_ffff;

function opened(handles: bigint[], api: 'OpenProcess' | 'OpenThread', id: number): bigint {
  const open = windowsFunction('kernel32.dll', api, 'intptr_t', ['uint32_t', 'int', 'uint32_t']);
  const handle = BigInt(open(allRights, 0, id) as number | bigint);
  expect(handle).not.toBe(0n);
  handles.push(handle);
  return handle;
}

/** The thread ids in Windows' own snapshot. */
function threadsOf(pid: number): number[] {
  const snapshotOf = windowsFunction('kernel32.dll', 'CreateToolhelp32Snapshot', 'intptr_t', ['uint32_t', 'uint32_t']);
  const first = windowsFunction('kernel32.dll', 'Thread32First', 'int', ['intptr_t', 'void *']);
  const next = windowsFunction('kernel32.dll', 'Thread32Next', 'int', ['intptr_t', 'void *']);
  const close = windowsFunction('kernel32.dll', 'CloseHandle', 'int', ['intptr_t']);
  const allThreads = 4;
  const snapshot = snapshotOf(allThreads, 0);
  // THREADENTRY32: its size, usage count, thread id, process id and three more DWORDs.
  const entry = new Uint32Array(7);
  entry[0] = entry.byteLength;
  const ids: number[] = [];
  for (let more = first(snapshot, entry); more !== 0; more = next(snapshot, entry)) {
    if (entry[3] === pid) ids.push(entry[2]!);
  }
  close(snapshot);
  return ids;
}
