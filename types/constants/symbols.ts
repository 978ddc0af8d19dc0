/** Longest name of a symbol that DbgHelp gives, in characters: `SYMBOL_INFOW.alloc(MAX_SYM_NAME + 1)` holds any. */
export const MAX_SYM_NAME = 2000;

/** Properties of a symbol: `SYMBOL_INFOW.Flags`. */
export const SYMFLAG = {
  /** A constant: Value is set. */
  VALUEPRESENT: 0x1,
  /** In a register: Register tells which. */
  REGISTER: 0x8,
  /** Address is an offset from the register that Register tells. */
  REGREL: 0x10,
  /** Address is an offset from the frame. */
  FRAMEREL: 0x20,
  /** A parameter. */
  PARAMETER: 0x40,
  /** A local variable. */
  LOCAL: 0x80,
  /** A constant. */
  CONSTANT: 0x100,
  /** From the export table. */
  EXPORT: 0x200,
  /** An export that another module provides. */
  FORWARDER: 0x400,
  /** A function. */
  FUNCTION: 0x800,
  /** Added by SymAddSymbolW. */
  VIRTUAL: 0x1000,
  /** A thunk. */
  THUNK: 0x2000,
  /** Address is an offset in the thread's local storage. */
  TLSREL: 0x4000,
  /** A slot of managed code. */
  SLOT: 0x8000,
  /** Address is an offset in intermediate language. */
  ILREL: 0x10000,
  /** Managed metadata. */
  METADATA: 0x20000,
  /** A token of managed code. */
  CLR_TOKEN: 0x40000,
  /** By its name, a symbol that is nothing. */
  NULL: 0x80000,
  /** By its name, a function that does not return. */
  FUNC_NO_RETURN: 0x100000,
  /** By its name, a made-up symbol with addresses from 0. */
  SYNTHETIC_ZEROBASE: 0x200000,
  /** By its name, a public symbol of code. */
  PUBLIC_CODE: 0x400000,
  /** By its name, the memory at the register and offset holds the address. */
  REGREL_ALIASINDIR: 0x800000,
  /** By its name, an address changed by ARM64X fix-ups. */
  FIXUP_ARM64X: 0x1000000,
  /** By its name, a global symbol. */
  GLOBAL: 0x2000000,
  /** By its name, a symbol in more than one place. */
  COMPLEX: 0x4000000,
  /** By its name, of an image that is mapped as it lies in its file. */
  FLATMAPPED: 0x8000000,
  /** By its name, a symbol that depends on the flow of control. */
  CF_DEPENDENT: 0x10000000,
  /** By its name, resets what was known. */
  RESET: 0x80000000,
} as const;
export type SYMFLAG = (typeof SYMFLAG)[keyof typeof SYMFLAG];

/** Properties of a symbol, for functions before SymFromAddr: `IMAGEHLP_SYMBOL64.Flags`. */
export const SYMF = {
  /** Made from an address map. */
  OMAP_GENERATED: 0x1,
  /** Moved by an address map. */
  OMAP_MODIFIED: 0x2,
  /** In a register. */
  REGISTER: 0x8,
  /** At an offset from a register. */
  REGREL: 0x10,
  /** At an offset from the frame. */
  FRAMEREL: 0x20,
  /** A parameter. */
  PARAMETER: 0x40,
  /** A local variable. */
  LOCAL: 0x80,
  /** A constant. */
  CONSTANT: 0x100,
  /** From the export table. */
  EXPORT: 0x200,
  /** An export that another module provides. */
  FORWARDER: 0x400,
  /** A function. */
  FUNCTION: 0x800,
  /** Added by the program. */
  VIRTUAL: 0x1000,
  /** A thunk. */
  THUNK: 0x2000,
  /** At an offset in the thread's local storage. */
  TLSREL: 0x4000,
} as const;
export type SYMF = (typeof SYMF)[keyof typeof SYMF];

/** Flags of SymEnumSourceLinesW. Only the first is documented. */
export const ESLFLAG = {
  /** `File` is compared with full paths. */
  FULLPATH: 0x1,
  /** By its name, the nearest line will do. */
  NEAREST: 0x2,
  /** By its name, the line before will do. */
  PREV: 0x4,
  /** By its name, the line after will do. */
  NEXT: 0x8,
  /** By its name, lines of inlined functions too. */
  INLINE_SITE: 0x10,
} as const;
export type ESLFLAG = (typeof ESLFLAG)[keyof typeof ESLFLAG];

