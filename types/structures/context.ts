import type { StructView } from './views';

/** A 128-bit register of ARM64. All members are the same 16 bytes. */
export interface ARM64_NT_NEON128 extends StructView<'ARM64_NT_NEON128'> {
  /** The lower half. */
  Low: bigint;
  /** The upper half, signed. */
  High: bigint;
  /** As 2 doubles. */
  D: readonly number[];
  /** As 4 floats. */
  S: readonly number[];
  /** As 8 words of 16 bits. */
  H: readonly number[];
  /** As 16 bytes. */
  B: readonly number[];
}

/** A 128-bit register of x86 and x64, such as XMM0. On a 16-byte boundary. */
export interface M128A extends StructView<'M128A'> {
  /** The lower half. */
  Low: bigint;
  /** The upper half, signed. */
  High: bigint;
}

/** The floating-point and SSE state as FXSAVE stores it: 512 bytes. On 32-bit Windows it has 8 XMM registers. */
export interface XSAVE_FORMAT extends StructView<'XSAVE_FORMAT'> {
  /** The control word of the floating-point unit. */
  ControlWord: number;
  /** The status word of the floating-point unit. */
  StatusWord: number;
  /** A bit for each register, 1 where it is in use: the short form of the tag word. */
  TagWord: number;
  /** Reserved. */
  Reserved1: number;
  /** Opcode of the last floating-point instruction. */
  ErrorOpcode: number;
  /** Address of the last floating-point instruction; in 64-bit code, its lower half. */
  ErrorOffset: number;
  /** Its code segment; in 64-bit code, the third word of the address. */
  ErrorSelector: number;
  /** Reserved; in 64-bit code, the highest word of the address. */
  Reserved2: number;
  /** Address of the last operand in memory; in 64-bit code, its lower half. */
  DataOffset: number;
  /** Its data segment; in 64-bit code, the third word of the address. */
  DataSelector: number;
  /** Reserved; in 64-bit code, the highest word of the address. */
  Reserved3: number;
  /** Control and status of SSE. */
  MxCsr: number;
  /** Which bits of MxCsr the processor has. */
  MxCsr_Mask: number;
  /** ST(0) to ST(7), or MM0 to MM7: the lower 10 bytes of each. */
  readonly FloatRegisters: readonly M128A[];
  /** XMM0 to XMM15; to XMM7 on 32-bit Windows. */
  readonly XmmRegisters: readonly M128A[];
  /** Reserved. */
  Reserved4: readonly number[];
}

/** The floating-point state of a CONTEXT_X86 as FNSAVE stores it. */
export interface FLOATING_SAVE_AREA extends StructView<'FLOATING_SAVE_AREA'> {
  /** The control word, in the lower half. */
  ControlWord: number;
  /** The status word, in the lower half. */
  StatusWord: number;
  /** Two bits for each register, in the lower half. */
  TagWord: number;
  /** Address of the last floating-point instruction. */
  ErrorOffset: number;
  /** Its code segment, and in the upper half its opcode. */
  ErrorSelector: number;
  /** Address of the last operand in memory. */
  DataOffset: number;
  /** Its data segment. */
  DataSelector: number;
  /** ST(0) to ST(7), 10 bytes each. */
  RegisterArea: readonly number[];
  /** The last four bytes, except on x86 and in a CONTEXT_X86: by its name, bits of the register CR0. */
  Cr0NpxState?: number;
  /** The last four bytes on x86 and in a CONTEXT_X86: not in use. */
  Spare0?: number;
}

