/**
 * Constants of dbghelp.h, grouped by what takes them. A group is an object and the union of its values; flags are
 * combined with `|`. Where a combination has the highest bit (0x80000000), JavaScript's `|` gives a negative number:
 * `(a | b) >>> 0` is the DWORD.
 */

/** Longest name of a symbol that DbgHelp gives, in characters: `SYMBOL_INFOW.alloc(MAX_SYM_NAME + 1)` holds any. */
export const MAX_SYM_NAME = 2000;

/** The version of the programming interface that these tables describe, for `API_VERSION.Revision`. */
export const API_VERSION_NUMBER = 12;

/** Options of SymSetOptions: one word for the whole process. */
export const SYMOPT = {
  /** Names are compared without regard to case. */
  CASE_INSENSITIVE: 0x1,
  /** Public symbols are given with undecorated names. Others are stored so anyway. */
  UNDNAME: 0x2,
  /** Symbols of a module are loaded when they are first needed. */
  DEFERRED_LOADS: 0x4,
  /** `::` in C++ names becomes `__`. */
  NO_CPP: 0x8,
  /** Source lines are loaded too. */
  LOAD_LINES: 0x10,
  /** By its name, an address without an entry in the address map takes the nearest one. */
  OMAP_FIND_NEAREST: 0x20,
  /** The first file found is loaded, whether it is the right one or not. */
  LOAD_ANYTHING: 0x40,
  /** The path that the image names for its PDB is not tried. */
  IGNORE_CVREC: 0x80,
  /** A name without a module is looked for only in modules whose symbols are loaded already. */
  NO_UNQUALIFIED_LOADS: 0x100,
  /** No dialog where a drive has no medium: the call fails. */
  FAIL_CRITICAL_ERRORS: 0x200,
  /** A PDB that does not match is not loaded, and neither are exports in its place. */
  EXACT_SYMBOLS: 0x400,
  /** Symbols stored with absolute addresses are given too. */
  ALLOW_ABSOLUTE_SYMBOLS: 0x800,
  /** _NT_SYMBOL_PATH is not part of the default path. */
  IGNORE_NT_SYMPATH: 0x1000,
  /** On 64-bit Windows, 32-bit modules of the process are seen too. */
  INCLUDE_32BIT_MODULES: 0x2000,
  /** Private symbols are not used. */
  PUBLICS_ONLY: 0x4000,
  /** Public symbols are not searched. */
  NO_PUBLICS: 0x8000,
  /** Public symbols are searched only where nothing else was found. */
  AUTO_PUBLICS: 0x10000,
  /** Where a module header cannot be read, the image is not searched for the path of its symbols. */
  NO_IMAGE_SEARCH: 0x20000,
  /** No symbol server but SymSrv, and no local store from _NT_SYMBOL_PATH. Cannot be taken back. */
  SECURE: 0x40000,
  /** Symbol servers do not ask for credentials. */
  NO_PROMPTS: 0x80000,
  /** Files in the local store are replaced by those of the server. */
  OVERWRITE: 0x100000,
  /** The folder of the image is not searched. */
  IGNORE_IMAGEDIR: 0x200000,
  /** Symbols lie in the root of the local store. */
  FLAT_DIRECTORY: 0x400000,
  /** Of a compressed and a plain file, the compressed one is fetched. */
  FAVOR_COMPRESSED: 0x800000,
  /** Symbols without an address are given too. */
  ALLOW_ZERO_ADDRESS: 0x1000000,
  /** A directory laid out as a symbol store needs `srv*` before it to be taken as one. */
  DISABLE_SYMSRV_AUTODETECT: 0x2000000,
  /** By its name, nothing is written to the local store. */
  READONLY_CACHE: 0x4000000,
  /** By its name, the symbol path is searched last. */
  SYMPATH_LAST: 0x8000000,
  /** By its name, the quicker way to read symbols is not taken. */
  DISABLE_FAST_SYMBOLS: 0x10000000,
  /** By its name, symbol servers are waited for without a limit. */
  DISABLE_SYMSRV_TIMEOUT: 0x20000000,
  /** By its name, `srv*` alone is not added to the path at the start. */
  DISABLE_SRVSTAR_ON_STARTUP: 0x40000000,
  /** Diagnostic messages go to the registered callback, or to OutputDebugString. */
  DEBUG: 0x80000000,
} as const;
export type SYMOPT = (typeof SYMOPT)[keyof typeof SYMOPT];

