import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dumpFile, dumpTruth } from './minidump/walk/dump-truth';
import { bin, scene, trueFunction, truth, variant } from './fixtures';

const root = path.join(__dirname, '../..');

function runExample(name: string, ...args: string[]): string {
  const script = path.join(root, 'examples', `${name}.ts`);
  const asked = ['--require', path.join(__dirname, 'run-typescript.cjs'), script, ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, asked, {
    encoding: 'utf8',
    timeout: 180_000,
    cwd: root,
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout;
}

const recorded = (name: string): string => readFileSync(path.join(root, 'examples', `${name}.txt`), 'utf8');
const lines = (text: string): string[] => text.split(/\r?\n/).filter((line) => line !== '');

/** The contents of size-report.html. */
interface Scope {
  readonly name: string;
  readonly size: number;
  readonly children: readonly Scope[];
}

/** The full names of scopes without inner ones. */
const leavesOf = ({ children }: Scope, prefix = ''): string[] =>
  children.flatMap((child) => {
    const name = child.name === '(no namespace)' ? '' : prefix + child.name;
    return child.children.length === 0 ? [name] : leavesOf(child, name && `${name}::`);
  });

describe('an example prints the output recorded beside it', () => {
  it.each(['unload-module', 'cleanup', 'undecorate', 'dump-info', 'write-dump', 'hang-watch'])('%s', (name) => {
    expect(lines(runExample(name))).toEqual(lines(recorded(name)));
  });

  it('symbolize-addresses: verbatim for the fixture, by names for the process', () => {
    // The recorded addresses are those of the x64 fixture; lines of the process's DLLs, if any, are their builder's.
    const plain = (text: string): string[] =>
      lines(text).map((line) => (line.includes(' + 4') ? line.replace(/ \[.*\]$/, '') : line));
    const printed = plain(runExample('symbolize-addresses'));
    const expected = plain(recorded('symbolize-addresses'));
    if (process.arch !== 'ia32') expect(printed).toEqual(expected);
    const names = (of: string[]): (string | undefined)[] => of.map((line) => /\S+!\w+(?=\+0x)/.exec(line)?.[0]);
    expect(names(printed)).toEqual(names(expected));
  });

  it('source-lines: verbatim for the x64 fixture, and without addresses for another one', () => {
    // Not every DLL knows checksums and the namespaces of inlined functions.
    const plain = (text: string): string[] => {
      const same = text.replace(/ {2}MD5 [0-9a-f]+$/gm, '').replaceAll('!scene::', '!');
      return lines(process.arch === 'ia32' ? same.replace(/0x[0-9a-f]+(?:, \d+ bytes)?/g, 'CODE') : same);
    };
    expect(plain(runExample('source-lines'))).toEqual(plain(recorded('source-lines')));
  });

  it('source-lines: an image, a file and a line from the command line', () => {
    const [first, ...rest] = lines(runExample('source-lines', scene, 'src/scene/PLAIN.C', '1'));
    expect(first).toBe('src/scene/PLAIN.C:1 is in 1 places');
    expect(rest[0]).toMatch(/^plain\.c:12 {2}0x[0-9a-f]+, \d+ bytes$/);
    expect(lines(runExample('source-lines', scene, 'plain.c'))).toHaveLength(7);
    expect(lines(runExample('source-lines', scene, 'absent.c'))).toEqual([]);
  });

  it('symbol-path: verbatim for the x64 fixture, and without signatures for another one', () => {
    const plain = (text: string): string[] =>
      lines(process.arch === 'ia32' ? text.replace(/[0-9A-F]{8,}[0-9a-f]*|0x[0-9a-f]+/g, 'ID') : text);
    expect(plain(runExample('symbol-path'))).toEqual(plain(recorded('symbol-path')));
  });

  it('why-no-symbols: searches and answers verbatim; text from the DLL only in kind', () => {
    // Each DLL has its own wording, place and version; the recorded signatures and sizes are those of the x64 fixtures.
    const ofDll =
      /^(?:\w+ (?:message|load-\w+|cancelled) |DLL: |symsrv\.dll |Options: | {2}(?:symsrv\.dll|srcsrv\.dll|Windows' own|A newer dbghelp\.dll) )/;
    const plain = (text: string): string[] =>
      lines(process.arch === 'ia32' ? text.replace(/[0-9A-F]{32}|\d+ bytes/g, 'ID') : text).filter(
        (line) => !ofDll.test(line),
      );
    const printed = runExample('why-no-symbols');
    expect(plain(printed)).toEqual(plain(recorded('why-no-symbols')));
    for (const text of [printed, recorded('why-no-symbols')]) {
      const kinds = lines(text).map((line) => ofDll.exec(line)?.[0]);
      expect(kinds).toEqual(expect.arrayContaining(['info load-started ', 'DLL: ', 'symsrv.dll ', 'Options: ']));
    }
  });

  it('why-no-symbols: an image from the command line', () => {
    expect(lines(runExample('why-no-symbols', scene)).at(-1)).toBe('  has names, lines, types');
  });

  it('symbol-path: an image and a path from the command line', () => {
    const printed = runExample('symbol-path', scene, path.dirname(scene));
    expect(lines(printed).at(-1)).toBe('A session has pdb symbols of scene.');
  });

  it('symbolize-addresses: an image, a folder of symbols and addresses from the command line', () => {
    const printed = runExample(
      'symbolize-addresses',
      scene,
      '--symbols',
      path.dirname(scene),
      '0x1010',
      'scene+0x1010',
    );
    expect(lines(printed)).toEqual([
      'scene.dll: symbols from pdb',
      String.raw`0x1010  scene!DllEntry+0x0 [C:\fixture\src\scene\entry.cpp:7]`,
      String.raw`scene+0x1010  scene!DllEntry+0x0 [C:\fixture\src\scene\entry.cpp:7]`,
    ]);
  });

  it('pasted-addresses: verbatim for the x64 fixtures, and without addresses for others', () => {
    const plain = (text: string): string[] =>
      lines(process.arch === 'ia32' ? text.replaceAll(/0x[\da-f]+|"size":\d+/g, 'CODE') : text);
    // The 32-bit folder has one more program.
    const printed = plain(runExample('pasted-addresses')).filter((line) => !line.includes('frameless'));
    const expected = plain(recorded('pasted-addresses'));
    // In a 32-bit folder nothing lies above 4 GiB.
    if (process.arch !== 'ia32') expect(printed).toEqual(expected);
    else expect(printed.slice(0, -1)).toEqual(expected.slice(0, -1));
  });

  it('pasted-addresses: every image of a folder without a base, and its output pasted back', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'dbghelp pasted '));
    try {
      const images = readdirSync(bin(variant)).filter((file) => /\.(?:dll|exe)$/.test(file));
      for (const file of readdirSync(bin(variant))) copyFileSync(bin(variant, file), path.join(folder, file));
      writeFileSync(path.join(folder, 'no image.dll'), 'text');
      const answers = (...given: string[]): Record<string, unknown>[] =>
        lines(runExample('pasted-addresses', folder, ...given)).map((line) => JSON.parse(line) as never);
      const draw = trueFunction('scene_draw');
      const name = 'scene!scene_draw+0x5';
      const [byName] = answers(name).slice(-1);
      expect(byName).toMatchObject({
        address: name,
        module: 'scene',
        symbol: { name: 'scene_draw', displacement: '0x5' },
      });
      const at = BigInt((byName!['symbol'] as { address: string }).address);
      const digits = at.toString(16).padStart(16, '0');
      const spellings = [
        `${digits.slice(0, 8)}\`${digits.slice(8)}`,
        `0x${at.toString(16)}`,
        `scene+0x${(draw.rva + 5).toString(16)}`,
      ];
      const all = answers(...spellings);
      const loaded = all.slice(0, -spellings.length);
      expect(loaded.map(({ image }) => image).sort()).toEqual([...images, 'no image.dll'].sort());
      expect(loaded.filter(({ error }) => error !== undefined)).toEqual([
        { image: 'no image.dll', error: 'DBGHELP_BAD_FORMAT' },
      ]);
      expect(new Set(loaded.map(({ base }) => base)).size).toBe(loaded.length);
      expect(at - BigInt(draw.rva) - 5n).toBe(BigInt(loaded.find(({ name: of }) => of === 'scene')!['base'] as string));
      const { symbol, next } = byName!;
      expect(all.slice(-spellings.length)).toEqual(
        spellings.map((address) => ({ address, module: 'scene', symbol, next })),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  /** The output of an example without addresses and sizes, which differ on x86. */
  const withoutNumbers = (text: string): string[] =>
    lines(text).map((line) => line.replace(/\+0x[0-9a-f]+|\b[0-9a-f]{8}\b|\b\d+\b/g, '#').replace(/ +/g, ' '));

  it.each(['find-symbol', 'list-symbols'])('%s', (name) => {
    const printed = runExample(name);
    if (process.arch !== 'ia32') expect(lines(printed)).toEqual(lines(recorded(name)));
    expect(withoutNumbers(printed).sort()).toEqual(withoutNumbers(recorded(name)).sort());
  });

  it('largest-functions: the largest first, with their lines', () => {
    const printed = lines(runExample('largest-functions', '--count', '5')).map((line) => line.trim().split('  '));
    const sizes = truth(variant).functions.map(({ size }) => size);
    const expected = sizes.sort((one, other) => other - one).slice(0, 5);
    expect(printed.map(([size]) => Number(size))).toEqual(expected);
    for (const [, name, line] of printed) {
      expect(truth(variant).functions.map((known) => known.name)).toContain(name);
      expect(line).toMatch(/^\w+\.(?:cpp|hpp|c|h):\d+$/);
    }
  });

  it('size-report: the table, and a self-contained page', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'dbghelp-report-'));
    try {
      const file = path.join(folder, 'report.html');
      const printed = lines(runExample('size-report', '--html', file));
      if (process.arch !== 'ia32') expect(printed).toEqual(lines(recorded('size-report')));
      const html = readFileSync(file, 'utf8');
      // The page fetches nothing.
      expect(html.match(/\b(?:src|href)=|@import|url\(|https?:(?!\/\/www\.w3\.org\/2000\/svg)/g)).toBeNull();
      const [, data = ''] = /<script type="application\/json" id="tree">([^<]*)<\/script>/.exec(html) ?? [];
      const tree = JSON.parse(data) as Scope;
      expect(tree.name).toBe('scene.dll');
      const functions = truth(variant).functions;
      expect(tree.size).toBe(functions.reduce((sum, { size }) => sum + size, 0));
      expect(leavesOf(tree).sort()).toEqual([...new Set(functions.map(({ name }) => name))].sort());
      expect(printed).toContain(
        `scene.dll: ${String(tree.size)} bytes of code in ${String(functions.length)} functions`,
      );
      const draw = tree.children.flatMap(({ children }) => children).find(({ name }) => name === 'scene_draw');
      expect(draw?.size).toBe(trueFunction('scene_draw').size);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('list-modules: the modules that every Node.js has', () => {
    const row = /^([0-9a-f]{16}) +(\d+) {2}(\S+) +(\w+) +(\S.*)$/;
    const modules = (text: string): Map<string, string> =>
      new Map(
        lines(text).map((line) => {
          const [, , , name = '', symbols = ''] = row.exec(line) ?? [];
          return [name.toLowerCase(), symbols];
        }),
      );
    const printed = modules(runExample('list-modules'));
    const expected = modules(recorded('list-modules'));
    for (const name of ['node', 'koffi', 'dbghelp', 'kernel32', 'kernelbase', 'ntdll']) {
      expect([...printed.keys()]).toContain(name);
      expect([...expected.keys()]).toContain(name);
      expect(printed.get(name)).not.toBe('deferred');
    }
  });

  it('thread-stacks: the frames of the program verbatim; on x86 with other offsets, and found differently', () => {
    // The names of Windows' own frames, and where threads wait, depend on the DLLs.
    const ours = (text: string): string[] =>
      lines(text)
        .filter((line) => /^thread|^ {2}(?:app|scene)!|complete$/.test(line))
        .map((line) => line.replace(/^thread .*/, 'thread'));
    const printed = ours(runExample('thread-stacks'));
    const expected = ours(recorded('thread-stacks'));
    if (process.arch !== 'ia32') expect(printed).toEqual(expected);
    const plain = (line: string): string => line.replace(/\+0x[0-9a-f]+/, '').replace(/ {2}\([a-z-]+\)$/, '');
    expect(printed.map(plain)).toEqual(expected.map(plain));
    expect(printed.length).toBeGreaterThan(15);
  });

  it('dump-type: types verbatim, on x86 with other sizes', () => {
    const printed = runExample('dump-type');
    // The recorded offsets are those of the x64 fixture.
    const names = (text: string): string[] => lines(text.replace(/\+0x[0-9a-f]+|\d+(?: bytes)?/g, ''));
    if (process.arch !== 'ia32') expect(lines(printed)).toEqual(lines(recorded('dump-type')));
    const members = (text: string): string[] => names(text).filter((line) => line.includes(' : '));
    expect(members(printed)).toEqual(members(recorded('dump-type')));
    expect(lines(printed)).toContain('enum scene::Blend : signed char, 1 byte');
  });

  it('dump-type: an image and a mask from the command line', () => {
    expect(lines(runExample('dump-type', scene, 'scene::V?c3', '--depth', '0'))).toEqual([
      'struct scene::Vec3, 12 bytes',
      '  +0x000 x : float',
      '  +0x004 y : float',
      '  +0x008 z : float',
    ]);
  });

  it('locals: the location of each', () => {
    // The order depends on the DLL.
    if (process.arch !== 'ia32') expect(lines(runExample('locals')).sort()).toEqual(lines(recorded('locals')).sort());
    const printed = lines(runExample('locals', scene, 'scene_tick'));
    expect(printed[0]).toBe('scene_tick  scene_tick+0x0');
    // Before the end of the prologue, no variable has a place.
    expect(printed.slice(1).map((line) => line.trim().split(/ +/).slice(0, 3))).toEqual([
      ['parameter', 'ticker', 'nowhere'],
      ['parameter', 'steps', 'nowhere'],
    ]);
  });

  /**
   * The frames of a program in a report, as `function file line`; with Wine's DLL, inlined functions have only their
   * last name.
   */
  const framesOf = (text: string): string[] =>
    [...text.matchAll(/^ *\d+ +\S+ +crash!(\S+?)(?:\+0x[0-9a-f]+)? \[(.*) @ (\d+)\]$/gm)].map((row) =>
      row.slice(1).join(' '),
    );
  const trueFrames = dumpTruth(variant, 'access-violation')[0]!.frames.flatMap(({ inlined = [], ...frame }) =>
    frame.function === undefined
      ? []
      : [...inlined.map((call) => ({ ...call, function: call.function.replace(/^.*::/, '') })), frame].map(
          ({ function: name, file, line }) => `${String(name)} ${String(file)} ${String(line)}`,
        ),
  );
  const withoutClass = (frame: string): string => frame.replace(/^\w+::\w+::add /, 'add ');

  it('crash-report: a crash of the fixture, from its line to main, as in lldb and llvm-symbolizer', () => {
    const printed = runExample('crash-report');
    expect(lines(printed)[0]).toMatch(
      /^EXCEPTION_ACCESS_VIOLATION: read of 0x0 in crash!inventory::Shelf::price\+0x[0-9a-f]+$/,
    );
    expect(framesOf(printed).map(withoutClass)).toEqual(trueFrames);
    expect(trueFrames.at(-2)).toMatch(/^main C:\\fixture\\src\\crash\\main\.cpp \d+$/);
    expect(framesOf(recorded('crash-report')).length).toBe(trueFrames.length);
  });

  it('crash-report: a dump from the command line', () => {
    const dump = dumpFile(variant, 'full-memory');
    const printed = runExample('crash-report', dump, '--symbols', path.dirname(scene));
    expect(framesOf(printed).map(withoutClass)).toEqual(trueFrames);
  });
});
