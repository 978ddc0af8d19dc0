import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  crashReport,
  DbgHelp,
  formatCrashReport,
  listProcesses,
  Minidump,
  SymbolSession,
  undecorate,
} from '../../../lib';
import { can } from '../capabilities';
import { app, bare, bin, scene, sourceFiles, truth, trueFunction, variant } from '../fixtures';
import { withRunningApp } from '../running-app';
import { asJson, cutShort, dbghelpCommand, json, lines, printed, runBuilt } from './command';

const dumpFile = path.join(__dirname, `../../fixtures/dumps/${variant}/access-violation.dmp`);

interface TrueDump {
  readonly threads: readonly { readonly frames: readonly { readonly function?: string; readonly line?: number }[] }[];
}
const trueDump = JSON.parse(
  readFileSync(path.join(__dirname, `../../fixtures/truth/dump-${variant}-access-violation.json`), 'utf8'),
) as TrueDump;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dbghelp command '));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('symbols', () => {
  it('lists the functions that llvm lists, sorted by size', () => {
    const functions = truth(variant).functions.filter(({ folded }) => !folded);
    const rows = lines(printed('symbols', scene, '*', '--kind', 'function', '--sort', 'size')).map((line) => {
      const [, rva = '', size = '', name = ''] = /^([\da-f]{8}) +0x([\da-f]+) +function +(.*)$/.exec(line) ?? [];
      return { rva: parseInt(rva, 16), size: parseInt(size, 16), name };
    });
    const sizes = rows.map(({ size }) => size);
    expect(sizes).toEqual([...sizes].sort((one, other) => other - one));
    for (const { rva, size } of functions) expect(rows.some((row) => row.rva === rva && row.size === size)).toBe(true);
  });

  it('--json gives what the session gives; --limit and masks are heard', async () => {
    await using session = await SymbolSession.open();
    const module = await session.loadModule(scene);
    const found: unknown[] = [];
    for await (const symbol of session.symbols('scene_*', { module })) found.push(asJson(symbol));
    const answer = json('symbols', scene, 'scene_*') as { version: number; symbols: Record<string, unknown>[] };
    expect(answer.version).toBe(1);
    // Some DLLs count types and symbols by addresses of memory.
    const withoutIndices = (symbol: unknown): unknown => ({ ...(symbol as object), index: 0, typeIndex: 0 });
    expect(answer.symbols.map(withoutIndices)).toEqual(found.map(withoutIndices));
    expect((json('symbols', scene, '*', '--limit', '3') as { symbols: unknown[] }).symbols.length).toBe(3);
  });

  it('a mask may begin with the name of the module', () => {
    const rva = trueFunction('scene_draw').rva.toString(16).padStart(8, '0');
    for (const mask of ['scene!scene_dr*', 'scene!scene_draw'])
      expect(printed('symbols', scene, mask, '--kind', 'function')).toMatch(new RegExp(`^${rva} .* scene_draw`, 'm'));
    expect(printed('types', scene, 'scene!scene::V?c3')).toContain('struct scene::Vec3, 12 bytes');
  });

  it('a PDB is known by its extension, and what to do without it is told', () => {
    const renamed = path.join(folder, 'scene.txt');
    copyFileSync(bin(variant, 'scene.pdb'), renamed);
    const { stderr, status } = dbghelpCommand('symbols', renamed);
    expect(status).toBe(1);
    expect(stderr).toContain('it is a PDB, and no image: it is read as one if its name ends in .pdb');
    expect(lines(stderr).length).toBe(1);
  });

  it('reads a PDB alone, and tells of a mask that nothing matches', () => {
    const [row = ''] = lines(printed('symbols', bin(variant, 'scene.pdb'), 'scene_draw', '--kind', 'function'));
    expect(row.slice(0, 8)).toBe(trueFunction('scene_draw').rva.toString(16).padStart(8, '0'));
    const none = dbghelpCommand('symbols', bare, 'nothing_like_it');
    expect(none).toMatchObject({ stdout: '', status: 1 });
    expect(none.stderr).toContain(`no symbol of ${bare} matches nothing_like_it: it has no PDB`);
    expect(dbghelpCommand('symbols', scene, '--kind', 'funktion')).toMatchObject({ status: 2 });
    const missing = dbghelpCommand('symbols', 'missing.dll');
    expect(missing.status).toBe(1);
    expect(lines(missing.stderr).length).toBe(1);
  });
});

