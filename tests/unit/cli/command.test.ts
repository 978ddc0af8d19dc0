import { spawnSync } from 'node:child_process';
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { crashReport, formatCrashReport, indexInfo, Minidump } from '../../../lib';
import { buildPackage } from '../../windows/built-package';
import { cutShort, runBuilt, type Outcome } from '../../windows/cli/command';

const fixtures = path.join(__dirname, '../../fixtures');
const bin = (...names: string[]): string => path.join(fixtures, 'bin', ...names);
const crash = path.join(fixtures, 'dumps/x64/access-violation.dmp');
const threads = path.join(fixtures, 'dumps/x86/threads.dmp');

const verbs = ['report', 'id', 'why', 'fetch', 'symbolize', 'symbols', 'types', 'lines', 'undecorate'].concat([
  'modules',
  'stacks',
  'dump',
  'doctor',
]);

let built: ReturnType<typeof buildPackage>;
let folder: string;

beforeAll(() => {
  built = buildPackage();
  folder = mkdtempSync(path.join(tmpdir(), 'dbghelp command '));
});
afterAll(() => {
  built.remove();
  rmSync(folder, { recursive: true });
});

const command = (...args: string[]): Outcome => runBuilt(built.folder, args);

function printed(...args: string[]): string {
  const { stdout, stderr, status } = command(...args);
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return stdout;
}

const json = (...args: string[]): Record<string, never> => JSON.parse(printed(...args, '--json')) as never;

describe('help', () => {
  it('of the command names every verb; of each verb, its options with an example; the page has both', () => {
    const page = readFileSync(path.join(__dirname, '../../../docs/command-line.md'), 'utf8');
    const general = printed('--help');
    expect(verbs.filter((verb) => !general.includes(`\n  ${verb} `))).toEqual([]);
    expect(page).toContain(general);
    for (const verb of verbs) {
      const help = printed(verb, '--help');
      expect(help).toMatch(new RegExp(`^Usage: dbghelp ${verb} `));
      expect(help).toMatch(new RegExp(`Example:\n  dbghelp ${verb}`));
      const [own = ''] = help.split('\nOptions of all verbs:');
      expect(page).toContain(own);
    }
    expect(printed('help', 'id')).toBe(printed('id', '-h'));
    // Options may precede the verb, with values that look like one.
    expect(printed('--help', 'id')).toBe(printed('id', '-h'));
    expect(printed('--json', '--symbols', 'id', 'modules', crash)).toBe(printed('modules', crash, '--json'));
  });

  it('loads no file of a verb and no door, and tells the version of the package', () => {
    const { version } = JSON.parse(readFileSync(path.join(__dirname, '../../../package.json'), 'utf8')) as Record<
      string,
      string
    >;
    for (const word of ['--version', '-v', '-V']) expect(printed(word)).toBe(`${String(version)}\n`);
    const program = `process.on('exit', () => process.stderr.write(JSON.stringify(Object.keys(require.cache).length)));
      process.argv.splice(1, 0, 'x'); process.argv[2] = '--help'; require(${JSON.stringify(path.join(built.folder, 'cli/main.js'))})`;
    const { stderr } = spawnSync(process.execPath, ['--eval', program], { encoding: 'utf8' });
    expect(stderr).toBe('1');
  });

  it('without arguments is a mistake, with the help', () => {
    const { stdout, stderr, status } = command();
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toContain('Usage: dbghelp');
  });
});

