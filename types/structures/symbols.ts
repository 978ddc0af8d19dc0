import type { Address } from '../handles';
import type { StructView } from './views';

/** The frame that SymSetContext sets the scope from. */
export interface IMAGEHLP_STACK_FRAME extends StructView<'IMAGEHLP_STACK_FRAME'> {
  /** The program counter. */
  InstructionOffset: Address;
  /** Where the function returns to. */
  ReturnOffset: Address;
  /** The frame pointer. */
  FrameOffset: Address;
  /** The stack pointer. */
  StackOffset: Address;
  /** Itanium only. */
  BackingStoreOffset: Address;
  /** Address of the function's table entry, or 0. */
  FuncTableEntry: Address;
  /** The first four words that the function may have been called with. */
  Params: readonly bigint[];
  /** Not in use. */
  Reserved: readonly bigint[];
  /** A virtual frame. */
  Virtual: boolean;
  /** Not in use. */
  Reserved2: number;
}

/** The 32-bit original of {@link IMAGEHLP_SYMBOL64}, which it stands for on 64-bit Windows. */
export interface IMAGEHLP_SYMBOL extends StructView<'IMAGEHLP_SYMBOL'> {
  /** Bytes, whatever room the name has; set by `alloc`. */
  SizeOfStruct: number;
  /** Where the symbol begins. */
  Address: Address;
  /** Bytes; often only the distance to the next symbol, or 0. */
  Size: number;
  /** `SYMF` values; obsolete. */
  Flags: number;
  /** Room for the name, in characters, the closing NUL included; set by `alloc`. */
  MaxNameLength: number;
  /** The name, cut where it does not fit. */
  Name: string;
}

/** A symbol, as functions before SymFromAddr describe it. */
export interface IMAGEHLP_SYMBOL64 extends StructView<'IMAGEHLP_SYMBOL64'> {
  /** Bytes, whatever room the name has; set by `alloc`. */
  SizeOfStruct: number;
  /** Where the symbol begins. */
  Address: Address;
  /** Bytes; often only the distance to the next symbol, or 0. */
  Size: number;
  /** `SYMF` values; obsolete. */
  Flags: number;
  /** Room for the name, in characters, the closing NUL included; set by `alloc`. */
  MaxNameLength: number;
  /** The name, cut where it does not fit. */
  Name: string;
}

/** One range of a rearranged image: code from `rva` on lies from `rvaTo` on in the other layout. */
export interface OMAP extends StructView<'OMAP'> {
  /** Offset from the base. */
  rva: number;
  /** Offset from the base in the other layout; 0: it is not there. */
  rvaTo: number;
}

/** A symbol, its name in the ANSI code page. `alloc(n)` makes room for n characters, the closing NUL included. */
export interface SYMBOL_INFO extends StructView<'SYMBOL_INFO'> {
  /** 88 bytes, whatever room the name has; set by `alloc`. */
  SizeOfStruct: number;
  /** The symbol's type: an index for SymGetTypeInfo, valid for one module and one session. */
  TypeIndex: number;
  /** Not in use. */
  Reserved: readonly bigint[];
  /** Tells the symbol from others of its module, in one session. */
  Index: number;
  /** Bytes; 0 where the symbols do not say. */
  Size: number;
  /** The base address of the symbol's module. */
  ModBase: Address;
  /** `SYMFLAG` values. */
  Flags: number;
  /** The value of a constant, where Flags has SYMFLAG.VALUEPRESENT. */
  Value: bigint;
  /** Where the symbol begins. For locals, an offset from the register or frame that Flags tell of. */
  Address: Address;
  /** The register, as CodeView numbers them. */
  Register: number;
  /** The scope, as DIA numbers them. */
  Scope: number;
  /** What the symbol is: a `SymTagEnum`. */
  Tag: number;
  /** Length of the whole name, in characters. DLLs differ on whether it counts the closing NUL. */
  NameLen: number;
  /** Room for the name, in characters, the closing NUL included; set by `alloc`. */
  MaxNameLen: number;
  /** The name, cut where it does not fit. */
  Name: string;
}

/** A symbol, its name in UTF-16. `alloc(n)` makes room for n characters, the closing NUL included. */
export interface SYMBOL_INFOW extends StructView<'SYMBOL_INFOW'> {
  /** 88 bytes, whatever room the name has; set by `alloc`. */
  SizeOfStruct: number;
  /** The symbol's type: an index for SymGetTypeInfo, valid for one module and one session. */
  TypeIndex: number;
  /** Not in use. */
  Reserved: readonly bigint[];
  /** Tells the symbol from others of its module, in one session. */
  Index: number;
  /** Bytes; 0 where the symbols do not say. */
  Size: number;
  /** The base address of the symbol's module. */
  ModBase: Address;
  /** `SYMFLAG` values. */
  Flags: number;
  /** The value of a constant, where Flags has SYMFLAG.VALUEPRESENT. */
  Value: bigint;
  /** Where the symbol begins. For locals, an offset from the register or frame that Flags tell of. */
  Address: Address;
  /** The register, as CodeView numbers them. */
  Register: number;
  /** The scope, as DIA numbers them. */
  Scope: number;
  /** What the symbol is: a `SymTagEnum`. */
  Tag: number;
  /** Length of the whole name, in characters. DLLs differ on whether it counts the closing NUL. */
  NameLen: number;
  /** Room for the name, in characters, the closing NUL included; set by `alloc`. */
  MaxNameLen: number;
  /** The name, cut where it does not fit. */
  Name: string;
}

