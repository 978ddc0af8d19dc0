import type { XSTATE_CONFIG_FEATURE_MSC_INFO } from './context';
import type { TIME_ZONE_INFORMATION, VS_FIXEDFILEINFO } from './system';
import type { StructView } from './views';

/** Where data lie in a dump. Structures of dumps are packed to four bytes. */
export interface MINIDUMP_LOCATION_DESCRIPTOR extends StructView<'MINIDUMP_LOCATION_DESCRIPTOR'> {
  /** Bytes. */
  DataSize: number;
  /** Offset from the beginning of the dump. */
  Rva: number;
}

/** Where data lie in a dump, also above 4 GiB. */
export interface MINIDUMP_LOCATION_DESCRIPTOR64 extends StructView<'MINIDUMP_LOCATION_DESCRIPTOR64'> {
  /** Bytes. */
  DataSize: bigint;
  /** Offset from the beginning of the dump. */
  Rva: bigint;
}

/** A range of memory in a dump. */
export interface MINIDUMP_MEMORY_DESCRIPTOR extends StructView<'MINIDUMP_MEMORY_DESCRIPTOR'> {
  /** Address in the process. */
  StartOfMemoryRange: bigint;
  /** Where its bytes are in the dump. */
  readonly Memory: MINIDUMP_LOCATION_DESCRIPTOR;
}

/**
 * A range of memory in a dump with all memory. Its bytes come after those of the range before: MINIDUMP_MEMORY64_LIST.
 */
export interface MINIDUMP_MEMORY_DESCRIPTOR64 extends StructView<'MINIDUMP_MEMORY_DESCRIPTOR64'> {
  /** Address in the process. */
  StartOfMemoryRange: bigint;
  /** Bytes. */
  DataSize: bigint;
}

/** What a dump begins with. `MINIDUMP_HEADER.over(bytes)`. */
export interface MINIDUMP_HEADER extends StructView<'MINIDUMP_HEADER'> {
  /** `MINIDUMP_SIGNATURE`. */
  Signature: number;
  /** `MINIDUMP_VERSION` in the lower half; the upper is the writer's own. */
  Version: number;
  /** MINIDUMP_DIRECTORY structures. */
  NumberOfStreams: number;
  /** Offset of the first of them from the beginning of the dump. */
  StreamDirectoryRva: number;
  /** May be 0. */
  CheckSum: number;
  /** Another name of TimeDateStamp. */
  Reserved: number;
  /** When the dump was written: seconds since 1970. */
  TimeDateStamp: number;
  /** `MINIDUMP_TYPE` values. */
  Flags: bigint;
}

/** A stream of a dump. MiniDumpReadDumpStream gives the one of a type. */
export interface MINIDUMP_DIRECTORY extends StructView<'MINIDUMP_DIRECTORY'> {
  /** What it holds: a `MINIDUMP_STREAM_TYPE`, or a number of the program's own. */
  StreamType: number;
  /** Where it is in the dump. */
  readonly Location: MINIDUMP_LOCATION_DESCRIPTOR;
}

/** A text in a dump, such as ModuleNameRva leads to. */
export interface MINIDUMP_STRING extends StructView<'MINIDUMP_STRING'> {
  /** Bytes of the text, without the closing NUL. Set with Buffer. */
  Length: number;
  /** UTF-16. */
  Buffer: string;
}

/** What is known of the processors: both members are the same bytes. */
export interface CPU_INFORMATION extends StructView<'CPU_INFORMATION'> {
  /** On x86; dumps of x64 processes have the other. */
  readonly X86CpuInfo: StructView & {
    /** CPUID 0: EBX, EDX, ECX: the maker's name in 12 ANSI characters. */
    VendorId: readonly number[];
    /** CPUID 1: EAX: family, model, stepping. */
    VersionInformation: number;
    /** CPUID 1: EDX. */
    FeatureInformation: number;
    /** CPUID 0x80000001: EBX, as documented. AMD's processors only. */
    AMDExtendedCpuFeatures: number;
  };
  /** On other architectures. */
  readonly OtherCpuInfo: StructView & {
    /** What IsProcessorFeaturePresent answers, a bit each. */
    ProcessorFeatures: readonly bigint[];
  };
}

