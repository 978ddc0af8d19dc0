import { structure, type Foreign, type View } from './definition';

/** Registers of threads, by architecture, and the exceptions that stop them. winnt.h. */

/** A 128-bit register of ARM64. All members are the same 16 bytes. */
export interface ARM64_NT_NEON128 extends View<'ARM64_NT_NEON128', typeof ARM64_NT_NEON128> {}
export const ARM64_NT_NEON128 = structure<ARM64_NT_NEON128>('ARM64_NT_NEON128').with({ union: true })({
  $1: {
    fields: {
      /** The lower half. */
      Low: 'DWORD64',
      /** The upper half, signed. */
      High: 'LONG64',
    },
  },
  /** As 2 doubles. */
  D: 'DOUBLE[2]',
  /** As 4 floats. */
  S: 'FLOAT[4]',
  /** As 8 words of 16 bits. */
  H: 'WORD[8]',
  /** As 16 bytes. */
  B: 'BYTE[16]',
});

/** A 128-bit register of x86 and x64, such as XMM0. On a 16-byte boundary. */
export interface M128A extends View<'M128A', typeof M128A> {}
export const M128A = structure<M128A>('M128A').with({ align: 16 })({
  /** The lower half. */
  Low: 'DWORD64',
  /** The upper half, signed. */
  High: 'LONG64',
});

const XSAVE_FORMAT_AMD64 = structure<XSAVE_FORMAT>('XSAVE_FORMAT').with({ align: 16 })({
  ControlWord: 'WORD',
  StatusWord: 'WORD',
  TagWord: 'BYTE',
  Reserved1: 'BYTE',
  ErrorOpcode: 'WORD',
  ErrorOffset: 'DWORD',
  ErrorSelector: 'WORD',
  Reserved2: 'WORD',
  DataOffset: 'DWORD',
  DataSelector: 'WORD',
  Reserved3: 'WORD',
  MxCsr: 'DWORD',
  MxCsr_Mask: 'DWORD',
  FloatRegisters: [M128A, 8],
  XmmRegisters: [M128A, 16],
  Reserved4: 'BYTE[96]',
});

const XSAVE_FORMAT_X86 = structure<XSAVE_FORMAT>('XSAVE_FORMAT').with({ align: 16 })({
  ControlWord: 'WORD',
  StatusWord: 'WORD',
  TagWord: 'BYTE',
  Reserved1: 'BYTE',
  ErrorOpcode: 'WORD',
  ErrorOffset: 'DWORD',
  ErrorSelector: 'WORD',
  Reserved2: 'WORD',
  DataOffset: 'DWORD',
  DataSelector: 'WORD',
  Reserved3: 'WORD',
  MxCsr: 'DWORD',
  MxCsr_Mask: 'DWORD',
  FloatRegisters: [M128A, 8],
  XmmRegisters: [M128A, 8],
  Reserved4: 'BYTE[224]',
});

/** The floating-point and SSE state as FXSAVE stores it: 512 bytes. On 32-bit Windows it has 8 XMM registers. */
export interface XSAVE_FORMAT extends View<'XSAVE_FORMAT', typeof XSAVE_FORMAT> {}
export const XSAVE_FORMAT = structure<XSAVE_FORMAT>('XSAVE_FORMAT').with({ align: 16, on: { x86: XSAVE_FORMAT_X86 } })(
  XSAVE_FORMAT_AMD64.fields,
);

const FLOATING_SAVE_AREA_X86 = structure<FLOATING_SAVE_AREA>('FLOATING_SAVE_AREA')({
  ControlWord: 'DWORD',
  StatusWord: 'DWORD',
  TagWord: 'DWORD',
  ErrorOffset: 'DWORD',
  ErrorSelector: 'DWORD',
  DataOffset: 'DWORD',
  DataSelector: 'DWORD',
  RegisterArea: 'BYTE[80]',
  /** The last four bytes on x86 and in a CONTEXT_X86: not in use. */
  Spare0: 'DWORD',
});

/** The floating-point state of a CONTEXT_X86 as FNSAVE stores it. */
export interface FLOATING_SAVE_AREA
  extends
    View<'FLOATING_SAVE_AREA', typeof FLOATING_SAVE_AREA, 'Cr0NpxState'>,
    Foreign<typeof FLOATING_SAVE_AREA_X86, 'Spare0'> {}
