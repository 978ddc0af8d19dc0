import type { StructDefinition } from '../layout';

/** Tables inside executable images. winnt.h. */

export const IMAGE_LOAD_CONFIG_CODE_INTEGRITY = {
  name: 'IMAGE_LOAD_CONFIG_CODE_INTEGRITY',
  fields: {
    Flags: 'WORD',
    Catalog: 'WORD',
    CatalogOffset: 'DWORD',
    Reserved: 'DWORD',
  },
} as const satisfies StructDefinition;

export const IMAGE_LOAD_CONFIG_DIRECTORY32 = {
  name: 'IMAGE_LOAD_CONFIG_DIRECTORY32',
  fields: {
    Size: 'DWORD',
    TimeDateStamp: 'DWORD',
    MajorVersion: 'WORD',
    MinorVersion: 'WORD',
    GlobalFlagsClear: 'DWORD',
    GlobalFlagsSet: 'DWORD',
    CriticalSectionDefaultTimeout: 'DWORD',
    DeCommitFreeBlockThreshold: 'DWORD',
    DeCommitTotalFreeThreshold: 'DWORD',
    LockPrefixTable: 'DWORD',
    MaximumAllocationSize: 'DWORD',
    VirtualMemoryThreshold: 'DWORD',
    ProcessHeapFlags: 'DWORD',
    ProcessAffinityMask: 'DWORD',
    CSDVersion: 'WORD',
    DependentLoadFlags: 'WORD',
    EditList: 'DWORD',
    SecurityCookie: 'DWORD',
    SEHandlerTable: 'DWORD',
    SEHandlerCount: 'DWORD',
    GuardCFCheckFunctionPointer: 'DWORD',
    GuardCFDispatchFunctionPointer: 'DWORD',
    GuardCFFunctionTable: 'DWORD',
    GuardCFFunctionCount: 'DWORD',
    GuardFlags: 'DWORD',
    CodeIntegrity: IMAGE_LOAD_CONFIG_CODE_INTEGRITY,
    GuardAddressTakenIatEntryTable: 'DWORD',
    GuardAddressTakenIatEntryCount: 'DWORD',
    GuardLongJumpTargetTable: 'DWORD',
    GuardLongJumpTargetCount: 'DWORD',
    DynamicValueRelocTable: 'DWORD',
    CHPEMetadataPointer: 'DWORD',
    GuardRFFailureRoutine: 'DWORD',
    GuardRFFailureRoutineFunctionPointer: 'DWORD',
    DynamicValueRelocTableOffset: 'DWORD',
    DynamicValueRelocTableSection: 'WORD',
    Reserved2: 'WORD',
    GuardRFVerifyStackPointerFunctionPointer: 'DWORD',
    HotPatchTableOffset: 'DWORD',
    Reserved3: 'DWORD',
    EnclaveConfigurationPointer: 'DWORD',
    VolatileMetadataPointer: 'DWORD',
    GuardEHContinuationTable: 'DWORD',
    GuardEHContinuationCount: 'DWORD',
    GuardXFGCheckFunctionPointer: 'DWORD',
    GuardXFGDispatchFunctionPointer: 'DWORD',
    GuardXFGTableDispatchFunctionPointer: 'DWORD',
    CastGuardOsDeterminedFailureMode: 'DWORD',
  },
} as const satisfies StructDefinition;

