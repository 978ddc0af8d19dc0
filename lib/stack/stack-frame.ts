import type { DbgHelpError } from '../base/errors';
import type { SymbolizedAddress, UnnamedAddress } from '../session/reader/symbolized-address';

/** A function's place on a stack, as the walk found it. */
export interface WalkedFrame {
  /** Where the function runs, or will go on. */
  readonly address: bigint;
  /** Where it returns to; 0 for the outermost frame, and where nothing is known. */
  readonly returnAddress: bigint;
  readonly stackPointer: bigint;
  /** Of no use where functions keep none, as mostly on x64. */
  readonly framePointer: bigint;
  /**
   * How the frame was found, as far as DbgHelp tells. `'context'`: it is where the registers point, the innermost one.
   * `'unwind-info'`: by the function table entry of the function that it called. `'frame-pointer'`: by the frame pointer
   * that this function saved. `'scan'`: by looking for what may be a return address. `'unknown'`: DbgHelp does not say.
   */
  readonly foundBy: 'context' | 'unwind-info' | 'frame-pointer' | 'scan' | 'unknown';
}

/** A function on a stack, and what is known of it. */
export interface StackFrame extends WalkedFrame {
  /**
   * Where the frame is looked up: a byte before the return address, which may already be another line or function, unless
   * the frame is the innermost one or was interrupted by an exception.
   */
  readonly lookupAddress: bigint;
  /**
   * What is there, with `inlined`: the functions that were inlined and have no frame of their own. Displacements count from
   * `address`. A public symbol or an export that `lookupAddress` is beyond does not name a frame: then it is the module and an
   * offset. Null where no module is.
   */
  readonly symbol: SymbolizedAddress | UnnamedAddress | null;
}

/**
 * Why a walk ended. `'complete'`: with the function that the thread began with. `'unreadable'`: the stack, or what is needed
 * to understand it, cannot be read. `'limit'`: there are more frames than were asked for. `'loop'`: the stack led back.
 * `'stopped'`: something failed, and `error` says what.
 */
export type StackEnd = 'complete' | 'unreadable' | 'limit' | 'loop' | 'stopped';

/** The stack of a thread. */
export interface ThreadStack {
  /** 0 where it is not known. */
  readonly threadId: number;
  /** What SetThreadDescription gave it; null where it has none. */
  readonly name: string | null;
  /** Innermost first. */
  readonly frames: readonly StackFrame[];
  readonly end: StackEnd;
  /** Why there are no frames, or no more of them; null unless `end` is `'stopped'`. */
  readonly error: DbgHelpError | null;
}
