/** The first four bytes of a minidump: `MINIDUMP_HEADER.Signature`, the letters MDMP. */
export const MINIDUMP_SIGNATURE = 0x504d444d;

/** The version of the format: the lower half of `MINIDUMP_HEADER.Version`. */
export const MINIDUMP_VERSION = 0xa793;

/** The contents of a minidump: flags of MiniDumpWriteDump. */
export const MINIDUMP_TYPE = {
  /** Enough for stack traces of all threads. */
  MiniDumpNormal: 0x0,
  /** The data sections of all modules: global variables. */
  MiniDumpWithDataSegs: 0x1,
  /** All memory that can be read. Large. */
  MiniDumpWithFullMemory: 0x2,
  /** The open handles. */
  MiniDumpWithHandleData: 0x4,
  /** Only those parts of stacks that traces need, without private data. */
  MiniDumpFilterMemory: 0x8,
  /** Modules that nothing on the stacks points to are marked. */
  MiniDumpScanMemory: 0x10,
  /** The modules that were unloaded, as far as the system recorded them. */
  MiniDumpWithUnloadedModules: 0x20,
  /** Pages that locals and other memory on the stacks point to. */
  MiniDumpWithIndirectlyReferencedMemory: 0x40,
  /** Names of modules without their folders. */
  MiniDumpFilterModulePaths: 0x80,
  /** Environment blocks of process and threads. */
  MiniDumpWithProcessThreadData: 0x100,
  /** All private memory that can be written. */
  MiniDumpWithPrivateReadWriteMemory: 0x200,
  /** Without optional data that its own flag does not demand. */
  MiniDumpWithoutOptionalData: 0x400,
  /** The system's facts about each region of memory. */
  MiniDumpWithFullMemoryInfo: 0x800,
  /** Times and start addresses of threads. */
  MiniDumpWithThreadInfo: 0x1000,
  /** The code sections of all modules. */
  MiniDumpWithCodeSegs: 0x2000,
  /** Without the data of auxiliary providers. */
  MiniDumpWithoutAuxiliaryState: 0x4000,
  /** With all data of auxiliary providers. */
  MiniDumpWithFullAuxiliaryState: 0x8000,
  /** Private memory that is copied when it is written. */
  MiniDumpWithPrivateWriteCopyMemory: 0x10000,
  /** With MiniDumpWithFullMemory: unreadable memory is no error. */
  MiniDumpIgnoreInaccessibleMemory: 0x20000,
  /** Security tokens. */
  MiniDumpWithTokenInformation: 0x40000,
  /** The headers of modules. */
  MiniDumpWithModuleHeaders: 0x80000,
  /** Private data is left out, as for triage. */
  MiniDumpFilterTriage: 0x100000,
  /** The AVX state of threads. */
  MiniDumpWithAvxXStateContext: 0x200000,
  /** The processor's trace. */
  MiniDumpWithIptTrace: 0x400000,
  /** Pages of which parts cannot be read are scanned too. */
  MiniDumpScanInaccessiblePartialPages: 0x800000,
  /** By its name, memory that combines writes is left out. */
  MiniDumpFilterWriteCombinedMemory: 0x1000000,
  /** All flags together. */
  MiniDumpValidTypeFlags: 0x1ffffff,
} as const;
export type MINIDUMP_TYPE = (typeof MINIDUMP_TYPE)[keyof typeof MINIDUMP_TYPE];

/** More flags, for SecondaryFlagsCallback. */
export const MINIDUMP_SECONDARY_FLAGS = {
  /** Without power information of the processors. */
  MiniSecondaryWithoutPowerInfo: 0x1,
  /** All flags together. */
  MiniSecondaryValidFlags: 0x1,
} as const;
export type MINIDUMP_SECONDARY_FLAGS = (typeof MINIDUMP_SECONDARY_FLAGS)[keyof typeof MINIDUMP_SECONDARY_FLAGS];

/**
 * The contents of a stream of a minidump: `MINIDUMP_DIRECTORY.StreamType`, and the argument of MiniDumpReadDumpStream.
 * Above LastReservedStream, numbers belong to the program.
 */