export const IMAGE_LOAD_CONFIG_DIRECTORY64 = {
  name: 'IMAGE_LOAD_CONFIG_DIRECTORY64',
  pack: 4,
  fields: {
    Size: 'DWORD',
    TimeDateStamp: 'DWORD',
    MajorVersion: 'WORD',
    MinorVersion: 'WORD',
    GlobalFlagsClear: 'DWORD',
    GlobalFlagsSet: 'DWORD',
    CriticalSectionDefaultTimeout: 'DWORD',
    DeCommitFreeBlockThreshold: 'DWORD64',
    DeCommitTotalFreeThreshold: 'DWORD64',
    LockPrefixTable: 'DWORD64',
    MaximumAllocationSize: 'DWORD64',
    VirtualMemoryThreshold: 'DWORD64',
    ProcessAffinityMask: 'DWORD64',
    ProcessHeapFlags: 'DWORD',
    CSDVersion: 'WORD',
    DependentLoadFlags: 'WORD',
    EditList: 'DWORD64',
    SecurityCookie: 'DWORD64',
    SEHandlerTable: 'DWORD64',
    SEHandlerCount: 'DWORD64',
    GuardCFCheckFunctionPointer: 'DWORD64',
    GuardCFDispatchFunctionPointer: 'DWORD64',
    GuardCFFunctionTable: 'DWORD64',
    GuardCFFunctionCount: 'DWORD64',
    GuardFlags: 'DWORD',
    CodeIntegrity: IMAGE_LOAD_CONFIG_CODE_INTEGRITY,
    GuardAddressTakenIatEntryTable: 'DWORD64',
    GuardAddressTakenIatEntryCount: 'DWORD64',
    GuardLongJumpTargetTable: 'DWORD64',
    GuardLongJumpTargetCount: 'DWORD64',
    DynamicValueRelocTable: 'DWORD64',
    CHPEMetadataPointer: 'DWORD64',
    GuardRFFailureRoutine: 'DWORD64',
    GuardRFFailureRoutineFunctionPointer: 'DWORD64',
    DynamicValueRelocTableOffset: 'DWORD',
    DynamicValueRelocTableSection: 'WORD',
    Reserved2: 'WORD',
    GuardRFVerifyStackPointerFunctionPointer: 'DWORD64',
    HotPatchTableOffset: 'DWORD',
    Reserved3: 'DWORD',
    EnclaveConfigurationPointer: 'DWORD64',
    VolatileMetadataPointer: 'DWORD64',
    GuardEHContinuationTable: 'DWORD64',
    GuardEHContinuationCount: 'DWORD64',
    GuardXFGCheckFunctionPointer: 'DWORD64',
    GuardXFGDispatchFunctionPointer: 'DWORD64',
    GuardXFGTableDispatchFunctionPointer: 'DWORD64',
    CastGuardOsDeterminedFailureMode: 'DWORD64',
  },
} as const satisfies StructDefinition;

export const IMAGE_ARM64_RUNTIME_FUNCTION_ENTRY = {
  name: 'IMAGE_ARM64_RUNTIME_FUNCTION_ENTRY',
  fields: {
    BeginAddress: 'DWORD',
    $1: {
      name: 'IMAGE_ARM64_RUNTIME_FUNCTION_ENTRY.$1',
      union: true,
      fields: {
        UnwindData: 'DWORD',
        $1: {
          name: 'IMAGE_ARM64_RUNTIME_FUNCTION_ENTRY.$1.$1',
          fields: {
            Flag: 'DWORD:2',
            FunctionLength: 'DWORD:11',
            RegF: 'DWORD:3',
            RegI: 'DWORD:4',
            H: 'DWORD:1',
            CR: 'DWORD:2',
            FrameSize: 'DWORD:9',
          },
        },
      },
    },
  },
} as const satisfies StructDefinition;

export const IMAGE_RUNTIME_FUNCTION_ENTRY = {
  name: 'IMAGE_RUNTIME_FUNCTION_ENTRY',
  fields: {
    BeginAddress: 'DWORD',
    EndAddress: 'DWORD',
    $1: {
      name: 'IMAGE_RUNTIME_FUNCTION_ENTRY.$1',
      union: true,
      fields: {
        UnwindInfoAddress: 'DWORD',
        UnwindData: 'DWORD',
      },
    },
  },
} as const satisfies StructDefinition;

export const IMAGE_DEBUG_DIRECTORY = {
  name: 'IMAGE_DEBUG_DIRECTORY',
  fields: {
    Characteristics: 'DWORD',
    TimeDateStamp: 'DWORD',
    MajorVersion: 'WORD',
    MinorVersion: 'WORD',
    Type: 'DWORD',
    SizeOfData: 'DWORD',
    AddressOfRawData: 'DWORD',
    PointerToRawData: 'DWORD',
  },
} as const satisfies StructDefinition;

export const IMAGE_COFF_SYMBOLS_HEADER = {
  name: 'IMAGE_COFF_SYMBOLS_HEADER',
  fields: {
    NumberOfSymbols: 'DWORD',
    LvaToFirstSymbol: 'DWORD',
    NumberOfLinenumbers: 'DWORD',
    LvaToFirstLinenumber: 'DWORD',
    RvaToFirstByteOfCode: 'DWORD',
    RvaToLastByteOfCode: 'DWORD',
    RvaToFirstByteOfData: 'DWORD',
    RvaToLastByteOfData: 'DWORD',
  },
} as const satisfies StructDefinition;

export const FPO_DATA = {
  name: 'FPO_DATA',
  fields: {
    ulOffStart: 'DWORD',
    cbProcSize: 'DWORD',
    cdwLocals: 'DWORD',
    cdwParams: 'WORD',
    cbProlog: 'WORD:8',
    cbRegs: 'WORD:3',
    fHasSEH: 'WORD:1',
    fUseBP: 'WORD:1',
    reserved: 'WORD:1',
    cbFrame: 'WORD:2',
  },
} as const satisfies StructDefinition;

export const IMAGE_FUNCTION_ENTRY = {
  name: 'IMAGE_FUNCTION_ENTRY',
  fields: {
    StartingAddress: 'DWORD',
    EndingAddress: 'DWORD',
    EndOfPrologue: 'DWORD',
  },
} as const satisfies StructDefinition;

