import type { CrashReport } from '../report-data';

/** How many rows of each list are not shown. */
export interface RowsLeftOut {
  readonly threads: number;
  readonly modules: number;
  readonly unloadedModules: number;
  readonly missing: number;
  readonly problems: number;
}

/** The report with at most so many rows in each list: of modules, those on the stacks come first. */
export function withRows(report: CrashReport, most: number): { report: CrashReport; leftOut: RowsLeftOut } {
  const { threads, modules, unloadedModules, missing, problems } = report;
  const leftOut = ({ length }: readonly unknown[]): number => Math.max(0, length - most);
  const shown = {
    threads: threads.slice(0, most),
    modules: most < modules.length ? onStacksFirst(modules, most) : modules,
    unloadedModules: unloadedModules.slice(0, most),
    missing: missing.slice(0, most),
    problems: problems.slice(0, most),
  };
  return {
    report: { ...report, ...shown },
    leftOut: {
      threads: leftOut(threads),
      modules: leftOut(modules),
      unloadedModules: leftOut(unloadedModules),
      missing: leftOut(missing),
      problems: leftOut(problems),
    },
  };
}

/** In their order. */
function onStacksFirst(modules: CrashReport['modules'], most: number): CrashReport['modules'] {
  const isUsed = ({ frames }: CrashReport['modules'][number]): boolean => frames.first + frames.others > 0;
  const used = modules.filter(isUsed);
  const chosen = new Set([...used, ...modules.filter((module) => !isUsed(module))].slice(0, most));
  return modules.filter((module) => chosen.has(module));
}

const rowsOfPiece = 200;

/** Makes the lines of a long list a piece at a time, and then further ones. */
export function* inPieces<Row>(
  rows: readonly Row[],
  lines: (rows: readonly Row[]) => string[],
  others: readonly string[] = [],
): Generator<readonly string[], void, undefined> {
  for (let at = 0; at < rows.length; at += rowsOfPiece) yield lines(rows.slice(at, at + rowsOfPiece));
  if (others.length > 0) yield others;
}

/** Joins pieces of lists to one text with a row in each line. */
export function* joinedRows(...lists: readonly Iterable<readonly string[]>[]): Generator<string, void, undefined> {
  let between = '';
  for (const list of lists) {
    for (const rows of list) {
      yield between + rows.join('\n');
      between = '\n';
    }
  }
}

/** Empty if nothing was left out. */
export const leftOutText = (count: number, what: string): string[] =>
  count === 0
    ? []
    : [`... and ${String(count)} more ${what}, which the data of the report has: \`maxRows\` shows more`];
