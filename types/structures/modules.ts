import { on64, structure, type View } from './definition';

/** A version of the programming interface, not of the file. */
export interface API_VERSION extends View<'API_VERSION', typeof API_VERSION> {}
export const API_VERSION = structure<API_VERSION>('API_VERSION')({
  MajorVersion: 'WORD',
  MinorVersion: 'WORD',
  Revision: 'WORD',
  /** Not in use. */
  Reserved: 'WORD',
});

/** Paths for ReportSymbolLoadSummary; undocumented. */
export interface DBGHELP_DATA_REPORT_STRUCT extends View<
  'DBGHELP_DATA_REPORT_STRUCT',
  typeof DBGHELP_DATA_REPORT_STRUCT
> {}
export const DBGHELP_DATA_REPORT_STRUCT = structure<DBGHELP_DATA_REPORT_STRUCT>('DBGHELP_DATA_REPORT_STRUCT')({
  /** By its name, where the image was not found. */
  pBinPathNonExist: 'PWSTR',
  /** By its name, where the symbols were not found. */
  pSymbolPathNonExist: 'PWSTR',
});

/** A GUID by its C members: `Data1-Data2-Data3-` and the bytes of Data4 give its usual text. */
export interface GUID extends View<'GUID', typeof GUID> {}
export const GUID = structure<GUID>('GUID')({
  Data1: 'DWORD',
  Data2: 'WORD',
  Data3: 'WORD',
  Data4: 'BYTE[8]',
});

/** A module, with text in the ANSI code page. */
export interface IMAGEHLP_MODULE64 extends View<'IMAGEHLP_MODULE64', typeof IMAGEHLP_MODULE64> {}
export const IMAGEHLP_MODULE64 = structure<IMAGEHLP_MODULE64>('IMAGEHLP_MODULE64').with({
  sizeField: 'SizeOfStruct',
  grown: ['LoadedPdbName', 'SourceIndexed', 'MachineType'],
})({
  /** Bytes; set by `alloc`, and by calls for older DLLs to the size that they know. */
  SizeOfStruct: 'DWORD',
  /** The module's base address. */
  BaseOfImage: 'DWORD64',
  /** Bytes. */
  ImageSize: 'DWORD',
  /** From the image header: seconds since 1970, or a hash. */
  TimeDateStamp: 'DWORD',
  /** From the image header; may be 0. */
  CheckSum: 'DWORD',
  /** Symbols in the table; meaningless for PDB symbols. */
  NumSyms: 'DWORD',
  /** The kind of the loaded symbols: a `SYM_TYPE`. */
  SymType: 'DWORD',
  /** At most 31 characters. */
  ModuleName: 'CHAR[32]',
  /** The image, with its path or without. */
  ImageName: 'CHAR[256]',
  /** Path of the image that was read; empty if there is none. */
  LoadedImageName: 'CHAR[256]',
  /** Path of the PDB that was loaded; empty if there is none. */
  LoadedPdbName: 'CHAR[256]',
  /** Signature of the image's CodeView record: 0x53445352 (RSDS) for a PDB 7.0. */
  CVSig: 'DWORD',
  /** The content of the CodeView record: the path of the PDB at link time. */
  CVData: 'CHAR[780]',
  /** Signature of a PDB 2.0. */
  PdbSig: 'DWORD',
  /** Signature of a PDB 7.0. */
  PdbSig70: GUID,
  /** How often the PDB was written since it was made. */
  PdbAge: 'DWORD',
  /** The PDB does not belong to the image. */
  PdbUnmatched: 'BOOL',
  /** The .dbg file does not belong to the image. */
  DbgUnmatched: 'BOOL',
  /** There are source lines. */
  LineNumbers: 'BOOL',
  /** There are global symbols. */
  GlobalSymbols: 'BOOL',
  /** There are types. */
  TypeInfo: 'BOOL',
  /** There is source server data. */
  SourceIndexed: 'BOOL',
  /** There are public symbols. */
  Publics: 'BOOL',
  /** An `IMAGE_FILE_MACHINE`. */
  MachineType: 'DWORD',
  /** Not in use. */
  Reserved: 'DWORD',
});

