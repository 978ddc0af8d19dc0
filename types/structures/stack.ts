import { on64, structure, type View } from './definition';

/** Stack frames. */

/** The inline context of STACKFRAME_EX, taken apart. In the header only. */
export interface INLINE_FRAME_CONTEXT extends View<'INLINE_FRAME_CONTEXT', typeof INLINE_FRAME_CONTEXT> {}
export const INLINE_FRAME_CONTEXT = structure<INLINE_FRAME_CONTEXT>('INLINE_FRAME_CONTEXT').with({ union: true })({
  /** The whole value, as functions of inline frames take it. */
  ContextValue: 'DWORD',
  $1: {
    fields: {
      /** By its name, the number of the frame at its address. */
      FrameId: 'BYTE',
      /** By its name, the kind of frame: on the stack, or of an inlined function. */
      FrameType: 'BYTE',
      /** Undocumented. */
      FrameSignature: 'WORD',
    },
  },
});

/** An address in stack walks. */
export interface ADDRESS64 extends View<'ADDRESS64', typeof ADDRESS64> {}
export const ADDRESS64 = structure<ADDRESS64>('ADDRESS64')({
  /** The address, or the offset in the segment. */
  Offset: 'DWORD64',
  /** Without meaning if Mode is AddrModeFlat. */
  Segment: 'WORD',
  /** How to interpret the address: an `ADDRESS_MODE`, for today's programs AddrModeFlat. */
  Mode: 'DWORD',
});

/** Facts from a kernel debugger about a thread whose kernel stack is walked. Leave it zero for processes. */
export interface KDHELP64 extends View<'KDHELP64', typeof KDHELP64> {}
export const KDHELP64 = structure<KDHELP64>('KDHELP64')({
  /** Address of the kernel's thread object. */
  Thread: 'DWORD64',
  /** Offset, in the thread object, of the pointer to the current callback frame. */
  ThCallbackStack: 'DWORD',
  /** Itanium only. */
  ThCallbackBStore: 'DWORD',
  /** Address of the next callback frame. */
  NextCallback: 'DWORD',
  /** Address of the saved frame pointer. */
  FramePointer: 'DWORD',
  /** Address of the kernel function that calls user mode. */
  KiCallUserMode: 'DWORD64',
  /** Address of the function in user mode that receives such calls. */
  KeUserCallbackDispatcher: 'DWORD64',
  /** The lowest address of the kernel. */
  SystemRangeStart: 'DWORD64',
  /** Address of the function in user mode that receives exceptions. Since DbgHelp 6.2. */
  KiUserExceptionDispatcher: 'DWORD64',
  /** Address of the stack's base. */
  StackBase: 'DWORD64',
  /** Address of the stack's limit. */
  StackLimit: 'DWORD64',
  /** This and the rest are undocumented. */
  BuildVersion: 'DWORD',
  RetpolineStubFunctionTableSize: 'DWORD',
  RetpolineStubFunctionTable: 'DWORD64',
  RetpolineStubOffset: 'DWORD',
  RetpolineStubSize: 'DWORD',
  /** Reserved. */
  Reserved0: 'DWORD64[2]',
});

/**
 * A frame of a stack, and the cursor of StackWalk64: AddrPC, AddrFrame and AddrStack are set for the first frame, then
 * every call moves on to the next.
 */
export interface STACKFRAME64 extends View<'STACKFRAME64', typeof STACKFRAME64> {}
export const STACKFRAME64 = structure<STACKFRAME64>('STACKFRAME64')({
  /** The instruction pointer. */
  AddrPC: ADDRESS64,
  /** The return address. */
  AddrReturn: ADDRESS64,
  /** The frame pointer. Useless for functions without one, as most are on x64. */
  AddrFrame: ADDRESS64,
  /** The stack pointer. */
  AddrStack: ADDRESS64,
  /** Itanium only. */
  AddrBStore: ADDRESS64,
  /** Address of the function's table entry, FPO_DATA on x86; 0: there is none. */
  FuncTableEntry: 'PVOID',
  /** The first four words of its possible parameters. */
  Params: 'DWORD64[4]',
  /** A far call, of 16-bit code. */
  Far: 'BOOL',
  /** A virtual frame. */
  Virtual: 'BOOL',
  /** For StackWalk64's own use. */
  Reserved: 'DWORD64[3]',
  /** For kernel stacks. */
  KdHelp: KDHELP64,
});