export const IMAGE_FUNCTION_ENTRY64 = {
  name: 'IMAGE_FUNCTION_ENTRY64',
  pack: 4,
  fields: {
    StartingAddress: 'DWORD64',
    EndingAddress: 'DWORD64',
    $1: {
      name: 'IMAGE_FUNCTION_ENTRY64.$1',
      pack: 4,
      union: true,
      fields: {
        EndOfPrologue: 'DWORD64',
        UnwindInfoAddress: 'DWORD64',
      },
    },
  },
} as const satisfies StructDefinition;

export const IMAGE_EXPORT_DIRECTORY = {
  name: 'IMAGE_EXPORT_DIRECTORY',
  fields: {
    Characteristics: 'DWORD',
    TimeDateStamp: 'DWORD',
    MajorVersion: 'WORD',
    MinorVersion: 'WORD',
    Name: 'DWORD',
    Base: 'DWORD',
    NumberOfFunctions: 'DWORD',
    NumberOfNames: 'DWORD',
    AddressOfFunctions: 'DWORD',
    AddressOfNames: 'DWORD',
    AddressOfNameOrdinals: 'DWORD',
  },
} as const satisfies StructDefinition;

export const IMAGE_IMPORT_DESCRIPTOR = {
  name: 'IMAGE_IMPORT_DESCRIPTOR',
  fields: {
    $1: {
      name: 'IMAGE_IMPORT_DESCRIPTOR.$1',
      union: true,
      fields: {
        Characteristics: 'DWORD',
        OriginalFirstThunk: 'DWORD',
      },
    },
    TimeDateStamp: 'DWORD',
    ForwarderChain: 'DWORD',
    Name: 'DWORD',
    FirstThunk: 'DWORD',
  },
} as const satisfies StructDefinition;

export const IMAGE_IMPORT_BY_NAME = {
  name: 'IMAGE_IMPORT_BY_NAME',
  fields: {
    Hint: 'WORD',
    Name: 'CHAR[1]',
  },
  trailing: { field: 'Name' },
} as const satisfies StructDefinition;

export const IMAGE_BASE_RELOCATION = {
  name: 'IMAGE_BASE_RELOCATION',
  fields: {
    VirtualAddress: 'DWORD',
    SizeOfBlock: 'DWORD',
  },
} as const satisfies StructDefinition;

export const IMAGE_RESOURCE_DIRECTORY = {
  name: 'IMAGE_RESOURCE_DIRECTORY',
  fields: {
    Characteristics: 'DWORD',
    TimeDateStamp: 'DWORD',
    MajorVersion: 'WORD',
    MinorVersion: 'WORD',
    NumberOfNamedEntries: 'WORD',
    NumberOfIdEntries: 'WORD',
  },
} as const satisfies StructDefinition;

export const IMAGE_RESOURCE_DATA_ENTRY = {
  name: 'IMAGE_RESOURCE_DATA_ENTRY',
  fields: {
    OffsetToData: 'DWORD',
    Size: 'DWORD',
    CodePage: 'DWORD',
    Reserved: 'DWORD',
  },
} as const satisfies StructDefinition;

export const IMAGE_TLS_DIRECTORY32 = {
  name: 'IMAGE_TLS_DIRECTORY32',
  fields: {
    StartAddressOfRawData: 'DWORD',
    EndAddressOfRawData: 'DWORD',
    AddressOfIndex: 'DWORD',
    AddressOfCallBacks: 'DWORD',
    SizeOfZeroFill: 'DWORD',
    $1: {
      name: 'IMAGE_TLS_DIRECTORY32.$1',
      union: true,
      fields: {
        Characteristics: 'DWORD',
        $1: {
          name: 'IMAGE_TLS_DIRECTORY32.$1.$1',
          fields: {
            Reserved0: 'DWORD:20',
            Alignment: 'DWORD:4',
            Reserved1: 'DWORD:8',
          },
        },
      },
    },
  },
} as const satisfies StructDefinition;

export const IMAGE_TLS_DIRECTORY64 = {
  name: 'IMAGE_TLS_DIRECTORY64',
  pack: 4,
  fields: {
    StartAddressOfRawData: 'DWORD64',
    EndAddressOfRawData: 'DWORD64',
    AddressOfIndex: 'DWORD64',
    AddressOfCallBacks: 'DWORD64',
    SizeOfZeroFill: 'DWORD',
    $1: {
      name: 'IMAGE_TLS_DIRECTORY64.$1',
      pack: 4,
      union: true,
      fields: {
        Characteristics: 'DWORD',
        $1: {
          name: 'IMAGE_TLS_DIRECTORY64.$1.$1',
          pack: 4,
          fields: {
            Reserved0: 'DWORD:20',
            Alignment: 'DWORD:4',
            Reserved1: 'DWORD:8',
          },
        },
      },
    },
  },
} as const satisfies StructDefinition;

