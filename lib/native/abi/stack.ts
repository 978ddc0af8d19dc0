import { on64, type StructDefinition } from '../layout';

/** Stack frames. */

export const INLINE_FRAME_CONTEXT = {
  name: 'INLINE_FRAME_CONTEXT',
  union: true,
  fields: {
    ContextValue: 'DWORD',
    $1: {
      name: 'INLINE_FRAME_CONTEXT.$1',
      fields: {
        FrameId: 'BYTE',
        FrameType: 'BYTE',
        FrameSignature: 'WORD',
      },
    },
  },
} as const satisfies StructDefinition;

export const ADDRESS64 = {
  name: 'ADDRESS64',
  fields: {
    Offset: 'DWORD64',
    Segment: 'WORD',
    Mode: 'DWORD',
  },
} as const satisfies StructDefinition;

export const KDHELP64 = {
  name: 'KDHELP64',
  fields: {
    Thread: 'DWORD64',
    ThCallbackStack: 'DWORD',
    ThCallbackBStore: 'DWORD',
    NextCallback: 'DWORD',
    FramePointer: 'DWORD',
    KiCallUserMode: 'DWORD64',
    KeUserCallbackDispatcher: 'DWORD64',
    SystemRangeStart: 'DWORD64',
    KiUserExceptionDispatcher: 'DWORD64',
    StackBase: 'DWORD64',
    StackLimit: 'DWORD64',
    BuildVersion: 'DWORD',
    RetpolineStubFunctionTableSize: 'DWORD',
    RetpolineStubFunctionTable: 'DWORD64',
    RetpolineStubOffset: 'DWORD',
    RetpolineStubSize: 'DWORD',
    Reserved0: 'DWORD64[2]',
  },
} as const satisfies StructDefinition;

export const STACKFRAME64 = {
  name: 'STACKFRAME64',
  fields: {
    AddrPC: ADDRESS64,
    AddrReturn: ADDRESS64,
    AddrFrame: ADDRESS64,
    AddrStack: ADDRESS64,
    AddrBStore: ADDRESS64,
    FuncTableEntry: 'PVOID',
    Params: 'DWORD64[4]',
    Far: 'BOOL',
    Virtual: 'BOOL',
    Reserved: 'DWORD64[3]',
    KdHelp: KDHELP64,
  },
} as const satisfies StructDefinition;

export const STACKFRAME_EX = {
  name: 'STACKFRAME_EX',
  sizeField: 'StackFrameSize',
  fields: {
    ...STACKFRAME64.fields,
    StackFrameSize: 'DWORD',
    InlineFrameContext: 'DWORD',
  },
} as const satisfies StructDefinition;

export const ADDRESS = {
  name: 'ADDRESS',
  fields: {
    Offset: 'ADDRESS32',
    Segment: 'WORD',
    Mode: 'DWORD',
  },
  on: on64(ADDRESS64),
} as const satisfies StructDefinition;

export const KDHELP = {
  name: 'KDHELP',
  fields: {
    Thread: 'ADDRESS32',
    ThCallbackStack: 'DWORD',
    NextCallback: 'DWORD',
    FramePointer: 'DWORD',
    KiCallUserMode: 'ADDRESS32',
    KeUserCallbackDispatcher: 'ADDRESS32',
    SystemRangeStart: 'ADDRESS32',
    ThCallbackBStore: 'DWORD',
    KiUserExceptionDispatcher: 'ADDRESS32',
    StackBase: 'ADDRESS32',
    StackLimit: 'ADDRESS32',
    Reserved: 'DWORD[5]',
  },
  on: on64(KDHELP64),
} as const satisfies StructDefinition;

export const STACKFRAME = {
  name: 'STACKFRAME',
  fields: {
    AddrPC: ADDRESS,
    AddrReturn: ADDRESS,
    AddrFrame: ADDRESS,
    AddrStack: ADDRESS,
    FuncTableEntry: 'PVOID',
    Params: 'ADDRESS32[4]',
    Far: 'BOOL',
    Virtual: 'BOOL',
    Reserved: 'ADDRESS32[3]',
    KdHelp: KDHELP,
    AddrBStore: ADDRESS,
  },
  on: on64(STACKFRAME64),
} as const satisfies StructDefinition;
