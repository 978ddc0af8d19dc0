import { structure, type View } from './definition';
import { CONTEXT } from './context';
import { MINIDUMP_LOCATION_DESCRIPTOR, MINIDUMP_MEMORY_INFO } from './minidump-streams';
import { VS_FIXEDFILEINFO } from './system';

/** The arguments of MiniDumpWriteDump, and its questions. minidumpapiset.h, which is packed to four bytes. */

const MINIDUMP_THREAD_CALLBACK_ARM64 = structure<MINIDUMP_THREAD_CALLBACK>('MINIDUMP_THREAD_CALLBACK').with({
  pack: 4,
})({
  ThreadId: 'DWORD',
  ThreadHandle: 'HANDLE',
  Pad: 'DWORD',
  Context: CONTEXT,
  SizeOfContext: 'DWORD',
  StackBase: 'DWORD64',
  StackEnd: 'DWORD64',
});

/** A thread that goes into a dump: ThreadCallback. Answered with `MINIDUMP_CALLBACK_OUTPUT.ThreadWriteFlags`. */
export interface MINIDUMP_THREAD_CALLBACK extends View<'MINIDUMP_THREAD_CALLBACK', typeof MINIDUMP_THREAD_CALLBACK> {}
export const MINIDUMP_THREAD_CALLBACK = structure<MINIDUMP_THREAD_CALLBACK>('MINIDUMP_THREAD_CALLBACK').with({
  pack: 4,
  on: { arm64: MINIDUMP_THREAD_CALLBACK_ARM64 },
})({
  ThreadId: 'DWORD',
  /** Valid during the callback; the callback must not close it. */
  ThreadHandle: 'HANDLE',
  /** Its registers. */
  Context: CONTEXT,
  /** Bytes of Context. */
  SizeOfContext: 'DWORD',
  /** Address of the stack's base, in the target. */
  StackBase: 'DWORD64',
  /** Address of the stack's end, in the target. */
  StackEnd: 'DWORD64',
});

const MINIDUMP_THREAD_EX_CALLBACK_ARM64 = structure<MINIDUMP_THREAD_EX_CALLBACK>('MINIDUMP_THREAD_EX_CALLBACK').with({
  pack: 4,
})({
  ThreadId: 'DWORD',
  ThreadHandle: 'HANDLE',
  Pad: 'DWORD',
  Context: CONTEXT,
  SizeOfContext: 'DWORD',
  StackBase: 'DWORD64',
  StackEnd: 'DWORD64',
  BackingStoreBase: 'DWORD64',
  BackingStoreEnd: 'DWORD64',
});

/** A thread with a backing store: ThreadExCallback. Of Itanium; answered as MINIDUMP_THREAD_CALLBACK. */
export interface MINIDUMP_THREAD_EX_CALLBACK extends View<
  'MINIDUMP_THREAD_EX_CALLBACK',
  typeof MINIDUMP_THREAD_EX_CALLBACK
> {}
export const MINIDUMP_THREAD_EX_CALLBACK = structure<MINIDUMP_THREAD_EX_CALLBACK>('MINIDUMP_THREAD_EX_CALLBACK').with({
  pack: 4,
  on: { arm64: MINIDUMP_THREAD_EX_CALLBACK_ARM64 },
})({
  ThreadId: 'DWORD',
  /** Valid during the callback; the callback must not close it. */
  ThreadHandle: 'HANDLE',
  /** Its registers. */
  Context: CONTEXT,
  /** Bytes of Context. */
  SizeOfContext: 'DWORD',
  /** Address of the stack's base, in the target. */
  StackBase: 'DWORD64',
  /** Address of the stack's end, in the target. */
  StackEnd: 'DWORD64',
  /** Where its backing store begins. */
  BackingStoreBase: 'DWORD64',
  /** Where its backing store ends. */
  BackingStoreEnd: 'DWORD64',
});

/** The exception for MiniDumpWriteDump to record in the dump. Packed to four bytes, like all of these structures. */
export interface MINIDUMP_EXCEPTION_INFORMATION extends View<
  'MINIDUMP_EXCEPTION_INFORMATION',
  typeof MINIDUMP_EXCEPTION_INFORMATION