describe('a mistake on the command line ends with 2, and one line that says what to do', () => {
  it.each<[string[], string]>([
    [['reprot', 'crash'], 'there is no verb reprot, and no such file; did you mean report?'],
    [['report'], 'report needs more: dbghelp report DUMP...'],
    [['report', '--htlm', 'a.dmp'], 'report has no option --htlm; did you mean --html?'],
    [['report', '--to', 'x', 'a.dmp'], 'report has no option --to: it is one of fetch'],
    [['id', '--sort', 'size', 'a.dll'], 'id has no option --sort: it is one of symbols'],
    [['report', '-x', 'a.dmp'], 'report has no option -x'],
    [['report', '--output'], '--output needs a value: --output PATH'],
    [
      ['report', '-o', '--json', 'a.dmp'],
      '-o needs a value: -o PATH. If --json is meant to be it, write --output=--json',
    ],
    [['report', '--json=yes', 'a.dmp'], '--json takes no value'],
    [['report', '--json', '--html', 'a.dmp'], '--html and --json exclude each other: choose one'],
    [['report', '--max-frames', 'many', 'a.dmp'], '--max-frames must be a whole number from 1 up, got many'],
    [['symbols', 'a.dll', '--sort', 'age'], '--sort must be address or name or size, got age'],
    [['symbols', 'a.dll', '*', 'b'], 'symbols takes IMAGE [MASK], and nothing more: b'],
    [['id', ''], 'id: an argument is empty; is a variable of the shell not set?'],
    [['fetch', crash], 'fetch needs a store for the files: --to DIR'],
    [['fetch', crash, '--to', 'x', '--symbols', 'a"b'], '--symbols, element 1, must be without quotes'],
    [['why', crash, '--images', 'srv*https://'], '--images, element 1, must be with URLs that have a host'],
    [[''], 'an argument is empty; is a variable of the shell not set?'],
    [[crash, 'id'], 'id is a verb: give one of them, before its arguments, as in dbghelp id FILE...'],
    [['id', crash, 'modules'], 'modules is a verb: give one of them, before its arguments'],
    [['help', 'nothing'], 'there is no verb nothing, and no such file; dbghelp --help lists the verbs'],
    [['--verison'], 'dbghelp has no option --verison; did you mean --version?'],
    [['stacks', crash], `${crash} is a dump, and no process that runs: dbghelp report ${crash} prints its stacks`],
    [['dump', 'C:\\app\\app.exe'], 'the name of its program without a path; got C:\\app\\app.exe'],
    [['symbolize', '--module', 'app.exe=0x140001234'], 'a module begins at an address that ends in 000'],
    [
      ['why', bin('x64/app.exe'), '--symbols', 'http://a.example'],
      'dbghelp: --symbols must be without plain http servers',
    ],
    [['doctor', 'me'], 'doctor takes no arguments, and nothing more: me'],
  ])('%j', (args, message) => {
    const { stdout, stderr, status } = runBuilt(built.folder, args, { cwd: folder });
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n').length).toBe(1);
  });
});

