import { structure, type View } from './definition';
import { XSTATE_CONFIG_FEATURE_MSC_INFO } from './context';
import { TIME_ZONE_INFORMATION, VS_FIXEDFILEINFO } from './system';

/** The contents of a minidump. minidumpapiset.h, which is packed to four bytes. */

/** Where data lie in a dump. Structures of dumps are packed to four bytes. */
export interface MINIDUMP_LOCATION_DESCRIPTOR extends View<
  'MINIDUMP_LOCATION_DESCRIPTOR',
  typeof MINIDUMP_LOCATION_DESCRIPTOR
> {}
export const MINIDUMP_LOCATION_DESCRIPTOR = structure<MINIDUMP_LOCATION_DESCRIPTOR>(
  'MINIDUMP_LOCATION_DESCRIPTOR',
).with({
  pack: 4,
})({
  /** Bytes. */
  DataSize: 'DWORD',
  /** Offset from the beginning of the dump. */
  Rva: 'DWORD',
});

/** Where data lie in a dump, also above 4 GiB. */
export interface MINIDUMP_LOCATION_DESCRIPTOR64 extends View<
  'MINIDUMP_LOCATION_DESCRIPTOR64',
  typeof MINIDUMP_LOCATION_DESCRIPTOR64
> {}
export const MINIDUMP_LOCATION_DESCRIPTOR64 = structure<MINIDUMP_LOCATION_DESCRIPTOR64>(
  'MINIDUMP_LOCATION_DESCRIPTOR64',
).with({ pack: 4 })({
  /** Bytes. */
  DataSize: 'DWORD64',
  /** Offset from the beginning of the dump. */
  Rva: 'DWORD64',
});

/** A range of memory in a dump. */
export interface MINIDUMP_MEMORY_DESCRIPTOR extends View<
  'MINIDUMP_MEMORY_DESCRIPTOR',
  typeof MINIDUMP_MEMORY_DESCRIPTOR
> {}
export const MINIDUMP_MEMORY_DESCRIPTOR = structure<MINIDUMP_MEMORY_DESCRIPTOR>('MINIDUMP_MEMORY_DESCRIPTOR').with({
  pack: 4,
})({
  /** Address in the process. */
  StartOfMemoryRange: 'DWORD64',
  /** Where its bytes are in the dump. */
  Memory: MINIDUMP_LOCATION_DESCRIPTOR,
});

/**
 * A range of memory in a dump with all memory. Its bytes come after those of the range before: MINIDUMP_MEMORY64_LIST.
 */
export interface MINIDUMP_MEMORY_DESCRIPTOR64 extends View<
  'MINIDUMP_MEMORY_DESCRIPTOR64',
  typeof MINIDUMP_MEMORY_DESCRIPTOR64
> {}
export const MINIDUMP_MEMORY_DESCRIPTOR64 = structure<MINIDUMP_MEMORY_DESCRIPTOR64>(
  'MINIDUMP_MEMORY_DESCRIPTOR64',
).with({
  pack: 4,
})({
  /** Address in the process. */
  StartOfMemoryRange: 'DWORD64',
  /** Bytes. */
  DataSize: 'DWORD64',
});

/** The header of a dump. `MINIDUMP_HEADER.over(bytes)`. */
export interface MINIDUMP_HEADER extends View<'MINIDUMP_HEADER', typeof MINIDUMP_HEADER> {}
export const MINIDUMP_HEADER = structure<MINIDUMP_HEADER>('MINIDUMP_HEADER').with({ pack: 4 })({
  /** `MINIDUMP_SIGNATURE`. */
  Signature: 'DWORD',
  /** `MINIDUMP_VERSION` in the lower half; the upper is the writer's own. */
  Version: 'DWORD',
  /** MINIDUMP_DIRECTORY structures. */
  NumberOfStreams: 'DWORD',
  /** Offset of the first of them from the beginning of the dump. */
  StreamDirectoryRva: 'DWORD',
  /** May be 0. */
  CheckSum: 'DWORD',
  $1: {
    union: true,
    fields: {
      /** Another name of TimeDateStamp. */
      Reserved: 'DWORD',
      /** When the dump was written: seconds since 1970. */
      TimeDateStamp: 'DWORD',
    },
  },
  /** `MINIDUMP_TYPE` values. */
  Flags: 'DWORD64',
});

/** A stream of a dump. MiniDumpReadDumpStream gives the one of a type. */
export interface MINIDUMP_DIRECTORY extends View<'MINIDUMP_DIRECTORY', typeof MINIDUMP_DIRECTORY> {}
export const MINIDUMP_DIRECTORY = structure<MINIDUMP_DIRECTORY>('MINIDUMP_DIRECTORY').with({ pack: 4 })({
  /** The contents: a `MINIDUMP_STREAM_TYPE`, or a number of the program. */
  StreamType: 'DWORD',
  /** Where it is in the dump. */
  Location: MINIDUMP_LOCATION_DESCRIPTOR,
});

/** A text in a dump, such as ModuleNameRva leads to. */
export interface MINIDUMP_STRING extends View<'MINIDUMP_STRING', typeof MINIDUMP_STRING> {}
export const MINIDUMP_STRING = structure<MINIDUMP_STRING>('MINIDUMP_STRING').with({
  pack: 4,
  trailing: { field: 'Buffer', length: 'Length', lengthUnit: 'bytes' },
})({
  /** Bytes of the text, without the closing NUL. Set with Buffer. */
  Length: 'DWORD',
  /** UTF-16. */
  Buffer: 'WCHAR[0]',
});