/** The 32-bit original of {@link IMAGEHLP_MODULE64}; on 64-bit Windows it is an alias of that. */
export interface IMAGEHLP_MODULE extends View<'IMAGEHLP_MODULE', typeof IMAGEHLP_MODULE> {}
export const IMAGEHLP_MODULE = structure<IMAGEHLP_MODULE>('IMAGEHLP_MODULE').with({
  sizeField: 'SizeOfStruct',
  on: on64(IMAGEHLP_MODULE64),
})({
  /** Bytes; set by `alloc`. */
  SizeOfStruct: 'DWORD',
  /** The module's base address. */
  BaseOfImage: 'ADDRESS32',
  /** Bytes. */
  ImageSize: 'DWORD',
  /** From the image header: seconds since 1970, or a hash. */
  TimeDateStamp: 'DWORD',
  /** From the image header; may be 0. */
  CheckSum: 'DWORD',
  /** Symbols in the table; meaningless for PDB symbols. */
  NumSyms: 'DWORD',
  /** The kind of the loaded symbols: a `SYM_TYPE`. */
  SymType: 'DWORD',
  /** At most 31 characters. */
  ModuleName: 'CHAR[32]',
  /** The image, with its path or without. */
  ImageName: 'CHAR[256]',
  /** Path of the image that was read; empty if there is none. */
  LoadedImageName: 'CHAR[256]',
});

/** A module, with text in UTF-16. */
export interface IMAGEHLP_MODULEW64 extends View<'IMAGEHLP_MODULEW64', typeof IMAGEHLP_MODULEW64> {}
export const IMAGEHLP_MODULEW64 = structure<IMAGEHLP_MODULEW64>('IMAGEHLP_MODULEW64').with({
  sizeField: 'SizeOfStruct',
  grown: ['LoadedImageName', 'SourceIndexed', 'MachineType'],
})({
  /** Bytes; set by `alloc`, and by calls for older DLLs to the size that they know. */
  SizeOfStruct: 'DWORD',
  /** The module's base address. */
  BaseOfImage: 'DWORD64',
  /** Bytes. */
  ImageSize: 'DWORD',
  /** From the image header: seconds since 1970, or a hash. */
  TimeDateStamp: 'DWORD',
  /** From the image header; may be 0. */
  CheckSum: 'DWORD',
  /** Symbols in the table; meaningless for PDB symbols. */
  NumSyms: 'DWORD',
  /** The kind of the loaded symbols: a `SYM_TYPE`. */
  SymType: 'DWORD',
  /** At most 31 characters. */
  ModuleName: 'WCHAR[32]',
  /** The image, with its path or without. */
  ImageName: 'WCHAR[256]',
  /** Path of the image that was read; empty if there is none. */
  LoadedImageName: 'WCHAR[256]',
  /** Path of the PDB that was loaded; empty if there is none. */
  LoadedPdbName: 'WCHAR[256]',
  /** Signature of the image's CodeView record: 0x53445352 (RSDS) for a PDB 7.0. */
  CVSig: 'DWORD',
  /** The content of the CodeView record: the path of the PDB at link time. */
  CVData: 'WCHAR[780]',
  /** Signature of a PDB 2.0. */
  PdbSig: 'DWORD',
  /** Signature of a PDB 7.0. */
  PdbSig70: GUID,
  /** How often the PDB was written since it was made. */
  PdbAge: 'DWORD',
  /** The PDB does not belong to the image. */
  PdbUnmatched: 'BOOL',
  /** The .dbg file does not belong to the image. */
  DbgUnmatched: 'BOOL',
  /** There are source lines. */
  LineNumbers: 'BOOL',
  /** There are global symbols. */
  GlobalSymbols: 'BOOL',
  /** There are types. */
  TypeInfo: 'BOOL',
  /** There is source server data. */
  SourceIndexed: 'BOOL',
  /** There are public symbols. */
  Publics: 'BOOL',
  /** An `IMAGE_FILE_MACHINE`. */
  MachineType: 'DWORD',
  /** Not in use. */
  Reserved: 'DWORD',
});

/** The 32-bit original of {@link IMAGEHLP_MODULEW64}; on 64-bit Windows it is an alias of that. */
export interface IMAGEHLP_MODULEW extends View<'IMAGEHLP_MODULEW', typeof IMAGEHLP_MODULEW> {}
export const IMAGEHLP_MODULEW = structure<IMAGEHLP_MODULEW>('IMAGEHLP_MODULEW').with({
  sizeField: 'SizeOfStruct',
  on: on64(IMAGEHLP_MODULEW64),
})({
  /** Bytes; set by `alloc`. */
  SizeOfStruct: 'DWORD',
  /** The module's base address. */
  BaseOfImage: 'ADDRESS32',
  /** Bytes. */
  ImageSize: 'DWORD',
  /** From the image header: seconds since 1970, or a hash. */
  TimeDateStamp: 'DWORD',
  /** From the image header; may be 0. */
  CheckSum: 'DWORD',
  /** Symbols in the table; meaningless for PDB symbols. */
  NumSyms: 'DWORD',
  /** The kind of the loaded symbols: a `SYM_TYPE`. */
  SymType: 'DWORD',
  /** At most 31 characters. */
  ModuleName: 'WCHAR[32]',
  /** The image, with its path or without. */
  ImageName: 'WCHAR[256]',
  /** Path of the image that was read; empty if there is none. */
  LoadedImageName: 'WCHAR[256]',
});