/** Options of SymSetExtendedOption: on or off, for the whole process. */
export const IMAGEHLP_EXTENDED_OPTIONS = {
  /** The last access time of symbol files that are read is left alone. */
  SYMOPT_EX_DISABLEACCESSTIMEUPDATE: 0,
  /** By its name, of several debug directories the last valid one is taken. */
  SYMOPT_EX_LASTVALIDDEBUGDIRECTORY: 1,
  /** By its name, names are not taken as patterns unless that is asked for. */
  SYMOPT_EX_NOIMPLICITPATTERNSEARCH: 2,
  /** By its name, no symbols are loaded. */
  SYMOPT_EX_NEVERLOADSYMBOLS: 3,
  /** One more than the last option. */
  SYMOPT_EX_MAX: 4,
} as const;
export type IMAGEHLP_EXTENDED_OPTIONS = (typeof IMAGEHLP_EXTENDED_OPTIONS)[keyof typeof IMAGEHLP_EXTENDED_OPTIONS];

/** Directories of SymGetHomeDirectoryW. */
export const IMAGEHLP_HD_TYPE = {
  /** The home directory itself. */
  hdBase: 0,
  /** That of downloaded symbols. */
  hdSym: 1,
  /** That of downloaded sources. */
  hdSrc: 2,
  /** One more than the last directory. */
  hdMax: 3,
} as const;
export type IMAGEHLP_HD_TYPE = (typeof IMAGEHLP_HD_TYPE)[keyof typeof IMAGEHLP_HD_TYPE];

/** Flags of SymLoadModuleExW. 0 loads the module and its symbols. */
export const SLMFLAG = {
  /** A module without a file; SymAddSymbolW gives it symbols. */
  VIRTUAL: 0x1,
  /** By its name, the module is found under its other index in symbol stores. */
  ALT_INDEX: 0x2,
  /** The module is loaded without symbols. */
  NO_SYMBOLS: 0x4,
} as const;
export type SLMFLAG = (typeof SLMFLAG)[keyof typeof SLMFLAG];

/** What `MODLOAD_DATA.data` points at. */
export const DBHHEADER = {
  /** An array of IMAGE_DEBUG_DIRECTORY. */
  DEBUGDIRS: 1,
  /** A MODLOAD_CVMISC, with its records. */
  CVMISC: 2,
  /** A MODLOAD_PDBGUID_PDBAGE. */
  PDBGUID: 3,
} as const;
export type DBHHEADER = (typeof DBHHEADER)[keyof typeof DBHHEADER];

/** What kind of symbols a module has: `IMAGEHLP_MODULEW64.SymType`. */
export const SYM_TYPE = {
  /** None. */
  SymNone: 0,
  /** COFF. */
  SymCoff: 1,
  /** CodeView. */
  SymCv: 2,
  /** From a PDB. */
  SymPdb: 3,
  /** Made from the image's export table: no PDB was found, or none that matches. */
  SymExport: 4,
  /** Not loaded yet. */
  SymDeferred: 5,
  /** From a .sym file. */
  SymSym: 6,
  /** Read by DIA. */
  SymDia: 7,
  /** A module without a file: SLMFLAG.VIRTUAL. */
  SymVirtual: 8,
  /** One more than the last kind. */
  NumSymTypes: 9,
} as const;
export type SYM_TYPE = (typeof SYM_TYPE)[keyof typeof SYM_TYPE];

/** What a symbol is like: `SYMBOL_INFOW.Flags`. */
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
  /** By its name, resets what was known. */
  RESET: 0x80000000,
} as const;
export type SYMFLAG = (typeof SYMFLAG)[keyof typeof SYMFLAG];

/** What a symbol is like, for functions before SymFromAddr: `IMAGEHLP_SYMBOL64.Flags`. */
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

