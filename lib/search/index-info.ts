import { win32 as windowsPath } from 'node:path';
import { FileBytes } from '../files/async-bytes';
import { fileKind } from '../files/file-kind';
import { dbgHeaders, debugHeaders, type DebugHeaders } from '../files/debug-records';
import { pdbHeaders } from '../files/pdb';
import { peHeaders } from '../files/pe-headers';
import { checkText } from '../base/checks';
import { imageId, pdbId, storePath } from './symbol-store';

/** What symbol stores and debuggers know a file by. */
export interface IndexInfo {
  readonly kind: 'image' | 'pdb' | 'dbg';
  /** The path that was asked about. */
  readonly file: string;
  /** The PDB: of an image its name as the linker left it, often with a path; of a PDB its own. Null where there is none. */
  readonly pdbFile: string | null;
  /** The .dbg file that debug information was moved into; null where it was not moved. */
  readonly dbgFile: string | null;
  /** What the PDB and its image agree on, with `age`: upper-case hexadecimal without dashes. Null where there is no PDB 7. */
  readonly guid: string | null;
  readonly age: number;
  /** Of a PDB, and of an image with a PDB of version 2: its time stamp; 0 otherwise. */
  readonly signature: number;
  /** Of an image: its link time stamp, in seconds since 1970, or whatever its linker put there; 0 for a PDB. */
  readonly timestamp: number;
  /** Of an image: bytes when loaded, SizeOfImage; 0 for a PDB. */
  readonly size: number;
  /** IMAGE_FILE_HEADER.Machine: 0x8664, 0x14c, 0xaa64; 0 for a PDB. */
  readonly machine: number;
  /** Of an image: whether debug information was moved out of it. */
  readonly stripped: boolean;
  /** Where the file itself belongs in a symbol store: `app.exe\5537EBA17000\app.exe`. */
  readonly storePath: string;
  /** Where the PDB that belongs to it does: `app.pdb\8F9E...2E1\app.pdb`; null where there is none. */
  readonly pdbStorePath: string | null;
}

/**
 * What a symbol store knows an image (.exe, .dll, .sys), a PDB or a .dbg file by. Reads the headers itself, on every
 * platform, and not more than them. What SymSrvGetFileIndexInfoW tells on Windows, and of a PDB also its time stamp and name.
 * Where an image has several CodeView records, that function tells the last; here it is the first, by which DbgHelp loads symbols.
 *
 * @throws TypeError or RangeError for a bad path; `DbgHelpError` `DBGHELP_NOT_FOUND` or `DBGHELP_ACCESS_DENIED` for a file that
 * cannot be read, `DBGHELP_BAD_FORMAT` for one that is none of these, damaged or cut short
 */
export async function indexInfo(file: string): Promise<IndexInfo> {
  const label = 'indexInfo: `file`';
  return FileBytes.with(checkText(file, label), label, async (bytes) => {
    const kind = await fileKind(bytes);
    if (kind === 'pdb') return ofPdb(file, bytes);
    if (kind === 'dbg') return infoOfImage(file, await dbgHeaders(bytes), kind);
    return infoOfImage(file, await debugHeaders(bytes, await bytes.parse(peHeaders())));
  });
}

/** The last part of a path as Windows or another system writes it. */
const nameOf = (file: string): string => windowsPath.basename(file);

/** @internal */
export function infoOfImage(file: string, headers: DebugHeaders, kind: 'image' | 'dbg' = 'image'): IndexInfo {
  const { machine, timestamp, size, stripped, dbgFile, codeView } = headers;
  const { guid = null, age = 0, signature = 0, pdbFile = null } = codeView ?? {};
  const id =
    guid === null ? signature.toString(16).toUpperCase().padStart(8, '0') + age.toString(16) : pdbId(guid, age);
  return {
    kind,
    file,
    pdbFile,
    // An image may name the file that it was to be moved into, and have it all.
    dbgFile: stripped ? dbgFile : null,
    guid,
    age,
    signature,
    timestamp,
    size,
    machine,
    stripped,
    storePath: storePath(nameOf(file), imageId(timestamp, size)),
    pdbStorePath: pdbFile === null ? null : storePath(nameOf(pdbFile), id),
  };
}

async function ofPdb(file: string, bytes: FileBytes): Promise<IndexInfo> {
  const { guid, age, signature } = await pdbHeaders(bytes);
  const own = storePath(nameOf(file), pdbId(guid, age));
  return {
    kind: 'pdb',
    file,
    pdbFile: nameOf(file),
    dbgFile: null,
    guid,
    age,
    signature,
    timestamp: 0,
    size: 0,
    machine: 0,
    stripped: false,
    storePath: own,
    pdbStorePath: own,
  };
}