/** What is known of the processors: both members are the same bytes. */
export interface CPU_INFORMATION extends View<'CPU_INFORMATION', typeof CPU_INFORMATION> {}
export const CPU_INFORMATION = structure<CPU_INFORMATION>('CPU_INFORMATION').with({ union: true, pack: 4 })({
  /** On x86; dumps of x64 processes have the other. */
  X86CpuInfo: {
    fields: {
      /** CPUID 0: EBX, EDX, ECX: the maker's name in 12 ANSI characters. */
      VendorId: 'DWORD[3]',
      /** CPUID 1: EAX: family, model, stepping. */
      VersionInformation: 'DWORD',
      /** CPUID 1: EDX. */
      FeatureInformation: 'DWORD',
      /** CPUID 0x80000001: EBX, as documented. AMD's processors only. */
      AMDExtendedCpuFeatures: 'DWORD',
    },
  },
  /** On other architectures. */
  OtherCpuInfo: {
    fields: {
      /** What IsProcessorFeaturePresent answers, a bit each. */
      ProcessorFeatures: 'DWORD64[2]',
    },
  },
});

/** Processor and system: SystemInfoStream. */
export interface MINIDUMP_SYSTEM_INFO extends View<'MINIDUMP_SYSTEM_INFO', typeof MINIDUMP_SYSTEM_INFO> {}
export const MINIDUMP_SYSTEM_INFO = structure<MINIDUMP_SYSTEM_INFO>('MINIDUMP_SYSTEM_INFO').with({ pack: 4 })({
  /** C's PROCESSOR_ARCHITECTURE_: 0 x86, 5 ARM, 6 Itanium, 9 x64, 12 ARM64, 0xffff not known. */
  ProcessorArchitecture: 'WORD',
  /** The family, on x86 and x64. */
  ProcessorLevel: 'WORD',
  /** Model and stepping, on x86 and x64. */
  ProcessorRevision: 'WORD',
  $1: {
    union: true,
    fields: {
      /** NumberOfProcessors and ProductType as one number. */
      Reserved0: 'WORD',
      $1: {
        fields: {
          NumberOfProcessors: 'BYTE',
          /** C's VER_NT_: 1 a workstation, 2 a domain controller, 3 a server. */
          ProductType: 'BYTE',
        },
      },
    },
  },
  MajorVersion: 'DWORD',
  MinorVersion: 'DWORD',
  BuildNumber: 'DWORD',
  /** 2: Windows NT. */
  PlatformId: 'DWORD',
  /** Offset of a MINIDUMP_STRING: the service pack. */
  CSDVersionRva: 'DWORD',
  $2: {
    union: true,
    fields: {
      /** SuiteMask and Reserved2 as one number. */
      Reserved1: 'DWORD',
      $1: {
        fields: {
          /** C's VER_SUITE_ bits. */
          SuiteMask: 'WORD',
          /** Reserved. */
          Reserved2: 'WORD',
        },
      },
    },
  },
  Cpu: CPU_INFORMATION,
});

/** A thread of a dump. */
export interface MINIDUMP_THREAD extends View<'MINIDUMP_THREAD', typeof MINIDUMP_THREAD> {}
export const MINIDUMP_THREAD = structure<MINIDUMP_THREAD>('MINIDUMP_THREAD').with({ pack: 4 })({
  ThreadId: 'DWORD',
  /** Above 0 if it was suspended; the dump's own suspension does not count. */
  SuspendCount: 'DWORD',
  /** Of the process. */
  PriorityClass: 'DWORD',
  Priority: 'DWORD',
  /** Address of its thread environment block, in the process. */
  Teb: 'DWORD64',
  /** The part of its stack that is in the dump. */
  Stack: MINIDUMP_MEMORY_DESCRIPTOR,
  /** Where its registers are: a CONTEXT of the dump's architecture, such as CONTEXT_AMD64. */
  ThreadContext: MINIDUMP_LOCATION_DESCRIPTOR,
});

/** Threads: ThreadListStream. */
export interface MINIDUMP_THREAD_LIST extends View<'MINIDUMP_THREAD_LIST', typeof MINIDUMP_THREAD_LIST> {}
export const MINIDUMP_THREAD_LIST = structure<MINIDUMP_THREAD_LIST>('MINIDUMP_THREAD_LIST').with({
  pack: 4,
  trailing: { field: 'Threads', capacity: 'NumberOfThreads' },
})({
  NumberOfThreads: 'DWORD',
  /** As many as the view's bytes hold, at most NumberOfThreads. */
  Threads: [MINIDUMP_THREAD, 0],
});

/** A thread of a dump from Itanium: MINIDUMP_THREAD and its backing store. */
export interface MINIDUMP_THREAD_EX extends View<'MINIDUMP_THREAD_EX', typeof MINIDUMP_THREAD_EX> {}
export const MINIDUMP_THREAD_EX = structure<MINIDUMP_THREAD_EX>('MINIDUMP_THREAD_EX').with({ pack: 4 })({
  ...MINIDUMP_THREAD.fields,
  /** The part of its backing store that is in the dump. */
  BackingStore: MINIDUMP_MEMORY_DESCRIPTOR,
});

/** Threads with a backing store: ThreadExListStream. */
export interface MINIDUMP_THREAD_EX_LIST extends View<'MINIDUMP_THREAD_EX_LIST', typeof MINIDUMP_THREAD_EX_LIST> {}
export const MINIDUMP_THREAD_EX_LIST = structure<MINIDUMP_THREAD_EX_LIST>('MINIDUMP_THREAD_EX_LIST').with({
  pack: 4,
  trailing: { field: 'Threads', capacity: 'NumberOfThreads' },
})({
  NumberOfThreads: 'DWORD',
  /** As many as the view's bytes hold, at most NumberOfThreads. */
  Threads: [MINIDUMP_THREAD_EX, 0],
});