/** The registers of an x64 thread: what C calls CONTEXT there. StackWalk64 reads and changes it. */
export interface CONTEXT_AMD64 extends StructView<'CONTEXT_AMD64'> {
  /** P1Home to P6Home: room for the parameters of a function that takes a CONTEXT; no registers. */
  P1Home: bigint;
  P2Home: bigint;
  P3Home: bigint;
  P4Home: bigint;
  P5Home: bigint;
  P6Home: bigint;
  /** Which parts are meant: `CONTEXT_FLAGS` values that begin with AMD64. */
  ContextFlags: number;
  /** Control and status of SSE. */
  MxCsr: number;
  /** SegCs to SegSs: segment registers. */
  SegCs: number;
  SegDs: number;
  SegEs: number;
  SegFs: number;
  SegGs: number;
  SegSs: number;
  EFlags: number;
  /** Dr0 to Dr3: addresses of hardware breakpoints; Dr6 tells which was hit, Dr7 which are on. */
  Dr0: bigint;
  Dr1: bigint;
  Dr2: bigint;
  Dr3: bigint;
  Dr6: bigint;
  Dr7: bigint;
  /** Rax to R15: general registers. */
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
  /** The instruction pointer. */
  Rip: bigint;
  /** The floating-point and SSE state: the same bytes as Header, Legacy and Xmm0 to Xmm15. */
  readonly FltSave: XSAVE_FORMAT;
  /** The first 32 bytes of FltSave: control and status. */
  readonly Header: readonly M128A[];
  /** ST(0) to ST(7). */
  readonly Legacy: readonly M128A[];
  /** Xmm0 to Xmm15: the SSE registers. */
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
  /** By its name, further vector registers. AVX state is not here: Windows puts it behind the structure. */
  readonly VectorRegister: readonly M128A[];
  VectorControl: bigint;
  /** DebugControl to LastExceptionFromRip: what the processor recorded of the last branch and the last exception. */
  DebugControl: bigint;
  LastBranchToRip: bigint;
  LastBranchFromRip: bigint;
  LastExceptionToRip: bigint;
  LastExceptionFromRip: bigint;
}

/** The registers of an x86 thread: what C calls CONTEXT on 32-bit Windows. StackWalk64 reads and changes it. */
export interface CONTEXT_X86 extends StructView<'CONTEXT_X86'> {
  /** Which parts are meant: `CONTEXT_FLAGS` values that begin with i386. */
  ContextFlags: number;
  /** Dr0 to Dr3: addresses of hardware breakpoints; Dr6 tells which was hit, Dr7 which are on. */
  Dr0: number;
  Dr1: number;
  Dr2: number;
  Dr3: number;
  Dr6: number;
  Dr7: number;
  /** The floating-point unit. */
  readonly FloatSave: FLOATING_SAVE_AREA;
  /** SegGs to SegDs: segment registers. */
  SegGs: number;
  SegFs: number;
  SegEs: number;
  SegDs: number;
  /** Edi to Eax: general registers. */
  Edi: number;
  Esi: number;
  Ebx: number;
  Edx: number;
  Ecx: number;
  Eax: number;
  /** The frame pointer, in functions that have one. */
  Ebp: number;
  /** The instruction pointer. */
  Eip: number;
  SegCs: number;
  EFlags: number;
  /** The stack pointer. */
  Esp: number;
  SegSs: number;
  /** What FXSAVE stores: the 512 bytes of an XSAVE_FORMAT of 32-bit Windows. */
  ExtendedRegisters: readonly number[];
}

/** The registers of an ARM64 thread: what C calls CONTEXT there. StackWalk64 reads and changes it. */
export interface ARM64_NT_CONTEXT extends StructView<'ARM64_NT_CONTEXT'> {
  /** Which parts are meant: `CONTEXT_FLAGS` values that begin with ARM64. */
  ContextFlags: number;
  /** The processor state: condition flags and modes. */
  Cpsr: number;
  /** X0 to X28: general registers. */
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
  /** The frame pointer, X29. */
  Fp: bigint;
  /** The link register, X30: where the function returns to. */
  Lr: bigint;
  /** X0 to X28, Fp and Lr: the same bytes. */
  X: readonly bigint[];
  /** The stack pointer. */
  Sp: bigint;
  /** The instruction pointer. */
  Pc: bigint;
  /** V0 to V31: vector and floating-point registers. */
  readonly V: readonly ARM64_NT_NEON128[];
  /** Control of floating point. */
  Fpcr: number;
  /** Status of floating point. */
  Fpsr: number;
  /** Control of the hardware breakpoints. */
  Bcr: readonly number[];
  /** Their addresses. */
  Bvr: readonly bigint[];
  /** Control of the hardware watchpoints. */
  Wcr: readonly number[];
  /** Their addresses. */
  Wvr: readonly bigint[];
}

