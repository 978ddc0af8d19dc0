import type { StructView } from './views';

/** How an image is signed by a catalog. */
export interface IMAGE_LOAD_CONFIG_CODE_INTEGRITY extends StructView<'IMAGE_LOAD_CONFIG_CODE_INTEGRITY'> {
  /** Flags of code integrity; which ones there are is not documented. */
  Flags: number;
  /** By its name, the catalog's number; 0xffff: none. */
  Catalog: number;
  /** By its name, where the catalog begins. */
  CatalogOffset: number;
  /** Reserved. */
  Reserved: number;
}

/** What the loader of a 32-bit image is told: `IMAGE_DIRECTORY_ENTRY.LOAD_CONFIG`. */
export interface IMAGE_LOAD_CONFIG_DIRECTORY32 extends StructView<'IMAGE_LOAD_CONFIG_DIRECTORY32'> {
  /** Bytes. Members beyond them are not there: images of older linkers have fewer. */
  Size: number;
  /** Seconds since 1970; usually 0. */
  TimeDateStamp: number;
  /** The version of the structure; usually 0. */
  MajorVersion: number;
  MinorVersion: number;
  /** Bits of the system's global flags to clear for the process. */
  GlobalFlagsClear: number;
  /** Bits of the system's global flags to set for the process. */
  GlobalFlagsSet: number;
  /** Milliseconds. */
  CriticalSectionDefaultTimeout: number;
  /** Bytes that a heap block must have for its memory to be given back. */
  DeCommitFreeBlockThreshold: number;
  /** Bytes that must be free in the heap for memory to be given back. */
  DeCommitTotalFreeThreshold: number;
  /** Address of the addresses of LOCK prefixes, which single-processor machines patch. x86 only. */
  LockPrefixTable: number;
  /** Bytes; for debugging. */
  MaximumAllocationSize: number;
  /** Bytes from which an allocation is taken from outside the heap's segments. */
  VirtualMemoryThreshold: number;
  /** Flags of HeapCreate for the process's heap. */
  ProcessHeapFlags: number;
  /** The processors to run on; programs only. 0: all. */
  ProcessAffinityMask: number;
  /** Service pack. */
  CSDVersion: number;
  /** Flags of LoadLibraryEx for the DLLs that the image imports. */
  DependentLoadFlags: number;
  /** Reserved. */
  EditList: number;
  /** Address of the cookie that guards stack buffers. */
  SecurityCookie: number;
  /** Address of the RVAs of the exception handlers that may be called, in order. x86 only. */
  SEHandlerTable: number;
  /** How many they are. */
  SEHandlerCount: number;
  /**
   * From here to CastGuardOsDeterminedFailureMode: addresses, unless said otherwise, and counts of control flow guard
   * and its kin.
   */
  GuardCFCheckFunctionPointer: number;
  GuardCFDispatchFunctionPointer: number;
  /**
   * Address of the RVAs of functions that may be called indirectly, each with as many bytes more as the highest 4 bits
   * of GuardFlags say.
   */
  GuardCFFunctionTable: number;
  GuardCFFunctionCount: number;
  /** Flags, C's IMAGE_GUARD_: 0x100 the image has checks, 0x400 it has a table of functions. */
  GuardFlags: number;
  readonly CodeIntegrity: IMAGE_LOAD_CONFIG_CODE_INTEGRITY;
  GuardAddressTakenIatEntryTable: number;
  GuardAddressTakenIatEntryCount: number;
  GuardLongJumpTargetTable: number;
  GuardLongJumpTargetCount: number;
  DynamicValueRelocTable: number;
  /** Address of what hybrid images, such as ARM64EC, add. */
  CHPEMetadataPointer: number;
  GuardRFFailureRoutine: number;
  GuardRFFailureRoutineFunctionPointer: number;
  /** Bytes from the beginning of the section that the next member tells of. */
  DynamicValueRelocTableOffset: number;
  /** Number of the section, from 1. */
  DynamicValueRelocTableSection: number;
  /** Reserved. */
  Reserved2: number;
  GuardRFVerifyStackPointerFunctionPointer: number;
  HotPatchTableOffset: number;
  /** Reserved. */
  Reserved3: number;
  /** Address of the configuration of enclaves. */
  EnclaveConfigurationPointer: number;
  /** Address of the list of volatile accesses, for emulation on ARM64. */
  VolatileMetadataPointer: number;
  GuardEHContinuationTable: number;
  GuardEHContinuationCount: number;
  GuardXFGCheckFunctionPointer: number;
  GuardXFGDispatchFunctionPointer: number;
  GuardXFGTableDispatchFunctionPointer: number;
  CastGuardOsDeterminedFailureMode: number;
}