/** Flags of UnDecorateSymbolNameW: what to leave out. */
export const UNDNAME = {
  /** Nothing: the whole declaration. */
  COMPLETE: 0x0,
  /** The underscores before Microsoft keywords. */
  NO_LEADING_UNDERSCORES: 0x1,
  /** Microsoft keywords. */
  NO_MS_KEYWORDS: 0x2,
  /** The type of the result. */
  NO_FUNCTION_RETURNS: 0x4,
  /** The memory model. */
  NO_ALLOCATION_MODEL: 0x8,
  /** The calling convention. */
  NO_ALLOCATION_LANGUAGE: 0x10,
  /** Microsoft keywords on the type of `this`. */
  NO_MS_THISTYPE: 0x20,
  /** `const` and `volatile` on the type of `this`. */
  NO_CV_THISTYPE: 0x40,
  /** All modifiers on the type of `this`. */
  NO_THISTYPE: 0x60,
  /** `public`, `protected`, `private`. */
  NO_ACCESS_SPECIFIERS: 0x80,
  /** What a function may throw. */
  NO_THROW_SIGNATURES: 0x100,
  /** `static` and `virtual`. */
  NO_MEMBER_TYPE: 0x200,
  /** The memory model of classes that are returned. */
  NO_RETURN_UDT_MODEL: 0x400,
  /** Not left out: decorated names of 32-bit code are understood. */
  '32_BIT_DECODE': 0x800,
  /** All but the name, with its scope and template arguments. */
  NAME_ONLY: 0x1000,
  /** The parameters. */
  NO_ARGUMENTS: 0x2000,
  /** The readable form of special names, such as virtual function tables. */
  NO_SPECIAL_SYMS: 0x4000,
} as const;
export type UNDNAME = (typeof UNDNAME)[keyof typeof UNDNAME];

/**
 * Properties of a symbol: an older set of names for values of SYMF. C names with INFO_ begin with
 * IMAGEHLP_SYMBOL_INFO_.
 */
export const IMAGEHLP_SYMBOL_FLAGS = {
  /** By its name, a value is there. */
  INFO_VALUEPRESENT: 0x1,
  /** In a register. */
  INFO_REGISTER: 0x8,
  /** At an offset from a register. */
  INFO_REGRELATIVE: 0x10,
  /** At an offset from the frame. */
  INFO_FRAMERELATIVE: 0x20,
  /** A parameter. */
  INFO_PARAMETER: 0x40,
  /** A local variable. */
  INFO_LOCAL: 0x80,
  /** A constant. */
  INFO_CONSTANT: 0x100,
  /** A function. */
  FUNCTION: 0x800,
  /** Added by the program. */
  VIRTUAL: 0x1000,
  /** A thunk. */
  THUNK: 0x2000,
  /** At an offset in the thread's local storage. */
  INFO_TLSRELATIVE: 0x4000,
} as const;
export type IMAGEHLP_SYMBOL_FLAGS = (typeof IMAGEHLP_SYMBOL_FLAGS)[keyof typeof IMAGEHLP_SYMBOL_FLAGS];

/** Options of SymEnumSymbolsExW. */
export const SYMENUM_OPTIONS = {
  /** What SymEnumSymbolsW gives. */
  DEFAULT: 0x1,
  /** Inlined functions too. */
  INLINE: 0x2,
} as const;
export type SYMENUM_OPTIONS = (typeof SYMENUM_OPTIONS)[keyof typeof SYMENUM_OPTIONS];

/** Options of SymSearchW. */
export const SYMSEARCH = {
  /** Reserved: documented as for internal use. */
  MASKOBJS: 0x1,
  /** From the top of the module down, every symbol. */
  RECURSE: 0x2,
  /** Global symbols only. */
  GLOBALSONLY: 0x4,
  /** Everything that the PDB has, not symbols only. */
  ALLITEMS: 0x8,
} as const;
export type SYMSEARCH = (typeof SYMSEARCH)[keyof typeof SYMSEARCH];

/** The inline context to begin a stack walk with: `STACKFRAME_EX.InlineFrameContext`. Inlined frames are told. */
export const INLINE_FRAME_CONTEXT_INIT = 0x0;

/** The inline context for which functions that take one look at the address alone. */
export const INLINE_FRAME_CONTEXT_IGNORE = 0xffffffff;

/** What SymCompareInlineTrace gives: how the second address lies to the first, as far as inlined functions go. */
export const SYM_INLINE_COMP = {
  /** It could not be told. */
  ERROR: 0,
  /** In the same inlined functions. */
  IDENTICAL: 1,
  /** One step into an inlined function. */
  STEPIN: 2,
  /** One step out of an inlined function. */
  STEPOUT: 3,
  /** One step over an inlined function. */
  STEPOVER: 4,
  /** In other inlined functions. */
  DIFFERENT: 5,
} as const;
export type SYM_INLINE_COMP = (typeof SYM_INLINE_COMP)[keyof typeof SYM_INLINE_COMP];