/** Processor and system: SystemInfoStream. */
export interface MINIDUMP_SYSTEM_INFO extends StructView<'MINIDUMP_SYSTEM_INFO'> {
  /** C's PROCESSOR_ARCHITECTURE_: 0 x86, 5 ARM, 6 Itanium, 9 x64, 12 ARM64, 0xffff not known. */
  ProcessorArchitecture: number;
  /** The family, on x86 and x64. */
  ProcessorLevel: number;
  /** Model and stepping, on x86 and x64. */
  ProcessorRevision: number;
  /** NumberOfProcessors and ProductType as one number. */
  Reserved0: number;
  NumberOfProcessors: number;
  /** C's VER_NT_: 1 a workstation, 2 a domain controller, 3 a server. */
  ProductType: number;
  MajorVersion: number;
  MinorVersion: number;
  BuildNumber: number;
  /** 2: Windows NT. */
  PlatformId: number;
  /** Offset of a MINIDUMP_STRING: the service pack. */
  CSDVersionRva: number;
  /** SuiteMask and Reserved2 as one number. */
  Reserved1: number;
  /** C's VER_SUITE_ bits. */
  SuiteMask: number;
  /** Reserved. */
  Reserved2: number;
  readonly Cpu: CPU_INFORMATION;
}

/** A thread of a dump. */
export interface MINIDUMP_THREAD extends StructView<'MINIDUMP_THREAD'> {
  ThreadId: number;
  /** Above 0 where it was suspended, not counting the dump's own doing. */
  SuspendCount: number;
  /** Of the process. */
  PriorityClass: number;
  Priority: number;
  /** Address of its environment block, in the process. */
  Teb: bigint;
  /** The part of its stack that is in the dump. */
  readonly Stack: MINIDUMP_MEMORY_DESCRIPTOR;
  /** Where its registers are: a CONTEXT of the dump's architecture, such as CONTEXT_AMD64. */
  readonly ThreadContext: MINIDUMP_LOCATION_DESCRIPTOR;
}

/** Threads: ThreadListStream. */
export interface MINIDUMP_THREAD_LIST extends StructView<'MINIDUMP_THREAD_LIST'> {
  NumberOfThreads: number;
  /** As many as the view's bytes hold, at most NumberOfThreads. */
  readonly Threads: readonly MINIDUMP_THREAD[];
}

/** A thread of a dump from Itanium: MINIDUMP_THREAD and its backing store. */
export interface MINIDUMP_THREAD_EX extends StructView<'MINIDUMP_THREAD_EX'> {
  ThreadId: number;
  /** Above 0 where it was suspended, not counting the dump's own doing. */
  SuspendCount: number;
  /** Of the process. */
  PriorityClass: number;
  Priority: number;
  /** Address of its environment block, in the process. */
  Teb: bigint;
  /** The part of its stack that is in the dump. */
  readonly Stack: MINIDUMP_MEMORY_DESCRIPTOR;
  /** Where its registers are. */
  readonly ThreadContext: MINIDUMP_LOCATION_DESCRIPTOR;
  /** The part of its backing store that is in the dump. */
  readonly BackingStore: MINIDUMP_MEMORY_DESCRIPTOR;
}

/** Threads with a backing store: ThreadExListStream. */
export interface MINIDUMP_THREAD_EX_LIST extends StructView<'MINIDUMP_THREAD_EX_LIST'> {
  NumberOfThreads: number;
  /** As many as the view's bytes hold, at most NumberOfThreads. */
  readonly Threads: readonly MINIDUMP_THREAD_EX[];
}

/** An exception in a dump: laid out as EXCEPTION_RECORD64, whatever the architecture. */
export interface MINIDUMP_EXCEPTION extends StructView<'MINIDUMP_EXCEPTION'> {
  /** What happened, as an NTSTATUS without its sign: 0xc0000005 is an access violation. */
  ExceptionCode: number;
  /** 1: the program cannot go on. 0: it can. Other bits are the system's. */
  ExceptionFlags: number;
  /** Address, in the process, of the record of an exception that this one followed from, or 0. */
  ExceptionRecord: bigint;
  /** Address of the instruction. */
  ExceptionAddress: bigint;
  /** How many elements of ExceptionInformation are in use. */
  NumberParameters: number;
  /** Not in use. */
  __unusedAlignment: number;
  /** Depends on the code. Access violation: 0 read, 1 write or 8 execute, then the address. */
  ExceptionInformation: readonly bigint[];
}

/** The exception that a dump was written for: ExceptionStream. */
export interface MINIDUMP_EXCEPTION_STREAM extends StructView<'MINIDUMP_EXCEPTION_STREAM'> {
  /** The thread that it happened in. */
  ThreadId: number;
  /** Not in use. */
  __alignment: number;
  readonly ExceptionRecord: MINIDUMP_EXCEPTION;
  /** Where the registers are that it met: a CONTEXT. */
  readonly ThreadContext: MINIDUMP_LOCATION_DESCRIPTOR;
}