/** An exception in a dump: laid out as EXCEPTION_RECORD64 on all architectures. */
export interface MINIDUMP_EXCEPTION extends View<'MINIDUMP_EXCEPTION', typeof MINIDUMP_EXCEPTION> {}
export const MINIDUMP_EXCEPTION = structure<MINIDUMP_EXCEPTION>('MINIDUMP_EXCEPTION').with({ pack: 4 })({
  /** The NTSTATUS, as an unsigned number: 0xc0000005 is an access violation. */
  ExceptionCode: 'DWORD',
  /** 1: the program cannot continue. 0: it can. Other bits are the system's. */
  ExceptionFlags: 'DWORD',
  /** Address, in the process, of the record of the exception that caused this one, or 0. */
  ExceptionRecord: 'DWORD64',
  /** Address of the instruction. */
  ExceptionAddress: 'DWORD64',
  /** The number of elements of ExceptionInformation in use. */
  NumberParameters: 'DWORD',
  /** Not in use. */
  __unusedAlignment: 'DWORD',
  /** Depends on the code. Access violation: 0 read, 1 write or 8 execute, then the address. */
  ExceptionInformation: 'DWORD64[15]',
});

/** The exception that a dump was written for: ExceptionStream. */
export interface MINIDUMP_EXCEPTION_STREAM extends View<
  'MINIDUMP_EXCEPTION_STREAM',
  typeof MINIDUMP_EXCEPTION_STREAM
> {}
export const MINIDUMP_EXCEPTION_STREAM = structure<MINIDUMP_EXCEPTION_STREAM>('MINIDUMP_EXCEPTION_STREAM').with({
  pack: 4,
})({
  /** The thread in which it happened. */
  ThreadId: 'DWORD',
  /** Not in use. */
  __alignment: 'DWORD',
  ExceptionRecord: MINIDUMP_EXCEPTION,
  /** The place of the registers at that time: a CONTEXT. */
  ThreadContext: MINIDUMP_LOCATION_DESCRIPTOR,
});

/** A module of a dump. */
export interface MINIDUMP_MODULE extends View<'MINIDUMP_MODULE', typeof MINIDUMP_MODULE> {}
export const MINIDUMP_MODULE = structure<MINIDUMP_MODULE>('MINIDUMP_MODULE').with({ pack: 4 })({
  /** The module's base address. */
  BaseOfImage: 'DWORD64',
  /** Bytes. */
  SizeOfImage: 'DWORD',
  /** From the image header; may be 0. */
  CheckSum: 'DWORD',
  /** From the image header: seconds since 1970, or a hash. */
  TimeDateStamp: 'DWORD',
  /** Offset of a MINIDUMP_STRING: the path. */
  ModuleNameRva: 'DWORD',
  /** Of the version resource; zeros if the image has none. */
  VersionInfo: VS_FIXEDFILEINFO,
  /** Where the CodeView record is: name and signature of the PDB. */
  CvRecord: MINIDUMP_LOCATION_DESCRIPTOR,
  /** Where the misc record is: an IMAGE_DEBUG_MISC. */
  MiscRecord: MINIDUMP_LOCATION_DESCRIPTOR,
  /** Reserved. */
  Reserved0: 'DWORD64',
  /** Reserved. */
  Reserved1: 'DWORD64',
});

/** Modules: ModuleListStream. */
export interface MINIDUMP_MODULE_LIST extends View<'MINIDUMP_MODULE_LIST', typeof MINIDUMP_MODULE_LIST> {}
export const MINIDUMP_MODULE_LIST = structure<MINIDUMP_MODULE_LIST>('MINIDUMP_MODULE_LIST').with({
  pack: 4,
  trailing: { field: 'Modules', capacity: 'NumberOfModules' },
})({
  NumberOfModules: 'DWORD',
  /** As many as the view's bytes hold, at most NumberOfModules. */
  Modules: [MINIDUMP_MODULE, 0],
});

/** Memory: MemoryListStream. */
export interface MINIDUMP_MEMORY_LIST extends View<'MINIDUMP_MEMORY_LIST', typeof MINIDUMP_MEMORY_LIST> {}
export const MINIDUMP_MEMORY_LIST = structure<MINIDUMP_MEMORY_LIST>('MINIDUMP_MEMORY_LIST').with({
  pack: 4,
  trailing: { field: 'MemoryRanges', capacity: 'NumberOfMemoryRanges' },
})({
  NumberOfMemoryRanges: 'DWORD',
  /** As many as the view's bytes hold, at most NumberOfMemoryRanges. */
  MemoryRanges: [MINIDUMP_MEMORY_DESCRIPTOR, 0],
});

/** Memory of a dump with all of it: Memory64ListStream. */
export interface MINIDUMP_MEMORY64_LIST extends View<'MINIDUMP_MEMORY64_LIST', typeof MINIDUMP_MEMORY64_LIST> {}
export const MINIDUMP_MEMORY64_LIST = structure<MINIDUMP_MEMORY64_LIST>('MINIDUMP_MEMORY64_LIST').with({
  pack: 4,
  trailing: { field: 'MemoryRanges', capacity: 'NumberOfMemoryRanges' },
})({
  NumberOfMemoryRanges: 'DWORD64',
  /** Offset, in the dump, of the first range's bytes; those of the others follow without gaps. */
  BaseRva: 'DWORD64',
  /** As many as the view's bytes hold, at most NumberOfMemoryRanges. */
  MemoryRanges: [MINIDUMP_MEMORY_DESCRIPTOR64, 0],
});

/** Information on a handle's object. The structure for its type follows. Since DbgHelp 6.5. */
export interface MINIDUMP_HANDLE_OBJECT_INFORMATION extends View<
  'MINIDUMP_HANDLE_OBJECT_INFORMATION',
  typeof MINIDUMP_HANDLE_OBJECT_INFORMATION
> {}
export const MINIDUMP_HANDLE_OBJECT_INFORMATION = structure<MINIDUMP_HANDLE_OBJECT_INFORMATION>(
  'MINIDUMP_HANDLE_OBJECT_INFORMATION',
).with({ pack: 4 })({
  /** Offset of the next such structure of the object; 0: it is the last. */
  NextInfoRva: 'DWORD',
  /** The type of information: a `MINIDUMP_HANDLE_OBJECT_INFORMATION_TYPE`. */
  InfoType: 'DWORD',
  /** Bytes that follow this structure. */
  SizeOfInfo: 'DWORD',
});

