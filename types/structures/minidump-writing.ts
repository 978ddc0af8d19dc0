import type { Handle } from '../handles';
import type { CONTEXT } from './context';
import type { MINIDUMP_LOCATION_DESCRIPTOR, MINIDUMP_MEMORY_INFO } from './minidump-streams';
import type { VS_FIXEDFILEINFO } from './system';
import type { StructView } from './views';

/** A thread that goes into a dump: ThreadCallback. Answered with `MINIDUMP_CALLBACK_OUTPUT.ThreadWriteFlags`. */
export interface MINIDUMP_THREAD_CALLBACK extends StructView<'MINIDUMP_THREAD_CALLBACK'> {
  ThreadId: number;
  /** Valid during the callback; not the callback's to close. */
  ThreadHandle: Handle;
  /** Its registers. */
  readonly Context: CONTEXT;
  /** Bytes of Context. */
  SizeOfContext: number;
  /** Address of the stack's base, in the target. */
  StackBase: bigint;
  /** Address of the stack's end, in the target. */
  StackEnd: bigint;
}

/** A thread with a backing store: ThreadExCallback. Of Itanium; answered as MINIDUMP_THREAD_CALLBACK. */
export interface MINIDUMP_THREAD_EX_CALLBACK extends StructView<'MINIDUMP_THREAD_EX_CALLBACK'> {
  ThreadId: number;
  /** Valid during the callback; not the callback's to close. */
  ThreadHandle: Handle;
  /** Its registers. */
  readonly Context: CONTEXT;
  /** Bytes of Context. */
  SizeOfContext: number;
  /** Address of the stack's base, in the target. */
  StackBase: bigint;
  /** Address of the stack's end, in the target. */
  StackEnd: bigint;
  /** Where its backing store begins. */
  BackingStoreBase: bigint;
  /** Where its backing store ends. */
  BackingStoreEnd: bigint;
}

/** The exception that MiniDumpWriteDump is to put in the dump. Packed to four bytes, as all of these structures are. */
export interface MINIDUMP_EXCEPTION_INFORMATION extends StructView<'MINIDUMP_EXCEPTION_INFORMATION'> {
  /** The thread that it happened in. */
  ThreadId: number;
  /** Address of an EXCEPTION_POINTERS. */
  ExceptionPointers: bigint;
  /** The address, and those at it, are addresses of the target; else of this process. */
  ClientPointers: boolean;
}

/** The exception, by addresses as 64-bit numbers. In the header only: MiniDumpWriteDump takes the other one. */
export interface MINIDUMP_EXCEPTION_INFORMATION64 extends StructView<'MINIDUMP_EXCEPTION_INFORMATION64'> {
  /** The thread that it happened in. */
  ThreadId: number;
  /** Address of an EXCEPTION_RECORD. */
  ExceptionRecord: bigint;
  /** Address of a CONTEXT. */
  ContextRecord: bigint;
  /** The addresses are addresses of the target; else of this process. */
  ClientPointers: boolean;
}

/** Data of the program's own. In the header; no function takes or gives it. */
export interface MINIDUMP_USER_RECORD extends StructView<'MINIDUMP_USER_RECORD'> {
  /** The program's own number. */
  Type: number;
  /** Where the data are in the dump. */
  readonly Memory: MINIDUMP_LOCATION_DESCRIPTOR;
}

/** A stream of the program's own, for MiniDumpWriteDump. */
export interface MINIDUMP_USER_STREAM extends StructView<'MINIDUMP_USER_STREAM'> {
  /** A `MINIDUMP_STREAM_TYPE`: above LastReservedStream for the program's own, or a comment. */
  Type: number;
  /** Bytes. */
  BufferSize: number;
  /** Address of the data. The memory is the caller's, and must stay where it is during the call. */
  Buffer: bigint;
}

/** The streams of the program's own, for MiniDumpWriteDump. */
export interface MINIDUMP_USER_STREAM_INFORMATION extends StructView<'MINIDUMP_USER_STREAM_INFORMATION'> {
  /** How many. */
  UserStreamCount: number;
  /** Address of the MINIDUMP_USER_STREAM structures: `addressOf` the first of `allocArray`. The memory is the caller's. */
  UserStreamArray: bigint;
}

/** A thread that would go into a dump: IncludeThreadCallback. `false` leaves it out. Since DbgHelp 6.3. */
export interface MINIDUMP_INCLUDE_THREAD_CALLBACK extends StructView<'MINIDUMP_INCLUDE_THREAD_CALLBACK'> {
  ThreadId: number;
}