/** A module of a dump. */
export interface MINIDUMP_MODULE extends StructView<'MINIDUMP_MODULE'> {
  /** The module's base address. */
  BaseOfImage: bigint;
  /** Bytes. */
  SizeOfImage: number;
  /** Of the image header; may be 0. */
  CheckSum: number;
  /** Of the image header: seconds since 1970, or a hash. */
  TimeDateStamp: number;
  /** Offset of a MINIDUMP_STRING: the path. */
  ModuleNameRva: number;
  /** Of the version resource; zeros where the image has none. */
  readonly VersionInfo: VS_FIXEDFILEINFO;
  /** Where the CodeView record is: name and signature of the PDB. */
  readonly CvRecord: MINIDUMP_LOCATION_DESCRIPTOR;
  /** Where the misc record is: an IMAGE_DEBUG_MISC. */
  readonly MiscRecord: MINIDUMP_LOCATION_DESCRIPTOR;
  /** Reserved. */
  Reserved0: bigint;
  /** Reserved. */
  Reserved1: bigint;
}

/** Modules: ModuleListStream. */
export interface MINIDUMP_MODULE_LIST extends StructView<'MINIDUMP_MODULE_LIST'> {
  NumberOfModules: number;
  /** As many as the view's bytes hold, at most NumberOfModules. */
  readonly Modules: readonly MINIDUMP_MODULE[];
}

/** Memory: MemoryListStream. */
export interface MINIDUMP_MEMORY_LIST extends StructView<'MINIDUMP_MEMORY_LIST'> {
  NumberOfMemoryRanges: number;
  /** As many as the view's bytes hold, at most NumberOfMemoryRanges. */
  readonly MemoryRanges: readonly MINIDUMP_MEMORY_DESCRIPTOR[];
}

/** Memory of a dump with all of it: Memory64ListStream. */
export interface MINIDUMP_MEMORY64_LIST extends StructView<'MINIDUMP_MEMORY64_LIST'> {
  NumberOfMemoryRanges: bigint;
  /** Offset, in the dump, of the first range's bytes; those of the others follow without gaps. */
  BaseRva: bigint;
  /** As many as the view's bytes hold, at most NumberOfMemoryRanges. */
  readonly MemoryRanges: readonly MINIDUMP_MEMORY_DESCRIPTOR64[];
}

/** More about a handle's object. What the type tells of follows. Since DbgHelp 6.5. */
export interface MINIDUMP_HANDLE_OBJECT_INFORMATION extends StructView<'MINIDUMP_HANDLE_OBJECT_INFORMATION'> {
  /** Offset of the next such structure of the object; 0: it is the last. */
  NextInfoRva: number;
  /** What is told: a `MINIDUMP_HANDLE_OBJECT_INFORMATION_TYPE`. */
  InfoType: number;
  /** Bytes that follow this structure. */
  SizeOfInfo: number;
}

/** A handle of a dump. */
export interface MINIDUMP_HANDLE_DESCRIPTOR extends StructView<'MINIDUMP_HANDLE_DESCRIPTOR'> {
  /** Its value in the process. */
  Handle: bigint;
  /** Offset of a MINIDUMP_STRING: the type of the object; 0: not known. */
  TypeNameRva: number;
  /** Offset of a MINIDUMP_STRING: the object's name; 0: it has none. */
  ObjectNameRva: number;
  /** Bits of the object manager: C's OBJ_, such as 2 inherited. */
  Attributes: number;
  /** The rights that the handle has. */
  GrantedAccess: number;
  /** Handles of the object. */
  HandleCount: number;
  /** References of the kernel to the object. */
  PointerCount: number;
}

/**
 * A handle of a dump, with more about its object. `MINIDUMP_HANDLE_DATA_STREAM.SizeOfDescriptor` tells which of the
 * two.
 */
export interface MINIDUMP_HANDLE_DESCRIPTOR_2 extends StructView<'MINIDUMP_HANDLE_DESCRIPTOR_2'> {
  /** Its value in the process. */
  Handle: bigint;
  /** Offset of a MINIDUMP_STRING: the type of the object; 0: not known. */
  TypeNameRva: number;
  /** Offset of a MINIDUMP_STRING: the object's name; 0: it has none. */
  ObjectNameRva: number;
  /** Bits of the object manager: C's OBJ_, such as 2 inherited. */
  Attributes: number;
  /** The rights that the handle has. */
  GrantedAccess: number;
  /** Handles of the object. */
  HandleCount: number;
  /** References of the kernel to the object. */
  PointerCount: number;
  /** Offset of a MINIDUMP_HANDLE_OBJECT_INFORMATION; 0: there is none. */
  ObjectInfoRva: number;
  /** Reserved. */
  Reserved0: number;
}

