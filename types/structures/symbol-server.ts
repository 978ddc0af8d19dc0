import type { GUID } from './modules';
import type { StructView } from './views';

export interface SYMSRV_INDEX_INFO extends StructView {
  sizeofstruct: number;
  file: string;
  stripped: boolean;
  timestamp: number;
  size: number;
  dbgfile: string;
  pdbfile: string;
  readonly guid: GUID;
  sig: number;
  age: number;
}

export interface SYMSRV_INDEX_INFOW extends StructView {
  sizeofstruct: number;
  file: string;
  stripped: boolean;
  timestamp: number;
  size: number;
  dbgfile: string;
  pdbfile: string;
  readonly guid: GUID;
  sig: number;
  age: number;
}

export interface SYMSRV_EXTENDED_OUTPUT_DATA extends StructView {
  sizeOfStruct: number;
  version: number;
  filePtrMsg: string;
}
