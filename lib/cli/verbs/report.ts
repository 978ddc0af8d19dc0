import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CrashReport } from '../../report/index';
import type { Context } from '../context';
import { doors } from '../doors';
import { isFolder, isImageOrPdb, makeFolder } from '../files';
import { inOrder } from '../in-order';
import { openInBrowser } from '../open-in-browser';
import { imagePathOf, withSession } from '../sessions';
import { UsageError } from '../usage-error';

type Format = 'text' | 'html' | 'markdown' | 'json';

const extensions: Readonly<Record<Format, string>> = { text: 'txt', html: 'html', markdown: 'md', json: 'json' };

/** Between two reports on standard output. JSON has a line for each. */
const separators: Readonly<Record<Format, string>> = {
  text: `\n${'='.repeat(78)}\n\n`,
  html: '\n',
  markdown: '\n---\n\n',
  json: '',
};

/** So many reports are made at a time: while one waits for a server or a disk, another goes on. */
const atOnce = 4;

interface Outcome {
  readonly dump: string;
  readonly report?: CrashReport;
  readonly error?: unknown;
}

export async function run(context: Context<'report'>, dumps: readonly string[]): Promise<void> {
  const format = formatOf(context.options);
  const output = outputOf(context.options, dumps, format);
  const outcome = (dump: string, index: number): Promise<Outcome> => {
    const count = dumps.length === 1 ? '' : `${String(index + 1)}/${String(dumps.length)} `;
    return reportOf(context, dump, `${count}${path.basename(dump)}`).then(
      (report) => ({ dump, report }),
      (error: unknown) => ({ dump, error }),
    );
  };
  let written = 0;
  for await (const { dump, report, error } of inOrder(dumps, atOnce, outcome)) {
    if (!report) {
      context.fail(error);
      if (isImageOrPdb(dump))
        context.note(`verbs for images and PDBs are id, why, symbols, types and lines: dbghelp id ${dump}`);
      continue;
    }
    const text = textOf(report, format, context.options.brief === true);
    const file = output(dump);
    if (file === null) {
      // What a dump says is made visible by the formats themselves.
      await context.write(written === 0 ? text : separators[format] + text);
      written++;
      continue;
    }
    if (!wrote(context, file, text)) continue;
    if (context.options.open === true) openInBrowser(file, context);
    else await context.write(`${file}\n`);
  }
}

/** Whether a report could be written; the other ones go on. */
function wrote(context: Context, file: string, text: string): boolean {
  try {
    makeFolder(path.dirname(path.resolve(file)));
    writeFileSync(file, text);
    return true;
  } catch (cause) {
    const { code = '', message } = cause as NodeJS.ErrnoException;
    context.fail(
      new Error(`the report ${file} cannot be written${code === '' ? `: ${message}` : ` (${code})`}`, { cause }),
    );
    return false;
  }
}

function formatOf(options: Context<'report'>['options']): Format {
  const chosen = (['html', 'markdown', 'json'] as const).filter((name) => options[name] === true);
  if (chosen.length > 1) throw new UsageError(`--${chosen.join(' and --')} exclude each other: choose one`);
  const format = chosen[0] ?? (options.open === true ? 'html' : 'text');
  if (options.open === true && format !== 'html')
    throw new UsageError('--open shows a page of HTML: leave out the other format');
  return format;
}

/** Gives the file for the report of a dump; null for standard output. */
function outputOf(
  { output, open }: Context<'report'>['options'],
  dumps: readonly string[],
  format: Format,
): (dump: string) => string | null {
  if (output === undefined && open !== true) return () => null;
  if (output !== undefined && dumps.length === 1 && !isFolder(output) && !/[\\/]$/.test(output)) {
    if (dumps.some((dump) => path.relative(dump, output) === ''))
      throw new UsageError(`--output ${output} is the dump itself: name another file for the report`);
    return () => output;
  }
  const folder = output ?? mkdtempSync(path.join(tmpdir(), 'dbghelp-'));
  makeFolder(path.resolve(folder));
  const taken = new Set<string>();
  return (dump) => {
    const { name } = path.parse(dump);
    let file = `${name}.${extensions[format]}`;
    for (let number = 2; taken.has(file.toLowerCase()); number++)
      file = `${name}-${String(number)}.${extensions[format]}`;
    taken.add(file.toLowerCase());
    return path.join(folder, file);
  };
}

async function reportOf(context: Context<'report'>, file: string, title: string): Promise<CrashReport> {
  const { brief, 'max-frames': maxFrames } = context.options;
  const { Minidump } = doors.minidump();
  const { crashReport } = doors.report();
  context.progress(`${title}: opening`);
  const dump = await Minidump.open(file);
  try {
    const options = {
      threads: brief === true ? ('faulting' as const) : ('all' as const),
      maxFrames,
      imagePath: imagePathOf(context),
      onProgress: ({ stage, done, total }: { stage: string; done: number; total: number }) => {
        context.progress(`${title}: ${stage} ${String(done)}/${String(total)}`);
      },
    };
    if (process.platform !== 'win32') return await crashReport(dump, null, options);
    return await withSession(context, {}, (session) => crashReport(dump, session, options));
  } finally {
    await dump.close();
  }
}

function textOf(report: CrashReport, format: Format, isBrief: boolean): string {
  if (format === 'json') return `${JSON.stringify(report)}\n`;
  const { formatCrashReport } = doors.report();
  return isBrief
    ? formatCrashReport(withoutDetails(report), { format, threads: 'faulting' })
    : formatCrashReport(report, { format });
}

/** What is left says what happened, and in which functions. */
const withoutDetails = (report: CrashReport): CrashReport => ({
  ...report,
  registers: null,
  code: null,
  modules: [],
  unloadedModules: [],
  missing: [],
  problems: [],
});