> {}
export const MINIDUMP_EXCEPTION_INFORMATION = structure<MINIDUMP_EXCEPTION_INFORMATION>(
  'MINIDUMP_EXCEPTION_INFORMATION',
).with({ pack: 4 })({
  /** The thread in which it happened. */
  ThreadId: 'DWORD',
  /** Address of an EXCEPTION_POINTERS. */
  ExceptionPointers: 'PVOID',
  /** Whether the address, and those at it, belong to the target instead of this process. */
  ClientPointers: 'BOOL',
});

/** The exception, by addresses as 64-bit numbers. In the header only: MiniDumpWriteDump takes the other one. */
export interface MINIDUMP_EXCEPTION_INFORMATION64 extends View<
  'MINIDUMP_EXCEPTION_INFORMATION64',
  typeof MINIDUMP_EXCEPTION_INFORMATION64
> {}
export const MINIDUMP_EXCEPTION_INFORMATION64 = structure<MINIDUMP_EXCEPTION_INFORMATION64>(
  'MINIDUMP_EXCEPTION_INFORMATION64',
).with({ pack: 4 })({
  /** The thread in which it happened. */
  ThreadId: 'DWORD',
  /** Address of an EXCEPTION_RECORD. */
  ExceptionRecord: 'DWORD64',
  /** Address of a CONTEXT. */
  ContextRecord: 'DWORD64',
  /** Whether the addresses belong to the target instead of this process. */
  ClientPointers: 'BOOL',
});

/** Data of the program. In the header; no function takes or gives it. */
export interface MINIDUMP_USER_RECORD extends View<'MINIDUMP_USER_RECORD', typeof MINIDUMP_USER_RECORD> {}
export const MINIDUMP_USER_RECORD = structure<MINIDUMP_USER_RECORD>('MINIDUMP_USER_RECORD').with({ pack: 4 })({
  /** The program's own number. */
  Type: 'DWORD',
  /** Where the data are in the dump. */
  Memory: MINIDUMP_LOCATION_DESCRIPTOR,
});

/** A stream of the program, for MiniDumpWriteDump. */
export interface MINIDUMP_USER_STREAM extends View<'MINIDUMP_USER_STREAM', typeof MINIDUMP_USER_STREAM> {}
export const MINIDUMP_USER_STREAM = structure<MINIDUMP_USER_STREAM>('MINIDUMP_USER_STREAM').with({ pack: 4 })({
  /** A `MINIDUMP_STREAM_TYPE`: above LastReservedStream for the program's own, or a comment. */
  Type: 'DWORD',
  /** Bytes. */
  BufferSize: 'DWORD',
  /** Address of the data. The memory is the caller's, and must not move during the call. */
  Buffer: 'PVOID',
});

/** The streams of the program, for MiniDumpWriteDump. */
export interface MINIDUMP_USER_STREAM_INFORMATION extends View<
  'MINIDUMP_USER_STREAM_INFORMATION',
  typeof MINIDUMP_USER_STREAM_INFORMATION
> {}
export const MINIDUMP_USER_STREAM_INFORMATION = structure<MINIDUMP_USER_STREAM_INFORMATION>(
  'MINIDUMP_USER_STREAM_INFORMATION',
).with({ pack: 4 })({
  /** Their number. */
  UserStreamCount: 'DWORD',
  /** Address of the MINIDUMP_USER_STREAM structures: `addressOf` the first of `allocArray`. The memory is the caller's. */
  UserStreamArray: 'PVOID',
});

/** A thread that would go into a dump: IncludeThreadCallback. `false` leaves it out. Since DbgHelp 6.3. */
export interface MINIDUMP_INCLUDE_THREAD_CALLBACK extends View<
  'MINIDUMP_INCLUDE_THREAD_CALLBACK',
  typeof MINIDUMP_INCLUDE_THREAD_CALLBACK
> {}
export const MINIDUMP_INCLUDE_THREAD_CALLBACK = structure<MINIDUMP_INCLUDE_THREAD_CALLBACK>(
  'MINIDUMP_INCLUDE_THREAD_CALLBACK',
).with({ pack: 4 })({
  ThreadId: 'DWORD',
});