/** Handles: HandleDataStream. Their descriptors follow. */
export interface MINIDUMP_HANDLE_DATA_STREAM extends StructView<'MINIDUMP_HANDLE_DATA_STREAM'> {
  /** Bytes before the first descriptor. */
  SizeOfHeader: number;
  /** Bytes from one descriptor to the next. */
  SizeOfDescriptor: number;
  /** How many. */
  NumberOfDescriptors: number;
  /** Reserved. */
  Reserved: number;
}

/** What was done with handles: HandleOperationListStream. Its entries, AVRF_HANDLE_OPERATION in C, follow. */
export interface MINIDUMP_HANDLE_OPERATION_LIST extends StructView<'MINIDUMP_HANDLE_OPERATION_LIST'> {
  /** Bytes before the first entry. */
  SizeOfHeader: number;
  /** Bytes from one entry to the next. */
  SizeOfEntry: number;
  /** How many. */
  NumberOfEntries: number;
  /** Reserved. */
  Reserved: number;
}

/** A function table that the process made at run time. The system's own descriptor and the entries follow. */
export interface MINIDUMP_FUNCTION_TABLE_DESCRIPTOR extends StructView<'MINIDUMP_FUNCTION_TABLE_DESCRIPTOR'> {
  /** The lowest address that the functions have. */
  MinimumAddress: bigint;
  /** The highest address that the functions have. */
  MaximumAddress: bigint;
  /** What the entries count from. */
  BaseAddress: bigint;
  /** Entries that follow. */
  EntryCount: number;
  /** Bytes of padding after the entries. */
  SizeOfAlignPad: number;
}

/** Function tables: FunctionTableStream. A MINIDUMP_FUNCTION_TABLE_DESCRIPTOR for each follows. */
export interface MINIDUMP_FUNCTION_TABLE_STREAM extends StructView<'MINIDUMP_FUNCTION_TABLE_STREAM'> {
  /** Bytes of this structure. */
  SizeOfHeader: number;
  /** Bytes of a MINIDUMP_FUNCTION_TABLE_DESCRIPTOR. */
  SizeOfDescriptor: number;
  /** Bytes of the system's own descriptor, which comes after it. */
  SizeOfNativeDescriptor: number;
  /** Bytes of an entry. */
  SizeOfFunctionEntry: number;
  /** How many. */
  NumberOfDescriptors: number;
  /** Bytes of padding after this structure. */
  SizeOfAlignPad: number;
}

/** A module that had been unloaded. */
export interface MINIDUMP_UNLOADED_MODULE extends StructView<'MINIDUMP_UNLOADED_MODULE'> {
  /** The base address that it had. */
  BaseOfImage: bigint;
  /** Bytes. */
  SizeOfImage: number;
  /** Of the image header; may be 0. */
  CheckSum: number;
  /** Of the image header: seconds since 1970, or a hash. */
  TimeDateStamp: number;
  /** Offset of a MINIDUMP_STRING: the name, perhaps cut. */
  ModuleNameRva: number;
}

/** Unloaded modules: UnloadedModuleListStream. They follow. Since DbgHelp 6.0. */
export interface MINIDUMP_UNLOADED_MODULE_LIST extends StructView<'MINIDUMP_UNLOADED_MODULE_LIST'> {
  /** Bytes before the first module. */
  SizeOfHeader: number;
  /** Bytes from one module to the next. */
  SizeOfEntry: number;
  /** How many. */
  NumberOfEntries: number;
}

/** The process: MiscInfoStream. */
export interface MINIDUMP_MISC_INFO extends StructView<'MINIDUMP_MISC_INFO'> {
  /** Bytes: tells which of the five forms the stream has. */
  SizeOfInfo: number;
  /** Which members hold something: `MINIDUMP_MISC_INFO_FLAGS` values. */
  Flags1: number;
  ProcessId: number;
  /** Seconds since 1970. */
  ProcessCreateTime: number;
  /** Seconds in user mode. */
  ProcessUserTime: number;
  /** Seconds in the kernel. */
  ProcessKernelTime: number;
}