export const MINIDUMP_STREAM_TYPE = {
  /** Nothing: a free entry. */
  UnusedStream: 0,
  /** Reserved. */
  ReservedStream0: 1,
  /** Reserved. */
  ReservedStream1: 2,
  /** Threads: MINIDUMP_THREAD_LIST. */
  ThreadListStream: 3,
  /** Modules: MINIDUMP_MODULE_LIST. */
  ModuleListStream: 4,
  /** Memory: MINIDUMP_MEMORY_LIST. */
  MemoryListStream: 5,
  /** The exception: MINIDUMP_EXCEPTION_STREAM. */
  ExceptionStream: 6,
  /** The system: MINIDUMP_SYSTEM_INFO. */
  SystemInfoStream: 7,
  /** Threads with a backing store: MINIDUMP_THREAD_EX_LIST. */
  ThreadExListStream: 8,
  /** All memory: MINIDUMP_MEMORY64_LIST. */
  Memory64ListStream: 9,
  /** A comment in ANSI characters. */
  CommentStreamA: 10,
  /** A comment in UTF-16. */
  CommentStreamW: 11,
  /** Handles: MINIDUMP_HANDLE_DATA_STREAM. */
  HandleDataStream: 12,
  /** Function tables: MINIDUMP_FUNCTION_TABLE_STREAM. */
  FunctionTableStream: 13,
  /** Unloaded modules: MINIDUMP_UNLOADED_MODULE_LIST. */
  UnloadedModuleListStream: 14,
  /** The process and more: one of MINIDUMP_MISC_INFO to MINIDUMP_MISC_INFO_5. */
  MiscInfoStream: 15,
  /** Regions of memory: MINIDUMP_MEMORY_INFO_LIST. */
  MemoryInfoListStream: 16,
  /** Times of threads: MINIDUMP_THREAD_INFO_LIST. */
  ThreadInfoListStream: 17,
  /** Operations on handles: MINIDUMP_HANDLE_OPERATION_LIST. */
  HandleOperationListStream: 18,
  /** Security tokens: MINIDUMP_TOKEN_INFO_LIST. */
  TokenStream: 19,
  /** By its name, data of a JavaScript engine. */
  JavaScriptDataStream: 20,
  /** The system's memory: MINIDUMP_SYSTEM_MEMORY_INFO_1. */
  SystemMemoryInfoStream: 21,
  /** The process's memory: MINIDUMP_PROCESS_VM_COUNTERS_1 or _2. */
  ProcessVmCountersStream: 22,
  /** The processor's trace. */
  IptTraceStream: 23,
  /** Names of threads: MINIDUMP_THREAD_NAME_LIST. */
  ThreadNamesStream: 24,
  /** Windows CE: nothing. */
  ceStreamNull: 0x8000,
  /** Windows CE: the system. */
  ceStreamSystemInfo: 0x8001,
  /** Windows CE: the exception. */
  ceStreamException: 0x8002,
  /** Windows CE: modules. */
  ceStreamModuleList: 0x8003,
  /** Windows CE: processes. */
  ceStreamProcessList: 0x8004,
  /** Windows CE: threads. */
  ceStreamThreadList: 0x8005,
  /** Windows CE: contexts of threads. */
  ceStreamThreadContextList: 0x8006,
  /** Windows CE: call stacks. */
  ceStreamThreadCallStackList: 0x8007,
  /** Windows CE: virtual memory. */
  ceStreamMemoryVirtualList: 0x8008,
  /** Windows CE: physical memory. */
  ceStreamMemoryPhysicalList: 0x8009,
  /** Windows CE: by its name, what a report is sorted by. */
  ceStreamBucketParameters: 0x800a,
  /** Windows CE: which process has which module. */
  ceStreamProcessModuleMap: 0x800b,
  /** Windows CE: by its name, diagnoses. */
  ceStreamDiagnosisList: 0x800c,
  /** The last number that does not belong to the program. */
  LastReservedStream: 0xffff,
} as const;
export type MINIDUMP_STREAM_TYPE = (typeof MINIDUMP_STREAM_TYPE)[keyof typeof MINIDUMP_STREAM_TYPE];

