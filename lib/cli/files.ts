import { closeSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import path from 'node:path';

/** What dumps begin with: minidumps, and those that are none, about which `Minidump.open` has more to say. */
const dumpBeginnings = ['MDMP', 'PAGEDU', '\x7fELF'];

/**
 * Whether a file is a dump by its first bytes, or is called one and is nothing else: `Minidump.open` tells what is wrong
 * with it. A file that cannot be read is none: whoever reads it tells why.
 */
export const isDump = (file: string): boolean =>
  begins(file, dumpBeginnings) || (isCalledDump(file) && isFile(file) && !isImageOrPdb(file));

export const isCalledDump = (file: string): boolean => /\.\w*dmp$/i.test(file);

/** Whether a file is an image or a PDB, as far as its first bytes tell. */
export const isImageOrPdb = (file: string): boolean => begins(file, ['MZ', 'Microsoft C/C++ MSF 7.00', 'BSJB']);

function begins(file: string, beginnings: readonly string[]): boolean {
  const head = Buffer.alloc(32);
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
  return beginnings.some((beginning) => text.startsWith(beginning));
}

export const isFile = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isFile() === true;

export const isFolder = (folder: string): boolean =>
  statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;

/** Makes a folder and those above it. `mkdir` with `recursive` never ends in one that takes no others, such as /proc. */
export function makeFolder(folder: string): void {
  if (isFolder(folder)) return;
  const above = path.dirname(folder);
  if (above !== folder) makeFolder(above);
  try {
    mkdirSync(folder);
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    if (code !== 'EEXIST' || !isFolder(folder))
      throw new Error(
        `the folder ${folder} cannot be made${code === 'EEXIST' ? ': a file has its name' : ` (${code})`}`,
        {
          cause,
        },
      );
  }
}