/** What a symbol is, as PDBs classify it: `SYMBOL_INFOW.Tag`. */
export const SymTagEnum = {
  /** Nothing. */
  SymTagNull: 0,
  /** The image as a whole. */
  SymTagExe: 1,
  /** An object file. */
  SymTagCompiland: 2,
  /** More about an object file. */
  SymTagCompilandDetails: 3,
  /** A setting that an object file was built with. */
  SymTagCompilandEnv: 4,
  /** A function. */
  SymTagFunction: 5,
  /** A block in a function. */
  SymTagBlock: 6,
  /** A variable, a member or a constant. */
  SymTagData: 7,
  /** A note at a place in the code. */
  SymTagAnnotation: 8,
  /** A label. */
  SymTagLabel: 9,
  /** A public symbol. */
  SymTagPublicSymbol: 10,
  /** A structure, class or union. */
  SymTagUDT: 11,
  /** An enumeration. */
  SymTagEnum: 12,
  /** The type of a function. */
  SymTagFunctionType: 13,
  /** A pointer or reference. */
  SymTagPointerType: 14,
  /** An array. */
  SymTagArrayType: 15,
  /** A type that the language has built in. */
  SymTagBaseType: 16,
  /** Another name of a type. */
  SymTagTypedef: 17,
  /** A base class. */
  SymTagBaseClass: 18,
  /** A friend of a class. */
  SymTagFriend: 19,
  /** The type of a parameter. */
  SymTagFunctionArgType: 20,
  /** Where the body of a function begins, after its prologue. */
  SymTagFuncDebugStart: 21,
  /** Where the body of a function ends, before its epilogue. */
  SymTagFuncDebugEnd: 22,
  /** A namespace that is in use. */
  SymTagUsingNamespace: 23,
  /** The shape of a virtual function table. */
  SymTagVTableShape: 24,
  /** A virtual function table. */
  SymTagVTable: 25,
  /** Data of a compiler that is not known. */
  SymTagCustom: 26,
  /** A thunk. */
  SymTagThunk: 27,
  /** A type of a compiler that is not known. */
  SymTagCustomType: 28,
  /** A managed type. */
  SymTagManagedType: 29,
  /** A dimension of a Fortran array. */
  SymTagDimension: 30,
  /** A call. */
  SymTagCallSite: 31,
  /** A place where a function was inlined. */
  SymTagInlineSite: 32,
  /** A base interface. */
  SymTagBaseInterface: 33,
  /** A vector. */
  SymTagVectorType: 34,
  /** A matrix. */
  SymTagMatrixType: 35,
  /** A type of the shader language. */
  SymTagHLSLType: 36,
  /** A function that calls. */
  SymTagCaller: 37,
  /** A function that is called. */
  SymTagCallee: 38,
  /** An export. */
  SymTagExport: 39,
  /** A place where memory is allocated. */
  SymTagHeapAllocationSite: 40,
  /** A group of sections. */
  SymTagCoffGroup: 41,
  /** A function that was inlined. */
  SymTagInlinee: 42,
  /** One more than the last tag. */
  SymTagMax: 43,
} as const;
export type SymTagEnum = (typeof SymTagEnum)[keyof typeof SymTagEnum];

/**
 * What a callback that SymRegisterCallbackW64 registered is told, and what `CallbackData` then points at. `true` says
 * that it was handled; the answer to what the callback does not know is `false`.
 */
export const CBA = {
  /** A load begins: IMAGEHLP_DEFERRED_SYMBOL_LOADW64. */
  DEFERRED_SYMBOL_LOAD_START: 0x1,
  /** A load has ended: IMAGEHLP_DEFERRED_SYMBOL_LOADW64. */
  DEFERRED_SYMBOL_LOAD_COMPLETE: 0x2,
  /** A load has failed: IMAGEHLP_DEFERRED_SYMBOL_LOADW64. With another FileName in it, it is tried again. */
  DEFERRED_SYMBOL_LOAD_FAILURE: 0x3,
  /** Symbols were unloaded. No data. */
  SYMBOLS_UNLOADED: 0x4,
  /** Several symbols have one name: IMAGEHLP_DUPLICATE_SYMBOL64. COFF and CodeView only. */
  DUPLICATE_SYMBOL: 0x5,
  /** Memory of the target is wanted: IMAGEHLP_CBA_READ_MEMORY. `true`: it was read. */
  READ_MEMORY: 0x6,
  /** Asked during a load: IMAGEHLP_DEFERRED_SYMBOL_LOADW64. `true` cancels it. */
  DEFERRED_SYMBOL_LOAD_CANCEL: 0x7,
  /** The options have changed. No data. */
  SET_OPTIONS: 0x8,
  /** A diagnostic message: IMAGEHLP_CBA_EVENTW. Unless it is handled, it comes again as DEBUG_INFO. */
  EVENT: 0x10,
  /** No image header: IMAGEHLP_DEFERRED_SYMBOL_LOADW64. With another FileName in it, it is tried again. */
  DEFERRED_SYMBOL_LOAD_PARTIAL: 0x20,
  /** A diagnostic message: text. */
  DEBUG_INFO: 0x10000000,
  /** A message of the source server: text. */
  SRCSRV_INFO: 0x20000000,
  /** A message of the source server: IMAGEHLP_CBA_EVENTW. Unless it is handled, it comes again as DEBUG_INFO. */
  SRCSRV_EVENT: 0x40000000,
  /** By its name, text for a status bar. */
  UPDATE_STATUS_BAR: 0x50000000,
  /** By its name, whether a debugger engine is there. */
  ENGINE_PRESENT: 0x60000000,
  /** By its name, whether network paths are refused. */
  CHECK_ENGOPT_DISALLOW_NETWORK_PATHS: 0x70000000,
  /** By its name, whether ARM code is taken as Thumb. */
  CHECK_ARM_MACHINE_THUMB_TYPE_OVERRIDE: 0x80000000,
  /** By its name, a message in XML. */
  XML_LOG: 0x90000000,
  /** The module of code made at run time is wanted: IMAGEHLP_JIT_SYMBOLMAP. */
  MAP_JIT_SYMBOL: 0xa0000000,
} as const;
export type CBA = (typeof CBA)[keyof typeof CBA];