/** The process and its processor: MiscInfoStream. */
export interface MINIDUMP_MISC_INFO_2 extends StructView<'MINIDUMP_MISC_INFO_2'> {
  /** Bytes: tells which of the five forms the stream has. */
  SizeOfInfo: number;
  /** Which members hold something: `MINIDUMP_MISC_INFO_FLAGS` values. */
  Flags1: number;
  ProcessId: number;
  /** Seconds since 1970. */
  ProcessCreateTime: number;
  /** Seconds in user mode. */
  ProcessUserTime: number;
  /** Seconds in the kernel. */
  ProcessKernelTime: number;
  /** MHz that the processor was made for. */
  ProcessorMaxMhz: number;
  /** MHz at that time. */
  ProcessorCurrentMhz: number;
  /** MHz that it was limited to. */
  ProcessorMhzLimit: number;
  /** The deepest state of idleness that is allowed. */
  ProcessorMaxIdleState: number;
  /** The state of idleness at that time. */
  ProcessorCurrentIdleState: number;
}

/** The process, its processor, its security and the time zone: MiscInfoStream. */
export interface MINIDUMP_MISC_INFO_3 extends StructView<'MINIDUMP_MISC_INFO_3'> {
  /** Bytes: tells which of the five forms the stream has. */
  SizeOfInfo: number;
  /** Which members hold something: `MINIDUMP_MISC_INFO_FLAGS` values. */
  Flags1: number;
  ProcessId: number;
  /** Seconds since 1970. */
  ProcessCreateTime: number;
  /** Seconds in user mode. */
  ProcessUserTime: number;
  /** Seconds in the kernel. */
  ProcessKernelTime: number;
  /** MHz that the processor was made for. */
  ProcessorMaxMhz: number;
  /** MHz at that time. */
  ProcessorCurrentMhz: number;
  /** MHz that it was limited to. */
  ProcessorMhzLimit: number;
  /** The deepest state of idleness that is allowed. */
  ProcessorMaxIdleState: number;
  /** The state of idleness at that time. */
  ProcessorCurrentIdleState: number;
  /** C's SECURITY_MANDATORY_: 0x1000 low, 0x2000 medium, 0x3000 high, 0x4000 system. */
  ProcessIntegrityLevel: number;
  /** How data execution prevention was set: C's MEM_EXECUTE_OPTION_. */
  ProcessExecuteFlags: number;
  /** 1: a protected process. */
  ProtectedProcess: number;
  /** C's TIME_ZONE_ID_: 0 not known, 1 standard time, 2 daylight saving time. */
  TimeZoneId: number;
  /** The zone of the machine. */
  readonly TimeZone: TIME_ZONE_INFORMATION;
}

/** As MINIDUMP_MISC_INFO_3, with the builds of system and DbgHelp: MiscInfoStream. */
export interface MINIDUMP_MISC_INFO_4 extends StructView<'MINIDUMP_MISC_INFO_4'> {
  /** Bytes: tells which of the five forms the stream has. */
  SizeOfInfo: number;
  /** Which members hold something: `MINIDUMP_MISC_INFO_FLAGS` values. */
  Flags1: number;
  ProcessId: number;
  /** Seconds since 1970. */
  ProcessCreateTime: number;
  /** Seconds in user mode. */
  ProcessUserTime: number;
  /** Seconds in the kernel. */
  ProcessKernelTime: number;
  /** MHz that the processor was made for. */
  ProcessorMaxMhz: number;
  /** MHz at that time. */
  ProcessorCurrentMhz: number;
  /** MHz that it was limited to. */
  ProcessorMhzLimit: number;
  /** The deepest state of idleness that is allowed. */
  ProcessorMaxIdleState: number;
  /** The state of idleness at that time. */
  ProcessorCurrentIdleState: number;
  /** C's SECURITY_MANDATORY_: 0x1000 low, 0x2000 medium, 0x3000 high, 0x4000 system. */
  ProcessIntegrityLevel: number;
  /** How data execution prevention was set: C's MEM_EXECUTE_OPTION_. */
  ProcessExecuteFlags: number;
  /** 1: a protected process. */
  ProtectedProcess: number;
  /** C's TIME_ZONE_ID_: 0 not known, 1 standard time, 2 daylight saving time. */
  TimeZoneId: number;
  /** The zone of the machine. */
  readonly TimeZone: TIME_ZONE_INFORMATION;
  /** The build of the system, in UTF-16. */
  BuildString: string;
  /** The build of DbgHelp that wrote the dump, in UTF-16. */
  DbgBldStr: string;
}

