import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {
  crashReport,
  DbgHelpError,
  formatCrashReport,
  Minidump,
  SymbolSession,
  type CrashReport,
  type CrashReportOptions,
  type ReportFrame,
} from '../../../lib';
import { schemaErrors } from '../../unit/report/report-schema';
import { bin, variant } from '../fixtures';
import { withCodeView } from '../minidump/walk/with-code-view';

/** The recorded facts of another debugger and symbolizer about the dumps. */
interface TrueFrame {
  readonly module?: string;
  readonly rva?: number;
  readonly function?: string;
  readonly file?: string;
  readonly line?: number;
  readonly inlined?: readonly TrueFrame[];
  /** How often the frame repeats; by default once. */
  readonly times?: number;
}
interface TrueThread {
  readonly id: number;
  readonly crashed?: boolean;
  readonly frames: readonly TrueFrame[];
}

const folder = path.join(__dirname, '../../fixtures/dumps', variant);
/** Of crash.exe. */
const kinds = readdirSync(folder)
  .map((file) => path.parse(file).name)
  .filter((kind) => !kind.startsWith('frameless'));

function crashedThread(kind: string): TrueThread {
  const text = readFileSync(path.join(__dirname, `../../fixtures/truth/dump-${variant}-${kind}.json`), 'utf8');
  return (JSON.parse(text) as { threads: TrueThread[] }).threads.find(({ crashed }) => crashed)!;
}

async function reportOf(kind: string, options: CrashReportOptions = {}): Promise<CrashReport> {
  await using dump = await Minidump.open(path.join(folder, `${kind}.dmp`));
  await using session = await SymbolSession.open();
  return await crashReport(dump, session, { imagePath: bin(variant), ...options });
}

const summaries: Readonly<Record<string, readonly [name: string, summary: RegExp]>> = {
  'access-violation': ['EXCEPTION_ACCESS_VIOLATION', /^read of 0x0$/],
  'full-memory': ['EXCEPTION_ACCESS_VIOLATION', /^read of 0x0$/],
  'deep-recursion': ['EXCEPTION_ACCESS_VIOLATION', /^write of 0x10$/],
  'divide-by-zero': ['EXCEPTION_INT_DIVIDE_BY_ZERO', /^$/],
  'stack-overflow': ['EXCEPTION_STACK_OVERFLOW', /^write of 0x/],
  'cpp-exception': ['CPP_EXCEPTION', /^thrown: inventory::OutOfStock$/],
  jit: ['EXCEPTION_ACCESS_VIOLATION', /^read of 0x20$/],
  'null-call': ['EXCEPTION_ACCESS_VIOLATION', /^execution of 0x0$/],
  threads: ['EXCEPTION_ACCESS_VIOLATION', /^write of 0x0$/],
};

/** The frames of the program, whose symbols are known everywhere; those of the system's DLLs may be unknown. */
const own = (frames: readonly ReportFrame[]): ReportFrame[] =>
  frames.filter(({ location }) => location?.module === 'crash');

/** The default maximum of a report. */
const maxFrames = 1024;

const reports = new Map<string, Promise<CrashReport>>();
const report = (kind: string): Promise<CrashReport> => {
  let made = reports.get(kind);
  if (!made) reports.set(kind, (made = reportOf(kind)));
  return made;
};

describe.each(kinds)('the report of %s', (kind) => {
  it('fits the published schema', async () => {
    expect(schemaErrors(await report(kind))).toEqual([]);
  });

  it('tells what happened', async () => {
    const { exception, problems } = await report(kind);
    expect(problems).toEqual([]);
    const [name, summary] = summaries[kind]!;
    expect(exception!.name).toBe(name);
    expect(exception!.summary ?? '').toMatch(summary);
  });

  it('has the function that crashed, its line, and its callers up to main', async () => {
    const { threads, culprit } = await report(kind);
    const truth = crashedThread(kind);
    expect(threads[0]).toMatchObject({ id: truth.id, faulting: true });
    const expected = truth.frames
      .filter(({ module }) => module === 'crash.exe')
      .flatMap((frame) => Array.from({ length: frame.times ?? 1 }, () => frame))
      .slice(0, maxFrames);
    expect(own(threads[0]!.frames).map(({ location }) => [location!.function, location!.source?.line])).toEqual(
      expected.map((frame) => [frame.function, frame.line]),
    );
    const guilty = expected.find((frame) => frame.function !== '_CxxThrowException')!;
    const innermost = guilty.inlined?.[0] ?? guilty;
    expect(culprit).toMatchObject({ module: 'crash', source: { file: innermost.file, line: innermost.line } });
    expect(culprit!.inlinedInto).toBe(guilty.inlined ? guilty.function : null);
    // Some DLLs leave namespaces and classes of inlined functions out.
    const wanted = guilty.inlined ? /\w+$/.exec(innermost.function!)![0] : innermost.function!;
    expect(culprit!.function!.endsWith(wanted)).toBe(true);
    const [first] = expected;
    if (first === guilty && kind !== 'null-call') {
      const place = guilty.inlined ? `@ ${String(innermost.line)}], inlined into` : `crash!${guilty.function!}`;
      expect(formatCrashReport(await report(kind)).replace(/\s+/g, ' ')).toContain(place);
    }
  });

  it('can be printed in all formats', async () => {
    const made = await report(kind);
    const text = formatCrashReport(made);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
    expect(JSON.parse(JSON.stringify(made))).toEqual(made);
    for (const format of ['markdown', 'html'] as const) expect(formatCrashReport(made, { format })).toContain('crash');
  });
});