/** A module that goes into a dump: ModuleCallback. Answered with `MINIDUMP_CALLBACK_OUTPUT.ModuleWriteFlags`. */
export interface MINIDUMP_MODULE_CALLBACK extends StructView<'MINIDUMP_MODULE_CALLBACK'> {
  /** Path of the image, in UTF-16. */
  FullPath: string | null;
  /** The module's base address. */
  BaseOfImage: bigint;
  /** Bytes. */
  SizeOfImage: number;
  /** Of the image header; may be 0. */
  CheckSum: number;
  /** Of the image header: seconds since 1970, or a hash. */
  TimeDateStamp: number;
  /** Of the version resource; zeros where the image has none. */
  readonly VersionInfo: VS_FIXEDFILEINFO;
  /** Address, in this process, of the CodeView record, or 0. */
  CvRecord: bigint;
  /** Bytes. */
  SizeOfCvRecord: number;
  /** Address, in this process, of the misc record, an IMAGE_DEBUG_MISC, or 0. */
  MiscRecord: bigint;
  /** Bytes. */
  SizeOfMiscRecord: number;
}

/** A module that would go into a dump: IncludeModuleCallback. `false` leaves it out. Since DbgHelp 6.3. */
export interface MINIDUMP_INCLUDE_MODULE_CALLBACK extends StructView<'MINIDUMP_INCLUDE_MODULE_CALLBACK'> {
  /** The module's base address. */
  BaseOfImage: bigint;
}

/** Writing that the callback may do: IoStartCallback, IoWriteAllCallback, IoFinishCallback. Since DbgHelp 6.5. */
export interface MINIDUMP_IO_CALLBACK extends StructView<'MINIDUMP_IO_CALLBACK'> {
  /** What MiniDumpWriteDump was given as file. */
  Handle: Handle;
  /** Bytes from the beginning of the dump. */
  Offset: bigint;
  /** Address, in this process, of what to write; valid during the callback. */
  Buffer: bigint;
  /** Bytes to write. */
  BufferBytes: number;
}

/** Memory that could not be read: ReadMemoryFailureCallback. Since DbgHelp 6.5. */
export interface MINIDUMP_READ_MEMORY_FAILURE_CALLBACK extends StructView<'MINIDUMP_READ_MEMORY_FAILURE_CALLBACK'> {
  /** Address in the target. */
  Offset: bigint;
  /** Bytes that were wanted. */
  Bytes: number;
  /** Why: an HRESULT without its sign. */
  FailureStatus: number;
}

/** A question what a region of memory is: VmQueryCallback. Since DbgHelp 6.3; its member is documented nowhere. */
export interface MINIDUMP_VM_QUERY_CALLBACK extends StructView<'MINIDUMP_VM_QUERY_CALLBACK'> {
  /** Address in the target. */
  Offset: bigint;
}

/** Memory that is about to be read: VmPreReadCallback. Since DbgHelp 6.3; its members are documented nowhere. */
export interface MINIDUMP_VM_PRE_READ_CALLBACK extends StructView<'MINIDUMP_VM_PRE_READ_CALLBACK'> {
  /** Address in the target. */
  Offset: bigint;
  /** By its name, address in this process of the buffer to fill. */
  Buffer: bigint;
  /** Bytes. */
  Size: number;
}

/** Memory that was read: VmPostReadCallback. Since DbgHelp 6.3; its members are documented nowhere. */
export interface MINIDUMP_VM_POST_READ_CALLBACK extends StructView<'MINIDUMP_VM_POST_READ_CALLBACK'> {
  /** Address in the target. */
  Offset: bigint;
  /** By its name, address in this process of what was read. */
  Buffer: bigint;
  /** Bytes that were wanted. */
  Size: number;
  /** Bytes that were read. */
  Completed: number;
  /** How it went: an HRESULT without its sign. */
  Status: number;
}

/**
 * What the callback of MiniDumpWriteDump is told. Valid during the callback. All members after CallbackType are the
 * same bytes: it says which of them holds something.
 */