/** What the loader of a 64-bit image is told: `IMAGE_DIRECTORY_ENTRY.LOAD_CONFIG`. */
export interface IMAGE_LOAD_CONFIG_DIRECTORY64 extends StructView<'IMAGE_LOAD_CONFIG_DIRECTORY64'> {
  /** Bytes. Members beyond them are not there: images of older linkers have fewer. */
  Size: number;
  /** Seconds since 1970; usually 0. */
  TimeDateStamp: number;
  /** The version of the structure; usually 0. */
  MajorVersion: number;
  MinorVersion: number;
  /** Bits of the system's global flags to clear for the process. */
  GlobalFlagsClear: number;
  /** Bits of the system's global flags to set for the process. */
  GlobalFlagsSet: number;
  /** Milliseconds. */
  CriticalSectionDefaultTimeout: number;
  /** Bytes that a heap block must have for its memory to be given back. */
  DeCommitFreeBlockThreshold: bigint;
  /** Bytes that must be free in the heap for memory to be given back. */
  DeCommitTotalFreeThreshold: bigint;
  /** Address of the addresses of LOCK prefixes, which single-processor machines patch. x86 only. */
  LockPrefixTable: bigint;
  /** Bytes; for debugging. */
  MaximumAllocationSize: bigint;
  /** Bytes from which an allocation is taken from outside the heap's segments. */
  VirtualMemoryThreshold: bigint;
  /** The processors to run on; programs only. 0: all. */
  ProcessAffinityMask: bigint;
  /** Flags of HeapCreate for the process's heap. */
  ProcessHeapFlags: number;
  /** Service pack. */
  CSDVersion: number;
  /** Flags of LoadLibraryEx for the DLLs that the image imports. */
  DependentLoadFlags: number;
  /** Reserved. */
  EditList: bigint;
  /** Address of the cookie that guards stack buffers. */
  SecurityCookie: bigint;
  /** Address of the RVAs of the exception handlers that may be called, in order. x86 only. */
  SEHandlerTable: bigint;
  /** How many they are. */
  SEHandlerCount: bigint;
  /**
   * From here to CastGuardOsDeterminedFailureMode: addresses, unless said otherwise, and counts of control flow guard
   * and its kin.
   */
  GuardCFCheckFunctionPointer: bigint;
  GuardCFDispatchFunctionPointer: bigint;
  /**
   * Address of the RVAs of functions that may be called indirectly, each with as many bytes more as the highest 4 bits
   * of GuardFlags say.
   */
  GuardCFFunctionTable: bigint;
  GuardCFFunctionCount: bigint;
  /** Flags, C's IMAGE_GUARD_: 0x100 the image has checks, 0x400 it has a table of functions. */
  GuardFlags: number;
  readonly CodeIntegrity: IMAGE_LOAD_CONFIG_CODE_INTEGRITY;
  GuardAddressTakenIatEntryTable: bigint;
  GuardAddressTakenIatEntryCount: bigint;
  GuardLongJumpTargetTable: bigint;
  GuardLongJumpTargetCount: bigint;
  DynamicValueRelocTable: bigint;
  /** Address of what hybrid images, such as ARM64EC, add. */
  CHPEMetadataPointer: bigint;
  GuardRFFailureRoutine: bigint;
  GuardRFFailureRoutineFunctionPointer: bigint;
  /** Bytes from the beginning of the section that the next member tells of. */
  DynamicValueRelocTableOffset: number;
  /** Number of the section, from 1. */
  DynamicValueRelocTableSection: number;
  /** Reserved. */
  Reserved2: number;
  GuardRFVerifyStackPointerFunctionPointer: bigint;
  HotPatchTableOffset: number;
  /** Reserved. */
  Reserved3: number;
  /** Address of the configuration of enclaves. */
  EnclaveConfigurationPointer: bigint;
  /** Address of the list of volatile accesses, for emulation on ARM64. */
  VolatileMetadataPointer: bigint;
  GuardEHContinuationTable: bigint;
  GuardEHContinuationCount: bigint;
  GuardXFGCheckFunctionPointer: bigint;
  GuardXFGDispatchFunctionPointer: bigint;
  GuardXFGTableDispatchFunctionPointer: bigint;
  CastGuardOsDeterminedFailureMode: bigint;
}

