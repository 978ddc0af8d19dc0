import type { StructView } from './views';

/** A CodeView type record. In the header only; no function of DbgHelp takes or gives it. */
export interface MODULE_TYPE_INFO extends StructView<'MODULE_TYPE_INFO'> {
  /** Bytes that follow this member, as CodeView counts: `leaf` is among them. */
  dataLength: number;
  /** What kind of record: C's LF_. */
  leaf: number;
  /** The record. */
  data: readonly number[];
}

/** The children of a type: what SymGetTypeInfo fills for TI_FINDCHILDREN. `alloc(n)` makes room for n children. */
export interface TI_FINDCHILDREN_PARAMS extends StructView<'TI_FINDCHILDREN_PARAMS'> {
  /** How many are wanted: TI_GET_CHILDRENCOUNT gives their number. Set by `alloc`. */
  Count: number;
  /** The first one that is wanted, from 0. */
  Start: number;
  /** Their type indexes. */
  ChildId: readonly number[];
}

/**
 * Many questions about many types, and where the answers go: for SymGetTypeInfoEx. Arrays and buffer are memory of the
 * caller that must stay where it is during the call. Since DbgHelp 6.3.
 */
export interface IMAGEHLP_GET_TYPE_INFO_PARAMS extends StructView<'IMAGEHLP_GET_TYPE_INFO_PARAMS'> {
  /** Bytes; set by `alloc`. */
  SizeOfStruct: number;
  /** `IMAGEHLP_GET_TYPE_INFO` values. */
  Flags: number;
  /** Elements at TypeIds. */
  NumIds: number;
  /** Address of the type indexes: DWORDs. */
  TypeIds: bigint;
  /** Which types are of interest: the bit `1n << BigInt(tag)` for each `SymTagEnum`. */
  TagFilter: bigint;
  /** Elements at ReqKinds, ReqOffsets and ReqSizes each. */
  NumReqs: number;
  /** Address of the questions: an `IMAGEHLP_SYMBOL_TYPE_INFO` each, as DWORDs. */
  ReqKinds: bigint;
  /** Address of where each answer goes, in bytes from the beginning of a record; pointer-sized. */
  ReqOffsets: bigint;
  /** Address of the bytes of each answer: DWORDs. */
  ReqSizes: bigint;
  /** Bytes of a record at Buffer. */
  ReqStride: bigint;
  /** Bytes at Buffer. */
  BufferSize: bigint;
  /** Address of the records to fill: one for each type. */
  Buffer: bigint;
  /** Filled in: types that TagFilter lets through. */
  EntriesMatched: number;
  /** Filled in: records that were filled. */
  EntriesFilled: number;
  /** Filled in: the tags that were met, a bit each as in TagFilter. */
  TagsFound: bigint;
  /** Filled in: the questions that every record answers, a bit each. */
  AllReqsValid: bigint;
  /** Elements at ReqsValid. */
  NumReqsValid: number;
  /** Address of what each record answers: 64 bits, one for each question. 0: not wanted. */
  ReqsValid: bigint;
}

/** A value of the tag of a discriminated union. Documented nowhere; since the SDK 10.0.26100. */
export interface DISCRIMINATEDUNION_TAG_VALUE extends StructView<'DISCRIMINATEDUNION_TAG_VALUE'> {
  /** The value's bytes. */
  value: readonly number[];
  /** How many bytes of it are in use. */
  valueSizeBytes: number;
}

/**
 * By its name, the tag values of a case of a discriminated union: for TI_GET_DISCRIMINATEDUNION_TAG_RANGES. Documented
 * nowhere; since the SDK 10.0.26100. `alloc(n)` makes room for n values.
 */
export interface TI_GET_DISCRIMINATEDUNION_TAG_RANGES_PARAMS extends StructView<'TI_GET_DISCRIMINATEDUNION_TAG_RANGES_PARAMS'> {
  /** By its name, how many are wanted. Set by `alloc`. */
  Count: number;
  /** By its name, the first one that is wanted. */
  Start: number;
  /** The values. */
  readonly Range: readonly DISCRIMINATEDUNION_TAG_VALUE[];
}