/** The reason for a call of MiniDumpWriteDump's callback: `MINIDUMP_CALLBACK_INPUT.CallbackType`. */
export const MINIDUMP_CALLBACK_TYPE = {
  /** A module: asks which parts of it to include, MODULE_WRITE_FLAGS. */
  ModuleCallback: 0,
  /** A thread: asks which parts of it to include, THREAD_WRITE_FLAGS. */
  ThreadCallback: 1,
  /** A thread with a backing store: THREAD_WRITE_FLAGS. */
  ThreadExCallback: 2,
  /** Asks whether to include a thread. */
  IncludeThreadCallback: 3,
  /** Asks whether to include a module. */
  IncludeModuleCallback: 4,
  /** Asks for more memory to include, until the answer is empty. */
  MemoryCallback: 5,
  /** Asks whether to continue, and whether to ask again. */
  CancelCallback: 6,
  /** Asks for the file of a kernel minidump. */
  WriteKernelMinidumpCallback: 7,
  /** Tells the result of the kernel minidump. */
  KernelMinidumpStatusCallback: 8,
  /** Asks for memory to leave out, until the answer is empty. */
  RemoveMemoryCallback: 9,
  /** Asks whether to include a region of memory. */
  IncludeVmRegionCallback: 10,
  /** Asks whether the callback writes the dump. */
  IoStartCallback: 11,
  /** Gives data to write. */
  IoWriteAllCallback: 12,
  /** Tells that the writing is finished. */
  IoFinishCallback: 13,
  /** Memory could not be read: asks whether that is an error. */
  ReadMemoryFailureCallback: 14,
  /** Asks for MINIDUMP_SECONDARY_FLAGS. */
  SecondaryFlagsCallback: 15,
  /** Asks whether the process handle is that of a snapshot. */
  IsProcessSnapshotCallback: 16,
  /** Asks whether the callback reads the memory of the process. */
  VmStartCallback: 17,
  /** Asks about a region of memory. */
  VmQueryCallback: 18,
  /** Memory is about to be read: the callback may read it. */
  VmPreReadCallback: 19,
  /** Memory was read: the callback may change the bytes. */
  VmPostReadCallback: 20,
} as const;
export type MINIDUMP_CALLBACK_TYPE = (typeof MINIDUMP_CALLBACK_TYPE)[keyof typeof MINIDUMP_CALLBACK_TYPE];

/** The parts of a thread that go into a minidump: `MINIDUMP_CALLBACK_OUTPUT.ThreadWriteFlags`. */
export const THREAD_WRITE_FLAGS = {
  /** The thread: without this, nothing of it. */
  ThreadWriteThread: 0x1,
  /** Its stack. */
  ThreadWriteStack: 0x2,
  /** Its registers. */
  ThreadWriteContext: 0x4,
  /** Its backing store, on architectures that have one. */
  ThreadWriteBackingStore: 0x8,
  /** Some memory around its instruction pointer. */
  ThreadWriteInstructionWindow: 0x10,
  /** Its environment block and local storage. */
  ThreadWriteThreadData: 0x20,
  /** Its times and start address. */
  ThreadWriteThreadInfo: 0x40,
} as const;
export type THREAD_WRITE_FLAGS = (typeof THREAD_WRITE_FLAGS)[keyof typeof THREAD_WRITE_FLAGS];

/** The parts of a module that go into a minidump: `MINIDUMP_CALLBACK_OUTPUT.ModuleWriteFlags`. */
export const MODULE_WRITE_FLAGS = {
  /** The module: without this, nothing of it. */
  ModuleWriteModule: 0x1,
  /** Its data sections. */
  ModuleWriteDataSeg: 0x2,
  /** Its debug record of the kind MISC. */
  ModuleWriteMiscRecord: 0x4,
  /** Its CodeView record: the name of its PDB. */
  ModuleWriteCvRecord: 0x8,
  /** Memory points to it: MiniDumpScanMemory. */
  ModuleReferencedByMemory: 0x10,
  /** Its local storage of threads. */
  ModuleWriteTlsData: 0x20,
  /** Its code sections. */
  ModuleWriteCodeSegs: 0x40,
} as const;
export type MODULE_WRITE_FLAGS = (typeof MODULE_WRITE_FLAGS)[keyof typeof MODULE_WRITE_FLAGS];

/** The type of information on a handle's object: `MINIDUMP_HANDLE_OBJECT_INFORMATION.InfoType`. */
export const MINIDUMP_HANDLE_OBJECT_INFORMATION_TYPE = {
  /** Nothing. */
  MiniHandleObjectInformationNone: 0,
  /** A thread. */
  MiniThreadInformation1: 1,
  /** A mutex. */
  MiniMutantInformation1: 2,
  /** A mutex: its owner. */
  MiniMutantInformation2: 3,
  /** A process. */
  MiniProcessInformation1: 4,
  /** A process: its identity. */
  MiniProcessInformation2: 5,
  /** An event. */
  MiniEventInformation1: 6,
  /** A section. */
  MiniSectionInformation1: 7,
  /** A semaphore. */
  MiniSemaphoreInformation1: 8,
  /** One more than the last kind. */
  MiniHandleObjectInformationTypeMax: 9,
} as const;
export type MINIDUMP_HANDLE_OBJECT_INFORMATION_TYPE =
  (typeof MINIDUMP_HANDLE_OBJECT_INFORMATION_TYPE)[keyof typeof MINIDUMP_HANDLE_OBJECT_INFORMATION_TYPE];

