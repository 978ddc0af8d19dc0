import { ansiToString } from './ansi';
import { koffi } from '../base/koffi';
import { win32 } from './functions';

/**
 * Memory of this process that DbgHelp points to. It is read and written by ReadProcessMemory and WriteProcessMemory,
 * which fail where a plain access would end the process.
 */

const pageSize = 4096;
/** Enough for nearly every name and path. */
const firstRead = 512;
/**
 * Text is read into this buffer, and copied or decoded before the next read: a new buffer for each line of code would
 * be too slow.
 */
const page = Buffer.from(new ArrayBuffer(pageSize));
const currentProcess = -1;

/** A copy of `size` bytes, or undefined if they cannot be read. */
export function readMemory(address: bigint, size: number): Uint8Array | undefined {
  const bytes = new Uint8Array(new ArrayBuffer(size));
  return readMemoryInto(address, bytes) ? bytes : undefined;
}

/** Fills the array with the memory at the address. Returns whether it could be read. */
export function readMemoryInto(address: bigint, target: Uint8Array): boolean {
  return win32().ReadProcessMemory(currentProcess, address, target, target.length, null) !== 0;
}

/** Returns whether the bytes could be written. */
export function writeMemory(address: bigint, bytes: Uint8Array): boolean {
  return win32().WriteProcessMemory(currentProcess, address, bytes, bytes.length, null) !== 0;
}

/** The text up to its NUL; null for a null pointer or unreadable memory. */
export function readString(address: bigint, encoding: 'utf16' | 'ansi'): string | null {
  const bytes = address === 0n ? undefined : readUntilNul(address, encoding === 'utf16' ? 2 : 1);
  if (!bytes) return null;
  return encoding === 'utf16' ? bytes.toString('utf16le') : ansiToString(bytes);
}

/**
 * UTF-16 text at an address that DbgHelp has just returned. Any other address may end the process: use `readString` for
 * those.
 */
export function wideTextAt(address: bigint): string {
  return address === 0n ? '' : koffi().decode.string16(address);
}

/** The same for text that the caller must free; frees it. */
export function takeWideText(address: bigint): string {
  if (address === 0n) return '';
  const text = wideTextAt(address);
  win32().LocalFree(address);
  return text;
}

/** Reads page by page, because a string may end just before unreadable memory. */
function readUntilNul(address: bigint, unit: 1 | 2): Buffer | undefined {
  const chunks: Buffer[] = [];
  for (let at = address, most = firstRead; ; most = pageSize) {
    const size = Math.min(most, pageSize - Number(at % BigInt(pageSize)));
    if (!win32().ReadProcessMemory(currentProcess, at, page, size, null)) return undefined;
    const read = page.subarray(0, size);
    const end = findNul(read, unit);
    if (end >= 0)
      return chunks.length === 0 ? read.subarray(0, end) : Buffer.concat([...chunks, read.subarray(0, end)]);
    chunks.push(Buffer.from(read));
    at += BigInt(size);
  }
}

export function findNul(bytes: Uint8Array, unit: 1 | 2): number {
  if (unit === 1) return bytes.indexOf(0);
  for (let at = 0; at + 1 < bytes.length; at += 2) if (bytes[at] === 0 && bytes[at + 1] === 0) return at;
  return -1;
}
