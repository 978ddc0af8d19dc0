import { on64, structure, type View } from './definition';

/** The frame from which SymSetContext sets the scope. */
export interface IMAGEHLP_STACK_FRAME extends View<'IMAGEHLP_STACK_FRAME', typeof IMAGEHLP_STACK_FRAME> {}
export const IMAGEHLP_STACK_FRAME = structure<IMAGEHLP_STACK_FRAME>('IMAGEHLP_STACK_FRAME')({
  /** The program counter. */
  InstructionOffset: 'DWORD64',
  /** The return address. */
  ReturnOffset: 'DWORD64',
  /** The frame pointer. */
  FrameOffset: 'DWORD64',
  /** The stack pointer. */
  StackOffset: 'DWORD64',
  /** Itanium only. */
  BackingStoreOffset: 'DWORD64',
  /** Address of the function's table entry, or 0. */
  FuncTableEntry: 'DWORD64',
  /** The first four words of its possible parameters. */
  Params: 'DWORD64[4]',
  /** Not in use. */
  Reserved: 'DWORD64[5]',
  /** A virtual frame. */
  Virtual: 'BOOL',
  /** Not in use. */
  Reserved2: 'DWORD',
});

/** A symbol, as functions before SymFromAddr describe it. */
export interface IMAGEHLP_SYMBOL64 extends View<'IMAGEHLP_SYMBOL64', typeof IMAGEHLP_SYMBOL64> {}
export const IMAGEHLP_SYMBOL64 = structure<IMAGEHLP_SYMBOL64>('IMAGEHLP_SYMBOL64').with({
  sizeField: 'SizeOfStruct',
  trailing: { field: 'Name', capacity: 'MaxNameLength' },
})({
  /** Bytes, regardless of the room for the name; set by `alloc`. */
  SizeOfStruct: 'DWORD',
  /** The beginning of the symbol. */
  Address: 'DWORD64',
  /** Bytes; often only the distance to the next symbol, or 0. */
  Size: 'DWORD',
  /** `SYMF` values; obsolete. */
  Flags: 'DWORD',
  /** Room for the name, in characters, the closing NUL included; set by `alloc`. */
  MaxNameLength: 'DWORD',
  /** The name, cut if it does not fit. */
  Name: 'CHAR[1]',
});

/** The 32-bit original of {@link IMAGEHLP_SYMBOL64}; on 64-bit Windows it is an alias of that. */
export interface IMAGEHLP_SYMBOL extends View<'IMAGEHLP_SYMBOL', typeof IMAGEHLP_SYMBOL> {}
export const IMAGEHLP_SYMBOL = structure<IMAGEHLP_SYMBOL>('IMAGEHLP_SYMBOL').with({
  sizeField: 'SizeOfStruct',
  trailing: { field: 'Name', capacity: 'MaxNameLength' },
  on: on64(IMAGEHLP_SYMBOL64),
})({
  /** Bytes, regardless of the room for the name; set by `alloc`. */
  SizeOfStruct: 'DWORD',
  /** The beginning of the symbol. */
  Address: 'ADDRESS32',
  /** Bytes; often only the distance to the next symbol, or 0. */
  Size: 'DWORD',
  /** `SYMF` values; obsolete. */
  Flags: 'DWORD',
  /** Room for the name, in characters, the closing NUL included; set by `alloc`. */
  MaxNameLength: 'DWORD',
  /** The name, cut if it does not fit. */
  Name: 'CHAR[1]',
});

/** One range of a rearranged image: code from `rva` on lies from `rvaTo` on in the other layout. */
export interface OMAP extends View<'OMAP', typeof OMAP> {}
export const OMAP = structure<OMAP>('OMAP')({
  /** Offset from the base. */
  rva: 'DWORD',
  /** Offset from the base in the other layout; 0: it is not there. */
  rvaTo: 'DWORD',
});

/** A symbol, its name in the ANSI code page. `alloc(n)` makes room for n characters, the closing NUL included. */
export interface SYMBOL_INFO extends View<'SYMBOL_INFO', typeof SYMBOL_INFO> {}
export const SYMBOL_INFO = structure<SYMBOL_INFO>('SYMBOL_INFO').with({
  sizeField: 'SizeOfStruct',
  trailing: { field: 'Name', capacity: 'MaxNameLen', length: 'NameLen' },
})({
  /** 88 bytes, regardless of the room for the name; set by `alloc`. */
  SizeOfStruct: 'DWORD',
  /** The symbol's type: an index for SymGetTypeInfo, valid for one module and one session. */
  TypeIndex: 'DWORD',
  /** Not in use. */
  Reserved: 'DWORD64[2]',
  /** Distinguishes the symbol from others of its module, in one session. */
  Index: 'DWORD',
  /** Bytes; 0 if the symbols do not tell. */
  Size: 'DWORD',
  /** The base address of the symbol's module. */
  ModBase: 'DWORD64',
  /** `SYMFLAG` values. */
  Flags: 'DWORD',
  /** The value of a constant, where Flags has SYMFLAG.VALUEPRESENT. */
  Value: 'DWORD64',
  /** The beginning of the symbol. For locals, an offset from the register or frame that Flags name. */
  Address: 'DWORD64',
  /** The register, as CodeView numbers them. */
  Register: 'DWORD',
  /** The scope, as DIA numbers them. */
  Scope: 'DWORD',
  /** The kind of symbol: a `SymTagEnum`. */
  Tag: 'DWORD',
  /** Length of the whole name, in characters. DLLs differ on whether it counts the closing NUL. */
  NameLen: 'DWORD',
  /** Room for the name, in characters, the closing NUL included; set by `alloc`. */
  MaxNameLen: 'DWORD',
  /** The name, cut if it does not fit. */
  Name: 'CHAR[1]',
});

