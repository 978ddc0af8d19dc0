import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** What dumps begin with: minidumps, and those that are none, about which `Minidump.open` has more to say. */
const dumpBeginnings = ['MDMP', 'PAGEDU', '\x7fELF'];

/** Whether a file is a dump by its first bytes. A file that cannot be read is none: whoever reads it tells why. */
export function isDump(file: string): boolean {
  const head = Buffer.alloc(8);
  try {
    const handle = openSync(file, 'r');
    try {
      readSync(handle, head, 0, head.length, 0);
    } finally {
      closeSync(handle);
    }
  } catch {
    return false;
  }
  const text = head.toString('latin1');
  return dumpBeginnings.some((beginning) => text.startsWith(beginning));
}

export const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

export const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
