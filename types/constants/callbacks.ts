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
  /** By its name, whether downloads of symbols are forbidden. */
  QUERY_IF_SYMBOL_DOWNLOAD_DISALLOWED: 0x40,
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
  /** The PDB does not belong to the image. */
  MISMATCHED_PDB: 0x1,
  /** The .dbg file does not belong to the image. */
  MISMATCHED_DBG: 0x2,
  /** By its name, a debugger engine is there. */
  ENGINE_PRESENT: 0x4,
  /** By its name, network paths are refused. */
  ENGOPT_DISALLOW_NETWORK_PATHS: 0x8,
  /** By its name, ARM code is taken as Thumb. */
  OVERRIDE_ARM_MACHINE_TYPE: 0x10,
} as const;
export type DSLFLAG = (typeof DSLFLAG)[keyof typeof DSLFLAG];
