import { DbgHelpError } from '../base/errors';
import type { PdbImage } from './pdb';
import { sectionBytes } from './pe-headers';
import { guidBytes } from './text';

/** The identity of a missing image. */
export interface ImageToStandFor {
  readonly base: bigint;
  /** SizeOfImage. */
  readonly size: number;
  readonly timestamp: number;
  readonly checksum: number;
  readonly pdb: {
    readonly name: string;
    /** As symbol stores write it. */ readonly guid: string;
    readonly age: number;
  };
}

const i386 = 0x14c;
const peHeader = 64;
const fileHeaderBytes = 20;
const debugEntryBytes = 28;
const codeViewBytes = 24;
const alignment = 0x200;
const pageBytes = 0x1000;
const directories = 16;
/** The loader maps no larger one. */
const largestImage = 0x8000_0000;

/**
 * Makes an image with the headers and the CodeView record of a missing one, and with empty sections. DLLs load the
 * symbols of an image; few accept a PDB alone.
 *
 * @throws DbgHelpError `DBGHELP_BAD_FORMAT` for a size that no image has
 */
export function standInImage({ base, size, timestamp, checksum, pdb }: ImageToStandFor, image: PdbImage): Uint8Array {
  if (size > largestImage) {
    throw new DbgHelpError('DBGHELP_BAD_FORMAT', `no image has ${String(size)} bytes, as it is said here`);
  }
  const narrow = image.machine === i386;
  const optionalBytes = (narrow ? 96 : 112) + directories * 8;
  const count = image.sections.byteLength / sectionBytes;
  const optional = peHeader + 4 + fileHeaderBytes;
  const table = optional + optionalBytes;
  const headerBytes = aligned(table + (count + 1) * sectionBytes, alignment);
  const name = Buffer.from(`${pdb.name}\0`);
  const record = debugEntryBytes + codeViewBytes + name.length;
  const out = Buffer.alloc(headerBytes + aligned(record, alignment));

  out.write('MZ', 0, 'latin1');
  out.writeUInt32LE(peHeader, 60);
  out.write('PE\0\0', peHeader, 'latin1');
  const file = peHeader + 4;
  out.writeUInt16LE(image.machine, file);
  out.writeUInt16LE(count + 1, file + 2);
  out.writeUInt32LE(timestamp, file + 4);
  out.writeUInt16LE(optionalBytes, file + 16);
  // EXECUTABLE_IMAGE, and LARGE_ADDRESS_AWARE or 32BIT_MACHINE.
  out.writeUInt16LE(narrow ? 0x102 : 0x22, file + 18);

  out.writeUInt16LE(narrow ? 0x10b : 0x20b, optional);
  if (narrow) out.writeUInt32LE(Number(BigInt.asUintN(32, base)), optional + 28);
  else out.writeBigUInt64LE(base, optional + 24);
  out.writeUInt32LE(pageBytes, optional + 32);
  out.writeUInt32LE(alignment, optional + 36);
  // Versions of the system and the subsystem: 6.0.
  out.writeUInt16LE(6, optional + 40);
  out.writeUInt16LE(6, optional + 48);
  out.writeUInt32LE(size, optional + 56);
  out.writeUInt32LE(headerBytes, optional + 60);
  out.writeUInt32LE(checksum, optional + 64);
  // A console program.
  out.writeUInt16LE(3, optional + 68);
  out.writeUInt32LE(directories, optional + (narrow ? 92 : 108));

  Buffer.from(image.sections.buffer, image.sections.byteOffset, image.sections.byteLength).copy(out, table);
  for (let section = 0; section < count; section++)
    out.fill(0, table + section * sectionBytes + 16, table + section * sectionBytes + 24);
  // The last section, so that the others keep their numbers. It lies outside the module's memory.
  const own = table + count * sectionBytes;
  const at = aligned(size, pageBytes);
  out.write('.debug', own, 'latin1');
  out.writeUInt32LE(record, own + 8);
  out.writeUInt32LE(at, own + 12);
  out.writeUInt32LE(out.length - headerBytes, own + 16);
  out.writeUInt32LE(headerBytes, own + 20);
  // Initialized data, read-only.
  out.writeUInt32LE(0x4000_0040, own + 36);

  const debugDirectory = optional + (narrow ? 96 : 112) + 6 * 8;
  out.writeUInt32LE(at, debugDirectory);
  out.writeUInt32LE(debugEntryBytes, debugDirectory + 4);
  const codeView = headerBytes + debugEntryBytes;
  // IMAGE_DEBUG_TYPE_CODEVIEW.
  out.writeUInt32LE(2, headerBytes + 12);
  out.writeUInt32LE(codeViewBytes + name.length, headerBytes + 16);
  out.writeUInt32LE(at + debugEntryBytes, headerBytes + 20);
  out.writeUInt32LE(codeView, headerBytes + 24);
  out.write('RSDS', codeView, 'latin1');
  out.set(guidBytes(pdb.guid), codeView + 4);
  out.writeUInt32LE(pdb.age, codeView + 20);
  name.copy(out, codeView + codeViewBytes);
  return out;
}

const aligned = (value: number, to: number): number => Math.ceil(value / to) * to;