/** Debug records that MODLOAD_DATA points at: DBHHEADER.CVMISC. */
export interface MODLOAD_CVMISC extends View<'MODLOAD_CVMISC', typeof MODLOAD_CVMISC> {}
export const MODLOAD_CVMISC = structure<MODLOAD_CVMISC>('MODLOAD_CVMISC')({
  /** Where the CodeView record begins, in bytes from the beginning of the data. */
  oCV: 'DWORD',
  /** Bytes of the CodeView record. */
  cCV: 'ULONG_PTR',
  /** Where the misc record begins, in bytes from the beginning of the data. */
  oMisc: 'DWORD',
  /** Bytes of the misc record. */
  cMisc: 'ULONG_PTR',
  /** The image's time stamp. */
  dtImage: 'DWORD',
  /** The image's size in bytes. */
  cImage: 'DWORD',
});

/** Debug headers for SymLoadModuleExW, if the image itself has none. */
export interface MODLOAD_DATA extends View<'MODLOAD_DATA', typeof MODLOAD_DATA> {}
export const MODLOAD_DATA = structure<MODLOAD_DATA>('MODLOAD_DATA').with({ sizeField: 'ssize' })({
  /** Bytes; set by `alloc`. */
  ssize: 'DWORD',
  /** What `data` points at: a `DBHHEADER` value. */
  ssig: 'DWORD',
  /** Address of the headers. Their memory must not move during the call. */
  data: 'PVOID',
  /** Bytes at `data`. */
  size: 'DWORD',
  /** Not in use. */
  flags: 'DWORD',
});

/** The PDB to look for, that MODLOAD_DATA points at: DBHHEADER.PDBGUID. */
export interface MODLOAD_PDBGUID_PDBAGE extends View<'MODLOAD_PDBGUID_PDBAGE', typeof MODLOAD_PDBGUID_PDBAGE> {}
export const MODLOAD_PDBGUID_PDBAGE = structure<MODLOAD_PDBGUID_PDBAGE>('MODLOAD_PDBGUID_PDBAGE')({
  /** The signature of the PDB. */
  PdbGuid: GUID,
  /** Its age. */
  PdbAge: 'DWORD',
});

/** A module, in the ANSI code page, and its region. Undocumented. */
export interface IMAGEHLP_MODULE64_EX extends View<'IMAGEHLP_MODULE64_EX', typeof IMAGEHLP_MODULE64_EX> {}
export const IMAGEHLP_MODULE64_EX = structure<IMAGEHLP_MODULE64_EX>('IMAGEHLP_MODULE64_EX')({
  /** Its SizeOfStruct is set by `alloc`. */
  Module: IMAGEHLP_MODULE64,
  /** `IMAGEHLP_MODULE_REGION_FLAGS` values. */
  RegionFlags: 'DWORD',
});

/** A module, in UTF-16, and its region. Undocumented. */
export interface IMAGEHLP_MODULEW64_EX extends View<'IMAGEHLP_MODULEW64_EX', typeof IMAGEHLP_MODULEW64_EX> {}
export const IMAGEHLP_MODULEW64_EX = structure<IMAGEHLP_MODULEW64_EX>('IMAGEHLP_MODULEW64_EX')({
  /** Its SizeOfStruct is set by `alloc`. */
  Module: IMAGEHLP_MODULEW64,
  /** `IMAGEHLP_MODULE_REGION_FLAGS` values. */
  RegionFlags: 'DWORD',
});

/**
 * The version of a debugger extension, as its ExtensionApiVersion gives it. wdbgexts.h; its members are those of
 * API_VERSION.
 */
export interface EXT_API_VERSION extends View<'EXT_API_VERSION', typeof EXT_API_VERSION> {}
export const EXT_API_VERSION = structure<EXT_API_VERSION>('EXT_API_VERSION')({
  MajorVersion: 'WORD',
  MinorVersion: 'WORD',
  Revision: 'WORD',
  /** Not in use. */
  Reserved: 'WORD',
});
