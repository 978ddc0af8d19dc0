import { structure, type View } from './definition';

/** Tables inside executable images. winnt.h. */

/** The signature of an image by a catalog. */
export interface IMAGE_LOAD_CONFIG_CODE_INTEGRITY extends View<
  'IMAGE_LOAD_CONFIG_CODE_INTEGRITY',
  typeof IMAGE_LOAD_CONFIG_CODE_INTEGRITY
> {}
export const IMAGE_LOAD_CONFIG_CODE_INTEGRITY = structure<IMAGE_LOAD_CONFIG_CODE_INTEGRITY>(
  'IMAGE_LOAD_CONFIG_CODE_INTEGRITY',
)({
  /** Flags of code integrity; their values are not documented. */
  Flags: 'WORD',
  /** By its name, the catalog's number; 0xffff: none. */
  Catalog: 'WORD',
  /** By its name, where the catalog begins. */
  CatalogOffset: 'DWORD',
  /** Reserved. */
  Reserved: 'DWORD',
});

/** Settings for the loader of a 32-bit image: `IMAGE_DIRECTORY_ENTRY.LOAD_CONFIG`. */
export interface IMAGE_LOAD_CONFIG_DIRECTORY32 extends View<
  'IMAGE_LOAD_CONFIG_DIRECTORY32',
  typeof IMAGE_LOAD_CONFIG_DIRECTORY32
> {}
export const IMAGE_LOAD_CONFIG_DIRECTORY32 = structure<IMAGE_LOAD_CONFIG_DIRECTORY32>('IMAGE_LOAD_CONFIG_DIRECTORY32')({
  /** Bytes. Members beyond are missing: images of older linkers have fewer. */
  Size: 'DWORD',
  /** Seconds since 1970; usually 0. */
  TimeDateStamp: 'DWORD',
  /** The version of the structure; usually 0. */
  MajorVersion: 'WORD',
  MinorVersion: 'WORD',
  /** Bits of the system's global flags to clear for the process. */
  GlobalFlagsClear: 'DWORD',
  /** Bits of the system's global flags to set for the process. */
  GlobalFlagsSet: 'DWORD',
  /** Milliseconds. */
  CriticalSectionDefaultTimeout: 'DWORD',
  /** The minimum size in bytes of a heap block whose memory is decommitted. */
  DeCommitFreeBlockThreshold: 'DWORD',
  /** The minimum of free bytes in the heap before memory is decommitted. */
  DeCommitTotalFreeThreshold: 'DWORD',
  /** Address of the addresses of LOCK prefixes, which single-processor machines patch. x86 only. */
  LockPrefixTable: 'DWORD',
  /** Bytes; for debugging. */
  MaximumAllocationSize: 'DWORD',
  /** The minimum size in bytes of allocations outside the heap's segments. */
  VirtualMemoryThreshold: 'DWORD',
  /** Flags of HeapCreate for the process's heap. */
  ProcessHeapFlags: 'DWORD',
  /** The processors on which to run; programs only. 0: all. */
  ProcessAffinityMask: 'DWORD',
  /** Service pack. */
  CSDVersion: 'WORD',
  /** Flags of LoadLibraryEx for the DLLs that the image imports. */
  DependentLoadFlags: 'WORD',
  /** Reserved. */
  EditList: 'DWORD',
  /** Address of the cookie that guards stack buffers. */
  SecurityCookie: 'DWORD',
  /** Address of the RVAs of the exception handlers that may be called, in order. x86 only. */
  SEHandlerTable: 'DWORD',
  /** Their number. */
  SEHandlerCount: 'DWORD',
  /**
   * From here to CastGuardOsDeterminedFailureMode: addresses, unless stated otherwise, and counts of control flow guard
   * and similar features.
   */
  GuardCFCheckFunctionPointer: 'DWORD',
  GuardCFDispatchFunctionPointer: 'DWORD',
  /**
   * Address of the RVAs of functions that may be called indirectly, each followed by as many bytes as the highest 4
   * bits of GuardFlags say.
   */
  GuardCFFunctionTable: 'DWORD',
  GuardCFFunctionCount: 'DWORD',
  /** Flags, C's IMAGE_GUARD_: 0x100 the image has checks, 0x400 it has a table of functions. */
  GuardFlags: 'DWORD',
  CodeIntegrity: IMAGE_LOAD_CONFIG_CODE_INTEGRITY,
  GuardAddressTakenIatEntryTable: 'DWORD',
  GuardAddressTakenIatEntryCount: 'DWORD',
  GuardLongJumpTargetTable: 'DWORD',
  GuardLongJumpTargetCount: 'DWORD',
  DynamicValueRelocTable: 'DWORD',
  /** Address of the metadata of hybrid images, such as ARM64EC. */
  CHPEMetadataPointer: 'DWORD',
  GuardRFFailureRoutine: 'DWORD',
  GuardRFFailureRoutineFunctionPointer: 'DWORD',
  /** Bytes from the beginning of the section that the next member names. */
  DynamicValueRelocTableOffset: 'DWORD',
  /** Number of the section, from 1. */
  DynamicValueRelocTableSection: 'WORD',
  /** Reserved. */
  Reserved2: 'WORD',
  GuardRFVerifyStackPointerFunctionPointer: 'DWORD',
  HotPatchTableOffset: 'DWORD',
  /** Reserved. */
  Reserved3: 'DWORD',
  /** Address of the configuration of enclaves. */
  EnclaveConfigurationPointer: 'DWORD',
  /** Address of the list of volatile accesses, for emulation on ARM64. */
  VolatileMetadataPointer: 'DWORD',
  GuardEHContinuationTable: 'DWORD',
  GuardEHContinuationCount: 'DWORD',
  GuardXFGCheckFunctionPointer: 'DWORD',
  GuardXFGDispatchFunctionPointer: 'DWORD',
  GuardXFGTableDispatchFunctionPointer: 'DWORD',
  CastGuardOsDeterminedFailureMode: 'DWORD',
});

