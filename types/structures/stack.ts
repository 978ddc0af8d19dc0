import { on64, structure, type View } from './definition';

/** Stack frames. */

/** The inline context of STACKFRAME_EX, taken apart. In the header only. */
export interface INLINE_FRAME_CONTEXT extends View<'INLINE_FRAME_CONTEXT', typeof INLINE_FRAME_CONTEXT> {}
export const INLINE_FRAME_CONTEXT = structure<INLINE_FRAME_CONTEXT>('INLINE_FRAME_CONTEXT').with({ union: true })({
  /** The whole: what functions of inline frames take. */
  ContextValue: 'DWORD',
  $1: {
    fields: {
      /** By its name, which of the frames that one address has. */
      FrameId: 'BYTE',
      /** By its name, what the frame is: on the stack, or of an inlined function. */
      FrameType: 'BYTE',
      /** Documented nowhere. */
      FrameSignature: 'WORD',
    },
  },
});

/** An address as stack walks have it. */
export interface ADDRESS64 extends View<'ADDRESS64', typeof ADDRESS64> {}
export const ADDRESS64 = structure<ADDRESS64>('ADDRESS64')({
  /** The address, or the offset in the segment. */
  Offset: 'DWORD64',
  /** Of no meaning where Mode is AddrModeFlat. */
  Segment: 'WORD',
  /** How the address is meant: an `ADDRESS_MODE`, for today's programs AddrModeFlat. */
  Mode: 'DWORD',
});

/** What a kernel debugger tells of a thread whose kernel stack is walked. Leave it zero for processes. */
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
  /** Address of the function in user mode that such calls arrive at. */
  KeUserCallbackDispatcher: 'DWORD64',
  /** The lowest address of the kernel. */
  SystemRangeStart: 'DWORD64',
  /** Address of the function in user mode that exceptions arrive at. Since DbgHelp 6.2. */
  KiUserExceptionDispatcher: 'DWORD64',
  /** Address of the stack's base. */
  StackBase: 'DWORD64',
  /** Address of the stack's limit. */
  StackLimit: 'DWORD64',
  /** This and the rest are documented nowhere. */
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
  /** Where the function returns to. */
  AddrReturn: ADDRESS64,
  /** The frame pointer. Of no use where functions have none, as mostly on x64. */
  AddrFrame: ADDRESS64,
  /** The stack pointer. */
  AddrStack: ADDRESS64,
  /** Itanium only. */
  AddrBStore: ADDRESS64,
  /** Address of the function's table entry, FPO_DATA on x86; 0: there is none. */
  FuncTableEntry: 'PVOID',
  /** The first four words that the function may have been called with. */
  Params: 'DWORD64[4]',
  /** A far call, of 16-bit code. */
  Far: 'BOOL',
  /** A virtual frame. */
  Virtual: 'BOOL',
  /** StackWalk64's own. */
  Reserved: 'DWORD64[3]',
  /** For kernel stacks. */
  KdHelp: KDHELP64,
});

/**
 * A frame of a stack, on which inlined functions have frames of their own, and the cursor of StackWalkEx and
 * StackWalk2. Since DbgHelp 6.2.
 */
export interface STACKFRAME_EX extends View<'STACKFRAME_EX', typeof STACKFRAME_EX> {}
export const STACKFRAME_EX = structure<STACKFRAME_EX>('STACKFRAME_EX').with({ sizeField: 'StackFrameSize' })({
  ...STACKFRAME64.fields,
  /** Bytes; set by `alloc`. */
  StackFrameSize: 'DWORD',
  /**
   * Which inlined function the frame is: for SymFromInlineContext and its kin. First INLINE_FRAME_CONTEXT_INIT;
   * INLINE_FRAME_CONTEXT_IGNORE makes the walk leave inlined functions out.
   */
  InlineFrameContext: 'DWORD',
});

/** The 32-bit original of {@link ADDRESS64}, which it stands for on 64-bit Windows. */
export interface ADDRESS extends View<'ADDRESS', typeof ADDRESS> {}
export const ADDRESS = structure<ADDRESS>('ADDRESS').with({ on: on64(ADDRESS64) })({
  /** The address, or the offset in the segment. */
  Offset: 'ADDRESS32',
  /** Of no meaning where Mode is AddrModeFlat. */
  Segment: 'WORD',
  /** How the address is meant: an `ADDRESS_MODE`, for today's programs AddrModeFlat. */
  Mode: 'DWORD',
});

/** The 32-bit original of {@link KDHELP64}, which it stands for on 64-bit Windows. */
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
  /** Address of the function in user mode that such calls arrive at. */
  KeUserCallbackDispatcher: 'ADDRESS32',
  /** The lowest address of the kernel. */
  SystemRangeStart: 'ADDRESS32',
  /** Itanium only. */
  ThCallbackBStore: 'DWORD',
  /** Address of the function in user mode that exceptions arrive at. Since DbgHelp 6.2. */
  KiUserExceptionDispatcher: 'ADDRESS32',
  /** Address of the stack's base. */
  StackBase: 'ADDRESS32',
  /** Address of the stack's limit. */
  StackLimit: 'ADDRESS32',
  /** Reserved. On 32-bit Windows only. */
  Reserved: 'DWORD[5]',
});

/** The 32-bit original of {@link STACKFRAME64}, which it stands for on 64-bit Windows. */
export interface STACKFRAME extends View<'STACKFRAME', typeof STACKFRAME> {}
export const STACKFRAME = structure<STACKFRAME>('STACKFRAME').with({ on: on64(STACKFRAME64) })({
  /** The instruction pointer. */
  AddrPC: ADDRESS,
  /** Where the function returns to. */
  AddrReturn: ADDRESS,
  /** The frame pointer. */
  AddrFrame: ADDRESS,
  /** The stack pointer. */
  AddrStack: ADDRESS,
  /** Address of the function's table entry, an FPO_DATA; 0: there is none. */
  FuncTableEntry: 'PVOID',
  /** The first four words that the function may have been called with. */
  Params: 'ADDRESS32[4]',
  /** A far call, of 16-bit code. */
  Far: 'BOOL',
  /** A virtual frame. */
  Virtual: 'BOOL',
  /** StackWalk's own. */
  Reserved: 'ADDRESS32[3]',
  /** For kernel stacks. */
  KdHelp: KDHELP,
  /** Itanium only. */
  AddrBStore: ADDRESS,
});