export const IMAGE_BOUND_IMPORT_DESCRIPTOR = {
  name: 'IMAGE_BOUND_IMPORT_DESCRIPTOR',
  fields: {
    TimeDateStamp: 'DWORD',
    OffsetModuleName: 'WORD',
    NumberOfModuleForwarderRefs: 'WORD',
  },
} as const satisfies StructDefinition;

export const IMAGE_DELAYLOAD_DESCRIPTOR = {
  name: 'IMAGE_DELAYLOAD_DESCRIPTOR',
  fields: {
    Attributes: {
      name: 'IMAGE_DELAYLOAD_DESCRIPTOR.Attributes',
      union: true,
      fields: {
        AllAttributes: 'DWORD',
        $1: {
          name: 'IMAGE_DELAYLOAD_DESCRIPTOR.Attributes.$1',
          fields: {
            RvaBased: 'DWORD:1',
            ReservedAttributes: 'DWORD:31',
          },
        },
      },
    },
    DllNameRVA: 'DWORD',
    ModuleHandleRVA: 'DWORD',
    ImportAddressTableRVA: 'DWORD',
    ImportNameTableRVA: 'DWORD',
    BoundImportAddressTableRVA: 'DWORD',
    UnloadInformationTableRVA: 'DWORD',
    TimeDateStamp: 'DWORD',
  },
} as const satisfies StructDefinition;

export const IMAGE_SYMBOL = {
  name: 'IMAGE_SYMBOL',
  pack: 2,
  fields: {
    N: {
      name: 'IMAGE_SYMBOL.N',
      pack: 2,
      union: true,
      fields: {
        ShortName: 'BYTE[8]',
        Name: {
          name: 'IMAGE_SYMBOL.N.Name',
          pack: 2,
          fields: {
            Short: 'DWORD',
            Long: 'DWORD',
          },
        },
        LongName: 'DWORD[2]',
      },
    },
    Value: 'DWORD',
    SectionNumber: 'SHORT',
    Type: 'WORD',
    StorageClass: 'BYTE',
    NumberOfAuxSymbols: 'BYTE',
  },
} as const satisfies StructDefinition;

export const IMAGE_SYMBOL_EX = {
  name: 'IMAGE_SYMBOL_EX',
  pack: 2,
  fields: {
    N: {
      name: 'IMAGE_SYMBOL_EX.N',
      pack: 2,
      union: true,
      fields: {
        ShortName: 'BYTE[8]',
        Name: {
          name: 'IMAGE_SYMBOL_EX.N.Name',
          pack: 2,
          fields: {
            Short: 'DWORD',
            Long: 'DWORD',
          },
        },
        LongName: 'DWORD[2]',
      },
    },
    Value: 'DWORD',
    SectionNumber: 'LONG',
    Type: 'WORD',
    StorageClass: 'BYTE',
    NumberOfAuxSymbols: 'BYTE',
  },
} as const satisfies StructDefinition;

export const IMAGE_LINENUMBER = {
  name: 'IMAGE_LINENUMBER',
  pack: 2,
  fields: {
    Type: {
      name: 'IMAGE_LINENUMBER.Type',
      pack: 2,
      union: true,
      fields: {
        SymbolTableIndex: 'DWORD',
        VirtualAddress: 'DWORD',
      },
    },
    Linenumber: 'WORD',
  },
} as const satisfies StructDefinition;

export const IMAGE_DEBUG_MISC = {
  name: 'IMAGE_DEBUG_MISC',
  fields: {
    DataType: 'DWORD',
    Length: 'DWORD',
    Unicode: 'BOOLEAN',
    Reserved: 'BYTE[3]',
    Data: 'BYTE[1]',
  },
  trailing: { field: 'Data' },
} as const satisfies StructDefinition;

export const IMAGE_SEPARATE_DEBUG_HEADER = {
  name: 'IMAGE_SEPARATE_DEBUG_HEADER',
  fields: {
    Signature: 'WORD',
    Flags: 'WORD',
    Machine: 'WORD',
    Characteristics: 'WORD',
    TimeDateStamp: 'DWORD',
    CheckSum: 'DWORD',
    ImageBase: 'DWORD',
    SizeOfImage: 'DWORD',
    NumberOfSections: 'DWORD',
    ExportedNamesSize: 'DWORD',
    DebugDirectorySize: 'DWORD',
    SectionAlignment: 'DWORD',
    Reserved: 'DWORD[2]',
  },
} as const satisfies StructDefinition;
