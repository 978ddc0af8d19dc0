import type { Address } from '../handles';
import type { StructView } from './views';

/** The 32-bit original of {@link IMAGEHLP_LINE64}, which it stands for on 64-bit Windows. */
export interface IMAGEHLP_LINE extends StructView<'IMAGEHLP_LINE'> {
  /** Bytes; set by `alloc`. */
  SizeOfStruct: number;
  /** DbgHelp's place in its line table: leave it alone, and the next-line functions find their way. */
  Key: bigint;
  /** From 1. */
  LineNumber: number;
  /** The source file. In DbgHelp's memory, which it may use again: read it before the next call. */
  FileName: string | null;
  /** Where the code of the line begins. */
  Address: Address;
}

/** A source line, its file in the ANSI code page. Also the cursor of SymGetLineNext64 and SymGetLinePrev64. */
export interface IMAGEHLP_LINE64 extends StructView<'IMAGEHLP_LINE64'> {
  /** Bytes; set by `alloc`. */
  SizeOfStruct: number;
  /** DbgHelp's place in its line table: leave it alone, and the next-line functions find their way. */
  Key: bigint;
  /** From 1. */
  LineNumber: number;
  /** The source file. In DbgHelp's memory, which it may use again: read it before the next call. */
  FileName: string | null;
  /** Where the code of the line begins. */
  Address: Address;
}

/** A source line, its file in UTF-16. Also the cursor of SymGetLineNextW64 and SymGetLinePrevW64. */
export interface IMAGEHLP_LINEW64 extends StructView<'IMAGEHLP_LINEW64'> {
  /** Bytes; set by `alloc`. */
  SizeOfStruct: number;
  /** DbgHelp's place in its line table: leave it alone, and the next-line functions find their way. */
  Key: bigint;
  /** From 1. */
  LineNumber: number;
  /** The source file. In DbgHelp's memory, which it may use again: read it before the next call. */
  FileName: string | null;
  /** Where the code of the line begins. */
  Address: Address;
}

/** A source file of a module, in the ANSI code page. */
export interface SOURCEFILE extends StructView<'SOURCEFILE'> {
  /** The base address of the module that the file is part of. */
  ModBase: Address;
  /** Path of the source file, as the symbols have it. */
  FileName: string | null;
}

/** A source file of a module, in UTF-16. */
export interface SOURCEFILEW extends StructView<'SOURCEFILEW'> {
  /** The base address of the module that the file is part of. */
  ModBase: Address;
  /** Path of the source file, as the symbols have it. */
  FileName: string | null;
}

/** A source line of a module, in the ANSI code page. */
export interface SRCCODEINFO extends StructView<'SRCCODEINFO'> {
  /** Bytes; set by `alloc`. */
  SizeOfStruct: number;
  /** DbgHelp's own. */
  Key: bigint;
  /** The module's base address. */
  ModBase: Address;
  /** The object file of the module that the line is in. */
  Obj: string;
  /** The source file. */
  FileName: string;
  /** From 1. */
  LineNumber: number;
  /** Where the code of the line begins. */
  Address: Address;
}

/** A source line of a module, in UTF-16. */
export interface SRCCODEINFOW extends StructView<'SRCCODEINFOW'> {
  /** Bytes; set by `alloc`. */
  SizeOfStruct: number;
  /** DbgHelp's own. */
  Key: bigint;
  /** The module's base address. */
  ModBase: Address;
  /** The object file of the module that the line is in. */
  Obj: string;
  /** The source file. */
  FileName: string;
  /** From 1. */
  LineNumber: number;
  /** Where the code of the line begins. */
  Address: Address;
}

/**
 * The 32-bit original of {@link IMAGEHLP_LINEW64}, which it stands for on 64-bit Windows. DbgHelp exports no function
 * of 32-bit Windows that takes it.
 */
export interface IMAGEHLP_LINEW extends StructView<'IMAGEHLP_LINEW'> {
  /** Bytes; set by `alloc`. */
  SizeOfStruct: number;
  /** DbgHelp's place in its line table: leave it alone. */
  Key: bigint;
  /** From 1. */
  LineNumber: number;
  /** The source file. The header declares ANSI text on 32-bit Windows, its W notwithstanding. */
  FileName: string | null;
  /** Where the code of the line begins. */
  Address: bigint;
}
