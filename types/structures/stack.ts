import type { StructView } from './views';

/** The inline context of STACKFRAME_EX, taken apart. In the header only. */
export interface INLINE_FRAME_CONTEXT extends StructView<'INLINE_FRAME_CONTEXT'> {
  /** The whole: what functions of inline frames take. */
  ContextValue: number;
  /** By its name, which of the frames that one address has. */
  FrameId: number;
  /** By its name, what the frame is: on the stack, or of an inlined function. */
  FrameType: number;
  /** Documented nowhere. */
  FrameSignature: number;
}

/** An address as stack walks have it. */
export interface ADDRESS64 extends StructView<'ADDRESS64'> {
  /** The address, or the offset in the segment. */
  Offset: bigint;
  /** Of no meaning where Mode is AddrModeFlat. */
  Segment: number;
  /** How the address is meant: an `ADDRESS_MODE`, for today's programs AddrModeFlat. */
  Mode: number;
}

/** What a kernel debugger tells of a thread whose kernel stack is walked. Leave it zero for processes. */
export interface KDHELP64 extends StructView<'KDHELP64'> {
  /** Address of the kernel's thread object. */
  Thread: bigint;
  /** Offset, in the thread object, of the pointer to the current callback frame. */
  ThCallbackStack: number;
  /** Itanium only. */
  ThCallbackBStore: number;
  /** Address of the next callback frame. */
  NextCallback: number;
  /** Address of the saved frame pointer. */
  FramePointer: number;
  /** Address of the kernel function that calls user mode. */
  KiCallUserMode: bigint;
  /** Address of the function in user mode that such calls arrive at. */
  KeUserCallbackDispatcher: bigint;
  /** The lowest address of the kernel. */
  SystemRangeStart: bigint;
  /** Address of the function in user mode that exceptions arrive at. Since DbgHelp 6.2. */
  KiUserExceptionDispatcher: bigint;
  /** Address of the stack's base. */
  StackBase: bigint;
  /** Address of the stack's limit. */
  StackLimit: bigint;
  /** This and the rest are documented nowhere. */
  BuildVersion: number;
  RetpolineStubFunctionTableSize: number;
  RetpolineStubFunctionTable: bigint;
  RetpolineStubOffset: number;
  RetpolineStubSize: number;
  /** Reserved. */
  Reserved0: readonly bigint[];
}

/**
 * A frame of a stack, and the cursor of StackWalk64: AddrPC, AddrFrame and AddrStack are set for the first frame, then
 * every call moves on to the next.
 */
export interface STACKFRAME64 extends StructView<'STACKFRAME64'> {
  /** The instruction pointer. */
  readonly AddrPC: ADDRESS64;
  /** Where the function returns to. */
  readonly AddrReturn: ADDRESS64;
  /** The frame pointer. Of no use where functions have none, as mostly on x64. */
  readonly AddrFrame: ADDRESS64;
  /** The stack pointer. */
  readonly AddrStack: ADDRESS64;
  /** Itanium only. */
  readonly AddrBStore: ADDRESS64;
  /** Address of the function's table entry, FPO_DATA on x86; 0: there is none. */
  FuncTableEntry: bigint;
  /** The first four words that the function may have been called with. */
  Params: readonly bigint[];
  /** A far call, of 16-bit code. */
  Far: boolean;
  /** A virtual frame. */
  Virtual: boolean;
  /** StackWalk64's own. */
  Reserved: readonly bigint[];
  /** For kernel stacks. */
  readonly KdHelp: KDHELP64;
}

/**
 * A frame of a stack, on which inlined functions have frames of their own, and the cursor of StackWalkEx and
 * StackWalk2. Since DbgHelp 6.2.
 */
export interface STACKFRAME_EX extends StructView<'STACKFRAME_EX'> {
  /** The instruction pointer. */
  readonly AddrPC: ADDRESS64;
  /** Where the function returns to. */
  readonly AddrReturn: ADDRESS64;
  /** The frame pointer. Of no use where functions have none, as mostly on x64. */
  readonly AddrFrame: ADDRESS64;
  /** The stack pointer. */
  readonly AddrStack: ADDRESS64;
  /** Itanium only. */
  readonly AddrBStore: ADDRESS64;
  /** Address of the function's table entry, FPO_DATA on x86; 0: there is none. */
  FuncTableEntry: bigint;
  /** The first four words that the function may have been called with. */
  Params: readonly bigint[];
  /** A far call, of 16-bit code. */
  Far: boolean;
  /** A virtual frame. */
  Virtual: boolean;
  /** StackWalkEx's own. */
  Reserved: readonly bigint[];
  /** For kernel stacks. */
  readonly KdHelp: KDHELP64;
  /** Bytes; set by `alloc`. */
  StackFrameSize: number;
  /**
   * Which inlined function the frame is: for SymFromInlineContext and its kin. First INLINE_FRAME_CONTEXT_INIT;
   * INLINE_FRAME_CONTEXT_IGNORE makes the walk leave inlined functions out.
   */
  InlineFrameContext: number;
}

/** The 32-bit original of {@link ADDRESS64}, which it stands for on 64-bit Windows. */
export interface ADDRESS extends StructView<'ADDRESS'> {
  /** The address, or the offset in the segment. */
  Offset: bigint;
  /** Of no meaning where Mode is AddrModeFlat. */
  Segment: number;
  /** How the address is meant: an `ADDRESS_MODE`, for today's programs AddrModeFlat. */
  Mode: number;
}

/** The 32-bit original of {@link KDHELP64}, which it stands for on 64-bit Windows. */
export interface KDHELP extends StructView<'KDHELP'> {
  /** Address of the kernel's thread object. */
  Thread: bigint;
  /** Offset, in the thread object, of the pointer to the current callback frame. */
  ThCallbackStack: number;
  /** Address of the next callback frame. */
  NextCallback: number;
  /** Address of the saved frame pointer. */
  FramePointer: number;
  /** Address of the kernel function that calls user mode. */
  KiCallUserMode: bigint;
  /** Address of the function in user mode that such calls arrive at. */
  KeUserCallbackDispatcher: bigint;
  /** The lowest address of the kernel. */
  SystemRangeStart: bigint;
  /** Itanium only. */
  ThCallbackBStore: number;
  /** Address of the function in user mode that exceptions arrive at. Since DbgHelp 6.2. */
  KiUserExceptionDispatcher: bigint;
  /** Address of the stack's base. */
  StackBase: bigint;
  /** Address of the stack's limit. */
  StackLimit: bigint;
  /** Reserved. On 32-bit Windows only. */
  Reserved?: readonly number[];
}

/** The 32-bit original of {@link STACKFRAME64}, which it stands for on 64-bit Windows. */
export interface STACKFRAME extends StructView<'STACKFRAME'> {
  /** The instruction pointer. */
  readonly AddrPC: ADDRESS;
  /** Where the function returns to. */
  readonly AddrReturn: ADDRESS;
  /** The frame pointer. */
  readonly AddrFrame: ADDRESS;
  /** The stack pointer. */
  readonly AddrStack: ADDRESS;
  /** Address of the function's table entry, an FPO_DATA; 0: there is none. */
  FuncTableEntry: bigint;
  /** The first four words that the function may have been called with. */
  Params: readonly bigint[];
  /** A far call, of 16-bit code. */
  Far: boolean;
  /** A virtual frame. */
  Virtual: boolean;
  /** StackWalk's own. */
  Reserved: readonly bigint[];
  /** For kernel stacks. */
  readonly KdHelp: KDHELP;
  /** Itanium only. */
  readonly AddrBStore: ADDRESS;
}
