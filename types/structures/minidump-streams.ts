import type { XSTATE_CONFIG_FEATURE_MSC_INFO } from './context';
import type { TIME_ZONE_INFORMATION, VS_FIXEDFILEINFO } from './system';
import type { StructView } from './views';

export interface MINIDUMP_LOCATION_DESCRIPTOR extends StructView {
  DataSize: number;
  Rva: number;
}

export interface MINIDUMP_LOCATION_DESCRIPTOR64 extends StructView {
  DataSize: bigint;
  Rva: bigint;
}

export interface MINIDUMP_MEMORY_DESCRIPTOR extends StructView {
  StartOfMemoryRange: bigint;
  readonly Memory: MINIDUMP_LOCATION_DESCRIPTOR;
}

export interface MINIDUMP_MEMORY_DESCRIPTOR64 extends StructView {
  StartOfMemoryRange: bigint;
  DataSize: bigint;
}

export interface MINIDUMP_HEADER extends StructView {
  Signature: number;
  Version: number;
  NumberOfStreams: number;
  StreamDirectoryRva: number;
  CheckSum: number;
  Reserved: number;
  TimeDateStamp: number;
  Flags: bigint;
}

export interface MINIDUMP_DIRECTORY extends StructView {
  StreamType: number;
  readonly Location: MINIDUMP_LOCATION_DESCRIPTOR;
}

export interface MINIDUMP_STRING extends StructView {
  Length: number;
  Buffer: string;
}

export interface CPU_INFORMATION extends StructView {
  readonly X86CpuInfo: StructView & {
    VendorId: readonly number[];
    VersionInformation: number;
    FeatureInformation: number;
    AMDExtendedCpuFeatures: number;
  };
  readonly OtherCpuInfo: StructView & {
    ProcessorFeatures: readonly bigint[];
  };
}

export interface MINIDUMP_SYSTEM_INFO extends StructView {
  ProcessorArchitecture: number;
  ProcessorLevel: number;
  ProcessorRevision: number;
  Reserved0: number;
  NumberOfProcessors: number;
  ProductType: number;
  MajorVersion: number;
  MinorVersion: number;
  BuildNumber: number;
  PlatformId: number;
  CSDVersionRva: number;
  Reserved1: number;
  SuiteMask: number;
  Reserved2: number;
  readonly Cpu: CPU_INFORMATION;
}

export interface MINIDUMP_THREAD extends StructView {
  ThreadId: number;
  SuspendCount: number;
  PriorityClass: number;
  Priority: number;
  Teb: bigint;
  readonly Stack: MINIDUMP_MEMORY_DESCRIPTOR;
  readonly ThreadContext: MINIDUMP_LOCATION_DESCRIPTOR;
}

export interface MINIDUMP_THREAD_LIST extends StructView {
  NumberOfThreads: number;
  readonly Threads: readonly MINIDUMP_THREAD[];
}

export interface MINIDUMP_THREAD_EX extends StructView {
  ThreadId: number;
  SuspendCount: number;
  PriorityClass: number;
  Priority: number;
  Teb: bigint;
  readonly Stack: MINIDUMP_MEMORY_DESCRIPTOR;
  readonly ThreadContext: MINIDUMP_LOCATION_DESCRIPTOR;
  readonly BackingStore: MINIDUMP_MEMORY_DESCRIPTOR;
}

export interface MINIDUMP_THREAD_EX_LIST extends StructView {
  NumberOfThreads: number;
  readonly Threads: readonly MINIDUMP_THREAD_EX[];
}

export interface MINIDUMP_EXCEPTION extends StructView {
  ExceptionCode: number;
  ExceptionFlags: number;
  ExceptionRecord: bigint;
  ExceptionAddress: bigint;
  NumberParameters: number;
  __unusedAlignment: number;
  ExceptionInformation: readonly bigint[];
}

export interface MINIDUMP_EXCEPTION_STREAM extends StructView {
  ThreadId: number;
  __alignment: number;
  readonly ExceptionRecord: MINIDUMP_EXCEPTION;
  readonly ThreadContext: MINIDUMP_LOCATION_DESCRIPTOR;
}

export interface MINIDUMP_MODULE extends StructView {
  BaseOfImage: bigint;
  SizeOfImage: number;
  CheckSum: number;
  TimeDateStamp: number;
  ModuleNameRva: number;
  readonly VersionInfo: VS_FIXEDFILEINFO;
  readonly CvRecord: MINIDUMP_LOCATION_DESCRIPTOR;
  readonly MiscRecord: MINIDUMP_LOCATION_DESCRIPTOR;
  Reserved0: bigint;
  Reserved1: bigint;
}