/** A module that goes into a dump: ModuleCallback. Answered with `MINIDUMP_CALLBACK_OUTPUT.ModuleWriteFlags`. */
export interface MINIDUMP_MODULE_CALLBACK extends View<'MINIDUMP_MODULE_CALLBACK', typeof MINIDUMP_MODULE_CALLBACK> {}
export const MINIDUMP_MODULE_CALLBACK = structure<MINIDUMP_MODULE_CALLBACK>('MINIDUMP_MODULE_CALLBACK').with({
  pack: 4,
})({
  /** Path of the image, in UTF-16. */
  FullPath: 'PWSTR',
  /** The module's base address. */
  BaseOfImage: 'DWORD64',
  /** Bytes. */
  SizeOfImage: 'DWORD',
  /** From the image header; may be 0. */
  CheckSum: 'DWORD',
  /** From the image header: seconds since 1970, or a hash. */
  TimeDateStamp: 'DWORD',
  /** Of the version resource; zeros if the image has none. */
  VersionInfo: VS_FIXEDFILEINFO,
  /** Address, in this process, of the CodeView record, or 0. */
  CvRecord: 'PVOID',
  /** Bytes. */
  SizeOfCvRecord: 'DWORD',
  /** Address, in this process, of the misc record, an IMAGE_DEBUG_MISC, or 0. */
  MiscRecord: 'PVOID',
  /** Bytes. */
  SizeOfMiscRecord: 'DWORD',
});

/** A module that would go into a dump: IncludeModuleCallback. `false` leaves it out. Since DbgHelp 6.3. */
export interface MINIDUMP_INCLUDE_MODULE_CALLBACK extends View<
  'MINIDUMP_INCLUDE_MODULE_CALLBACK',
  typeof MINIDUMP_INCLUDE_MODULE_CALLBACK
> {}
export const MINIDUMP_INCLUDE_MODULE_CALLBACK = structure<MINIDUMP_INCLUDE_MODULE_CALLBACK>(
  'MINIDUMP_INCLUDE_MODULE_CALLBACK',
).with({ pack: 4 })({
  /** The module's base address. */
  BaseOfImage: 'DWORD64',
});

/** Writing that the callback may do: IoStartCallback, IoWriteAllCallback, IoFinishCallback. Since DbgHelp 6.5. */
export interface MINIDUMP_IO_CALLBACK extends View<'MINIDUMP_IO_CALLBACK', typeof MINIDUMP_IO_CALLBACK> {}
export const MINIDUMP_IO_CALLBACK = structure<MINIDUMP_IO_CALLBACK>('MINIDUMP_IO_CALLBACK').with({ pack: 4 })({
  /** The file handle given to MiniDumpWriteDump. */
  Handle: 'HANDLE',
  /** Bytes from the beginning of the dump. */
  Offset: 'DWORD64',
  /** Address, in this process, of what to write; valid during the callback. */
  Buffer: 'PVOID',
  /** Bytes to write. */
  BufferBytes: 'DWORD',
});

/** Memory that could not be read: ReadMemoryFailureCallback. Since DbgHelp 6.5. */
export interface MINIDUMP_READ_MEMORY_FAILURE_CALLBACK extends View<
  'MINIDUMP_READ_MEMORY_FAILURE_CALLBACK',
  typeof MINIDUMP_READ_MEMORY_FAILURE_CALLBACK
> {}
export const MINIDUMP_READ_MEMORY_FAILURE_CALLBACK = structure<MINIDUMP_READ_MEMORY_FAILURE_CALLBACK>(
  'MINIDUMP_READ_MEMORY_FAILURE_CALLBACK',
).with({ pack: 4 })({
  /** Address in the target. */
  Offset: 'DWORD64',
  /** The number of requested bytes. */
  Bytes: 'DWORD',
  /** Why: an HRESULT as an unsigned number. */
  FailureStatus: 'DWORD',
});

/** A question about a region of memory: VmQueryCallback. Since DbgHelp 6.3; its member is undocumented. */
export interface MINIDUMP_VM_QUERY_CALLBACK extends View<
  'MINIDUMP_VM_QUERY_CALLBACK',
  typeof MINIDUMP_VM_QUERY_CALLBACK
