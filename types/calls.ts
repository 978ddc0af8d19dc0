import type { DbgHelpFunctions } from './functions';

/** The name of a function that this package binds. */
export type DbgHelpFunctionName = keyof DbgHelpFunctions;

type Parameters<Name extends DbgHelpFunctionName> = globalThis.Parameters<DbgHelpFunctions[Name]>;
type Result<Name extends DbgHelpFunctionName> = ReturnType<DbgHelpFunctions[Name]>;

/**
 * Every function by its Win32 name, each call waiting for its turn. Rejected with a `DbgHelpError` where the
 * documentation says that the returned value means failure, and with a TypeError or RangeError for bad arguments.
 */
export type QueuedFunctions = {
  [Name in DbgHelpFunctionName]: (...args: Parameters<Name>) => Promise<Result<Name>>;
};

export interface TokenFunction<Name extends DbgHelpFunctionName> {
  /** Calls now, on this thread. Throws a `DbgHelpError` on failure. */
  (...args: Parameters<Name>): Result<Name>;
  /** Calls now and gives what the DLL returned, failure or not; the token's `lastError` says why. */
  raw(...args: Parameters<Name>): Result<Name>;
  /** Calls off the main thread. No other call of the token may start before it has settled. */
  async(...args: Parameters<Name>): Promise<Result<Name>>;
}

/** What a job of `dbghelp.run` calls DbgHelp through; dead when the job is done. */
export type DbgHelpToken = {
  readonly [Name in DbgHelpFunctionName]: TokenFunction<Name>;
} & {
  /** GetLastError of the last call whose value said failure, else 0. */
  readonly lastError: number;
};

export interface RunOptions {
  /** Gives the wait up: a job that has not begun never does; one that has gives its slot back when its calls return. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Whether the job takes long, as loading symbols does: what is short, and belongs to others, then goes first. False by
   * default. See the page on waiting.
   */
  readonly long?: boolean | undefined;
}

/** What has DbgHelp, or waits for it. */
export interface PendingWork {
  /**
   * What was asked for: a function, `dbghelp.run` or a session's method; null for what another thread, or another copy of the
   * package, has asked for.
   */
  readonly api: string | null;
  /**
   * `'running'` has the DLL. `'waiting'` waits for its turn. `'aside'` is in the midst of long work and does something without the
   * DLL, which others have meanwhile: it looks for files, for example.
   */
  readonly state: 'running' | 'aside' | 'waiting';
  /** How long it has been in that state. Of another thread or copy: how long this one has seen it. */
  readonly milliseconds: number;
  /** The function that is in the DLL now; null between two calls. Of another thread or copy only one that runs off its main thread. */
  readonly call: DbgHelpFunctionName | null;
  /** Whether that function runs off the main thread. */
  readonly offThread: boolean;
  /** Whether another thread has the DLL, or another copy of the package. Known once this copy has called DbgHelp. */
  readonly elsewhere: boolean;
  /** The `threadId` of `node:worker_threads`, 0 for the main thread; null where a copy does not tell. */
  readonly thread: number | null;
}

/** What `onBusy` tells. */
export interface BusyNotice {
  /** What has waited longest. */
  readonly waiting: PendingWork;
  /** What it waits for; null between two turns, or while what goes before it has stepped aside. */
  readonly running: PendingWork | null;
  /** All of `dbghelp.pending`. */
  readonly pending: readonly PendingWork[];
}

export type BusyListener = (notice: BusyNotice) => void;

export interface OnBusyOptions {
  /** How many milliseconds of waiting are worth telling: 1000 by default. */
  readonly after?: number | undefined;
}

/** A dbghelp.dll: its functions, and what is known of it. Nothing is loaded before the first call. */
export interface DbgHelp extends QueuedFunctions {
  /**
   * Gives `job` the DLL for itself: calls through the token are synchronous, and no other call of this process gets
   * between them.
   *
   * @returns what the job returns, when its calls have returned too
   * @throws `DbgHelpError` `DBGHELP_REENTRANT` from inside another job; `signal`'s reason when it is aborted
   */
  run<T>(job: (api: DbgHelpToken) => T | PromiseLike<T>, options?: RunOptions): Promise<T>;
  /**
   * Whether the DLL exports a function that this process can call; false elsewhere than on Windows, for exports that would end the
   * process when called, and for what it forwards to another DLL as long as that is not there.
   */
  has(name: string): boolean;
  /**
   * Where a function of the DLL lies in memory: what StackWalk64 takes in place of a callback, such as
   * `dbghelp.addressOf('SymFunctionTableAccess64')`. Not to be called from JavaScript. Needs no turn in the queue.
   *
   * @throws RangeError for a name that this package does not bind; `DbgHelpError` `DBGHELP_NOT_EXPORTED` where the DLL
   *   lacks it, `DBGHELP_LOAD_FAILED` where it forwards it to one that is not there
   */
  addressOf(name: DbgHelpFunctionName): bigint;
  /**
   * What has DbgHelp now, and what waits for it in the order of asking, of all sessions and DLLs of this copy of the package in this
   * thread; and who else has it. A new array each time. Loads nothing.
   */
  readonly pending: readonly PendingWork[];
  /**
   * Tells when something has waited for a second, or as long as `after` says: then again after that time, and each time after twice
   * as long a pause, while the waiting goes on. Like `pending` it is about all DLLs and sessions. It does not keep the
   * process alive. What the listener throws becomes an `'uncaughtException'` of the process.
   *
   * @param listener - is called from a timer, never in the midst of a call; it may ask DbgHelp for something
   * @returns what takes the listener back
   * @throws TypeError or RangeError for bad arguments
   */
  onBusy(listener: BusyListener, options?: OnBusyOptions): () => void;
  /** The absolute path of the DLL. Loads it; throws a `DbgHelpError` where that fails. */
  readonly path: string;
  /** The file version of the DLL, such as `10.0.22621.1`; undefined where it carries none. */
  readonly version: string | undefined;
}