/** A handle of a dump. */
export interface MINIDUMP_HANDLE_DESCRIPTOR extends View<
  'MINIDUMP_HANDLE_DESCRIPTOR',
  typeof MINIDUMP_HANDLE_DESCRIPTOR
> {}
export const MINIDUMP_HANDLE_DESCRIPTOR = structure<MINIDUMP_HANDLE_DESCRIPTOR>('MINIDUMP_HANDLE_DESCRIPTOR').with({
  pack: 4,
})({
  /** Its value in the process. */
  Handle: 'DWORD64',
  /** Offset of a MINIDUMP_STRING: the type of the object; 0: not known. */
  TypeNameRva: 'DWORD',
  /** Offset of a MINIDUMP_STRING: the object's name; 0: it has none. */
  ObjectNameRva: 'DWORD',
  /** Bits of the object manager: C's OBJ_, such as 2 inherited. */
  Attributes: 'DWORD',
  /** The rights that the handle has. */
  GrantedAccess: 'DWORD',
  /** Handles of the object. */
  HandleCount: 'DWORD',
  /** References of the kernel to the object. */
  PointerCount: 'DWORD',
});

/**
 * A handle of a dump, with more about its object. `MINIDUMP_HANDLE_DATA_STREAM.SizeOfDescriptor` tells which of the
 * two.
 */
export interface MINIDUMP_HANDLE_DESCRIPTOR_2 extends View<
  'MINIDUMP_HANDLE_DESCRIPTOR_2',
  typeof MINIDUMP_HANDLE_DESCRIPTOR_2
> {}
export const MINIDUMP_HANDLE_DESCRIPTOR_2 = structure<MINIDUMP_HANDLE_DESCRIPTOR_2>(
  'MINIDUMP_HANDLE_DESCRIPTOR_2',
).with({
  pack: 4,
})({
  ...MINIDUMP_HANDLE_DESCRIPTOR.fields,
  /** Offset of a MINIDUMP_HANDLE_OBJECT_INFORMATION; 0: there is none. */
  ObjectInfoRva: 'DWORD',
  /** Reserved. */
  Reserved0: 'DWORD',
});

/** Handles: HandleDataStream. Their descriptors follow. */
export interface MINIDUMP_HANDLE_DATA_STREAM extends View<
  'MINIDUMP_HANDLE_DATA_STREAM',
  typeof MINIDUMP_HANDLE_DATA_STREAM
> {}
export const MINIDUMP_HANDLE_DATA_STREAM = structure<MINIDUMP_HANDLE_DATA_STREAM>('MINIDUMP_HANDLE_DATA_STREAM').with({
  pack: 4,
})({
  /** Bytes before the first descriptor. */
  SizeOfHeader: 'DWORD',
  /** Bytes from one descriptor to the next. */
  SizeOfDescriptor: 'DWORD',
  /** Their number. */
  NumberOfDescriptors: 'DWORD',
  /** Reserved. */
  Reserved: 'DWORD',
});

/** Operations on handles: HandleOperationListStream. Its entries, AVRF_HANDLE_OPERATION in C, follow. */
export interface MINIDUMP_HANDLE_OPERATION_LIST extends View<
  'MINIDUMP_HANDLE_OPERATION_LIST',
  typeof MINIDUMP_HANDLE_OPERATION_LIST
> {}
export const MINIDUMP_HANDLE_OPERATION_LIST = structure<MINIDUMP_HANDLE_OPERATION_LIST>(
  'MINIDUMP_HANDLE_OPERATION_LIST',
).with({ pack: 4 })({
  /** Bytes before the first entry. */
  SizeOfHeader: 'DWORD',
  /** Bytes from one entry to the next. */
  SizeOfEntry: 'DWORD',
  /** Their number. */
  NumberOfEntries: 'DWORD',
  /** Reserved. */
  Reserved: 'DWORD',
});

/** A function table that the process made at run time. The system's own descriptor and the entries follow. */
export interface MINIDUMP_FUNCTION_TABLE_DESCRIPTOR extends View<
  'MINIDUMP_FUNCTION_TABLE_DESCRIPTOR',
  typeof MINIDUMP_FUNCTION_TABLE_DESCRIPTOR
> {}
export const MINIDUMP_FUNCTION_TABLE_DESCRIPTOR = structure<MINIDUMP_FUNCTION_TABLE_DESCRIPTOR>(
  'MINIDUMP_FUNCTION_TABLE_DESCRIPTOR',
).with({ pack: 4 })({
  /** The lowest address of the functions. */
  MinimumAddress: 'DWORD64',
  /** The highest address of the functions. */
  MaximumAddress: 'DWORD64',
  /** The base of the offsets in the entries. */
  BaseAddress: 'DWORD64',
  /** Entries that follow. */
  EntryCount: 'DWORD',
  /** Bytes of padding after the entries. */
  SizeOfAlignPad: 'DWORD',
});

/** Function tables: FunctionTableStream. A MINIDUMP_FUNCTION_TABLE_DESCRIPTOR for each follows. */
export interface MINIDUMP_FUNCTION_TABLE_STREAM extends View<
  'MINIDUMP_FUNCTION_TABLE_STREAM',
  typeof MINIDUMP_FUNCTION_TABLE_STREAM
> {}
export const MINIDUMP_FUNCTION_TABLE_STREAM = structure<MINIDUMP_FUNCTION_TABLE_STREAM>(
  'MINIDUMP_FUNCTION_TABLE_STREAM',
).with({ pack: 4 })({
  /** Bytes of this structure. */
  SizeOfHeader: 'DWORD',
  /** Bytes of a MINIDUMP_FUNCTION_TABLE_DESCRIPTOR. */
  SizeOfDescriptor: 'DWORD',
  /** Bytes of the system's own descriptor, which follows it. */
  SizeOfNativeDescriptor: 'DWORD',
  /** Bytes of an entry. */
  SizeOfFunctionEntry: 'DWORD',
  /** Their number. */
  NumberOfDescriptors: 'DWORD',
  /** Bytes of padding after this structure. */
  SizeOfAlignPad: 'DWORD',
});