describe('what is not there ends with 1, and one line', () => {
  it.each<[string[], string]>([
    [['report', 'nothing.dmp'], 'nothing.dmp cannot be opened: there is no such file'],
    [['nothing.dmp'], 'nothing.dmp'],
    [['id', 'nothing.dll'], 'dbghelp: nothing.dll cannot be read: there is no such file'],
    [['id', __filename], 'it is no image, no PDB and no .dbg file'],
    [['why', 'nothing.dll'], 'nothing.dll cannot be read'],
    [['fetch', 'nothing.dll', '--to', 'store'], 'nothing.dll cannot be read: there is no such file or folder'],
    [['modules', 'nothing.dmp'], 'nothing.dmp'],
    [['symbolize', 'nothing.log'], 'nothing.log cannot be read: there is no such file'],
    [['symbolize', '.'], '. cannot be read: it is a folder'],
    [['report', '*.dmp'], '*.dmp'],
    [['fetch', crash, '--to', crash], `the folder ${crash} cannot be made: a file has its name`],
    [['report', bin()], 'is a folder: name the files in it'],
    [['id', bin()], 'is a folder: name the files in it'],
  ])('%j', (args, message) => {
    const { stdout, stderr, status } = runBuilt(built.folder, args, { cwd: folder });
    expect({ stdout, status }).toEqual({ stdout: '', status: 1 });
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n').length).toBe(1);
    const verbose = runBuilt(built.folder, [...args, '--verbose'], { cwd: folder }).stderr;
    expect(verbose).toContain(args.find((arg) => arg.includes('nothing')) ?? message.split(':')[0]);
    expect(verbose.split('\n').length).toBeGreaterThanOrEqual(stderr.split('\n').length);
  });

  it.each([
    ['empty.dmp', '', ['report', 'id', 'why', 'modules'], 'empty.dmp is empty: its writer has not begun'],
    ['text.dmp', 'no dump', ['report', 'id', 'why', 'modules'], 'text.dmp does not begin like a minidump'],
    ['empty.dll', '', ['id', 'why'], 'empty.dll cannot be understood: it is empty'],
  ])('%s, of which every verb says what it is', (name, text, tellers, message) => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    for (const verb of tellers) {
      const { stdout, stderr, status } = command(verb, file);
      expect({ verb, stdout, status }).toEqual({ verb, stdout: '', status: 1 });
      expect(stderr).toContain(message);
      expect(stderr.trim().split('\n').length).toBe(1);
    }
  });

  (process.platform === 'linux' ? it : it.skip)('a full disk is one, too', () => {
    const full = openSync('/dev/full', 'w');
    for (const args of [
      ['id', crash],
      ['symbolize', __filename],
    ]) {
      const { status, stderr } = spawnSync(process.execPath, [path.join(built.folder, 'cli/main.js'), ...args], {
        stdio: ['ignore', full, 'pipe'],
        encoding: 'utf8',
      });
      expect({ args, status, stderr }).toEqual({
        args,
        status: 1,
        stderr: 'dbghelp: the output cannot be written: the disk is full\n',
      });
    }
    closeSync(full);
  });

  (process.platform === 'linux' ? it : it.skip)('a folder that cannot be made is one, too', () => {
    const { stderr, status } = command('fetch', crash, '--to', '/proc/nothing/store');
    expect(status).toBe(1);
    expect(stderr).toBe('dbghelp: the folder /proc/nothing cannot be made (ENOENT)\n');
  });

  it('the others of several files are answered', () => {
    const { stdout, stderr, status } = command('id', bin('x64/scene.dll'), 'nothing.dll', bin('x64/scene.pdb'));
    expect(status).toBe(1);
    expect(stdout.match(/^ {2}in a store/gm)?.length).toBe(2);
    expect(stderr).toContain('nothing.dll');
  });

  const elsewhere = process.platform === 'win32' ? it.skip : it;
  elsewhere.each([
    ['symbols', 'a.dll'],
    ['types', 'a.dll', 'x'],
    ['lines', 'a.dll'],
    ['undecorate', '?x@@YAXXZ'],
    ['stacks', '1'],
    ['dump', '1'],
    ['modules', '1'],
  ])('%s needs Windows, and says so', (...args) => {
    const { stdout, stderr, status } = command(...args);
    expect({ stdout, status }).toEqual({ stdout: '', status: 1 });
    expect(stderr).toMatch(
      /^dbghelp: dbghelp\.dll is part of Windows and this is \w+: run it with Windows' node\.exe\n$/,
    );
  });
});

