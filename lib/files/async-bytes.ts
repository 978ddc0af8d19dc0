import * as fs from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { DbgHelpError } from '../base/errors';
import { fileErrorCode, whatFailed } from '../base/file-error';
import { whatIsNoFile } from './file-names';
import { Damage, type Parser } from './parser';

/** Larger than any header or table read here: a damaged file must not make the package allocate more. */
const largestRead = 0x1_0000;
/** Most headers lie in these first bytes of a file, which are read once; a small file is read whole. */
const usualHead = 0x1000;
/** Small parts of a file lie close together: so much is read for the first of them. A read takes a millisecond on some disks. */
const readAhead = 0x8000;

/** A file that is read part by part, and never beyond its end. */
export class FileBytes {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly #handle: FileHandle;
  #head: ArrayBuffer | undefined;
  /** The last part that was read ahead. */
  #ahead: { readonly at: number; readonly bytes: ArrayBuffer } | undefined;

  private constructor(path: string, size: number, handle: FileHandle) {
    this.path = path;
    this.size = size;
    this.#handle = handle;
  }

  /** Opens a file, and closes it when `job` ends. */
  static async with<T>(path: string, label: string, job: (file: FileBytes) => Promise<T>): Promise<T> {
    // Node.js loads `promises` when it is first read, which takes longer than to load all of this door.
    const handle = await fs.promises.open(path).catch((cause: unknown) => {
      const code = fileErrorCode(cause);
      // Other codes say all.
      const why = code === 'DBGHELP_CALL_FAILED' ? `: ${whatFailed(cause)}` : '';
      throw new DbgHelpError(code, `${label} ${path} cannot be read${why}`, { cause });
    });
    try {
      const stats = await handle.stat();
      if (!stats.isFile()) throw new DbgHelpError('DBGHELP_NOT_FOUND', `${label} ${path} ${whatIsNoFile(stats)}`);
      return await job(new FileBytes(path, stats.size, handle));
    } finally {
      await handle.close();
    }
  }

  /** Reads a file that is open already, and stays so. */
  static async over<T>(path: string, handle: FileHandle, job: (file: FileBytes) => Promise<T>): Promise<T> {
    return job(new FileBytes(path, (await handle.stat()).size, handle));
  }

  /** The bytes of a part that must be there. Errors call it `what`. */
  async read(offset: number, length: number, what: string, most = largestRead): Promise<DataView> {
    if (length > most) throw this.damaged(`${what} is said to have ${String(length)} bytes`);
    if (offset + length > this.size) throw this.damaged(`${what} lies beyond its end: it is cut short or damaged`);
    const headBytes = this.size <= largestRead ? this.size : usualHead;
    if (offset + length > headBytes) return this.#aheadFrom(offset, length, what);
    this.#head ??= await this.#read(0, headBytes, what);
    return new DataView(this.#head.slice(offset, offset + length));
  }

  async #aheadFrom(offset: number, length: number, what: string): Promise<DataView> {
    if (length >= readAhead) return new DataView(await this.#read(offset, length, what));
    let known = this.#ahead;
    if (!known || offset < known.at || offset + length > known.at + known.bytes.byteLength) {
      const bytes = await this.#read(offset, length, what, Math.min(readAhead, this.size - offset));
      this.#ahead = known = { at: offset, bytes };
    }
    return new DataView(known.bytes.slice(offset - known.at, offset - known.at + length));
  }

  /** @param most - read up to so many bytes if they are there */
  async #read(offset: number, length: number, what: string, most = length): Promise<ArrayBuffer> {
    const bytes = new Uint8Array(most);
    const { bytesRead } = await this.#handle.read(bytes, 0, most, offset);
    if (bytesRead < length) throw this.damaged(`${what} could not be read whole`);
    return bytes.buffer.slice(0, bytesRead);
  }

  /** Runs a parser on the file. */
  async parse<T>(parser: Parser<T>): Promise<T> {
    try {
      let step = parser.next();
      while (step.done !== true) {
        const { at, length, what } = step.value;
        step = parser.next(await this.read(at, length, what));
      }
      return step.value;
    } catch (error) {
      throw error instanceof Damage ? this.damaged(error.message) : error;
    }
  }

  /** The first bytes; fewer if the file is shorter. */
  head(length: number): Promise<DataView> {
    return this.read(0, Math.min(length, this.size), 'its beginning');
  }

  damaged(what: string): DbgHelpError {
    return new DbgHelpError('DBGHELP_BAD_FORMAT', `${this.path} cannot be understood: ${what}`);
  }
}