/** Settings for the loader of a 64-bit image: `IMAGE_DIRECTORY_ENTRY.LOAD_CONFIG`. */
export interface IMAGE_LOAD_CONFIG_DIRECTORY64 extends View<
  'IMAGE_LOAD_CONFIG_DIRECTORY64',
  typeof IMAGE_LOAD_CONFIG_DIRECTORY64
> {}
export const IMAGE_LOAD_CONFIG_DIRECTORY64 = structure<IMAGE_LOAD_CONFIG_DIRECTORY64>(
  'IMAGE_LOAD_CONFIG_DIRECTORY64',
).with({
  pack: 4,
})({
  /** Bytes. Members beyond are missing: images of older linkers have fewer. */
  Size: 'DWORD',
  /** Seconds since 1970; usually 0. */
  TimeDateStamp: 'DWORD',
  /** The version of the structure; usually 0. */
  MajorVersion: 'WORD',
  MinorVersion: 'WORD',
  /** Bits of the system's global flags to clear for the process. */
  GlobalFlagsClear: 'DWORD',
  /** Bits of the system's global flags to set for the process. */
  GlobalFlagsSet: 'DWORD',
  /** Milliseconds. */
  CriticalSectionDefaultTimeout: 'DWORD',
  /** The minimum size in bytes of a heap block whose memory is decommitted. */
  DeCommitFreeBlockThreshold: 'DWORD64',
  /** The minimum of free bytes in the heap before memory is decommitted. */
  DeCommitTotalFreeThreshold: 'DWORD64',
  /** Address of the addresses of LOCK prefixes, which single-processor machines patch. x86 only. */
  LockPrefixTable: 'DWORD64',
  /** Bytes; for debugging. */
  MaximumAllocationSize: 'DWORD64',
  /** The minimum size in bytes of allocations outside the heap's segments. */
  VirtualMemoryThreshold: 'DWORD64',
  /** The processors on which to run; programs only. 0: all. */
  ProcessAffinityMask: 'DWORD64',
  /** Flags of HeapCreate for the process's heap. */
  ProcessHeapFlags: 'DWORD',
  /** Service pack. */
  CSDVersion: 'WORD',
  /** Flags of LoadLibraryEx for the DLLs that the image imports. */
  DependentLoadFlags: 'WORD',
  /** Reserved. */
  EditList: 'DWORD64',
  /** Address of the cookie that guards stack buffers. */
  SecurityCookie: 'DWORD64',
  /** Address of the RVAs of the exception handlers that may be called, in order. x86 only. */
  SEHandlerTable: 'DWORD64',
  /** Their number. */
  SEHandlerCount: 'DWORD64',
  /**
   * From here to CastGuardOsDeterminedFailureMode: addresses, unless stated otherwise, and counts of control flow guard
   * and similar features.
   */
  GuardCFCheckFunctionPointer: 'DWORD64',
  GuardCFDispatchFunctionPointer: 'DWORD64',
  /**
   * Address of the RVAs of functions that may be called indirectly, each followed by as many bytes as the highest 4
   * bits of GuardFlags say.
   */
  GuardCFFunctionTable: 'DWORD64',
  GuardCFFunctionCount: 'DWORD64',
  /** Flags, C's IMAGE_GUARD_: 0x100 the image has checks, 0x400 it has a table of functions. */
  GuardFlags: 'DWORD',
  CodeIntegrity: IMAGE_LOAD_CONFIG_CODE_INTEGRITY,
  GuardAddressTakenIatEntryTable: 'DWORD64',
  GuardAddressTakenIatEntryCount: 'DWORD64',
  GuardLongJumpTargetTable: 'DWORD64',
  GuardLongJumpTargetCount: 'DWORD64',
  DynamicValueRelocTable: 'DWORD64',
  /** Address of the metadata of hybrid images, such as ARM64EC. */
  CHPEMetadataPointer: 'DWORD64',
  GuardRFFailureRoutine: 'DWORD64',
  GuardRFFailureRoutineFunctionPointer: 'DWORD64',
  /** Bytes from the beginning of the section that the next member names. */
  DynamicValueRelocTableOffset: 'DWORD',
  /** Number of the section, from 1. */
  DynamicValueRelocTableSection: 'WORD',
  /** Reserved. */
  Reserved2: 'WORD',
  GuardRFVerifyStackPointerFunctionPointer: 'DWORD64',
  HotPatchTableOffset: 'DWORD',
  /** Reserved. */
  Reserved3: 'DWORD',
  /** Address of the configuration of enclaves. */
  EnclaveConfigurationPointer: 'DWORD64',
  /** Address of the list of volatile accesses, for emulation on ARM64. */
  VolatileMetadataPointer: 'DWORD64',
  GuardEHContinuationTable: 'DWORD64',
  GuardEHContinuationCount: 'DWORD64',
  GuardXFGCheckFunctionPointer: 'DWORD64',
  GuardXFGDispatchFunctionPointer: 'DWORD64',
  GuardXFGTableDispatchFunctionPointer: 'DWORD64',
  CastGuardOsDeterminedFailureMode: 'DWORD64',
});

