import type { Address } from '../handles';
import type { StructView } from './views';

/** A version of the programming interface, not of the file. */
export interface API_VERSION extends StructView<'API_VERSION'> {
  MajorVersion: number;
  MinorVersion: number;
  Revision: number;
  /** Not in use. */
  Reserved: number;
}

/** Paths for ReportSymbolLoadSummary; documented nowhere. */
export interface DBGHELP_DATA_REPORT_STRUCT extends StructView<'DBGHELP_DATA_REPORT_STRUCT'> {
  /** By its name, where the image was not found. */
  pBinPathNonExist: string | null;
  /** By its name, where the symbols were not found. */
  pSymbolPathNonExist: string | null;
}

/** A GUID by its C members: `Data1-Data2-Data3-` and the bytes of Data4 give its usual text. */
export interface GUID extends StructView<'GUID'> {
  Data1: number;
  Data2: number;
  Data3: number;
  Data4: readonly number[];
}

/** The 32-bit original of {@link IMAGEHLP_MODULE64}, which it stands for on 64-bit Windows. */
export interface IMAGEHLP_MODULE extends StructView<'IMAGEHLP_MODULE'> {
  /** Bytes; set by `alloc`. DLLs older than the structure want the size that they know. */
  SizeOfStruct: number;
  /** The module's base address. */
  BaseOfImage: Address;
  /** Bytes. */
  ImageSize: number;
  /** Of the image header: seconds since 1970, or a hash. */
  TimeDateStamp: number;
  /** Of the image header; may be 0. */
  CheckSum: number;
  /** Symbols in the table; says nothing for PDB symbols. */
  NumSyms: number;
  /** What kind of symbols are loaded: a `SYM_TYPE`. */
  SymType: number;
  /** At most 31 characters. */
  ModuleName: string;
  /** The image, with its path or without. */
  ImageName: string;
  /** Path of the image that was read; empty where none was. */
  LoadedImageName: string;
}

/** What is known of a module, in the ANSI code page. */
export interface IMAGEHLP_MODULE64 extends StructView<'IMAGEHLP_MODULE64'> {
  /** Bytes; set by `alloc`. DLLs older than the structure want the size that they know. */
  SizeOfStruct: number;
  /** The module's base address. */
  BaseOfImage: Address;
  /** Bytes. */
  ImageSize: number;
  /** Of the image header: seconds since 1970, or a hash. */
  TimeDateStamp: number;
  /** Of the image header; may be 0. */
  CheckSum: number;
  /** Symbols in the table; says nothing for PDB symbols. */
  NumSyms: number;
  /** What kind of symbols are loaded: a `SYM_TYPE`. */
  SymType: number;
  /** At most 31 characters. */
  ModuleName: string;
  /** The image, with its path or without. */
  ImageName: string;
  /** Path of the image that was read; empty where none was. */
  LoadedImageName: string;
  /** Path of the PDB that was loaded; empty where none was. */
  LoadedPdbName: string;
  /** Signature of the image's CodeView record: 0x53445352 (RSDS) for a PDB 7.0. */
  CVSig: number;
  /** What the CodeView record says: where the linker left the PDB. */
  CVData: string;
  /** Signature of a PDB 2.0. */
  PdbSig: number;
  /** Signature of a PDB 7.0. */
  readonly PdbSig70: GUID;
  /** How often the PDB was written since it was made. */
  PdbAge: number;
  /** The PDB is not that of the image. */
  PdbUnmatched: boolean;
  /** The .dbg file is not that of the image. */
  DbgUnmatched: boolean;
  /** There are source lines. */
  LineNumbers: boolean;
  /** There are global symbols. */
  GlobalSymbols: boolean;
  /** There are types. */
  TypeInfo: boolean;
  /** There is source server data. */
  SourceIndexed: boolean;
  /** There are public symbols. */
  Publics: boolean;
  /** An `IMAGE_FILE_MACHINE`. */
  MachineType: number;
  /** Not in use. */
  Reserved: number;
}

/** The 32-bit original of {@link IMAGEHLP_MODULEW64}, which it stands for on 64-bit Windows. */
export interface IMAGEHLP_MODULEW extends StructView<'IMAGEHLP_MODULEW'> {
  /** Bytes; set by `alloc`. DLLs older than the structure want the size that they know. */
  SizeOfStruct: number;
  /** The module's base address. */
  BaseOfImage: Address;
  /** Bytes. */
  ImageSize: number;
  /** Of the image header: seconds since 1970, or a hash. */
  TimeDateStamp: number;
  /** Of the image header; may be 0. */
  CheckSum: number;
  /** Symbols in the table; says nothing for PDB symbols. */
  NumSyms: number;
  /** What kind of symbols are loaded: a `SYM_TYPE`. */
  SymType: number;
  /** At most 31 characters. */
  ModuleName: string;
  /** The image, with its path or without. */
  ImageName: string;
  /** Path of the image that was read; empty where none was. */
  LoadedImageName: string;
}

