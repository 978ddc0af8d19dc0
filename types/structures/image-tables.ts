import type { StructView } from './views';

export interface IMAGE_LOAD_CONFIG_CODE_INTEGRITY extends StructView {
  Flags: number;
  Catalog: number;
  CatalogOffset: number;
  Reserved: number;
}

export interface IMAGE_LOAD_CONFIG_DIRECTORY32 extends StructView {
  Size: number;
  TimeDateStamp: number;
  MajorVersion: number;
  MinorVersion: number;
  GlobalFlagsClear: number;
  GlobalFlagsSet: number;
  CriticalSectionDefaultTimeout: number;
  DeCommitFreeBlockThreshold: number;
  DeCommitTotalFreeThreshold: number;
  LockPrefixTable: number;
  MaximumAllocationSize: number;
  VirtualMemoryThreshold: number;
  ProcessHeapFlags: number;
  ProcessAffinityMask: number;
  CSDVersion: number;
  DependentLoadFlags: number;
  EditList: number;
  SecurityCookie: number;
  SEHandlerTable: number;
  SEHandlerCount: number;
  GuardCFCheckFunctionPointer: number;
  GuardCFDispatchFunctionPointer: number;
  GuardCFFunctionTable: number;
  GuardCFFunctionCount: number;
  GuardFlags: number;
  readonly CodeIntegrity: IMAGE_LOAD_CONFIG_CODE_INTEGRITY;
  GuardAddressTakenIatEntryTable: number;
  GuardAddressTakenIatEntryCount: number;
  GuardLongJumpTargetTable: number;
  GuardLongJumpTargetCount: number;
  DynamicValueRelocTable: number;
  CHPEMetadataPointer: number;
  GuardRFFailureRoutine: number;
  GuardRFFailureRoutineFunctionPointer: number;
  DynamicValueRelocTableOffset: number;
  DynamicValueRelocTableSection: number;
  Reserved2: number;
  GuardRFVerifyStackPointerFunctionPointer: number;
  HotPatchTableOffset: number;
  Reserved3: number;
  EnclaveConfigurationPointer: number;
  VolatileMetadataPointer: number;
  GuardEHContinuationTable: number;
  GuardEHContinuationCount: number;
  GuardXFGCheckFunctionPointer: number;
  GuardXFGDispatchFunctionPointer: number;
  GuardXFGTableDispatchFunctionPointer: number;
  CastGuardOsDeterminedFailureMode: number;
}

export interface IMAGE_LOAD_CONFIG_DIRECTORY64 extends StructView {
  Size: number;
  TimeDateStamp: number;
  MajorVersion: number;
  MinorVersion: number;
  GlobalFlagsClear: number;
  GlobalFlagsSet: number;
  CriticalSectionDefaultTimeout: number;
  DeCommitFreeBlockThreshold: bigint;
  DeCommitTotalFreeThreshold: bigint;
  LockPrefixTable: bigint;
  MaximumAllocationSize: bigint;
  VirtualMemoryThreshold: bigint;
  ProcessAffinityMask: bigint;
  ProcessHeapFlags: number;
  CSDVersion: number;
  DependentLoadFlags: number;
  EditList: bigint;
  SecurityCookie: bigint;
  SEHandlerTable: bigint;
  SEHandlerCount: bigint;
  GuardCFCheckFunctionPointer: bigint;
  GuardCFDispatchFunctionPointer: bigint;
  GuardCFFunctionTable: bigint;
  GuardCFFunctionCount: bigint;
  GuardFlags: number;
  readonly CodeIntegrity: IMAGE_LOAD_CONFIG_CODE_INTEGRITY;
  GuardAddressTakenIatEntryTable: bigint;
  GuardAddressTakenIatEntryCount: bigint;
  GuardLongJumpTargetTable: bigint;
  GuardLongJumpTargetCount: bigint;
  DynamicValueRelocTable: bigint;
  CHPEMetadataPointer: bigint;
  GuardRFFailureRoutine: bigint;
  GuardRFFailureRoutineFunctionPointer: bigint;
  DynamicValueRelocTableOffset: number;
  DynamicValueRelocTableSection: number;
  Reserved2: number;
  GuardRFVerifyStackPointerFunctionPointer: bigint;
  HotPatchTableOffset: number;
  Reserved3: number;
  EnclaveConfigurationPointer: bigint;
  VolatileMetadataPointer: bigint;
  GuardEHContinuationTable: bigint;
  GuardEHContinuationCount: bigint;
  GuardXFGCheckFunctionPointer: bigint;
  GuardXFGDispatchFunctionPointer: bigint;
  GuardXFGTableDispatchFunctionPointer: bigint;
  CastGuardOsDeterminedFailureMode: bigint;
}

export interface IMAGE_ARM64_RUNTIME_FUNCTION_ENTRY extends StructView {
  BeginAddress: number;
  UnwindData: number;
  Flag: number;
  FunctionLength: number;
  RegF: number;
  RegI: number;
  H: number;
  CR: number;
  FrameSize: number;
}

export interface IMAGE_RUNTIME_FUNCTION_ENTRY extends StructView {
  BeginAddress: number;
  EndAddress: number;
  UnwindInfoAddress: number;
  UnwindData: number;
}

export interface IMAGE_DEBUG_DIRECTORY extends StructView {
  Characteristics: number;
  TimeDateStamp: number;
  MajorVersion: number;
  MinorVersion: number;
  Type: number;
  SizeOfData: number;
  AddressOfRawData: number;
  PointerToRawData: number;
}