/** A function in the function table of an ARM64 image: `IMAGE_DIRECTORY_ENTRY.EXCEPTION`. */
export interface IMAGE_ARM64_RUNTIME_FUNCTION_ENTRY extends StructView<'IMAGE_ARM64_RUNTIME_FUNCTION_ENTRY'> {
  /** RVA. */
  BeginAddress: number;
  /** The bit-fields below as one number; where Flag is 0, RVA of the unwind data. */
  UnwindData: number;
  /** 0: UnwindData is an RVA. 1, 2: the members below say how to unwind; 2 for a part of a function. */
  Flag: number;
  /** In units of 4 bytes. */
  FunctionLength: number;
  /** How many of D8 to D15 are saved: one more than this says, 0 for none. */
  RegF: number;
  /** How many of X19 to X28 are saved. */
  RegI: number;
  /** 1: X0 to X7 are stored at the beginning. */
  H: number;
  /** Whether X29 and X30 are saved, and whether X29 is the frame pointer: 3 for both. */
  CR: number;
  /** Bytes of stack, in units of 16. */
  FrameSize: number;
}

/**
 * A function in the function table of an x64 image, `IMAGE_DIRECTORY_ENTRY.EXCEPTION`: what SymFunctionTableAccess64
 * points at there.
 */
export interface IMAGE_RUNTIME_FUNCTION_ENTRY extends StructView<'IMAGE_RUNTIME_FUNCTION_ENTRY'> {
  /** RVA. */
  BeginAddress: number;
  /** RVA after the last byte. */
  EndAddress: number;
  /** RVA of the unwind information. */
  UnwindInfoAddress: number;
  /** The same bytes as UnwindInfoAddress. */
  UnwindData: number;
}

/** An entry of the debug directory of an image: `IMAGE_DIRECTORY_ENTRY.DEBUG`. */
export interface IMAGE_DEBUG_DIRECTORY extends StructView<'IMAGE_DEBUG_DIRECTORY'> {
  /** Reserved. */
  Characteristics: number;
  /** Seconds since 1970, or a hash. */
  TimeDateStamp: number;
  /** The version of the data's format. */
  MajorVersion: number;
  MinorVersion: number;
  /** What the data are: an `IMAGE_DEBUG_TYPE`, or a newer number. */
  Type: number;
  /** Bytes. */
  SizeOfData: number;
  /** RVA of the data; 0 where they are not in memory. */
  AddressOfRawData: number;
  /** File offset of the data. */
  PointerToRawData: number;
}

/** COFF symbols in the debug directory: `IMAGE_DEBUG_TYPE.COFF`. Offsets are from its beginning. */
export interface IMAGE_COFF_SYMBOLS_HEADER extends StructView<'IMAGE_COFF_SYMBOLS_HEADER'> {
  /** IMAGE_SYMBOL records, auxiliary ones counted. */
  NumberOfSymbols: number;
  /** Offset. */
  LvaToFirstSymbol: number;
  /** IMAGE_LINENUMBER records. */
  NumberOfLinenumbers: number;
  /** Offset. */
  LvaToFirstLinenumber: number;
  RvaToFirstByteOfCode: number;
  RvaToLastByteOfCode: number;
  RvaToFirstByteOfData: number;
  RvaToLastByteOfData: number;
}

/**
 * How an x86 function without a frame pointer uses the stack: `IMAGE_DEBUG_TYPE.FPO`, and what SymFunctionTableAccess64
 * points at for x86 code.
 */
export interface FPO_DATA extends StructView<'FPO_DATA'> {
  /** RVA of the function's first byte. */
  ulOffStart: number;
  /** Bytes of the function. */
  cbProcSize: number;
  /** Size of the locals, in units of 4 bytes. */
  cdwLocals: number;
  /** Size of the parameters, in units of 4 bytes. */
  cdwParams: number;
  /** Bytes of the prologue. */
  cbProlog: number;
  /** Registers that are saved. */
  cbRegs: number;
  /** 1: with structured exception handling. */
  fHasSEH: number;
  /** 1: EBP is in use, not as frame pointer. */
  fUseBP: number;
  /** Reserved. */
  reserved: number;
  /** What frame it is, C's FRAME_: 0 without frame pointer, 1 of a trap, 2 of a task's TSS, 3 with frame pointer. */
  cbFrame: number;
}

