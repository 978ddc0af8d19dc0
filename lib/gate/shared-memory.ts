import { isMainThread } from 'node:worker_threads';
import { DbgHelpError } from '../base/errors';
import { koffi } from '../base/koffi';
import { bind, systemDirectory, win32 } from '../win32/functions';

/**
 * Memory that every thread of the process and every copy of this package finds by its name. What lies where is a promise
 * to other versions of the package, which may be in the same process: places keep their meaning, new ones come behind.
 */
export const places = {
  /** The id of the participant that has the DLL; 0: nobody. */
  owner: 0,
  /** The last id that was given away. */
  lastId: 1,
  /** The last place in the line of waiters that was given away. */
  lastTicket: 2,
  /** How many keys of sessions were given away. */
  keys: 3,
  /** How often the DLL was taken. Changed by the owner only. */
  turns: 4,
  /** Who had the DLL last. */
  lastOwner: 5,
  /** Behind the last entry that was ever used. */
  end: 6,
  /** Not 0: somebody keeps the handle that keeps the name alive. */
  kept: 7,
  /** Of each DLL, the option word that it began with: see `dll`. */
  dlls: 64,
  /** What participants have in a DLL that does not go by itself when their thread ends: see `held`. */
  held: 1024,
  /** Participants, up to the end of the memory: see `entry`. */
  entries: 3072,
} as const;

/** Known or not, the DLL's handle in two halves, and its option word. */
export const dll = { known: 0, low: 1, high: 2, options: 3, words: 4, most: 240 } as const;

/** The id of the participant, or 0 for a free one; what it is; a DLL's handle and a process's key, in two halves each. */
export const held = { id: 0, what: 1, low: 2, high: 3, keyLow: 4, keyHigh: 5, words: 8, most: 256 } as const;

/** One copy of the package in one thread. */
export const entry = {
  /** 0: free. -1: being changed. */
  id: 0,
  /** Odd while a call is in the DLL. Changed by its owner only. */
  activity: 1,
  /** Its place in the line; 0: does not wait. */
  ticket: 2,
  /** A handle of its thread: the thread may be gone. */
  thread: 3,
  /** Where the thread sees this memory, in two halves. */
  viewLow: 4,
  viewHigh: 5,
  /** The id that Node.js has for its thread, and 1. */
  nodeThread: 6,
  /** What is in the DLL off the main thread: `hashOf` its name; 0: nothing. For people who wait. */
  call: 7,
  words: 8,
} as const;

/** FNV-1a: a name in a word. */
export function hashOf(name: string): number {
  let hash = 0x811c_9dc5;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x0100_0193);
  return hash;
}

/** 64 KiB: Windows gives out addresses in pieces of that size. */
const bytes = 0x1_0000;
const layout = 1;

/** What a participant needs of its surroundings. */
export interface SharedMemory {
  readonly words: Int32Array;
  /** Where this thread sees it; 0 where nobody else does. */
  readonly address: bigint;
  readonly threads: Threads;
}

export interface Threads {
  /** A handle of the calling thread, which stays good when the thread has ended. */
  openOwn(): number;
  hasEnded(thread: number): boolean;
  /** Gives back what a thread that has ended held: its handle, and its view of the memory. */
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
  // The name lives as long as somebody has a handle, and is needed as long as the process lives.
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

/** Electron's V8 takes no memory that is not its own: then the memory is shared with nobody. */
function alone(): Mapped {
  if (!isMainThread) {
    throw new DbgHelpError(
      'DBGHELP_UNSUPPORTED_PLATFORM',
      'threads of this runtime cannot share memory with native code (Electron): use DbgHelp in its main thread only',
    );
  }
  return { words: new Int32Array(new ArrayBuffer(bytes)), address: 0n };
}
