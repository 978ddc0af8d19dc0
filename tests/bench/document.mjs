import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectFolder } from '../runner/windows.mjs';
import { spreadText, targetTexts } from './report.mjs';

const page = path.join(projectFolder, 'docs/performance.md');
const data = path.join(projectFolder, 'docs/performance.json');
const [begin, end] = [
  '<!-- What `npm run check -- docs:performance` measured -->',
  '<!-- End of what was measured -->',
];

/**
 * Runs scenarios in one row after another, keeps what they gave in docs/performance.json, and puts the tables into
 * docs/performance.md. Rows and scenarios that are not run keep their results.
 * @param {import('../runner/rows.mjs').Row[]} rows
 * @param {string[]} args more of `npm run bench`: names of scenarios; --quick shows that it works
 * @param {(args: string[]) => Promise<number>} runScenarios
 * @returns {Promise<number>} an exit code
 */
export async function writePerformance(rows, args, runScenarios) {
  const folder = mkdtempSync(path.join(tmpdir(), 'dbghelp-bench-'));
  try {
    let { runs } = JSON.parse(readFileSync(data, 'utf8'));
    for (const { row, node, dll } of rows) {
      const json = path.join(folder, `${row}.json`);
      const code = await runScenarios([...args, '--node', node, '--dll', dll, '--json', json]);
      if (code !== 0) return code;
      runs = merged(runs, JSON.parse(readFileSync(json, 'utf8')));
    }
    await writeFormatted(data, JSON.stringify({ runs }));
    const [before, rest] = readFileSync(page, 'utf8').split(begin);
    const [, after] = rest.split(end);
    await writeFormatted(page, [before, begin, '\n\n', tables(runs), '\n\n', end, after].join(''));
    return 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Replaces the scenarios that a run has, in the run of the same column. */
function merged(runs, run) {
  const column = columnOf(run.machine);
  const there = runs.find(({ machine }) => columnOf(machine) === column);
  if (!there) return [...runs, run];
  const names = new Set(run.scenarios.map(({ name }) => name));
  const scenarios = [...there.scenarios.filter(({ name }) => !names.has(name)), ...run.scenarios];
  scenarios.sort((one, other) => (one.name < other.name ? -1 : 1));
  return runs.map((each) => (each === there ? { ...run, scenarios } : each));
}

async function writeFormatted(file, text) {
  // Loaded late, because importers of this file may have to install the packages first.
  const { default: prettier } = await import('prettier');
  const options = await prettier.resolveConfig(file);
  writeFileSync(file, await prettier.format(text, { ...options, filepath: file }));
}

/**
 * @param {ReturnType<JSON['parse']>[]} runs as results.mjs writes them
 * @returns {string} Markdown
 */
export function tables(runs) {
  return [
    ...runs.map(({ machine }) => machineLine(machine)),
    targetsTable(runs),
    ...runs[0].scenarios.flatMap((scenario) => scenarioTables(scenario, runs)),
  ].join('\n\n');
}

function machineLine({ processor, processors, windows, node, arch, koffi, dbghelp }) {
  return `${processor}, ${processors} logical processors; ${windows}; Node.js ${node} ${arch}, koffi ${koffi}, dbghelp.dll ${dbghelp}.`;
}

function targetsTable(runs) {
  const lists = runs.map(({ scenarios }) => scenarios.flatMap(targetsOf));
  const names = new Set(lists.flatMap((list) => list.map(({ what }) => what)));
  const rows = [...names].map((what) => [
    what,
    ...lists.map((list) => {
      const found = list.find((target) => target.what === what);
      if (!found) return '';
      const [wanted, measured, holds] = targetTexts(found);
      return `${holds === 'yes' ? measured : `**${measured}**`} (${wanted})`;
    }),
  ]);
  return markdown([['promised: measured (wanted)', ...runs.map(({ machine }) => columnOf(machine))], ...rows]);
}

/** Some scenarios run on this machine, too, and promise the same there. */
function targetsOf({ records, machine }) {
  const targets = records.flatMap(({ targets = [] }) => targets);
  return machine ? targets.map((target) => ({ ...target, what: `${target.what}, on ${machine}` })) : targets;
}

function scenarioTables({ name, title, leftOut, records, machine }, runs) {
  const heading = `### ${name}\n\n${title[0].toUpperCase()}${title.slice(1)}.`;
  if (leftOut) return [`${heading} Left out: ${leftOut}.`];
  // Measurements of this machine's own Node.js are shown once, for all Windows' Node.js versions.
  const shown = machine ? [{ name: machine, of: records }] : runs.map((run) => recordsOf(run, name));
  const kept = records.filter(({ kind, detail }) => kind === 'table' || (kind === 'comparison' && !detail));
  return [heading, ...kept.map((record) => recordTable(record, shown))];
}

/** The processor, and the DLL's maker: Wine's always has the same version. */
const columnOf = ({ arch, dbghelp }) => `${arch}, ${dbghelp.startsWith('6.1.7601.') ? 'Wine' : 'Microsoft'}`;

function recordsOf({ machine, scenarios }, name) {
  return { name: columnOf(machine), of: scenarios.find((scenario) => scenario.name === name)?.records ?? [] };
}

function recordTable(record, shown) {
  if (record.kind === 'table') return markdown(record.rows);
  const { what, against, digits, contenders } = record;
  const of = ({ of: records }) =>
    records.find((other) => other.what === what && other.against === against)?.contenders ?? [];
  const head = [what, ...shown.flatMap(({ name }) => [name, `/ ${against}`])];
  const rows = contenders.map(({ name }) => [
    name,
    ...shown.flatMap((run) => {
      const contender = of(run).find((other) => other.name === name);
      if (!contender) return ['', ''];
      return [contender.median.toFixed(digits), contender.ratio ? spreadText(contender.ratio, 2) : ''];
    }),
  ]);
  return markdown([head, ...rows]);
}

function markdown([head, ...rows]) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map((_, column) => (column === 0 ? '---' : '--:'))), ...rows.map(line)].join('\n');
}
