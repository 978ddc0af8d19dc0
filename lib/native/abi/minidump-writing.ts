import type { StructDefinition } from '../layout';
import { CONTEXT } from './context';
import { MINIDUMP_LOCATION_DESCRIPTOR, MINIDUMP_MEMORY_INFO } from './minidump-streams';
import { VS_FIXEDFILEINFO } from './system';

/** What MiniDumpWriteDump is told and asks. minidumpapiset.h, which is packed to four bytes. */

const MINIDUMP_THREAD_CALLBACK_ARM64 = {
  name: 'MINIDUMP_THREAD_CALLBACK',
  pack: 4,
  fields: {
    ThreadId: 'DWORD',
    ThreadHandle: 'HANDLE',
    Pad: 'DWORD',
    Context: CONTEXT,
    SizeOfContext: 'DWORD',
    StackBase: 'DWORD64',
    StackEnd: 'DWORD64',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_THREAD_CALLBACK = {
  name: 'MINIDUMP_THREAD_CALLBACK',
  pack: 4,
  fields: {
    ThreadId: 'DWORD',
    ThreadHandle: 'HANDLE',
    Context: CONTEXT,
    SizeOfContext: 'DWORD',
    StackBase: 'DWORD64',
    StackEnd: 'DWORD64',
  },
  on: { arm64: MINIDUMP_THREAD_CALLBACK_ARM64 },
} as const satisfies StructDefinition;

const MINIDUMP_THREAD_EX_CALLBACK_ARM64 = {
  name: 'MINIDUMP_THREAD_EX_CALLBACK',
  pack: 4,
  fields: {
    ThreadId: 'DWORD',
    ThreadHandle: 'HANDLE',
    Pad: 'DWORD',
    Context: CONTEXT,
    SizeOfContext: 'DWORD',
    StackBase: 'DWORD64',
    StackEnd: 'DWORD64',
    BackingStoreBase: 'DWORD64',
    BackingStoreEnd: 'DWORD64',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_THREAD_EX_CALLBACK = {
  name: 'MINIDUMP_THREAD_EX_CALLBACK',
  pack: 4,
  fields: {
    ThreadId: 'DWORD',
    ThreadHandle: 'HANDLE',
    Context: CONTEXT,
    SizeOfContext: 'DWORD',
    StackBase: 'DWORD64',
    StackEnd: 'DWORD64',
    BackingStoreBase: 'DWORD64',
    BackingStoreEnd: 'DWORD64',
  },
  on: { arm64: MINIDUMP_THREAD_EX_CALLBACK_ARM64 },
} as const satisfies StructDefinition;

export const MINIDUMP_EXCEPTION_INFORMATION = {
  name: 'MINIDUMP_EXCEPTION_INFORMATION',
  pack: 4,
  fields: {
    ThreadId: 'DWORD',
    ExceptionPointers: 'PVOID',
    ClientPointers: 'BOOL',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_EXCEPTION_INFORMATION64 = {
  name: 'MINIDUMP_EXCEPTION_INFORMATION64',
  pack: 4,
  fields: {
    ThreadId: 'DWORD',
    ExceptionRecord: 'DWORD64',
    ContextRecord: 'DWORD64',
    ClientPointers: 'BOOL',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_USER_RECORD = {
  name: 'MINIDUMP_USER_RECORD',
  pack: 4,
  fields: {
    Type: 'DWORD',
    Memory: MINIDUMP_LOCATION_DESCRIPTOR,
  },
} as const satisfies StructDefinition;

export const MINIDUMP_USER_STREAM = {
  name: 'MINIDUMP_USER_STREAM',
  pack: 4,
  fields: {
    Type: 'DWORD',
    BufferSize: 'DWORD',
    Buffer: 'PVOID',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_USER_STREAM_INFORMATION = {
  name: 'MINIDUMP_USER_STREAM_INFORMATION',
  pack: 4,
  fields: {
    UserStreamCount: 'DWORD',
    UserStreamArray: 'PVOID',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_INCLUDE_THREAD_CALLBACK = {
  name: 'MINIDUMP_INCLUDE_THREAD_CALLBACK',
  pack: 4,
  fields: {
    ThreadId: 'DWORD',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_MODULE_CALLBACK = {
  name: 'MINIDUMP_MODULE_CALLBACK',
  pack: 4,
  fields: {
    FullPath: 'PWSTR',
    BaseOfImage: 'DWORD64',
    SizeOfImage: 'DWORD',
    CheckSum: 'DWORD',
    TimeDateStamp: 'DWORD',
    VersionInfo: VS_FIXEDFILEINFO,
    CvRecord: 'PVOID',
    SizeOfCvRecord: 'DWORD',
    MiscRecord: 'PVOID',
    SizeOfMiscRecord: 'DWORD',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_INCLUDE_MODULE_CALLBACK = {
  name: 'MINIDUMP_INCLUDE_MODULE_CALLBACK',
  pack: 4,
  fields: {
    BaseOfImage: 'DWORD64',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_IO_CALLBACK = {
  name: 'MINIDUMP_IO_CALLBACK',
  pack: 4,
  fields: {
    Handle: 'HANDLE',
    Offset: 'DWORD64',
    Buffer: 'PVOID',
    BufferBytes: 'DWORD',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_READ_MEMORY_FAILURE_CALLBACK = {
  name: 'MINIDUMP_READ_MEMORY_FAILURE_CALLBACK',
  pack: 4,
  fields: {
    Offset: 'DWORD64',
    Bytes: 'DWORD',
    FailureStatus: 'DWORD',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_VM_QUERY_CALLBACK = {
  name: 'MINIDUMP_VM_QUERY_CALLBACK',
  pack: 4,
  fields: {
    Offset: 'DWORD64',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_VM_PRE_READ_CALLBACK = {
  name: 'MINIDUMP_VM_PRE_READ_CALLBACK',
  pack: 4,
  fields: {
    Offset: 'DWORD64',
    Buffer: 'PVOID',
    Size: 'DWORD',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_VM_POST_READ_CALLBACK = {
  name: 'MINIDUMP_VM_POST_READ_CALLBACK',
  pack: 4,
  fields: {
    Offset: 'DWORD64',
    Buffer: 'PVOID',
    Size: 'DWORD',
    Completed: 'DWORD',
    Status: 'DWORD',
  },
} as const satisfies StructDefinition;

export const MINIDUMP_CALLBACK_INPUT = {
  name: 'MINIDUMP_CALLBACK_INPUT',
  pack: 4,
  fields: {
    ProcessId: 'DWORD',
    ProcessHandle: 'HANDLE',
    CallbackType: 'DWORD',
    $1: {
      name: 'MINIDUMP_CALLBACK_INPUT.$1',
      pack: 4,
      union: true,
      fields: {
        Status: 'DWORD',
        Thread: MINIDUMP_THREAD_CALLBACK,
        ThreadEx: MINIDUMP_THREAD_EX_CALLBACK,
        Module: MINIDUMP_MODULE_CALLBACK,
        IncludeThread: MINIDUMP_INCLUDE_THREAD_CALLBACK,
        IncludeModule: MINIDUMP_INCLUDE_MODULE_CALLBACK,
        Io: MINIDUMP_IO_CALLBACK,
        ReadMemoryFailure: MINIDUMP_READ_MEMORY_FAILURE_CALLBACK,
        SecondaryFlags: 'DWORD',
        VmQuery: MINIDUMP_VM_QUERY_CALLBACK,
        VmPreRead: MINIDUMP_VM_PRE_READ_CALLBACK,
        VmPostRead: MINIDUMP_VM_POST_READ_CALLBACK,
      },
    },
  },
} as const satisfies StructDefinition;

export const MINIDUMP_CALLBACK_OUTPUT = {
  name: 'MINIDUMP_CALLBACK_OUTPUT',
  pack: 4,
  fields: {
    $1: {
      name: 'MINIDUMP_CALLBACK_OUTPUT.$1',
      pack: 4,
      union: true,
      fields: {
        ModuleWriteFlags: 'DWORD',
        ThreadWriteFlags: 'DWORD',
        SecondaryFlags: 'DWORD',
        $1: {
          name: 'MINIDUMP_CALLBACK_OUTPUT.$1.$1',
          pack: 4,
          fields: {
            MemoryBase: 'DWORD64',
            MemorySize: 'DWORD',
          },
        },
        $2: {
          name: 'MINIDUMP_CALLBACK_OUTPUT.$1.$2',
          pack: 4,
          fields: {
            CheckCancel: 'BOOL',
            Cancel: 'BOOL',
          },
        },
        Handle: 'HANDLE',
        $3: {
          name: 'MINIDUMP_CALLBACK_OUTPUT.$1.$3',
          pack: 4,
          fields: {
            VmRegion: MINIDUMP_MEMORY_INFO,
            Continue: 'BOOL',
          },
        },
        $4: {
          name: 'MINIDUMP_CALLBACK_OUTPUT.$1.$4',
          pack: 4,
          fields: {
            VmQueryStatus: 'DWORD',
            VmQueryResult: MINIDUMP_MEMORY_INFO,
          },
        },
        $5: {
          name: 'MINIDUMP_CALLBACK_OUTPUT.$1.$5',
          pack: 4,
          fields: {
            VmReadStatus: 'DWORD',
            VmReadBytesCompleted: 'DWORD',
          },
        },
        Status: 'DWORD',
      },
    },
  },
} as const satisfies StructDefinition;

export const MINIDUMP_CALLBACK_INFORMATION = {
  name: 'MINIDUMP_CALLBACK_INFORMATION',
  pack: 4,
  fields: {
    CallbackRoutine: 'PVOID',
    CallbackParam: 'PVOID',
  },
} as const satisfies StructDefinition;
