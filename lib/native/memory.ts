import { ansiToString } from './ansi';
import { win32 } from './win32';

/**
 * Memory of this process that DbgHelp points to. Goes through ReadProcessMemory
 * and WriteProcessMemory, which say no where a plain access would end the process.
 */

const pageSize = 4096;
const currentProcess = -1;

/** A copy of `size` bytes, or undefined where they cannot be read. */
export function readMemory(address: bigint, size: number): Uint8Array | undefined {
  const bytes = new Uint8Array(new ArrayBuffer(size));
  return win32().ReadProcessMemory(currentProcess, address, bytes, size, null) ? bytes : undefined;
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

/** Page by page: a string may end just before memory that cannot be read. */
function readUntilNul(address: bigint, unit: 1 | 2): Buffer | undefined {
  const chunks: Uint8Array[] = [];
  for (let at = address; ;) {
    const size = pageSize - Number(at % BigInt(pageSize));
    const chunk = readMemory(at, size);
    if (!chunk) return undefined;
    const end = findNul(chunk, unit);
    chunks.push(end < 0 ? chunk : chunk.subarray(0, end));
    if (end >= 0) return Buffer.concat(chunks);
    at += BigInt(size);
  }
}

export function findNul(bytes: Uint8Array, unit: 1 | 2): number {
  if (unit === 1) return bytes.indexOf(0);
  for (let at = 0; at + 1 < bytes.length; at += 2) if (bytes[at] === 0 && bytes[at + 1] === 0) return at;
  return -1;
}