export interface MINIDUMP_MODULE_LIST extends StructView {
  NumberOfModules: number;
  readonly Modules: readonly MINIDUMP_MODULE[];
}

export interface MINIDUMP_MEMORY_LIST extends StructView {
  NumberOfMemoryRanges: number;
  readonly MemoryRanges: readonly MINIDUMP_MEMORY_DESCRIPTOR[];
}

export interface MINIDUMP_MEMORY64_LIST extends StructView {
  NumberOfMemoryRanges: bigint;
  BaseRva: bigint;
  readonly MemoryRanges: readonly MINIDUMP_MEMORY_DESCRIPTOR64[];
}

export interface MINIDUMP_HANDLE_OBJECT_INFORMATION extends StructView {
  NextInfoRva: number;
  InfoType: number;
  SizeOfInfo: number;
}

export interface MINIDUMP_HANDLE_DESCRIPTOR extends StructView {
  Handle: bigint;
  TypeNameRva: number;
  ObjectNameRva: number;
  Attributes: number;
  GrantedAccess: number;
  HandleCount: number;
  PointerCount: number;
}

export interface MINIDUMP_HANDLE_DESCRIPTOR_2 extends StructView {
  Handle: bigint;
  TypeNameRva: number;
  ObjectNameRva: number;
  Attributes: number;
  GrantedAccess: number;
  HandleCount: number;
  PointerCount: number;
  ObjectInfoRva: number;
  Reserved0: number;
}

export interface MINIDUMP_HANDLE_DATA_STREAM extends StructView {
  SizeOfHeader: number;
  SizeOfDescriptor: number;
  NumberOfDescriptors: number;
  Reserved: number;
}

export interface MINIDUMP_HANDLE_OPERATION_LIST extends StructView {
  SizeOfHeader: number;
  SizeOfEntry: number;
  NumberOfEntries: number;
  Reserved: number;
}

export interface MINIDUMP_FUNCTION_TABLE_DESCRIPTOR extends StructView {
  MinimumAddress: bigint;
  MaximumAddress: bigint;
  BaseAddress: bigint;
  EntryCount: number;
  SizeOfAlignPad: number;
}

export interface MINIDUMP_FUNCTION_TABLE_STREAM extends StructView {
  SizeOfHeader: number;
  SizeOfDescriptor: number;
  SizeOfNativeDescriptor: number;
  SizeOfFunctionEntry: number;
  NumberOfDescriptors: number;
  SizeOfAlignPad: number;
}

export interface MINIDUMP_UNLOADED_MODULE extends StructView {
  BaseOfImage: bigint;
  SizeOfImage: number;
  CheckSum: number;
  TimeDateStamp: number;
  ModuleNameRva: number;
}

export interface MINIDUMP_UNLOADED_MODULE_LIST extends StructView {
  SizeOfHeader: number;
  SizeOfEntry: number;
  NumberOfEntries: number;
}

export interface MINIDUMP_MISC_INFO extends StructView {
  SizeOfInfo: number;
  Flags1: number;
  ProcessId: number;
  ProcessCreateTime: number;
  ProcessUserTime: number;
  ProcessKernelTime: number;
}

export interface MINIDUMP_MISC_INFO_2 extends StructView {
  SizeOfInfo: number;
  Flags1: number;
  ProcessId: number;
  ProcessCreateTime: number;
  ProcessUserTime: number;
  ProcessKernelTime: number;
  ProcessorMaxMhz: number;
  ProcessorCurrentMhz: number;
  ProcessorMhzLimit: number;
  ProcessorMaxIdleState: number;
  ProcessorCurrentIdleState: number;
}

export interface MINIDUMP_MISC_INFO_3 extends StructView {
  SizeOfInfo: number;
  Flags1: number;
  ProcessId: number;
  ProcessCreateTime: number;
  ProcessUserTime: number;
  ProcessKernelTime: number;
  ProcessorMaxMhz: number;
  ProcessorCurrentMhz: number;
  ProcessorMhzLimit: number;
  ProcessorMaxIdleState: number;
  ProcessorCurrentIdleState: number;
  ProcessIntegrityLevel: number;
  ProcessExecuteFlags: number;
  ProtectedProcess: number;
  TimeZoneId: number;
  readonly TimeZone: TIME_ZONE_INFORMATION;
}

export interface MINIDUMP_MISC_INFO_4 extends StructView {
  SizeOfInfo: number;
  Flags1: number;
  ProcessId: number;
  ProcessCreateTime: number;
  ProcessUserTime: number;
  ProcessKernelTime: number;
  ProcessorMaxMhz: number;
  ProcessorCurrentMhz: number;
  ProcessorMhzLimit: number;
  ProcessorMaxIdleState: number;
  ProcessorCurrentIdleState: number;
  ProcessIntegrityLevel: number;
  ProcessExecuteFlags: number;
  ProtectedProcess: number;
  TimeZoneId: number;
  readonly TimeZone: TIME_ZONE_INFORMATION;
  BuildString: string;
  DbgBldStr: string;
}

