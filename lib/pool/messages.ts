import type { CrashReportOptions } from '../report/crash-report';
import type { CrashReport } from '../report/report-data';
import type { SentAnswerOptions } from '../session/addresses/answer-options';
import type { LoadModuleOptions, SessionOptions } from '../session/session-options';
import type { PackedAnswers } from './packed-answers';
import type { SentError } from '../processes/sent-error';

/** How the sessions of the workers are opened. */
export interface PoolSessionOptions extends Pick<SessionOptions, 'searchPath' | 'options' | 'allowHttp'> {
  /** The path of another DLL than the default one, as for `DbgHelp.load`. */
  readonly dbghelp?: string | undefined;
}

/** An image, its PDB or both, and how it is loaded. */
export interface PoolModule extends Omit<LoadModuleOptions, 'replace' | 'signal'> {
  /** The path of an .exe, .dll or .sys file. */
  readonly image?: string | undefined;
  /** The path of its PDB, as for `SymbolSession.loadModule`; needed where there is no image. */
  readonly pdb?: string | undefined;
}

/** A place in code, as for `SymbolSession.symbolize`; modules by name. */
export type PoolLocation = bigint | number | string | { readonly module: string; readonly rva: bigint | number };

/** What items are given to a pool with. */
export interface PoolRunOptions {
  /**
   * How many items may have been asked for before the oldest of them was given back. Four for each process unless told
   * otherwise: enough for the others to go on while one item takes long.
   */
  readonly ahead?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface PoolReportOptions extends PoolRunOptions, Omit<CrashReportOptions, 'signal'> {}

/** What sessions of a worker are opened with: the pool's options, as far as they are data. */
export interface Opening {
  readonly session: Omit<PoolSessionOptions, 'dbghelp' | 'searchPath'> & { readonly searchPath: readonly string[] };
  /** Another dbghelp.dll than the default one. */
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

/** What a worker makes of its task. */
export interface Answers {
  readonly symbolize: PackedAnswers;
  readonly crashReport: CrashReport;
}

export type Answer = Answers[keyof Answers];

export type ToWorker =
  | { readonly open: Opening }
  | { readonly id: number; readonly task: Task }
  /** The answer of that task is not wanted any more. */
  | { readonly abort: number };

export type FromWorker =
  | { readonly state: 'started' | 'ready' }
  | { readonly refused: SentError }
  | { readonly id: number; readonly answer: Answer }
  | { readonly id: number; readonly error: SentError };