export const FLOATING_SAVE_AREA = structure<FLOATING_SAVE_AREA>('FLOATING_SAVE_AREA').with({
  on: { x86: FLOATING_SAVE_AREA_X86 },
})({
  /** The control word, in the lower half. */
  ControlWord: 'DWORD',
  /** The status word, in the lower half. */
  StatusWord: 'DWORD',
  /** Two bits for each register, in the lower half. */
  TagWord: 'DWORD',
  /** Address of the last floating-point instruction. */
  ErrorOffset: 'DWORD',
  /** Its code segment, and in the upper half its opcode. */
  ErrorSelector: 'DWORD',
  /** Address of the last operand in memory. */
  DataOffset: 'DWORD',
  /** Its data segment. */
  DataSelector: 'DWORD',
  /** ST(0) to ST(7), 10 bytes each. */
  RegisterArea: 'BYTE[80]',
  /** The last four bytes, except on x86 and in a CONTEXT_X86: by its name, bits of the register CR0. */
  Cr0NpxState: 'DWORD',
});

/** The registers of an x64 thread: what C calls CONTEXT there. StackWalk64 reads and changes it. */
export interface CONTEXT_AMD64 extends View<'CONTEXT_AMD64', typeof CONTEXT_AMD64> {}
export const CONTEXT_AMD64 = structure<CONTEXT_AMD64>('CONTEXT_AMD64').with({ align: 16 })({
  /** P1Home to P6Home: room for the parameters of a function that takes a CONTEXT; no registers. */
  P1Home: 'DWORD64',
  P2Home: 'DWORD64',
  P3Home: 'DWORD64',
  P4Home: 'DWORD64',
  P5Home: 'DWORD64',
  P6Home: 'DWORD64',
  /** Which parts are meant: `CONTEXT_FLAGS` values that begin with AMD64. */
  ContextFlags: 'DWORD',
  /** Control and status of SSE. */
  MxCsr: 'DWORD',
  /** SegCs to SegSs: segment registers. */
  SegCs: 'WORD',
  SegDs: 'WORD',
  SegEs: 'WORD',
  SegFs: 'WORD',
  SegGs: 'WORD',
  SegSs: 'WORD',
  EFlags: 'DWORD',
  /** Dr0 to Dr3: addresses of hardware breakpoints; Dr6 tells which was hit, Dr7 which are on. */
  Dr0: 'DWORD64',
  Dr1: 'DWORD64',
  Dr2: 'DWORD64',
  Dr3: 'DWORD64',
  Dr6: 'DWORD64',
  Dr7: 'DWORD64',
  /** Rax to R15: general registers. */
  Rax: 'DWORD64',
  Rcx: 'DWORD64',
  Rdx: 'DWORD64',
  Rbx: 'DWORD64',
  Rsp: 'DWORD64',
  Rbp: 'DWORD64',
  Rsi: 'DWORD64',
  Rdi: 'DWORD64',
  R8: 'DWORD64',
  R9: 'DWORD64',
  R10: 'DWORD64',
  R11: 'DWORD64',
  R12: 'DWORD64',
  R13: 'DWORD64',
  R14: 'DWORD64',
  R15: 'DWORD64',
  /** The instruction pointer. */
  Rip: 'DWORD64',
  $1: {
    union: true,
    fields: {
      /** The floating-point and SSE state: the same bytes as Header, Legacy and Xmm0 to Xmm15. */
      FltSave: XSAVE_FORMAT_AMD64,
      $1: {
        fields: {
          /** The first 32 bytes of FltSave: control and status. */
          Header: [M128A, 2],
          /** ST(0) to ST(7). */
          Legacy: [M128A, 8],
          /** Xmm0 to Xmm15: the SSE registers. */
          Xmm0: M128A,
          Xmm1: M128A,
          Xmm2: M128A,
          Xmm3: M128A,
          Xmm4: M128A,
          Xmm5: M128A,
          Xmm6: M128A,
          Xmm7: M128A,
          Xmm8: M128A,
          Xmm9: M128A,
          Xmm10: M128A,
          Xmm11: M128A,
          Xmm12: M128A,
          Xmm13: M128A,
          Xmm14: M128A,
          Xmm15: M128A,
        },
      },
    },
  },
  /** By its name, further vector registers. AVX state is not here: Windows puts it behind the structure. */
  VectorRegister: [M128A, 26],
  VectorControl: 'DWORD64',
  /** DebugControl to LastExceptionFromRip: what the processor recorded of the last branch and the last exception. */
  DebugControl: 'DWORD64',
  LastBranchToRip: 'DWORD64',
  LastBranchFromRip: 'DWORD64',
  LastExceptionToRip: 'DWORD64',
  LastExceptionFromRip: 'DWORD64',
});