/** A module that had been unloaded. */
export interface MINIDUMP_UNLOADED_MODULE extends View<'MINIDUMP_UNLOADED_MODULE', typeof MINIDUMP_UNLOADED_MODULE> {}
export const MINIDUMP_UNLOADED_MODULE = structure<MINIDUMP_UNLOADED_MODULE>('MINIDUMP_UNLOADED_MODULE').with({
  pack: 4,
})({
  /** Its former base address. */
  BaseOfImage: 'DWORD64',
  /** Bytes. */
  SizeOfImage: 'DWORD',
  /** From the image header; may be 0. */
  CheckSum: 'DWORD',
  /** From the image header: seconds since 1970, or a hash. */
  TimeDateStamp: 'DWORD',
  /** Offset of a MINIDUMP_STRING: the name, perhaps cut. */
  ModuleNameRva: 'DWORD',
});

/** Unloaded modules: UnloadedModuleListStream. They follow. Since DbgHelp 6.0. */
export interface MINIDUMP_UNLOADED_MODULE_LIST extends View<
  'MINIDUMP_UNLOADED_MODULE_LIST',
  typeof MINIDUMP_UNLOADED_MODULE_LIST
> {}
export const MINIDUMP_UNLOADED_MODULE_LIST = structure<MINIDUMP_UNLOADED_MODULE_LIST>(
  'MINIDUMP_UNLOADED_MODULE_LIST',
).with({
  pack: 4,
})({
  /** Bytes before the first module. */
  SizeOfHeader: 'DWORD',
  /** Bytes from one module to the next. */
  SizeOfEntry: 'DWORD',
  /** Their number. */
  NumberOfEntries: 'DWORD',
});

/** The process: MiscInfoStream. */
export interface MINIDUMP_MISC_INFO extends View<'MINIDUMP_MISC_INFO', typeof MINIDUMP_MISC_INFO> {}
export const MINIDUMP_MISC_INFO = structure<MINIDUMP_MISC_INFO>('MINIDUMP_MISC_INFO').with({ pack: 4 })({
  /** Bytes: tells which of the five forms the stream has. */
  SizeOfInfo: 'DWORD',
  /** Which members are valid: `MINIDUMP_MISC_INFO_FLAGS` values. */
  Flags1: 'DWORD',
  ProcessId: 'DWORD',
  /** Seconds since 1970. */
  ProcessCreateTime: 'DWORD',
  /** Seconds in user mode. */
  ProcessUserTime: 'DWORD',
  /** Seconds in kernel mode. */
  ProcessKernelTime: 'DWORD',
});

/** The process and its processor: MiscInfoStream. */
export interface MINIDUMP_MISC_INFO_2 extends View<'MINIDUMP_MISC_INFO_2', typeof MINIDUMP_MISC_INFO_2> {}
export const MINIDUMP_MISC_INFO_2 = structure<MINIDUMP_MISC_INFO_2>('MINIDUMP_MISC_INFO_2').with({ pack: 4 })({
  ...MINIDUMP_MISC_INFO.fields,
  /** The processor's nominal frequency in MHz. */
  ProcessorMaxMhz: 'DWORD',
  /** Its frequency at that time in MHz. */
  ProcessorCurrentMhz: 'DWORD',
  /** The limit of its frequency in MHz. */
  ProcessorMhzLimit: 'DWORD',
  /** The deepest idle state allowed. */
  ProcessorMaxIdleState: 'DWORD',
  /** The idle state at that time. */
  ProcessorCurrentIdleState: 'DWORD',
});

/** The process, its processor, its security and the time zone: MiscInfoStream. */
export interface MINIDUMP_MISC_INFO_3 extends View<'MINIDUMP_MISC_INFO_3', typeof MINIDUMP_MISC_INFO_3> {}
export const MINIDUMP_MISC_INFO_3 = structure<MINIDUMP_MISC_INFO_3>('MINIDUMP_MISC_INFO_3').with({ pack: 4 })({
  ...MINIDUMP_MISC_INFO_2.fields,
  /** C's SECURITY_MANDATORY_: 0x1000 low, 0x2000 medium, 0x3000 high, 0x4000 system. */
  ProcessIntegrityLevel: 'DWORD',
  /** The settings of data execution prevention: C's MEM_EXECUTE_OPTION_. */
  ProcessExecuteFlags: 'DWORD',
  /** 1: a protected process. */
  ProtectedProcess: 'DWORD',
  /** C's TIME_ZONE_ID_: 0 not known, 1 standard time, 2 daylight saving time. */
  TimeZoneId: 'DWORD',
  /** The zone of the machine. */
  TimeZone: TIME_ZONE_INFORMATION,
});

/** As MINIDUMP_MISC_INFO_3, with the builds of system and DbgHelp: MiscInfoStream. */
export interface MINIDUMP_MISC_INFO_4 extends View<'MINIDUMP_MISC_INFO_4', typeof MINIDUMP_MISC_INFO_4> {}
export const MINIDUMP_MISC_INFO_4 = structure<MINIDUMP_MISC_INFO_4>('MINIDUMP_MISC_INFO_4').with({ pack: 4 })({
  ...MINIDUMP_MISC_INFO_3.fields,
  /** The build of the system, in UTF-16. */
  BuildString: 'WCHAR[260]',
  /** The build of DbgHelp that wrote the dump, in UTF-16. */
  DbgBldStr: 'WCHAR[40]',
});