/** A function of an image, as old debug information has it. */
export interface IMAGE_FUNCTION_ENTRY extends StructView<'IMAGE_FUNCTION_ENTRY'> {
  /** Where it begins. */
  StartingAddress: number;
  /** Where it ends. */
  EndingAddress: number;
  /** Where its prologue ends. */
  EndOfPrologue: number;
}

/** A function, with 64-bit addresses. */
export interface IMAGE_FUNCTION_ENTRY64 extends StructView<'IMAGE_FUNCTION_ENTRY64'> {
  /** Where it begins. */
  StartingAddress: bigint;
  /** Where it ends. */
  EndingAddress: bigint;
  /** Where its prologue ends; the same bytes as UnwindInfoAddress. */
  EndOfPrologue: bigint;
  /** Where its unwind information is. */
  UnwindInfoAddress: bigint;
}

/** The exports of an image: `IMAGE_DIRECTORY_ENTRY.EXPORT`. */
export interface IMAGE_EXPORT_DIRECTORY extends StructView<'IMAGE_EXPORT_DIRECTORY'> {
  /** Reserved. */
  Characteristics: number;
  /** Seconds since 1970, or a hash. */
  TimeDateStamp: number;
  /** The version that the linker was told; usually 0. */
  MajorVersion: number;
  MinorVersion: number;
  /** RVA of the DLL's name: ANSI, to the NUL. */
  Name: number;
  /** The ordinal of the first function. */
  Base: number;
  /** Elements at AddressOfFunctions. */
  NumberOfFunctions: number;
  /** Elements at AddressOfNames and AddressOfNameOrdinals. */
  NumberOfNames: number;
  /**
   * RVA of the RVAs of the functions. One that is in the directory itself is a text: the name of another DLL's export.
   */
  AddressOfFunctions: number;
  /** RVA of the RVAs of the names, sorted. */
  AddressOfNames: number;
  /** RVA of which function each name is for: 16-bit indexes, from 0. */
  AddressOfNameOrdinals: number;
}

/** What an image imports from one DLL: `IMAGE_DIRECTORY_ENTRY.IMPORT`. One of zeros is the last. */
export interface IMAGE_IMPORT_DESCRIPTOR extends StructView<'IMAGE_IMPORT_DESCRIPTOR'> {
  /** Another name of OriginalFirstThunk. */
  Characteristics: number;
  /** RVA of the imported names and ordinals: 4 bytes each in 32-bit images, 8 in 64-bit ones, the last is 0. */
  OriginalFirstThunk: number;
  /** 0 where not bound; 0xffffffff: see IMAGE_BOUND_IMPORT_DESCRIPTOR; else, of the DLL it was bound to. */
  TimeDateStamp: number;
  /** Index of the first import that another DLL provides; 0xffffffff: none. Obsolete. */
  ForwarderChain: number;
  /** RVA of the DLL's name: ANSI, to the NUL. */
  Name: number;
  /** RVA of the import address table, where the loader writes. */
  FirstThunk: number;
}

/** An imported name. */
export interface IMAGE_IMPORT_BY_NAME extends StructView<'IMAGE_IMPORT_BY_NAME'> {
  /** Index in the export's table of names, where the loader looks first. */
  Hint: number;
  /** To the NUL. ANSI. */
  Name: string;
}

/** A page's relocations: `IMAGE_DIRECTORY_ENTRY.BASERELOC`. Words follow: the type in 4 bits, the offset in 12. */
export interface IMAGE_BASE_RELOCATION extends StructView<'IMAGE_BASE_RELOCATION'> {
  /** RVA of the page. */
  VirtualAddress: number;
  /** Bytes, of this structure and the words. */
  SizeOfBlock: number;
}

/** A level of the resources of an image: type, name, language. Its entries, of 8 bytes, follow. */
export interface IMAGE_RESOURCE_DIRECTORY extends StructView<'IMAGE_RESOURCE_DIRECTORY'> {
  /** Reserved. */
  Characteristics: number;
  /** Seconds since 1970; usually 0. */
  TimeDateStamp: number;
  /** The version of the resources; usually 0. */
  MajorVersion: number;
  MinorVersion: number;
  /** Entries with a name, which come first. */
  NumberOfNamedEntries: number;
  /** Entries with a number. */
  NumberOfIdEntries: number;
}