/**
 * The registers of a thread of this process's architecture. `'Rip' in context` narrows it to CONTEXT_AMD64, `'Eip' in
 * context` to CONTEXT_X86, `'Pc' in context` to ARM64_NT_CONTEXT.
 */
export type CONTEXT = CONTEXT_AMD64 | CONTEXT_X86 | ARM64_NT_CONTEXT;

/** What XSAVE stores between the SSE state and the extended state: 64 bytes. */
export interface XSAVE_AREA_HEADER extends StructView<'XSAVE_AREA_HEADER'> {
  /** Which components are there, a bit each: 1 floating point, 2 SSE, 4 AVX and so on. */
  Mask: bigint;
  /** Which components have room, in the compact format; its highest bit says that the format is the compact one. */
  CompactionMask: bigint;
  /** Reserved. */
  Reserved2: readonly bigint[];
}

/** What XSAVE stores, up to the extended state, which follows. On a 64-byte boundary in the processor's eyes. */
export interface XSAVE_AREA extends StructView<'XSAVE_AREA'> {
  /** The floating-point and SSE state. */
  readonly LegacyState: XSAVE_FORMAT;
  readonly Header: XSAVE_AREA_HEADER;
}

/** Where the extended state of a thread is. On 32-bit Windows, reserved members lie between these. */
export interface XSTATE_CONTEXT extends StructView<'XSTATE_CONTEXT'> {
  /** Which components are meant, a bit each. */
  Mask: bigint;
  /** Bytes of the area. */
  Length: number;
  /** Reserved. */
  Reserved1: number;
  /** Address of the XSAVE_AREA. */
  Area: bigint;
  /** By its name, address of the memory that the area lies in. */
  Buffer: bigint;
}

/** A descriptor of a segment, as x86 processors have it, and as Windows gives it for a thread's selector. */
export interface LDT_ENTRY extends StructView<'LDT_ENTRY'> {
  /** The lower 16 bits of the limit: the segment's last byte, or page where Granularity is 1. */
  LimitLow: number;
  /** The lower 16 bits of the base address. */
  BaseLow: number;
  /** The other four bytes: as Bytes, or as bit-fields in Bits. */
  readonly HighWord: StructView & {
    readonly Bytes: StructView & {
      /** Bits 16 to 23 of the base address. */
      BaseMid: number;
      /** Type, Dpl and Pres of Bits. */
      Flags1: number;
      /** LimitHi to Granularity of Bits. */
      Flags2: number;
      /** Bits 24 to 31 of the base address. */
      BaseHi: number;
    };
    readonly Bits: StructView & {
      /** Bits 16 to 23 of the base address. */
      BaseMid: number;
      /** What kind of segment or gate; its bit 4 tells code and data from system segments. */
      Type: number;
      /** The privilege level, 0 to 3. */
      Dpl: number;
      /** 1: the segment is in memory. */
      Pres: number;
      /** Bits 16 to 19 of the limit. */
      LimitHi: number;
      /** Free for the system. */
      Sys: number;
      /** Reserved; 1 in code segments of 64-bit code. */
      Reserved_0: number;
      /** 1: operands and addresses have 32 bits, not 16. */
      Default_Big: number;
      /** 1: the limit counts pages of 4,096 bytes. */
      Granularity: number;
      /** Bits 24 to 31 of the base address. */
      BaseHi: number;
    };
  };
}

/** The floating-point state of a WOW64_CONTEXT, the same as {@link FLOATING_SAVE_AREA}. */
export interface WOW64_FLOATING_SAVE_AREA extends StructView<'WOW64_FLOATING_SAVE_AREA'> {
  /** The control word, in the lower half. */
  ControlWord: number;
  /** The status word, in the lower half. */
  StatusWord: number;
  /** Two bits for each register, in the lower half. */
  TagWord: number;
  /** Address of the last floating-point instruction. */
  ErrorOffset: number;
  /** Its code segment, and in the upper half its opcode. */
  ErrorSelector: number;
  /** Address of the last operand in memory. */
  DataOffset: number;
  /** Its data segment. */
  DataSelector: number;
  /** ST(0) to ST(7), 10 bytes each. */
  RegisterArea: readonly number[];
  /** By its name, floating-point bits of the register CR0; of no meaning today. */
  Cr0NpxState: number;
}

