/** The machine of code: `IMAGEHLP_MODULEW64.MachineType`. */
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

/** The directories of an image, for ImageDirectoryEntryToDataEx. */
export const IMAGE_DIRECTORY_ENTRY = {
  /** Exports. */
  EXPORT: 0,
  /** Imports. */
  IMPORT: 1,
  /** Resources. */
  RESOURCE: 2,
  /** Function table for exceptions and stack walks. */
  EXCEPTION: 3,
  /** Signatures. */
  SECURITY: 4,
  /** Relocations. */
  BASERELOC: 5,
  /** Debug directory. */
  DEBUG: 6,
  /** What only one architecture has. */
  ARCHITECTURE: 7,
  /** The value of the global pointer, on architectures that have one. */
  GLOBALPTR: 8,
  /** The thread's local storage. */
  TLS: 9,
  /** Load configuration. */
  LOAD_CONFIG: 10,
  /** Bound imports. */
  BOUND_IMPORT: 11,
  /** Import address table. */
  IAT: 12,
  /** Imports that are bound when they are first used. */
  DELAY_IMPORT: 13,
  /** Header of managed code. */
  COM_DESCRIPTOR: 14,
} as const;
export type IMAGE_DIRECTORY_ENTRY = (typeof IMAGE_DIRECTORY_ENTRY)[keyof typeof IMAGE_DIRECTORY_ENTRY];

/** The contents of an entry of the debug directory: `IMAGE_DEBUG_DIRECTORY.Type`. */
export const IMAGE_DEBUG_TYPE = {
  /** Not known. */
  UNKNOWN: 0,
  /** COFF symbols and line numbers. */
  COFF: 1,
  /** CodeView: the name and the signature of the PDB. */
  CODEVIEW: 2,
  /** Frames of functions without a frame pointer. */
  FPO: 3,
  /** The name of a .dbg file. */
  MISC: 4,
  /** A copy of the function table. */
  EXCEPTION: 5,
  /** Fix-ups. */
  FIXUP: 6,
  /** Borland's debug information. */
  BORLAND: 9,
} as const;
export type IMAGE_DEBUG_TYPE = (typeof IMAGE_DEBUG_TYPE)[keyof typeof IMAGE_DEBUG_TYPE];

/** Flags of RangeMapAddPeImageSections. None is documented. */
export const IMAGEHLP_RMAP = {
  /** By its name, the image is laid out as in its file. */
  MAPPED_FLAT: 0x1,
  /** By its name, the image is big-endian. */
  BIG_ENDIAN: 0x2,
  /** By its name, differences between image and memory are no error. */
  IGNORE_MISCOMPARE: 0x4,
  /** By its name, no base relocations are made. */
  NOBASERELOCATIONS: 0x8000000,
  /** By its name, the fix-ups of ARM64X images are made. */
  FIXUP_ARM64X: 0x10000000,
  /** By its name, writable sections are taken from the image. */
  LOAD_RW_DATA_SECTIONS: 0x20000000,
  /** By its name, shared writable sections are left out. */
  OMIT_SHARED_RW_DATA_SECTIONS: 0x40000000,
  /** By its name, the image is moved to its base. */
  FIXUP_IMAGEBASE: 0x80000000,
} as const;
export type IMAGEHLP_RMAP = (typeof IMAGEHLP_RMAP)[keyof typeof IMAGEHLP_RMAP];

/** By its name, so many bytes lie between two images. */
export const IMAGE_SEPARATION = 0x1_0000;

/** Last error of functions for .dbg files: the debug information has not been taken out of the image. */
export const ERROR_IMAGE_NOT_STRIPPED = 0x8800;

/** Last error of functions for .dbg files: the image names no .dbg file. */
export const ERROR_NO_DBG_POINTER = 0x8801;

/** Last error of functions for .dbg files: the image names no PDB. */
export const ERROR_NO_PDB_POINTER = 0x8802;
