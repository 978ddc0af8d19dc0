import { codeBlock, codeSpan, htmlCode, prose } from './escapes';
import type { CrashReport } from '../report-data';
import type { FormatChoices } from './choices';
import { factSections, type FactValue } from './sections';
import { leftOutText, type RowsLeftOut } from './rows';
import { codeLines, moduleLines, registerLines, threadLines, unloadedLines } from './text';
import {
  durationText,
  headline,
  locationText,
  neededWords,
  processText,
  sizeText,
  systemText,
  threadText,
  timeText,
} from './words';

/** The report for an issue tracker: the main facts as text, the others folded. */
export function* markdownReport(report: CrashReport, choices: FormatChoices): Generator<string, void, undefined> {
  let between = '';
  for (const lines of blocksOf(report, choices)) {
    yield `${between}${lines.join('\n')}\n`;
    between = '\n';
  }
}

function* blocksOf(report: CrashReport, choices: FormatChoices): Generator<readonly string[], void, undefined> {
  const [first, ...others] = report.threads;
  const { architecture } = report.system;
  const { leftOut } = choices;
  yield ['## Crash report', '', codeSpan(headline(report))];
  yield table(facts(report));
  for (const { title, facts: all } of factSections(report)) {
    const rows = all.filter(({ isDetail }) => !isDetail);
    yield [`### ${title}`, '', ...table(rows.map(({ label, value }): Row => [label, valueText(value)]))];
  }
  if (first) {
    const stack = codeBlock(threadLines(first, architecture, choices));
    yield [`### Stack of ${codeSpan(threadText(first))}`, '', ...stack];
  }
  yield* missingBlocks(report, leftOut);
  yield* folded('Registers and code', [...registerLines(report), ...codeLines(report)]);
  if (choices.threads === 'all') {
    for (const thread of others)
      yield* folded(htmlCode(threadText(thread)), threadLines(thread, architecture, choices));
    yield* folded('Other stacks', leftOutText(leftOut.threads, 'threads'));
  }
  const modules = [...moduleLines(report), ...leftOutText(leftOut.modules, 'modules')];
  yield* folded(`Modules (${String(report.modules.length + leftOut.modules)})`, modules);
  const unloaded = [...unloadedLines(report), ...leftOutText(leftOut.unloadedModules, 'modules')];
  yield* folded(`Unloaded modules (${String(report.unloadedModules.length + leftOut.unloadedModules)})`, unloaded);
}

type Row = readonly [label: string, value: string];

/** The head row of the table is empty. */
const table = (rows: readonly Row[]): string[] => [
  '| | |',
  '| --- | --- |',
  ...rows.map(([label, value]) => `| ${label} | ${value} |`),
];

function facts(report: CrashReport): Row[] {
  const { dump, process, culprit } = report;
  const up = process.uptime === null ? '' : `, ${durationText(process.uptime)} after its start`;
  const rows: (Row | null)[] = [
    culprit && ['Likely cause', `${codeSpan(culprit.text)} (a guess: the first function not of the system)`],
    ['Program', codeSpan(processText(process))],
    process.commandLine === null ? null : ['Command line', codeSpan(process.commandLine)],
    ['System', codeSpan(systemText(report.system))],
    dump.time === null ? null : ['Time', codeSpan(timeText(dump.time) + up)],
    ['Dump', codeSpan([sizeText(dump.size), ...dump.flags].join(', '))],
    dump.comment === null ? null : ['Comment', codeSpan(dump.comment)],
  ];
  return rows.filter((row) => row !== null);
}

function valueText(value: FactValue): string {
  if ('prose' in value) return prose(value.prose);
  if (!('address' in value)) return codeSpan(Object.values(value)[0]!);
  const { address, location } = value;
  return codeSpan(location ? `${address} ${locationText(location)}` : `${address} (in no module)`);
}

function missingBlocks({ missing, problems }: CrashReport, leftOut: RowsLeftOut): string[][] {
  const more = (count: number, what: string): string[] => leftOutText(count, what).map((line) => `- ${codeSpan(line)}`);
  const blocks: string[][] = [];
  if (missing.length > 0) {
    const lines = missing.map(({ name, neededBy, why, storePath }) => {
      const store = storePath === null ? '' : `; in a symbol store: ${codeSpan(storePath)}`;
      return `- ${codeSpan(name)}, for ${neededWords[neededBy]}: ${codeSpan(why)}${store}`;
    });
    blocks.push(['### Missing', '', ...lines, ...more(leftOut.missing, 'pieces')]);
  }
  if (problems.length > 0) {
    const lines = problems.map(({ part, message }) => `- ${codeSpan(part)}: ${codeSpan(message)}`);
    blocks.push(['### Could not be read', '', ...lines, ...more(leftOut.problems, 'problems')]);
  }
  return blocks;
}

/** @param summary - HTML */
const folded = (summary: string, lines: readonly string[]): string[][] =>
  lines.length === 0 ? [] : [['<details>', `<summary>${summary}</summary>`, '', ...codeBlock(lines), '', '</details>']];