export interface MINIDUMP_MISC_INFO_5 extends StructView {
  SizeOfInfo: number;
  Flags1: number;
  ProcessId: number;
  ProcessCreateTime: number;
  ProcessUserTime: number;
  ProcessKernelTime: number;
  ProcessorMaxMhz: number;
  ProcessorCurrentMhz: number;
  ProcessorMhzLimit: number;
  ProcessorMaxIdleState: number;
  ProcessorCurrentIdleState: number;
  ProcessIntegrityLevel: number;
  ProcessExecuteFlags: number;
  ProtectedProcess: number;
  TimeZoneId: number;
  readonly TimeZone: TIME_ZONE_INFORMATION;
  BuildString: string;
  DbgBldStr: string;
  readonly XStateData: XSTATE_CONFIG_FEATURE_MSC_INFO;
  ProcessCookie: number;
}

export interface MINIDUMP_MEMORY_INFO extends StructView {
  BaseAddress: bigint;
  AllocationBase: bigint;
  AllocationProtect: number;
  __alignment1: number;
  RegionSize: bigint;
  State: number;
  Protect: number;
  Type: number;
  __alignment2: number;
}

export interface MINIDUMP_MEMORY_INFO_LIST extends StructView {
  SizeOfHeader: number;
  SizeOfEntry: number;
  NumberOfEntries: bigint;
}

export interface MINIDUMP_THREAD_NAME extends StructView {
  ThreadId: number;
  RvaOfThreadName: bigint;
}

export interface MINIDUMP_THREAD_NAME_LIST extends StructView {
  NumberOfThreadNames: number;
  readonly ThreadNames: readonly MINIDUMP_THREAD_NAME[];
}

export interface MINIDUMP_THREAD_INFO extends StructView {
  ThreadId: number;
  DumpFlags: number;
  DumpError: number;
  ExitStatus: number;
  CreateTime: bigint;
  ExitTime: bigint;
  KernelTime: bigint;
  UserTime: bigint;
  StartAddress: bigint;
  Affinity: bigint;
}

export interface MINIDUMP_THREAD_INFO_LIST extends StructView {
  SizeOfHeader: number;
  SizeOfEntry: number;
  NumberOfEntries: number;
}

export interface MINIDUMP_TOKEN_INFO_HEADER extends StructView {
  TokenSize: number;
  TokenId: number;
  TokenHandle: bigint;
}

export interface MINIDUMP_TOKEN_INFO_LIST extends StructView {
  TokenListSize: number;
  TokenListEntries: number;
  ListHeaderSize: number;
  ElementHeaderSize: number;
}

export interface MINIDUMP_SYSTEM_BASIC_INFORMATION extends StructView {
  TimerResolution: number;
  PageSize: number;
  NumberOfPhysicalPages: number;
  LowestPhysicalPageNumber: number;
  HighestPhysicalPageNumber: number;
  AllocationGranularity: number;
  MinimumUserModeAddress: bigint;
  MaximumUserModeAddress: bigint;
  ActiveProcessorsAffinityMask: bigint;
  NumberOfProcessors: number;
}

export interface MINIDUMP_SYSTEM_FILECACHE_INFORMATION extends StructView {
  CurrentSize: bigint;
  PeakSize: bigint;
  PageFaultCount: number;
  MinimumWorkingSet: bigint;
  MaximumWorkingSet: bigint;
  CurrentSizeIncludingTransitionInPages: bigint;
  PeakSizeIncludingTransitionInPages: bigint;
  TransitionRePurposeCount: number;
  Flags: number;
}

export interface MINIDUMP_SYSTEM_BASIC_PERFORMANCE_INFORMATION extends StructView {
  AvailablePages: bigint;
  CommittedPages: bigint;
  CommitLimit: bigint;
  PeakCommitment: bigint;
}

