import { structure, type View } from './definition';
import { GUID } from './modules';

/** Index of a file in symbol stores. */

/**
 * The index under which a symbol store keeps an image, .dbg file or PDB, with text in the ANSI code page.
 * SymSrvGetFileIndexInfo gives it.
 */
export interface SYMSRV_INDEX_INFO extends View<'SYMSRV_INDEX_INFO', typeof SYMSRV_INDEX_INFO> {}
export const SYMSRV_INDEX_INFO = structure<SYMSRV_INDEX_INFO>('SYMSRV_INDEX_INFO').with({ sizeField: 'sizeofstruct' })({
  /** Bytes; set by `alloc`. */
  sizeofstruct: 'DWORD',
  /** Name of the file. */
  file: 'CHAR[261]',
  /** Whether the debug information was moved out of the image. */
  stripped: 'BOOL',
  /** From the image header: seconds since 1970, or a hash. Images only. */
  timestamp: 'DWORD',
  /** From the image header: bytes. Images only. */
  size: 'DWORD',
  /** Path of the .dbg file, if the image is stripped and names one. */
  dbgfile: 'CHAR[261]',
  /** The PDB that the CodeView record names. Images and .dbg files only. */
  pdbfile: 'CHAR[261]',
  /** Signature of the PDB. That of an older PDB is in Data1. */
  guid: GUID,
  /** Signature of an older PDB; 0 if `guid` is the signature. */
  sig: 'DWORD',
  /** How often the PDB was written since it was made. */
  age: 'DWORD',
});

/**
 * The index under which a symbol store keeps an image, .dbg file or PDB, with text in UTF-16. SymSrvGetFileIndexInfoW
 * gives it.
 */
export interface SYMSRV_INDEX_INFOW extends View<'SYMSRV_INDEX_INFOW', typeof SYMSRV_INDEX_INFOW> {}
export const SYMSRV_INDEX_INFOW = structure<SYMSRV_INDEX_INFOW>('SYMSRV_INDEX_INFOW').with({
  sizeField: 'sizeofstruct',
})({
  /** Bytes; set by `alloc`. */
  sizeofstruct: 'DWORD',
  /** Name of the file. */
  file: 'WCHAR[261]',
  /** Whether the debug information was moved out of the image. */
  stripped: 'BOOL',
  /** From the image header: seconds since 1970, or a hash. Images only. */
  timestamp: 'DWORD',
  /** From the image header: bytes. Images only. */
  size: 'DWORD',
  /** Path of the .dbg file, if the image is stripped and names one. */
  dbgfile: 'WCHAR[261]',
  /** The PDB that the CodeView record names. Images and .dbg files only. */
  pdbfile: 'WCHAR[261]',
  /** Signature of the PDB. That of an older PDB is in Data1. */
  guid: GUID,
  /** Signature of an older PDB; 0 if `guid` is the signature. */
  sig: 'DWORD',
  /** How often the PDB was written since it was made. */
  age: 'DWORD',
});

/** Further facts from a symbol server about a requested file. Undocumented. */
export interface SYMSRV_EXTENDED_OUTPUT_DATA extends View<
  'SYMSRV_EXTENDED_OUTPUT_DATA',
  typeof SYMSRV_EXTENDED_OUTPUT_DATA
> {}
export const SYMSRV_EXTENDED_OUTPUT_DATA = structure<SYMSRV_EXTENDED_OUTPUT_DATA>('SYMSRV_EXTENDED_OUTPUT_DATA').with({
  sizeField: 'sizeOfStruct',
})({
  /** Bytes; set by `alloc`. */
  sizeOfStruct: 'DWORD',
  /** `EXT_OUTPUT_VER`. */
  version: 'DWORD',
  /** By its name, the message in a file.ptr of the store. UTF-16. */
  filePtrMsg: 'WCHAR[261]',
});