describe('types', () => {
  it('prints what formatType gives, one or many, and as JSON', async () => {
    await using session = await SymbolSession.open();
    await session.loadModule(scene);
    expect(printed('types', scene, 'scene::Shape', '--depth', '1')).toBe(
      `${String(await session.formatType('scene::Shape', { depth: 1 }))}\n`,
    );
    expect(lines(printed('types', scene, 'Counter'))[0]).toBe(
      `struct Counter, ${variant === 'x64' ? '16' : '8'} bytes`,
    );
    expect(printed('types', scene, 'scene::V?c3')).toContain('struct scene::Vec3, 12 bytes\n  +0x000 x : float');
    const { types } = json('types', scene, 'scene::Vec3') as { types: { name: string; size: number }[] };
    expect(types.map(({ name, size }) => [name, size])).toEqual([['scene::Vec3', 12]]);
    expect(dbghelpCommand('types', scene, 'Nothing').stderr).toContain('has no type Nothing');
  });
});

describe('lines', () => {
  const [file] = sourceFiles(variant).filter(({ path: name }) => name.endsWith('entry.cpp'));
  const [line, rva, size] = file!.lines.find(([, , bytes]) => bytes > 0)!;

  it('gives what llvm gives for a line, and for all of a file', () => {
    const rows = lines(printed('lines', scene, `entry.cpp:${String(line)}`));
    expect(rows.map((row) => row.slice(0, 8))).toContain(rva.toString(16).padStart(8, '0'));
    expect(rows[0]).toContain(`:${String(line)}`);
    const all = (json('lines', scene, file!.path) as { lines: { line: number; size: number; address: string }[] })
      .lines;
    expect(all.find((record) => record.line === line)?.size).toBe(size);
    expect(new Set(all.map((record) => record.line))).toEqual(new Set(file!.lines.map(([number]) => number)));
  });

  it('without a file lists the source files; says what a line without code wants', () => {
    expect(lines(printed('lines', scene))).toEqual(
      expect.arrayContaining(sourceFiles(variant).map((known) => known.path)),
    );
    const none = dbghelpCommand('lines', scene, 'entry.cpp:1');
    expect(none).toMatchObject({ stdout: '', status: 1 });
    expect(none.stderr).toContain('--nearest takes the next one that has');
    expect(lines(printed('lines', scene, 'entry.cpp:1', '--nearest'))[0]).toContain(`:${String(line)}`);
    expect(dbghelpCommand('lines', scene, 'nothing.cpp').stderr).toContain('lists its source files');
    expect(dbghelpCommand('lines', bare, 'entry.cpp').stderr).toContain('has no lines');
  });
});

describe('undecorate', () => {
  it('prints what the API gives, a line each', async () => {
    const names = ['?draw@Scene@@QEAAXXZ', '?run@@YAHH@Z', 'plain'];
    const expected = await Promise.all(names.map((name) => undecorate(name)));
    expect(lines(printed('undecorate', ...names))).toEqual(expected);
    expect(json('undecorate', ...names)).toEqual({
      version: 1,
      names: names.map((name, index) => ({ name, undecorated: expected[index] })),
    });
    expect(lines(printed('undecorate', names[0]!, '--name-only'))).toEqual(['Scene::draw']);
  });

  it('answers the other names beside one that only begins like a decorated one', () => {
    const { stdout, stderr, status } = dbghelpCommand('undecorate', '?', '?draw@Scene@@QEAAXXZ', '--name-only');
    expect(lines(stdout).at(-1)).toBe('Scene::draw');
    // Some DLLs give such a name back.
    expect(stderr).toBe(status === 0 ? '' : 'dbghelp: ? is no decorated name\n');
  });
});