/** The registers of an x86 thread: what C calls CONTEXT on 32-bit Windows. StackWalk64 reads and changes it. */
export interface CONTEXT_X86 extends View<'CONTEXT_X86', typeof CONTEXT_X86> {}
export const CONTEXT_X86 = structure<CONTEXT_X86>('CONTEXT_X86')({
  /** Which parts are meant: `CONTEXT_FLAGS` values that begin with i386. */
  ContextFlags: 'DWORD',
  /** Dr0 to Dr3: addresses of hardware breakpoints; Dr6 tells which was hit, Dr7 which are on. */
  Dr0: 'DWORD',
  Dr1: 'DWORD',
  Dr2: 'DWORD',
  Dr3: 'DWORD',
  Dr6: 'DWORD',
  Dr7: 'DWORD',
  /** The floating-point unit. */
  FloatSave: FLOATING_SAVE_AREA_X86,
  /** SegGs to SegDs: segment registers. */
  SegGs: 'DWORD',
  SegFs: 'DWORD',
  SegEs: 'DWORD',
  SegDs: 'DWORD',
  /** Edi to Eax: general registers. */
  Edi: 'DWORD',
  Esi: 'DWORD',
  Ebx: 'DWORD',
  Edx: 'DWORD',
  Ecx: 'DWORD',
  Eax: 'DWORD',
  /** The frame pointer, in functions that have one. */
  Ebp: 'DWORD',
  /** The instruction pointer. */
  Eip: 'DWORD',
  SegCs: 'DWORD',
  EFlags: 'DWORD',
  /** The stack pointer. */
  Esp: 'DWORD',
  SegSs: 'DWORD',
  /** The data that FXSAVE stores: the 512 bytes of an XSAVE_FORMAT of 32-bit Windows. */
  ExtendedRegisters: 'BYTE[512]',
});

/** The registers of an ARM64 thread: what C calls CONTEXT there. StackWalk64 reads and changes it. */
export interface ARM64_NT_CONTEXT extends View<'ARM64_NT_CONTEXT', typeof ARM64_NT_CONTEXT> {}
export const ARM64_NT_CONTEXT = structure<ARM64_NT_CONTEXT>('ARM64_NT_CONTEXT').with({ align: 16 })({
  /** Which parts are meant: `CONTEXT_FLAGS` values that begin with ARM64. */
  ContextFlags: 'DWORD',
  /** The processor state: condition flags and modes. */
  Cpsr: 'DWORD',
  $1: {
    union: true,
    fields: {
      $1: {
        fields: {
          /** X0 to X28: general registers. */
          X0: 'DWORD64',
          X1: 'DWORD64',
          X2: 'DWORD64',
          X3: 'DWORD64',
          X4: 'DWORD64',
          X5: 'DWORD64',
          X6: 'DWORD64',
          X7: 'DWORD64',
          X8: 'DWORD64',
          X9: 'DWORD64',
          X10: 'DWORD64',
          X11: 'DWORD64',
          X12: 'DWORD64',
          X13: 'DWORD64',
          X14: 'DWORD64',
          X15: 'DWORD64',
          X16: 'DWORD64',
          X17: 'DWORD64',
          X18: 'DWORD64',
          X19: 'DWORD64',
          X20: 'DWORD64',
          X21: 'DWORD64',
          X22: 'DWORD64',
          X23: 'DWORD64',
          X24: 'DWORD64',
          X25: 'DWORD64',
          X26: 'DWORD64',
          X27: 'DWORD64',
          X28: 'DWORD64',
          /** The frame pointer, X29. */
          Fp: 'DWORD64',
          /** The link register, X30: the return address. */
          Lr: 'DWORD64',
        },
      },
      /** X0 to X28, Fp and Lr: the same bytes. */
      X: 'DWORD64[31]',
    },
  },
  /** The stack pointer. */
  Sp: 'DWORD64',
  /** The instruction pointer. */
  Pc: 'DWORD64',
  /** V0 to V31: vector and floating-point registers. */
  V: [ARM64_NT_NEON128, 32],
  /** Control of floating point. */
  Fpcr: 'DWORD',
  /** Status of floating point. */
  Fpsr: 'DWORD',
  /** Control of the hardware breakpoints. */
  Bcr: 'DWORD[8]',
  /** Their addresses. */
  Bvr: 'DWORD64[8]',
  /** Control of the hardware watchpoints. */
  Wcr: 'DWORD[2]',
  /** Their addresses. */
  Wvr: 'DWORD64[2]',
});

