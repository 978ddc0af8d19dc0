import type { StructView } from './views';

export interface MODULE_TYPE_INFO extends StructView {
  dataLength: number;
  leaf: number;
  data: readonly number[];
}

export interface TI_FINDCHILDREN_PARAMS extends StructView {
  Count: number;
  Start: number;
  ChildId: readonly number[];
}

export interface IMAGEHLP_GET_TYPE_INFO_PARAMS extends StructView {
  SizeOfStruct: number;
  Flags: number;
  NumIds: number;
  TypeIds: bigint;
  TagFilter: bigint;
  NumReqs: number;
  ReqKinds: bigint;
  ReqOffsets: bigint;
  ReqSizes: bigint;
  ReqStride: bigint;
  BufferSize: bigint;
  Buffer: bigint;
  EntriesMatched: number;
  EntriesFilled: number;
  TagsFound: bigint;
  AllReqsValid: bigint;
  NumReqsValid: number;
  ReqsValid: bigint;
}

export interface DISCRIMINATEDUNION_TAG_VALUE extends StructView {
  value: readonly number[];
  valueSizeBytes: number;
}

export interface TI_GET_DISCRIMINATEDUNION_TAG_RANGES_PARAMS extends StructView {
  Count: number;
  Start: number;
  readonly Range: readonly DISCRIMINATEDUNION_TAG_VALUE[];
}