/** A symbol, its name in UTF-16. `alloc(n)` makes room for n characters, the closing NUL included. */
export interface SYMBOL_INFOW extends View<'SYMBOL_INFOW', typeof SYMBOL_INFOW> {}
export const SYMBOL_INFOW = structure<SYMBOL_INFOW>('SYMBOL_INFOW').with({
  sizeField: 'SizeOfStruct',
  trailing: { field: 'Name', capacity: 'MaxNameLen', length: 'NameLen' },
})({
  /** 88 bytes, regardless of the room for the name; set by `alloc`. */
  SizeOfStruct: 'DWORD',
  /** The symbol's type: an index for SymGetTypeInfo, valid for one module and one session. */
  TypeIndex: 'DWORD',
  /** Not in use. */
  Reserved: 'DWORD64[2]',
  /** Distinguishes the symbol from others of its module, in one session. */
  Index: 'DWORD',
  /** Bytes; 0 if the symbols do not tell. */
  Size: 'DWORD',
  /** The base address of the symbol's module. */
  ModBase: 'DWORD64',
  /** `SYMFLAG` values. */
  Flags: 'DWORD',
  /** The value of a constant, where Flags has SYMFLAG.VALUEPRESENT. */
  Value: 'DWORD64',
  /** The beginning of the symbol. For locals, an offset from the register or frame that Flags name. */
  Address: 'DWORD64',
  /** The register, as CodeView numbers them. */
  Register: 'DWORD',
  /** The scope, as DIA numbers them. */
  Scope: 'DWORD',
  /** The kind of symbol: a `SymTagEnum`. */
  Tag: 'DWORD',
  /** Length of the whole name, in characters. DLLs differ on whether it counts the closing NUL. */
  NameLen: 'DWORD',
  /** Room for the name, in characters, the closing NUL included; set by `alloc`. */
  MaxNameLen: 'DWORD',
  /** The name, cut if it does not fit. */
  Name: 'WCHAR[1]',
});

/** An IMAGEHLP_SYMBOL64 with room for the longest name: pass `sym`. */
export interface IMAGEHLP_SYMBOL64_PACKAGE extends View<
  'IMAGEHLP_SYMBOL64_PACKAGE',
  typeof IMAGEHLP_SYMBOL64_PACKAGE
> {}
export const IMAGEHLP_SYMBOL64_PACKAGE = structure<IMAGEHLP_SYMBOL64_PACKAGE>('IMAGEHLP_SYMBOL64_PACKAGE')({
  /** Its MaxNameLength is set by `alloc`. */
  sym: IMAGEHLP_SYMBOL64,
  /** The room; `sym.Name` is the name. */
  name: 'CHAR[2001]',
});

/**
 * A symbol as {@link IMAGEHLP_SYMBOL64}, its name in UTF-16. In the header only: DbgHelp exports no function that takes
 * it.
 */
export interface IMAGEHLP_SYMBOLW64 extends View<'IMAGEHLP_SYMBOLW64', typeof IMAGEHLP_SYMBOLW64> {}
export const IMAGEHLP_SYMBOLW64 = structure<IMAGEHLP_SYMBOLW64>('IMAGEHLP_SYMBOLW64').with({
  sizeField: 'SizeOfStruct',
  trailing: { field: 'Name', capacity: 'MaxNameLength' },
})({
  /** Bytes, regardless of the room for the name; set by `alloc`. */
  SizeOfStruct: 'DWORD',
  /** The beginning of the symbol. */
  Address: 'DWORD64',
  /** Bytes; often only the distance to the next symbol, or 0. */
  Size: 'DWORD',
  /** `SYMF` values; obsolete. */
  Flags: 'DWORD',
  /** Room for the name, in characters, the closing NUL included; set by `alloc`. */
  MaxNameLength: 'DWORD',
  /** The name, cut if it does not fit. */
  Name: 'WCHAR[1]',
});

/** An IMAGEHLP_SYMBOLW64 with room for the longest name: pass `sym`. */
export interface IMAGEHLP_SYMBOLW64_PACKAGE extends View<
  'IMAGEHLP_SYMBOLW64_PACKAGE',
  typeof IMAGEHLP_SYMBOLW64_PACKAGE
