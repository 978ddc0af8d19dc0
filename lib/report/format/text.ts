import { visible } from './escapes';
import { frameGroups, type FrameGroup } from './frame-groups';
import type { CrashReport, ReportArchitecture, ReportFrame, ReportModule, ReportThread } from '../report-data';
import type { FormatChoices } from './choices';
import { registerRows } from '../registers';
import { factSections, type Fact, type FactValue } from './sections';
import {
  addressDigits,
  durationText,
  endText,
  headline,
  lineText,
  locationText,
  neededWords,
  nowhereText,
  pdbIdText,
  placeText,
  processText,
  rangeText,
  sizeText,
  symbolWords,
  systemText,
  threadText,
  timeText,
  trustText,
  wide,
} from './words';
import { inPieces, leftOutText, type RowsLeftOut } from './rows';
import { wrapped } from './wrapped';

const columns = 120;

/** The report as text of 120 columns, like a debugger's output. */
export function* textReport(report: CrashReport, choices: FormatChoices): Generator<string, void, undefined> {
  for (const [title, pieces] of sectionsOf(report, choices)) {
    let head = heading(title);
    for (const lines of pieces) {
      if (lines.length === 0) continue;
      yield [...head, ...lines].map((line) => `${visible(line)}\n`).join('');
      head = [];
    }
  }
}

type Section = readonly [title: string, pieces: Iterable<readonly string[]>];

function* sectionsOf(report: CrashReport, choices: FormatChoices): Generator<Section, void, undefined> {
  const { architecture } = report.system;
  const { leftOut } = choices;
  const more = (list: keyof RowsLeftOut, what: string): string[] => leftOutText(leftOut[list], what);
  yield ['', [[...wrapped(headline(report), columns), ...facts(report)]]];
  for (const { title, facts: rows } of factSections(report))
    yield [title, [rows.flatMap((fact) => factLines(fact, architecture))]];
  yield ['Registers', [registerLines(report)]];
  yield ['Code', [codeLines(report)]];
  for (const thread of choices.threads === 'all' ? report.threads : report.threads.slice(0, 1))
    yield [`Stack of ${threadText(thread)}`, [threadLines(thread, architecture, choices)]];
  yield ['Other stacks', [choices.threads === 'all' ? more('threads', 'threads') : []]];
  const { modules, unloadedModules, missing, problems, system } = report;
  const lineOf = (rows: CrashReport['modules']): string[] => moduleLines({ modules: rows, system });
  const unloadedOf = (rows: CrashReport['unloadedModules']): string[] =>
    unloadedLines({ unloadedModules: rows, system });
  yield ['Modules', inPieces(modules, lineOf, more('modules', 'modules'))];
  yield ['Unloaded modules', inPieces(unloadedModules, unloadedOf, more('unloadedModules', 'modules'))];
  yield ['Missing', inPieces(missing, missingLines, more('missing', 'pieces'))];
  yield ['Could not be read', inPieces(problems, problemLines, more('problems', 'problems'))];
}

const heading = (title: string): string[] =>
  title === '' ? [] : ['', ...wrapped(title, columns), '-'.repeat(Math.min(visible(title).length, columns))];

const labelWidth = 13;

/** `label:      text`, with further lines indented to the text. */
const labelled = (label: string, text: string): string[] =>
  wrapped(text, columns, `${`${label}:`.padEnd(labelWidth)} `, ' '.repeat(labelWidth + 1));

function facts(report: CrashReport): string[] {
  const { dump, process, culprit, threadCount } = report;
  const lines = ['', ...labelled('Program', processText(process))];
  if (process.path !== null && process.path !== process.name) lines.push(...labelled('Path', process.path));
  if (process.commandLine !== null) lines.push(...labelled('Command line', process.commandLine));
  lines.push(...labelled('System', systemText(report.system)));
  if (dump.time !== null) {
    const up = process.uptime === null ? '' : `, ${durationText(process.uptime)} after its start`;
    lines.push(...labelled('Time', timeText(dump.time) + up));
  }
  const flags = dump.flags.length === 0 ? 'MiniDumpNormal' : dump.flags.join(', ');
  lines.push(...labelled('Dump', `${dump.path ?? 'in memory'}, ${sizeText(dump.size)}`));
  lines.push(...labelled('Contents', flags));
  if (dump.comment !== null) {
    const [first = '', ...others] = dump.comment.split(/\r\n|\r|\n/);
    lines.push(...labelled('Comment', first));
    for (const other of others) lines.push(...wrapped(other, columns, ' '.repeat(labelWidth + 1)));
  }
  lines.push(...labelled('Threads', String(threadCount)));
  if (culprit)
    lines.push(...labelled('Likely cause', `${culprit.text} (a guess: the first function not of the system)`));
  return lines;
}

function factLines({ label, value }: Fact, architecture: ReportArchitecture): string[] {
  return labelled(label, valueText(value, architecture));
}

function valueText(value: FactValue, architecture: ReportArchitecture): string {
  if ('address' in value) {
    const where = wide(value.address, architecture);
    return value.location ? `${where} ${locationText(value.location)}` : `${where} (in no module)`;
  }
  return Object.values(value)[0]!;
}

export function registerLines({ registers }: CrashReport): string[] {
  if (!registers) return [];
  const { architecture, flags, values } = registers;
  const lines = registerRows(registers).map((row) =>
    row.map(({ name, value }) => `${name.padStart(3)}=${wide(value, architecture)}`).join(' '),
  );
  const set = flags.set.length === 0 ? '' : ` (${flags.set.join(' ')})`;
  lines.push(...wrapped(`${flags.name}=${wide(flags.value, 'x86')}${set}`, columns));
  const pointers = new Map<string, string[]>();
  for (const { name, pointsTo } of values) {
    if (pointsTo !== null) pointers.set(pointsTo, [...(pointers.get(pointsTo) ?? []), name]);
  }
  for (const [target, names] of pointers)
    lines.push(...wrapped(`${names.join(', ')} -> ${target}`, columns, '', '    '));
  return lines;
}