/** Where the data of a resource lie. */
export interface IMAGE_RESOURCE_DATA_ENTRY extends StructView<'IMAGE_RESOURCE_DATA_ENTRY'> {
  /** RVA, despite its name. */
  OffsetToData: number;
  /** Bytes. */
  Size: number;
  /** Of text in the data; usually 0. */
  CodePage: number;
  /** Reserved. */
  Reserved: number;
}

/** The thread local storage of a 32-bit image: `IMAGE_DIRECTORY_ENTRY.TLS`. */
export interface IMAGE_TLS_DIRECTORY32 extends StructView<'IMAGE_TLS_DIRECTORY32'> {
  /** Address, not RVA, of what each thread's block begins with. */
  StartAddressOfRawData: number;
  /** Address of its end. */
  EndAddressOfRawData: number;
  /** Address of the DWORD that receives the slot's number. */
  AddressOfIndex: number;
  /** Address of the addresses of functions to call when threads begin and end; the last is 0. */
  AddressOfCallBacks: number;
  /** Bytes of zeros after the data. */
  SizeOfZeroFill: number;
  /** The three bit-fields below as one number. */
  Characteristics: number;
  /** Reserved. */
  Reserved0: number;
  /** As in sections: 2 to the power of one less, in bytes; 0 for none. */
  Alignment: number;
  /** Reserved. */
  Reserved1: number;
}

/** The thread local storage of a 64-bit image: `IMAGE_DIRECTORY_ENTRY.TLS`. */
export interface IMAGE_TLS_DIRECTORY64 extends StructView<'IMAGE_TLS_DIRECTORY64'> {
  /** Address, not RVA, of what each thread's block begins with. */
  StartAddressOfRawData: bigint;
  /** Address of its end. */
  EndAddressOfRawData: bigint;
  /** Address of the DWORD that receives the slot's number. */
  AddressOfIndex: bigint;
  /** Address of the addresses of functions to call when threads begin and end; the last is 0. */
  AddressOfCallBacks: bigint;
  /** Bytes of zeros after the data. */
  SizeOfZeroFill: number;
  /** The three bit-fields below as one number. */
  Characteristics: number;
  /** Reserved. */
  Reserved0: number;
  /** As in sections: 2 to the power of one less, in bytes; 0 for none. */
  Alignment: number;
  /** Reserved. */
  Reserved1: number;
}

/** A DLL that imports were bound to: `IMAGE_DIRECTORY_ENTRY.BOUND_IMPORT`. One of zeros is the last. */
export interface IMAGE_BOUND_IMPORT_DESCRIPTOR extends StructView<'IMAGE_BOUND_IMPORT_DESCRIPTOR'> {
  /** Of the DLL's header. */
  TimeDateStamp: number;
  /** Offset of the DLL's name, ANSI, from the first of these structures. */
  OffsetModuleName: number;
  /** Structures of the same shape that follow: DLLs that its exports are in. */
  NumberOfModuleForwarderRefs: number;
}

/**
 * What an image imports from one DLL when it is first called: `IMAGE_DIRECTORY_ENTRY.DELAY_IMPORT`. One of zeros is the
 * last.
 */
export interface IMAGE_DELAYLOAD_DESCRIPTOR extends StructView<'IMAGE_DELAYLOAD_DESCRIPTOR'> {
  /** Flags as one number, or as bit-fields. */
  readonly Attributes: StructView & {
    /** The flags as one number. */
    AllAttributes: number;
    /** 1: the members below are RVAs. 0: addresses, as linkers before Visual C++ 7 wrote them. */
    RvaBased: number;
    /** Reserved. */
    ReservedAttributes: number;
  };
  /** The DLL's name: ANSI, to the NUL. */
  DllNameRVA: number;
  /** Where the DLL's handle is kept. */
  ModuleHandleRVA: number;
  /** The addresses that calls go through. */
  ImportAddressTableRVA: number;
  /** The imported names and ordinals. */
  ImportNameTableRVA: number;
  /** The addresses of a DLL that it was bound to; 0: there are none. */
  BoundImportAddressTableRVA: number;
  /** A copy of the address table from before the first call; 0: there is none. */
  UnloadInformationTableRVA: number;
  /** Of the DLL that it was bound to; 0: of none. */
  TimeDateStamp: number;
}

