import { on64, type StructDefinition } from '../layout';

export const API_VERSION = {
  name: 'API_VERSION',
  fields: {
    MajorVersion: 'WORD',
    MinorVersion: 'WORD',
    Revision: 'WORD',
    Reserved: 'WORD',
  },
} as const satisfies StructDefinition;

/** For ReportSymbolLoadSummary; in the header only. */
export const DBGHELP_DATA_REPORT_STRUCT = {
  name: 'DBGHELP_DATA_REPORT_STRUCT',
  fields: {
    pBinPathNonExist: 'PWSTR',
    pSymbolPathNonExist: 'PWSTR',
  },
} as const satisfies StructDefinition;

export const GUID = {
  name: 'GUID',
  fields: {
    Data1: 'DWORD',
    Data2: 'WORD',
    Data3: 'WORD',
    Data4: 'BYTE[8]',
  },
} as const satisfies StructDefinition;

export const IMAGEHLP_MODULE64 = {
  name: 'IMAGEHLP_MODULE64',
  sizeField: 'SizeOfStruct',
  fields: {
    SizeOfStruct: 'DWORD',
    BaseOfImage: 'ADDRESS',
    ImageSize: 'DWORD',
    TimeDateStamp: 'DWORD',
    CheckSum: 'DWORD',
    NumSyms: 'DWORD',
    SymType: 'DWORD',
    ModuleName: 'CHAR[32]',
    ImageName: 'CHAR[256]',
    LoadedImageName: 'CHAR[256]',
    LoadedPdbName: 'CHAR[256]',
    CVSig: 'DWORD',
    CVData: 'CHAR[780]',
    PdbSig: 'DWORD',
    PdbSig70: GUID,
    PdbAge: 'DWORD',
    PdbUnmatched: 'BOOL',
    DbgUnmatched: 'BOOL',
    LineNumbers: 'BOOL',
    GlobalSymbols: 'BOOL',
    TypeInfo: 'BOOL',
    SourceIndexed: 'BOOL',
    Publics: 'BOOL',
    MachineType: 'DWORD',
    Reserved: 'DWORD',
  },
} as const satisfies StructDefinition;

export const IMAGEHLP_MODULE = {
  name: 'IMAGEHLP_MODULE',
  sizeField: 'SizeOfStruct',
  fields: {
    SizeOfStruct: 'DWORD',
    BaseOfImage: 'ADDRESS32',
    ImageSize: 'DWORD',
    TimeDateStamp: 'DWORD',
    CheckSum: 'DWORD',
    NumSyms: 'DWORD',
    SymType: 'DWORD',
    ModuleName: 'CHAR[32]',
    ImageName: 'CHAR[256]',
    LoadedImageName: 'CHAR[256]',
  },
  on: on64(IMAGEHLP_MODULE64),
} as const satisfies StructDefinition;

export const IMAGEHLP_MODULEW64 = {
  name: 'IMAGEHLP_MODULEW64',
  sizeField: 'SizeOfStruct',
  fields: {
    SizeOfStruct: 'DWORD',
    BaseOfImage: 'ADDRESS',
    ImageSize: 'DWORD',
    TimeDateStamp: 'DWORD',
    CheckSum: 'DWORD',
    NumSyms: 'DWORD',
    SymType: 'DWORD',
    ModuleName: 'WCHAR[32]',
    ImageName: 'WCHAR[256]',
    LoadedImageName: 'WCHAR[256]',
    LoadedPdbName: 'WCHAR[256]',
    CVSig: 'DWORD',
    CVData: 'WCHAR[780]',
    PdbSig: 'DWORD',
    PdbSig70: GUID,
    PdbAge: 'DWORD',
    PdbUnmatched: 'BOOL',
    DbgUnmatched: 'BOOL',
    LineNumbers: 'BOOL',
    GlobalSymbols: 'BOOL',
    TypeInfo: 'BOOL',
    SourceIndexed: 'BOOL',
    Publics: 'BOOL',
    MachineType: 'DWORD',
    Reserved: 'DWORD',
  },
} as const satisfies StructDefinition;

export const IMAGEHLP_MODULEW = {
  name: 'IMAGEHLP_MODULEW',
  sizeField: 'SizeOfStruct',
  fields: {
    SizeOfStruct: 'DWORD',
    BaseOfImage: 'ADDRESS32',
    ImageSize: 'DWORD',
    TimeDateStamp: 'DWORD',
    CheckSum: 'DWORD',
    NumSyms: 'DWORD',
    SymType: 'DWORD',
    ModuleName: 'WCHAR[32]',
    ImageName: 'WCHAR[256]',
    LoadedImageName: 'WCHAR[256]',
  },
  on: on64(IMAGEHLP_MODULEW64),
} as const satisfies StructDefinition;

export const MODLOAD_CVMISC = {
  name: 'MODLOAD_CVMISC',
  fields: {
    oCV: 'DWORD',
    cCV: 'ULONG_PTR',
    oMisc: 'DWORD',
    cMisc: 'ULONG_PTR',
    dtImage: 'DWORD',
    cImage: 'DWORD',
  },
} as const satisfies StructDefinition;

/** What `data` points at, and how many bytes `size` counts, depends on `ssig`: a DBHHEADER_ value. */
export const MODLOAD_DATA = {
  name: 'MODLOAD_DATA',
  sizeField: 'ssize',
  fields: {
    ssize: 'DWORD',
    ssig: 'DWORD',
    data: 'PVOID',
    size: 'DWORD',
    flags: 'DWORD',
  },
} as const satisfies StructDefinition;

export const MODLOAD_PDBGUID_PDBAGE = {
  name: 'MODLOAD_PDBGUID_PDBAGE',
  fields: {
    PdbGuid: GUID,
    PdbAge: 'DWORD',
  },
} as const satisfies StructDefinition;

export const IMAGEHLP_MODULE64_EX = {
  name: 'IMAGEHLP_MODULE64_EX',
  fields: {
    Module: IMAGEHLP_MODULE64,
    RegionFlags: 'DWORD',
  },
} as const satisfies StructDefinition;

export const IMAGEHLP_MODULEW64_EX = {
  name: 'IMAGEHLP_MODULEW64_EX',
  fields: {
    Module: IMAGEHLP_MODULEW64,
    RegionFlags: 'DWORD',
  },
} as const satisfies StructDefinition;

export const EXT_API_VERSION = {
  name: 'EXT_API_VERSION',
  fields: {
    MajorVersion: 'WORD',
    MinorVersion: 'WORD',
    Revision: 'WORD',
    Reserved: 'WORD',
  },
} as const satisfies StructDefinition;
