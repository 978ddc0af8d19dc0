import type { Handle } from '../handles';
import type { CONTEXT } from './context';
import type { MINIDUMP_LOCATION_DESCRIPTOR, MINIDUMP_MEMORY_INFO } from './minidump-streams';
import type { VS_FIXEDFILEINFO } from './system';
import type { StructView } from './views';

export interface MINIDUMP_THREAD_CALLBACK extends StructView {
  ThreadId: number;
  ThreadHandle: Handle;
  readonly Context: CONTEXT;
  SizeOfContext: number;
  StackBase: bigint;
  StackEnd: bigint;
}

export interface MINIDUMP_THREAD_EX_CALLBACK extends StructView {
  ThreadId: number;
  ThreadHandle: Handle;
  readonly Context: CONTEXT;
  SizeOfContext: number;
  StackBase: bigint;
  StackEnd: bigint;
  BackingStoreBase: bigint;
  BackingStoreEnd: bigint;
}

export interface MINIDUMP_EXCEPTION_INFORMATION extends StructView {
  ThreadId: number;
  ExceptionPointers: bigint;
  ClientPointers: boolean;
}

export interface MINIDUMP_EXCEPTION_INFORMATION64 extends StructView {
  ThreadId: number;
  ExceptionRecord: bigint;
  ContextRecord: bigint;
  ClientPointers: boolean;
}

export interface MINIDUMP_USER_RECORD extends StructView {
  Type: number;
  readonly Memory: MINIDUMP_LOCATION_DESCRIPTOR;
}

export interface MINIDUMP_USER_STREAM extends StructView {
  Type: number;
  BufferSize: number;
  Buffer: bigint;
}

export interface MINIDUMP_USER_STREAM_INFORMATION extends StructView {
  UserStreamCount: number;
  UserStreamArray: bigint;
}

export interface MINIDUMP_INCLUDE_THREAD_CALLBACK extends StructView {
  ThreadId: number;
}

export interface MINIDUMP_MODULE_CALLBACK extends StructView {
  FullPath: string | null;
  BaseOfImage: bigint;
  SizeOfImage: number;
  CheckSum: number;
  TimeDateStamp: number;
  readonly VersionInfo: VS_FIXEDFILEINFO;
  CvRecord: bigint;
  SizeOfCvRecord: number;
  MiscRecord: bigint;
  SizeOfMiscRecord: number;
}

export interface MINIDUMP_INCLUDE_MODULE_CALLBACK extends StructView {
  BaseOfImage: bigint;
}

export interface MINIDUMP_IO_CALLBACK extends StructView {
  Handle: Handle;
  Offset: bigint;
  Buffer: bigint;
  BufferBytes: number;
}

export interface MINIDUMP_READ_MEMORY_FAILURE_CALLBACK extends StructView {
  Offset: bigint;
  Bytes: number;
  FailureStatus: number;
}

export interface MINIDUMP_VM_QUERY_CALLBACK extends StructView {
  Offset: bigint;
}

export interface MINIDUMP_VM_PRE_READ_CALLBACK extends StructView {
  Offset: bigint;
  Buffer: bigint;
  Size: number;
}

export interface MINIDUMP_VM_POST_READ_CALLBACK extends StructView {
  Offset: bigint;
  Buffer: bigint;
  Size: number;
  Completed: number;
  Status: number;
}

export interface MINIDUMP_CALLBACK_INPUT extends StructView {
  ProcessId: number;
  ProcessHandle: Handle;
  CallbackType: number;
  Status: number;
  readonly Thread: MINIDUMP_THREAD_CALLBACK;
  readonly ThreadEx: MINIDUMP_THREAD_EX_CALLBACK;
  readonly Module: MINIDUMP_MODULE_CALLBACK;
  readonly IncludeThread: MINIDUMP_INCLUDE_THREAD_CALLBACK;
  readonly IncludeModule: MINIDUMP_INCLUDE_MODULE_CALLBACK;
  readonly Io: MINIDUMP_IO_CALLBACK;
  readonly ReadMemoryFailure: MINIDUMP_READ_MEMORY_FAILURE_CALLBACK;
  SecondaryFlags: number;
  readonly VmQuery: MINIDUMP_VM_QUERY_CALLBACK;
  readonly VmPreRead: MINIDUMP_VM_PRE_READ_CALLBACK;
  readonly VmPostRead: MINIDUMP_VM_POST_READ_CALLBACK;
}

export interface MINIDUMP_CALLBACK_OUTPUT extends StructView {
  ModuleWriteFlags: number;
  ThreadWriteFlags: number;
  SecondaryFlags: number;
  MemoryBase: bigint;
  MemorySize: number;
  CheckCancel: boolean;
  Cancel: boolean;
  Handle: Handle;
  readonly VmRegion: MINIDUMP_MEMORY_INFO;
  Continue: boolean;
  VmQueryStatus: number;
  readonly VmQueryResult: MINIDUMP_MEMORY_INFO;
  VmReadStatus: number;
  VmReadBytesCompleted: number;
  Status: number;
}

export interface MINIDUMP_CALLBACK_INFORMATION extends StructView {
  CallbackRoutine: bigint;
  CallbackParam: bigint;
}
