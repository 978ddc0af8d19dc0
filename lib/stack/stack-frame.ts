import type { DbgHelpError } from '../base/errors';
import type { SymbolizedAddress, UnnamedAddress } from '../session/reader/symbolized-address';

/**
 * How a frame was found. `'context'`: by the thread's registers; it is the innermost frame. `'unwind-info'`: by the
 * callee's function table entry. `'code'`: by the callee's instructions, followed to where it returns; only x86.
 * `'frame-pointer'`: by the frame pointer that the callee saved. `'scan'`: by a search of the stack for values that look
 * like return addresses. `'unknown'`: DbgHelp does not say.
 */
export type FoundBy = 'context' | 'unwind-info' | 'code' | 'frame-pointer' | 'scan' | 'unknown';

/** A frame as the walk found it. */
export interface WalkedFrame {
  /** Where the function runs, or where it goes on when its callee returns. */
  readonly address: bigint;
  /** The address to which it returns; 0 for the outermost frame, or if it is unknown. */
  readonly returnAddress: bigint;
  readonly stackPointer: bigint;
  /** Meaningless if functions keep no frame pointer, as mostly on x64. */
  readonly framePointer: bigint;
  readonly foundBy: FoundBy;
  /**
   * The weakest of the ways by which this frame and those on the way to it were found: a frame behind a false one is
   * false, too. `'scan'` is a guess.
   */
  readonly trust: FoundBy;
  /** Whether its code was made at run time, by a JIT compiler for instance: it is in no module, but memory of code. */
  readonly generated: boolean;
}

/**
 * A frame as one step finds it.
 *
 * @internal
 */
export type SteppedFrame = Omit<WalkedFrame, 'trust' | 'generated'>;

/** From the best to the worst. */
const ways: readonly FoundBy[] = ['context', 'unwind-info', 'code', 'unknown', 'frame-pointer', 'scan'];

/** The trust in a frame that was found in one way from another one. */
export const weaker = (one: FoundBy, other: FoundBy): FoundBy =>
  ways.indexOf(one) > ways.indexOf(other) ? one : other;

/** A frame with its symbol. */
export interface StackFrame extends WalkedFrame {
  /**
   * The address at which the frame is looked up: one byte before the return address, which may already belong to
   * another line or function. The innermost frame, and a frame that an exception interrupted, are looked up at
   * `address`.
   */
  readonly lookupAddress: bigint;
  /**
   * The symbol and line there, with `inlined`: the inlined functions, which have no frames of their own. Displacements
   * count from `address`. If `lookupAddress` lies beyond a public symbol or an export, the frame is named by its module
   * and an offset instead. Null if there is no module.
   */
  readonly symbol: SymbolizedAddress | UnnamedAddress | null;
}

/**
 * Why a walk ended. `'complete'`: it reached the function that the thread began with. `'unreadable'`: the stack, or the
 * data needed to walk it, cannot be read. `'no-unwind-info'`: nothing tells who called the last frame, such as the image
 * of its module, and the rest of the stack has no return address. `'limit'`: there are more frames than `maxFrames`.
 * `'loop'`: the stack led back. `'stopped'`: the walk failed, and `error` says why.
 */
export type StackEnd = 'complete' | 'unreadable' | 'no-unwind-info' | 'limit' | 'loop' | 'stopped';

/** The stack of a thread. */
export interface ThreadStack {
  /** 0 if it is unknown. */
  readonly threadId: number;
  /** The name set by SetThreadDescription; null if it has none. */
  readonly name: string | null;
  /** Innermost first. */
  readonly frames: readonly StackFrame[];
  readonly end: StackEnd;
  /** Why there are no frames, or no more of them; null unless `end` is `'stopped'`. */
  readonly error: DbgHelpError | null;
}
