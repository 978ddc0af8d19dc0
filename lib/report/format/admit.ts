import { wrongType } from '../../base/checks';
import type { CrashReport } from '../report-data';

/** The members that are numbers. Formats print numbers as they are, so text there could become markup. */
const numeric: ReadonlySet<string> = new Set([
  ...['version', 'size', 'processorCount', 'id', 'uptime', 'threadId', 'line', 'index', 'suspendCount', 'priority'],
  ...['threadCount', 'instruction', 'timestamp', 'checksum', 'age', 'frame', 'first', 'others'],
]);
/** Of a module, `version` is text. */
const isText = (name: string, value: unknown): boolean => name === 'version' && typeof value === 'string';

/**
 * Checks a report that may come from JSON of anybody, and completes one of an earlier version of the package.
 *
 * @throws TypeError that names a member that is no number, and should be one
 */
export function admit(report: unknown, label: string): CrashReport {
  if (typeof report !== 'object' || report === null) throw wrongType(label, 'a result of crashReport', report);
  const { modules, threads, system } = report as Partial<CrashReport>;
  if (!Array.isArray(modules) || !Array.isArray(threads) || !system)
    throw wrongType(label, 'a result of crashReport', report);
  checkNumbers(report, label);
  const given: Omit<CrashReport, 'occasion'> & Partial<Pick<CrashReport, 'occasion'>> = report as CrashReport;
  return {
    ...added.report,
    ...given,
    occasion: given.occasion ?? (given.exception ? 'exception' : 'none'),
    system: { ...added.system, ...given.system },
    process: { ...added.process, ...given.process },
    modules: given.modules.map((module) => ({ ...added.module, ...module })),
    exception: given.exception && { ...added.exception, ...given.exception },
    culprit: given.culprit && { ...added.culprit, ...given.culprit },
  };
}

/** Members that reports of earlier versions lack. */
const added = {
  report: { assertion: null, annotations: [] },
  system: { distribution: null },
  process: { wow64: false },
  module: { buildId: null, debugId: null },
  exception: { inlined: [] },
  culprit: { inlinedInto: null },
} as const;

function checkNumbers(value: object, label: string): void {
  for (const [name, member] of Object.entries(value) as [string, unknown][]) {
    if (typeof member === 'object') {
      if (member !== null) checkNumbers(member, `${label}.${name}`);
    } else if (numeric.has(name) && typeof member !== 'number' && !isText(name, member)) {
      throw wrongType(`${label}.${name}`, 'a number', member);
    }
  }
}