/**
 * The registers of a thread of this process's architecture. `'Rip' in context` narrows it to CONTEXT_AMD64, `'Eip' in
 * context` to CONTEXT_X86, `'Pc' in context` to ARM64_NT_CONTEXT.
 */
export type CONTEXT = CONTEXT_AMD64 | CONTEXT_X86 | ARM64_NT_CONTEXT;
export const CONTEXT = structure<CONTEXT>('CONTEXT_AMD64').with({
  align: 16,
  on: { x86: CONTEXT_X86, x64: CONTEXT_AMD64, arm64: ARM64_NT_CONTEXT },
})(CONTEXT_AMD64.fields);

/** The part that XSAVE stores between the SSE state and the extended state: 64 bytes. */
export interface XSAVE_AREA_HEADER extends View<'XSAVE_AREA_HEADER', typeof XSAVE_AREA_HEADER> {}
export const XSAVE_AREA_HEADER = structure<XSAVE_AREA_HEADER>('XSAVE_AREA_HEADER')({
  /** The components present, a bit each: 1 floating point, 2 SSE, 4 AVX and so on. */
  Mask: 'DWORD64',
  /** The components with room in the compact format; the highest bit marks the compact format. */
  CompactionMask: 'DWORD64',
  /** Reserved. */
  Reserved2: 'DWORD64[6]',
});

/** The area that XSAVE stores, up to the extended state, which follows. On a 64-byte boundary for the processor. */
export interface XSAVE_AREA extends View<'XSAVE_AREA', typeof XSAVE_AREA> {}
export const XSAVE_AREA = structure<XSAVE_AREA>('XSAVE_AREA').with({ align: 16 })({
  /** The floating-point and SSE state. */
  LegacyState: XSAVE_FORMAT,
  Header: XSAVE_AREA_HEADER,
});

const XSTATE_CONTEXT_X86 = structure<XSTATE_CONTEXT>('XSTATE_CONTEXT')({
  Mask: 'DWORD64',
  Length: 'DWORD',
  Reserved1: 'DWORD',
  Area: 'PVOID',
  Reserved2: 'DWORD',
  Buffer: 'PVOID',
  Reserved3: 'DWORD',
});

/** The place of a thread's extended state. On 32-bit Windows, reserved members lie between these. */
export interface XSTATE_CONTEXT extends View<'XSTATE_CONTEXT', typeof XSTATE_CONTEXT> {}
export const XSTATE_CONTEXT = structure<XSTATE_CONTEXT>('XSTATE_CONTEXT').with({ on: { x86: XSTATE_CONTEXT_X86 } })({
  /** The components in question, a bit each. */
  Mask: 'DWORD64',
  /** Bytes of the area. */
  Length: 'DWORD',
  /** Reserved. */
  Reserved1: 'DWORD',
  /** Address of the XSAVE_AREA. */
  Area: 'PVOID',
  /** By its name, address of the memory that contains the area. */
  Buffer: 'PVOID',
});

