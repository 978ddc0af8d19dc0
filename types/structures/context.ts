import type { StructView } from './views';

export interface ARM64_NT_NEON128 extends StructView {
  Low: bigint;
  High: bigint;
  D: readonly number[];
  S: readonly number[];
  H: readonly number[];
  B: readonly number[];
}

export interface M128A extends StructView {
  Low: bigint;
  High: bigint;
}

export interface XSAVE_FORMAT extends StructView {
  ControlWord: number;
  StatusWord: number;
  TagWord: number;
  Reserved1: number;
  ErrorOpcode: number;
  ErrorOffset: number;
  ErrorSelector: number;
  Reserved2: number;
  DataOffset: number;
  DataSelector: number;
  Reserved3: number;
  MxCsr: number;
  MxCsr_Mask: number;
  readonly FloatRegisters: readonly M128A[];
  readonly XmmRegisters: readonly M128A[];
  Reserved4: readonly number[];
}

export interface FLOATING_SAVE_AREA extends StructView {
  ControlWord: number;
  StatusWord: number;
  TagWord: number;
  ErrorOffset: number;
  ErrorSelector: number;
  DataOffset: number;
  DataSelector: number;
  RegisterArea: readonly number[];
  Cr0NpxState: number;
}

export interface CONTEXT_AMD64 extends StructView {
  P1Home: bigint;
  P2Home: bigint;
  P3Home: bigint;
  P4Home: bigint;
  P5Home: bigint;
  P6Home: bigint;
  ContextFlags: number;
  MxCsr: number;
  SegCs: number;
  SegDs: number;
  SegEs: number;
  SegFs: number;
  SegGs: number;
  SegSs: number;
  EFlags: number;
  Dr0: bigint;
  Dr1: bigint;
  Dr2: bigint;
  Dr3: bigint;
  Dr6: bigint;
  Dr7: bigint;
  Rax: bigint;
  Rcx: bigint;
  Rdx: bigint;
  Rbx: bigint;
  Rsp: bigint;
  Rbp: bigint;
  Rsi: bigint;
  Rdi: bigint;
  R8: bigint;
  R9: bigint;
  R10: bigint;
  R11: bigint;
  R12: bigint;
  R13: bigint;
  R14: bigint;
  R15: bigint;
  Rip: bigint;
  readonly FltSave: XSAVE_FORMAT;
  readonly Header: readonly M128A[];
  readonly Legacy: readonly M128A[];
  readonly Xmm0: M128A;
  readonly Xmm1: M128A;
  readonly Xmm2: M128A;
  readonly Xmm3: M128A;
  readonly Xmm4: M128A;
  readonly Xmm5: M128A;
  readonly Xmm6: M128A;
  readonly Xmm7: M128A;
  readonly Xmm8: M128A;
  readonly Xmm9: M128A;
  readonly Xmm10: M128A;
  readonly Xmm11: M128A;
  readonly Xmm12: M128A;
  readonly Xmm13: M128A;
  readonly Xmm14: M128A;
  readonly Xmm15: M128A;
  readonly VectorRegister: readonly M128A[];
  VectorControl: bigint;
  DebugControl: bigint;
  LastBranchToRip: bigint;
  LastBranchFromRip: bigint;
  LastExceptionToRip: bigint;
  LastExceptionFromRip: bigint;
}

export interface CONTEXT_X86 extends StructView {
  ContextFlags: number;
  Dr0: number;
  Dr1: number;
  Dr2: number;
  Dr3: number;
  Dr6: number;
  Dr7: number;
  readonly FloatSave: FLOATING_SAVE_AREA;
  SegGs: number;
  SegFs: number;
  SegEs: number;
  SegDs: number;
  Edi: number;
  Esi: number;
  Ebx: number;
  Edx: number;
  Ecx: number;
  Eax: number;
  Ebp: number;
  Eip: number;
  SegCs: number;
  EFlags: number;
  Esp: number;
  SegSs: number;
  ExtendedRegisters: readonly number[];
}

export interface ARM64_NT_CONTEXT extends StructView {
  ContextFlags: number;
  Cpsr: number;
  X0: bigint;
  X1: bigint;
  X2: bigint;
  X3: bigint;
  X4: bigint;
  X5: bigint;
  X6: bigint;
  X7: bigint;
  X8: bigint;
  X9: bigint;
  X10: bigint;
  X11: bigint;
  X12: bigint;
  X13: bigint;
  X14: bigint;
  X15: bigint;
  X16: bigint;
  X17: bigint;
  X18: bigint;
  X19: bigint;
  X20: bigint;
  X21: bigint;
  X22: bigint;
  X23: bigint;
  X24: bigint;
  X25: bigint;
  X26: bigint;
  X27: bigint;
  X28: bigint;
  Fp: bigint;
  Lr: bigint;
  X: readonly bigint[];
  Sp: bigint;
  Pc: bigint;
  readonly V: readonly ARM64_NT_NEON128[];
  Fpcr: number;
  Fpsr: number;
  Bcr: readonly number[];
  Bvr: readonly bigint[];
  Wcr: readonly number[];
  Wvr: readonly bigint[];
}