/** As MINIDUMP_MISC_INFO_4, with the extended state and the cookie: MiscInfoStream. */
export interface MINIDUMP_MISC_INFO_5 extends StructView<'MINIDUMP_MISC_INFO_5'> {
  /** Bytes: tells which of the five forms the stream has. */
  SizeOfInfo: number;
  /** Which members hold something: `MINIDUMP_MISC_INFO_FLAGS` values. */
  Flags1: number;
  ProcessId: number;
  /** Seconds since 1970. */
  ProcessCreateTime: number;
  /** Seconds in user mode. */
  ProcessUserTime: number;
  /** Seconds in the kernel. */
  ProcessKernelTime: number;
  /** MHz that the processor was made for. */
  ProcessorMaxMhz: number;
  /** MHz at that time. */
  ProcessorCurrentMhz: number;
  /** MHz that it was limited to. */
  ProcessorMhzLimit: number;
  /** The deepest state of idleness that is allowed. */
  ProcessorMaxIdleState: number;
  /** The state of idleness at that time. */
  ProcessorCurrentIdleState: number;
  /** C's SECURITY_MANDATORY_: 0x1000 low, 0x2000 medium, 0x3000 high, 0x4000 system. */
  ProcessIntegrityLevel: number;
  /** How data execution prevention was set: C's MEM_EXECUTE_OPTION_. */
  ProcessExecuteFlags: number;
  /** 1: a protected process. */
  ProtectedProcess: number;
  /** C's TIME_ZONE_ID_: 0 not known, 1 standard time, 2 daylight saving time. */
  TimeZoneId: number;
  /** The zone of the machine. */
  readonly TimeZone: TIME_ZONE_INFORMATION;
  /** The build of the system, in UTF-16. */
  BuildString: string;
  /** The build of DbgHelp that wrote the dump, in UTF-16. */
  DbgBldStr: string;
  /** How the extended state in the contexts is laid out. */
  readonly XStateData: XSTATE_CONFIG_FEATURE_MSC_INFO;
  /** What the process encodes pointers with. */
  ProcessCookie: number;
}

/** A region of memory, as VirtualQuery tells of it. */
export interface MINIDUMP_MEMORY_INFO extends StructView<'MINIDUMP_MEMORY_INFO'> {
  /** Where it begins. */
  BaseAddress: bigint;
  /** Where the allocation begins that it is part of. */
  AllocationBase: bigint;
  /** How the allocation was protected at first: C's PAGE_. */
  AllocationProtect: number;
  /** Not in use. */
  __alignment1: number;
  /** Bytes with the same attributes. */
  RegionSize: bigint;
  /** C's MEM_: 0x1000 committed, 0x2000 reserved, 0x10000 free. */
  State: number;
  /** C's PAGE_: 2 read-only, 4 writable, 0x10 executable, 0x20 and readable, 0x40 and writable; 0x100 a guard page. */
  Protect: number;
  /** C's MEM_: 0x20000 private, 0x40000 mapped, 0x1000000 of an image. */
  Type: number;
  /** Not in use. */
  __alignment2: number;
}

/** Regions of memory: MemoryInfoListStream. They follow, as MINIDUMP_MEMORY_INFO. */
export interface MINIDUMP_MEMORY_INFO_LIST extends StructView<'MINIDUMP_MEMORY_INFO_LIST'> {
  /** Bytes before the first region. */
  SizeOfHeader: number;
  /** Bytes from one region to the next. */
  SizeOfEntry: number;
  /** How many. */
  NumberOfEntries: bigint;
}

/** The name of a thread, as SetThreadDescription gave it. */
export interface MINIDUMP_THREAD_NAME extends StructView<'MINIDUMP_THREAD_NAME'> {
  ThreadId: number;
  /** Offset of a MINIDUMP_STRING. */
  RvaOfThreadName: bigint;
}

/** Names of threads: ThreadNamesStream. */
export interface MINIDUMP_THREAD_NAME_LIST extends StructView<'MINIDUMP_THREAD_NAME_LIST'> {
  NumberOfThreadNames: number;
  /** As many as the view's bytes hold, at most NumberOfThreadNames. */
  readonly ThreadNames: readonly MINIDUMP_THREAD_NAME[];
}