export interface IMAGE_COFF_SYMBOLS_HEADER extends StructView {
  NumberOfSymbols: number;
  LvaToFirstSymbol: number;
  NumberOfLinenumbers: number;
  LvaToFirstLinenumber: number;
  RvaToFirstByteOfCode: number;
  RvaToLastByteOfCode: number;
  RvaToFirstByteOfData: number;
  RvaToLastByteOfData: number;
}

export interface FPO_DATA extends StructView {
  ulOffStart: number;
  cbProcSize: number;
  cdwLocals: number;
  cdwParams: number;
  cbProlog: number;
  cbRegs: number;
  fHasSEH: number;
  fUseBP: number;
  reserved: number;
  cbFrame: number;
}

export interface IMAGE_FUNCTION_ENTRY extends StructView {
  StartingAddress: number;
  EndingAddress: number;
  EndOfPrologue: number;
}

export interface IMAGE_FUNCTION_ENTRY64 extends StructView {
  StartingAddress: bigint;
  EndingAddress: bigint;
  EndOfPrologue: bigint;
  UnwindInfoAddress: bigint;
}

export interface IMAGE_EXPORT_DIRECTORY extends StructView {
  Characteristics: number;
  TimeDateStamp: number;
  MajorVersion: number;
  MinorVersion: number;
  Name: number;
  Base: number;
  NumberOfFunctions: number;
  NumberOfNames: number;
  AddressOfFunctions: number;
  AddressOfNames: number;
  AddressOfNameOrdinals: number;
}

export interface IMAGE_IMPORT_DESCRIPTOR extends StructView {
  Characteristics: number;
  OriginalFirstThunk: number;
  TimeDateStamp: number;
  ForwarderChain: number;
  Name: number;
  FirstThunk: number;
}

export interface IMAGE_IMPORT_BY_NAME extends StructView {
  Hint: number;
  Name: string;
}

export interface IMAGE_BASE_RELOCATION extends StructView {
  VirtualAddress: number;
  SizeOfBlock: number;
}

export interface IMAGE_RESOURCE_DIRECTORY extends StructView {
  Characteristics: number;
  TimeDateStamp: number;
  MajorVersion: number;
  MinorVersion: number;
  NumberOfNamedEntries: number;
  NumberOfIdEntries: number;
}

export interface IMAGE_RESOURCE_DATA_ENTRY extends StructView {
  OffsetToData: number;
  Size: number;
  CodePage: number;
  Reserved: number;
}

export interface IMAGE_TLS_DIRECTORY32 extends StructView {
  StartAddressOfRawData: number;
  EndAddressOfRawData: number;
  AddressOfIndex: number;
  AddressOfCallBacks: number;
  SizeOfZeroFill: number;
  Characteristics: number;
  Reserved0: number;
  Alignment: number;
  Reserved1: number;
}

export interface IMAGE_TLS_DIRECTORY64 extends StructView {
  StartAddressOfRawData: bigint;
  EndAddressOfRawData: bigint;
  AddressOfIndex: bigint;
  AddressOfCallBacks: bigint;
  SizeOfZeroFill: number;
  Characteristics: number;
  Reserved0: number;
  Alignment: number;
  Reserved1: number;
}

export interface IMAGE_BOUND_IMPORT_DESCRIPTOR extends StructView {
  TimeDateStamp: number;
  OffsetModuleName: number;
  NumberOfModuleForwarderRefs: number;
}

export interface IMAGE_DELAYLOAD_DESCRIPTOR extends StructView {
  readonly Attributes: StructView & {
    AllAttributes: number;
    RvaBased: number;
    ReservedAttributes: number;
  };
  DllNameRVA: number;
  ModuleHandleRVA: number;
  ImportAddressTableRVA: number;
  ImportNameTableRVA: number;
  BoundImportAddressTableRVA: number;
  UnloadInformationTableRVA: number;
  TimeDateStamp: number;
}

export interface IMAGE_SYMBOL extends StructView {
  readonly N: StructView & {
    ShortName: readonly number[];
    readonly Name: StructView & {
      Short: number;
      Long: number;
    };
    LongName: readonly number[];
  };
  Value: number;
  SectionNumber: number;
  Type: number;
  StorageClass: number;
  NumberOfAuxSymbols: number;
}

export interface IMAGE_SYMBOL_EX extends StructView {
  readonly N: StructView & {
    ShortName: readonly number[];
    readonly Name: StructView & {
      Short: number;
      Long: number;
    };
    LongName: readonly number[];
  };
  Value: number;
  SectionNumber: number;
  Type: number;
  StorageClass: number;
  NumberOfAuxSymbols: number;
}

export interface IMAGE_LINENUMBER extends StructView {
  readonly Type: StructView & {
    SymbolTableIndex: number;
    VirtualAddress: number;
  };
  Linenumber: number;
}

export interface IMAGE_DEBUG_MISC extends StructView {
  DataType: number;
  Length: number;
  Unicode: boolean;
  Reserved: readonly number[];
  Data: readonly number[];
}

export interface IMAGE_SEPARATE_DEBUG_HEADER extends StructView {
  Signature: number;
  Flags: number;
  Machine: number;
  Characteristics: number;
  TimeDateStamp: number;
  CheckSum: number;
  ImageBase: number;
  SizeOfImage: number;
  NumberOfSections: number;
  ExportedNamesSize: number;
  DebugDirectorySize: number;
  SectionAlignment: number;
  Reserved: readonly number[];
}