/** An IMAGEHLP_SYMBOL64 with room for the longest name: pass `sym`. */
export interface IMAGEHLP_SYMBOL64_PACKAGE extends StructView<'IMAGEHLP_SYMBOL64_PACKAGE'> {
  /** Its MaxNameLength is set by `alloc`. */
  readonly sym: IMAGEHLP_SYMBOL64;
  /** The room; `sym.Name` is the name. */
  name: string;
}

/**
 * A symbol as {@link IMAGEHLP_SYMBOL64}, its name in UTF-16. In the header only: DbgHelp exports no function that takes
 * it.
 */
export interface IMAGEHLP_SYMBOLW64 extends StructView<'IMAGEHLP_SYMBOLW64'> {
  /** Bytes, whatever room the name has; set by `alloc`. */
  SizeOfStruct: number;
  /** Where the symbol begins. */
  Address: bigint;
  /** Bytes; often only the distance to the next symbol, or 0. */
  Size: number;
  /** `SYMF` values; obsolete. */
  Flags: number;
  /** Room for the name, in characters, the closing NUL included; set by `alloc`. */
  MaxNameLength: number;
  /** The name, cut where it does not fit. */
  Name: string;
}

/** An IMAGEHLP_SYMBOLW64 with room for the longest name: pass `sym`. */
export interface IMAGEHLP_SYMBOLW64_PACKAGE extends StructView<'IMAGEHLP_SYMBOLW64_PACKAGE'> {
  /** Its MaxNameLength is set by `alloc`. */
  readonly sym: IMAGEHLP_SYMBOLW64;
  /** The room; `sym.Name` is the name. */
  name: string;
}

/** In the header only; documented nowhere. */
export interface IMAGEHLP_SYMBOL_SRC extends StructView<'IMAGEHLP_SYMBOL_SRC'> {
  /** Bytes; set by `alloc`. */
  sizeofstruct: number;
  /** A number; which ones there are is not known. */
  type: number;
  /** By its name, a file. In the ANSI code page. */
  file: string;
}

/** A SYMBOL_INFO with room for the longest name: pass `si`. */
export interface SYMBOL_INFO_PACKAGE extends StructView<'SYMBOL_INFO_PACKAGE'> {
  /** Its MaxNameLen is set by `alloc`. */
  readonly si: SYMBOL_INFO;
  /** The room; `si.Name` is the name. */
  name: string;
}

/** A SYMBOL_INFOW with room for the longest name: pass `si`. */
export interface SYMBOL_INFO_PACKAGEW extends StructView<'SYMBOL_INFO_PACKAGEW'> {
  /** Its MaxNameLen is set by `alloc`. */
  readonly si: SYMBOL_INFOW;
  /** The room; `si.Name` is the name. */
  name: string;
}

/** The 32-bit original of {@link IMAGEHLP_SYMBOL64_PACKAGE}, which it stands for on 64-bit Windows. */
export interface IMAGEHLP_SYMBOL_PACKAGE extends StructView<'IMAGEHLP_SYMBOL_PACKAGE'> {
  /** Its MaxNameLength is set by `alloc`. */
  readonly sym: IMAGEHLP_SYMBOL;
  /** The room; `sym.Name` is the name. */
  name: string;
}

/** The 32-bit original of {@link IMAGEHLP_SYMBOLW64}, which it stands for on 64-bit Windows. */
export interface IMAGEHLP_SYMBOLW extends StructView<'IMAGEHLP_SYMBOLW'> {
  /** Bytes, whatever room the name has; set by `alloc`. */
  SizeOfStruct: number;
  /** Where the symbol begins. */
  Address: bigint;
  /** Bytes; often only the distance to the next symbol, or 0. */
  Size: number;
  /** `SYMF` values; obsolete. */
  Flags: number;
  /** Room for the name, in characters, the closing NUL included; set by `alloc`. */
  MaxNameLength: number;
  /** The name, cut where it does not fit. */
  Name: string;
}

/** The 32-bit original of {@link IMAGEHLP_SYMBOLW64_PACKAGE}, which it stands for on 64-bit Windows. */
export interface IMAGEHLP_SYMBOLW_PACKAGE extends StructView<'IMAGEHLP_SYMBOLW_PACKAGE'> {
  /** Its MaxNameLength is set by `alloc`. */
  readonly sym: IMAGEHLP_SYMBOLW;
  /** The room; `sym.Name` is the name. */
  name: string;
}
