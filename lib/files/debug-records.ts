import type { FileBytes } from './async-bytes';
import { directories, offsetOf, peSections, sectionBytes, type PeHeaders } from './pe-headers';
import { guidAt, textAt } from './text';

/** The CodeView record of an image or its .dbg file: it identifies the PDB. */
export interface CodeViewRecord {
  /** Upper-case hexadecimal without dashes; null for a PDB of version 2, which has `signature` instead. */
  readonly guid: string | null;
  readonly signature: number;
  readonly age: number;
  /** The PDB's name, often with the path that it was built under. */
  readonly pdbFile: string;
}

/** A file that an image names. */
export interface RecordedName {
  readonly name: string;
  /** Where the name is in the file, and the bytes up to the end of its record. */
  readonly offset: number;
  readonly bytes: number;
}

/** What identifies an image, and its references to debug information. */
export interface DebugHeaders extends Pick<PeHeaders, 'machine' | 'timestamp' | 'size'> {
  /** Whether debug information was moved into a .dbg file. */
  readonly stripped: boolean;
  /** The .dbg file with that debug information. */
  readonly dbgFile: string | null;
  readonly codeView: CodeViewRecord | null;
  /** All PDBs and .dbg files that it names: DLLs differ in which of several records they take. */
  readonly recorded: readonly RecordedName[];
}

const debugEntryBytes = 28;
const separateHeaderBytes = 48;
/** IMAGE_FILE_DEBUG_STRIPPED. */
const debugStripped = 0x200;

const debugTypes = { codeView: 2, misc: 4 } as const;

/** Reads the debug directory of a PE file. */
export async function debugHeaders(file: FileBytes, headers: PeHeaders): Promise<DebugHeaders> {
  const { machine, timestamp, size, characteristics, sizeOfHeaders } = headers;
  const stripped = (characteristics & debugStripped) !== 0;
  const base = { machine, timestamp, size, stripped, dbgFile: null, codeView: null, recorded: [] };
  const directory = headers.directory(directories.debug);
  if (!directory) return base;
  const offset = offsetOf(directory.rva, sizeOfHeaders, await file.parse(peSections(headers)));
  if (offset === undefined) throw file.damaged('its debug directory lies in no section');
  return { ...base, ...(await debugRecords(file, offset, directory.bytes)) };
}

async function debugRecords(
  file: FileBytes,
  offset: number,
  bytes: number,
): Promise<Pick<DebugHeaders, 'dbgFile' | 'codeView' | 'recorded'>> {
  const directory = await file.read(offset, bytes - (bytes % debugEntryBytes), 'the debug directory');
  let dbgFile: string | null = null;
  let codeView: CodeViewRecord | null = null;
  const recorded: RecordedName[] = [];
  for (let at = 0; at < directory.byteLength; at += debugEntryBytes) {
    const type = directory.getUint32(at + 12, true);
    const length = directory.getUint32(at + 16, true);
    const place = directory.getUint32(at + 24, true);
    if (type === debugTypes.codeView) {
      const record = await readRecord(file, place, length, 'its CodeView record', codeView === null);
      const found = record && codeViewRecord(record);
      codeView ??= found ?? null;
      if (found) recorded.push(nameAt(found.pdbFile, place, found.guid === null ? 16 : 24, length));
    } else if (type === debugTypes.misc) {
      const record = await readRecord(file, place, length, 'the name of its .dbg file', dbgFile === null);
      const found = record && dbgName(record);
      dbgFile ??= found ?? null;
      if (found != null) recorded.push(nameAt(found, place, 12, length));
    }
  }
  return { dbgFile, codeView, recorded };
}

/** @param needed - whether damage of this record is damage of the file: of several, the first one counts */
async function readRecord(
  file: FileBytes,
  place: number,
  length: number,
  what: string,
  needed: boolean,
): Promise<DataView | undefined> {
  return needed ? file.read(place, length, what) : file.read(place, length, what).catch(() => undefined);
}

const nameAt = (name: string, place: number, begin: number, length: number): RecordedName => ({
  name,
  offset: place + begin,
  bytes: length - begin,
});

/** Reads an `RSDS` record, with a GUID, or an `NB10` record, with a time stamp; other kinds name no PDB. */
export function codeViewRecord(record: DataView): CodeViewRecord | null {
  const magic = textAt(record, 0, 4, 'latin1');
  if (magic === 'RSDS' && record.byteLength >= 24) {
    const pdbFile = textAt(record, 24, record.byteLength, 'utf8');
    return { guid: guidAt(record, 4), signature: 0, age: record.getUint32(20, true), pdbFile };
  }
  if (magic === 'NB10' && record.byteLength >= 16) {
    const pdbFile = textAt(record, 16, record.byteLength, 'utf8');
    return { guid: null, signature: record.getUint32(8, true), age: record.getUint32(12, true), pdbFile };
  }
  return null;
}

/** IMAGE_DEBUG_MISC. */
function dbgName(record: DataView): string | null {
  const isName = record.byteLength > 12 && record.getUint32(0, true) === 1 && record.getUint8(8) === 0;
  return isName ? textAt(record, 12, record.byteLength, 'latin1') : null;
}

/** The headers of a .dbg file, IMAGE_SEPARATE_DEBUG_HEADER. */
export async function dbgHeaders(file: FileBytes): Promise<DebugHeaders> {
  const header = await file.read(0, separateHeaderBytes, 'the header of a .dbg file');
  const base: DebugHeaders = {
    machine: header.getUint16(4, true),
    timestamp: header.getUint32(8, true),
    size: header.getUint32(20, true),
    stripped: false,
    dbgFile: null,
    codeView: null,
    recorded: [],
  };
  const names = header.getUint32(28, true);
  const bytes = header.getUint32(32, true);
  const offset = separateHeaderBytes + header.getUint32(24, true) * sectionBytes + names;
  if (bytes === 0) return base;
  const { codeView, recorded } = await debugRecords(file, offset, bytes);
  return { ...base, codeView, recorded };
}