/** A descriptor of a segment, as x86 processors have it, and as Windows returns it for a thread's selector. */
export interface LDT_ENTRY extends View<'LDT_ENTRY', typeof LDT_ENTRY> {}
export const LDT_ENTRY = structure<LDT_ENTRY>('LDT_ENTRY')({
  /** The lower 16 bits of the limit: the segment's last byte, or page if Granularity is 1. */
  LimitLow: 'WORD',
  /** The lower 16 bits of the base address. */
  BaseLow: 'WORD',
  /** The other four bytes: as Bytes, or as bit-fields in Bits. */
  HighWord: {
    union: true,
    fields: {
      Bytes: {
        fields: {
          /** Bits 16 to 23 of the base address. */
          BaseMid: 'BYTE',
          /** Type, Dpl and Pres of Bits. */
          Flags1: 'BYTE',
          /** LimitHi to Granularity of Bits. */
          Flags2: 'BYTE',
          /** Bits 24 to 31 of the base address. */
          BaseHi: 'BYTE',
        },
      },
      Bits: {
        fields: {
          /** Bits 16 to 23 of the base address. */
          BaseMid: 'DWORD:8',
          /** The type of segment or gate; bit 4 distinguishes code and data from system segments. */
          Type: 'DWORD:5',
          /** The privilege level, 0 to 3. */
          Dpl: 'DWORD:2',
          /** 1: the segment is in memory. */
          Pres: 'DWORD:1',
          /** Bits 16 to 19 of the limit. */
          LimitHi: 'DWORD:4',
          /** Free for the system. */
          Sys: 'DWORD:1',
          /** Reserved; 1 in code segments of 64-bit code. */
          Reserved_0: 'DWORD:1',
          /** 1: operands and addresses have 32 bits, not 16. */
          Default_Big: 'DWORD:1',
          /** 1: the limit counts pages of 4,096 bytes. */
          Granularity: 'DWORD:1',
          /** Bits 24 to 31 of the base address. */
          BaseHi: 'DWORD:8',
        },
      },
    },
  },
});

/** The floating-point state of a WOW64_CONTEXT, the same as {@link FLOATING_SAVE_AREA}. */
export interface WOW64_FLOATING_SAVE_AREA extends View<'WOW64_FLOATING_SAVE_AREA', typeof WOW64_FLOATING_SAVE_AREA> {}
export const WOW64_FLOATING_SAVE_AREA = structure<WOW64_FLOATING_SAVE_AREA>('WOW64_FLOATING_SAVE_AREA')({
  /** The control word, in the lower half. */
  ControlWord: 'DWORD',
  /** The status word, in the lower half. */
  StatusWord: 'DWORD',
  /** Two bits for each register, in the lower half. */
  TagWord: 'DWORD',
  /** Address of the last floating-point instruction. */
  ErrorOffset: 'DWORD',
  /** Its code segment, and in the upper half its opcode. */
  ErrorSelector: 'DWORD',
  /** Address of the last operand in memory. */
  DataOffset: 'DWORD',
  /** Its data segment. */
  DataSelector: 'DWORD',
  /** ST(0) to ST(7), 10 bytes each. */
  RegisterArea: 'BYTE[80]',
  /** By its name, floating-point bits of the register CR0; without meaning today. */
  Cr0NpxState: 'DWORD',
});

/** The registers of a 32-bit thread as 64-bit Windows gives them; laid out as {@link CONTEXT_X86}. */
export interface WOW64_CONTEXT extends View<'WOW64_CONTEXT', typeof WOW64_CONTEXT> {}
export const WOW64_CONTEXT = structure<WOW64_CONTEXT>('WOW64_CONTEXT')({
  /** Which parts are meant: `CONTEXT_FLAGS` values that begin with i386. */
  ContextFlags: 'DWORD',
  /** Dr0 to Dr3: addresses of hardware breakpoints; Dr6 tells which was hit, Dr7 which are on. */
  Dr0: 'DWORD',
  Dr1: 'DWORD',
  Dr2: 'DWORD',
  Dr3: 'DWORD',
  Dr6: 'DWORD',
  Dr7: 'DWORD',
  /** The floating-point unit. */
  FloatSave: WOW64_FLOATING_SAVE_AREA,
  /** SegGs to SegDs: segment registers. */
  SegGs: 'DWORD',
  SegFs: 'DWORD',
  SegEs: 'DWORD',
  SegDs: 'DWORD',
  /** Edi to Eax: general registers. */
  Edi: 'DWORD',
  Esi: 'DWORD',
  Ebx: 'DWORD',
  Edx: 'DWORD',
  Ecx: 'DWORD',
  Eax: 'DWORD',
  /** The frame pointer, in functions that have one. */
  Ebp: 'DWORD',
  /** The instruction pointer. */
  Eip: 'DWORD',
  SegCs: 'DWORD',
  EFlags: 'DWORD',
  /** The stack pointer. */
  Esp: 'DWORD',
  SegSs: 'DWORD',
  /** The data that FXSAVE stores: 512 bytes. */
  ExtendedRegisters: 'BYTE[512]',
});

