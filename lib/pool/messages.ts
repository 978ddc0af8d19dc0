import type { CrashReportOptions } from '../report/crash-report';
import type { CrashReport } from '../report/report-data';
import type { SentAnswerOptions } from '../session/addresses/answer-options';
import type { LoadModuleOptions, SessionOptions } from '../session/session-options';
import type { PackedAnswers } from './packed-answers';
import type { ServerOptions } from '../search/servers/server-options';
import type { SentError } from '../processes/sent-error';

/** Options for the sessions of the workers. */
export interface PoolSessionOptions extends Pick<SessionOptions, 'searchPath' | 'options' | 'allowHttp' | 'offline'> {
  /** As for a session, but for functions and agents, which cannot be sent to other processes. */
  readonly servers?: Omit<ServerOptions, 'agent' | 'headers' | 'onProgress'> | undefined;
  /** The path of a DLL to use instead of the default one, as for `DbgHelp.load`. */
  readonly dbghelp?: string | undefined;
}

/** An image, its PDB or both, with options of the load. */
export interface PoolModule extends Omit<LoadModuleOptions, 'replace' | 'timeout' | 'signal'> {
  /** The path of an .exe, .dll or .sys file. */
  readonly image?: string | URL | undefined;
  /** The path of its PDB, as for `SymbolSession.loadModule`; required without `image`. */
  readonly pdb?: string | URL | undefined;
}

/** A place in code, as for `SymbolSession.symbolize`; modules by name. */
export type PoolLocation = bigint | number | string | { readonly module: string; readonly rva: bigint | number };

/** Options for a list of items. */
export interface PoolRunOptions {
  /**
   * How many items the pool may take before it gives the oldest of them back. Four for each process by default: enough
   * for the others to go on while one item takes long.
   */
  readonly ahead?: number | undefined;
  /**
   * The longest that a process may work on an item, in milliseconds; ten minutes by default, `Infinity` for no limit.
   * The error of an item that takes longer is `DBGHELP_TIMEOUT`; it is not retried. Its process is asked to give it up,
   * and is ended and replaced if it has not done so two seconds later.
   */
  readonly timeout?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface PoolReportOptions
  extends PoolRunOptions, Omit<CrashReportOptions, 'signal' | 'codeLog' | 'onProgress'> {}

/** The options of a worker's sessions: the pool's options that are plain data. */
export interface Opening {
  readonly session: Omit<PoolSessionOptions, 'dbghelp' | 'searchPath'> & { readonly searchPath: readonly string[] };
  /** A dbghelp.dll to use instead of the default one. */
  readonly dll: string | undefined;
  readonly modules: readonly PoolModule[];
}

export interface SymbolizeTask {
  readonly kind: 'symbolize';
  /** Undefined for the pool's own modules. */
  readonly module: PoolModule | undefined;
  readonly addresses: BigUint64Array | readonly PoolLocation[];
  readonly options: SentAnswerOptions;
}

export interface ReportTask {
  readonly kind: 'crashReport';
  readonly path: string;
  readonly options: Omit<PoolReportOptions, 'imagePath'> & { readonly imagePath: readonly string[] };
}

export type Task = SymbolizeTask | ReportTask;

/** The answers of a worker, by kind of task. */
export interface Answers {
  readonly symbolize: PackedAnswers;
  readonly crashReport: CrashReport;
}

export type Answer = Answers[keyof Answers];

export type ToWorker =
  | { readonly open: Opening }
  | { readonly id: number; readonly task: Task }
  /** Cancels the task with this id. */
  | { readonly abort: number };

export type FromWorker =
  | { readonly state: 'started' | 'ready' }
  | { readonly refused: SentError }
  | { readonly id: number; readonly answer: Answer }
  | { readonly id: number; readonly error: SentError };