/** A function in the function table of an ARM64 image: `IMAGE_DIRECTORY_ENTRY.EXCEPTION`. */
export interface IMAGE_ARM64_RUNTIME_FUNCTION_ENTRY extends View<
  'IMAGE_ARM64_RUNTIME_FUNCTION_ENTRY',
  typeof IMAGE_ARM64_RUNTIME_FUNCTION_ENTRY
> {}
export const IMAGE_ARM64_RUNTIME_FUNCTION_ENTRY = structure<IMAGE_ARM64_RUNTIME_FUNCTION_ENTRY>(
  'IMAGE_ARM64_RUNTIME_FUNCTION_ENTRY',
)({
  /** RVA. */
  BeginAddress: 'DWORD',
  $1: {
    union: true,
    fields: {
      /** The bit-fields below as one number; if Flag is 0, the RVA of the unwind data. */
      UnwindData: 'DWORD',
      $1: {
        fields: {
          /** 0: UnwindData is an RVA. 1, 2: the members below tell how to unwind; 2 for a part of a function. */
          Flag: 'DWORD:2',
          /** In units of 4 bytes. */
          FunctionLength: 'DWORD:11',
          /** The number of registers of D8 to D15 that are saved: one more than this says, 0 for none. */
          RegF: 'DWORD:3',
          /** The number of registers of X19 to X28 that are saved. */
          RegI: 'DWORD:4',
          /** 1: X0 to X7 are stored at the beginning. */
          H: 'DWORD:1',
          /** Whether X29 and X30 are saved, and whether X29 is the frame pointer: 3 for both. */
          CR: 'DWORD:2',
          /** Bytes of stack, in units of 16. */
          FrameSize: 'DWORD:9',
        },
      },
    },
  },
});

/**
 * A function in the function table of an x64 image, `IMAGE_DIRECTORY_ENTRY.EXCEPTION`: SymFunctionTableAccess64 returns
 * the address of one.
 */
export interface IMAGE_RUNTIME_FUNCTION_ENTRY extends View<
  'IMAGE_RUNTIME_FUNCTION_ENTRY',
  typeof IMAGE_RUNTIME_FUNCTION_ENTRY
> {}
export const IMAGE_RUNTIME_FUNCTION_ENTRY = structure<IMAGE_RUNTIME_FUNCTION_ENTRY>('IMAGE_RUNTIME_FUNCTION_ENTRY')({
  /** RVA. */
  BeginAddress: 'DWORD',
  /** RVA after the last byte. */
  EndAddress: 'DWORD',
  $1: {
    union: true,
    fields: {
      /** RVA of the unwind information. */
      UnwindInfoAddress: 'DWORD',
      /** The same bytes as UnwindInfoAddress. */
      UnwindData: 'DWORD',
    },
  },
});

