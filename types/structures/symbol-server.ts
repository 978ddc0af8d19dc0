import type { GUID } from './modules';
import type { StructView } from './views';

/**
 * What a symbol store files an image, .dbg file or PDB under, with text in the ANSI code page. SymSrvGetFileIndexInfo
 * gives it.
 */
export interface SYMSRV_INDEX_INFO extends StructView<'SYMSRV_INDEX_INFO'> {
  /** Bytes; set by `alloc`. */
  sizeofstruct: number;
  /** Name of the file. */
  file: string;
  /** The image's debug information was taken out of it. */
  stripped: boolean;
  /** Of the image header: seconds since 1970, or a hash. Images only. */
  timestamp: number;
  /** Of the image header: bytes. Images only. */
  size: number;
  /** Path of the .dbg file, where the image is stripped and names one. */
  dbgfile: string;
  /** The PDB that the CodeView record names. Images and .dbg files only. */
  pdbfile: string;
  /** Signature of the PDB. That of an older PDB is in Data1. */
  readonly guid: GUID;
  /** Signature of an older PDB; 0 where `guid` is the signature. */
  sig: number;
  /** How often the PDB was written since it was made. */
  age: number;
}

/**
 * What a symbol store files an image, .dbg file or PDB under, with text in UTF-16. SymSrvGetFileIndexInfoW gives it.
 */
export interface SYMSRV_INDEX_INFOW extends StructView<'SYMSRV_INDEX_INFOW'> {
  /** Bytes; set by `alloc`. */
  sizeofstruct: number;
  /** Name of the file. */
  file: string;
  /** The image's debug information was taken out of it. */
  stripped: boolean;
  /** Of the image header: seconds since 1970, or a hash. Images only. */
  timestamp: number;
  /** Of the image header: bytes. Images only. */
  size: number;
  /** Path of the .dbg file, where the image is stripped and names one. */
  dbgfile: string;
  /** The PDB that the CodeView record names. Images and .dbg files only. */
  pdbfile: string;
  /** Signature of the PDB. That of an older PDB is in Data1. */
  readonly guid: GUID;
  /** Signature of an older PDB; 0 where `guid` is the signature. */
  sig: number;
  /** How often the PDB was written since it was made. */
  age: number;
}

/** What else a symbol server says of a file that it was asked for. Documented nowhere. */
export interface SYMSRV_EXTENDED_OUTPUT_DATA extends StructView<'SYMSRV_EXTENDED_OUTPUT_DATA'> {
  /** Bytes; set by `alloc`. */
  sizeOfStruct: number;
  /** `EXT_OUTPUT_VER`. */
  version: number;
  /** By its name, the message in a file.ptr of the store. UTF-16. */
  filePtrMsg: string;
}