> {}
export const MINIDUMP_VM_QUERY_CALLBACK = structure<MINIDUMP_VM_QUERY_CALLBACK>('MINIDUMP_VM_QUERY_CALLBACK').with({
  pack: 4,
})({
  /** Address in the target. */
  Offset: 'DWORD64',
});

/** Memory that is about to be read: VmPreReadCallback. Since DbgHelp 6.3; its members are undocumented. */
export interface MINIDUMP_VM_PRE_READ_CALLBACK extends View<
  'MINIDUMP_VM_PRE_READ_CALLBACK',
  typeof MINIDUMP_VM_PRE_READ_CALLBACK
> {}
export const MINIDUMP_VM_PRE_READ_CALLBACK = structure<MINIDUMP_VM_PRE_READ_CALLBACK>(
  'MINIDUMP_VM_PRE_READ_CALLBACK',
).with({
  pack: 4,
})({
  /** Address in the target. */
  Offset: 'DWORD64',
  /** By its name, address in this process of the buffer to fill. */
  Buffer: 'PVOID',
  /** Bytes. */
  Size: 'DWORD',
});

/** Memory that was read: VmPostReadCallback. Since DbgHelp 6.3; its members are undocumented. */
export interface MINIDUMP_VM_POST_READ_CALLBACK extends View<
  'MINIDUMP_VM_POST_READ_CALLBACK',
  typeof MINIDUMP_VM_POST_READ_CALLBACK
> {}
export const MINIDUMP_VM_POST_READ_CALLBACK = structure<MINIDUMP_VM_POST_READ_CALLBACK>(
  'MINIDUMP_VM_POST_READ_CALLBACK',
).with({ pack: 4 })({
  /** Address in the target. */
  Offset: 'DWORD64',
  /** By its name, address in this process of what was read. */
  Buffer: 'PVOID',
  /** The number of requested bytes. */
  Size: 'DWORD',
  /** The number of bytes that were read. */
  Completed: 'DWORD',
  /** The result: an HRESULT as an unsigned number. */
  Status: 'DWORD',
});

/**
 * The argument of MiniDumpWriteDump's callback. Valid during the callback. All members after CallbackType are the same
 * bytes: it says which of them is valid.
 */
export interface MINIDUMP_CALLBACK_INPUT extends View<'MINIDUMP_CALLBACK_INPUT', typeof MINIDUMP_CALLBACK_INPUT> {}
export const MINIDUMP_CALLBACK_INPUT = structure<MINIDUMP_CALLBACK_INPUT>('MINIDUMP_CALLBACK_INPUT').with({ pack: 4 })({
  /** The process that is dumped. Not set for IoStartCallback. */
  ProcessId: 'DWORD',
  /** A handle of that process; the callback must not close it. Not set for IoStartCallback. */
  ProcessHandle: 'HANDLE',
  /** The question: a `MINIDUMP_CALLBACK_TYPE`. */
  CallbackType: 'DWORD',
  $1: {
    union: true,
    fields: {
      /** KernelMinidumpStatusCallback: an HRESULT as an unsigned number. */
      Status: 'DWORD',
      /** ThreadCallback. */
      Thread: MINIDUMP_THREAD_CALLBACK,
      /** ThreadExCallback. */
      ThreadEx: MINIDUMP_THREAD_EX_CALLBACK,
      /** ModuleCallback. */
      Module: MINIDUMP_MODULE_CALLBACK,
      /** IncludeThreadCallback. */
      IncludeThread: MINIDUMP_INCLUDE_THREAD_CALLBACK,
      /** IncludeModuleCallback. */
      IncludeModule: MINIDUMP_INCLUDE_MODULE_CALLBACK,
      /** IoStartCallback, IoWriteAllCallback, IoFinishCallback. */
      Io: MINIDUMP_IO_CALLBACK,
      /** ReadMemoryFailureCallback. */
      ReadMemoryFailure: MINIDUMP_READ_MEMORY_FAILURE_CALLBACK,
      /** SecondaryFlagsCallback: `MINIDUMP_SECONDARY_FLAGS` values. Since DbgHelp 6.6. */
      SecondaryFlags: 'DWORD',
      /** VmQueryCallback. */
      VmQuery: MINIDUMP_VM_QUERY_CALLBACK,
      /** VmPreReadCallback. */
      VmPreRead: MINIDUMP_VM_PRE_READ_CALLBACK,
      /** VmPostReadCallback. */
      VmPostRead: MINIDUMP_VM_POST_READ_CALLBACK,
    },
  },
});