export interface MINIDUMP_SYSTEM_PERFORMANCE_INFORMATION extends StructView {
  IdleProcessTime: bigint;
  IoReadTransferCount: bigint;
  IoWriteTransferCount: bigint;
  IoOtherTransferCount: bigint;
  IoReadOperationCount: number;
  IoWriteOperationCount: number;
  IoOtherOperationCount: number;
  AvailablePages: number;
  CommittedPages: number;
  CommitLimit: number;
  PeakCommitment: number;
  PageFaultCount: number;
  CopyOnWriteCount: number;
  TransitionCount: number;
  CacheTransitionCount: number;
  DemandZeroCount: number;
  PageReadCount: number;
  PageReadIoCount: number;
  CacheReadCount: number;
  CacheIoCount: number;
  DirtyPagesWriteCount: number;
  DirtyWriteIoCount: number;
  MappedPagesWriteCount: number;
  MappedWriteIoCount: number;
  PagedPoolPages: number;
  NonPagedPoolPages: number;
  PagedPoolAllocs: number;
  PagedPoolFrees: number;
  NonPagedPoolAllocs: number;
  NonPagedPoolFrees: number;
  FreeSystemPtes: number;
  ResidentSystemCodePage: number;
  TotalSystemDriverPages: number;
  TotalSystemCodePages: number;
  NonPagedPoolLookasideHits: number;
  PagedPoolLookasideHits: number;
  AvailablePagedPoolPages: number;
  ResidentSystemCachePage: number;
  ResidentPagedPoolPage: number;
  ResidentSystemDriverPage: number;
  CcFastReadNoWait: number;
  CcFastReadWait: number;
  CcFastReadResourceMiss: number;
  CcFastReadNotPossible: number;
  CcFastMdlReadNoWait: number;
  CcFastMdlReadWait: number;
  CcFastMdlReadResourceMiss: number;
  CcFastMdlReadNotPossible: number;
  CcMapDataNoWait: number;
  CcMapDataWait: number;
  CcMapDataNoWaitMiss: number;
  CcMapDataWaitMiss: number;
  CcPinMappedDataCount: number;
  CcPinReadNoWait: number;
  CcPinReadWait: number;
  CcPinReadNoWaitMiss: number;
  CcPinReadWaitMiss: number;
  CcCopyReadNoWait: number;
  CcCopyReadWait: number;
  CcCopyReadNoWaitMiss: number;
  CcCopyReadWaitMiss: number;
  CcMdlReadNoWait: number;
  CcMdlReadWait: number;
  CcMdlReadNoWaitMiss: number;
  CcMdlReadWaitMiss: number;
  CcReadAheadIos: number;
  CcLazyWriteIos: number;
  CcLazyWritePages: number;
  CcDataFlushes: number;
  CcDataPages: number;
  ContextSwitches: number;
  FirstLevelTbFills: number;
  SecondLevelTbFills: number;
  SystemCalls: number;
  CcTotalDirtyPages: bigint;
  CcDirtyPageThreshold: bigint;
  ResidentAvailablePages: bigint;
  SharedCommittedPages: bigint;
}

export interface MINIDUMP_SYSTEM_MEMORY_INFO_1 extends StructView {
  Revision: number;
  Flags: number;
  readonly BasicInfo: MINIDUMP_SYSTEM_BASIC_INFORMATION;
  readonly FileCacheInfo: MINIDUMP_SYSTEM_FILECACHE_INFORMATION;
  readonly BasicPerfInfo: MINIDUMP_SYSTEM_BASIC_PERFORMANCE_INFORMATION;
  readonly PerfInfo: MINIDUMP_SYSTEM_PERFORMANCE_INFORMATION;
}

export interface MINIDUMP_PROCESS_VM_COUNTERS_1 extends StructView {
  Revision: number;
  PageFaultCount: number;
  PeakWorkingSetSize: bigint;
  WorkingSetSize: bigint;
  QuotaPeakPagedPoolUsage: bigint;
  QuotaPagedPoolUsage: bigint;
  QuotaPeakNonPagedPoolUsage: bigint;
  QuotaNonPagedPoolUsage: bigint;
  PagefileUsage: bigint;
  PeakPagefileUsage: bigint;
  PrivateUsage: bigint;
}

export interface MINIDUMP_PROCESS_VM_COUNTERS_2 extends StructView {
  Revision: number;
  Flags: number;
  PageFaultCount: number;
  PeakWorkingSetSize: bigint;
  WorkingSetSize: bigint;
  QuotaPeakPagedPoolUsage: bigint;
  QuotaPagedPoolUsage: bigint;
  QuotaPeakNonPagedPoolUsage: bigint;
  QuotaNonPagedPoolUsage: bigint;
  PagefileUsage: bigint;
  PeakPagefileUsage: bigint;
  PeakVirtualSize: bigint;
  VirtualSize: bigint;
  PrivateUsage: bigint;
  PrivateWorkingSetSize: bigint;
  SharedCommitUsage: bigint;
  JobSharedCommitUsage: bigint;
  JobPrivateCommitUsage: bigint;
  JobPeakPrivateCommitUsage: bigint;
  JobPrivateCommitLimit: bigint;
  JobTotalCommitLimit: bigint;
}