describe('a report of a dump', () => {
  let scratch: string;
  beforeAll(() => {
    scratch = mkdtempSync(path.join(os.tmpdir(), 'dbghelp-'));
  });
  afterAll(() => rm(scratch, { recursive: true }).catch(() => undefined));

  it('tells where the symbols of a module come from', async () => {
    const { modules, missing } = await report('access-violation');
    expect(modules.find(({ name }) => name === 'crash.exe')).toMatchObject({
      symbols: {
        state: 'loaded',
        type: 'pdb',
        pdbPath: bin(variant, 'crash.pdb'),
        imagePath: bin(variant, 'crash.exe'),
        why: null,
      },
      system: false,
      frames: { others: 0 },
    });
    expect(missing.filter(({ name }) => name.startsWith('crash'))).toEqual([]);
  });

  it('tells what the crashing thread needs, and its place in a symbol store', async () => {
    const { missing, modules, threads } = await reportOf('access-violation', { imagePath: scratch });
    const dump = Minidump.from(readFileSync(path.join(folder, 'access-violation.dmp')));
    const { timestamp, size } = dump.modules[0]!;
    const id = timestamp.toString(16).toUpperCase().padStart(8, '0') + size.toString(16);
    expect(missing[0]).toMatchObject({
      kind: 'image',
      name: 'crash.exe',
      neededBy: 'crash',
      storePath: `crash.exe\\${id}\\crash.exe`,
    });
    expect(modules.find(({ name }) => name === 'crash.exe')?.symbols).toMatchObject({ state: 'none', pdbPath: null });
    expect(threads[0]!.frames[0]).toMatchObject({ location: { level: 'module', module: 'crash', function: null } });
  });

  it('tells which PDB is missing if the image was found', async () => {
    await copyFile(bin(variant, 'crash.exe'), path.join(scratch, 'crash.exe'));
    const { missing, modules } = await reportOf('divide-by-zero', { imagePath: scratch });
    const image = (
      JSON.parse(readFileSync(path.join(__dirname, '../../fixtures/truth/signatures.json'), 'utf8')) as {
        images: readonly { file: string; guid: string; age: number }[];
      }
    ).images.find(({ file }) => file === `${variant}/crash.exe`)!;
    expect(missing[0]).toMatchObject({
      kind: 'pdb',
      name: 'crash.pdb',
      neededBy: 'crash',
      storePath: `crash.pdb\\${image.guid}${image.age.toString(16)}\\crash.pdb`,
    });
    expect(modules.find(({ name }) => name === 'crash.exe')?.symbols).toMatchObject({ state: 'exports' });
  });

  it('mentions a PDB of another build that lies where the right one is looked for', async () => {
    const other = path.join(scratch, 'other');
    await mkdir(other);
    await copyFile(bin(variant, 'app.pdb'), path.join(other, 'crash.pdb'));
    const dump = await withCodeView(readFileSync(path.join(folder, 'access-violation.dmp')), bin(variant, 'crash.exe'));
    await using session = await SymbolSession.open();
    const made = await crashReport(Minidump.from(dump), session, { imagePath: other });
    const piece = made.missing.find(({ name }) => name === 'crash.pdb');
    expect(piece).toMatchObject({ kind: 'pdb', neededBy: 'crash' });
    expect(piece!.why).toContain(path.join(other, 'crash.pdb'));
    expect(formatCrashReport(made)).toContain(path.join(other, 'crash.pdb'));
  });

  it('without an exception has the stacks all the same', async () => {
    const bytes = readFileSync(path.join(folder, 'threads.dmp'));
    const [directory, streams] = [bytes.readUInt32LE(12), bytes.readUInt32LE(8)];
    for (let at = directory; at < directory + streams * 12; at += 12) {
      if (bytes.readUInt32LE(at) === 6) bytes.writeUInt32LE(0, at);
    }
    await using session = await SymbolSession.open();
    const made = await crashReport(Minidump.from(bytes), session, { imagePath: bin(variant) });
    expect(made.exception).toBeNull();
    expect(made.threads).toHaveLength(4);
    const main = made.threads[0]!;
    expect(main).toMatchObject({ faulting: false, name: 'main' });
    expect(own(main.frames).map(({ location }) => location?.function)).toEqual([
      'workers::crash_beside_others',
      'main',
      'mainCRTStartup',
    ]);
    expect(made.culprit).toMatchObject({ function: 'workers::crash_beside_others' });
  });

  it('has only what was requested', async () => {
    const made = await reportOf('threads', { threads: 'faulting', maxFrames: 1 });
    expect(made.threads.map(({ frames, end }) => [frames.length, end])).toEqual([[1, 'limit']]);
    expect(made.threadCount).toBe(4);
  });

  it('fails for a closed session and an aborted signal, but not otherwise', async () => {
    await using dump = await Minidump.open(path.join(folder, 'threads.dmp'));
    const session = await SymbolSession.open();
    const controller = new AbortController();
    const made = crashReport(dump, session, { signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(made).rejects.toThrow('enough');
    await session.close();
    await expect(crashReport(dump, session)).rejects.toThrow(DbgHelpError);
    await expect(crashReport(dump, session)).rejects.toMatchObject({ code: 'DBGHELP_CLOSED' });
  });
});
