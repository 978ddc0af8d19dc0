import type { FileBytes } from './async-bytes';
import { textAt } from './text';

/** Kinds of files that DbgHelp reads, by their first bytes. */
const kinds = [
  ['MZ', 'image'],
  ['DI', 'dbg'],
  ['Microsoft C/C++ MSF 7.00\r\n\x1aDS', 'pdb'],
] as const;

/** Formats that DbgHelp does not read, or that are no PDB 7, for the error. */
const others = [
  ['Microsoft C/C++ program database 2.00\r\n\x1aJG', 'a PDB of version 2'],
  ['BSJB', 'a portable PDB, which DbgHelp does not read'],
  ['MDMP', 'a minidump'],
] as const;

/** At least as long as the longest magic text above. */
const headBytes = 48;

/** @throws DbgHelpError `DBGHELP_BAD_FORMAT` for a file of none of these kinds */
export async function fileKind(file: FileBytes): Promise<(typeof kinds)[number][1]> {
  const head = await file.head(headBytes);
  const begins = ([magic]: readonly [string, string]): boolean => textAt(head, 0, magic.length, 'latin1') === magic;
  const known = kinds.find(begins);
  if (known) return known[1];
  if (file.size === 0) throw file.damaged('it is empty');
  const other = others.find(begins);
  throw file.damaged(other ? `it is ${other[1]}` : 'it is no image, no PDB and no .dbg file');
}