/**
 * The answer of MiniDumpWriteDump's callback if it returns `true`. Members overlap: fill only those for the question,
 * and leave all others unchanged.
 */
export interface MINIDUMP_CALLBACK_OUTPUT extends View<'MINIDUMP_CALLBACK_OUTPUT', typeof MINIDUMP_CALLBACK_OUTPUT> {}
export const MINIDUMP_CALLBACK_OUTPUT = structure<MINIDUMP_CALLBACK_OUTPUT>('MINIDUMP_CALLBACK_OUTPUT').with({
  pack: 4,
})({
  $1: {
    union: true,
    fields: {
      /**
       * ModuleCallback, IncludeModuleCallback: `MODULE_WRITE_FLAGS` values. Set beforehand to what the type of the dump
       * asks for.
       */
      ModuleWriteFlags: 'DWORD',
      /** ThreadCallback, ThreadExCallback, IncludeThreadCallback: `THREAD_WRITE_FLAGS` values, set beforehand likewise. */
      ThreadWriteFlags: 'DWORD',
      /** SecondaryFlagsCallback: `MINIDUMP_SECONDARY_FLAGS` values. Since DbgHelp 6.6. */
      SecondaryFlags: 'DWORD',
      $1: {
        fields: {
          /** MemoryCallback, RemoveMemoryCallback: address of the memory, in the target. */
          MemoryBase: 'DWORD64',
          /** Its bytes; 0: there is no more. */
          MemorySize: 'DWORD',
        },
      },
      $2: {
        fields: {
          /** CancelCallback: whether to be asked again. */
          CheckCancel: 'BOOL',
          /** CancelCallback: `true` ends the dump, MiniDumpWriteDump fails and what it wrote is of no use. */
          Cancel: 'BOOL',
        },
      },
      /** WriteKernelMinidumpCallback: a handle of the file that the kernel minidump goes to. */
      Handle: 'HANDLE',
      $3: {
        fields: {
          /**
           * IncludeVmRegionCallback: the region. Base and size may be changed, on page boundaries; a size of 0 leaves it out.
           */
          VmRegion: MINIDUMP_MEMORY_INFO,
          /**
           * IncludeVmRegionCallback: `true` continues. Pages on Microsoft Learn differ on `false`: the dump fails, or
           * no further region is asked about.
           */
          Continue: 'BOOL',
        },
      },
      $4: {
        fields: {
          /** VmQueryCallback: an HRESULT as an unsigned number. Undocumented, as the three members that follow. */
          VmQueryStatus: 'DWORD',
          /** VmQueryCallback: what the region is. */
          VmQueryResult: MINIDUMP_MEMORY_INFO,
        },
      },
      $5: {
        fields: {
          /** VmPreReadCallback, VmPostReadCallback: an HRESULT as an unsigned number. */
          VmReadStatus: 'DWORD',
          /** VmPreReadCallback, VmPostReadCallback: bytes that were read. */
          VmReadBytesCompleted: 'DWORD',
        },
      },
      /**
       * The answer to the other questions: an HRESULT as an unsigned number. 1 (S_FALSE) is yes to IoStartCallback,
       * VmStartCallback and IsProcessSnapshotCallback. 0 (S_OK) says to IoWriteAllCallback and IoFinishCallback that
       * all went well, and to ReadMemoryFailureCallback that the memory may be left out.
       */
      Status: 'DWORD',
    },
  },
});

/** The callback in the form that MiniDumpWriteDump has in C. */
export interface MINIDUMP_CALLBACK_INFORMATION extends View<
  'MINIDUMP_CALLBACK_INFORMATION',
  typeof MINIDUMP_CALLBACK_INFORMATION
> {}
export const MINIDUMP_CALLBACK_INFORMATION = structure<MINIDUMP_CALLBACK_INFORMATION>(
  'MINIDUMP_CALLBACK_INFORMATION',
).with({
  pack: 4,
})({
  /** Address of a native function. */
  CallbackRoutine: 'PVOID',
  /** Passed to it unchanged. */
  CallbackParam: 'PVOID',
});