/** An entry of the debug directory of an image: `IMAGE_DIRECTORY_ENTRY.DEBUG`. */
export interface IMAGE_DEBUG_DIRECTORY extends View<'IMAGE_DEBUG_DIRECTORY', typeof IMAGE_DEBUG_DIRECTORY> {}
export const IMAGE_DEBUG_DIRECTORY = structure<IMAGE_DEBUG_DIRECTORY>('IMAGE_DEBUG_DIRECTORY')({
  /** Reserved. */
  Characteristics: 'DWORD',
  /** Seconds since 1970, or a hash. */
  TimeDateStamp: 'DWORD',
  /** The version of the data's format. */
  MajorVersion: 'WORD',
  MinorVersion: 'WORD',
  /** The kind of data: an `IMAGE_DEBUG_TYPE`, or a newer number. */
  Type: 'DWORD',
  /** Bytes. */
  SizeOfData: 'DWORD',
  /** RVA of the data; 0 if they are not in memory. */
  AddressOfRawData: 'DWORD',
  /** File offset of the data. */
  PointerToRawData: 'DWORD',
});

/** COFF symbols in the debug directory: `IMAGE_DEBUG_TYPE.COFF`. Offsets are from its beginning. */
export interface IMAGE_COFF_SYMBOLS_HEADER extends View<
  'IMAGE_COFF_SYMBOLS_HEADER',
  typeof IMAGE_COFF_SYMBOLS_HEADER
> {}
export const IMAGE_COFF_SYMBOLS_HEADER = structure<IMAGE_COFF_SYMBOLS_HEADER>('IMAGE_COFF_SYMBOLS_HEADER')({
  /** IMAGE_SYMBOL records, auxiliary ones counted. */
  NumberOfSymbols: 'DWORD',
  /** Offset. */
  LvaToFirstSymbol: 'DWORD',
  /** IMAGE_LINENUMBER records. */
  NumberOfLinenumbers: 'DWORD',
  /** Offset. */
  LvaToFirstLinenumber: 'DWORD',
  RvaToFirstByteOfCode: 'DWORD',
  RvaToLastByteOfCode: 'DWORD',
  RvaToFirstByteOfData: 'DWORD',
  RvaToLastByteOfData: 'DWORD',
});

/**
 * How an x86 function without a frame pointer uses the stack: `IMAGE_DEBUG_TYPE.FPO`, SymFunctionTableAccess64 returns
 * the address of one for x86 code.
 */
export interface FPO_DATA extends View<'FPO_DATA', typeof FPO_DATA> {}
export const FPO_DATA = structure<FPO_DATA>('FPO_DATA')({
  /** RVA of the function's first byte. */
  ulOffStart: 'DWORD',
  /** Bytes of the function. */
  cbProcSize: 'DWORD',
  /** Size of the locals, in units of 4 bytes. */
  cdwLocals: 'DWORD',
  /** Size of the parameters, in units of 4 bytes. */
  cdwParams: 'WORD',
  /** Bytes of the prologue. */
  cbProlog: 'WORD:8',
  /** Registers that are saved. */
  cbRegs: 'WORD:3',
  /** 1: with structured exception handling. */
  fHasSEH: 'WORD:1',
  /** 1: EBP is in use, not as frame pointer. */
  fUseBP: 'WORD:1',
  /** Reserved. */
  reserved: 'WORD:1',
  /** The kind of frame, C's FRAME_: 0 without frame pointer, 1 of a trap, 2 of a task's TSS, 3 with frame pointer. */
  cbFrame: 'WORD:2',
});

/** A function of an image in old debug information. */
export interface IMAGE_FUNCTION_ENTRY extends View<'IMAGE_FUNCTION_ENTRY', typeof IMAGE_FUNCTION_ENTRY> {}
export const IMAGE_FUNCTION_ENTRY = structure<IMAGE_FUNCTION_ENTRY>('IMAGE_FUNCTION_ENTRY')({
  /** Its beginning. */
  StartingAddress: 'DWORD',
  /** Its end. */
  EndingAddress: 'DWORD',
  /** The end of its prologue. */
  EndOfPrologue: 'DWORD',
});

