import { guidAt, textAt, type FileBytes } from './async-bytes';

/** What an image, or its .dbg file, says of its debug information. */
export interface CodeViewRecord {
  /** Upper-case hexadecimal without dashes; null for a PDB of version 2, which has `signature` instead. */
  readonly guid: string | null;
  readonly signature: number;
  readonly age: number;
  /** The PDB's name, often with the path that it was built under. */
  readonly pdbFile: string;
}

/** What a loader must know of an image. */
export interface ImageOutline {
  /** IMAGE_FILE_HEADER.Machine. */
  readonly machine: number;
  readonly timestamp: number;
  /** ImageBase, where it would like to lie. */
  readonly base: bigint;
  /** SizeOfImage. */
  readonly size: number;
}

export interface ImageHeaders extends Omit<ImageOutline, 'base'> {
  /** Whether debug information was moved into a .dbg file. */
  readonly stripped: boolean;
  /** The .dbg file that it was moved into. */
  readonly dbgFile: string | null;
  readonly codeView: CodeViewRecord | null;
}

const fileHeaderBytes = 20;
export const sectionBytes = 40;
const debugEntryBytes = 28;
const separateHeaderBytes = 48;
const debugStripped = 0x200;

/** Where members are in the optional header, which begins differently in 32-bit and 64-bit images. */
export const optionalHeaders: Readonly<
  Record<number, { readonly imageBase: number; readonly directoryCount: number; readonly directories: number }>
> = {
  0x10b: { imageBase: 28, directoryCount: 92, directories: 96 },
  0x20b: { imageBase: 24, directoryCount: 108, directories: 112 },
};
const wideImage = 0x20b;
const sizeOfImageOffset = 56;
const sizeOfHeadersOffset = 60;
const debugDirectory = 6;

const debugTypes = { codeView: 2, misc: 4 } as const;

/** The outline of a PE file: an .exe, .dll or .sys. */
export async function imageOutline(file: FileBytes): Promise<ImageOutline> {
  const { header, optional, places } = await readHeaders(file);
  const wide = optional.getUint16(0, true) === wideImage;
  return {
    machine: header.getUint16(4, true),
    timestamp: header.getUint32(8, true),
    base: wide ? optional.getBigUint64(places.imageBase, true) : BigInt(optional.getUint32(places.imageBase, true)),
    size: optional.getUint32(sizeOfImageOffset, true),
  };
}

/** The headers of a PE file, with what it says of its debug information. */
export async function imageHeaders(file: FileBytes): Promise<ImageHeaders> {
  const headers = await readHeaders(file);
  const { header, optional, places } = headers;
  const base: ImageHeaders = {
    machine: header.getUint16(4, true),
    timestamp: header.getUint32(8, true),
    size: optional.getUint32(sizeOfImageOffset, true),
    stripped: (header.getUint16(22, true) & debugStripped) !== 0,
    dbgFile: null,
    codeView: null,
  };
  const entry = places.directories + debugDirectory * 8;
  const optionalBytes = optional.byteLength;
  if (optional.getUint32(places.directoryCount, true) <= debugDirectory || entry + 8 > optionalBytes) return base;
  const rva = optional.getUint32(entry, true);
  const bytes = optional.getUint32(entry + 4, true);
  if (rva === 0 || bytes === 0) return base;
  const { sections, sizeOfHeaders } = await readSections(file, headers);
  const offset = offsetOf(rva, sizeOfHeaders, sections);
  if (offset === undefined) throw file.damaged('its debug directory lies in no section');
  return { ...base, ...(await debugRecords(file, offset, bytes)) };
}

/** Where in the file the headers say where the debug directory is: its offset and length, 8 bytes; null where they say nothing. */
export async function debugDirectoryPlace(file: FileBytes): Promise<number | null> {
  const { optional, optionalStart, places } = await readHeaders(file);
  const entry = places.directories + debugDirectory * 8;
  return entry + 8 > optional.byteLength ? null : optionalStart + entry;
}

/** The headers as they lie in the file. */
export async function readHeaders(file: FileBytes) {
  const dos = await file.read(0, 64, 'the DOS header');
  const start = dos.getUint32(0x3c, true);
  const header = await file.read(start, 4 + fileHeaderBytes, 'the PE header');
  if (header.getUint32(0, true) !== 0x4550) throw file.damaged('it begins like an image, but has no PE header');
  const optionalBytes = header.getUint16(20, true);
  const optionalStart = start + header.byteLength;
  const optional = await file.read(optionalStart, optionalBytes, 'the optional header');
  const places = optionalBytes >= 2 ? optionalHeaders[optional.getUint16(0, true)] : undefined;
  if (!places || optionalBytes < places.directories) throw file.damaged('its optional header is of no known kind');
  return { header, optional, optionalStart, places };
}

/** The section table, and up to where offsets of the loaded image are those in the file. */
export async function readSections(
  file: FileBytes,
  { header, optional, optionalStart }: Awaited<ReturnType<typeof readHeaders>>,
): Promise<{ readonly sections: DataView; readonly sizeOfHeaders: number }> {
  const bytes = header.getUint16(6, true) * sectionBytes;
  const sections = await file.read(optionalStart + optional.byteLength, bytes, 'the section table');
  return { sections, sizeOfHeaders: optional.getUint32(sizeOfHeadersOffset, true) };
}

/** Where in the file an offset of the loaded image lies. */
export function offsetOf(rva: number, sizeOfHeaders: number, table: DataView): number | undefined {
  if (rva < sizeOfHeaders) return rva;
  for (let at = 0; at < table.byteLength; at += sectionBytes) {
    const from = table.getUint32(at + 12, true);
    const rawBytes = table.getUint32(at + 16, true);
    if (rva >= from && rva - from < rawBytes) return rva - from + table.getUint32(at + 20, true);
  }
  return undefined;
}

async function debugRecords(
  file: FileBytes,
  offset: number,
  bytes: number,
): Promise<Pick<ImageHeaders, 'dbgFile' | 'codeView'>> {
  const directory = await file.read(offset, bytes - (bytes % debugEntryBytes), 'the debug directory');
  let dbgFile: string | null = null;
  let codeView: CodeViewRecord | null = null;
  for (let at = 0; at < directory.byteLength; at += debugEntryBytes) {
    const type = directory.getUint32(at + 12, true);
    const length = directory.getUint32(at + 16, true);
    const place = directory.getUint32(at + 24, true);
    if (type === debugTypes.codeView && codeView === null) {
      codeView = codeViewRecord(await file.read(place, length, 'its CodeView record'));
    } else if (type === debugTypes.misc && dbgFile === null) {
      dbgFile = dbgName(await file.read(place, length, 'the name of its .dbg file'));
    }
  }
  return { dbgFile, codeView };
}

/** `RSDS` with a GUID, or `NB10` with a time stamp; other kinds name no PDB. */
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
export async function dbgHeaders(file: FileBytes): Promise<ImageHeaders> {
  const header = await file.read(0, separateHeaderBytes, 'the header of a .dbg file');
  const base: ImageHeaders = {
    machine: header.getUint16(4, true),
    timestamp: header.getUint32(8, true),
    size: header.getUint32(20, true),
    stripped: false,
    dbgFile: null,
    codeView: null,
  };
  const names = header.getUint32(28, true);
  const bytes = header.getUint32(32, true);
  const offset = separateHeaderBytes + header.getUint32(24, true) * sectionBytes + names;
  return bytes === 0 ? base : { ...base, codeView: (await debugRecords(file, offset, bytes)).codeView };
}
