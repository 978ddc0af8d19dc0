import type { StructDefinition } from '../layout';

/** Registers of threads, by architecture, and the exceptions that stop them. winnt.h. */

export const ARM64_NT_NEON128 = {
  name: 'ARM64_NT_NEON128',
  union: true,
  fields: {
    $1: {
      name: 'ARM64_NT_NEON128.$1',
      fields: {
        Low: 'DWORD64',
        High: 'LONG64',
      },
    },
    D: 'DOUBLE[2]',
    S: 'FLOAT[4]',
    H: 'WORD[8]',
    B: 'BYTE[16]',
  },
} as const satisfies StructDefinition;

export const M128A = {
  name: 'M128A',
  align: 16,
  fields: {
    Low: 'DWORD64',
    High: 'LONG64',
  },
} as const satisfies StructDefinition;

const XSAVE_FORMAT_AMD64 = {
  name: 'XSAVE_FORMAT',
  align: 16,
  fields: {
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
  },
} as const satisfies StructDefinition;

const XSAVE_FORMAT_X86 = {
  name: 'XSAVE_FORMAT',
  align: 16,
  fields: {
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
  },
} as const satisfies StructDefinition;

export const XSAVE_FORMAT = {
  ...XSAVE_FORMAT_AMD64,
  on: { x86: XSAVE_FORMAT_X86 },
} as const satisfies StructDefinition;

const FLOATING_SAVE_AREA_X86 = {
  name: 'FLOATING_SAVE_AREA',
  fields: {
    ControlWord: 'DWORD',
    StatusWord: 'DWORD',
    TagWord: 'DWORD',
    ErrorOffset: 'DWORD',
    ErrorSelector: 'DWORD',
    DataOffset: 'DWORD',
    DataSelector: 'DWORD',
    RegisterArea: 'BYTE[80]',
    Spare0: 'DWORD',
  },
} as const satisfies StructDefinition;

export const FLOATING_SAVE_AREA = {
  name: 'FLOATING_SAVE_AREA',
  fields: {
    ControlWord: 'DWORD',
    StatusWord: 'DWORD',
    TagWord: 'DWORD',
    ErrorOffset: 'DWORD',
    ErrorSelector: 'DWORD',
    DataOffset: 'DWORD',
    DataSelector: 'DWORD',
    RegisterArea: 'BYTE[80]',
    Cr0NpxState: 'DWORD',
  },
  on: { x86: FLOATING_SAVE_AREA_X86 },
} as const satisfies StructDefinition;