/** A descriptor of a segment of a 32-bit thread on 64-bit Windows, the same as {@link LDT_ENTRY}. */
export interface WOW64_LDT_ENTRY extends View<'WOW64_LDT_ENTRY', typeof WOW64_LDT_ENTRY> {}
export const WOW64_LDT_ENTRY = structure<WOW64_LDT_ENTRY>('WOW64_LDT_ENTRY')({
  /** The lower 16 bits of the limit: the segment's last byte, or page if Granularity is 1. */
  LimitLow: 'WORD',
  /** The lower 16 bits of the base address. */
  BaseLow: 'WORD',
  /** The other four bytes: as Bytes, or as bit-fields in Bits. */
  HighWord: {
    union: true,
    fields: {
      Bytes: {
        fields: {
          /** Bits 16 to 23 of the base address. */
          BaseMid: 'BYTE',
          /** Type, Dpl and Pres of Bits. */
          Flags1: 'BYTE',
          /** LimitHi to Granularity of Bits. */
          Flags2: 'BYTE',
          /** Bits 24 to 31 of the base address. */
          BaseHi: 'BYTE',
        },
      },
      Bits: {
        fields: {
          /** Bits 16 to 23 of the base address. */
          BaseMid: 'DWORD:8',
          /** The type of segment or gate; bit 4 distinguishes code and data from system segments. */
          Type: 'DWORD:5',
          /** The privilege level, 0 to 3. */
          Dpl: 'DWORD:2',
          /** 1: the segment is in memory. */
          Pres: 'DWORD:1',
          /** Bits 16 to 19 of the limit. */
          LimitHi: 'DWORD:4',
          /** Free for the system. */
          Sys: 'DWORD:1',
          /** Reserved; 1 in code segments of 64-bit code. */
          Reserved_0: 'DWORD:1',
          /** 1: operands and addresses have 32 bits, not 16. */
          Default_Big: 'DWORD:1',
          /** 1: the limit counts pages of 4,096 bytes. */
          Granularity: 'DWORD:1',
          /** Bits 24 to 31 of the base address. */
          BaseHi: 'DWORD:8',
        },
      },
    },
  },
});

/** An exception, with addresses as wide as those of this process. */
export interface EXCEPTION_RECORD extends View<'EXCEPTION_RECORD', typeof EXCEPTION_RECORD> {}
export const EXCEPTION_RECORD = structure<EXCEPTION_RECORD>('EXCEPTION_RECORD')({
  /** The NTSTATUS, as an unsigned number: 0xc0000005 is an access violation. */
  ExceptionCode: 'DWORD',
  /** 1: the program cannot continue. 0: it can. Other bits are the system's. */
  ExceptionFlags: 'DWORD',
  /** Address of the record of the exception that caused this one, or 0. */
  ExceptionRecord: 'PVOID',
  /** Address of the instruction. */
  ExceptionAddress: 'PVOID',
  /** The number of elements of ExceptionInformation in use. */
  NumberParameters: 'DWORD',
  /** Depends on the code. Access violation: 0 read, 1 write or 8 execute, then the address. */
  ExceptionInformation: 'ULONG_PTR[15]',
});

/** An exception in a 32-bit program, independent of this process. */
export interface EXCEPTION_RECORD32 extends View<'EXCEPTION_RECORD32', typeof EXCEPTION_RECORD32> {}
export const EXCEPTION_RECORD32 = structure<EXCEPTION_RECORD32>('EXCEPTION_RECORD32')({
  /** The NTSTATUS, as an unsigned number: 0xc0000005 is an access violation. */
  ExceptionCode: 'DWORD',
  /** 1: the program cannot continue. 0: it can. Other bits are the system's. */
  ExceptionFlags: 'DWORD',
  /** Address of the record of the exception that caused this one, or 0. */
  ExceptionRecord: 'DWORD',
  /** Address of the instruction. */
  ExceptionAddress: 'DWORD',
  /** The number of elements of ExceptionInformation in use. */
  NumberParameters: 'DWORD',
  /** Depends on the code. Access violation: 0 read, 1 write or 8 execute, then the address. */
  ExceptionInformation: 'DWORD[15]',
});

