import type { StructDefinition } from '../layout';
import { GUID } from './modules';

/** Index of a file in symbol stores. */

export const SYMSRV_INDEX_INFO = {
  name: 'SYMSRV_INDEX_INFO',
  sizeField: 'sizeofstruct',
  fields: {
    sizeofstruct: 'DWORD',
    file: 'CHAR[261]',
    stripped: 'BOOL',
    timestamp: 'DWORD',
    size: 'DWORD',
    dbgfile: 'CHAR[261]',
    pdbfile: 'CHAR[261]',
    guid: GUID,
    sig: 'DWORD',
    age: 'DWORD',
  },
} as const satisfies StructDefinition;

export const SYMSRV_INDEX_INFOW = {
  name: 'SYMSRV_INDEX_INFOW',
  sizeField: 'sizeofstruct',
  fields: {
    sizeofstruct: 'DWORD',
    file: 'WCHAR[261]',
    stripped: 'BOOL',
    timestamp: 'DWORD',
    size: 'DWORD',
    dbgfile: 'WCHAR[261]',
    pdbfile: 'WCHAR[261]',
    guid: GUID,
    sig: 'DWORD',
    age: 'DWORD',
  },
} as const satisfies StructDefinition;

export const SYMSRV_EXTENDED_OUTPUT_DATA = {
  name: 'SYMSRV_EXTENDED_OUTPUT_DATA',
  sizeField: 'sizeOfStruct',
  fields: {
    sizeOfStruct: 'DWORD',
    version: 'DWORD',
    filePtrMsg: 'WCHAR[261]',
  },
} as const satisfies StructDefinition;