describe('report', () => {
  const apiReport = async (file: string): Promise<unknown> => {
    await using dump = await Minidump.open(file);
    return JSON.parse(JSON.stringify(await crashReport(dump, null)));
  };
  const here = process.platform === 'win32' ? it.skip : it;

  here('prints what the API gives, as text, Markdown, HTML and JSON', async () => {
    const report = await apiReport(crash);
    expect(json('report', crash)).toEqual(report);
    expect(printed(crash)).toBe(formatCrashReport(report as never));
    expect(printed(crash, '--markdown')).toBe(formatCrashReport(report as never, { format: 'markdown' }));
    expect(printed('--html', crash)).toBe(formatCrashReport(report as never, { format: 'html' }));
  });

  it('--brief has what happened, and no modules', () => {
    const text = printed(crash, '--brief');
    expect(text).toMatch(/^EXCEPTION_ACCESS_VIOLATION: read of 0x0 /);
    expect(text).not.toContain('\nModules\n');
  });

  it('several dumps give several reports, to standard output or to a folder', () => {
    const both = printed('report', crash, threads, '--json').trim().split('\n');
    expect(both.map((line) => (JSON.parse(line) as { dump: { path: string } }).dump.path)).toEqual([crash, threads]);
    const output = path.join(folder, 'Berichte é 漢字');
    const files = printed('report', crash, threads, crash, '-o', output).trim().split('\n');
    expect(files.map((file) => path.basename(file))).toEqual([
      'access-violation.txt',
      'threads.txt',
      'access-violation-2.txt',
    ]);
    expect(readFileSync(files[0]!, 'utf8')).toBe(printed(crash));
    const one = path.join(folder, 'one.html');
    expect(printed(crash, '--html', '-o', one)).toBe(`${one}\n`);
    expect(readFileSync(one, 'utf8')).toBe(printed(crash, '--html'));
  });

  it('one that is none does not stop the others, and each comes in its turn', () => {
    const none = path.join(folder, 'none.dmp');
    writeFileSync(none, 'no dump');
    const given = [crash, none, threads, 'nothing.dmp', crash, threads];
    const { stdout, stderr, status } = command('report', ...given, '--json');
    expect(status).toBe(1);
    const paths = stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { dump: { path: string } }).dump.path);
    expect(paths).toEqual([crash, threads, crash, threads]);
    const said = stderr.trim().split('\n');
    expect(said).toEqual([expect.stringContaining('none.dmp'), expect.stringContaining('nothing.dmp')]);
  });

  it('of an image tells which verbs take one', () => {
    const { stderr, status } = command(bin('x64/scene.dll'));
    expect(status).toBe(1);
    expect(stderr).toContain('a program or library of Windows');
    expect(stderr).toContain('dbghelp id ');
  });

  it('is written into a folder that is not there yet, and never over its dump', () => {
    const file = path.join(folder, 'new/folder/report.txt');
    expect(printed(crash, '-o', file)).toBe(`${file}\n`);
    const dump = path.join(folder, 'copy.dmp');
    copyFileSync(crash, dump);
    const over = command(dump, '-o', dump);
    expect(over).toMatchObject({ stdout: '', status: 2 });
    expect(over.stderr).toContain('is the dump itself');
    expect(readFileSync(dump).equals(readFileSync(crash))).toBe(true);
  });

  it('that cannot be written is told, and the others go on', () => {
    const output = path.join(folder, 'reports');
    mkdirSync(path.join(output, 'threads.txt'), { recursive: true });
    const { stdout, stderr, status } = command('report', threads, crash, '-o', output);
    expect({ stdout, status }).toEqual({ stdout: `${path.join(output, 'access-violation.txt')}\n`, status: 1 });
    expect(stderr).toMatch(/^dbghelp: the report .*threads\.txt cannot be written \(E\w+\)\n$/);
  });

  it('* names the dumps of a folder, for shells that leave it to the program', () => {
    const dumps = path.join(folder, 'dumps');
    mkdirSync(dumps);
    for (const name of ['1.dmp', '2.dmp', '3.txt']) copyFileSync(crash, path.join(dumps, name));
    const names = printed('report', path.join(dumps, '*.dmp'), '--json')
      .trim()
      .split('\n')
      .map((line) => path.basename((JSON.parse(line) as { dump: { path: string } }).dump.path));
    expect(names).toEqual(['1.dmp', '2.dmp']);
  });

  it('takes names with blanks, of other alphabets, and ones that begin with a dash', () => {
    for (const name of ['mit Leerzeichen.dmp', 'дамп 漢字.dmp', '-o.dmp']) copyFileSync(crash, path.join(folder, name));
    for (const name of ['mit Leerzeichen.dmp', 'дамп 漢字.dmp']) {
      expect(runBuilt(built.folder, [name, '--brief'], { cwd: folder })).toMatchObject({ status: 0, stderr: '' });
    }
    expect(runBuilt(built.folder, ['report', '--brief', '--', '-o.dmp'], { cwd: folder }).status).toBe(0);
  });

  const withOpener = process.platform === 'linux' ? it : it.skip;
  withOpener('--open shows a page in the browser, and says where it is if there is none', () => {
    const told = path.join(folder, 'opened');
    writeFileSync(path.join(folder, 'xdg-open'), `#!/bin/sh\nprintf %s "$1" > '${told}'\n`, { mode: 0o755 });
    const env = { PATH: `${folder}:${String(process.env['PATH'])}` };
    const { stdout, status } = runBuilt(built.folder, [crash, '--open'], { env });
    expect(status).toBe(0);
    const page = stdout.trim();
    expect(readFileSync(page, 'utf8')).toBe(printed(crash, '--html'));
    for (const end = Date.now() + 60_000; !existsSync(told) && Date.now() < end;) spawnSync('sleep', ['0.1']);
    expect(readFileSync(told, 'utf8')).toBe(pathToFileURL(page).href);
    rmSync(path.dirname(page), { recursive: true });
    const none = runBuilt(built.folder, [crash, '--open', '-o', path.join(folder, 'page.html')], {
      env: { PATH: folder + '/none' },
    });
    expect(none.status).toBe(1);
    expect(none.stderr).toContain('page.html was written, but there is no xdg-open that shows it: open it yourself');
  });

  it('a damaged dump is reported as far as it goes; one that is none says what it is', () => {
    const damaged = path.join(folder, 'cut.dmp');
    writeFileSync(damaged, readFileSync(crash).subarray(0, 3000));
    expect(command(damaged).status).toBe(0);
    const none = command('report', __filename);
    expect(none.status).toBe(1);
    expect(none.stderr).toContain('minidump');
  });
});

