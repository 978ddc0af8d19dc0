import type { StructView } from './views';

export interface INLINE_FRAME_CONTEXT extends StructView {
  ContextValue: number;
  FrameId: number;
  FrameType: number;
  FrameSignature: number;
}

export interface ADDRESS64 extends StructView {
  Offset: bigint;
  Segment: number;
  Mode: number;
}

export interface KDHELP64 extends StructView {
  Thread: bigint;
  ThCallbackStack: number;
  ThCallbackBStore: number;
  NextCallback: number;
  FramePointer: number;
  KiCallUserMode: bigint;
  KeUserCallbackDispatcher: bigint;
  SystemRangeStart: bigint;
  KiUserExceptionDispatcher: bigint;
  StackBase: bigint;
  StackLimit: bigint;
  BuildVersion: number;
  RetpolineStubFunctionTableSize: number;
  RetpolineStubFunctionTable: bigint;
  RetpolineStubOffset: number;
  RetpolineStubSize: number;
  Reserved0: readonly bigint[];
}

export interface STACKFRAME64 extends StructView {
  readonly AddrPC: ADDRESS64;
  readonly AddrReturn: ADDRESS64;
  readonly AddrFrame: ADDRESS64;
  readonly AddrStack: ADDRESS64;
  readonly AddrBStore: ADDRESS64;
  FuncTableEntry: bigint;
  Params: readonly bigint[];
  Far: boolean;
  Virtual: boolean;
  Reserved: readonly bigint[];
  readonly KdHelp: KDHELP64;
}

export interface STACKFRAME_EX extends StructView {
  readonly AddrPC: ADDRESS64;
  readonly AddrReturn: ADDRESS64;
  readonly AddrFrame: ADDRESS64;
  readonly AddrStack: ADDRESS64;
  readonly AddrBStore: ADDRESS64;
  FuncTableEntry: bigint;
  Params: readonly bigint[];
  Far: boolean;
  Virtual: boolean;
  Reserved: readonly bigint[];
  readonly KdHelp: KDHELP64;
  StackFrameSize: number;
  InlineFrameContext: number;
}

export interface ADDRESS extends StructView {
  Offset: number;
  Segment: number;
  Mode: number;
}

export interface KDHELP extends StructView {
  Thread: number;
  ThCallbackStack: number;
  NextCallback: number;
  FramePointer: number;
  KiCallUserMode: number;
  KeUserCallbackDispatcher: number;
  SystemRangeStart: number;
  ThCallbackBStore: number;
  KiUserExceptionDispatcher: number;
  StackBase: number;
  StackLimit: number;
  Reserved: readonly number[];
}

export interface STACKFRAME extends StructView {
  readonly AddrPC: ADDRESS;
  readonly AddrReturn: ADDRESS;
  readonly AddrFrame: ADDRESS;
  readonly AddrStack: ADDRESS;
  FuncTableEntry: bigint;
  Params: readonly number[];
  Far: boolean;
  Virtual: boolean;
  Reserved: readonly number[];
  readonly KdHelp: KDHELP;
  readonly AddrBStore: ADDRESS;
}