/** A function, with 64-bit addresses. */
export interface IMAGE_FUNCTION_ENTRY64 extends View<'IMAGE_FUNCTION_ENTRY64', typeof IMAGE_FUNCTION_ENTRY64> {}
export const IMAGE_FUNCTION_ENTRY64 = structure<IMAGE_FUNCTION_ENTRY64>('IMAGE_FUNCTION_ENTRY64').with({ pack: 4 })({
  /** Its beginning. */
  StartingAddress: 'DWORD64',
  /** Its end. */
  EndingAddress: 'DWORD64',
  $1: {
    union: true,
    fields: {
      /** The end of its prologue; the same bytes as UnwindInfoAddress. */
      EndOfPrologue: 'DWORD64',
      /** The place of its unwind information. */
      UnwindInfoAddress: 'DWORD64',
    },
  },
});

/** The exports of an image: `IMAGE_DIRECTORY_ENTRY.EXPORT`. */
export interface IMAGE_EXPORT_DIRECTORY extends View<'IMAGE_EXPORT_DIRECTORY', typeof IMAGE_EXPORT_DIRECTORY> {}
export const IMAGE_EXPORT_DIRECTORY = structure<IMAGE_EXPORT_DIRECTORY>('IMAGE_EXPORT_DIRECTORY')({
  /** Reserved. */
  Characteristics: 'DWORD',
  /** Seconds since 1970, or a hash. */
  TimeDateStamp: 'DWORD',
  /** The version given to the linker; usually 0. */
  MajorVersion: 'WORD',
  MinorVersion: 'WORD',
  /** RVA of the DLL's name: ANSI, to the NUL. */
  Name: 'DWORD',
  /** The ordinal of the first function. */
  Base: 'DWORD',
  /** Elements at AddressOfFunctions. */
  NumberOfFunctions: 'DWORD',
  /** Elements at AddressOfNames and AddressOfNameOrdinals. */
  NumberOfNames: 'DWORD',
  /**
   * RVA of the RVAs of the functions. If one lies in the directory itself, it is text: the name of another DLL's
   * export.
   */
  AddressOfFunctions: 'DWORD',
  /** RVA of the RVAs of the names, sorted. */
  AddressOfNames: 'DWORD',
  /** RVA of the function for each name: 16-bit indexes, from 0. */
  AddressOfNameOrdinals: 'DWORD',
});

/** The imports of an image from one DLL: `IMAGE_DIRECTORY_ENTRY.IMPORT`. One of zeros is the last. */
export interface IMAGE_IMPORT_DESCRIPTOR extends View<'IMAGE_IMPORT_DESCRIPTOR', typeof IMAGE_IMPORT_DESCRIPTOR> {}
export const IMAGE_IMPORT_DESCRIPTOR = structure<IMAGE_IMPORT_DESCRIPTOR>('IMAGE_IMPORT_DESCRIPTOR')({
  $1: {
    union: true,
    fields: {
      /** Another name of OriginalFirstThunk. */
      Characteristics: 'DWORD',
      /** RVA of the imported names and ordinals: 4 bytes each in 32-bit images, 8 in 64-bit ones, the last is 0. */
      OriginalFirstThunk: 'DWORD',
    },
  },
  /** 0 if not bound; 0xffffffff: see IMAGE_BOUND_IMPORT_DESCRIPTOR; else that of the DLL to which it was bound. */
  TimeDateStamp: 'DWORD',
  /** Index of the first import that another DLL provides; 0xffffffff: none. Obsolete. */
  ForwarderChain: 'DWORD',
  /** RVA of the DLL's name: ANSI, to the NUL. */
  Name: 'DWORD',
  /** RVA of the import address table, where the loader writes. */
  FirstThunk: 'DWORD',
});

/** An imported name. */
export interface IMAGE_IMPORT_BY_NAME extends View<'IMAGE_IMPORT_BY_NAME', typeof IMAGE_IMPORT_BY_NAME> {}
export const IMAGE_IMPORT_BY_NAME = structure<IMAGE_IMPORT_BY_NAME>('IMAGE_IMPORT_BY_NAME').with({
  trailing: { field: 'Name' },
})({
  /** Index in the export's table of names, where the loader searches first. */
  Hint: 'WORD',
  /** To the NUL. ANSI. */
  Name: 'CHAR[1]',
});

/** A page's relocations: `IMAGE_DIRECTORY_ENTRY.BASERELOC`. Words follow: the type in 4 bits, the offset in 12. */
export interface IMAGE_BASE_RELOCATION extends View<'IMAGE_BASE_RELOCATION', typeof IMAGE_BASE_RELOCATION> {}
export const IMAGE_BASE_RELOCATION = structure<IMAGE_BASE_RELOCATION>('IMAGE_BASE_RELOCATION')({
  /** RVA of the page. */
  VirtualAddress: 'DWORD',
  /** Bytes, of this structure and the words. */
  SizeOfBlock: 'DWORD',
});