describe('id', () => {
  const { images, pdbs } = JSON.parse(readFileSync(path.join(fixtures, 'truth/signatures.json'), 'utf8')) as {
    readonly images: readonly Record<string, string | number>[];
    readonly pdbs: readonly Record<string, string | number>[];
  };

  it('tells what llvm tells of images and PDBs, and --json what indexInfo does', async () => {
    const files = [...images, ...pdbs].map(({ file }) => bin(String(file)));
    const answers = (json('id', ...files) as unknown as { files: Record<string, unknown>[] }).files;
    for (const [index, file] of files.entries()) {
      const told = Object.entries([...images, ...pdbs][index]!).filter(([name]) => name !== 'file');
      const shared = Object.fromEntries(told.filter(([name]) => name in answers[index]!));
      expect(Object.keys(shared)).toEqual(expect.arrayContaining(['guid', 'age']));
      expect(answers[index]).toMatchObject(shared);
      expect(answers[index]).toMatchObject(JSON.parse(JSON.stringify(await indexInfo(file))));
    }
  });

  it('prints them', () => {
    const text = printed('id', bin('x64/scene.dll'), bin('x64/scene.pdb'), crash);
    const { guid, timestamp, age } = images.find(({ file }) => file === 'x64/scene.dll')!;
    expect(text).toContain(`scene.dll: DLL, x64\n`);
    expect(text).toContain(` 0x${Number(timestamp).toString(16)} (`);
    expect(text).toContain(String(guid));
    expect(text).toContain(`scene.pdb\\${String(guid)}${String(age)}\\scene.pdb`);
    expect(text).toContain('access-violation.dmp: minidump, x64\n');
    expect(text).toContain('exception: 0xc0000005 at ');
  });
});

describe('modules, why and fetch', () => {
  it('modules of a dump: --json is what Minidump gives', async () => {
    await using dump = await Minidump.open(crash);
    expect(json('modules', crash)).toEqual({ version: 1, modules: JSON.parse(JSON.stringify(dump.modules)) as never });
    expect(printed('modules', crash).trim().split('\n').length).toBe(dump.modules.length);
  });

  it('fetch fills a store with the PDBs of a folder, and tells which was not found', () => {
    const store = path.join(folder, 'store');
    const { stdout, status } = command('fetch', bin('x64'), '--to', store, '--offline');
    expect(status).toBe(0);
    const { guid, age } = (
      JSON.parse(command('id', bin('x64/scene.pdb'), '--json').stdout) as { files: { guid: string; age: number }[] }
    ).files[0]!;
    const file = path.join(store, 'scene.pdb', `${guid}${age.toString(16)}`, 'scene.pdb');
    expect(stdout.split('\n')).toContain(file);
    expect(readFileSync(file).equals(readFileSync(bin('x64/scene.pdb')))).toBe(true);
    expect(readdirSync(path.dirname(file))).toEqual(['scene.pdb']);
    // What is in the store is found there.
    expect(command('fetch', bin('x64'), '--to', store, '--offline').stdout.split('\n').sort()).toEqual(
      stdout.split('\n').sort(),
    );
    const bare = command('fetch', bin('bare/x64/scene.dll'), '--to', path.join(folder, 'other'), '--offline');
    expect(bare).toMatchObject({ stdout: '', status: 1 });
    expect(bare.stderr).toContain('absent.pdb for ');
  });

  it('fetch of a dump brings images and PDBs', () => {
    const store = path.join(folder, 'of dump');
    const { stdout, status } = command(
      'fetch',
      crash,
      '--to',
      store,
      '--images',
      bin('x64'),
      '--symbols',
      bin('x64'),
      '--offline',
    );
    // Those of Windows itself are nowhere.
    expect(status).toBe(1);
    expect(
      stdout
        .split('\n')
        .map((file) => path.basename(file))
        .sort(),
    ).toEqual(['', 'crash.exe', 'crash.pdb']);
  });

  const here = process.platform === 'win32' ? it.skip : it;
  here('why names each place of an image, and of the modules of a dump', () => {
    const { stdout, status } = command('why', bin('x64/scene.dll'), bin('bare/x64/scene.dll'), '--offline');
    expect(status).toBe(1);
    expect(stdout).toContain(`${bin('x64/scene.pdb')}: found`);
    expect(stdout).toContain('absent.pdb, GUID');
    const ofDump = command('why', crash, '--images', bin('x64'), '--offline').stdout;
    expect(ofDump).toContain(`${bin('x64/crash.exe')}: found`);
    expect(ofDump).toContain(`${bin('x64/crash.pdb')}: found`);
  });
});

