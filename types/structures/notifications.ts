import type { Address, Handle } from '../handles';
import type { StructView } from './views';

/** A diagnostic message, for callbacks that SymRegisterCallback64 registered: CBA.EVENT, CBA.SRCSRV_EVENT. */
export interface IMAGEHLP_CBA_EVENT extends StructView<'IMAGEHLP_CBA_EVENT'> {
  /** An `IMAGEHLP_CBA_EVENT_SEVERITY`. */
  severity: number;
  /** A code of the event; 0 for most. */
  code: number;
  /** The message. Valid during the notification only. */
  desc: string | null;
  /** Address of further data, or 0. */
  object: bigint;
}

/** A diagnostic message, for callbacks that SymRegisterCallbackW64 registered: CBA.EVENT, CBA.SRCSRV_EVENT. */
export interface IMAGEHLP_CBA_EVENTW extends StructView<'IMAGEHLP_CBA_EVENTW'> {
  /** An `IMAGEHLP_CBA_EVENT_SEVERITY`. */
  severity: number;
  /** A code of the event; 0 for most. */
  code: number;
  /** The message. Valid during the notification only. */
  desc: string | null;
  /** Address of further data, or 0. */
  object: bigint;
}

/** A request to read memory of the target for DbgHelp: CBA.READ_MEMORY. */
export interface IMAGEHLP_CBA_READ_MEMORY extends StructView<'IMAGEHLP_CBA_READ_MEMORY'> {
  /** Address in the target. */
  addr: Address;
  /** Address, in this process, of the buffer to fill. */
  buf: bigint;
  /** Bytes wanted. In C its name is `bytes`, which is what every view calls its memory. */
  bytes_: number;
  /** Address, in this process, of the DWORD that receives how many bytes were read. */
  bytesread: bigint;
}

/** The 32-bit original of {@link IMAGEHLP_DEFERRED_SYMBOL_LOAD64}, which it stands for on 64-bit Windows. */
export interface IMAGEHLP_DEFERRED_SYMBOL_LOAD extends StructView<'IMAGEHLP_DEFERRED_SYMBOL_LOAD'> {
  /** Bytes; set by `alloc`. */
  SizeOfStruct: number;
  /** The module's base address. */
  BaseOfImage: Address;
  /** Of the image header. */
  CheckSum: number;
  /** Of the image header: seconds since 1970, or a hash. */
  TimeDateStamp: number;
  /** The image. After a failed load, another path here makes DbgHelp try that one. */
  FileName: string;
  /** 1 makes DbgHelp try again after a failed load. A BOOLEAN in C: one byte. */
  Reparse: number;
  /** A handle of the image file, where one is open. */
  hFile: Handle;
}

/** A step in loading the symbols of a module, with ANSI text: CBA.DEFERRED_SYMBOL_LOAD_START and its kin. */
export interface IMAGEHLP_DEFERRED_SYMBOL_LOAD64 extends StructView<'IMAGEHLP_DEFERRED_SYMBOL_LOAD64'> {
  /** Bytes; set by `alloc`. */
  SizeOfStruct: number;
  /** The module's base address. */
  BaseOfImage: Address;
  /** Of the image header. */
  CheckSum: number;
  /** Of the image header: seconds since 1970, or a hash. */
  TimeDateStamp: number;
  /** The image. After a failed load, another path here makes DbgHelp try that one. */
  FileName: string;
  /** 1 makes DbgHelp try again after a failed load. A BOOLEAN in C: one byte. */
  Reparse: number;
  /** A handle of the image file, where one is open. */
  hFile: Handle;
  /** `DSLFLAG` values. */
  Flags: number;
}

/** A step in loading the symbols of a module, with UTF-16 text: CBA.DEFERRED_SYMBOL_LOAD_START and its kin. */
export interface IMAGEHLP_DEFERRED_SYMBOL_LOADW64 extends StructView<'IMAGEHLP_DEFERRED_SYMBOL_LOADW64'> {
  /** Bytes; set by `alloc`. */
  SizeOfStruct: number;
  /** The module's base address. */
  BaseOfImage: Address;
  /** Of the image header. */
  CheckSum: number;
  /** Of the image header: seconds since 1970, or a hash. */
  TimeDateStamp: number;
  /** The image. After a failed load, another path here makes DbgHelp try that one. */
  FileName: string;
  /** 1 makes DbgHelp try again after a failed load. A BOOLEAN in C: one byte. */
  Reparse: number;
  /** A handle of the image file, where one is open. */
  hFile: Handle;
  /** `DSLFLAG` values. */
  Flags: number;
}

/** The 32-bit original of {@link IMAGEHLP_DUPLICATE_SYMBOL64}, which it stands for on 64-bit Windows. */
export interface IMAGEHLP_DUPLICATE_SYMBOL extends StructView<'IMAGEHLP_DUPLICATE_SYMBOL'> {
  /** Bytes; set by `alloc`. */
  SizeOfStruct: number;
  /** How many symbols there are to choose from. */
  NumberOfDups: number;
  /** Address of the first of them: IMAGEHLP_SYMBOL structures, one after the other. */
  Symbol: bigint;
  /** The index of the chosen one, from 0. */
  SelectedSymbol: number;
}

/** A choice between symbols of one name, in COFF and CodeView information: CBA.DUPLICATE_SYMBOL. */
export interface IMAGEHLP_DUPLICATE_SYMBOL64 extends StructView<'IMAGEHLP_DUPLICATE_SYMBOL64'> {
  /** Bytes; set by `alloc`. */
  SizeOfStruct: number;
  /** How many symbols there are to choose from. */
  NumberOfDups: number;
  /** Address of the first of them: IMAGEHLP_SYMBOL64 structures, one after the other. */
  Symbol: bigint;
  /** The index of the chosen one, from 0. */
  SelectedSymbol: number;
}

/** A request to name the module that code made at run time belongs to: CBA.MAP_JIT_SYMBOL. */
export interface IMAGEHLP_JIT_SYMBOLMAP extends StructView<'IMAGEHLP_JIT_SYMBOLMAP'> {
  /** Bytes; set by `alloc`. */
  SizeOfStruct: number;
  /** The address that is looked up. */
  Address: Address;
  /** The module's base address, for the callback to fill in. */
  BaseOfImage: Address;
}
