import { outOfRange, wrongType, checkBoolean, checkInteger } from '../../base/checks';
import type { CrashReport } from '../report-data';
import { admit } from './admit';
import { htmlReport } from './html';
import { markdownReport } from './markdown';
import { withRows } from './rows';
import { textReport } from './text';
import { checkOptionNames, type OptionNames } from '../../base/option-names';

/** Options of {@link formatCrashReport}. */
export interface FormatReportOptions {
  /**
   * `'text'`, the default: 120 columns, like a debugger's output. `'markdown'`: for an issue tracker. `'html'`: one
   * self-contained page.
   */
  readonly format?: 'text' | 'markdown' | 'html' | undefined;
  /** `'all'`, the default, or only the stack of the faulting thread, or else of the first one. */
  readonly threads?: 'all' | 'faulting' | undefined;
  /** Whether to show the frames of a recursion once, with the number of repetitions; true by default. */
  readonly fold?: boolean | undefined;
  /**
   * The most rows of each list that are shown: threads, modules, unloaded modules, what is missing, and problems; 1000
   * by default. The text says how many were left out.
   */
  readonly maxRows?: number | undefined;
}

const formatReportNames: OptionNames<FormatReportOptions> = { format: true, threads: true, fold: true, maxRows: true };

/** More than anybody reads; a page with them still opens at once. */
const usualRows = 1000;

const formats = { text: textReport, markdown: markdownReport, html: htmlReport };

/**
 * Prints a crash report: as text like a debugger's, as Markdown, or as a page of HTML. Text from the dump can become
 * neither markup nor terminal commands.
 *
 * @param report - the result of `crashReport`, also after a round trip through JSON
 * @throws TypeError or RangeError for a bad option; TypeError for a report in which a number is something else
 */
export function formatCrashReport(report: CrashReport, options: FormatReportOptions = {}): string {
  return [...piecesOf(report, options, 'formatCrashReport')].join('');
}

/**
 * Prints like {@link formatCrashReport}, in pieces: each thread is printed when its piece is taken, so that a report of
 * many threads never is one long text. Write them one after another.
 *
 * @param report - the result of `crashReport`, also after a round trip through JSON
 * @returns pieces of text, in order
 * @throws TypeError or RangeError for a bad option; TypeError for a report in which a number is something else
 */
export function crashReportPieces(
  report: CrashReport,
  options: FormatReportOptions = {},
): Generator<string, void, undefined> {
  return piecesOf(report, options, 'crashReportPieces');
}

function piecesOf(
  report: CrashReport,
  options: FormatReportOptions,
  label: string,
): Generator<string, void, undefined> {
  checkOptionNames(options, formatReportNames, label);
  const admitted = admit(report, `${label}: \`report\``);
  const format = oneOf(options.format ?? 'text', ['text', 'markdown', 'html'], `${label}: \`format\``);
  const threads = oneOf(options.threads ?? 'all', ['all', 'faulting'], `${label}: \`threads\``);
  const fold = checkBoolean(options.fold ?? true, `${label}: \`fold\``);
  const most = checkInteger(options.maxRows ?? usualRows, 1, 0xffff_ffff, `${label}: \`maxRows\``);
  const { report: shown, leftOut } = withRows(admitted, most);
  return formats[format](shown, { threads, fold, leftOut });
}

/** Checks that a value is one of some words. */
export function oneOf<const Word extends string>(value: unknown, words: readonly Word[], label: string): Word {
  const known = words.find((word) => word === value);
  if (known !== undefined) return known;
  const expected = words.map((word) => `'${word}'`).join(' or ');
  throw typeof value === 'string' ? outOfRange(label, expected, value) : wrongType(label, expected, value);
}
