import { DbgHelpError } from '../base/errors';
import { koffi } from '../base/koffi';
import { bind, systemDirectory, win32 } from '../win32/functions';
import { lateModules } from '../base/late-modules';

/**
 * Memory that every thread of the process and every copy of this package opens by its name. The layout is a promise to
 * other versions of the package, which may be in the same process: places keep their meaning, and new places are added
 * at the end.
 */
export const places = {
  /** The id of the participant that has the DLL; 0 if none has it. */
  owner: 0,
  /** The last id that was given out. */
  lastId: 1,
  /** The last ticket for the waiting line that was given out. */
  lastTicket: 2,
  /** How many keys of sessions were given out. */
  keys: 3,
  /** How often the DLL was taken. Changed by the owner only. */
  turns: 4,
  /** The id of the last owner. */
  lastOwner: 5,
  /** Behind the last entry that was ever used. */
  end: 6,
  /** Not 0 if a participant holds the handle that keeps the name alive. */
  kept: 7,
  /** How many calls besides those of the DLL wait for another process. */
  waitingCalls: 8,
  /** The address of native code that returns 0, in two halves; 0 if nobody has made it yet, -1 if that failed. */
  returnsZero: 9,
  /** The initial option word of each DLL: see `dll`. */
  dlls: 64,
  /** Resources in a DLL that outlive the threads of their participants: see `held`. */
  held: 1024,
  /** Participants, up to the end of the memory: see `entry`. */
  entries: 3072,
} as const;

/** Whether the entry is in use, the DLL's handle in two halves, and its option word. */
export const dll = { known: 0, low: 1, high: 2, options: 3, words: 4, most: 240 } as const;

/**
 * The id of the participant, or 0 for a free entry; the kind; a DLL's handle and a process's key, in two halves each.
 */
export const held = { id: 0, what: 1, low: 2, high: 3, keyLow: 4, keyHigh: 5, words: 8, most: 256 } as const;

/** One copy of the package in one thread. */
export const entry = {
  /** 0: free. -1: being changed. */
  id: 0,
  /** Odd while a call is in the DLL. Changed by its owner only. */
  activity: 1,
  /** Its ticket for the line; 0 if it does not wait. */
  ticket: 2,
  /** A handle of its thread, which may have ended. */
  thread: 3,
  /** The address of this memory's view in the thread, in two halves. */
  viewLow: 4,
  viewHigh: 5,
  /** Node.js' id of its thread plus 1. */
  nodeThread: 6,
  /**
   * `hashOf` the name of the function that runs off the main thread; 0 if none. `dbghelp.pending` shows it to others.
   */
  call: 7,
  words: 8,
} as const;

/** Hashes a name into one word, by FNV-1a. */
export function hashOf(name: string): number {
  let hash = 0x811c_9dc5;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x0100_0193);
  return hash;
}

/** 64 KiB, the granularity of Windows' address allocation. */
const bytes = 0x1_0000;
const layout = 1;

/** The memory, and the functions of Windows that a participant needs. */
export interface SharedMemory {
  readonly words: Int32Array;
  /** The address of this thread's view; 0 if the memory is not shared. */
  readonly address: bigint;
  readonly threads: Threads;
}

export interface Threads {
  /** A handle of the calling thread, which stays valid after the thread has ended. */
  openOwn(): number;
  hasEnded(thread: number): boolean;
  /** Releases the handle and the view of a thread that has ended. */
  discard(thread: number, view: bigint): void;
}

const signatures = {
  CreateFileMappingW: ['intptr_t', ['intptr_t', 'void *', 'uint32_t', 'uint32_t', 'uint32_t', 'str16']],
  MapViewOfFile: ['uintptr_t', ['intptr_t', 'uint32_t', 'uint32_t', 'uint32_t', 'uintptr_t']],
  UnmapViewOfFile: ['int32_t', ['uintptr_t']],
  GetCurrentThreadId: ['uint32_t', []],
  OpenThread: ['intptr_t', ['uint32_t', 'int32_t', 'uint32_t']],
  WaitForSingleObject: ['uint32_t', ['intptr_t', 'uint32_t']],
} as const;

const ofThePagingFile = -1;
const pageReadWrite = 0x04;
const mapReadWrite = 0x02 | 0x04;
const synchronize = 0x0010_0000;

export function openSharedMemory(): SharedMemory {
  const kernel = bind(`${systemDirectory()}\\kernel32.dll`, signatures);
  const { words, address } = mapWords(kernel) ?? alone();
  return {
    words,
    address,
    threads: {
      openOwn: () => kernel.OpenThread(synchronize, 0, kernel.GetCurrentThreadId()) as number,
      hasEnded: (thread) => kernel.WaitForSingleObject(thread, 0) === 0,
      discard(thread, view) {
        win32().CloseHandle(thread);
        kernel.UnmapViewOfFile(view);
      },
    },
  };
}

type Mapped = Pick<SharedMemory, 'words' | 'address'>;

function mapWords(kernel: ReturnType<typeof bind<keyof typeof signatures>>): Mapped | undefined {
  const name = `Local\\dbghelp.${String(process.pid)}.${String(layout)}`;
  const section = kernel.CreateFileMappingW(ofThePagingFile, null, pageReadWrite, 0, bytes, name) as number;
  const address =
    section === 0 ? 0n : BigInt(kernel.MapViewOfFile(section, mapReadWrite, 0, 0, bytes) as number | bigint);
  if (address === 0n) {
    const win32Code = win32().GetLastError() as number;
    throw new DbgHelpError('DBGHELP_CALL_FAILED', `the memory that threads share cannot be made: ${name}`, {
      win32Code,
    });
  }
  const buffer = viewOf(address);
  if (!buffer) {
    kernel.UnmapViewOfFile(address);
    win32().CloseHandle(section);
    return undefined;
  }
  const words = new Int32Array(buffer);
  // The name must exist as long as the process, and exists as long as a handle is open: the first participant keeps its
  // handle.
  if (Atomics.compareExchange(words, places.kept, 0, 1) !== 0) win32().CloseHandle(section);
  return { words, address };
}

function viewOf(address: bigint): ArrayBuffer | undefined {
  try {
    return koffi().view(address, bytes);
  } catch {
    return undefined;
  }
}

/** Electron's V8 accepts no external memory, so this memory is not shared. */
function alone(): Mapped {
  if (!lateModules.workerThreads().isMainThread) {
    throw new DbgHelpError(
      'DBGHELP_UNSUPPORTED_PLATFORM',
      'threads of this runtime cannot share memory with native code (Electron): use DbgHelp in its main thread only',
    );
  }
  return { words: new Int32Array(new ArrayBuffer(bytes)), address: 0n };
}
