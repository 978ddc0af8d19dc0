import { win32 as windowsPath } from 'node:path';
import { FileBytes } from '../files/async-bytes';
import { fileKind } from '../files/file-kind';
import { dbgHeaders, debugHeaders, type DebugHeaders, type RecordedName } from '../files/debug-records';
import { pdbHeaders } from '../files/pdb';
import { peHeaders } from '../files/pe-headers';
import { checkPath } from '../base/file-path';
import { imageId, pdbId, storePath } from './symbol-store';

/** The ids of files in stores. */
export { imageId, pdbId };

/** The data by which symbol stores and debuggers identify a file. */
export interface IndexInfo {
  readonly kind: 'image' | 'pdb' | 'dbg';
  /** The path that was given. */
  readonly file: string;
  /**
   * The name of the PDB: for an image, as the linker wrote it, often with a path; for a PDB, its own. Null if there is
   * none.
   */
  readonly pdbFile: string | null;
  /** The .dbg file into which debug information was moved; null if it was not moved. */
  readonly dbgFile: string | null;
  /**
   * With `age`, the key that a PDB and its image share: upper-case hexadecimal without dashes. Null if there is no PDB
   * of version 7.
   */
  readonly guid: string | null;
  readonly age: number;
  /** The time stamp of a PDB, or of the version 2 PDB of an image; 0 otherwise. */
  readonly signature: number;
  /** The link time stamp of an image, in seconds since 1970, or any other value that its linker wrote; 0 for a PDB. */
  readonly timestamp: number;
  /** The size of a loaded image in bytes, SizeOfImage; 0 for a PDB. */
  readonly size: number;
  /** IMAGE_FILE_HEADER.Machine: 0x8664, 0x14c, 0xaa64; 0 for a PDB. */
  readonly machine: number;
  /** Whether debug information was moved out of the image. */
  readonly stripped: boolean;
  /** The path of the file in a symbol store: `app.exe\5537EBA17000\app.exe`. */
  readonly storePath: string;
  /** The path of its PDB in a symbol store: `app.pdb\8F9E...2E1\app.pdb`; null if there is none. */
  readonly pdbStorePath: string | null;
}

/**
 * Reads the data by which a symbol store identifies an image (.exe, .dll, .sys), a PDB or a .dbg file. It reads the
 * headers only, on every platform, without DbgHelp. The result is that of SymSrvGetFileIndexInfoW; for a PDB it also
 * has the time stamp and the name. If an image has several CodeView records, SymSrvGetFileIndexInfoW gives the last;
 * this function gives the first, by which DbgHelp loads symbols.
 *
 * @throws TypeError or RangeError for a bad path; `DbgHelpError` `DBGHELP_NOT_FOUND` or `DBGHELP_ACCESS_DENIED` for a
 * file that cannot be read, `DBGHELP_CALL_FAILED` if something else failed, such as too many open files, `DBGHELP_BAD_FORMAT` for a file of another kind, or one that is damaged or cut short
 */
export async function indexInfo(file: string | URL): Promise<IndexInfo> {
  const label = 'indexInfo: `file`';
  return readIndexInfo(checkPath(file, label), label);
}

/**
 * The same for a file that another function was given.
 *
 * @param label - that function and its argument, for errors
 * @internal
 */
export async function readIndexInfo(file: string, label: string): Promise<IndexInfo> {
  return (await readIdentity(file, label)).info;
}

/**
 * The same, and the files that it names if it is an image, by one look.
 *
 * @internal
 */
export function readIdentity(
  file: string,
  label: string,
): Promise<{ readonly info: IndexInfo; readonly recorded: readonly RecordedName[] }> {
  return FileBytes.with(file, label, async (bytes) => {
    const kind = await fileKind(bytes);
    if (kind === 'pdb') return { info: await ofPdb(file, bytes), recorded: [] };
    if (kind === 'dbg') return { info: infoOfImage(file, await dbgHeaders(bytes), kind), recorded: [] };
    const headers = await debugHeaders(bytes, await bytes.parse(peHeaders()));
    return { info: infoOfImage(file, headers), recorded: headers.recorded };
  });
}

/** The last part of a path of Windows or another system. */
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
    // An image may name a .dbg file although its debug information was not moved.
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