> {}
export const IMAGEHLP_SYMBOLW64_PACKAGE = structure<IMAGEHLP_SYMBOLW64_PACKAGE>('IMAGEHLP_SYMBOLW64_PACKAGE')({
  /** Its MaxNameLength is set by `alloc`. */
  sym: IMAGEHLP_SYMBOLW64,
  /** The room; `sym.Name` is the name. */
  name: 'WCHAR[2001]',
});

/** In the header only; undocumented. */
export interface IMAGEHLP_SYMBOL_SRC extends View<'IMAGEHLP_SYMBOL_SRC', typeof IMAGEHLP_SYMBOL_SRC> {}
export const IMAGEHLP_SYMBOL_SRC = structure<IMAGEHLP_SYMBOL_SRC>('IMAGEHLP_SYMBOL_SRC').with({
  sizeField: 'sizeofstruct',
})({
  /** Bytes; set by `alloc`. */
  sizeofstruct: 'DWORD',
  /** A number with unknown values. */
  type: 'DWORD',
  /** By its name, a file. In the ANSI code page. */
  file: 'CHAR[260]',
});

/** A SYMBOL_INFO with room for the longest name: pass `si`. */
export interface SYMBOL_INFO_PACKAGE extends View<'SYMBOL_INFO_PACKAGE', typeof SYMBOL_INFO_PACKAGE> {}
export const SYMBOL_INFO_PACKAGE = structure<SYMBOL_INFO_PACKAGE>('SYMBOL_INFO_PACKAGE')({
  /** Its MaxNameLen is set by `alloc`. */
  si: SYMBOL_INFO,
  /** The room; `si.Name` is the name. */
  name: 'CHAR[2001]',
});

/** A SYMBOL_INFOW with room for the longest name: pass `si`. */
export interface SYMBOL_INFO_PACKAGEW extends View<'SYMBOL_INFO_PACKAGEW', typeof SYMBOL_INFO_PACKAGEW> {}
export const SYMBOL_INFO_PACKAGEW = structure<SYMBOL_INFO_PACKAGEW>('SYMBOL_INFO_PACKAGEW')({
  /** Its MaxNameLen is set by `alloc`. */
  si: SYMBOL_INFOW,
  /** The room; `si.Name` is the name. */
  name: 'WCHAR[2001]',
});

/** The 32-bit original of {@link IMAGEHLP_SYMBOL64_PACKAGE}; on 64-bit Windows it is an alias of that. */
export interface IMAGEHLP_SYMBOL_PACKAGE extends View<'IMAGEHLP_SYMBOL_PACKAGE', typeof IMAGEHLP_SYMBOL_PACKAGE> {}
export const IMAGEHLP_SYMBOL_PACKAGE = structure<IMAGEHLP_SYMBOL_PACKAGE>('IMAGEHLP_SYMBOL_PACKAGE').with({
  on: on64(IMAGEHLP_SYMBOL64_PACKAGE),
})({
  /** Its MaxNameLength is set by `alloc`. */
  sym: IMAGEHLP_SYMBOL,
  /** The room; `sym.Name` is the name. */
  name: 'CHAR[2001]',
});

/** The 32-bit original of {@link IMAGEHLP_SYMBOLW64}; on 64-bit Windows it is an alias of that. */
export interface IMAGEHLP_SYMBOLW extends View<'IMAGEHLP_SYMBOLW', typeof IMAGEHLP_SYMBOLW> {}
export const IMAGEHLP_SYMBOLW = structure<IMAGEHLP_SYMBOLW>('IMAGEHLP_SYMBOLW').with({
  sizeField: 'SizeOfStruct',
  trailing: { field: 'Name', capacity: 'MaxNameLength' },
  on: on64(IMAGEHLP_SYMBOLW64),
})({
  /** Bytes, regardless of the room for the name; set by `alloc`. */
  SizeOfStruct: 'DWORD',
  /** The beginning of the symbol. */
  Address: 'ADDRESS32',
  /** Bytes; often only the distance to the next symbol, or 0. */
  Size: 'DWORD',
  /** `SYMF` values; obsolete. */
  Flags: 'DWORD',
  /** Room for the name, in characters, the closing NUL included; set by `alloc`. */
  MaxNameLength: 'DWORD',
  /** The name, cut if it does not fit. */
  Name: 'WCHAR[1]',
});

/** The 32-bit original of {@link IMAGEHLP_SYMBOLW64_PACKAGE}; on 64-bit Windows it is an alias of that. */
export interface IMAGEHLP_SYMBOLW_PACKAGE extends View<'IMAGEHLP_SYMBOLW_PACKAGE', typeof IMAGEHLP_SYMBOLW_PACKAGE> {}
export const IMAGEHLP_SYMBOLW_PACKAGE = structure<IMAGEHLP_SYMBOLW_PACKAGE>('IMAGEHLP_SYMBOLW_PACKAGE').with({
  on: on64(IMAGEHLP_SYMBOLW64_PACKAGE),
})({
  /** Its MaxNameLength is set by `alloc`. */
  sym: IMAGEHLP_SYMBOLW,
  /** The room; `sym.Name` is the name. */
  name: 'WCHAR[2001]',
});
