import { on64, type StructDefinition } from '../layout';

export const IMAGEHLP_LINE64 = {
  name: 'IMAGEHLP_LINE64',
  sizeField: 'SizeOfStruct',
  fields: {
    SizeOfStruct: 'DWORD',
    Key: 'PVOID',
    LineNumber: 'DWORD',
    FileName: 'PSTR',
    Address: 'ADDRESS',
  },
} as const satisfies StructDefinition;

export const IMAGEHLP_LINE = {
  name: 'IMAGEHLP_LINE',
  sizeField: 'SizeOfStruct',
  fields: {
    SizeOfStruct: 'DWORD',
    Key: 'PVOID',
    LineNumber: 'DWORD',
    FileName: 'PSTR',
    Address: 'ADDRESS32',
  },
  on: on64(IMAGEHLP_LINE64),
} as const satisfies StructDefinition;

export const IMAGEHLP_LINEW64 = {
  name: 'IMAGEHLP_LINEW64',
  sizeField: 'SizeOfStruct',
  fields: {
    SizeOfStruct: 'DWORD',
    Key: 'PVOID',
    LineNumber: 'DWORD',
    FileName: 'PWSTR',
    Address: 'ADDRESS',
  },
} as const satisfies StructDefinition;

export const SOURCEFILE = {
  name: 'SOURCEFILE',
  fields: {
    ModBase: 'ADDRESS',
    FileName: 'PSTR',
  },
} as const satisfies StructDefinition;

export const SOURCEFILEW = {
  name: 'SOURCEFILEW',
  fields: {
    ModBase: 'ADDRESS',
    FileName: 'PWSTR',
  },
} as const satisfies StructDefinition;

export const SRCCODEINFO = {
  name: 'SRCCODEINFO',
  sizeField: 'SizeOfStruct',
  fields: {
    SizeOfStruct: 'DWORD',
    Key: 'PVOID',
    ModBase: 'ADDRESS',
    Obj: 'CHAR[261]',
    FileName: 'CHAR[261]',
    LineNumber: 'DWORD',
    Address: 'ADDRESS',
  },
} as const satisfies StructDefinition;

export const SRCCODEINFOW = {
  name: 'SRCCODEINFOW',
  sizeField: 'SizeOfStruct',
  fields: {
    SizeOfStruct: 'DWORD',
    Key: 'PVOID',
    ModBase: 'ADDRESS',
    Obj: 'WCHAR[261]',
    FileName: 'WCHAR[261]',
    LineNumber: 'DWORD',
    Address: 'ADDRESS',
  },
} as const satisfies StructDefinition;

export const IMAGEHLP_LINEW = {
  name: 'IMAGEHLP_LINEW',
  sizeField: 'SizeOfStruct',
  fields: {
    SizeOfStruct: 'DWORD',
    Key: 'PVOID',
    LineNumber: 'DWORD',
    FileName: 'PSTR',
    Address: 'DWORD64',
  },
  on: on64(IMAGEHLP_LINEW64),
} as const satisfies StructDefinition;
