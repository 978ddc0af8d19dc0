import { structure, type View } from './definition';

/** Questions about types. */

/** A CodeView type record. In the header only; no function of DbgHelp takes or gives it. */
export interface MODULE_TYPE_INFO extends View<'MODULE_TYPE_INFO', typeof MODULE_TYPE_INFO> {}
export const MODULE_TYPE_INFO = structure<MODULE_TYPE_INFO>('MODULE_TYPE_INFO').with({
  trailing: { field: 'data', length: 'dataLength' },
})({
  /** Bytes that follow this member, as CodeView counts: `leaf` is among them. */
  dataLength: 'WORD',
  /** What kind of record: C's LF_. */
  leaf: 'WORD',
  /** The record. */
  data: 'BYTE[1]',
});

/** The children of a type: what SymGetTypeInfo fills for TI_FINDCHILDREN. `alloc(n)` makes room for n children. */
export interface TI_FINDCHILDREN_PARAMS extends View<'TI_FINDCHILDREN_PARAMS', typeof TI_FINDCHILDREN_PARAMS> {}
export const TI_FINDCHILDREN_PARAMS = structure<TI_FINDCHILDREN_PARAMS>('TI_FINDCHILDREN_PARAMS').with({
  trailing: { field: 'ChildId', capacity: 'Count' },
})({
  /** How many are wanted: TI_GET_CHILDRENCOUNT gives their number. Set by `alloc`. */
  Count: 'DWORD',
  /** The first one that is wanted, from 0. */
  Start: 'DWORD',
  /** Their type indexes. */
  ChildId: 'DWORD[1]',
});

/**
 * Many questions about many types, and where the answers go: for SymGetTypeInfoEx. Arrays and buffer are memory of the
 * caller that must stay where it is during the call. Since DbgHelp 6.3.
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
  /** Which types are of interest: the bit `1n << BigInt(tag)` for each `SymTagEnum`. */
  TagFilter: 'DWORD64',
  /** Elements at ReqKinds, ReqOffsets and ReqSizes each. */
  NumReqs: 'DWORD',
  /** Address of the questions: an `IMAGEHLP_SYMBOL_TYPE_INFO` each, as DWORDs. */
  ReqKinds: 'PVOID',
  /** Address of where each answer goes, in bytes from the beginning of a record; pointer-sized. */
  ReqOffsets: 'PVOID',
  /** Address of the bytes of each answer: DWORDs. */
  ReqSizes: 'PVOID',
  /** Bytes of a record at Buffer. */
  ReqStride: 'ULONG_PTR',
  /** Bytes at Buffer. */
  BufferSize: 'ULONG_PTR',
  /** Address of the records to fill: one for each type. */
  Buffer: 'PVOID',
  /** Filled in: types that TagFilter lets through. */
  EntriesMatched: 'DWORD',
  /** Filled in: records that were filled. */
  EntriesFilled: 'DWORD',
  /** Filled in: the tags that were met, a bit each as in TagFilter. */
  TagsFound: 'DWORD64',
  /** Filled in: the questions that every record answers, a bit each. */
  AllReqsValid: 'DWORD64',
  /** Elements at ReqsValid. */
  NumReqsValid: 'DWORD',
  /** Address of what each record answers: 64 bits, one for each question. 0: not wanted. */
  ReqsValid: 'PVOID',
});

/** A value of the tag of a discriminated union. Documented nowhere; since the SDK 10.0.26100. */
export interface DISCRIMINATEDUNION_TAG_VALUE extends View<
  'DISCRIMINATEDUNION_TAG_VALUE',
  typeof DISCRIMINATEDUNION_TAG_VALUE
> {}
export const DISCRIMINATEDUNION_TAG_VALUE = structure<DISCRIMINATEDUNION_TAG_VALUE>('DISCRIMINATEDUNION_TAG_VALUE')({
  /** The value's bytes. */
  value: 'BYTE[16]',
  /** How many bytes of it are in use. */
  valueSizeBytes: 'BYTE',
});

/**
 * By its name, the tag values of a case of a discriminated union: for TI_GET_DISCRIMINATEDUNION_TAG_RANGES. Documented
 * nowhere; since the SDK 10.0.26100. `alloc(n)` makes room for n values.
 */
export interface TI_GET_DISCRIMINATEDUNION_TAG_RANGES_PARAMS extends View<
  'TI_GET_DISCRIMINATEDUNION_TAG_RANGES_PARAMS',
  typeof TI_GET_DISCRIMINATEDUNION_TAG_RANGES_PARAMS
> {}
export const TI_GET_DISCRIMINATEDUNION_TAG_RANGES_PARAMS = structure<TI_GET_DISCRIMINATEDUNION_TAG_RANGES_PARAMS>(
  'TI_GET_DISCRIMINATEDUNION_TAG_RANGES_PARAMS',
).with({ trailing: { field: 'Range', capacity: 'Count' } })({
  /** By its name, how many are wanted. Set by `alloc`. */
  Count: 'DWORD',
  /** By its name, the first one that is wanted. */
  Start: 'DWORD',
  /** The values. */
  Range: [DISCRIMINATEDUNION_TAG_VALUE, 1],
});