/** As MINIDUMP_MISC_INFO_4, with the extended state and the cookie: MiscInfoStream. */
export interface MINIDUMP_MISC_INFO_5 extends View<'MINIDUMP_MISC_INFO_5', typeof MINIDUMP_MISC_INFO_5> {}
export const MINIDUMP_MISC_INFO_5 = structure<MINIDUMP_MISC_INFO_5>('MINIDUMP_MISC_INFO_5').with({ pack: 4 })({
  ...MINIDUMP_MISC_INFO_4.fields,
  /** How the extended state in the contexts is laid out. */
  XStateData: XSTATE_CONFIG_FEATURE_MSC_INFO,
  /** The value with which the process encodes pointers. */
  ProcessCookie: 'DWORD',
});

/** A region of memory, as VirtualQuery describes it. */
export interface MINIDUMP_MEMORY_INFO extends View<'MINIDUMP_MEMORY_INFO', typeof MINIDUMP_MEMORY_INFO> {}
export const MINIDUMP_MEMORY_INFO = structure<MINIDUMP_MEMORY_INFO>('MINIDUMP_MEMORY_INFO').with({ pack: 4 })({
  /** Its beginning. */
  BaseAddress: 'DWORD64',
  /** The beginning of the allocation that contains it. */
  AllocationBase: 'DWORD64',
  /** The protection at the time of the allocation: C's PAGE_. */
  AllocationProtect: 'DWORD',
  /** Not in use. */
  __alignment1: 'DWORD',
  /** Bytes with the same attributes. */
  RegionSize: 'DWORD64',
  /** C's MEM_: 0x1000 committed, 0x2000 reserved, 0x10000 free. */
  State: 'DWORD',
  /** C's PAGE_: 2 read-only, 4 writable, 0x10 executable, 0x20 and readable, 0x40 and writable; 0x100 a guard page. */
  Protect: 'DWORD',
  /** C's MEM_: 0x20000 private, 0x40000 mapped, 0x1000000 of an image. */
  Type: 'DWORD',
  /** Not in use. */
  __alignment2: 'DWORD',
});

/** Regions of memory: MemoryInfoListStream. They follow, as MINIDUMP_MEMORY_INFO. */
export interface MINIDUMP_MEMORY_INFO_LIST extends View<
  'MINIDUMP_MEMORY_INFO_LIST',
  typeof MINIDUMP_MEMORY_INFO_LIST
> {}
export const MINIDUMP_MEMORY_INFO_LIST = structure<MINIDUMP_MEMORY_INFO_LIST>('MINIDUMP_MEMORY_INFO_LIST').with({
  pack: 4,
})({
  /** Bytes before the first region. */
  SizeOfHeader: 'DWORD',
  /** Bytes from one region to the next. */
  SizeOfEntry: 'DWORD',
  /** Their number. */
  NumberOfEntries: 'DWORD64',
});

/** The name of a thread, as SetThreadDescription gave it. */
export interface MINIDUMP_THREAD_NAME extends View<'MINIDUMP_THREAD_NAME', typeof MINIDUMP_THREAD_NAME> {}
export const MINIDUMP_THREAD_NAME = structure<MINIDUMP_THREAD_NAME>('MINIDUMP_THREAD_NAME').with({ pack: 4 })({
  ThreadId: 'DWORD',
  /** Offset of a MINIDUMP_STRING. */
  RvaOfThreadName: 'DWORD64',
});

/** Names of threads: ThreadNamesStream. */
export interface MINIDUMP_THREAD_NAME_LIST extends View<
  'MINIDUMP_THREAD_NAME_LIST',
  typeof MINIDUMP_THREAD_NAME_LIST
> {}
export const MINIDUMP_THREAD_NAME_LIST = structure<MINIDUMP_THREAD_NAME_LIST>('MINIDUMP_THREAD_NAME_LIST').with({
  pack: 4,
  trailing: { field: 'ThreadNames', capacity: 'NumberOfThreadNames' },
})({
  NumberOfThreadNames: 'DWORD',
  /** As many as the view's bytes hold, at most NumberOfThreadNames. */
  ThreadNames: [MINIDUMP_THREAD_NAME, 0],
});

/** Times and more of a thread. */
export interface MINIDUMP_THREAD_INFO extends View<'MINIDUMP_THREAD_INFO', typeof MINIDUMP_THREAD_INFO> {}
export const MINIDUMP_THREAD_INFO = structure<MINIDUMP_THREAD_INFO>('MINIDUMP_THREAD_INFO').with({ pack: 4 })({
  ThreadId: 'DWORD',
  /** `MINIDUMP_THREAD_INFO_FLAGS` values. */
  DumpFlags: 'DWORD',
  /** The error with it: an HRESULT as an unsigned number; 0 for none. */
  DumpError: 'DWORD',
  /** Its exit code; 259: it had not ended. */
  ExitStatus: 'DWORD',
  /** When it began: units of 100 ns since 1601, UTC. */
  CreateTime: 'DWORD64',
  /** When it ended, likewise; 0: it had not. */
  ExitTime: 'DWORD64',
  /** Units of 100 ns in kernel mode. */
  KernelTime: 'DWORD64',
  /** Units of 100 ns in user mode. */
  UserTime: 'DWORD64',
  /** Address of its first function. */
  StartAddress: 'DWORD64',
  /** The processors on which it may run, a bit each. */
  Affinity: 'DWORD64',
});

/** Times and more of threads: ThreadInfoListStream. They follow, as MINIDUMP_THREAD_INFO. */
export interface MINIDUMP_THREAD_INFO_LIST extends View<
  'MINIDUMP_THREAD_INFO_LIST',
  typeof MINIDUMP_THREAD_INFO_LIST
> {}
export const MINIDUMP_THREAD_INFO_LIST = structure<MINIDUMP_THREAD_INFO_LIST>('MINIDUMP_THREAD_INFO_LIST').with({
  pack: 4,
})({
  /** Bytes before the first thread. */
  SizeOfHeader: 'DWORD',
  /** Bytes from one thread to the next. */
  SizeOfEntry: 'DWORD',
  /** Their number. */
  NumberOfEntries: 'DWORD',
});