/** Times and more of a thread. */
export interface MINIDUMP_THREAD_INFO extends StructView<'MINIDUMP_THREAD_INFO'> {
  ThreadId: number;
  /** `MINIDUMP_THREAD_INFO_FLAGS` values. */
  DumpFlags: number;
  /** What went wrong with it: an HRESULT without its sign; 0: nothing. */
  DumpError: number;
  /** Its exit code; 259: it had not ended. */
  ExitStatus: number;
  /** When it began: units of 100 ns since 1601, UTC. */
  CreateTime: bigint;
  /** When it ended, likewise; 0: it had not. */
  ExitTime: bigint;
  /** Units of 100 ns in the kernel. */
  KernelTime: bigint;
  /** Units of 100 ns in user mode. */
  UserTime: bigint;
  /** Address of the function that it began with. */
  StartAddress: bigint;
  /** The processors that it may run on, a bit each. */
  Affinity: bigint;
}

/** Times and more of threads: ThreadInfoListStream. They follow, as MINIDUMP_THREAD_INFO. */
export interface MINIDUMP_THREAD_INFO_LIST extends StructView<'MINIDUMP_THREAD_INFO_LIST'> {
  /** Bytes before the first thread. */
  SizeOfHeader: number;
  /** Bytes from one thread to the next. */
  SizeOfEntry: number;
  /** How many. */
  NumberOfEntries: number;
}

/** A security token; its data follow. In the header only. */
export interface MINIDUMP_TOKEN_INFO_HEADER extends StructView<'MINIDUMP_TOKEN_INFO_HEADER'> {
  /** By its name, bytes of the token. */
  TokenSize: number;
  /** The process or thread whose token it is. */
  TokenId: number;
  /** The value of the token's handle. */
  TokenHandle: bigint;
}

/** Security tokens: TokenStream. They follow, each with a MINIDUMP_TOKEN_INFO_HEADER. In the header only. */
export interface MINIDUMP_TOKEN_INFO_LIST extends StructView<'MINIDUMP_TOKEN_INFO_LIST'> {
  /** Bytes of the list. */
  TokenListSize: number;
  /** How many. */
  TokenListEntries: number;
  /** Bytes before the first token. */
  ListHeaderSize: number;
  /** Bytes of a MINIDUMP_TOKEN_INFO_HEADER. */
  ElementHeaderSize: number;
}

/** Memory and processors of the machine: a part of MINIDUMP_SYSTEM_MEMORY_INFO_1. In the header only. */
export interface MINIDUMP_SYSTEM_BASIC_INFORMATION extends StructView<'MINIDUMP_SYSTEM_BASIC_INFORMATION'> {
  /** By its name, the timer's resolution; in the kernel's like structure, units of 100 ns. */
  TimerResolution: number;
  /** Bytes. */
  PageSize: number;
  NumberOfPhysicalPages: number;
  LowestPhysicalPageNumber: number;
  HighestPhysicalPageNumber: number;
  /** Bytes that allocations are aligned to. */
  AllocationGranularity: number;
  /** The lowest address that programs can have. */
  MinimumUserModeAddress: bigint;
  /** The highest address that programs can have. */
  MaximumUserModeAddress: bigint;
  /** A bit for each processor. */
  ActiveProcessorsAffinityMask: bigint;
  NumberOfProcessors: number;
}

/** The system's file cache: a part of MINIDUMP_SYSTEM_MEMORY_INFO_1. In the header only. */
export interface MINIDUMP_SYSTEM_FILECACHE_INFORMATION extends StructView<'MINIDUMP_SYSTEM_FILECACHE_INFORMATION'> {
  /** By its name, and that of the next member, bytes. */
  CurrentSize: bigint;
  PeakSize: bigint;
  PageFaultCount: number;
  /** By its name, and that of the next member, the limits of the cache's working set. */
  MinimumWorkingSet: bigint;
  MaximumWorkingSet: bigint;
  CurrentSizeIncludingTransitionInPages: bigint;
  PeakSizeIncludingTransitionInPages: bigint;
  /** This and Flags hold something where MINIDUMP_SYSMEMINFO1 says so. */
  TransitionRePurposeCount: number;
  Flags: number;
}

/** Memory of the machine, in pages, as 64-bit numbers: a part of MINIDUMP_SYSTEM_MEMORY_INFO_1. In the header only. */
export interface MINIDUMP_SYSTEM_BASIC_PERFORMANCE_INFORMATION extends StructView<'MINIDUMP_SYSTEM_BASIC_PERFORMANCE_INFORMATION'> {
  AvailablePages: bigint;
  CommittedPages: bigint;
  CommitLimit: bigint;
  PeakCommitment: bigint;
}

/**
 * Counters of the system since it started: a part of MINIDUMP_SYSTEM_MEMORY_INFO_1. In the header only; members are
 * what their names say.
 */
