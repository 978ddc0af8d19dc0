import { on64, structure, type View } from './definition';

/** A diagnostic message, for callbacks that SymRegisterCallback64 registered: CBA.EVENT, CBA.SRCSRV_EVENT. */
export interface IMAGEHLP_CBA_EVENT extends View<'IMAGEHLP_CBA_EVENT', typeof IMAGEHLP_CBA_EVENT> {}
export const IMAGEHLP_CBA_EVENT = structure<IMAGEHLP_CBA_EVENT>('IMAGEHLP_CBA_EVENT')({
  /** An `IMAGEHLP_CBA_EVENT_SEVERITY`. */
  severity: 'DWORD',
  /** A code of the event; 0 for most. */
  code: 'DWORD',
  /** The message. Valid during the notification only. */
  desc: 'PSTR',
  /** Address of further data, or 0. */
  object: 'PVOID',
});

/** A diagnostic message, for callbacks that SymRegisterCallbackW64 registered: CBA.EVENT, CBA.SRCSRV_EVENT. */
export interface IMAGEHLP_CBA_EVENTW extends View<'IMAGEHLP_CBA_EVENTW', typeof IMAGEHLP_CBA_EVENTW> {}
export const IMAGEHLP_CBA_EVENTW = structure<IMAGEHLP_CBA_EVENTW>('IMAGEHLP_CBA_EVENTW')({
  /** An `IMAGEHLP_CBA_EVENT_SEVERITY`. */
  severity: 'DWORD',
  /** A code of the event; 0 for most. */
  code: 'DWORD',
  /** The message. Valid during the notification only. */
  desc: 'PWSTR',
  /** Address of further data, or 0. */
  object: 'PVOID',
});

/** A request to read memory of the target for DbgHelp: CBA.READ_MEMORY. */
export interface IMAGEHLP_CBA_READ_MEMORY extends View<'IMAGEHLP_CBA_READ_MEMORY', typeof IMAGEHLP_CBA_READ_MEMORY> {}
export const IMAGEHLP_CBA_READ_MEMORY = structure<IMAGEHLP_CBA_READ_MEMORY>('IMAGEHLP_CBA_READ_MEMORY')({
  /** Address in the target. */
  addr: 'DWORD64',
  /** Address, in this process, of the buffer to fill. */
  buf: 'PVOID',
  /** Bytes wanted. In C its name is `bytes`, which is what every view calls its memory. */
  bytes_: 'DWORD',
  /** Address, in this process, of the DWORD that receives how many bytes were read. */
  bytesread: 'PVOID',
});

/** A step in loading the symbols of a module, with ANSI text: CBA.DEFERRED_SYMBOL_LOAD_START and similar ones. */
export interface IMAGEHLP_DEFERRED_SYMBOL_LOAD64 extends View<
  'IMAGEHLP_DEFERRED_SYMBOL_LOAD64',
  typeof IMAGEHLP_DEFERRED_SYMBOL_LOAD64
> {}
export const IMAGEHLP_DEFERRED_SYMBOL_LOAD64 = structure<IMAGEHLP_DEFERRED_SYMBOL_LOAD64>(
  'IMAGEHLP_DEFERRED_SYMBOL_LOAD64',
).with({ sizeField: 'SizeOfStruct' })({
  /** Bytes; set by `alloc`. */
  SizeOfStruct: 'DWORD',
  /** The module's base address. */
  BaseOfImage: 'DWORD64',
  /** From the image header. */
  CheckSum: 'DWORD',
  /** From the image header: seconds since 1970, or a hash. */
  TimeDateStamp: 'DWORD',
  /** The image. After a failed load, another path here makes DbgHelp try that one. */
  FileName: 'CHAR[260]',
  /** 1 makes DbgHelp try again after a failed load. A BOOLEAN in C: one byte. */
  Reparse: 'BYTE',
  /** A handle of the image file, where one is open. */
  hFile: 'HANDLE',
  /** `DSLFLAG` values. */
  Flags: 'DWORD',
});

/** The 32-bit original of {@link IMAGEHLP_DEFERRED_SYMBOL_LOAD64}; on 64-bit Windows it is an alias of that. */
export interface IMAGEHLP_DEFERRED_SYMBOL_LOAD extends View<
  'IMAGEHLP_DEFERRED_SYMBOL_LOAD',
  typeof IMAGEHLP_DEFERRED_SYMBOL_LOAD