/** An exception in a 64-bit program, independent of this process. */
export interface EXCEPTION_RECORD64 extends View<'EXCEPTION_RECORD64', typeof EXCEPTION_RECORD64> {}
export const EXCEPTION_RECORD64 = structure<EXCEPTION_RECORD64>('EXCEPTION_RECORD64')({
  /** The NTSTATUS, as an unsigned number: 0xc0000005 is an access violation. */
  ExceptionCode: 'DWORD',
  /** 1: the program cannot continue. 0: it can. Other bits are the system's. */
  ExceptionFlags: 'DWORD',
  /** Address of the record of the exception that caused this one, or 0. */
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

/** An exception and the registers at that time: MINIDUMP_EXCEPTION_INFORMATION points to it. */
export interface EXCEPTION_POINTERS extends View<'EXCEPTION_POINTERS', typeof EXCEPTION_POINTERS> {}
export const EXCEPTION_POINTERS = structure<EXCEPTION_POINTERS>('EXCEPTION_POINTERS')({
  /** Address of an EXCEPTION_RECORD. */
  ExceptionRecord: 'PVOID',
  /** Address of a CONTEXT. */
  ContextRecord: 'PVOID',
});

/** Where a component of the extended state lies. */
export interface XSTATE_FEATURE extends View<'XSTATE_FEATURE', typeof XSTATE_FEATURE> {}
export const XSTATE_FEATURE = structure<XSTATE_FEATURE>('XSTATE_FEATURE')({
  /** Bytes from the beginning of the XSAVE area. */
  Offset: 'DWORD',
  /** Bytes. */
  Size: 'DWORD',
});

/** The system's configuration of the extended state. Hardly documented; newer versions of Windows have more members. */
export interface XSTATE_CONFIGURATION extends View<'XSTATE_CONFIGURATION', typeof XSTATE_CONFIGURATION> {}
export const XSTATE_CONFIGURATION = structure<XSTATE_CONFIGURATION>('XSTATE_CONFIGURATION')({
  /** The components that are in use, a bit each, as in XSAVE_AREA_HEADER. */
  EnabledFeatures: 'DWORD64',
  /** By its name, those of them that a function call need not preserve. */
  EnabledVolatileFeatures: 'DWORD64',
  /** Bytes of an XSAVE area, extended state and all, that is not compact. */
  Size: 'DWORD',
  $1: {
    union: true,
    fields: {
      /** The three bit-fields below as one number. */
      ControlFlags: 'DWORD',
      $1: {
        fields: {
          /** 1: XSAVEOPT is there. */
          OptimizedSave: 'DWORD:1',
          /** 1: the compact format is in use. */
          CompactionEnabled: 'DWORD:1',
          /** 1: components can be switched off for a thread (XFD). */
          ExtendedFeatureDisable: 'DWORD:1',
        },
      },
    },
  },
  /** Components 0 to 63, in the format that is not compact. */
  Features: [XSTATE_FEATURE, 64],
  /** Components that only the system may save, a bit each. */
  EnabledSupervisorFeatures: 'DWORD64',
  /** Components that begin on a 64-byte boundary in the compact format, a bit each. */
  AlignedFeatures: 'DWORD64',
  /** Bytes of an area with all components. */
  AllFeatureSize: 'DWORD',
  /** Bytes of components 0 to 63. */
  AllFeatures: 'DWORD[64]',
  /** Those of the system's components that programs may see, a bit each. */
  EnabledUserVisibleSupervisorFeatures: 'DWORD64',
  /** Components that can be switched off for a thread, a bit each. */
  ExtendedFeatureDisableFeatures: 'DWORD64',
  /** By its name, bytes of an area without the large components. */
  AllNonLargeFeatureSize: 'DWORD',
  /** Not in use. */
  Spare: 'DWORD',
});

/** How the extended state in the contexts of a dump is laid out: MINIDUMP_MISC_INFO_5. */
export interface XSTATE_CONFIG_FEATURE_MSC_INFO extends View<
  'XSTATE_CONFIG_FEATURE_MSC_INFO',
  typeof XSTATE_CONFIG_FEATURE_MSC_INFO
> {}
export const XSTATE_CONFIG_FEATURE_MSC_INFO = structure<XSTATE_CONFIG_FEATURE_MSC_INFO>(
  'XSTATE_CONFIG_FEATURE_MSC_INFO',
).with({ pack: 4 })({
  /** Bytes of this structure. */
  SizeOfInfo: 'DWORD',
  /** Bytes of a context with its extended state. */
  ContextSize: 'DWORD',
  /** The components that were in use, a bit each, as in XSAVE_AREA_HEADER. */
  EnabledFeatures: 'DWORD64',
  /** Components 0 to 63. */
  Features: [XSTATE_FEATURE, 64],
});