describe('processes', () => {
  it('listProcesses names this process, and the one that started it', async () => {
    const own = (await listProcesses()).find(({ pid }) => pid === process.pid);
    expect(own).toEqual({ pid: process.pid, parentPid: process.ppid, name: path.basename(process.execPath) });
  });

  const walks = can('walksX64') || variant === 'x86';
  (walks ? it : it.skip)('stacks, by id and by name: every thread, with the functions of the program', async () => {
    await withRunningApp(({ pid, threads }) => {
      const { threads: stacks } = json('stacks', String(pid), '--symbols', bin(variant)) as {
        threads: { threadId: number; frames: { symbol: { name: string | null } | null }[] }[];
      };
      expect(stacks.map(({ threadId }) => threadId)).toEqual([...threads.keys()]);
      expect(stacks[0]?.frames.some(({ symbol }) => symbol?.name === 'app::run_rounds')).toBe(true);
      const text = printed('stacks', 'app', '--symbols', bin(variant));
      for (const id of threads.keys()) expect(text).toMatch(new RegExp(`^Thread ${String(id)}`, 'm'));
      expect(text).toMatch(/^ +\d+ {2}[\da-f]{16} {2}app!app::run_rounds\+0x[\da-f]+ \[.*app\.cpp @ \d+\]/m);
    });
  });

  it('a name of several processes is a mistake that names them; of none, something not found', async () => {
    await withRunningApp(({ pid }) =>
      withRunningApp(({ pid: other }) => {
        const { stderr, status } = dbghelpCommand('stacks', 'APP.exe');
        expect(status).toBe(2);
        expect(stderr).toContain('2 processes are called APP.exe: name one of them by its id:');
        for (const id of [pid, other]) expect(stderr).toContain(String(id));
      }),
    );
    expect(dbghelpCommand('stacks', 'no such program')).toMatchObject({ status: 1 });
    expect(dbghelpCommand('stacks', '999999').stderr).toContain('there is no process 999999');
  });

  it('a process may be named by its id in hexadecimal; a name that is nearly one is told', async () => {
    await withRunningApp(({ pid }) => {
      const file = path.join(folder, 'hexadecimal.dmp');
      expect(json('dump', `0x${pid.toString(16)}`, '-o', file)).toMatchObject({ pid });
      expect(dbghelpCommand('stacks', 'aps.exe')).toMatchObject({
        status: 1,
        stderr: expect.stringContaining('no process is called aps.exe; did you mean app?') as string,
      });
    });
  });

  (can('listsLiveModules') ? it : it.skip)('modules of a process', async () => {
    await withRunningApp(({ pid }) => {
      const { modules } = json('modules', String(pid)) as { modules: { name: string; imagePath: string }[] };
      expect(modules.map(({ name }) => name.toLowerCase())).toEqual(
        expect.arrayContaining(['app', 'kernel32', 'ntdll']),
      );
      const row = /^[\da-f]{16}-[\da-f]{16} {2}app {2}/im;
      expect(printed('modules', String(pid))).toMatch(row);
      // Its program may lie in this folder.
      const here = runBuilt(process.env['DBGHELP_BUILT']!, ['modules', 'app.exe'], { cwd: bin(variant) });
      expect(here).toMatchObject({ status: 0, stdout: expect.stringMatching(row) as string });
    });
  });

  it('dump writes a minidump of a process', async () => {
    await withRunningApp(async ({ pid }) => {
      const file = path.join(folder, 'ein Prozeß.dmp');
      expect(printed('dump', String(pid), '-o', file, '--comment', 'of a test')).toBe(`${file}\n`);
      {
        await using dump = await Minidump.open(file);
        expect(dump.comment).toBe('of a test');
        expect(dump.miscInfo?.processId).toBe(pid);
        expect(dump.modules.map(({ name }) => name.toLowerCase())).toContain('app.exe');
      }
      const triage = path.join(folder, 'triage.dmp');
      expect(json('dump', String(pid), '-o', triage, '--type', 'triage')).toMatchObject({
        version: 1,
        pid,
        path: triage,
      });
      expect(existsSync(triage)).toBe(true);
      const wrong = dbghelpCommand('dump', String(pid), '--type', 'ful');
      expect(wrong.status).toBe(2);
      expect(wrong.stderr).toContain('--type must be made of ');
    });
  });
});