/** A security token; its data follow. In the header only. */
export interface MINIDUMP_TOKEN_INFO_HEADER extends View<
  'MINIDUMP_TOKEN_INFO_HEADER',
  typeof MINIDUMP_TOKEN_INFO_HEADER
> {}
export const MINIDUMP_TOKEN_INFO_HEADER = structure<MINIDUMP_TOKEN_INFO_HEADER>('MINIDUMP_TOKEN_INFO_HEADER').with({
  pack: 4,
})({
  /** By its name, bytes of the token. */
  TokenSize: 'DWORD',
  /** The process or thread to which the token belongs. */
  TokenId: 'DWORD',
  /** The value of the token's handle. */
  TokenHandle: 'DWORD64',
});

/** Security tokens: TokenStream. They follow, each with a MINIDUMP_TOKEN_INFO_HEADER. In the header only. */
export interface MINIDUMP_TOKEN_INFO_LIST extends View<'MINIDUMP_TOKEN_INFO_LIST', typeof MINIDUMP_TOKEN_INFO_LIST> {}
export const MINIDUMP_TOKEN_INFO_LIST = structure<MINIDUMP_TOKEN_INFO_LIST>('MINIDUMP_TOKEN_INFO_LIST').with({
  pack: 4,
})({
  /** Bytes of the list. */
  TokenListSize: 'DWORD',
  /** Their number. */
  TokenListEntries: 'DWORD',
  /** Bytes before the first token. */
  ListHeaderSize: 'DWORD',
  /** Bytes of a MINIDUMP_TOKEN_INFO_HEADER. */
  ElementHeaderSize: 'DWORD',
});

/** Memory and processors of the machine: a part of MINIDUMP_SYSTEM_MEMORY_INFO_1. In the header only. */
export interface MINIDUMP_SYSTEM_BASIC_INFORMATION extends View<
  'MINIDUMP_SYSTEM_BASIC_INFORMATION',
  typeof MINIDUMP_SYSTEM_BASIC_INFORMATION
> {}
export const MINIDUMP_SYSTEM_BASIC_INFORMATION = structure<MINIDUMP_SYSTEM_BASIC_INFORMATION>(
  'MINIDUMP_SYSTEM_BASIC_INFORMATION',
).with({ pack: 4 })({
  /** By its name, the timer's resolution; in the kernel's similar structure, units of 100 ns. */
  TimerResolution: 'DWORD',
  /** Bytes. */
  PageSize: 'DWORD',
  NumberOfPhysicalPages: 'DWORD',
  LowestPhysicalPageNumber: 'DWORD',
  HighestPhysicalPageNumber: 'DWORD',
  /** Bytes that allocations are aligned to. */
  AllocationGranularity: 'DWORD',
  /** The lowest address that programs can have. */
  MinimumUserModeAddress: 'DWORD64',
  /** The highest address that programs can have. */
  MaximumUserModeAddress: 'DWORD64',
  /** A bit for each processor. */
  ActiveProcessorsAffinityMask: 'DWORD64',
  NumberOfProcessors: 'DWORD',
});

/** The system's file cache: a part of MINIDUMP_SYSTEM_MEMORY_INFO_1. In the header only. */
export interface MINIDUMP_SYSTEM_FILECACHE_INFORMATION extends View<
  'MINIDUMP_SYSTEM_FILECACHE_INFORMATION',
  typeof MINIDUMP_SYSTEM_FILECACHE_INFORMATION
> {}
export const MINIDUMP_SYSTEM_FILECACHE_INFORMATION = structure<MINIDUMP_SYSTEM_FILECACHE_INFORMATION>(
  'MINIDUMP_SYSTEM_FILECACHE_INFORMATION',
).with({ pack: 4 })({
  /** By its name, and that of the next member, bytes. */
  CurrentSize: 'DWORD64',
  PeakSize: 'DWORD64',
  PageFaultCount: 'DWORD',
  /** By its name, and that of the next member, the limits of the cache's working set. */
  MinimumWorkingSet: 'DWORD64',
  MaximumWorkingSet: 'DWORD64',
  CurrentSizeIncludingTransitionInPages: 'DWORD64',
  PeakSizeIncludingTransitionInPages: 'DWORD64',
  /** This and Flags are valid if MINIDUMP_SYSMEMINFO1 says so. */
  TransitionRePurposeCount: 'DWORD',
  Flags: 'DWORD',
});

/** Memory of the machine, in pages, as 64-bit numbers: a part of MINIDUMP_SYSTEM_MEMORY_INFO_1. In the header only. */
export interface MINIDUMP_SYSTEM_BASIC_PERFORMANCE_INFORMATION extends View<
  'MINIDUMP_SYSTEM_BASIC_PERFORMANCE_INFORMATION',
  typeof MINIDUMP_SYSTEM_BASIC_PERFORMANCE_INFORMATION
> {}
export const MINIDUMP_SYSTEM_BASIC_PERFORMANCE_INFORMATION = structure<MINIDUMP_SYSTEM_BASIC_PERFORMANCE_INFORMATION>(
  'MINIDUMP_SYSTEM_BASIC_PERFORMANCE_INFORMATION',
).with({ pack: 4 })({
  AvailablePages: 'DWORD64',
  CommittedPages: 'DWORD64',
  CommitLimit: 'DWORD64',
  PeakCommitment: 'DWORD64',
});

/**
 * Counters of the system since it started: a part of MINIDUMP_SYSTEM_MEMORY_INFO_1. In the header only; their names
 * tell what they count.
 */
export interface MINIDUMP_SYSTEM_PERFORMANCE_INFORMATION extends View<
  'MINIDUMP_SYSTEM_PERFORMANCE_INFORMATION',
  typeof MINIDUMP_SYSTEM_PERFORMANCE_INFORMATION