/** A level of the resources of an image: type, name, language. Its entries, of 8 bytes, follow. */
export interface IMAGE_RESOURCE_DIRECTORY extends View<'IMAGE_RESOURCE_DIRECTORY', typeof IMAGE_RESOURCE_DIRECTORY> {}
export const IMAGE_RESOURCE_DIRECTORY = structure<IMAGE_RESOURCE_DIRECTORY>('IMAGE_RESOURCE_DIRECTORY')({
  /** Reserved. */
  Characteristics: 'DWORD',
  /** Seconds since 1970; usually 0. */
  TimeDateStamp: 'DWORD',
  /** The version of the resources; usually 0. */
  MajorVersion: 'WORD',
  MinorVersion: 'WORD',
  /** Entries with a name, which come first. */
  NumberOfNamedEntries: 'WORD',
  /** Entries with a number. */
  NumberOfIdEntries: 'WORD',
});

/** The place of a resource's data. */
export interface IMAGE_RESOURCE_DATA_ENTRY extends View<
  'IMAGE_RESOURCE_DATA_ENTRY',
  typeof IMAGE_RESOURCE_DATA_ENTRY
> {}
export const IMAGE_RESOURCE_DATA_ENTRY = structure<IMAGE_RESOURCE_DATA_ENTRY>('IMAGE_RESOURCE_DATA_ENTRY')({
  /** RVA, despite its name. */
  OffsetToData: 'DWORD',
  /** Bytes. */
  Size: 'DWORD',
  /** Of text in the data; usually 0. */
  CodePage: 'DWORD',
  /** Reserved. */
  Reserved: 'DWORD',
});

/** The thread local storage of a 32-bit image: `IMAGE_DIRECTORY_ENTRY.TLS`. */
export interface IMAGE_TLS_DIRECTORY32 extends View<'IMAGE_TLS_DIRECTORY32', typeof IMAGE_TLS_DIRECTORY32> {}
export const IMAGE_TLS_DIRECTORY32 = structure<IMAGE_TLS_DIRECTORY32>('IMAGE_TLS_DIRECTORY32')({
  /** Address, not RVA, of the initial contents of each thread's block. */
  StartAddressOfRawData: 'DWORD',
  /** Address of its end. */
  EndAddressOfRawData: 'DWORD',
  /** Address of the DWORD that receives the slot's number. */
  AddressOfIndex: 'DWORD',
  /** Address of the addresses of functions to call when threads begin and end; the last is 0. */
  AddressOfCallBacks: 'DWORD',
  /** Bytes of zeros after the data. */
  SizeOfZeroFill: 'DWORD',
  $1: {
    union: true,
    fields: {
      /** The three bit-fields below as one number. */
      Characteristics: 'DWORD',
      $1: {
        fields: {
          /** Reserved. */
          Reserved0: 'DWORD:20',
          /** As in sections: 2 to the power of one less, in bytes; 0 for none. */
          Alignment: 'DWORD:4',
          /** Reserved. */
          Reserved1: 'DWORD:8',
        },
      },
    },
  },
});

/** The thread local storage of a 64-bit image: `IMAGE_DIRECTORY_ENTRY.TLS`. */
export interface IMAGE_TLS_DIRECTORY64 extends View<'IMAGE_TLS_DIRECTORY64', typeof IMAGE_TLS_DIRECTORY64> {}
export const IMAGE_TLS_DIRECTORY64 = structure<IMAGE_TLS_DIRECTORY64>('IMAGE_TLS_DIRECTORY64').with({ pack: 4 })({
  /** Address, not RVA, of the initial contents of each thread's block. */
  StartAddressOfRawData: 'DWORD64',
  /** Address of its end. */
  EndAddressOfRawData: 'DWORD64',
  /** Address of the DWORD that receives the slot's number. */
  AddressOfIndex: 'DWORD64',
  /** Address of the addresses of functions to call when threads begin and end; the last is 0. */
  AddressOfCallBacks: 'DWORD64',
  /** Bytes of zeros after the data. */
  SizeOfZeroFill: 'DWORD',
  $1: {
    union: true,
    fields: {
      /** The three bit-fields below as one number. */
      Characteristics: 'DWORD',
      $1: {
        fields: {
          /** Reserved. */
          Reserved0: 'DWORD:20',
          /** As in sections: 2 to the power of one less, in bytes; 0 for none. */
          Alignment: 'DWORD:4',
          /** Reserved. */
          Reserved1: 'DWORD:8',
        },
      },
    },
  },
});

