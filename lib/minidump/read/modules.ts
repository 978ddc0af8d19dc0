import {
  type MINIDUMP_LOCATION_DESCRIPTOR,
  MINIDUMP_MODULE,
  MINIDUMP_UNLOADED_MODULE,
  MINIDUMP_UNLOADED_MODULE_LIST,
  type VS_FIXEDFILEINFO,
} from '../../ffi/structures';
import { codeViewRecord } from '../../files/debug-records';
import type { Steps } from './lazy';
import { recordFormat, type Plain } from './record';
import type { StreamReader } from './stream-reader';
import { jsonReady } from '../../base/json-ready';

/** The identity of a module's PDB: its CodeView record. */
export interface MinidumpPdb {
  /** `NB10` is the format for PDBs of version 2, which have no GUID. */
  readonly format: 'RSDS' | 'NB10';
  /** As the linker wrote it, often with a path of the build machine. */
  readonly path: string;
  /** As symbol stores write it: upper-case hexadecimal without dashes. */
  readonly guid: string | null;
  /** The time stamp of an NB10 record; 0 in others. */
  readonly signature: number;
  readonly age: number;
}

/** A loaded module: MINIDUMP_MODULE. */
export interface MinidumpModule {
  readonly base: bigint;
  /** SizeOfImage. */
  readonly size: number;
  /** Empty if the dump is damaged there. */
  readonly path: string;
  /** The file name at the end of the path. */
  readonly name: string;
  /** From the image's header: seconds since 1970, or whatever value the linker wrote there. */
  readonly timestamp: number;
  /** From the image's header. */
  readonly checksum: number;
  /** `1.2.3.4`; null if the image has no version resource. */
  readonly fileVersion: string | null;
  readonly productVersion: string | null;
  /** Null if the dump has no CodeView record, a damaged one, or one of a kind that names no PDB. */
  readonly pdb: MinidumpPdb | null;
  /** The build id of an ELF file, in hexadecimal; null if the dump has none, and for other files. */
  readonly buildId: string | null;
}

/** A module that was unloaded before: MINIDUMP_UNLOADED_MODULE. */
export interface MinidumpUnloadedModule {
  readonly base: bigint;
  /** SizeOfImage. */
  readonly size: number;
  /** As the system recorded it: mostly the file name without a path. */
  readonly name: string;
  readonly timestamp: number;
  readonly checksum: number;
}

const moduleFormat = recordFormat(MINIDUMP_MODULE);
const unloadedHeader = recordFormat(MINIDUMP_UNLOADED_MODULE_LIST);
const unloadedFormat = recordFormat(MINIDUMP_UNLOADED_MODULE);
const moduleCost = 560;
const unloadedCost = 180;
const pdbCost = 250;

const versionSignature = 0xfeef04bd;

export function readModules(reader: StreamReader, address: (value: bigint) => bigint): Steps<MinidumpModule[]> {
  const where = { ...reader.counted('the number of modules', moduleFormat.size), cost: moduleCost };
  return reader.list(moduleFormat, 'modules', where, (entry) => {
    const path = reader.unlessDamaged(() => reader.text(entry.ModuleNameRva, 'the name of a module'), '');
    const { dwSignature, dwFileVersionMS, dwFileVersionLS, dwProductVersionMS, dwProductVersionLS } = entry.VersionInfo;
    const hasVersion = dwSignature === versionSignature;
    return jsonReady({
      base: address(entry.BaseOfImage),
      size: entry.SizeOfImage,
      path,
      name: path.slice(Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/')) + 1),
      timestamp: entry.TimeDateStamp,
      checksum: entry.CheckSum,
      fileVersion: hasVersion ? versionText(dwFileVersionMS, dwFileVersionLS) : null,
      productVersion: hasVersion ? versionText(dwProductVersionMS, dwProductVersionLS) : null,
      ...reader.unlessDamaged(() => readIdentity(reader, entry.CvRecord), nobody),
    });
  });
}

type VersionPart = Plain<VS_FIXEDFILEINFO>['dwFileVersionMS'];

function versionText(upper: VersionPart, lower: VersionPart): string {
  return [upper >>> 16, upper & 0xffff, lower >>> 16, lower & 0xffff].join('.');
}

/** What tells a module from others of its name. */
type Identity = Pick<MinidumpModule, 'pdb' | 'buildId'>;
const nobody: Identity = { pdb: null, buildId: null };

/** `BpEL`: the build id of an ELF file follows. */
const elfSignature = 0x4270_454c;

function readIdentity(reader: StreamReader, { Rva, DataSize }: Plain<MINIDUMP_LOCATION_DESCRIPTOR>): Identity {
  if (Rva === 0 || DataSize === 0) return nobody;
  reader.keep(pdbCost + DataSize, Rva);
  const bytes = reader.bytes(Rva, DataSize, 'the CodeView record of a module');
  if (DataSize > 4 && bytes.getUint32(0, true) === elfSignature) {
    return { pdb: null, buildId: Buffer.from(bytes.buffer, 4).toString('hex') };
  }
  const record = codeViewRecord(bytes);
  if (!record) return nobody;
  const { guid, signature, age, pdbFile } = record;
  return { pdb: { format: guid === null ? 'NB10' : 'RSDS', path: pdbFile, guid, signature, age }, buildId: null };
}

export function readUnloadedModules(
  reader: StreamReader,
  address: (value: bigint) => bigint,
): Steps<MinidumpUnloadedModule[]> {
  const { SizeOfHeader, SizeOfEntry, NumberOfEntries } = reader.record(unloadedHeader, 'the header of the list');
  const where = { first: SizeOfHeader, count: NumberOfEntries, step: SizeOfEntry, cost: unloadedCost };
  return reader.list(unloadedFormat, 'unloaded modules', where, (entry) =>
    jsonReady({
      base: address(entry.BaseOfImage),
      size: entry.SizeOfImage,
      name: reader.unlessDamaged(() => reader.text(entry.ModuleNameRva, 'the name of an unloaded module'), ''),
      timestamp: entry.TimeDateStamp,
      checksum: entry.CheckSum,
    }),
  );
}