/** The registers of a 32-bit thread as 64-bit Windows gives them; laid out as {@link CONTEXT_X86}. */
export interface WOW64_CONTEXT extends StructView<'WOW64_CONTEXT'> {
  /** Which parts are meant: `CONTEXT_FLAGS` values that begin with i386. */
  ContextFlags: number;
  /** Dr0 to Dr3: addresses of hardware breakpoints; Dr6 tells which was hit, Dr7 which are on. */
  Dr0: number;
  Dr1: number;
  Dr2: number;
  Dr3: number;
  Dr6: number;
  Dr7: number;
  /** The floating-point unit. */
  readonly FloatSave: WOW64_FLOATING_SAVE_AREA;
  /** SegGs to SegDs: segment registers. */
  SegGs: number;
  SegFs: number;
  SegEs: number;
  SegDs: number;
  /** Edi to Eax: general registers. */
  Edi: number;
  Esi: number;
  Ebx: number;
  Edx: number;
  Ecx: number;
  Eax: number;
  /** The frame pointer, in functions that have one. */
  Ebp: number;
  /** The instruction pointer. */
  Eip: number;
  SegCs: number;
  EFlags: number;
  /** The stack pointer. */
  Esp: number;
  SegSs: number;
  /** What FXSAVE stores: 512 bytes. */
  ExtendedRegisters: readonly number[];
}

/** A descriptor of a segment of a 32-bit thread on 64-bit Windows, the same as {@link LDT_ENTRY}. */
export interface WOW64_LDT_ENTRY extends StructView<'WOW64_LDT_ENTRY'> {
  /** The lower 16 bits of the limit: the segment's last byte, or page where Granularity is 1. */
  LimitLow: number;
  /** The lower 16 bits of the base address. */
  BaseLow: number;
  /** The other four bytes: as Bytes, or as bit-fields in Bits. */
  readonly HighWord: StructView & {
    readonly Bytes: StructView & {
      /** Bits 16 to 23 of the base address. */
      BaseMid: number;
      /** Type, Dpl and Pres of Bits. */
      Flags1: number;
      /** LimitHi to Granularity of Bits. */
      Flags2: number;
      /** Bits 24 to 31 of the base address. */
      BaseHi: number;
    };
    readonly Bits: StructView & {
      /** Bits 16 to 23 of the base address. */
      BaseMid: number;
      /** What kind of segment or gate; its bit 4 tells code and data from system segments. */
      Type: number;
      /** The privilege level, 0 to 3. */
      Dpl: number;
      /** 1: the segment is in memory. */
      Pres: number;
      /** Bits 16 to 19 of the limit. */
      LimitHi: number;
      /** Free for the system. */
      Sys: number;
      /** Reserved; 1 in code segments of 64-bit code. */
      Reserved_0: number;
      /** 1: operands and addresses have 32 bits, not 16. */
      Default_Big: number;
      /** 1: the limit counts pages of 4,096 bytes. */
      Granularity: number;
      /** Bits 24 to 31 of the base address. */
      BaseHi: number;
    };
  };
}

/** An exception, with addresses as wide as those of this process. */
export interface EXCEPTION_RECORD extends StructView<'EXCEPTION_RECORD'> {
  /** What happened, as an NTSTATUS without its sign: 0xc0000005 is an access violation. */
  ExceptionCode: number;
  /** 1: the program cannot go on. 0: it can. Other bits are the system's. */
  ExceptionFlags: number;
  /** Address of the record of an exception that this one followed from, or 0. */
  ExceptionRecord: bigint;
  /** Address of the instruction. */
  ExceptionAddress: bigint;
  /** How many elements of ExceptionInformation are in use. */
  NumberParameters: number;
  /** Depends on the code. Access violation: 0 read, 1 write or 8 execute, then the address. */
  ExceptionInformation: readonly bigint[];
}