/** Which members of a MINIDUMP_MISC_INFO, and of its longer forms, are valid: `Flags1`. */
export const MINIDUMP_MISC_INFO_FLAGS = {
  /** ProcessId. */
  MINIDUMP_MISC1_PROCESS_ID: 0x1,
  /** ProcessCreateTime, ProcessUserTime, ProcessKernelTime. */
  MINIDUMP_MISC1_PROCESS_TIMES: 0x2,
  /** The members that begin with Processor. */
  MINIDUMP_MISC1_PROCESSOR_POWER_INFO: 0x4,
  /** ProcessIntegrityLevel. */
  MINIDUMP_MISC3_PROCESS_INTEGRITY: 0x10,
  /** ProcessExecuteFlags. */
  MINIDUMP_MISC3_PROCESS_EXECUTE_FLAGS: 0x20,
  /** TimeZoneId and TimeZone. */
  MINIDUMP_MISC3_TIMEZONE: 0x40,
  /** ProtectedProcess. */
  MINIDUMP_MISC3_PROTECTED_PROCESS: 0x80,
  /** BuildString and DbgBldStr. */
  MINIDUMP_MISC4_BUILDSTRING: 0x100,
  /** ProcessCookie. */
  MINIDUMP_MISC5_PROCESS_COOKIE: 0x200,
} as const;
export type MINIDUMP_MISC_INFO_FLAGS = (typeof MINIDUMP_MISC_INFO_FLAGS)[keyof typeof MINIDUMP_MISC_INFO_FLAGS];

/** How a thread was: `MINIDUMP_THREAD_INFO.DumpFlags`. */
export const MINIDUMP_THREAD_INFO_FLAGS = {
  /** Something went wrong with it; what is there may be incomplete. */
  ERROR_THREAD: 0x1,
  /** It wrote the minidump. */
  WRITING_THREAD: 0x2,
  /** It had ended. */
  EXITED_THREAD: 0x4,
  /** Its times and addresses could not be read. */
  INVALID_INFO: 0x8,
  /** Its registers could not be read. */
  INVALID_CONTEXT: 0x10,
  /** Its environment block could not be read. */
  INVALID_TEB: 0x20,
} as const;
export type MINIDUMP_THREAD_INFO_FLAGS = (typeof MINIDUMP_THREAD_INFO_FLAGS)[keyof typeof MINIDUMP_THREAD_INFO_FLAGS];

/** Which members of a MINIDUMP_SYSTEM_MEMORY_INFO_1 are valid: `Flags`. */
export const MINIDUMP_SYSMEMINFO1 = {
  /** Of the file cache, the count of repurposed pages and the flags. */
  FILECACHE_TRANSITIONREPURPOSECOUNT_FLAGS: 0x1,
  /** The basic performance information. */
  BASICPERF: 0x2,
  /** The cache manager's dirty pages, and their limit. */
  PERF_CCTOTALDIRTYPAGES_CCDIRTYPAGETHRESHOLD: 0x4,
  /** The pages that are available, and those committed and shared. */
  PERF_RESIDENTAVAILABLEPAGES_SHAREDCOMMITPAGES: 0x8,
} as const;
export type MINIDUMP_SYSMEMINFO1 = (typeof MINIDUMP_SYSMEMINFO1)[keyof typeof MINIDUMP_SYSMEMINFO1];

/** Which members of a MINIDUMP_PROCESS_VM_COUNTERS_1 or _2 are valid: `Flags`. */
export const MINIDUMP_PROCESS_FLAGS = {
  /** The basic counters. */
  VM_COUNTERS: 0x1,
  /** VirtualSize and PeakVirtualSize. */
  VM_COUNTERS_VIRTUALSIZE: 0x2,
  /** PrivateUsage. */
  VM_COUNTERS_EX: 0x4,
  /** PrivateWorkingSetSize and SharedCommitUsage. */
  VM_COUNTERS_EX2: 0x8,
  /** The members that begin with Job. */
  VM_COUNTERS_JOB: 0x10,
} as const;
export type MINIDUMP_PROCESS_FLAGS = (typeof MINIDUMP_PROCESS_FLAGS)[keyof typeof MINIDUMP_PROCESS_FLAGS];
