import { closeSync, fstatSync, openSync, readSync, statSync, type Stats } from 'node:fs';
import { win32 as windowsPath } from 'node:path';
import { whatFailed } from '../../base/file-error';
import { MinidumpError, type MinidumpErrorCode } from '../../base/minidump-error';
import { whatIsNoFile, whyNoFileName } from '../../files/file-names';

/** The source of a dump's bytes. Callers check beforehand that a range lies inside. */
export interface ByteSource {
  readonly path: string | null;
  /** Bytes. */
  readonly size: number;
  readonly closed: boolean;
  /** Whether the file has become longer since it was opened: its writer has not finished. */
  readonly hasGrown: boolean;
  /** Fills the target with the bytes at an offset. */
  readInto(target: Uint8Array, offset: number): void;
  close(): Promise<void>;
}

/** A dump in memory. */
export class MemorySource implements ByteSource {
  readonly path = null;
  readonly hasGrown = false;
  readonly size: number;
  #bytes: Uint8Array | null;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.size = bytes.length;
  }

  get closed(): boolean {
    return this.#bytes === null;
  }

  readInto(target: Uint8Array, offset: number): void {
    if (!this.#bytes) throw closedError(this.path);
    // A transferred ArrayBuffer has no bytes left.
    if (offset + target.length > this.#bytes.length) throw shrunk('the bytes', offset);
    target.set(this.#bytes.subarray(offset, offset + target.length));
  }

  close(): Promise<void> {
    this.#bytes = null;
    return Promise.resolve();
  }
}

const openErrors: Readonly<Record<string, MinidumpErrorCode>> = {
  ENOENT: 'MINIDUMP_NOT_FOUND',
  ENOTDIR: 'MINIDUMP_NOT_FOUND',
  EACCES: 'MINIDUMP_ACCESS_DENIED',
  EPERM: 'MINIDUMP_ACCESS_DENIED',
  EBUSY: 'MINIDUMP_ACCESS_DENIED',
};

/** Reads of up to this many bytes (names, pointers on a stack, entries of lists) go through windows, which are kept. */
const windowBytes = 0x4000;
const windowCount = 8;
/** A smaller file is read whole when it is opened, by one read: to ask Windows for its size takes longer. */
const wholeBytes = 0x1_0000;
let whole: Uint8Array | undefined;

/** Named pipes and devices, also of other computers. */
const noFile = /^[\\/]{2}(?:[.?]|[^\\/]+[\\/](?:pipe|mailslot))[\\/]/i;
/** Whether a path may lead to what cannot be opened or read without a wait. Elsewhere than on Windows, any path may lead to a pipe. */
const mayWait = (path: string): boolean =>
  process.platform !== 'win32' || noFile.test(path) || whyNoFileName(windowsPath.basename(path)) !== null;

/** All of a small file; undefined for others, and for what cannot be read. */
function readWhole(descriptor: number): Uint8Array | undefined {
  whole ??= new Uint8Array(wholeBytes);
  try {
    const bytes = readSync(descriptor, whole, 0, wholeBytes, 0);
    return bytes < wholeBytes ? whole.slice(0, bytes) : undefined;
  } catch {
    return undefined;
  }
}

/** Opens a file. Gives its bytes if it is a small one. */
function openFile(path: string): { readonly descriptor: number; readonly size: number; readonly bytes?: Uint8Array } {
  const before = mayWait(path) ? statSync(path) : undefined;
  if (before?.isFile() === false) throw isNoFile(path, before);
  const descriptor = openSync(path, 'r');
  try {
    const bytes = readWhole(descriptor);
    if (bytes) return { descriptor, size: bytes.length, bytes };
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw isNoFile(path, stats);
    return { descriptor, size: stats.size };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

const isNoFile = (path: string, stats: Stats): MinidumpError =>
  new MinidumpError('MINIDUMP_NOT_A_DUMP', `${path} ${whatIsNoFile(stats)}`);
/** Systems take a length of 31 bits. */
const mostOfRead = 2 ** 30;

const forgotten = new FinalizationRegistry<{ readonly descriptor: number; readonly path: string }>(
  ({ descriptor, path }) => {
    closeSync(descriptor);
    open--;
    process.emitWarning(`The Minidump of ${path} was collected without close(): its file was open until now`, {
      type: 'DbgHelpWarning',
      code: 'DBGHELP_MINIDUMP_NOT_CLOSED',
    });
  },
);

/** Node.js can open some 8,000 files at a time on Windows, and often fewer elsewhere, for all that a program does. */
const manyOpen = 1000;
let open = 0;
let hasWarned = false;

function countOpened(): void {
  if (++open < manyOpen || hasWarned) return;
  hasWarned = true;
  process.emitWarning(
    `${String(open)} Minidumps are open: close those that are not needed, or the program cannot open files any more`,
    { type: 'DbgHelpWarning', code: 'DBGHELP_MANY_MINIDUMPS' },
  );
}

/** A file that stays open, and is read part by part. */
export class FileSource implements ByteSource {
  readonly path: string;
  readonly size: number;
  #descriptor: number | null;
  /** One window of a small file. */
  readonly #windowBytes: number;
  readonly #windows = new Map<number, Uint8Array>();

  constructor(path: string) {
    this.path = path;
    try {
      const { descriptor, size, bytes } = openFile(path);
      this.size = size;
      this.#descriptor = descriptor;
      this.#windowBytes = bytes ? wholeBytes : windowBytes;
      if (bytes) this.#windows.set(0, bytes);
    } catch (cause) {
      if (cause instanceof MinidumpError) throw cause;
      const code = openErrors[(cause as NodeJS.ErrnoException).code ?? ''] ?? 'MINIDUMP_READ_FAILED';
      throw new MinidumpError(code, `${path} cannot be opened: ${whatFailed(cause)}`, { cause });
    }
    forgotten.register(this, { descriptor: this.#descriptor, path }, this);
    countOpened();
  }

  get closed(): boolean {
    return this.#descriptor === null;
  }

  get hasGrown(): boolean {
    return this.#descriptor !== null && fstatSync(this.#descriptor).size > this.size;
  }

  readInto(target: Uint8Array, offset: number): void {
    const step = this.#windowBytes;
    if (target.length > step) {
      this.#readFile(target, offset);
      return;
    }
    if (this.#descriptor === null) throw closedError(this.path);
    for (let done = 0; done < target.length;) {
      const index = Math.floor((offset + done) / step);
      const window = this.#window(index);
      const from = offset + done - index * step;
      const part = window.subarray(from, from + target.length - done);
      target.set(part, done);
      done += part.length;
    }
  }

  /** The last window of the map is the one used last. */
  #window(index: number): Uint8Array {
    let window = this.#windows.get(index);
    if (window) {
      this.#windows.delete(index);
    } else {
      const start = index * this.#windowBytes;
      window = new Uint8Array(Math.min(this.#windowBytes, this.size - start));
      this.#readFile(window, start);
      if (this.#windows.size >= windowCount) this.#windows.delete(this.#windows.keys().next().value!);
    }
    this.#windows.set(index, window);
    return window;
  }

  #readFile(target: Uint8Array, offset: number): void {
    if (this.#descriptor === null) throw closedError(this.path);
    for (let done = 0; done < target.length;) {
      let count: number;
      try {
        count = readSync(this.#descriptor, target, done, Math.min(target.length - done, mostOfRead), offset + done);
      } catch (cause) {
        const message = `${this.path} cannot be read: ${(cause as Error).message}`;
        throw new MinidumpError('MINIDUMP_READ_FAILED', message, { offset: offset + done, cause });
      }
      if (count === 0) throw shrunk(this.path, offset + done);
      done += count;
    }
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- a failure is a rejection
  async close(): Promise<void> {
    const descriptor = this.#descriptor;
    if (descriptor === null) return;
    this.#descriptor = null;
    open--;
    this.#windows.clear();
    forgotten.unregister(this);
    // The way to another thread and back takes longer.
    closeSync(descriptor);
  }
}

/** What is to be done about a part beyond the end. */
export const beyondEnd = ({ hasGrown }: ByteSource): string =>
  hasGrown
    ? 'the file has grown since it was opened: open it again when its writer has finished'
    : 'it is cut short or damaged';

export function closedError(path: string | null): MinidumpError {
  return new MinidumpError('MINIDUMP_CLOSED', `The Minidump of ${path ?? 'bytes'} was closed`);
}

function shrunk(what: string, offset: number): MinidumpError {
  return new MinidumpError('MINIDUMP_CUT_SHORT', `${what} became shorter while the dump was open`, { offset });
}