/** A COFF symbol. 18 bytes, one directly after the other. */
export interface IMAGE_SYMBOL extends StructView<'IMAGE_SYMBOL'> {
  /** The name, in one of two forms. */
  readonly N: StructView & {
    /** Up to 8 bytes of text, filled with NULs, unless `Name.Short` is 0. */
    ShortName: readonly number[];
    /** Where the name is longer. */
    readonly Name: StructView & {
      /** 0: the name is in the string table. */
      Short: number;
      /** Its offset there. */
      Long: number;
    };
    /** The two members of `Name` as an array. */
    LongName: readonly number[];
  };
  /** What it is depends on StorageClass: mostly an offset in the section. */
  Value: number;
  /** From 1. 0: defined elsewhere, or common; -1: an absolute value; -2: for debuggers. */
  SectionNumber: number;
  /** 0x20 a function, 0 anything else, from today's compilers. */
  Type: number;
  /** C's IMAGE_SYM_CLASS_: 2 external, 3 static, 6 a label, 103 a file. */
  StorageClass: number;
  /** Auxiliary records of the same size that follow. */
  NumberOfAuxSymbols: number;
}

/** A COFF symbol of an object file with many sections (/bigobj). 20 bytes. */
export interface IMAGE_SYMBOL_EX extends StructView<'IMAGE_SYMBOL_EX'> {
  /** The name, in one of two forms. */
  readonly N: StructView & {
    /** Up to 8 bytes of text, filled with NULs, unless `Name.Short` is 0. */
    ShortName: readonly number[];
    /** Where the name is longer. */
    readonly Name: StructView & {
      /** 0: the name is in the string table. */
      Short: number;
      /** Its offset there. */
      Long: number;
    };
    /** The two members of `Name` as an array. */
    LongName: readonly number[];
  };
  /** What it is depends on StorageClass: mostly an offset in the section. */
  Value: number;
  /** From 1. 0: defined elsewhere, or common; -1: an absolute value; -2: for debuggers. */
  SectionNumber: number;
  /** 0x20 a function, 0 anything else, from today's compilers. */
  Type: number;
  /** C's IMAGE_SYM_CLASS_: 2 external, 3 static, 6 a label, 103 a file. */
  StorageClass: number;
  /** Auxiliary records of the same size that follow. */
  NumberOfAuxSymbols: number;
}

/** A COFF line number. 6 bytes, one directly after the other. */
export interface IMAGE_LINENUMBER extends StructView<'IMAGE_LINENUMBER'> {
  /** Two meanings of one number. */
  readonly Type: StructView & {
    /** Where Linenumber is 0: the function that the lines after it are in. */
    SymbolTableIndex: number;
    /** Where Linenumber is not 0: RVA of the line's code. */
    VirtualAddress: number;
  };
  /** From 1; 0: a function begins. */
  Linenumber: number;
}

/** The name of a .dbg file, in the image that it was taken out of: `IMAGE_DEBUG_TYPE.MISC`. */
export interface IMAGE_DEBUG_MISC extends StructView<'IMAGE_DEBUG_MISC'> {
  /** 1: the name of an image. */
  DataType: number;
  /** Bytes, of the whole structure: a multiple of 4. */
  Length: number;
  /** Data are UTF-16; else ANSI. */
  Unicode: boolean;
  /** Reserved. */
  Reserved: readonly number[];
  /** The text, with its NUL, as bytes. */
  Data: readonly number[];
}

/**
 * What a .dbg file begins with. The image's section headers follow, then the exported names, then the debug directory.
 */
export interface IMAGE_SEPARATE_DEBUG_HEADER extends StructView<'IMAGE_SEPARATE_DEBUG_HEADER'> {
  /** 0x4944: the letters DI. */
  Signature: number;
  /** C's IMAGE_SEPARATE_DEBUG_: 0x8000 does not match the image. */
  Flags: number;
  /** Of the image: an `IMAGE_FILE_MACHINE`. */
  Machine: number;
  /** Of the image, as in IMAGE_FILE_HEADER. */
  Characteristics: number;
  /** Of the image. */
  TimeDateStamp: number;
  /** Of the image. */
  CheckSum: number;
  /** Of the image; its lower half, for 64-bit images. */
  ImageBase: number;
  /** Of the image: bytes in memory. */
  SizeOfImage: number;
  /** IMAGE_SECTION_HEADER structures that follow. */
  NumberOfSections: number;
  /** Bytes. */
  ExportedNamesSize: number;
  /** Bytes. */
  DebugDirectorySize: number;
  /** Of the image: bytes. */
  SectionAlignment: number;
  /** Reserved. */
  Reserved: readonly number[];
}