export const CONTEXT_AMD64 = {
  name: 'CONTEXT_AMD64',
  align: 16,
  fields: {
    P1Home: 'DWORD64',
    P2Home: 'DWORD64',
    P3Home: 'DWORD64',
    P4Home: 'DWORD64',
    P5Home: 'DWORD64',
    P6Home: 'DWORD64',
    ContextFlags: 'DWORD',
    MxCsr: 'DWORD',
    SegCs: 'WORD',
    SegDs: 'WORD',
    SegEs: 'WORD',
    SegFs: 'WORD',
    SegGs: 'WORD',
    SegSs: 'WORD',
    EFlags: 'DWORD',
    Dr0: 'DWORD64',
    Dr1: 'DWORD64',
    Dr2: 'DWORD64',
    Dr3: 'DWORD64',
    Dr6: 'DWORD64',
    Dr7: 'DWORD64',
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
    Rip: 'DWORD64',
    $1: {
      name: 'CONTEXT_AMD64.$1',
      union: true,
      fields: {
        FltSave: XSAVE_FORMAT_AMD64,
        $1: {
          name: 'CONTEXT_AMD64.$1.$1',
          fields: {
            Header: [M128A, 2],
            Legacy: [M128A, 8],
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
    VectorRegister: [M128A, 26],
    VectorControl: 'DWORD64',
    DebugControl: 'DWORD64',
    LastBranchToRip: 'DWORD64',
    LastBranchFromRip: 'DWORD64',
    LastExceptionToRip: 'DWORD64',
    LastExceptionFromRip: 'DWORD64',
  },
} as const satisfies StructDefinition;

export const CONTEXT_X86 = {
  name: 'CONTEXT_X86',
  fields: {
    ContextFlags: 'DWORD',
    Dr0: 'DWORD',
    Dr1: 'DWORD',
    Dr2: 'DWORD',
    Dr3: 'DWORD',
    Dr6: 'DWORD',
    Dr7: 'DWORD',
    FloatSave: FLOATING_SAVE_AREA_X86,
    SegGs: 'DWORD',
    SegFs: 'DWORD',
    SegEs: 'DWORD',
    SegDs: 'DWORD',
    Edi: 'DWORD',
    Esi: 'DWORD',
    Ebx: 'DWORD',
    Edx: 'DWORD',
    Ecx: 'DWORD',
    Eax: 'DWORD',
    Ebp: 'DWORD',
    Eip: 'DWORD',
    SegCs: 'DWORD',
    EFlags: 'DWORD',
    Esp: 'DWORD',
    SegSs: 'DWORD',
    ExtendedRegisters: 'BYTE[512]',
  },
} as const satisfies StructDefinition;

export const ARM64_NT_CONTEXT = {
  name: 'ARM64_NT_CONTEXT',
  align: 16,
  fields: {
    ContextFlags: 'DWORD',
    Cpsr: 'DWORD',
    $1: {
      name: 'ARM64_NT_CONTEXT.$1',
      union: true,
      fields: {
        $1: {
          name: 'ARM64_NT_CONTEXT.$1.$1',
          fields: {
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
            Fp: 'DWORD64',
            Lr: 'DWORD64',
          },
        },
        X: 'DWORD64[31]',
      },
    },
    Sp: 'DWORD64',
    Pc: 'DWORD64',
    V: [ARM64_NT_NEON128, 32],
    Fpcr: 'DWORD',
    Fpsr: 'DWORD',
    Bcr: 'DWORD[8]',
    Bvr: 'DWORD64[8]',
    Wcr: 'DWORD[2]',
    Wvr: 'DWORD64[2]',
  },
} as const satisfies StructDefinition;

/** The registers of the architecture that this process has. */
export const CONTEXT = {
  ...CONTEXT_AMD64,
  on: { x86: CONTEXT_X86, x64: CONTEXT_AMD64, arm64: ARM64_NT_CONTEXT },
} as const satisfies StructDefinition;

export const XSAVE_AREA_HEADER = {
  name: 'XSAVE_AREA_HEADER',
  fields: {
    Mask: 'DWORD64',
    CompactionMask: 'DWORD64',
    Reserved2: 'DWORD64[6]',
  },
} as const satisfies StructDefinition;

export const XSAVE_AREA = {
  name: 'XSAVE_AREA',
  align: 16,
  fields: {
    LegacyState: XSAVE_FORMAT,
    Header: XSAVE_AREA_HEADER,
  },
} as const satisfies StructDefinition;

const XSTATE_CONTEXT_X86 = {
  name: 'XSTATE_CONTEXT',
  fields: {
    Mask: 'DWORD64',
    Length: 'DWORD',
    Reserved1: 'DWORD',
    Area: 'PVOID',
    Reserved2: 'DWORD',
    Buffer: 'PVOID',
    Reserved3: 'DWORD',
  },
} as const satisfies StructDefinition;

export const XSTATE_CONTEXT = {
  name: 'XSTATE_CONTEXT',
  fields: {
    Mask: 'DWORD64',
    Length: 'DWORD',
    Reserved1: 'DWORD',
    Area: 'PVOID',
    Buffer: 'PVOID',
  },
  on: { x86: XSTATE_CONTEXT_X86 },
} as const satisfies StructDefinition;

export const LDT_ENTRY = {
  name: 'LDT_ENTRY',
  fields: {
    LimitLow: 'WORD',
    BaseLow: 'WORD',
    HighWord: {
      name: 'LDT_ENTRY.HighWord',
      union: true,
      fields: {
        Bytes: {
          name: 'LDT_ENTRY.HighWord.Bytes',
          fields: {
            BaseMid: 'BYTE',
            Flags1: 'BYTE',
            Flags2: 'BYTE',
            BaseHi: 'BYTE',
          },
        },
        Bits: {
          name: 'LDT_ENTRY.HighWord.Bits',
          fields: {
            BaseMid: 'DWORD:8',
            Type: 'DWORD:5',
            Dpl: 'DWORD:2',
            Pres: 'DWORD:1',
            LimitHi: 'DWORD:4',
            Sys: 'DWORD:1',
            Reserved_0: 'DWORD:1',
            Default_Big: 'DWORD:1',
            Granularity: 'DWORD:1',
            BaseHi: 'DWORD:8',
          },
        },
      },
    },
  },
} as const satisfies StructDefinition;

export const WOW64_FLOATING_SAVE_AREA = {
  name: 'WOW64_FLOATING_SAVE_AREA',
  fields: {
    ControlWord: 'DWORD',
    StatusWord: 'DWORD',
    TagWord: 'DWORD',
    ErrorOffset: 'DWORD',
    ErrorSelector: 'DWORD',
    DataOffset: 'DWORD',
    DataSelector: 'DWORD',
    RegisterArea: 'BYTE[80]',
    Cr0NpxState: 'DWORD',
  },
} as const satisfies StructDefinition;

export const WOW64_CONTEXT = {
  name: 'WOW64_CONTEXT',
  fields: {
    ContextFlags: 'DWORD',
    Dr0: 'DWORD',
    Dr1: 'DWORD',
    Dr2: 'DWORD',
    Dr3: 'DWORD',
    Dr6: 'DWORD',
    Dr7: 'DWORD',
    FloatSave: WOW64_FLOATING_SAVE_AREA,
    SegGs: 'DWORD',
    SegFs: 'DWORD',
    SegEs: 'DWORD',
    SegDs: 'DWORD',
    Edi: 'DWORD',
    Esi: 'DWORD',
    Ebx: 'DWORD',
    Edx: 'DWORD',
    Ecx: 'DWORD',
    Eax: 'DWORD',
    Ebp: 'DWORD',
    Eip: 'DWORD',
    SegCs: 'DWORD',
    EFlags: 'DWORD',
    Esp: 'DWORD',
    SegSs: 'DWORD',
    ExtendedRegisters: 'BYTE[512]',
  },
} as const satisfies StructDefinition;

export const WOW64_LDT_ENTRY = {
  name: 'WOW64_LDT_ENTRY',
  fields: {
    LimitLow: 'WORD',
    BaseLow: 'WORD',
    HighWord: {
      name: 'WOW64_LDT_ENTRY.HighWord',
      union: true,
      fields: {
        Bytes: {
          name: 'WOW64_LDT_ENTRY.HighWord.Bytes',
          fields: {
            BaseMid: 'BYTE',
            Flags1: 'BYTE',
            Flags2: 'BYTE',
            BaseHi: 'BYTE',
          },
        },
        Bits: {
          name: 'WOW64_LDT_ENTRY.HighWord.Bits',
          fields: {
            BaseMid: 'DWORD:8',
            Type: 'DWORD:5',
            Dpl: 'DWORD:2',
            Pres: 'DWORD:1',
            LimitHi: 'DWORD:4',
            Sys: 'DWORD:1',
            Reserved_0: 'DWORD:1',
            Default_Big: 'DWORD:1',
            Granularity: 'DWORD:1',
            BaseHi: 'DWORD:8',
          },
        },
      },
    },
  },
} as const satisfies StructDefinition;

export const EXCEPTION_RECORD = {
  name: 'EXCEPTION_RECORD',
  fields: {
    ExceptionCode: 'DWORD',
    ExceptionFlags: 'DWORD',
    ExceptionRecord: 'PVOID',
    ExceptionAddress: 'PVOID',
    NumberParameters: 'DWORD',
    ExceptionInformation: 'ULONG_PTR[15]',
  },
} as const satisfies StructDefinition;

export const EXCEPTION_RECORD32 = {
  name: 'EXCEPTION_RECORD32',
  fields: {
    ExceptionCode: 'DWORD',
    ExceptionFlags: 'DWORD',
    ExceptionRecord: 'DWORD',
    ExceptionAddress: 'DWORD',
    NumberParameters: 'DWORD',
    ExceptionInformation: 'DWORD[15]',
  },
} as const satisfies StructDefinition;

export const EXCEPTION_RECORD64 = {
  name: 'EXCEPTION_RECORD64',
  fields: {
    ExceptionCode: 'DWORD',
    ExceptionFlags: 'DWORD',
    ExceptionRecord: 'DWORD64',
    ExceptionAddress: 'DWORD64',
    NumberParameters: 'DWORD',
    __unusedAlignment: 'DWORD',
    ExceptionInformation: 'DWORD64[15]',
  },
} as const satisfies StructDefinition;

export const EXCEPTION_POINTERS = {
  name: 'EXCEPTION_POINTERS',
  fields: {
    ExceptionRecord: 'PVOID',
    ContextRecord: 'PVOID',
  },
} as const satisfies StructDefinition;

export const XSTATE_FEATURE = {
  name: 'XSTATE_FEATURE',
  fields: {
    Offset: 'DWORD',
    Size: 'DWORD',
  },
} as const satisfies StructDefinition;

export const XSTATE_CONFIGURATION = {
  name: 'XSTATE_CONFIGURATION',
  fields: {
    EnabledFeatures: 'DWORD64',
    EnabledVolatileFeatures: 'DWORD64',
    Size: 'DWORD',
    $1: {
      name: 'XSTATE_CONFIGURATION.$1',
      union: true,
      fields: {
        ControlFlags: 'DWORD',
        $1: {
          name: 'XSTATE_CONFIGURATION.$1.$1',
          fields: {
            OptimizedSave: 'DWORD:1',
            CompactionEnabled: 'DWORD:1',
            ExtendedFeatureDisable: 'DWORD:1',
          },
        },
      },
    },
    Features: [XSTATE_FEATURE, 64],
    EnabledSupervisorFeatures: 'DWORD64',
    AlignedFeatures: 'DWORD64',
    AllFeatureSize: 'DWORD',
    AllFeatures: 'DWORD[64]',
    EnabledUserVisibleSupervisorFeatures: 'DWORD64',
    ExtendedFeatureDisableFeatures: 'DWORD64',
    AllNonLargeFeatureSize: 'DWORD',
    Spare: 'DWORD',
  },
} as const satisfies StructDefinition;

export const XSTATE_CONFIG_FEATURE_MSC_INFO = {
  name: 'XSTATE_CONFIG_FEATURE_MSC_INFO',
  pack: 4,
  fields: {
    SizeOfInfo: 'DWORD',
    ContextSize: 'DWORD',
    EnabledFeatures: 'DWORD64',
    Features: [XSTATE_FEATURE, 64],
  },
} as const satisfies StructDefinition;