export type CONTEXT = CONTEXT_AMD64 | CONTEXT_X86 | ARM64_NT_CONTEXT;

export interface XSAVE_AREA_HEADER extends StructView {
  Mask: bigint;
  CompactionMask: bigint;
  Reserved2: readonly bigint[];
}

export interface XSAVE_AREA extends StructView {
  readonly LegacyState: XSAVE_FORMAT;
  readonly Header: XSAVE_AREA_HEADER;
}

export interface XSTATE_CONTEXT extends StructView {
  Mask: bigint;
  Length: number;
  Reserved1: number;
  Area: bigint;
  Buffer: bigint;
}

export interface LDT_ENTRY extends StructView {
  LimitLow: number;
  BaseLow: number;
  readonly HighWord: StructView & {
    readonly Bytes: StructView & {
      BaseMid: number;
      Flags1: number;
      Flags2: number;
      BaseHi: number;
    };
    readonly Bits: StructView & {
      BaseMid: number;
      Type: number;
      Dpl: number;
      Pres: number;
      LimitHi: number;
      Sys: number;
      Reserved_0: number;
      Default_Big: number;
      Granularity: number;
      BaseHi: number;
    };
  };
}

export interface WOW64_FLOATING_SAVE_AREA extends StructView {
  ControlWord: number;
  StatusWord: number;
  TagWord: number;
  ErrorOffset: number;
  ErrorSelector: number;
  DataOffset: number;
  DataSelector: number;
  RegisterArea: readonly number[];
  Cr0NpxState: number;
}

export interface WOW64_CONTEXT extends StructView {
  ContextFlags: number;
  Dr0: number;
  Dr1: number;
  Dr2: number;
  Dr3: number;
  Dr6: number;
  Dr7: number;
  readonly FloatSave: WOW64_FLOATING_SAVE_AREA;
  SegGs: number;
  SegFs: number;
  SegEs: number;
  SegDs: number;
  Edi: number;
  Esi: number;
  Ebx: number;
  Edx: number;
  Ecx: number;
  Eax: number;
  Ebp: number;
  Eip: number;
  SegCs: number;
  EFlags: number;
  Esp: number;
  SegSs: number;
  ExtendedRegisters: readonly number[];
}

export interface WOW64_LDT_ENTRY extends StructView {
  LimitLow: number;
  BaseLow: number;
  readonly HighWord: StructView & {
    readonly Bytes: StructView & {
      BaseMid: number;
      Flags1: number;
      Flags2: number;
      BaseHi: number;
    };
    readonly Bits: StructView & {
      BaseMid: number;
      Type: number;
      Dpl: number;
      Pres: number;
      LimitHi: number;
      Sys: number;
      Reserved_0: number;
      Default_Big: number;
      Granularity: number;
      BaseHi: number;
    };
  };
}

export interface EXCEPTION_RECORD extends StructView {
  ExceptionCode: number;
  ExceptionFlags: number;
  ExceptionRecord: bigint;
  ExceptionAddress: bigint;
  NumberParameters: number;
  ExceptionInformation: readonly bigint[];
}

export interface EXCEPTION_RECORD32 extends StructView {
  ExceptionCode: number;
  ExceptionFlags: number;
  ExceptionRecord: number;
  ExceptionAddress: number;
  NumberParameters: number;
  ExceptionInformation: readonly number[];
}

export interface EXCEPTION_RECORD64 extends StructView {
  ExceptionCode: number;
  ExceptionFlags: number;
  ExceptionRecord: bigint;
  ExceptionAddress: bigint;
  NumberParameters: number;
  __unusedAlignment: number;
  ExceptionInformation: readonly bigint[];
}

export interface EXCEPTION_POINTERS extends StructView {
  ExceptionRecord: bigint;
  ContextRecord: bigint;
}

export interface XSTATE_FEATURE extends StructView {
  Offset: number;
  Size: number;
}

export interface XSTATE_CONFIGURATION extends StructView {
  EnabledFeatures: bigint;
  EnabledVolatileFeatures: bigint;
  Size: number;
  ControlFlags: number;
  OptimizedSave: number;
  CompactionEnabled: number;
  ExtendedFeatureDisable: number;
  readonly Features: readonly XSTATE_FEATURE[];
  EnabledSupervisorFeatures: bigint;
  AlignedFeatures: bigint;
  AllFeatureSize: number;
  AllFeatures: readonly number[];
  EnabledUserVisibleSupervisorFeatures: bigint;
  ExtendedFeatureDisableFeatures: bigint;
  AllNonLargeFeatureSize: number;
  Spare: number;
}

export interface XSTATE_CONFIG_FEATURE_MSC_INFO extends StructView {
  SizeOfInfo: number;
  ContextSize: number;
  EnabledFeatures: bigint;
  readonly Features: readonly XSTATE_FEATURE[];
}
