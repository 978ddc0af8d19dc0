import { outOfRange, wrongType, checkBoolean } from '../../base/checks';
import type { CrashReport } from '../report-data';
import { htmlReport } from './html';
import { markdownReport } from './markdown';
import { textReport } from './text';
import { checkOptionNames, type OptionNames } from '../../base/option-names';

/** What a formatted report looks like. */
export interface FormatReportOptions {
  /**
   * `'text'`, the default: 120 columns, as debuggers print. `'markdown'`: for an issue tracker. `'html'`: one page that needs
   * nothing else.
   */
  readonly format?: 'text' | 'markdown' | 'html' | undefined;
  /** `'all'`, the default, or only the stack of the faulting thread, or the first one. */
  readonly threads?: 'all' | 'faulting' | undefined;
  /** Show frames of a recursion once, with how often they repeat: unless switched off. */
  readonly fold?: boolean | undefined;
}

const formatReportNames: OptionNames<FormatReportOptions> = { format: true, threads: true, fold: true };

const formats = { text: textReport, markdown: markdownReport, html: htmlReport };

/**
 * A crash report for people: as text like a debugger's, as Markdown, or as a page of HTML. Whatever the dump holds is shown as text:
 * names in it become neither markup nor commands of a terminal.
 *
 * @param report - what `crashReport` gave, or what JSON made of it
 * @throws TypeError or RangeError for a bad option
 */
export function formatCrashReport(report: CrashReport, options: FormatReportOptions = {}): string {
  const label = 'formatCrashReport';
  checkOptionNames(options, formatReportNames, label);
  if (typeof (report as unknown) !== 'object' || (report as unknown) === null) {
    throw wrongType(`${label}: \`report\``, 'what crashReport gave', report);
  }
  const format = oneOf(options.format ?? 'text', ['text', 'markdown', 'html'], `${label}: \`format\``);
  const threads = oneOf(options.threads ?? 'all', ['all', 'faulting'], `${label}: \`threads\``);
  const fold = checkBoolean(options.fold ?? true, `${label}: \`fold\``);
  return formats[format](report, { threads, fold });
}

/** One of a few words. */
export function oneOf<const Word extends string>(value: unknown, words: readonly Word[], label: string): Word {
  const known = words.find((word) => word === value);
  if (known !== undefined) return known;
  const expected = words.map((word) => `'${word}'`).join(' or ');
  throw typeof value === 'string' ? outOfRange(label, expected, value) : wrongType(label, expected, value);
}
