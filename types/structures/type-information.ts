import { structure, type View } from './definition';

/** Structures for questions about types. */

/** A CodeView type record. In the header only; no function of DbgHelp takes or gives it. */
export interface MODULE_TYPE_INFO extends View<'MODULE_TYPE_INFO', typeof MODULE_TYPE_INFO> {}
export const MODULE_TYPE_INFO = structure<MODULE_TYPE_INFO>('MODULE_TYPE_INFO').with({
  trailing: { field: 'data', length: 'dataLength' },
})({
  /** Bytes that follow this member, as CodeView counts: `leaf` is among them. */
  dataLength: 'WORD',
  /** The kind of record: C's LF_. */
  leaf: 'WORD',
  /** The record. */
  data: 'BYTE[1]',
});

/** The children of a type: SymGetTypeInfo fills it for TI_FINDCHILDREN. `alloc(n)` makes room for n children. */
export interface TI_FINDCHILDREN_PARAMS extends View<'TI_FINDCHILDREN_PARAMS', typeof TI_FINDCHILDREN_PARAMS> {}
export const TI_FINDCHILDREN_PARAMS = structure<TI_FINDCHILDREN_PARAMS>('TI_FINDCHILDREN_PARAMS').with({
  trailing: { field: 'ChildId', capacity: 'Count' },
})({
  /** The number requested: TI_GET_CHILDRENCOUNT tells how many there are. Set by `alloc`. */
  Count: 'DWORD',
  /** The first one requested, from 0. */
  Start: 'DWORD',
  /** Their type indexes. */
  ChildId: 'DWORD[1]',
});

/**
 * Many questions about many types, and the place for the answers, for SymGetTypeInfoEx. Arrays and buffer are memory of
 * the caller that must not move during the call. Since DbgHelp 6.3.
 */
export interface IMAGEHLP_GET_TYPE_INFO_PARAMS extends View<
  'IMAGEHLP_GET_TYPE_INFO_PARAMS',
  typeof IMAGEHLP_GET_TYPE_INFO_PARAMS
> {}
export const IMAGEHLP_GET_TYPE_INFO_PARAMS = structure<IMAGEHLP_GET_TYPE_INFO_PARAMS>(
  'IMAGEHLP_GET_TYPE_INFO_PARAMS',
).with({
  sizeField: 'SizeOfStruct',
})({
  /** Bytes; set by `alloc`. */
  SizeOfStruct: 'DWORD',
  /** `IMAGEHLP_GET_TYPE_INFO` values. */
  Flags: 'DWORD',
  /** Elements at TypeIds. */
  NumIds: 'DWORD',
  /** Address of the type indexes: DWORDs. */
  TypeIds: 'PVOID',
  /** The tags of the requested types: the bit `1n << BigInt(tag)` for each `SymTagEnum`. */
  TagFilter: 'DWORD64',
  /** Elements at ReqKinds, ReqOffsets and ReqSizes each. */
  NumReqs: 'DWORD',
  /** Address of the questions: an `IMAGEHLP_SYMBOL_TYPE_INFO` each, as DWORDs. */
  ReqKinds: 'PVOID',
  /** Address of the place of each answer, in bytes from the beginning of a record; pointer-sized. */
  ReqOffsets: 'PVOID',
  /** Address of the bytes of each answer: DWORDs. */
  ReqSizes: 'PVOID',
  /** Bytes of a record at Buffer. */
  ReqStride: 'ULONG_PTR',
  /** Bytes at Buffer. */
  BufferSize: 'ULONG_PTR',
  /** Address of the records to fill: one for each type. */
  Buffer: 'PVOID',
  /** Filled in: the number of types that pass TagFilter. */
  EntriesMatched: 'DWORD',
  /** Filled in: the number of filled records. */
  EntriesFilled: 'DWORD',
  /** Filled in: the tags found, a bit each as in TagFilter. */
  TagsFound: 'DWORD64',
  /** Filled in: the questions answered in every record, a bit each. */
  AllReqsValid: 'DWORD64',
  /** Elements at ReqsValid. */
  NumReqsValid: 'DWORD',
  /** Address of 64 bits for each record, one for each answered question. 0: not requested. */
  ReqsValid: 'PVOID',
});

/** A value of the tag of a discriminated union. Undocumented; since the SDK 10.0.26100. */
export interface DISCRIMINATEDUNION_TAG_VALUE extends View<
  'DISCRIMINATEDUNION_TAG_VALUE',
  typeof DISCRIMINATEDUNION_TAG_VALUE
> {}
export const DISCRIMINATEDUNION_TAG_VALUE = structure<DISCRIMINATEDUNION_TAG_VALUE>('DISCRIMINATEDUNION_TAG_VALUE')({
  /** The value's bytes. */
  value: 'BYTE[16]',
  /** The number of its bytes in use. */
  valueSizeBytes: 'BYTE',
});

/**
 * By its name, the tag values of a case of a discriminated union: for TI_GET_DISCRIMINATEDUNION_TAG_RANGES.
 * Undocumented; since the SDK 10.0.26100. `alloc(n)` makes room for n values.
 */
export interface TI_GET_DISCRIMINATEDUNION_TAG_RANGES_PARAMS extends View<
  'TI_GET_DISCRIMINATEDUNION_TAG_RANGES_PARAMS',
  typeof TI_GET_DISCRIMINATEDUNION_TAG_RANGES_PARAMS
> {}
export const TI_GET_DISCRIMINATEDUNION_TAG_RANGES_PARAMS = structure<TI_GET_DISCRIMINATEDUNION_TAG_RANGES_PARAMS>(
  'TI_GET_DISCRIMINATEDUNION_TAG_RANGES_PARAMS',
).with({ trailing: { field: 'Range', capacity: 'Count' } })({
  /** By its name, the number requested. Set by `alloc`. */
  Count: 'DWORD',
  /** By its name, the first one requested. */
  Start: 'DWORD',
  /** The values. */
  Range: [DISCRIMINATEDUNION_TAG_VALUE, 1],
});
