import type { DbgHelpToken } from '../../../types/calls';

/** What a listing uses, on the thread of its session or on that for long listings. */
export interface ListingSide {
  readonly api: DbgHelpToken;
  /** Converts a name from the DLL. */
  readonly readName: (given: string) => string;
  /** Counts an item. False if nobody waits for the rest. */
  readonly next: () => boolean;
  /** Whether nobody waits any more. */
  readonly isOver: () => boolean;
}

/** The module that is listed. */
export interface ListedModule {
  /** The session's key. */
  readonly key: bigint;
  readonly base: bigint;
}