export interface MINIDUMP_CALLBACK_INPUT extends StructView<'MINIDUMP_CALLBACK_INPUT'> {
  /** The process that is dumped. Holds nothing for IoStartCallback. */
  ProcessId: number;
  /** A handle of that process, not the callback's to close. Holds nothing for IoStartCallback. */
  ProcessHandle: Handle;
  /** What the callback is asked: a `MINIDUMP_CALLBACK_TYPE`. */
  CallbackType: number;
  /** KernelMinidumpStatusCallback: an HRESULT without its sign. */
  Status: number;
  /** ThreadCallback. */
  readonly Thread: MINIDUMP_THREAD_CALLBACK;
  /** ThreadExCallback. */
  readonly ThreadEx: MINIDUMP_THREAD_EX_CALLBACK;
  /** ModuleCallback. */
  readonly Module: MINIDUMP_MODULE_CALLBACK;
  /** IncludeThreadCallback. */
  readonly IncludeThread: MINIDUMP_INCLUDE_THREAD_CALLBACK;
  /** IncludeModuleCallback. */
  readonly IncludeModule: MINIDUMP_INCLUDE_MODULE_CALLBACK;
  /** IoStartCallback, IoWriteAllCallback, IoFinishCallback. */
  readonly Io: MINIDUMP_IO_CALLBACK;
  /** ReadMemoryFailureCallback. */
  readonly ReadMemoryFailure: MINIDUMP_READ_MEMORY_FAILURE_CALLBACK;
  /** SecondaryFlagsCallback: `MINIDUMP_SECONDARY_FLAGS` values. Since DbgHelp 6.6. */
  SecondaryFlags: number;
  /** VmQueryCallback. */
  readonly VmQuery: MINIDUMP_VM_QUERY_CALLBACK;
  /** VmPreReadCallback. */
  readonly VmPreRead: MINIDUMP_VM_PRE_READ_CALLBACK;
  /** VmPostReadCallback. */
  readonly VmPostRead: MINIDUMP_VM_POST_READ_CALLBACK;
}

/**
 * What the callback of MiniDumpWriteDump answers, where it returns `true`. Members overlap: fill those of the one
 * question. What is not asked for must be left alone.
 */
export interface MINIDUMP_CALLBACK_OUTPUT extends StructView<'MINIDUMP_CALLBACK_OUTPUT'> {
  /**
   * ModuleCallback, IncludeModuleCallback: `MODULE_WRITE_FLAGS` values. Set beforehand to what the type of the dump
   * asks for.
   */
  ModuleWriteFlags: number;
  /** ThreadCallback, ThreadExCallback, IncludeThreadCallback: `THREAD_WRITE_FLAGS` values, set beforehand likewise. */
  ThreadWriteFlags: number;
  /** SecondaryFlagsCallback: `MINIDUMP_SECONDARY_FLAGS` values. Since DbgHelp 6.6. */
  SecondaryFlags: number;
  /** MemoryCallback, RemoveMemoryCallback: address of the memory, in the target. */
  MemoryBase: bigint;
  /** Its bytes; 0: there is no more. */
  MemorySize: number;
  /** CancelCallback: whether to be asked again. */
  CheckCancel: boolean;
  /** CancelCallback: `true` ends the dump, MiniDumpWriteDump fails and what it wrote is of no use. */
  Cancel: boolean;
  /** WriteKernelMinidumpCallback: a handle of the file that the kernel minidump goes to. */
  Handle: Handle;
  /**
   * IncludeVmRegionCallback: the region. Base and size may be changed, on page boundaries; a size of 0 leaves it out.
   */
  readonly VmRegion: MINIDUMP_MEMORY_INFO;
  /**
   * IncludeVmRegionCallback: `true` goes on. Pages on Microsoft Learn differ on `false`: the dump fails, or no further
   * region is asked about.
   */
  Continue: boolean;
  /** VmQueryCallback: an HRESULT without its sign. Documented nowhere, as the three members that follow. */
  VmQueryStatus: number;
  /** VmQueryCallback: what the region is. */
  readonly VmQueryResult: MINIDUMP_MEMORY_INFO;
  /** VmPreReadCallback, VmPostReadCallback: an HRESULT without its sign. */
  VmReadStatus: number;
  /** VmPreReadCallback, VmPostReadCallback: bytes that were read. */
  VmReadBytesCompleted: number;
  /**
   * The answer to the other questions: an HRESULT without its sign. 1 (S_FALSE) is yes to IoStartCallback,
   * VmStartCallback and IsProcessSnapshotCallback. 0 (S_OK) says to IoWriteAllCallback and IoFinishCallback that all
   * went well, and to ReadMemoryFailureCallback that the memory may be left out.
   */
  Status: number;
}

/** The callback, as MiniDumpWriteDump wants it in C. */
export interface MINIDUMP_CALLBACK_INFORMATION extends StructView<'MINIDUMP_CALLBACK_INFORMATION'> {
  /** Address of a native function. */
  CallbackRoutine: bigint;
  /** Handed to it unchanged. */
  CallbackParam: bigint;
}
