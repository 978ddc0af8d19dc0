import { html } from './escapes';
import { modulesHtml } from './html-modules';
import { codeHtml, registersHtml } from './html-registers';
import { stackHtml, threadsHtml } from './html-stacks';
import { pageScript, pageStyle } from './html-style';
import { lateModules } from '../../base/late-modules';
import { facts, mono, softBreaks } from './html-text';
import type { CrashReport, ReportArchitecture } from '../report-data';
import type { FormatChoices } from './choices';
import { inPieces, joinedRows, leftOutText } from './rows';
import { factSections, type FactValue } from './sections';
import {
  durationText,
  headline,
  lineText,
  neededWords,
  placeText,
  processText,
  sizeText,
  systemText,
  threadText,
  timeText,
  wide,
  withoutException,
} from './words';

interface Section {
  readonly id: string;
  readonly title: string;
  /** The text of the link, if the title is too long. */
  readonly link?: string;
  /** HTML, or pieces of it. */
  readonly body: string | Iterable<string>;
}

/** The report as one self-contained page, which loads nothing and runs no other style and script. */
export function* htmlReport(report: CrashReport, choices: FormatChoices): Generator<string, void, undefined> {
  const sections = sectionsOf(report, choices).filter(({ body }) => body !== '');
  const links = sections.map(({ id, title, link }) => `<a href="#${id}">${link ?? title}</a>`).join('');
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${html(headline(report))}</title>
<style>${pageStyle}</style>
</head>
<body>
${header(report)}
<nav aria-label="Parts of the report"><div>${links}</div></nav>
<main>
`;
  for (const { id, title, body } of sections) {
    yield `<section id="${id}"><h2>${title}</h2>\n`;
    if (typeof body === 'string') yield body;
    else yield* body;
    yield '\n</section>\n';
  }
  yield `</main>
<script>${pageScript}</script>
</body>
</html>
`;
}

function policy(): string {
  const { createHash } = lateModules.crypto();
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return `default-src 'none'; style-src ${hash(pageStyle)}; script-src ${hash(pageScript)}; base-uri 'none'; form-action 'none'`;
}

function sectionsOf(report: CrashReport, choices: FormatChoices): Section[] {
  const [first, ...others] = report.threads;
  const shown = choices.threads === 'all' ? others : [];
  const { leftOut } = choices;
  const othersLeftOut = choices.threads === 'all' ? more(leftOut.threads, 'threads') : '';
  return [
    ...factSections(report).map(({ id, title, facts: rows }) => {
      const body = facts(rows.map(({ label, value }) => [label, valueHtml(value, report.system.architecture)]));
      return { id, title, body };
    }),
    {
      id: 'stack',
      link: 'Stack',
      title: `Stack${first ? ` of ${html(threadText(first))}` : ''}`,
      body: first ? stackHtml(report, first, choices) : '',
    },
    { id: 'registers', title: 'Registers', body: registersHtml(report) },
    { id: 'code', title: 'Code', body: codeHtml(report) },
    {
      id: 'missing',
      title: 'Missing',
      body:
        report.missing.length + report.problems.length === 0
          ? ''
          : chained(missingHtml(report), more(leftOut.missing + leftOut.problems, 'pieces')),
    },
    {
      id: 'threads',
      title: `Other threads <small>${String(shown.length === 0 ? 0 : shown.length + leftOut.threads)}</small>`,
      body: shown.length === 0 ? othersLeftOut : chained(threadsHtml(report, shown, choices), othersLeftOut),
    },
    {
      id: 'modules',
      title: `Modules <small>${String(report.modules.length + leftOut.modules)}</small>`,
      body:
        report.modules.length + report.unloadedModules.length === 0
          ? ''
          : chained(modulesHtml(report), more(leftOut.modules + leftOut.unloadedModules, 'modules')),
    },
    { id: 'dump', title: 'Dump', body: dumpHtml(report) },
  ];
}

function* chained(pieces: Iterable<string>, last: string): Generator<string, void, undefined> {
  yield* pieces;
  yield last;
}

const more = (count: number, what: string): string =>
  leftOutText(count, what)
    .map((line) => `<p class="end">${html(line)}</p>`)
    .join('');

function header(report: CrashReport): string {
  const { exception, process, dump, culprit } = report;
  const up = process.uptime === null ? '' : `, ${durationText(process.uptime)} after its start`;
  const about = [
    process.name ?? 'Unknown program',
    process.id === null ? null : `process ${String(process.id)}`,
    dump.time === null ? null : timeText(dump.time) + up,
  ].filter((part) => part !== null);
  const title = exception ? (exception.name ?? `Exception ${exception.code}`) : withoutException[report.occasion].title;
  const lead = exception ? (exception.summary ?? exception.explanation) : withoutException[report.occasion].lead;
  const where = exception && !culprit ? exception.location : null;
  return `<header class="${exception ? 'crash' : 'calm'}">
<div>
<p class="about">${about.map(html).join(' <span>·</span> ')}</p>
<h1>${softBreaks(html(title))}</h1>
<p class="lead">${html(lead)}</p>
${culprit ? culpritHtml(culprit) : where ? `<p class="place">${softBreaks(html(placeText(where)))}</p>` : ''}
</div>
</header>`;
}

function culpritHtml({
  module,
  function: name,
  source,
  frame,
  inlinedInto,
}: NonNullable<CrashReport['culprit']>): string {
  const what = `<span class="module">${html(module)}!</span>${softBreaks(html(name ?? 'unknown function'))}`;
  const line = source ? `<span class="source">${softBreaks(html(lineText(source)))}</span>` : '';
  const into = inlinedInto === null ? '' : `<span class="source">inlined into ${softBreaks(html(inlinedInto))}</span>`;
  return `<p class="culprit" title="A guess: the first function of the thread that is not of the system">
<span class="label">Likely cause <span>(frame ${String(frame)}, a guess)</span></span><strong>${what}</strong>${line}${into}</p>`;
}

function valueHtml(value: FactValue, architecture: ReportArchitecture): string {
  if ('code' in value) return mono(value.code);
  if ('note' in value) return softBreaks(html(value.note));
  if (!('address' in value)) return html('text' in value ? value.text : value.prose);
  const { address, location } = value;
  const line = location ? lineText(location.source) : '';
  const place = location ? `${mono(placeText(location))}${line === '' ? '' : `<br>${mono(line)}`}` : 'in no module';
  return `${place}<br>${mono(wide(address, architecture))}`;
}

function* missingHtml({ missing, problems }: CrashReport): Generator<string, void, undefined> {
  const piece = ({ kind, name, storePath, neededBy, why }: CrashReport['missing'][number]): string => {
    const store = storePath === null ? '' : `<br>In a symbol store: ${mono(storePath)}`;
    const label = kind === 'pdb' ? 'PDB' : html(kind);
    return `<li class="${neededBy === 'crash' ? 'needed' : ''}"><strong>${softBreaks(html(name))}</strong>
<span class="tag">${label}</span> <span class="tag">for ${neededWords[neededBy]}</span><p>${softBreaks(html(why))}${store}</p></li>`;
  };
  const failure = ({ part, message }: CrashReport['problems'][number]): string =>
    `<li class="needed"><strong>${html(part)}</strong> <span class="tag">could not be read</span><p>${html(message)}</p></li>`;
  yield '<ul class="pieces">';
  yield* joinedRows(
    inPieces(problems, (some) => some.map(failure)),
    inPieces(missing, (some) => some.map(piece)),
  );
  yield '</ul>';
}

function dumpHtml(report: CrashReport): string {
  const { dump, process, threadCount } = report;
  const flags = dump.flags.length === 0 ? ['MiniDumpNormal'] : dump.flags;
  return facts([
    ['Program', mono(processText(process))],
    process.path === null ? null : ['Path', mono(process.path)],
    process.commandLine === null ? null : ['Command line', mono(process.commandLine)],
    process.startTime === null ? null : ['Started', html(timeText(process.startTime))],
    ['System', html(systemText(report.system))],
    report.system.buildString === null ? null : ['Build', mono(report.system.buildString)],
    ['File', `${dump.path === null ? 'in memory' : mono(dump.path)}, ${sizeText(dump.size)}`],
    ['Contents', flags.map((flag) => `<span class="tag">${html(flag)}</span>`).join(' ')],
    ['Threads', String(threadCount)],
    dump.comment === null
      ? null
      : [
          'Comment',
          `<pre>${dump.comment
            .split(/\r\n|\r|\n/)
            .map(html)
            .join('\n')}</pre>`,
        ],
  ]);
}
