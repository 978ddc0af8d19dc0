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

/** The kind of a module's symbols: `IMAGEHLP_MODULEW64.SymType`. */
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

/** What a region of a module is: `IMAGEHLP_MODULEW64_EX.RegionFlags`. None is documented. */
export const IMAGEHLP_MODULE_REGION_FLAGS = {
  /** By its name, the region begins at the base of the DLL. */
  DLLBASE: 0x1,
  /** By its name, the region lies in the range of the DLL. */
  DLLRANGE: 0x2,
  /** By its name, a region besides that of the image. */
  ADDITIONAL: 0x4,
  /** By its name, code made at run time. */
  JIT: 0x8,
  /** By its name, all regions. */
  ALL: 0xff,
} as const;
export type IMAGEHLP_MODULE_REGION_FLAGS =
  (typeof IMAGEHLP_MODULE_REGION_FLAGS)[keyof typeof IMAGEHLP_MODULE_REGION_FLAGS];
