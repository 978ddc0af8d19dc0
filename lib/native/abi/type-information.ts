import type { StructDefinition } from '../layout';

/** Questions about types. */

export const MODULE_TYPE_INFO = {
  name: 'MODULE_TYPE_INFO',
  fields: {
    dataLength: 'WORD',
    leaf: 'WORD',
    data: 'BYTE[1]',
  },
  trailing: { field: 'data', length: 'dataLength' },
} as const satisfies StructDefinition;

export const TI_FINDCHILDREN_PARAMS = {
  name: 'TI_FINDCHILDREN_PARAMS',
  fields: {
    Count: 'DWORD',
    Start: 'DWORD',
    ChildId: 'DWORD[1]',
  },
  trailing: { field: 'ChildId', capacity: 'Count' },
} as const satisfies StructDefinition;

export const IMAGEHLP_GET_TYPE_INFO_PARAMS = {
  name: 'IMAGEHLP_GET_TYPE_INFO_PARAMS',
  sizeField: 'SizeOfStruct',
  fields: {
    SizeOfStruct: 'DWORD',
    Flags: 'DWORD',
    NumIds: 'DWORD',
    TypeIds: 'PVOID',
    TagFilter: 'DWORD64',
    NumReqs: 'DWORD',
    ReqKinds: 'PVOID',
    ReqOffsets: 'PVOID',
    ReqSizes: 'PVOID',
    ReqStride: 'ULONG_PTR',
    BufferSize: 'ULONG_PTR',
    Buffer: 'PVOID',
    EntriesMatched: 'DWORD',
    EntriesFilled: 'DWORD',
    TagsFound: 'DWORD64',
    AllReqsValid: 'DWORD64',
    NumReqsValid: 'DWORD',
    ReqsValid: 'PVOID',
  },
} as const satisfies StructDefinition;

export const DISCRIMINATEDUNION_TAG_VALUE = {
  name: 'DISCRIMINATEDUNION_TAG_VALUE',
  fields: {
    value: 'BYTE[16]',
    valueSizeBytes: 'BYTE',
  },
} as const satisfies StructDefinition;

export const TI_GET_DISCRIMINATEDUNION_TAG_RANGES_PARAMS = {
  name: 'TI_GET_DISCRIMINATEDUNION_TAG_RANGES_PARAMS',
  fields: {
    Count: 'DWORD',
    Start: 'DWORD',
    Range: [DISCRIMINATEDUNION_TAG_VALUE, 1],
  },
  trailing: { field: 'Range', capacity: 'Count' },
} as const satisfies StructDefinition;
