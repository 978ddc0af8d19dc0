import { ansiToString } from './ansi';
import { koffi } from '../base/koffi';
import { win32 } from './functions';

/**
 * Memory of this process that DbgHelp points to. Goes through ReadProcessMemory
 * and WriteProcessMemory, which say no where a plain access would end the process.
 */

const pageSize = 4096;
/** Enough for nearly every name and path. */
const firstRead = 512;
/** Text is read into this, and copied or decoded before the next read: one for each line of code would be a burden. */
const page = Buffer.from(new ArrayBuffer(pageSize));
const currentProcess = -1;

/** A copy of `size` bytes, or undefined where they cannot be read. */
export function readMemory(address: bigint, size: number): Uint8Array | undefined {
  const bytes = new Uint8Array(new ArrayBuffer(size));
  return readMemoryInto(address, bytes) ? bytes : undefined;
}

/** Whether the array could be filled with what lies at the address. */
export function readMemoryInto(address: bigint, target: Uint8Array): boolean {
  return win32().ReadProcessMemory(currentProcess, address, target, target.length, null) !== 0;
}

/** Whether the bytes could be written. */
export function writeMemory(address: bigint, bytes: Uint8Array): boolean {
  return win32().WriteProcessMemory(currentProcess, address, bytes, bytes.length, null) !== 0;
}

/** The text up to its NUL; null for a null pointer or unreadable memory. */
export function readString(address: bigint, encoding: 'utf16' | 'ansi'): string | null {
  const bytes = address === 0n ? undefined : readUntilNul(address, encoding === 'utf16' ? 2 : 1);
  if (!bytes) return null;
  return encoding === 'utf16' ? bytes.toString('utf16le') : ansiToString(bytes);
}

/** UTF-16 text that DbgHelp has just pointed to. Any other address may end the process: `readString` is for those. */
export function wideTextAt(address: bigint): string {
  return address === 0n ? '' : koffi().decode.string16(address);
}

/** The same of text that is the caller's to free, and frees it. */
export function takeWideText(address: bigint): string {
  if (address === 0n) return '';
  const text = wideTextAt(address);
  win32().LocalFree(address);
  return text;
}

/** Page by page: a string may end just before memory that cannot be read. */
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