> {}
export const IMAGEHLP_DEFERRED_SYMBOL_LOAD = structure<IMAGEHLP_DEFERRED_SYMBOL_LOAD>(
  'IMAGEHLP_DEFERRED_SYMBOL_LOAD',
).with({
  sizeField: 'SizeOfStruct',
  on: on64(IMAGEHLP_DEFERRED_SYMBOL_LOAD64),
})({
  /** Bytes; set by `alloc`. */
  SizeOfStruct: 'DWORD',
  /** The module's base address. */
  BaseOfImage: 'ADDRESS32',
  /** From the image header. */
  CheckSum: 'DWORD',
  /** From the image header: seconds since 1970, or a hash. */
  TimeDateStamp: 'DWORD',
  /** The image. After a failed load, another path here makes DbgHelp try that one. */
  FileName: 'CHAR[260]',
  /** 1 makes DbgHelp try again after a failed load. A BOOLEAN in C: one byte. */
  Reparse: 'BYTE',
  /** A handle of the image file, where one is open. */
  hFile: 'HANDLE',
});

/** A step in loading the symbols of a module, with UTF-16 text: CBA.DEFERRED_SYMBOL_LOAD_START and similar ones. */
export interface IMAGEHLP_DEFERRED_SYMBOL_LOADW64 extends View<
  'IMAGEHLP_DEFERRED_SYMBOL_LOADW64',
  typeof IMAGEHLP_DEFERRED_SYMBOL_LOADW64
> {}
export const IMAGEHLP_DEFERRED_SYMBOL_LOADW64 = structure<IMAGEHLP_DEFERRED_SYMBOL_LOADW64>(
  'IMAGEHLP_DEFERRED_SYMBOL_LOADW64',
).with({ sizeField: 'SizeOfStruct' })({
  /** Bytes; set by `alloc`. */
  SizeOfStruct: 'DWORD',
  /** The module's base address. */
  BaseOfImage: 'DWORD64',
  /** From the image header. */
  CheckSum: 'DWORD',
  /** From the image header: seconds since 1970, or a hash. */
  TimeDateStamp: 'DWORD',
  /** The image. After a failed load, another path here makes DbgHelp try that one. */
  FileName: 'WCHAR[261]',
  /** 1 makes DbgHelp try again after a failed load. A BOOLEAN in C: one byte. */
  Reparse: 'BYTE',
  /** A handle of the image file, where one is open. */
  hFile: 'HANDLE',
  /** `DSLFLAG` values. */
  Flags: 'DWORD',
});

/** A choice between symbols of one name, in COFF and CodeView information: CBA.DUPLICATE_SYMBOL. */
export interface IMAGEHLP_DUPLICATE_SYMBOL64 extends View<
  'IMAGEHLP_DUPLICATE_SYMBOL64',
  typeof IMAGEHLP_DUPLICATE_SYMBOL64
> {}
export const IMAGEHLP_DUPLICATE_SYMBOL64 = structure<IMAGEHLP_DUPLICATE_SYMBOL64>('IMAGEHLP_DUPLICATE_SYMBOL64').with({
  sizeField: 'SizeOfStruct',
})({
  /** Bytes; set by `alloc`. */
  SizeOfStruct: 'DWORD',
  /** How many symbols there are to choose from. */
  NumberOfDups: 'DWORD',
  /** Address of the first of them: IMAGEHLP_SYMBOL64 structures, one after the other. */
  Symbol: 'PVOID',
  /** The index of the chosen one, from 0. */
  SelectedSymbol: 'DWORD',
});

/** The 32-bit original of {@link IMAGEHLP_DUPLICATE_SYMBOL64}; on 64-bit Windows it is an alias of that. */
export interface IMAGEHLP_DUPLICATE_SYMBOL extends View<
  'IMAGEHLP_DUPLICATE_SYMBOL',
  typeof IMAGEHLP_DUPLICATE_SYMBOL
> {}
export const IMAGEHLP_DUPLICATE_SYMBOL = structure<IMAGEHLP_DUPLICATE_SYMBOL>('IMAGEHLP_DUPLICATE_SYMBOL').with({
  sizeField: 'SizeOfStruct',
  on: on64(IMAGEHLP_DUPLICATE_SYMBOL64),
})({
  /** Bytes; set by `alloc`. */
  SizeOfStruct: 'DWORD',
  /** How many symbols there are to choose from. */
  NumberOfDups: 'DWORD',
  /** Address of the first of them: IMAGEHLP_SYMBOL structures, one after the other. */
  Symbol: 'PVOID',
  /** The index of the chosen one, from 0. */
  SelectedSymbol: 'DWORD',
});

/** A request to name the module that code made at run time belongs to: CBA.MAP_JIT_SYMBOL. */
export interface IMAGEHLP_JIT_SYMBOLMAP extends View<'IMAGEHLP_JIT_SYMBOLMAP', typeof IMAGEHLP_JIT_SYMBOLMAP> {}
export const IMAGEHLP_JIT_SYMBOLMAP = structure<IMAGEHLP_JIT_SYMBOLMAP>('IMAGEHLP_JIT_SYMBOLMAP').with({
  sizeField: 'SizeOfStruct',
})({
  /** Bytes; set by `alloc`. */
  SizeOfStruct: 'DWORD',
  /** The address that is looked up. */
  Address: 'DWORD64',
  /** The module's base address, for the callback to fill in. */
  BaseOfImage: 'DWORD64',
});