/** A DLL to which imports were bound: `IMAGE_DIRECTORY_ENTRY.BOUND_IMPORT`. One of zeros is the last. */
export interface IMAGE_BOUND_IMPORT_DESCRIPTOR extends View<
  'IMAGE_BOUND_IMPORT_DESCRIPTOR',
  typeof IMAGE_BOUND_IMPORT_DESCRIPTOR
> {}
export const IMAGE_BOUND_IMPORT_DESCRIPTOR = structure<IMAGE_BOUND_IMPORT_DESCRIPTOR>('IMAGE_BOUND_IMPORT_DESCRIPTOR')({
  /** From the DLL's header. */
  TimeDateStamp: 'DWORD',
  /** Offset of the DLL's name, ANSI, from the first of these structures. */
  OffsetModuleName: 'WORD',
  /** Similar structures that follow: the DLLs to which it forwards exports. */
  NumberOfModuleForwarderRefs: 'WORD',
});

/** The delayed imports of an image from one DLL: `IMAGE_DIRECTORY_ENTRY.DELAY_IMPORT`. One of zeros is the last. */
export interface IMAGE_DELAYLOAD_DESCRIPTOR extends View<
  'IMAGE_DELAYLOAD_DESCRIPTOR',
  typeof IMAGE_DELAYLOAD_DESCRIPTOR
> {}
export const IMAGE_DELAYLOAD_DESCRIPTOR = structure<IMAGE_DELAYLOAD_DESCRIPTOR>('IMAGE_DELAYLOAD_DESCRIPTOR')({
  /** Flags as one number, or as bit-fields. */
  Attributes: {
    union: true,
    fields: {
      /** The flags as one number. */
      AllAttributes: 'DWORD',
      $1: {
        fields: {
          /** 1: the members below are RVAs. 0: addresses, as linkers before Visual C++ 7 wrote them. */
          RvaBased: 'DWORD:1',
          /** Reserved. */
          ReservedAttributes: 'DWORD:31',
        },
      },
    },
  },
  /** The DLL's name: ANSI, to the NUL. */
  DllNameRVA: 'DWORD',
  /** The place of the DLL's handle. */
  ModuleHandleRVA: 'DWORD',
  /** The addresses through which calls go. */
  ImportAddressTableRVA: 'DWORD',
  /** The imported names and ordinals. */
  ImportNameTableRVA: 'DWORD',
  /** The addresses of a DLL to which it was bound; 0: there are none. */
  BoundImportAddressTableRVA: 'DWORD',
  /** A copy of the address table from before the first call; 0: there is none. */
  UnloadInformationTableRVA: 'DWORD',
  /** That of the DLL to which it was bound; 0 for none. */
  TimeDateStamp: 'DWORD',
});

/** A COFF symbol. 18 bytes, one directly after the other. */
export interface IMAGE_SYMBOL extends View<'IMAGE_SYMBOL', typeof IMAGE_SYMBOL> {}
export const IMAGE_SYMBOL = structure<IMAGE_SYMBOL>('IMAGE_SYMBOL').with({ pack: 2 })({
  /** The name, in one of two forms. */
  N: {
    union: true,
    fields: {
      /** Up to 8 bytes of text, filled with NULs, unless `Name.Short` is 0. */
      ShortName: 'BYTE[8]',
      /** For a longer name. */
      Name: {
        fields: {
          /** 0: the name is in the string table. */
          Short: 'DWORD',
          /** Its offset there. */
          Long: 'DWORD',
        },
      },
      /** The two members of `Name` as an array. */
      LongName: 'DWORD[2]',
    },
  },
  /** The meaning depends on StorageClass: mostly an offset in the section. */
  Value: 'DWORD',
  /** From 1. 0: defined elsewhere, or common; -1: an absolute value; -2: for debuggers. */
  SectionNumber: 'SHORT',
  /** 0x20 a function, 0 anything else, by today's compilers. */
  Type: 'WORD',
  /** C's IMAGE_SYM_CLASS_: 2 external, 3 static, 6 a label, 103 a file. */
  StorageClass: 'BYTE',
  /** Auxiliary records of the same size that follow. */
  NumberOfAuxSymbols: 'BYTE',
});

