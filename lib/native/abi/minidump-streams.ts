import type { StructDefinition } from '../layout';
import { XSTATE_CONFIG_FEATURE_MSC_INFO } from './context';
import { TIME_ZONE_INFORMATION, VS_FIXEDFILEINFO } from './system';

/** What a minidump holds. minidumpapiset.h, which is packed to four bytes. */

export const MINIDUMP_LOCATION_DESCRIPTOR = {
  name: 'MINIDUMP_LOCATION_DESCRIPTOR',
  pack: 4,
  fields: {
    DataSize: 'DWORD',
    Rva: 'DWORD',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_LOCATION_DESCRIPTOR64 = {
  name: 'MINIDUMP_LOCATION_DESCRIPTOR64',
  pack: 4,
  fields: {
    DataSize: 'DWORD64',
    Rva: 'DWORD64',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_MEMORY_DESCRIPTOR = {
  name: 'MINIDUMP_MEMORY_DESCRIPTOR',
  pack: 4,
  fields: {
    StartOfMemoryRange: 'DWORD64',
    Memory: MINIDUMP_LOCATION_DESCRIPTOR,
  },
} as const satisfies StructDefinition;

export const MINIDUMP_MEMORY_DESCRIPTOR64 = {
  name: 'MINIDUMP_MEMORY_DESCRIPTOR64',
  pack: 4,
  fields: {
    StartOfMemoryRange: 'DWORD64',
    DataSize: 'DWORD64',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_HEADER = {
  name: 'MINIDUMP_HEADER',
  pack: 4,
  fields: {
    Signature: 'DWORD',
    Version: 'DWORD',
    NumberOfStreams: 'DWORD',
    StreamDirectoryRva: 'DWORD',
    CheckSum: 'DWORD',
    $1: {
      name: 'MINIDUMP_HEADER.$1',
      pack: 4,
      union: true,
      fields: {
        Reserved: 'DWORD',
        TimeDateStamp: 'DWORD',
      },
    },
    Flags: 'DWORD64',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_DIRECTORY = {
  name: 'MINIDUMP_DIRECTORY',
  pack: 4,
  fields: {
    StreamType: 'DWORD',
    Location: MINIDUMP_LOCATION_DESCRIPTOR,
  },
} as const satisfies StructDefinition;

export const MINIDUMP_STRING = {
  name: 'MINIDUMP_STRING',
  pack: 4,
  fields: {
    Length: 'DWORD',
    Buffer: 'WCHAR[0]',
  },
  trailing: { field: 'Buffer', length: 'Length', lengthUnit: 'bytes' },
} as const satisfies StructDefinition;

export const CPU_INFORMATION = {
  name: 'CPU_INFORMATION',
  pack: 4,
  union: true,
  fields: {
    X86CpuInfo: {
      name: 'CPU_INFORMATION.X86CpuInfo',
      pack: 4,
      fields: {
        VendorId: 'DWORD[3]',
        VersionInformation: 'DWORD',
        FeatureInformation: 'DWORD',
        AMDExtendedCpuFeatures: 'DWORD',
      },
    },
    OtherCpuInfo: {
      name: 'CPU_INFORMATION.OtherCpuInfo',
      pack: 4,
      fields: {
        ProcessorFeatures: 'DWORD64[2]',
      },
    },
  },
} as const satisfies StructDefinition;

export const MINIDUMP_SYSTEM_INFO = {
  name: 'MINIDUMP_SYSTEM_INFO',
  pack: 4,
  fields: {
    ProcessorArchitecture: 'WORD',
    ProcessorLevel: 'WORD',
    ProcessorRevision: 'WORD',
    $1: {
      name: 'MINIDUMP_SYSTEM_INFO.$1',
      pack: 4,
      union: true,
      fields: {
        Reserved0: 'WORD',
        $1: {
          name: 'MINIDUMP_SYSTEM_INFO.$1.$1',
          pack: 4,
          fields: {
            NumberOfProcessors: 'BYTE',
            ProductType: 'BYTE',
          },
        },
      },
    },
    MajorVersion: 'DWORD',
    MinorVersion: 'DWORD',
    BuildNumber: 'DWORD',
    PlatformId: 'DWORD',
    CSDVersionRva: 'DWORD',
    $2: {
      name: 'MINIDUMP_SYSTEM_INFO.$2',
      pack: 4,
      union: true,
      fields: {
        Reserved1: 'DWORD',
        $1: {
          name: 'MINIDUMP_SYSTEM_INFO.$2.$1',
          pack: 4,
          fields: {
            SuiteMask: 'WORD',
            Reserved2: 'WORD',
          },
        },
      },
    },
    Cpu: CPU_INFORMATION,
  },
} as const satisfies StructDefinition;

export const MINIDUMP_THREAD = {
  name: 'MINIDUMP_THREAD',
  pack: 4,
  fields: {
    ThreadId: 'DWORD',
    SuspendCount: 'DWORD',
    PriorityClass: 'DWORD',
    Priority: 'DWORD',
    Teb: 'DWORD64',
    Stack: MINIDUMP_MEMORY_DESCRIPTOR,
    ThreadContext: MINIDUMP_LOCATION_DESCRIPTOR,
  },
} as const satisfies StructDefinition;

export const MINIDUMP_THREAD_LIST = {
  name: 'MINIDUMP_THREAD_LIST',
  pack: 4,
  fields: {
    NumberOfThreads: 'DWORD',
    Threads: [MINIDUMP_THREAD, 0],
  },
  trailing: { field: 'Threads', capacity: 'NumberOfThreads' },
} as const satisfies StructDefinition;

export const MINIDUMP_THREAD_EX = {
  name: 'MINIDUMP_THREAD_EX',
  pack: 4,
  fields: {
    ...MINIDUMP_THREAD.fields,
    BackingStore: MINIDUMP_MEMORY_DESCRIPTOR,
  },
} as const satisfies StructDefinition;

export const MINIDUMP_THREAD_EX_LIST = {
  name: 'MINIDUMP_THREAD_EX_LIST',
  pack: 4,
  fields: {
    NumberOfThreads: 'DWORD',
    Threads: [MINIDUMP_THREAD_EX, 0],
  },
  trailing: { field: 'Threads', capacity: 'NumberOfThreads' },
} as const satisfies StructDefinition;

export const MINIDUMP_EXCEPTION = {
  name: 'MINIDUMP_EXCEPTION',
  pack: 4,
  fields: {
    ExceptionCode: 'DWORD',
    ExceptionFlags: 'DWORD',
    ExceptionRecord: 'DWORD64',
    ExceptionAddress: 'DWORD64',
    NumberParameters: 'DWORD',
    __unusedAlignment: 'DWORD',
    ExceptionInformation: 'DWORD64[15]',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_EXCEPTION_STREAM = {
  name: 'MINIDUMP_EXCEPTION_STREAM',
  pack: 4,
  fields: {
    ThreadId: 'DWORD',
    __alignment: 'DWORD',
    ExceptionRecord: MINIDUMP_EXCEPTION,
    ThreadContext: MINIDUMP_LOCATION_DESCRIPTOR,
  },
} as const satisfies StructDefinition;

export const MINIDUMP_MODULE = {
  name: 'MINIDUMP_MODULE',
  pack: 4,
  fields: {
    BaseOfImage: 'DWORD64',
    SizeOfImage: 'DWORD',
    CheckSum: 'DWORD',
    TimeDateStamp: 'DWORD',
    ModuleNameRva: 'DWORD',
    VersionInfo: VS_FIXEDFILEINFO,
    CvRecord: MINIDUMP_LOCATION_DESCRIPTOR,
    MiscRecord: MINIDUMP_LOCATION_DESCRIPTOR,
    Reserved0: 'DWORD64',
    Reserved1: 'DWORD64',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_MODULE_LIST = {
  name: 'MINIDUMP_MODULE_LIST',
  pack: 4,
  fields: {
    NumberOfModules: 'DWORD',
    Modules: [MINIDUMP_MODULE, 0],
  },
  trailing: { field: 'Modules', capacity: 'NumberOfModules' },
} as const satisfies StructDefinition;

export const MINIDUMP_MEMORY_LIST = {
  name: 'MINIDUMP_MEMORY_LIST',
  pack: 4,
  fields: {
    NumberOfMemoryRanges: 'DWORD',
    MemoryRanges: [MINIDUMP_MEMORY_DESCRIPTOR, 0],
  },
  trailing: { field: 'MemoryRanges', capacity: 'NumberOfMemoryRanges' },
} as const satisfies StructDefinition;

export const MINIDUMP_MEMORY64_LIST = {
  name: 'MINIDUMP_MEMORY64_LIST',
  pack: 4,
  fields: {
    NumberOfMemoryRanges: 'DWORD64',
    BaseRva: 'DWORD64',
    MemoryRanges: [MINIDUMP_MEMORY_DESCRIPTOR64, 0],
  },
  trailing: { field: 'MemoryRanges', capacity: 'NumberOfMemoryRanges' },
} as const satisfies StructDefinition;

export const MINIDUMP_HANDLE_OBJECT_INFORMATION = {
  name: 'MINIDUMP_HANDLE_OBJECT_INFORMATION',
  pack: 4,
  fields: {
    NextInfoRva: 'DWORD',
    InfoType: 'DWORD',
    SizeOfInfo: 'DWORD',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_HANDLE_DESCRIPTOR = {
  name: 'MINIDUMP_HANDLE_DESCRIPTOR',
  pack: 4,
  fields: {
    Handle: 'DWORD64',
    TypeNameRva: 'DWORD',
    ObjectNameRva: 'DWORD',
    Attributes: 'DWORD',
    GrantedAccess: 'DWORD',
    HandleCount: 'DWORD',
    PointerCount: 'DWORD',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_HANDLE_DESCRIPTOR_2 = {
  name: 'MINIDUMP_HANDLE_DESCRIPTOR_2',
  pack: 4,
  fields: {
    ...MINIDUMP_HANDLE_DESCRIPTOR.fields,
    ObjectInfoRva: 'DWORD',
    Reserved0: 'DWORD',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_HANDLE_DATA_STREAM = {
  name: 'MINIDUMP_HANDLE_DATA_STREAM',
  pack: 4,
  fields: {
    SizeOfHeader: 'DWORD',
    SizeOfDescriptor: 'DWORD',
    NumberOfDescriptors: 'DWORD',
    Reserved: 'DWORD',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_HANDLE_OPERATION_LIST = {
  name: 'MINIDUMP_HANDLE_OPERATION_LIST',
  pack: 4,
  fields: {
    SizeOfHeader: 'DWORD',
    SizeOfEntry: 'DWORD',
    NumberOfEntries: 'DWORD',
    Reserved: 'DWORD',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_FUNCTION_TABLE_DESCRIPTOR = {
  name: 'MINIDUMP_FUNCTION_TABLE_DESCRIPTOR',
  pack: 4,
  fields: {
    MinimumAddress: 'DWORD64',
    MaximumAddress: 'DWORD64',
    BaseAddress: 'DWORD64',
    EntryCount: 'DWORD',
    SizeOfAlignPad: 'DWORD',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_FUNCTION_TABLE_STREAM = {
  name: 'MINIDUMP_FUNCTION_TABLE_STREAM',
  pack: 4,
  fields: {
    SizeOfHeader: 'DWORD',
    SizeOfDescriptor: 'DWORD',
    SizeOfNativeDescriptor: 'DWORD',
    SizeOfFunctionEntry: 'DWORD',
    NumberOfDescriptors: 'DWORD',
    SizeOfAlignPad: 'DWORD',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_UNLOADED_MODULE = {
  name: 'MINIDUMP_UNLOADED_MODULE',
  pack: 4,
  fields: {
    BaseOfImage: 'DWORD64',
    SizeOfImage: 'DWORD',
    CheckSum: 'DWORD',
    TimeDateStamp: 'DWORD',
    ModuleNameRva: 'DWORD',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_UNLOADED_MODULE_LIST = {
  name: 'MINIDUMP_UNLOADED_MODULE_LIST',
  pack: 4,
  fields: {
    SizeOfHeader: 'DWORD',
    SizeOfEntry: 'DWORD',
    NumberOfEntries: 'DWORD',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_MISC_INFO = {
  name: 'MINIDUMP_MISC_INFO',
  pack: 4,
  fields: {
    SizeOfInfo: 'DWORD',
    Flags1: 'DWORD',
    ProcessId: 'DWORD',
    ProcessCreateTime: 'DWORD',
    ProcessUserTime: 'DWORD',
    ProcessKernelTime: 'DWORD',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_MISC_INFO_2 = {
  name: 'MINIDUMP_MISC_INFO_2',
  pack: 4,
  fields: {
    ...MINIDUMP_MISC_INFO.fields,
    ProcessorMaxMhz: 'DWORD',
    ProcessorCurrentMhz: 'DWORD',
    ProcessorMhzLimit: 'DWORD',
    ProcessorMaxIdleState: 'DWORD',
    ProcessorCurrentIdleState: 'DWORD',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_MISC_INFO_3 = {
  name: 'MINIDUMP_MISC_INFO_3',
  pack: 4,
  fields: {
    ...MINIDUMP_MISC_INFO_2.fields,
    ProcessIntegrityLevel: 'DWORD',
    ProcessExecuteFlags: 'DWORD',
    ProtectedProcess: 'DWORD',
    TimeZoneId: 'DWORD',
    TimeZone: TIME_ZONE_INFORMATION,
  },
} as const satisfies StructDefinition;

export const MINIDUMP_MISC_INFO_4 = {
  name: 'MINIDUMP_MISC_INFO_4',
  pack: 4,
  fields: {
    ...MINIDUMP_MISC_INFO_3.fields,
    BuildString: 'WCHAR[260]',
    DbgBldStr: 'WCHAR[40]',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_MISC_INFO_5 = {
  name: 'MINIDUMP_MISC_INFO_5',
  pack: 4,
  fields: {
    ...MINIDUMP_MISC_INFO_4.fields,
    XStateData: XSTATE_CONFIG_FEATURE_MSC_INFO,
    ProcessCookie: 'DWORD',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_MEMORY_INFO = {
  name: 'MINIDUMP_MEMORY_INFO',
  pack: 4,
  fields: {
    BaseAddress: 'DWORD64',
    AllocationBase: 'DWORD64',
    AllocationProtect: 'DWORD',
    __alignment1: 'DWORD',
    RegionSize: 'DWORD64',
    State: 'DWORD',
    Protect: 'DWORD',
    Type: 'DWORD',
    __alignment2: 'DWORD',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_MEMORY_INFO_LIST = {
  name: 'MINIDUMP_MEMORY_INFO_LIST',
  pack: 4,
  fields: {
    SizeOfHeader: 'DWORD',
    SizeOfEntry: 'DWORD',
    NumberOfEntries: 'DWORD64',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_THREAD_NAME = {
  name: 'MINIDUMP_THREAD_NAME',
  pack: 4,
  fields: {
    ThreadId: 'DWORD',
    RvaOfThreadName: 'DWORD64',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_THREAD_NAME_LIST = {
  name: 'MINIDUMP_THREAD_NAME_LIST',
  pack: 4,
  fields: {
    NumberOfThreadNames: 'DWORD',
    ThreadNames: [MINIDUMP_THREAD_NAME, 0],
  },
  trailing: { field: 'ThreadNames', capacity: 'NumberOfThreadNames' },
} as const satisfies StructDefinition;

export const MINIDUMP_THREAD_INFO = {
  name: 'MINIDUMP_THREAD_INFO',
  pack: 4,
  fields: {
    ThreadId: 'DWORD',
    DumpFlags: 'DWORD',
    DumpError: 'DWORD',
    ExitStatus: 'DWORD',
    CreateTime: 'DWORD64',
    ExitTime: 'DWORD64',
    KernelTime: 'DWORD64',
    UserTime: 'DWORD64',
    StartAddress: 'DWORD64',
    Affinity: 'DWORD64',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_THREAD_INFO_LIST = {
  name: 'MINIDUMP_THREAD_INFO_LIST',
  pack: 4,
  fields: {
    SizeOfHeader: 'DWORD',
    SizeOfEntry: 'DWORD',
    NumberOfEntries: 'DWORD',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_TOKEN_INFO_HEADER = {
  name: 'MINIDUMP_TOKEN_INFO_HEADER',
  pack: 4,
  fields: {
    TokenSize: 'DWORD',
    TokenId: 'DWORD',
    TokenHandle: 'DWORD64',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_TOKEN_INFO_LIST = {
  name: 'MINIDUMP_TOKEN_INFO_LIST',
  pack: 4,
  fields: {
    TokenListSize: 'DWORD',
    TokenListEntries: 'DWORD',
    ListHeaderSize: 'DWORD',
    ElementHeaderSize: 'DWORD',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_SYSTEM_BASIC_INFORMATION = {
  name: 'MINIDUMP_SYSTEM_BASIC_INFORMATION',
  pack: 4,
  fields: {
    TimerResolution: 'DWORD',
    PageSize: 'DWORD',
    NumberOfPhysicalPages: 'DWORD',
    LowestPhysicalPageNumber: 'DWORD',
    HighestPhysicalPageNumber: 'DWORD',
    AllocationGranularity: 'DWORD',
    MinimumUserModeAddress: 'DWORD64',
    MaximumUserModeAddress: 'DWORD64',
    ActiveProcessorsAffinityMask: 'DWORD64',
    NumberOfProcessors: 'DWORD',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_SYSTEM_FILECACHE_INFORMATION = {
  name: 'MINIDUMP_SYSTEM_FILECACHE_INFORMATION',
  pack: 4,
  fields: {
    CurrentSize: 'DWORD64',
    PeakSize: 'DWORD64',
    PageFaultCount: 'DWORD',
    MinimumWorkingSet: 'DWORD64',
    MaximumWorkingSet: 'DWORD64',
    CurrentSizeIncludingTransitionInPages: 'DWORD64',
    PeakSizeIncludingTransitionInPages: 'DWORD64',
    TransitionRePurposeCount: 'DWORD',
    Flags: 'DWORD',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_SYSTEM_BASIC_PERFORMANCE_INFORMATION = {
  name: 'MINIDUMP_SYSTEM_BASIC_PERFORMANCE_INFORMATION',
  pack: 4,
  fields: {
    AvailablePages: 'DWORD64',
    CommittedPages: 'DWORD64',
    CommitLimit: 'DWORD64',
    PeakCommitment: 'DWORD64',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_SYSTEM_PERFORMANCE_INFORMATION = {
  name: 'MINIDUMP_SYSTEM_PERFORMANCE_INFORMATION',
  pack: 4,
  fields: {
    IdleProcessTime: 'DWORD64',
    IoReadTransferCount: 'DWORD64',
    IoWriteTransferCount: 'DWORD64',
    IoOtherTransferCount: 'DWORD64',
    IoReadOperationCount: 'DWORD',
    IoWriteOperationCount: 'DWORD',
    IoOtherOperationCount: 'DWORD',
    AvailablePages: 'DWORD',
    CommittedPages: 'DWORD',
    CommitLimit: 'DWORD',
    PeakCommitment: 'DWORD',
    PageFaultCount: 'DWORD',
    CopyOnWriteCount: 'DWORD',
    TransitionCount: 'DWORD',
    CacheTransitionCount: 'DWORD',
    DemandZeroCount: 'DWORD',
    PageReadCount: 'DWORD',
    PageReadIoCount: 'DWORD',
    CacheReadCount: 'DWORD',
    CacheIoCount: 'DWORD',
    DirtyPagesWriteCount: 'DWORD',
    DirtyWriteIoCount: 'DWORD',
    MappedPagesWriteCount: 'DWORD',
    MappedWriteIoCount: 'DWORD',
    PagedPoolPages: 'DWORD',
    NonPagedPoolPages: 'DWORD',
    PagedPoolAllocs: 'DWORD',
    PagedPoolFrees: 'DWORD',
    NonPagedPoolAllocs: 'DWORD',
    NonPagedPoolFrees: 'DWORD',
    FreeSystemPtes: 'DWORD',
    ResidentSystemCodePage: 'DWORD',
    TotalSystemDriverPages: 'DWORD',
    TotalSystemCodePages: 'DWORD',
    NonPagedPoolLookasideHits: 'DWORD',
    PagedPoolLookasideHits: 'DWORD',
    AvailablePagedPoolPages: 'DWORD',
    ResidentSystemCachePage: 'DWORD',
    ResidentPagedPoolPage: 'DWORD',
    ResidentSystemDriverPage: 'DWORD',
    CcFastReadNoWait: 'DWORD',
    CcFastReadWait: 'DWORD',
    CcFastReadResourceMiss: 'DWORD',
    CcFastReadNotPossible: 'DWORD',
    CcFastMdlReadNoWait: 'DWORD',
    CcFastMdlReadWait: 'DWORD',
    CcFastMdlReadResourceMiss: 'DWORD',
    CcFastMdlReadNotPossible: 'DWORD',
    CcMapDataNoWait: 'DWORD',
    CcMapDataWait: 'DWORD',
    CcMapDataNoWaitMiss: 'DWORD',
    CcMapDataWaitMiss: 'DWORD',
    CcPinMappedDataCount: 'DWORD',
    CcPinReadNoWait: 'DWORD',
    CcPinReadWait: 'DWORD',
    CcPinReadNoWaitMiss: 'DWORD',
    CcPinReadWaitMiss: 'DWORD',
    CcCopyReadNoWait: 'DWORD',
    CcCopyReadWait: 'DWORD',
    CcCopyReadNoWaitMiss: 'DWORD',
    CcCopyReadWaitMiss: 'DWORD',
    CcMdlReadNoWait: 'DWORD',
    CcMdlReadWait: 'DWORD',
    CcMdlReadNoWaitMiss: 'DWORD',
    CcMdlReadWaitMiss: 'DWORD',
    CcReadAheadIos: 'DWORD',
    CcLazyWriteIos: 'DWORD',
    CcLazyWritePages: 'DWORD',
    CcDataFlushes: 'DWORD',
    CcDataPages: 'DWORD',
    ContextSwitches: 'DWORD',
    FirstLevelTbFills: 'DWORD',
    SecondLevelTbFills: 'DWORD',
    SystemCalls: 'DWORD',
    CcTotalDirtyPages: 'DWORD64',
    CcDirtyPageThreshold: 'DWORD64',
    ResidentAvailablePages: 'LONG64',
    SharedCommittedPages: 'DWORD64',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_SYSTEM_MEMORY_INFO_1 = {
  name: 'MINIDUMP_SYSTEM_MEMORY_INFO_1',
  pack: 4,
  fields: {
    Revision: 'WORD',
    Flags: 'WORD',
    BasicInfo: MINIDUMP_SYSTEM_BASIC_INFORMATION,
    FileCacheInfo: MINIDUMP_SYSTEM_FILECACHE_INFORMATION,
    BasicPerfInfo: MINIDUMP_SYSTEM_BASIC_PERFORMANCE_INFORMATION,
    PerfInfo: MINIDUMP_SYSTEM_PERFORMANCE_INFORMATION,
  },
} as const satisfies StructDefinition;

export const MINIDUMP_PROCESS_VM_COUNTERS_1 = {
  name: 'MINIDUMP_PROCESS_VM_COUNTERS_1',
  pack: 4,
  fields: {
    Revision: 'WORD',
    PageFaultCount: 'DWORD',
    PeakWorkingSetSize: 'DWORD64',
    WorkingSetSize: 'DWORD64',
    QuotaPeakPagedPoolUsage: 'DWORD64',
    QuotaPagedPoolUsage: 'DWORD64',
    QuotaPeakNonPagedPoolUsage: 'DWORD64',
    QuotaNonPagedPoolUsage: 'DWORD64',
    PagefileUsage: 'DWORD64',
    PeakPagefileUsage: 'DWORD64',
    PrivateUsage: 'DWORD64',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_PROCESS_VM_COUNTERS_2 = {
  name: 'MINIDUMP_PROCESS_VM_COUNTERS_2',
  pack: 4,
  fields: {
    Revision: 'WORD',
    Flags: 'WORD',
    PageFaultCount: 'DWORD',
    PeakWorkingSetSize: 'DWORD64',
    WorkingSetSize: 'DWORD64',
    QuotaPeakPagedPoolUsage: 'DWORD64',
    QuotaPagedPoolUsage: 'DWORD64',
    QuotaPeakNonPagedPoolUsage: 'DWORD64',
    QuotaNonPagedPoolUsage: 'DWORD64',
    PagefileUsage: 'DWORD64',
    PeakPagefileUsage: 'DWORD64',
    PeakVirtualSize: 'DWORD64',
    VirtualSize: 'DWORD64',
    PrivateUsage: 'DWORD64',
    PrivateWorkingSetSize: 'DWORD64',
    SharedCommitUsage: 'DWORD64',
    JobSharedCommitUsage: 'DWORD64',
    JobPrivateCommitUsage: 'DWORD64',
    JobPeakPrivateCommitUsage: 'DWORD64',
    JobPrivateCommitLimit: 'DWORD64',
    JobTotalCommitLimit: 'DWORD64',
  },
} as const satisfies StructDefinition;