describe('report', () => {
  it('has names and lines as lldb and llvm-symbolizer, and --json is what the API gives', async () => {
    const options = ['--symbols', bin(variant), '--images', bin(variant)];
    const text = printed(dumpFile, ...options);
    for (const { function: name, line } of trueDump.threads[0]!.frames.filter((frame) => frame.line !== undefined)) {
      expect(text).toMatch(new RegExp(`crash!${String(name)}\\+0x[\\da-f]+ \\[.* @ ${String(line)}\\]`));
    }
    await using dump = await Minidump.open(dumpFile);
    await using session = await SymbolSession.open({ searchPath: bin(variant) });
    const report = await crashReport(dump, session, { imagePath: bin(variant) });
    expect(json('report', dumpFile, ...options)).toEqual(asJson(report));
    expect(text).toBe(formatCrashReport(report));
  });
});

describe('why', () => {
  it('tells what the DLL made of an image', () => {
    const right = printed('why', scene);
    expect(right).toContain('scene.pdb: found');
    expect(right).toMatch(/dbghelp\.dll reads .*scene\.pdb: names, lines, types/);
    const { stdout, status } = dbghelpCommand('why', bare);
    expect(status).toBe(1);
    expect(stdout).toContain('absent.pdb');
    expect(stdout).toContain('dbghelp.dll: ');
  });
});

describe('doctor', () => {
  it('tells the DLL in use, and the copies', async () => {
    const { stdout } = dbghelpCommand('doctor', '--json');
    const answer = JSON.parse(stdout) as Record<string, { path: string }>;
    const dll = await DbgHelp.load();
    expect(answer['dll']).toMatchObject({ path: dll.path, version: dll.version });
    expect(answer['copies']).toEqual(asJson(await DbgHelp.find()));
    expect(answer['koffi']).toMatch(/^\d+\.\d+\.\d+$/);
    expect(dbghelpCommand('doctor').stdout).toContain('Works here: ');
  });

  it('--dll names another DLL, and one that is none', () => {
    const { stderr, status } = dbghelpCommand('undecorate', 'x', '--dll', path.join(folder, 'nothing.dll'));
    expect(status).toBe(1);
    expect(stderr).toContain('nothing.dll');
    expect(lines(stderr).length).toBe(1);
  });
});

describe('symbolize', () => {
  const { rva } = trueFunction('scene_draw');
  const place = `scene.dll+0x${rva.toString(16)}`;

  it('names places in a file, in its encoding', () => {
    const log = path.join(folder, 'ein Protokoll é.log');
    writeFileSync(log, `\ufeffcrash in ${place}\r\n`, 'utf16le');
    const { stdout } = spawnSync(
      process.execPath,
      [path.join(process.env['DBGHELP_BUILT']!, 'cli/main.js'), 'symbolize', log, '--images', bin(variant)],
      { maxBuffer: 2 ** 28 },
    );
    expect(stdout.toString('utf16le')).toMatch(/^\ufeffcrash in scene\.dll\+0x[\da-f]+ \(scene!scene_draw.*\)\r\n$/);
  });
});

it('a reader that has seen enough is no error, with standard input closed', async () => {
  const dumps = Array.from({ length: 12 }, () => dumpFile);
  for (const args of [
    ['report', ...dumps, '--json'],
    ['symbols', app, '--json'],
  ]) {
    expect(await cutShort(process.env['DBGHELP_BUILT']!, args)).toEqual({ code: 0, stderr: '' });
  }
});
