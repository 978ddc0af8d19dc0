/** What `crashReport` does: it reads the dump, walks stacks, loads modules, and describes threads and modules. */
export type ReportStage = 'reading' | 'stacks' | 'threads' | 'modules';

/** How far a report is. */
export interface ReportProgress {
  readonly stage: ReportStage;
  /** Of `total`: parts of the dump, threads or modules. */
  readonly done: number;
  readonly total: number;
}