/** How grave a diagnostic message is: `IMAGEHLP_CBA_EVENTW.severity`. */
export const IMAGEHLP_CBA_EVENT_SEVERITY = {
  /** For information. */
  sevInfo: 0,
  /** Something went wrong. */
  sevProblem: 1,
  /** Somebody should look. */
  sevAttn: 2,
  /** The work cannot go on. */
  sevFatal: 3,
  /** One more than the gravest. */
  sevMax: 4,
} as const;
export type IMAGEHLP_CBA_EVENT_SEVERITY =
  (typeof IMAGEHLP_CBA_EVENT_SEVERITY)[keyof typeof IMAGEHLP_CBA_EVENT_SEVERITY];

/** What a message is about: `IMAGEHLP_CBA_EVENTW.code`. 0 for most. */
export const CBA_EVENT_CODE = {
  /** The first code of the source server. */
  EVENT_SRCSPEW_START: 100,
  /** Output of the source server. */
  EVENT_SRCSPEW: 100,
  /** The last code of the source server. */
  EVENT_SRCSPEW_END: 199,
} as const;
export type CBA_EVENT_CODE = (typeof CBA_EVENT_CODE)[keyof typeof CBA_EVENT_CODE];

/**
 * What goes with a load: `IMAGEHLP_DEFERRED_SYMBOL_LOADW64.Flags`. From ENGINE_PRESENT on, C names begin with FLAG_.
 */
export const DSLFLAG = {
  /** The PDB is not that of the image. */
  MISMATCHED_PDB: 0x1,
  /** The .dbg file is not that of the image. */
  MISMATCHED_DBG: 0x2,
  /** By its name, a debugger engine is there. */
  ENGINE_PRESENT: 0x4,
  /** By its name, network paths are refused. */
  ENGOPT_DISALLOW_NETWORK_PATHS: 0x8,
  /** By its name, ARM code is taken as Thumb. */
  OVERRIDE_ARM_MACHINE_TYPE: 0x10,
} as const;
export type DSLFLAG = (typeof DSLFLAG)[keyof typeof DSLFLAG];

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

/** The machine that code is for: `IMAGEHLP_MODULEW64.MachineType`. */
export const IMAGE_FILE_MACHINE = {
  /** Not known. */
  UNKNOWN: 0x0,
  /** 32-bit x86. */
  I386: 0x14c,
  /** Itanium. */
  IA64: 0x200,
  /** 32-bit ARM (Thumb-2). */
  ARMNT: 0x1c4,
  /** 64-bit x86. */
  AMD64: 0x8664,
  /** 64-bit ARM. */
  ARM64: 0xaa64,
  /** 64-bit ARM code that fits in among x64 code. */
  ARM64EC: 0xa641,
  /** An image with ARM64 and ARM64EC code. */
  ARM64X: 0xa64e,
} as const;
export type IMAGE_FILE_MACHINE = (typeof IMAGE_FILE_MACHINE)[keyof typeof IMAGE_FILE_MACHINE];
