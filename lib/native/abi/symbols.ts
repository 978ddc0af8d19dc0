import { on64, type StructDefinition } from '../layout';

export const IMAGEHLP_STACK_FRAME = {
  name: 'IMAGEHLP_STACK_FRAME',
  fields: {
    InstructionOffset: 'ADDRESS',
    ReturnOffset: 'ADDRESS',
    FrameOffset: 'ADDRESS',
    StackOffset: 'ADDRESS',
    BackingStoreOffset: 'ADDRESS',
    FuncTableEntry: 'ADDRESS',
    Params: 'DWORD64[4]',
    Reserved: 'DWORD64[5]',
    Virtual: 'BOOL',
    Reserved2: 'DWORD',
  },
} as const satisfies StructDefinition;

export const IMAGEHLP_SYMBOL64 = {
  name: 'IMAGEHLP_SYMBOL64',
  sizeField: 'SizeOfStruct',
  fields: {
    SizeOfStruct: 'DWORD',
    Address: 'ADDRESS',
    Size: 'DWORD',
    Flags: 'DWORD',
    MaxNameLength: 'DWORD',
    Name: 'CHAR[1]',
  },
  trailing: { field: 'Name', capacity: 'MaxNameLength' },
} as const satisfies StructDefinition;

export const IMAGEHLP_SYMBOL = {
  name: 'IMAGEHLP_SYMBOL',
  sizeField: 'SizeOfStruct',
  fields: {
    SizeOfStruct: 'DWORD',
    Address: 'ADDRESS32',
    Size: 'DWORD',
    Flags: 'DWORD',
    MaxNameLength: 'DWORD',
    Name: 'CHAR[1]',
  },
  trailing: { field: 'Name', capacity: 'MaxNameLength' },
  on: on64(IMAGEHLP_SYMBOL64),
} as const satisfies StructDefinition;

export const OMAP = {
  name: 'OMAP',
  fields: {
    rva: 'DWORD',
    rvaTo: 'DWORD',
  },
} as const satisfies StructDefinition;

/** SizeOfStruct is 88, whatever room there is for the name: MaxNameLen says that, in characters. */
export const SYMBOL_INFO = {
  name: 'SYMBOL_INFO',
  sizeField: 'SizeOfStruct',
  fields: {
    SizeOfStruct: 'DWORD',
    TypeIndex: 'DWORD',
    Reserved: 'DWORD64[2]',
    Index: 'DWORD',
    Size: 'DWORD',
    ModBase: 'ADDRESS',
    Flags: 'DWORD',
    Value: 'DWORD64',
    Address: 'ADDRESS',
    Register: 'DWORD',
    Scope: 'DWORD',
    Tag: 'DWORD',
    NameLen: 'DWORD',
    MaxNameLen: 'DWORD',
    Name: 'CHAR[1]',
  },
  trailing: { field: 'Name', capacity: 'MaxNameLen', length: 'NameLen' },
} as const satisfies StructDefinition;

export const SYMBOL_INFOW = {
  name: 'SYMBOL_INFOW',
  sizeField: 'SizeOfStruct',
  fields: {
    SizeOfStruct: 'DWORD',
    TypeIndex: 'DWORD',
    Reserved: 'DWORD64[2]',
    Index: 'DWORD',
    Size: 'DWORD',
    ModBase: 'ADDRESS',
    Flags: 'DWORD',
    Value: 'DWORD64',
    Address: 'ADDRESS',
    Register: 'DWORD',
    Scope: 'DWORD',
    Tag: 'DWORD',
    NameLen: 'DWORD',
    MaxNameLen: 'DWORD',
    Name: 'WCHAR[1]',
  },
  trailing: { field: 'Name', capacity: 'MaxNameLen', length: 'NameLen' },
} as const satisfies StructDefinition;

export const IMAGEHLP_SYMBOL64_PACKAGE = {
  name: 'IMAGEHLP_SYMBOL64_PACKAGE',
  fields: {
    sym: IMAGEHLP_SYMBOL64,
    name: 'CHAR[2001]',
  },
} as const satisfies StructDefinition;

export const IMAGEHLP_SYMBOLW64 = {
  name: 'IMAGEHLP_SYMBOLW64',
  sizeField: 'SizeOfStruct',
  fields: {
    SizeOfStruct: 'DWORD',
    Address: 'DWORD64',
    Size: 'DWORD',
    Flags: 'DWORD',
    MaxNameLength: 'DWORD',
    Name: 'WCHAR[1]',
  },
  trailing: { field: 'Name', capacity: 'MaxNameLength' },
} as const satisfies StructDefinition;

export const IMAGEHLP_SYMBOLW64_PACKAGE = {
  name: 'IMAGEHLP_SYMBOLW64_PACKAGE',
  fields: {
    sym: IMAGEHLP_SYMBOLW64,
    name: 'WCHAR[2001]',
  },
} as const satisfies StructDefinition;

export const IMAGEHLP_SYMBOL_SRC = {
  name: 'IMAGEHLP_SYMBOL_SRC',
  sizeField: 'sizeofstruct',
  fields: {
    sizeofstruct: 'DWORD',
    type: 'DWORD',
    file: 'CHAR[260]',
  },
} as const satisfies StructDefinition;

export const SYMBOL_INFO_PACKAGE = {
  name: 'SYMBOL_INFO_PACKAGE',
  fields: {
    si: SYMBOL_INFO,
    name: 'CHAR[2001]',
  },
} as const satisfies StructDefinition;

export const SYMBOL_INFO_PACKAGEW = {
  name: 'SYMBOL_INFO_PACKAGEW',
  fields: {
    si: SYMBOL_INFOW,
    name: 'WCHAR[2001]',
  },
} as const satisfies StructDefinition;

export const IMAGEHLP_SYMBOL_PACKAGE = {
  name: 'IMAGEHLP_SYMBOL_PACKAGE',
  fields: {
    sym: IMAGEHLP_SYMBOL,
    name: 'CHAR[2001]',
  },
  on: on64(IMAGEHLP_SYMBOL64_PACKAGE),
} as const satisfies StructDefinition;

export const IMAGEHLP_SYMBOLW = {
  name: 'IMAGEHLP_SYMBOLW',
  sizeField: 'SizeOfStruct',
  fields: {
    SizeOfStruct: 'DWORD',
    Address: 'ADDRESS32',
    Size: 'DWORD',
    Flags: 'DWORD',
    MaxNameLength: 'DWORD',
    Name: 'WCHAR[1]',
  },
  trailing: { field: 'Name', capacity: 'MaxNameLength' },
  on: on64(IMAGEHLP_SYMBOLW64),
} as const satisfies StructDefinition;

export const IMAGEHLP_SYMBOLW_PACKAGE = {
  name: 'IMAGEHLP_SYMBOLW_PACKAGE',
  fields: {
    sym: IMAGEHLP_SYMBOLW,
    name: 'WCHAR[2001]',
  },
  on: on64(IMAGEHLP_SYMBOLW64_PACKAGE),
} as const satisfies StructDefinition;
