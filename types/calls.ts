import type { DbgHelpFunctions } from './functions';

/** The name of a function that this package binds. */
export type DbgHelpFunctionName = keyof DbgHelpFunctions;

type Parameters<Name extends DbgHelpFunctionName> = globalThis.Parameters<DbgHelpFunctions[Name]>;
type Result<Name extends DbgHelpFunctionName> = ReturnType<DbgHelpFunctions[Name]>;

/**
 * Every function under its Win32 name; each call waits for its turn. It is rejected with a `DbgHelpError` if the
 * documentation says that the returned value means failure, and with a TypeError or RangeError for bad arguments.
 */
export type QueuedFunctions = {
  [Name in DbgHelpFunctionName]: (...args: Parameters<Name>) => Promise<Result<Name>>;
};

export interface TokenFunction<Name extends DbgHelpFunctionName> {
  /** Calls now, on this thread. Throws a `DbgHelpError` on failure. */
  (...args: Parameters<Name>): Result<Name>;
  /** Calls now and returns the DLL's result, even on failure; the token's `lastError` tells why. */
  raw(...args: Parameters<Name>): Result<Name>;
  /** Calls off the main thread. No other call of the token may start before it has settled. */
  async(...args: Parameters<Name>): Promise<Result<Name>>;
}

/** Gives a job of `dbghelp.run` its functions; it ends with the job. */
export type DbgHelpToken = {
  readonly [Name in DbgHelpFunctionName]: TokenFunction<Name>;
} & {
  /** GetLastError of the last call whose result meant failure, else 0. */
  readonly lastError: number;
};

export interface RunOptions {
  /**
   * Stops the wait. A job that has not begun never does; a begun one gives its slot back when its calls have returned.
   */
  readonly signal?: AbortSignal | undefined;
  /**
   * Whether the job takes long, as loading symbols does: others' short work then goes first. False by default. See the
   * page on waiting.
   */
  readonly long?: boolean | undefined;
}

/** Work that has DbgHelp, or waits for it. */
export interface PendingWork {
  /**
   * The requested function, `dbghelp.run`, or a session's method; null for work of another thread, or another copy of
   * the package.
   */
  readonly api: string | null;
  /**
   * `'running'` has the DLL. `'waiting'` waits for its turn. `'aside'` is in the middle of long work and has given the
   * DLL to others meanwhile, for example to look for files.
   */
  readonly state: 'running' | 'aside' | 'waiting';
  /** How long it has been in that state; for another thread or copy, how long this one has seen it. */
  readonly milliseconds: number;
  /**
   * How long it has stood still, in milliseconds: no call of it has begun or returned. A call of the DLL that does not
   * return counts from its beginning, and a job that waits for something else from its last call, as far as this list
   * was read meanwhile. Null for work that does not have the DLL.
   */
  readonly still: number | null;
  /**
   * The function that is in the DLL now; null between two calls. For another thread or copy, only a function that runs
   * off its main thread.
   */
  readonly call: DbgHelpFunctionName | null;
  /** Whether that function runs off the main thread. */
  readonly offThread: boolean;
  /** Whether another thread or another copy of the package has the DLL. Known once this copy has called DbgHelp. */
  readonly elsewhere: boolean;
  /** The `threadId` of `node:worker_threads`, 0 for the main thread; null for a copy that does not tell it. */
  readonly thread: number | null;
}

/** The argument of `onBusy` listeners. */
export interface BusyNotice {
  /** The work that has waited longest. */
  readonly waiting: PendingWork;
  /** The work that has the DLL; null between two turns, or while earlier work has stepped aside. */
  readonly running: PendingWork | null;
  /** The value of `dbghelp.pending`. */
  readonly pending: readonly PendingWork[];
}

export type BusyListener = (notice: BusyNotice) => void;

export interface OnBusyOptions {
  /** The wait in milliseconds before the first call; 1000 by default. */
  readonly after?: number | undefined;
}

/** A dbghelp.dll: its functions, and facts about it. Nothing is loaded before the first call. */
export interface DbgHelp extends QueuedFunctions {
  /**
   * Gives `job` the DLL for itself: calls through the token are synchronous, and no other call of this process comes
   * between them.
   *
   * @returns the job's result, after all its calls have returned
   * @throws `DbgHelpError` `DBGHELP_REENTRANT` from inside another job; `signal`'s reason when it is aborted
   */
  run<T>(job: (api: DbgHelpToken) => T | PromiseLike<T>, options?: RunOptions): Promise<T>;
  /**
   * Whether the DLL exports a function that this process can call; false on other platforms than Windows, for exports
   * that would end the process, and for forwards to another DLL that is missing.
   */
  has(name: string): boolean;
  /**
   * The address of a function of the DLL, which StackWalk64 takes in place of a callback, such as
   * `dbghelp.addressOf('SymFunctionTableAccess64')`. Do not call it from JavaScript. Needs no turn in the queue.
   *
   * @throws RangeError for a name that this package does not bind; `DbgHelpError` `DBGHELP_NOT_EXPORTED` if the DLL
   * lacks it, `DBGHELP_LOAD_FAILED` if it is forwarded to a missing DLL
   */
  addressOf(name: DbgHelpFunctionName): bigint;
  /**
   * The work that has DbgHelp now, and the work that waits for it, in the order of asking: of all sessions and DLLs of
   * this copy of the package in this thread, and of others that have the DLL. A new array each time. Loads nothing.
   */
  readonly pending: readonly PendingWork[];
  /**
   * Calls the listener when work has waited for a second, or as long as `after` says. While the wait goes on, it calls
   * again after that time, and then after pauses that double. Like `pending`, it covers all DLLs and sessions. It does
   * not keep the process alive. An error of the listener becomes an `'uncaughtException'` of the process.
   *
   * @param listener - called from a timer, never in the middle of a call; it may use DbgHelp
   * @returns a function that removes the listener
   * @throws TypeError or RangeError for bad arguments
   */
  onBusy(listener: BusyListener, options?: OnBusyOptions): () => void;
  /** The absolute path of the DLL. Loads it; throws a `DbgHelpError` if that fails. */
  readonly path: string;
  /** The file version of the DLL, such as `10.0.22621.1`; undefined if it has none. */
  readonly version: string | undefined;
}