describe('symbolize', () => {
  it('reads a file, or standard input, and leaves alone what names nothing', () => {
    const log = path.join(folder, 'ein Protokoll é.log');
    const text = Buffer.from('one\r\n\0\xff two, without an end', 'latin1');
    writeFileSync(log, text);
    expect(printed('symbolize', log)).toBe(text.toString());
    expect(runBuilt(built.folder, ['symbolize'], { input: text })).toEqual({
      stdout: text.toString(),
      stderr: '',
      status: 0,
    });
  });

  it('takes one file, and no other options than its own', () => {
    for (const [args, message] of [
      [['a.log', 'b.log'], 'symbolize takes [FILE], and nothing more: b.log'],
      [['--brief'], 'symbolize has no option --brief: it is one of report'],
    ] as const) {
      const { stderr, status } = command('symbolize', ...args);
      expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(message) as string });
    }
  });
});

describe('doctor', () => {
  it('tells what works here', () => {
    const answer = json('doctor') as unknown as { node: { version: string }; works: string[]; version: number };
    expect(answer).toMatchObject({ version: 1, node: { version: process.version } });
    expect(answer.works).toContain('reading dumps');
    expect(printed('doctor')).toContain('Works here: reading dumps');
  });
});

describe('pipes and terminals', () => {
  it('a reader that has seen enough is no error', async () => {
    const many = Array.from({ length: 40 }, () => crash);
    expect(await cutShort(built.folder, ['report', ...many])).toEqual({ code: 0, stderr: '' });
  });

  it('stdin and stdout may be closed', () => {
    if (process.platform === 'win32') return;
    const main = path.join(built.folder, 'cli/main.js');
    const closed = (redirections: string): unknown =>
      spawnSync('sh', ['-c', `"$0" "$1" id "$2" ${redirections}`, process.execPath, main, crash], { encoding: 'utf8' });
    expect(closed('<&-')).toMatchObject({ status: 0, stderr: '' });
    expect(closed('>&-')).toMatchObject({ status: 0, stderr: '' });
    expect(closed('2>&-')).toMatchObject({ status: 0 });
  });

  it('colours and progress come on a terminal only', () => {
    const { stderr } = runBuilt(built.folder, ['id', 'nothing.dll']);
    expect(stderr).toBe('dbghelp: nothing.dll cannot be read: there is no such file\n');
  });

  const script = spawnSync('script', ['--version']).status === 0 && process.platform === 'linux';
  (script ? it : it.skip)(
    'a terminal of 20 columns is enough, and NO_COLOR and a terminal without colours are heard',
    () => {
      const main = path.join(built.folder, 'cli/main.js');
      const onTerminal = (what: string, env: Record<string, string> = {}): string =>
        spawnSync('script', ['-qefc', `stty cols 20; '${process.execPath}' '${main}' ${what}`, '/dev/null'], {
          encoding: 'utf8',
          env: { ...process.env, TERM: 'xterm', ...env },
        }).stdout;
      const help = onTerminal('report --help').split(/\r?\n/);
      expect(help.filter((line) => line.length > 20 && !/^ {2}dbghelp report|\/|--/.test(line))).toEqual([]);
      const progress = onTerminal(`report '${crash}' -o '${folder}/x.txt'`);
      // The path of the report follows the line that was cleared.
      // eslint-disable-next-line no-control-regex
      for (const [, shown = ''] of progress.matchAll(/\r\x1b\[K([^\r\n/]+)/g)) expect(shown.length).toBeLessThan(20);
      expect(progress).toContain('\x1b[K');
      expect(onTerminal('id nothing.dll')).toContain('\x1b[31mdbghelp:\x1b[0m');
      for (const env of [{ NO_COLOR: '1' }, { TERM: 'dumb' }])
        expect(onTerminal('id nothing.dll', env)).not.toContain('\x1b[31m');
    },
  );
});
