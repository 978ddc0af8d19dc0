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
  /** By its name, no file is looked for on network paths. */
  SYMOPT_EX_DISALLOW_NETWORK_PATHS: 4,
  /** Symbol servers that refused a log-in are remembered, and not asked again: symsrv.dll's negative authentication cache. */
  SYMOPT_EX_ENABLE_NEGATIVE_AUTH_CACHE_FEATURE: 5,
  /** One more than the last option. */
  SYMOPT_EX_MAX: 6,
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
