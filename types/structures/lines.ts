import { on64, structure, type View } from './definition';

/** A source line, its file in the ANSI code page. Also the cursor of SymGetLineNext64 and SymGetLinePrev64. */
export interface IMAGEHLP_LINE64 extends View<'IMAGEHLP_LINE64', typeof IMAGEHLP_LINE64> {}
export const IMAGEHLP_LINE64 = structure<IMAGEHLP_LINE64>('IMAGEHLP_LINE64').with({ sizeField: 'SizeOfStruct' })({
  /** Bytes; set by `alloc`. */
  SizeOfStruct: 'DWORD',
  /** DbgHelp's place in its line table. Leave it unchanged for the next-line functions. */
  Key: 'PVOID',
  /** From 1. */
  LineNumber: 'DWORD',
  /** The source file. In DbgHelp's memory, which it may use again: read it before the next call. */
  FileName: 'PSTR',
  /** The beginning of the line's code. */
  Address: 'DWORD64',
});

/** The 32-bit original of {@link IMAGEHLP_LINE64}; on 64-bit Windows it is an alias of that. */
export interface IMAGEHLP_LINE extends View<'IMAGEHLP_LINE', typeof IMAGEHLP_LINE> {}
export const IMAGEHLP_LINE = structure<IMAGEHLP_LINE>('IMAGEHLP_LINE').with({
  sizeField: 'SizeOfStruct',
  on: on64(IMAGEHLP_LINE64),
})({
  /** Bytes; set by `alloc`. */
  SizeOfStruct: 'DWORD',
  /** DbgHelp's place in its line table. Leave it unchanged for the next-line functions. */
  Key: 'PVOID',
  /** From 1. */
  LineNumber: 'DWORD',
  /** The source file. In DbgHelp's memory, which it may use again: read it before the next call. */
  FileName: 'PSTR',
  /** The beginning of the line's code. */
  Address: 'ADDRESS32',
});

/** A source line, its file in UTF-16. Also the cursor of SymGetLineNextW64 and SymGetLinePrevW64. */
export interface IMAGEHLP_LINEW64 extends View<'IMAGEHLP_LINEW64', typeof IMAGEHLP_LINEW64> {}
export const IMAGEHLP_LINEW64 = structure<IMAGEHLP_LINEW64>('IMAGEHLP_LINEW64').with({ sizeField: 'SizeOfStruct' })({
  /** Bytes; set by `alloc`. */
  SizeOfStruct: 'DWORD',
  /** DbgHelp's place in its line table. Leave it unchanged for the next-line functions. */
  Key: 'PVOID',
  /** From 1. */
  LineNumber: 'DWORD',
  /** The source file. In DbgHelp's memory, which it may use again: read it before the next call. */
  FileName: 'PWSTR',
  /** The beginning of the line's code. */
  Address: 'DWORD64',
});

/** A source file of a module, in the ANSI code page. */
export interface SOURCEFILE extends View<'SOURCEFILE', typeof SOURCEFILE> {}
export const SOURCEFILE = structure<SOURCEFILE>('SOURCEFILE')({
  /** The base address of the module that the file is part of. */
  ModBase: 'DWORD64',
  /** Path of the source file, as the symbols have it. */
  FileName: 'PSTR',
});

/** A source file of a module, in UTF-16. */
export interface SOURCEFILEW extends View<'SOURCEFILEW', typeof SOURCEFILEW> {}
export const SOURCEFILEW = structure<SOURCEFILEW>('SOURCEFILEW')({
  /** The base address of the module that the file is part of. */
  ModBase: 'DWORD64',
  /** Path of the source file, as the symbols have it. */
  FileName: 'PWSTR',
});

/** A source line of a module, in the ANSI code page. */
export interface SRCCODEINFO extends View<'SRCCODEINFO', typeof SRCCODEINFO> {}
export const SRCCODEINFO = structure<SRCCODEINFO>('SRCCODEINFO').with({ sizeField: 'SizeOfStruct' })({
  /** Bytes; set by `alloc`. */
  SizeOfStruct: 'DWORD',
  /** DbgHelp's own. */
  Key: 'PVOID',
  /** The module's base address. */
  ModBase: 'DWORD64',
  /** The object file of the module that the line is in. */
  Obj: 'CHAR[261]',
  /** The source file. */
  FileName: 'CHAR[261]',
  /** From 1. */
  LineNumber: 'DWORD',
  /** The beginning of the line's code. */
  Address: 'DWORD64',
});

/** A source line of a module, in UTF-16. */
export interface SRCCODEINFOW extends View<'SRCCODEINFOW', typeof SRCCODEINFOW> {}
export const SRCCODEINFOW = structure<SRCCODEINFOW>('SRCCODEINFOW').with({ sizeField: 'SizeOfStruct' })({
  /** Bytes; set by `alloc`. */
  SizeOfStruct: 'DWORD',
  /** DbgHelp's own. */
  Key: 'PVOID',
  /** The module's base address. */
  ModBase: 'DWORD64',
  /** The object file of the module that the line is in. */
  Obj: 'WCHAR[261]',
  /** The source file. */
  FileName: 'WCHAR[261]',
  /** From 1. */
  LineNumber: 'DWORD',
  /** The beginning of the line's code. */
  Address: 'DWORD64',
});

/**
 * The 32-bit original of {@link IMAGEHLP_LINEW64}; on 64-bit Windows it is an alias of that. DbgHelp exports no
 * function of 32-bit Windows that takes it.
 */
export interface IMAGEHLP_LINEW extends View<'IMAGEHLP_LINEW', typeof IMAGEHLP_LINEW> {}
export const IMAGEHLP_LINEW = structure<IMAGEHLP_LINEW>('IMAGEHLP_LINEW').with({
  sizeField: 'SizeOfStruct',
  on: on64(IMAGEHLP_LINEW64),
})({
  /** Bytes; set by `alloc`. */
  SizeOfStruct: 'DWORD',
  /** DbgHelp's place in its line table. Leave it unchanged. */
  Key: 'PVOID',
  /** From 1. */
  LineNumber: 'DWORD',
  /** The source file. The header declares ANSI text on 32-bit Windows, its W notwithstanding. */
  FileName: 'PSTR',
  /** The beginning of the line's code. */
  Address: 'DWORD64',
});