/** What is known of a module, in UTF-16. */
export interface IMAGEHLP_MODULEW64 extends StructView<'IMAGEHLP_MODULEW64'> {
  /** Bytes; set by `alloc`. DLLs older than the structure want the size that they know. */
  SizeOfStruct: number;
  /** The module's base address. */
  BaseOfImage: Address;
  /** Bytes. */
  ImageSize: number;
  /** Of the image header: seconds since 1970, or a hash. */
  TimeDateStamp: number;
  /** Of the image header; may be 0. */
  CheckSum: number;
  /** Symbols in the table; says nothing for PDB symbols. */
  NumSyms: number;
  /** What kind of symbols are loaded: a `SYM_TYPE`. */
  SymType: number;
  /** At most 31 characters. */
  ModuleName: string;
  /** The image, with its path or without. */
  ImageName: string;
  /** Path of the image that was read; empty where none was. */
  LoadedImageName: string;
  /** Path of the PDB that was loaded; empty where none was. */
  LoadedPdbName: string;
  /** Signature of the image's CodeView record: 0x53445352 (RSDS) for a PDB 7.0. */
  CVSig: number;
  /** What the CodeView record says: where the linker left the PDB. */
  CVData: string;
  /** Signature of a PDB 2.0. */
  PdbSig: number;
  /** Signature of a PDB 7.0. */
  readonly PdbSig70: GUID;
  /** How often the PDB was written since it was made. */
  PdbAge: number;
  /** The PDB is not that of the image. */
  PdbUnmatched: boolean;
  /** The .dbg file is not that of the image. */
  DbgUnmatched: boolean;
  /** There are source lines. */
  LineNumbers: boolean;
  /** There are global symbols. */
  GlobalSymbols: boolean;
  /** There are types. */
  TypeInfo: boolean;
  /** There is source server data. */
  SourceIndexed: boolean;
  /** There are public symbols. */
  Publics: boolean;
  /** An `IMAGE_FILE_MACHINE`. */
  MachineType: number;
  /** Not in use. */
  Reserved: number;
}

/** Debug records that MODLOAD_DATA points at: DBHHEADER.CVMISC. */
export interface MODLOAD_CVMISC extends StructView<'MODLOAD_CVMISC'> {
  /** Where the CodeView record begins, in bytes from the beginning of the data. */
  oCV: number;
  /** Bytes of the CodeView record. */
  cCV: bigint;
  /** Where the misc record begins, in bytes from the beginning of the data. */
  oMisc: number;
  /** Bytes of the misc record. */
  cMisc: bigint;
  /** The image's time stamp. */
  dtImage: number;
  /** The image's size in bytes. */
  cImage: number;
}

/** Debug headers for SymLoadModuleExW, where the image itself has none to read. */
export interface MODLOAD_DATA extends StructView<'MODLOAD_DATA'> {
  /** Bytes; set by `alloc`. */
  ssize: number;
  /** What `data` points at: a `DBHHEADER` value. */
  ssig: number;
  /** Address of the headers. Their memory must stay where it is during the call. */
  data: bigint;
  /** Bytes at `data`. */
  size: number;
  /** Not in use. */
  flags: number;
}

/** The PDB to look for, that MODLOAD_DATA points at: DBHHEADER.PDBGUID. */
export interface MODLOAD_PDBGUID_PDBAGE extends StructView<'MODLOAD_PDBGUID_PDBAGE'> {
  /** The signature of the PDB. */
  readonly PdbGuid: GUID;
  /** Its age. */
  PdbAge: number;
}

/** A module, in the ANSI code page, and what region of it is meant. Documented nowhere. */
export interface IMAGEHLP_MODULE64_EX extends StructView<'IMAGEHLP_MODULE64_EX'> {
  /** Its SizeOfStruct is set by `alloc`. */
  readonly Module: IMAGEHLP_MODULE64;
  /** `IMAGEHLP_MODULE_REGION_FLAGS` values. */
  RegionFlags: number;
}

/** A module, in UTF-16, and what region of it is meant. Documented nowhere. */
export interface IMAGEHLP_MODULEW64_EX extends StructView<'IMAGEHLP_MODULEW64_EX'> {
  /** Its SizeOfStruct is set by `alloc`. */
  readonly Module: IMAGEHLP_MODULEW64;
  /** `IMAGEHLP_MODULE_REGION_FLAGS` values. */
  RegionFlags: number;
}

/**
 * The version of a debugger extension, as its ExtensionApiVersion gives it. wdbgexts.h; its members are those of
 * API_VERSION.
 */
export interface EXT_API_VERSION extends StructView<'EXT_API_VERSION'> {
  MajorVersion: number;
  MinorVersion: number;
  Revision: number;
  /** Not in use. */
  Reserved: number;
}
