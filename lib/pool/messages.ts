import type { CrashReport, SymbolizeAllOptions } from '../index';
import type { PackedAnswers } from './packed-answers';
import type { PoolLocation, PoolModule, PoolReportOptions, PoolSessionOptions } from './pool-options';
import type { SentError } from './sent-error';

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
  readonly options: Pick<SymbolizeAllOptions, 'inlineFrames' | 'degrade' | 'shortcut'>;
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