/** The bytes before the instruction and those from it on are on separate lines. */
export function codeLines({ code, system }: CrashReport): string[] {
  if (!code) return [];
  const bytes = code.bytes.match(/../g) ?? [];
  const lines: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = Math.min(at + 16, at < code.instruction ? code.instruction : bytes.length);
    const address = wide((BigInt(code.address) + BigInt(at)).toString(16), system.architecture);
    const mark = at === code.instruction ? '>' : ' ';
    lines.push(`${mark} ${address}  ${bytes.slice(at, end).join(' ')}`);
    at = end;
  }
  return lines;
}

export function threadLines(thread: ReportThread, architecture: ReportArchitecture, { fold }: FormatChoices): string[] {
  const groups = fold ? frameGroups(thread.frames) : thread.frames.map((frame) => alone(frame));
  const digits = Math.max(2, String(thread.frames.length - 1).length);
  const lines = groups.flatMap((group) => groupLines(group, architecture, digits));
  const end = endText(thread);
  const begin = thread.startAddress === null ? [] : [`began at ${wide(thread.startAddress, architecture)}`];
  const titles =
    thread.frames.length === 0
      ? begin
      : [`${'#'.padStart(digits)}  ${'Address'.padEnd(addressDigits(architecture))}  Function`];
  return [...titles, ...lines, ...(end === '' ? [] : wrapped(end, columns, ' '.repeat(digits + 2)))];
}

const alone = (frame: ReportFrame): FrameGroup => ({ frames: [frame], times: 1, last: frame.index });

function groupLines({ frames, times, last }: FrameGroup, architecture: ReportArchitecture, digits: number): string[] {
  if (times === 1) return frames.flatMap((frame) => frameLines(frame, architecture, digits));
  const names = frames.map(({ location, address }) => (location ? placeOf(location) : address)).join(', ');
  const indent = ' '.repeat(digits + 2);
  const title = `frames ${String(frames[0]!.index)}..${String(last)}: ${names}, ${String(times)} times; the first:`;
  return [
    ...wrapped(title, columns, indent, `${indent}  `),
    ...frames.flatMap((frame) => frameLines(frame, architecture, digits)),
  ];
}

const placeOf = (location: NonNullable<ReportFrame['location']>): string =>
  placeText({ ...location, displacement: '0x0' });

function frameLines(frame: ReportFrame, architecture: ReportArchitecture, indexDigits: number): string[] {
  const number = String(frame.index).padStart(indexDigits);
  const digits = addressDigits(architecture);
  const module = frame.location?.module ?? '';
  const inlined = frame.inlined.flatMap((inner) =>
    frameLine(`${number}  ${'(inline)'.padEnd(digits)}  `, `${module}!${inner.function}`, lineText(inner.source)),
  );
  const head = `${number}  ${wide(frame.address, architecture)}  `;
  const { location } = frame;
  const trust = trustText(frame, architecture);
  const place = location ? placeText(location) : `(${nowhereText(frame)})`;
  return [
    ...inlined,
    ...frameLine(head, place + (trust === '' ? '' : ` (${trust})`), lineText(location?.source ?? null)),
  ];
}

/** The source line follows the function, or goes to a line of its own if it does not fit. */
function frameLine(head: string, place: string, source: string): string[] {
  const indent = ' '.repeat(head.length + 2);
  if (source === '') return wrapped(place, columns, head, indent);
  const whole = visible(`${head}${place} [${source}]`);
  if (whole.length <= columns) return [whole];
  return [...wrapped(place, columns, head, indent), ...wrapped(`[${source}]`, columns, indent, indent)];
}

export function moduleLines({ modules, system }: Pick<CrashReport, 'modules' | 'system'>): string[] {
  return modules.flatMap((module) => {
    const head = `${rangeText(module, system.architecture)}  `;
    const version = module.version === null ? '' : ` ${module.version}`;
    const state = symbolState(module);
    const line = `${module.name}${version}${state === '' ? '' : `, ${state}`}`;
    return wrapped(line, columns, head, ' '.repeat(head.length + 2));
  });
}

/** `symbols from app.pdb`, `exports only (app.pdb 8F9E...1)`; nothing of a module at which nobody looked. */
function symbolState({ symbols, pdb }: ReportModule): string {
  const words = symbols.state === 'not-asked' ? '' : symbolWords[symbols.state];
  if (symbols.state === 'loaded' && symbols.pdbPath !== null) return `${words} from ${symbols.pdbPath}`;
  if (!pdb) return words;
  const id = pdbIdText(pdb);
  return `${words} (${pdb.name}${id === null ? '' : ` ${id}`})`.trim();
}

export function unloadedLines({ unloadedModules, system }: Pick<CrashReport, 'unloadedModules' | 'system'>): string[] {
  return unloadedModules.flatMap((module) =>
    wrapped(module.name, columns, `${rangeText(module, system.architecture)}  `),
  );
}

function missingLines(missing: CrashReport['missing']): string[] {
  return missing.flatMap(({ kind, name, storePath, neededBy, why }) => [
    ...wrapped(`${kind === 'pdb' ? 'PDB' : kind} ${name}, for ${neededWords[neededBy]}: ${why}`, columns, '', '    '),
    ...(storePath === null ? [] : wrapped(storePath, columns, '    in a symbol store: ', '      ')),
  ]);
}

const problemLines = (problems: CrashReport['problems']): string[] =>
  problems.flatMap(({ part, message }) => wrapped(`${part}: ${message}`, columns, '', '    '));