/**
 * A frame of a stack, with separate frames for inlined functions, and the cursor of StackWalkEx and StackWalk2. Since
 * DbgHelp 6.2.
 */
export interface STACKFRAME_EX extends View<'STACKFRAME_EX', typeof STACKFRAME_EX> {}
export const STACKFRAME_EX = structure<STACKFRAME_EX>('STACKFRAME_EX').with({ sizeField: 'StackFrameSize' })({
  ...STACKFRAME64.fields,
  /** Bytes; set by `alloc`. */
  StackFrameSize: 'DWORD',
  /**
   * Identifies the inlined function of the frame, for SymFromInlineContext and similar functions. First
   * INLINE_FRAME_CONTEXT_INIT; INLINE_FRAME_CONTEXT_IGNORE makes the walk leave inlined functions out.
   */
  InlineFrameContext: 'DWORD',
});

/** The 32-bit original of {@link ADDRESS64}; on 64-bit Windows it is an alias of that. */
export interface ADDRESS extends View<'ADDRESS', typeof ADDRESS> {}
export const ADDRESS = structure<ADDRESS>('ADDRESS').with({ on: on64(ADDRESS64) })({
  /** The address, or the offset in the segment. */
  Offset: 'ADDRESS32',
  /** Without meaning if Mode is AddrModeFlat. */
  Segment: 'WORD',
  /** How to interpret the address: an `ADDRESS_MODE`, for today's programs AddrModeFlat. */
  Mode: 'DWORD',
});

/** The 32-bit original of {@link KDHELP64}; on 64-bit Windows it is an alias of that. */
export interface KDHELP extends View<'KDHELP', typeof KDHELP, 'Reserved'> {}
export const KDHELP = structure<KDHELP>('KDHELP').with({ on: on64(KDHELP64) })({
  /** Address of the kernel's thread object. */
  Thread: 'ADDRESS32',
  /** Offset, in the thread object, of the pointer to the current callback frame. */
  ThCallbackStack: 'DWORD',
  /** Address of the next callback frame. */
  NextCallback: 'DWORD',
  /** Address of the saved frame pointer. */
  FramePointer: 'DWORD',
  /** Address of the kernel function that calls user mode. */
  KiCallUserMode: 'ADDRESS32',
  /** Address of the function in user mode that receives such calls. */
  KeUserCallbackDispatcher: 'ADDRESS32',
  /** The lowest address of the kernel. */
  SystemRangeStart: 'ADDRESS32',
  /** Itanium only. */
  ThCallbackBStore: 'DWORD',
  /** Address of the function in user mode that receives exceptions. Since DbgHelp 6.2. */
  KiUserExceptionDispatcher: 'ADDRESS32',
  /** Address of the stack's base. */
  StackBase: 'ADDRESS32',
  /** Address of the stack's limit. */
  StackLimit: 'ADDRESS32',
  /** Reserved. On 32-bit Windows only. */
  Reserved: 'DWORD[5]',
});

/** The 32-bit original of {@link STACKFRAME64}; on 64-bit Windows it is an alias of that. */
export interface STACKFRAME extends View<'STACKFRAME', typeof STACKFRAME> {}
export const STACKFRAME = structure<STACKFRAME>('STACKFRAME').with({ on: on64(STACKFRAME64) })({
  /** The instruction pointer. */
  AddrPC: ADDRESS,
  /** The return address. */
  AddrReturn: ADDRESS,
  /** The frame pointer. */
  AddrFrame: ADDRESS,
  /** The stack pointer. */
  AddrStack: ADDRESS,
  /** Address of the function's table entry, an FPO_DATA; 0: there is none. */
  FuncTableEntry: 'PVOID',
  /** The first four words of its possible parameters. */
  Params: 'ADDRESS32[4]',
  /** A far call, of 16-bit code. */
  Far: 'BOOL',
  /** A virtual frame. */
  Virtual: 'BOOL',
  /** For StackWalk's own use. */
  Reserved: 'ADDRESS32[3]',
  /** For kernel stacks. */
  KdHelp: KDHELP,
  /** Itanium only. */
  AddrBStore: ADDRESS,
});