/** An exception in a 32-bit program, whatever this process is. */
export interface EXCEPTION_RECORD32 extends StructView<'EXCEPTION_RECORD32'> {
  /** What happened, as an NTSTATUS without its sign: 0xc0000005 is an access violation. */
  ExceptionCode: number;
  /** 1: the program cannot go on. 0: it can. Other bits are the system's. */
  ExceptionFlags: number;
  /** Address of the record of an exception that this one followed from, or 0. */
  ExceptionRecord: number;
  /** Address of the instruction. */
  ExceptionAddress: number;
  /** How many elements of ExceptionInformation are in use. */
  NumberParameters: number;
  /** Depends on the code. Access violation: 0 read, 1 write or 8 execute, then the address. */
  ExceptionInformation: readonly number[];
}

/** An exception in a 64-bit program, whatever this process is. */
export interface EXCEPTION_RECORD64 extends StructView<'EXCEPTION_RECORD64'> {
  /** What happened, as an NTSTATUS without its sign: 0xc0000005 is an access violation. */
  ExceptionCode: number;
  /** 1: the program cannot go on. 0: it can. Other bits are the system's. */
  ExceptionFlags: number;
  /** Address of the record of an exception that this one followed from, or 0. */
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

/** An exception and the registers that it met: what MINIDUMP_EXCEPTION_INFORMATION points at. */
export interface EXCEPTION_POINTERS extends StructView<'EXCEPTION_POINTERS'> {
  /** Address of an EXCEPTION_RECORD. */
  ExceptionRecord: bigint;
  /** Address of a CONTEXT. */
  ContextRecord: bigint;
}

/** Where a component of the extended state lies. */
export interface XSTATE_FEATURE extends StructView<'XSTATE_FEATURE'> {
  /** Bytes from the beginning of the XSAVE area. */
  Offset: number;
  /** Bytes. */
  Size: number;
}

/**
 * What the system saves of the extended state. As good as undocumented; newer Windows has members that older has not.
 */
export interface XSTATE_CONFIGURATION extends StructView<'XSTATE_CONFIGURATION'> {
  /** The components that are in use, a bit each, as in XSAVE_AREA_HEADER. */
  EnabledFeatures: bigint;
  /** By its name, those of them that a function call need not preserve. */
  EnabledVolatileFeatures: bigint;
  /** Bytes of an XSAVE area, extended state and all, that is not compact. */
  Size: number;
  /** The three bit-fields below as one number. */
  ControlFlags: number;
  /** 1: XSAVEOPT is there. */
  OptimizedSave: number;
  /** 1: the compact format is in use. */
  CompactionEnabled: number;
  /** 1: components can be switched off for a thread (XFD). */
  ExtendedFeatureDisable: number;
  /** Components 0 to 63, in the format that is not compact. */
  readonly Features: readonly XSTATE_FEATURE[];
  /** Components that only the system may save, a bit each. */
  EnabledSupervisorFeatures: bigint;
  /** Components that begin on a 64-byte boundary in the compact format, a bit each. */
  AlignedFeatures: bigint;
  /** Bytes of an area with all components. */
  AllFeatureSize: number;
  /** Bytes of components 0 to 63. */
  AllFeatures: readonly number[];
  /** Those of the system's components that programs may see, a bit each. */
  EnabledUserVisibleSupervisorFeatures: bigint;
  /** Components that can be switched off for a thread, a bit each. */
  ExtendedFeatureDisableFeatures: bigint;
  /** By its name, bytes of an area without the large components. */
  AllNonLargeFeatureSize: number;
  /** Not in use. */
  Spare: number;
}

/** How the extended state in the contexts of a dump is laid out: MINIDUMP_MISC_INFO_5. */
export interface XSTATE_CONFIG_FEATURE_MSC_INFO extends StructView<'XSTATE_CONFIG_FEATURE_MSC_INFO'> {
  /** Bytes of this structure. */
  SizeOfInfo: number;
  /** Bytes of a context with its extended state. */
  ContextSize: number;
  /** The components that were in use, a bit each, as in XSAVE_AREA_HEADER. */
  EnabledFeatures: bigint;
  /** Components 0 to 63. */
  readonly Features: readonly XSTATE_FEATURE[];
}
