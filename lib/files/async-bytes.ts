import { promises as files } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { DbgHelpError } from '../base/errors';

/** More than any header or table that is read here has: what a damaged file asks for beyond it is not allocated. */
const largestRead = 0x1_0000;

const openErrors: Readonly<Record<string, 'DBGHELP_ACCESS_DENIED' | 'DBGHELP_NOT_FOUND'>> = {
  EACCES: 'DBGHELP_ACCESS_DENIED',
  EPERM: 'DBGHELP_ACCESS_DENIED',
  EBUSY: 'DBGHELP_ACCESS_DENIED',
};

/** A file whose bytes are read where they are needed, and never beyond its end. */
export class FileBytes {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly #handle: FileHandle;

  private constructor(path: string, size: number, handle: FileHandle) {
    this.path = path;
    this.size = size;
    this.#handle = handle;
  }

  /** Opens a file for as long as `job` takes. */
  static async with<T>(path: string, label: string, job: (file: FileBytes) => Promise<T>): Promise<T> {
    const handle = await files.open(path).catch((cause: unknown) => {
      const code = openErrors[(cause as NodeJS.ErrnoException).code ?? ''] ?? 'DBGHELP_NOT_FOUND';
      throw new DbgHelpError(code, `${label} ${path} cannot be read`, { cause });
    });
    try {
      const stats = await handle.stat();
      if (!stats.isFile()) throw new DbgHelpError('DBGHELP_NOT_FOUND', `${label} ${path} is no file`);
      return await job(new FileBytes(path, stats.size, handle));
    } finally {
      await handle.close();
    }
  }

  /** The bytes of a part that must be there, called `what` where it is not. */
  async read(offset: number, length: number, what: string, most = largestRead): Promise<DataView> {
    if (length > most) throw this.damaged(`${what} is said to have ${String(length)} bytes`);
    if (offset + length > this.size) throw this.damaged(`${what} lies beyond its end: it is cut short or damaged`);
    const bytes = new Uint8Array(length);
    const { bytesRead } = await this.#handle.read(bytes, 0, length, offset);
    if (bytesRead < length) throw this.damaged(`${what} could not be read whole`);
    return new DataView(bytes.buffer);
  }

  /** The first bytes, as many as there are of them. */
  head(length: number): Promise<DataView> {
    return this.read(0, Math.min(length, this.size), 'its beginning');
  }

  damaged(what: string): DbgHelpError {
    return new DbgHelpError('DBGHELP_BAD_FORMAT', `${this.path} cannot be understood: ${what}`);
  }
}

export function textAt(bytes: DataView, offset: number, length: number, encoding: 'latin1' | 'utf8'): string {
  const room = Math.max(0, Math.min(length, bytes.byteLength - offset));
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + offset, room).toString(encoding);
  return text.split('\0', 1)[0]!;
}

/** A GUID as symbol stores write it: upper-case hexadecimal without dashes. */
export function guidAt(bytes: DataView, offset: number): string {
  const hex = (value: number, digits: number): string => value.toString(16).toUpperCase().padStart(digits, '0');
  const rest = Array.from({ length: 8 }, (_, index) => hex(bytes.getUint8(offset + 8 + index), 2));
  return (
    hex(bytes.getUint32(offset, true), 8) +
    hex(bytes.getUint16(offset + 4, true), 4) +
    hex(bytes.getUint16(offset + 6, true), 4) +
    rest.join('')
  );
}

/** The GUID that is written so, as it lies in memory. */
export function guidBytes(guid: string): Uint8Array {
  const bytes = Buffer.from(guid, 'hex');
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return new Uint8Array(bytes);
}