export interface MINIDUMP_SYSTEM_PERFORMANCE_INFORMATION extends StructView<'MINIDUMP_SYSTEM_PERFORMANCE_INFORMATION'> {
  /** In the kernel's like structure, units of 100 ns, of all processors together. */
  IdleProcessTime: bigint;
  /** Transfers are in bytes. */
  IoReadTransferCount: bigint;
  IoWriteTransferCount: bigint;
  IoOtherTransferCount: bigint;
  IoReadOperationCount: number;
  IoWriteOperationCount: number;
  IoOtherOperationCount: number;
  /** Memory is in pages. */
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
  /** Members that begin with Cc: counters of the cache manager. */
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
  /** Holds something, as the three members that follow, where MINIDUMP_SYSMEMINFO1 says so. */
  CcTotalDirtyPages: bigint;
  CcDirtyPageThreshold: bigint;
  ResidentAvailablePages: bigint;
  SharedCommittedPages: bigint;
}

/** The system's memory: SystemMemoryInfoStream. In the header only. */
export interface MINIDUMP_SYSTEM_MEMORY_INFO_1 extends StructView<'MINIDUMP_SYSTEM_MEMORY_INFO_1'> {
  /** By the structure's name, 1. */
  Revision: number;
  /** What holds something: `MINIDUMP_SYSMEMINFO1` values. */
  Flags: number;
  readonly BasicInfo: MINIDUMP_SYSTEM_BASIC_INFORMATION;
  readonly FileCacheInfo: MINIDUMP_SYSTEM_FILECACHE_INFORMATION;
  readonly BasicPerfInfo: MINIDUMP_SYSTEM_BASIC_PERFORMANCE_INFORMATION;
  readonly PerfInfo: MINIDUMP_SYSTEM_PERFORMANCE_INFORMATION;
}

/** The process's memory: ProcessVmCountersStream. In the header only. */
export interface MINIDUMP_PROCESS_VM_COUNTERS_1 extends StructView<'MINIDUMP_PROCESS_VM_COUNTERS_1'> {
  /** By the structure's name, 1. */
  Revision: number;
  /** Page faults. */
  PageFaultCount: number;
  /** Sizes are in bytes; those that begin with Peak, or hold it, are the highest so far. */
  PeakWorkingSetSize: bigint;
  WorkingSetSize: bigint;
  /** Of the kernel's paged memory, on account of the process. */
  QuotaPeakPagedPoolUsage: bigint;
  QuotaPagedPoolUsage: bigint;
  /** Of the kernel's memory that is not paged, on account of the process. */
  QuotaPeakNonPagedPoolUsage: bigint;
  QuotaNonPagedPoolUsage: bigint;
  /** Committed memory. */
  PagefileUsage: bigint;
  PeakPagefileUsage: bigint;
  /** Committed memory that is the process's own. */
  PrivateUsage: bigint;
}

/** The process's memory, and that of its job: ProcessVmCountersStream. In the header only. */
export interface MINIDUMP_PROCESS_VM_COUNTERS_2 extends StructView<'MINIDUMP_PROCESS_VM_COUNTERS_2'> {
  /** By the structure's name, 2. */
  Revision: number;
  /** Which members hold something: `MINIDUMP_PROCESS_FLAGS` values. */
  Flags: number;
  /** Page faults. */
  PageFaultCount: number;
  /** Sizes are in bytes; those that begin with Peak, or hold it, are the highest so far. */
  PeakWorkingSetSize: bigint;
  WorkingSetSize: bigint;
  /** Of the kernel's paged memory, on account of the process. */
  QuotaPeakPagedPoolUsage: bigint;
  QuotaPagedPoolUsage: bigint;
  /** Of the kernel's memory that is not paged, on account of the process. */
  QuotaPeakNonPagedPoolUsage: bigint;
  QuotaNonPagedPoolUsage: bigint;
  /** Committed memory. */
  PagefileUsage: bigint;
  PeakPagefileUsage: bigint;
  /** Address space in use. */
  PeakVirtualSize: bigint;
  VirtualSize: bigint;
  /** Committed memory that is the process's own. */
  PrivateUsage: bigint;
  PrivateWorkingSetSize: bigint;
  /** Committed memory that is shared. */
  SharedCommitUsage: bigint;
  /** Members that begin with Job: of the job that the process is in. */
  JobSharedCommitUsage: bigint;
  JobPrivateCommitUsage: bigint;
  JobPeakPrivateCommitUsage: bigint;
  JobPrivateCommitLimit: bigint;
  JobTotalCommitLimit: bigint;
}
