import { on64, type StructDefinition } from '../layout';

export const IMAGEHLP_CBA_EVENT = {
  name: 'IMAGEHLP_CBA_EVENT',
  fields: {
    severity: 'DWORD',
    code: 'DWORD',
    desc: 'PSTR',
    object: 'PVOID',
  },
} as const satisfies StructDefinition;

export const IMAGEHLP_CBA_EVENTW = {
  name: 'IMAGEHLP_CBA_EVENTW',
  fields: {
    severity: 'DWORD',
    code: 'DWORD',
    desc: 'PWSTR',
    object: 'PVOID',
  },
} as const satisfies StructDefinition;

/** buf and bytesread point at what the callback is to fill. bytes_ is bytes in C: every view has a bytes of its own. */
export const IMAGEHLP_CBA_READ_MEMORY = {
  name: 'IMAGEHLP_CBA_READ_MEMORY',
  fields: {
    addr: 'ADDRESS',
    buf: 'PVOID',
    bytes_: 'DWORD',
    bytesread: 'PVOID',
  },
} as const satisfies StructDefinition;

/** In all three, Reparse is a BOOLEAN: one byte, not the four of a BOOL. */
export const IMAGEHLP_DEFERRED_SYMBOL_LOAD64 = {
  name: 'IMAGEHLP_DEFERRED_SYMBOL_LOAD64',
  sizeField: 'SizeOfStruct',
  fields: {
    SizeOfStruct: 'DWORD',
    BaseOfImage: 'ADDRESS',
    CheckSum: 'DWORD',
    TimeDateStamp: 'DWORD',
    FileName: 'CHAR[260]',
    Reparse: 'BYTE',
    hFile: 'HANDLE',
    Flags: 'DWORD',
  },
} as const satisfies StructDefinition;

export const IMAGEHLP_DEFERRED_SYMBOL_LOAD = {
  name: 'IMAGEHLP_DEFERRED_SYMBOL_LOAD',
  sizeField: 'SizeOfStruct',
  fields: {
    SizeOfStruct: 'DWORD',
    BaseOfImage: 'ADDRESS32',
    CheckSum: 'DWORD',
    TimeDateStamp: 'DWORD',
    FileName: 'CHAR[260]',
    Reparse: 'BYTE',
    hFile: 'HANDLE',
  },
  on: on64(IMAGEHLP_DEFERRED_SYMBOL_LOAD64),
} as const satisfies StructDefinition;

export const IMAGEHLP_DEFERRED_SYMBOL_LOADW64 = {
  name: 'IMAGEHLP_DEFERRED_SYMBOL_LOADW64',
  sizeField: 'SizeOfStruct',
  fields: {
    SizeOfStruct: 'DWORD',
    BaseOfImage: 'ADDRESS',
    CheckSum: 'DWORD',
    TimeDateStamp: 'DWORD',
    FileName: 'WCHAR[261]',
    Reparse: 'BYTE',
    hFile: 'HANDLE',
    Flags: 'DWORD',
  },
} as const satisfies StructDefinition;

/** Symbol points at the first of NumberOfDups structures that lie one after the other. */
export const IMAGEHLP_DUPLICATE_SYMBOL64 = {
  name: 'IMAGEHLP_DUPLICATE_SYMBOL64',
  sizeField: 'SizeOfStruct',
  fields: {
    SizeOfStruct: 'DWORD',
    NumberOfDups: 'DWORD',
    Symbol: 'PVOID',
    SelectedSymbol: 'DWORD',
  },
} as const satisfies StructDefinition;

export const IMAGEHLP_DUPLICATE_SYMBOL = {
  name: 'IMAGEHLP_DUPLICATE_SYMBOL',
  sizeField: 'SizeOfStruct',
  fields: {
    SizeOfStruct: 'DWORD',
    NumberOfDups: 'DWORD',
    Symbol: 'PVOID',
    SelectedSymbol: 'DWORD',
  },
  on: on64(IMAGEHLP_DUPLICATE_SYMBOL64),
} as const satisfies StructDefinition;

export const IMAGEHLP_JIT_SYMBOLMAP = {
  name: 'IMAGEHLP_JIT_SYMBOLMAP',
  sizeField: 'SizeOfStruct',
  fields: {
    SizeOfStruct: 'DWORD',
    Address: 'ADDRESS',
    BaseOfImage: 'ADDRESS',
  },
} as const satisfies StructDefinition;