> {}
export const MINIDUMP_SYSTEM_PERFORMANCE_INFORMATION = structure<MINIDUMP_SYSTEM_PERFORMANCE_INFORMATION>(
  'MINIDUMP_SYSTEM_PERFORMANCE_INFORMATION',
).with({ pack: 4 })({
  /** In the kernel's similar structure, units of 100 ns, of all processors together. */
  IdleProcessTime: 'DWORD64',
  /** Transfers are in bytes. */
  IoReadTransferCount: 'DWORD64',
  IoWriteTransferCount: 'DWORD64',
  IoOtherTransferCount: 'DWORD64',
  IoReadOperationCount: 'DWORD',
  IoWriteOperationCount: 'DWORD',
  IoOtherOperationCount: 'DWORD',
  /** Memory is in pages. */
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
  /** Members that begin with Cc: counters of the cache manager. */
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
  /** Valid, like the three members that follow, if MINIDUMP_SYSMEMINFO1 says so. */
  CcTotalDirtyPages: 'DWORD64',
  CcDirtyPageThreshold: 'DWORD64',
  ResidentAvailablePages: 'LONG64',
  SharedCommittedPages: 'DWORD64',
});

/** The system's memory: SystemMemoryInfoStream. In the header only. */
export interface MINIDUMP_SYSTEM_MEMORY_INFO_1 extends View<
  'MINIDUMP_SYSTEM_MEMORY_INFO_1',
  typeof MINIDUMP_SYSTEM_MEMORY_INFO_1
> {}
export const MINIDUMP_SYSTEM_MEMORY_INFO_1 = structure<MINIDUMP_SYSTEM_MEMORY_INFO_1>(
  'MINIDUMP_SYSTEM_MEMORY_INFO_1',
).with({
  pack: 4,
})({
  /** By the structure's name, 1. */
  Revision: 'WORD',
  /** The valid members: `MINIDUMP_SYSMEMINFO1` values. */
  Flags: 'WORD',
  BasicInfo: MINIDUMP_SYSTEM_BASIC_INFORMATION,
  FileCacheInfo: MINIDUMP_SYSTEM_FILECACHE_INFORMATION,
  BasicPerfInfo: MINIDUMP_SYSTEM_BASIC_PERFORMANCE_INFORMATION,
  PerfInfo: MINIDUMP_SYSTEM_PERFORMANCE_INFORMATION,
});

/** The process's memory: ProcessVmCountersStream. In the header only. */
export interface MINIDUMP_PROCESS_VM_COUNTERS_1 extends View<
  'MINIDUMP_PROCESS_VM_COUNTERS_1',
  typeof MINIDUMP_PROCESS_VM_COUNTERS_1
> {}
export const MINIDUMP_PROCESS_VM_COUNTERS_1 = structure<MINIDUMP_PROCESS_VM_COUNTERS_1>(
  'MINIDUMP_PROCESS_VM_COUNTERS_1',
).with({ pack: 4 })({
  /** By the structure's name, 1. */
  Revision: 'WORD',
  /** Page faults. */
  PageFaultCount: 'DWORD',
  /** Sizes are in bytes; those that begin with Peak, or hold it, are the highest so far. */
  PeakWorkingSetSize: 'DWORD64',
  WorkingSetSize: 'DWORD64',
  /** Of the kernel's paged memory, charged to the process. */
  QuotaPeakPagedPoolUsage: 'DWORD64',
  QuotaPagedPoolUsage: 'DWORD64',
  /** Of the kernel's nonpaged memory, charged to the process. */
  QuotaPeakNonPagedPoolUsage: 'DWORD64',
  QuotaNonPagedPoolUsage: 'DWORD64',
  /** Committed memory. */
  PagefileUsage: 'DWORD64',
  PeakPagefileUsage: 'DWORD64',
  /** Committed private memory. */
  PrivateUsage: 'DWORD64',
});

/** The process's memory, and that of its job: ProcessVmCountersStream. In the header only. */
export interface MINIDUMP_PROCESS_VM_COUNTERS_2 extends View<
  'MINIDUMP_PROCESS_VM_COUNTERS_2',
  typeof MINIDUMP_PROCESS_VM_COUNTERS_2
> {}
export const MINIDUMP_PROCESS_VM_COUNTERS_2 = structure<MINIDUMP_PROCESS_VM_COUNTERS_2>(
  'MINIDUMP_PROCESS_VM_COUNTERS_2',
).with({ pack: 4 })({
  /** By the structure's name, 2. */
  Revision: 'WORD',
  /** Which members are valid: `MINIDUMP_PROCESS_FLAGS` values. */
  Flags: 'WORD',
  /** Page faults. */
  PageFaultCount: 'DWORD',
  /** Sizes are in bytes; those that begin with Peak, or hold it, are the highest so far. */
  PeakWorkingSetSize: 'DWORD64',
  WorkingSetSize: 'DWORD64',
  /** Of the kernel's paged memory, charged to the process. */
  QuotaPeakPagedPoolUsage: 'DWORD64',
  QuotaPagedPoolUsage: 'DWORD64',
  /** Of the kernel's nonpaged memory, charged to the process. */
  QuotaPeakNonPagedPoolUsage: 'DWORD64',
  QuotaNonPagedPoolUsage: 'DWORD64',
  /** Committed memory. */
  PagefileUsage: 'DWORD64',
  PeakPagefileUsage: 'DWORD64',
  /** Address space in use. */
  PeakVirtualSize: 'DWORD64',
  VirtualSize: 'DWORD64',
  /** Committed private memory. */
  PrivateUsage: 'DWORD64',
  PrivateWorkingSetSize: 'DWORD64',
  /** Committed memory that is shared. */
  SharedCommitUsage: 'DWORD64',
  /** Members that begin with Job: of the process's job. */
  JobSharedCommitUsage: 'DWORD64',
  JobPrivateCommitUsage: 'DWORD64',
  JobPeakPrivateCommitUsage: 'DWORD64',
  JobPrivateCommitLimit: 'DWORD64',
  JobTotalCommitLimit: 'DWORD64',
});