/** A COFF symbol of an object file with many sections (/bigobj). 20 bytes. */
export interface IMAGE_SYMBOL_EX extends View<'IMAGE_SYMBOL_EX', typeof IMAGE_SYMBOL_EX> {}
export const IMAGE_SYMBOL_EX = structure<IMAGE_SYMBOL_EX>('IMAGE_SYMBOL_EX').with({ pack: 2 })({
  /** The name, in one of two forms. */
  N: {
    union: true,
    fields: {
      /** Up to 8 bytes of text, filled with NULs, unless `Name.Short` is 0. */
      ShortName: 'BYTE[8]',
      /** For a longer name. */
      Name: {
        fields: {
          /** 0: the name is in the string table. */
          Short: 'DWORD',
          /** Its offset there. */
          Long: 'DWORD',
        },
      },
      /** The two members of `Name` as an array. */
      LongName: 'DWORD[2]',
    },
  },
  /** The meaning depends on StorageClass: mostly an offset in the section. */
  Value: 'DWORD',
  /** From 1. 0: defined elsewhere, or common; -1: an absolute value; -2: for debuggers. */
  SectionNumber: 'LONG',
  /** 0x20 a function, 0 anything else, by today's compilers. */
  Type: 'WORD',
  /** C's IMAGE_SYM_CLASS_: 2 external, 3 static, 6 a label, 103 a file. */
  StorageClass: 'BYTE',
  /** Auxiliary records of the same size that follow. */
  NumberOfAuxSymbols: 'BYTE',
});

/** A COFF line number. 6 bytes, one directly after the other. */
export interface IMAGE_LINENUMBER extends View<'IMAGE_LINENUMBER', typeof IMAGE_LINENUMBER> {}
export const IMAGE_LINENUMBER = structure<IMAGE_LINENUMBER>('IMAGE_LINENUMBER').with({ pack: 2 })({
  /** Two meanings of one number. */
  Type: {
    union: true,
    fields: {
      /** If Linenumber is 0: the function of the following lines. */
      SymbolTableIndex: 'DWORD',
      /** If Linenumber is not 0: RVA of the line's code. */
      VirtualAddress: 'DWORD',
    },
  },
  /** From 1; 0: a function begins. */
  Linenumber: 'WORD',
});

/** The name of a .dbg file, in the image that the debug information was moved out of: `IMAGE_DEBUG_TYPE.MISC`. */
export interface IMAGE_DEBUG_MISC extends View<'IMAGE_DEBUG_MISC', typeof IMAGE_DEBUG_MISC> {}
export const IMAGE_DEBUG_MISC = structure<IMAGE_DEBUG_MISC>('IMAGE_DEBUG_MISC').with({ trailing: { field: 'Data' } })({
  /** 1: the name of an image. */
  DataType: 'DWORD',
  /** Bytes, of the whole structure: a multiple of 4. */
  Length: 'DWORD',
  /** Data are UTF-16; else ANSI. */
  Unicode: 'BOOLEAN',
  /** Reserved. */
  Reserved: 'BYTE[3]',
  /** The text, with its NUL, as bytes. */
  Data: 'BYTE[1]',
});

/** The header of a .dbg file. The image's section headers follow, then the exported names, then the debug directory. */
export interface IMAGE_SEPARATE_DEBUG_HEADER extends View<
  'IMAGE_SEPARATE_DEBUG_HEADER',
  typeof IMAGE_SEPARATE_DEBUG_HEADER
> {}
export const IMAGE_SEPARATE_DEBUG_HEADER = structure<IMAGE_SEPARATE_DEBUG_HEADER>('IMAGE_SEPARATE_DEBUG_HEADER')({
  /** 0x4944: the letters DI. */
  Signature: 'WORD',
  /** C's IMAGE_SEPARATE_DEBUG_: 0x8000 does not match the image. */
  Flags: 'WORD',
  /** Of the image: an `IMAGE_FILE_MACHINE`. */
  Machine: 'WORD',
  /** Of the image, as in IMAGE_FILE_HEADER. */
  Characteristics: 'WORD',
  /** Of the image. */
  TimeDateStamp: 'DWORD',
  /** Of the image. */
  CheckSum: 'DWORD',
  /** Of the image; its lower half, for 64-bit images. */
  ImageBase: 'DWORD',
  /** Of the image: bytes in memory. */
  SizeOfImage: 'DWORD',
  /** IMAGE_SECTION_HEADER structures that follow. */
  NumberOfSections: 'DWORD',
  /** Bytes. */
  ExportedNamesSize: 'DWORD',
  /** Bytes. */
  DebugDirectorySize: 'DWORD',
  /** Of the image: bytes. */
  SectionAlignment: 'DWORD',
  /** Reserved. */
  Reserved: 'DWORD[2]',
});
