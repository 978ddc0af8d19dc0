import { SymbolSession, type DbgHelpFunctionName, type LineRecord } from '../../../../lib';
import { bare, bin, inlinedRanges, scene, sourceFiles, truth, variant, type TrueSourceFile } from '../../fixtures';
import { probeWithout } from '../../older-dlls';
import { loadProbe, type Probe } from '../../probe';

const base = 0x10000000n;

interface Row {
  readonly file: string;
  readonly line: number;
  readonly rva: number;
  readonly size: number;
}

const rowsOf = ({ path, lines }: TrueSourceFile): Row[] =>
  lines.map(([line, rva, size]) => ({ file: path, line, rva, size }));
const key = ({ file, line, rva }: Row): string => `${file}:${String(line)}@${String(rva)}`;
const asRow = ({ file, line, address, size }: LineRecord): Row => ({ file, line, rva: Number(address - base), size });

interface Image {
  readonly name: string;
  readonly path: string;
  readonly truth: string;
}
/** A range of an inlined line ends where it, or a function around it, changes. */
function inlinedRows(of: string): Row[] {
  const copies: Row[] = [];
  const ranges = inlinedRanges(of);
  for (const [index, range] of ranges.entries()) {
    const before = ranges[index - 1];
    const adjoins = before && before.rva + before.size === range.rva && before.function === range.function;
    const caller = range.frames.at(-1)!;
    const outermostFirst = range.frames.slice(0, -1).reverse();
    const earlier = adjoins ? before.frames.slice(0, -1).reverse() : [];
    let same = before?.frames.at(-1)?.line === caller.line;
    for (const [level, frame] of outermostFirst.entries()) {
      const other = earlier[level];
      same &&= other?.function === frame.function && other.file === frame.file && other.line === frame.line;
      const row = { file: frame.file, line: frame.line, rva: range.rva, size: range.size };
      const known = copies.filter((copy) => copy.file === row.file && copy.line === row.line).at(-1);
      if (same && known) copies[copies.indexOf(known)] = { ...known, size: known.size + row.size };
      else copies.push(row);
    }
  }
  return copies;
}

const inOrder = (rows: readonly Row[]): Row[] => [...rows].sort((a, b) => a.rva - b.rva || (key(a) < key(b) ? -1 : 1));

const images: Image[] = [
  { name: 'scene', path: scene, truth: variant },
  { name: 'scene', path: bin(`${variant}-o2`, 'scene.dll'), truth: `${variant}-o2` },
  { name: 'app', path: bin(variant, 'app.exe'), truth: `app-${variant}` },
];

describe.each(images)('the lines of $truth', ({ name, path, truth: of }) => {
  const files = sourceFiles(of);
  const all = files.flatMap(rowsOf).sort((a, b) => a.rva - b.rva);
  const folded = truth(of).functions.filter((known) => known.folded);
  const covers = (row: Row, rva: number): boolean => rva >= row.rva && rva < row.rva + row.size;
  const isAlone = (row: Row): boolean =>
    all
      .filter((other) => key(other) !== key(row))
      .every((other) => other.rva !== row.rva && !covers(other, row.rva) && !covers(row, other.rva));
  /**
   * Some DLLs give only one line of an address, only one of the functions with the same code, and no line without code.
   */
  const mayBeMissing = (row: Row): boolean =>
    row.size === 0 || !isAlone(row) || folded.some(({ rva, size }) => row.rva >= rva && row.rva < rva + size);
  const known = new Set(all.map(({ rva }) => base + BigInt(rva)));
  /**
   * Rows with code, up to the next row. Rows inside others, such as a line of another file, count if the DLL lists
   * them.
   */
  let withCode: Row[];
  let session: SymbolSession;

  beforeAll(async () => {
    session = await SymbolSession.open();
    await session.loadModule(path, { base });
    const listed = new Set<string>();
    for (const file of files) for (const record of await session.lines(file.path)) listed.add(key(asRow(record)));
    const isInside = (row: Row): boolean => all.some((other) => other.rva < row.rva && covers(other, row.rva));
    withCode = all.filter((row) => row.size > 0 && (!isInside(row) || listed.has(key(row))));
    const starts = withCode.map(({ rva }) => rva);
    withCode = withCode.map((row) => {
      const next = starts.find((rva) => rva > row.rva) ?? Infinity;
      return { ...row, size: Math.min(row.size, next - row.rva) };
    });
  });
  afterAll(() => session.close());

  function expectRows(records: readonly LineRecord[], wanted: readonly Row[]): void {
    const rows = records.map(asRow);
    const keys = new Set(rows.map(key));
    const wantedKeys = new Map(wanted.map((row) => [key(row), row]));
    expect(wanted.filter((row) => !keys.has(key(row)) && !mayBeMissing(row))).toEqual([]);
    expect(rows.filter((row) => !wantedKeys.has(key(row)))).toEqual([]);
    for (const row of rows) {
      const wantedRow = wantedKeys.get(key(row))!;
      const others = all.filter((other) => key(other) !== key(row));
      if (others.some((other) => other.rva === row.rva || covers(other, row.rva))) continue;
      // A line of another file may begin inside, and not every DLL lists it.
      const inside = others.filter((other) => covers(wantedRow, other.rva));
      expect([wantedRow.size, ...inside.map(({ rva }) => rva - row.rva)]).toContain(row.size);
    }
    expect(records.map(({ address }) => address)).toEqual(records.map(({ address }) => address).sort());
    for (const record of records) expect(record).toMatchObject({ module: name, isInlined: false });
  }

  it('are in the files that llvm lists', async () => {
    const found = await session.sourceFiles(undefined, { checksums: true });
    expect(found.map((file) => file.path)).toEqual(files.map((file) => file.path));
    for (const [index, { module, checksum }] of found.entries()) {
      expect(module).toBe(name);
      // Not every DLL gives checksums.
      if (!checksum) continue;
      const { kind, bytes } = checksum;
      expect({ kind, bytes: Buffer.from(bytes).toString('hex') }).toEqual(files[index]!.checksum);
    }
    await expect(session.sourceFiles(name, { checksums: true })).resolves.toEqual(found);
    const plain = found.map(({ path: file, module }) => ({ path: file, module }));
    await expect(session.sourceFiles(name)).resolves.toEqual(plain);
  });

  it('are those of llvm, file by file, with address and size', async () => {
    expect(all.length).toBeGreaterThan(40);
    for (const file of files) expectRows(await session.lines(file.path), rowsOf(file));
  });

  it('are found by number, with all addresses of each', async () => {
    for (const file of files) {
      const rows = rowsOf(file);
      for (const line of new Set(rows.map((row) => row.line))) {
        const wanted = rows.filter((row) => row.line === line);
        expectRows(await session.addressesOfLine(file.path, line), wanted);
      }
    }
  });

  it('are found by `nearest` for a line without code', async () => {
    for (const file of files) {
      const rows = rowsOf(file).filter((row) => !mayBeMissing(row));
      const last = Math.max(0, ...rows.map((row) => row.line));
      for (let line = 1; line <= last + 1; line++) {
        const next = Math.min(...rows.map((row) => row.line).filter((other) => other >= line));
        const exact = await session.addressesOfLine(file.path, line);
        const nearest = await session.addressesOfLine(file.path, line, { nearest: true });
        if (exact.length > 0) expect(nearest).toEqual(exact);
        else if (next === Infinity) expect(nearest).toEqual([]);
        else {
          // A folded function may have lines that the rows do not have.
          expect(nearest.length).toBeGreaterThan(0);
          expect(nearest[0]!.line).toBeLessThanOrEqual(next);
          expect(nearest[0]!.line).toBeGreaterThan(line);
          if (nearest[0]!.line === next) {
            expectRows(
              nearest,
              rowsOf(file).filter((row) => row.line === next),
            );
          }
        }
      }
    }
  });

  it('follow each other, forwards and backwards, through the whole module', async () => {
    const addresses = [...new Set(withCode.map(({ rva }) => base + BigInt(rva)))];
    const isOfCode = (address: bigint): boolean => addresses.includes(address);
    const forwards: bigint[] = [];
    for (let at = await session.nextLine(base); at; at = await session.nextLine(at.address)) forwards.push(at.address);
    expect(forwards.filter(isOfCode)).toEqual(addresses);
    expect(forwards.filter((address) => !known.has(address))).toEqual([]);
    const backwards: bigint[] = [];
    const end = base + BigInt((await session.module(base))!.size) - 1n;
    for (let at = await session.previousLine(end); at; at = await session.previousLine(at.address)) {
      backwards.push(at.address);
    }
    expect(backwards.reverse()).toEqual(forwards);
  });

  it('have neighbours from every byte, with the numbers of llvm', async () => {
    const starts = [...new Set(withCode.map(({ rva }) => rva))];
    const neighbours = (rva: number | undefined): string[] => all.filter((row) => row.rva === rva).map(key);
    const others = all.map(key).filter((other) => !withCode.some((row) => key(row) === other));
    const expectOneOf = (record: LineRecord | null, rva: number | undefined): void => {
      if (rva === undefined) expect(record).toBeNull();
      else expect([...neighbours(rva), ...others]).toContain(key(asRow(record!)));
    };
    for (const row of withCode) {
      const place = starts.indexOf(row.rva);
      for (const rva of [row.rva, row.rva + row.size - 1]) {
        expectOneOf(await session.nextLine(base + BigInt(rva)), starts[place + 1]);
        expectOneOf(await session.previousLine(base + BigInt(rva)), starts[place - 1]);
      }
    }
    // Between two functions, the previous line is the last one of the first function.
    for (const row of withCode) {
      const after = row.rva + row.size;
      if (withCode.some((other) => covers(other, after))) continue;
      expectOneOf(await session.previousLine(base + BigInt(after)), row.rva);
    }
  });

  it('are found in the functions into which they were inlined', async () => {
    const copies = inlinedRows(of);
    const found: LineRecord[] = [];
    for (const { path: file } of files) {
      const records = await session.lines(file, { inlined: true });
      found.push(...records.filter(({ isInlined }) => isInlined));
      expect(records.filter(({ isInlined }) => !isInlined)).toEqual(await session.lines(file));
    }
    expect(inOrder(found.map(asRow))).toEqual(inOrder(copies));
    const [first] = copies;
    if (!first) return;
    const ofLine = await session.addressesOfLine(first.file, first.line, { inlined: true });
    expect(ofLine.map(({ address }) => address)).toContain(base + BigInt(first.rva));
    expect(ofLine.every(({ line }) => line === first.line)).toBe(true);
  });
});

it('lines inlined into a function without lines are found, and hidden ones are left out', async () => {
  const of = `hidden-${variant}`;
  const [{ path: file, lines }] = sourceFiles(of) as [TrueSourceFile];
  const copies = inlinedRows(of);
  // llvm-pdbutil gives no numbers for these.
  const isHidden = ([line]: readonly [number | null, number, number]): boolean => line === null;
  const covering = copies.map(({ rva }) => lines.find(([, begin, size]) => rva >= begin && rva < begin + size)!);
  expect(copies.length).toBeGreaterThan(1);
  expect(covering.every(isHidden)).toBe(true);
  await using session = await SymbolSession.open();
  await session.loadModule(bin(`${variant}-o2`, 'hidden.dll'), { base });
  const records = await session.lines(file, { inlined: true });
  const [inlined, own] = [true, false].map((is) => records.filter(({ isInlined }) => isInlined === is));
  expect(inOrder(inlined!.map(asRow))).toEqual(inOrder(copies));
  const shown = lines.filter((row) => !isHidden(row)).map(([line, rva]) => `${String(line)}@${String(rva)}`);
  expect(own!.length).toBeGreaterThan(2);
  expect(shown).toEqual(
    expect.arrayContaining(own!.map(asRow).map(({ line, rva }) => `${String(line)}@${String(rva)}`)),
  );
  for (const { line } of copies) {
    const found = await session.addressesOfLine(file, line, { inlined: true });
    expect(inOrder(found.map(asRow))).toEqual(inOrder(copies.filter((copy) => copy.line === line)));
  }
});

describe('a source file', () => {
  let session: SymbolSession;

  beforeAll(async () => {
    session = await SymbolSession.open();
    await session.loadModule(scene, { base });
  });
  afterAll(() => session.close());

  it.each([
    'plain.c',
    'PLAIN.C',
    'scene/plain.c',
    String.raw`scene\plain.c`,
    'src/scene/Plain.c',
    'C:/fixture/src/scene/plain.c',
    String.raw`c:\FIXTURE\src\scene\plain.c`,
  ])('is found as %s', async (spelling) => {
    const records = await session.lines(spelling);
    expect(records.map(({ line }) => line)).toEqual([17, 18, 19, 20, 12, 13, 14]);
    expect(new Set(records.map(({ file }) => file))).toEqual(new Set([String.raw`C:\fixture\src\scene\plain.c`]));
  });

  it.each(['absent.c', 'lain.c', 'plain.cpp', 'other/plain.c', 'D:/fixture/src/scene/plain.c', 'plain.c/', '*.c'])(
    'is not found as %s',
    async (spelling) => {
      await expect(session.lines(spelling)).resolves.toEqual([]);
      await expect(session.addressesOfLine(spelling, 17, { nearest: true })).resolves.toEqual([]);
    },
  );

  it('can be looked for in only one module', async () => {
    const module = (await session.module(base))!;
    const all = await session.lines('plain.c');
    await expect(session.lines('plain.c', { module })).resolves.toEqual(all);
    await expect(session.lines('plain.c', { module: 'SCENE' })).resolves.toEqual(all);
    await expect(session.lines('plain.c', { module: 'absent' })).resolves.toEqual([]);
    await expect(session.sourceFiles('absent')).resolves.toEqual([]);
  });

  it('is found by the path from symbolize', async () => {
    const [record] = await session.lines('scene.cpp');
    const hit = await session.symbolize(record!.address);
    const again = await session.addressesOfLine(hit!.source!.file, hit!.source!.line);
    expect(again.map(({ address }) => address)).toContain(record!.address);
  });

  it('has no lines without a PDB, nor in a virtual module', async () => {
    await using other = await SymbolSession.open();
    await other.loadModule(bare, { base });
    await other.loadVirtualModule({ base: 0x50000000, size: 0x1000, name: 'jit' });
    await expect(other.sourceFiles()).resolves.toEqual([]);
    await expect(other.lines('plain.c', { inlined: true })).resolves.toEqual([]);
    await expect(other.nextLine(base)).resolves.toBeNull();
    await expect(other.previousLine(0x50000010)).resolves.toBeNull();
    await expect(other.nextLine(0x7fff00000000n)).resolves.toBeNull();
    await expect(other.nextLine('absent+1')).resolves.toBeNull();
  });

  it('is gone after its module is unloaded, and back after it is loaded again', async () => {
    await using other = await SymbolSession.open();
    const module = await other.loadModule(scene, { base });
    const before = await other.lines('plain.c');
    await other.unloadModule(module);
    await expect(other.lines('plain.c')).resolves.toEqual([]);
    await expect(other.nextLine(before[0]!.address)).resolves.toBeNull();
    await expect(other.lines('plain.c', { module })).rejects.toMatchObject({ code: 'DBGHELP_MODULE_UNLOADED' });
    await expect(other.sourceFiles(module)).rejects.toMatchObject({ code: 'DBGHELP_MODULE_UNLOADED' });
    // Another base, and another build.
    await other.loadModule(bin(`${variant}-o2`, 'scene.dll'), { base: 0x20000000 });
    const lines = (await other.lines('plain.c')).map(({ address, line }) => [Number(address) - 0x20000000, line]);
    const rows = rowsOf(sourceFiles(`${variant}-o2`).find(({ path }) => path.endsWith('plain.c'))!);
    expect(lines).toEqual(rows.map(({ rva, line }) => [rva, line]));
  });

  it('stops with the reason of its signal, and the next call finishes the search', async () => {
    const reason = new Error('enough');
    const controller = new AbortController();
    await using other = await SymbolSession.open();
    await other.loadModule(scene, { base });
    const search = other.lines('scene.hpp', { inlined: true, signal: controller.signal });
    const stopped = expect(search).rejects.toBe(reason);
    controller.abort(reason);
    await stopped;
    const copies = (await other.lines('scene.hpp', { inlined: true })).filter(({ isInlined }) => isInlined);
    expect(copies.length).toBeGreaterThan(3);
  });

  it('is refused in a closed session', async () => {
    const other = await SymbolSession.open();
    await other.loadModule(scene, { base });
    await other.close();
    for (const call of [
      () => other.lines('plain.c'),
      () => other.addressesOfLine('plain.c', 1),
      () => other.sourceFiles(),
      () => other.sourceFile('plain.c'),
      () => other.nextLine(base),
      () => other.previousLine(base),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: 'DBGHELP_CLOSED' });
    }
  });

  const wrong: [string, (of: SymbolSession) => Promise<unknown>, typeof TypeError | typeof RangeError][] = [
    ['no file', (of) => of.lines(undefined as never), TypeError],
    ['an empty file', (of) => of.lines(''), RangeError],
    ['a file with a NUL', (of) => of.lines('a\0b'), RangeError],
    ['a file that is a number', (of) => of.addressesOfLine(5 as never, 1), TypeError],
    ['line 0', (of) => of.addressesOfLine('plain.c', 0), RangeError],
    ['a negative line', (of) => of.addressesOfLine('plain.c', -1), RangeError],
    ['half a line', (of) => of.addressesOfLine('plain.c', 1.5), RangeError],
    ['a line of text', (of) => of.addressesOfLine('plain.c', '1' as never), TypeError],
    ['a module that is none', (of) => of.lines('plain.c', { module: 5 as never }), TypeError],
    ['a module that is null', (of) => of.sourceFiles(null as never), TypeError],
    ['checksums that are no switch', (of) => of.sourceFiles(undefined, { checksums: 1 as never }), TypeError],
    ['a switch that is none', (of) => of.lines('plain.c', { inlined: 1 as never }), TypeError],
    ['another switch that is none', (of) => of.addressesOfLine('plain.c', 1, { nearest: 'x' as never }), TypeError],
    ['a signal that is none', (of) => of.lines('plain.c', { signal: 5 as never }), TypeError],
    ['an address that is none', (of) => of.nextLine('nowhere'), RangeError],
    ['another address that is none', (of) => of.previousLine({} as never), TypeError],
    ['no source file', (of) => of.sourceFile(''), RangeError],
  ];
  it.each(wrong)('cannot be %s: the error names it, and the session continues', async (_what, call, type) => {
    await expect(call(session)).rejects.toThrow(type);
    await expect(call(session)).rejects.toThrow(/must be/);
    await expect(session.lines('plain.c')).resolves.toHaveLength(7);
  });

  it('is refused for a module of another session', async () => {
    await using other = await SymbolSession.open();
    const module = (await session.module(base))!;
    await expect(other.lines('plain.c', { module })).rejects.toThrow(/module of this session/);
  });
});

describe('on a DLL', () => {
  async function withModule(probe: Probe): Promise<SymbolSession> {
    probe.reset();
    if (probe.dll.has('SymEnumSourceFilesW')) probe.callbacks('SymEnumSourceFilesW', 2);
    const session = await SymbolSession.open({ dbghelp: probe.dll });
    await session.loadVirtualModule({ base, size: 0x10000, name: 'mod0' });
    return session;
  }

  it('with SymEnumLinesW, lines are read through it, once', async () => {
    const probe = await loadProbe();
    await using session = await withModule(probe);
    await session.lines('absent.c');
    expect(probe.calls('SymEnumLinesW')).toBe(0);
    await session.lines('file0.c');
    await session.lines('file1.c');
    expect([probe.calls('SymEnumLinesW'), probe.calls('SymEnumLines')]).toEqual([1, 0]);
    expect([probe.calls('SymEnumSourceFilesW'), probe.calls('SymGetLineNextW64')]).toEqual([1, 0]);
  });

  it('without SymEnumLinesW, SymEnumLines is used', async () => {
    const probe = await probeWithout('SymEnumLinesW');
    await using session = await withModule(probe);
    await expect(session.lines('file0.c')).resolves.toEqual([]);
    expect(probe.calls('SymEnumLines')).toBe(1);
  });

  const lacking: [DbgHelpFunctionName[], (of: SymbolSession) => Promise<unknown>][] = [
    [['SymEnumLines', 'SymEnumLinesW'], (of) => of.lines('file0.c')],
    [['SymEnumSourceFilesW'], (of) => of.sourceFiles()],
    [['SymGetSourceFileW'], (of) => of.sourceFile('file0.c')],
  ];
  it.each(lacking)('without %p, the error names it', async (names, call) => {
    await using session = await withModule(await probeWithout(...names));
    await expect(call(session)).rejects.toMatchObject({ code: 'DBGHELP_NOT_EXPORTED', api: names[0] });
  });

  it('with checksums, files have them; but none of an unknown kind, and none if there are none', async () => {
    const probe = await loadProbe();
    await using session = await withModule(probe);
    const plain = ['file0.c', 'file1.c'].map((file) => ({ path: `C:\\probe\\${file}`, module: '' }));
    const asked = { checksums: true };
    // The DLL filled in nothing: kind 0.
    await expect(session.sourceFiles(undefined, asked)).resolves.toEqual(plain);
    expect(probe.calls('SymGetSourceFileChecksumW')).toBe(2);
    probe.fill('SymGetSourceFileChecksumW');
    await expect(session.sourceFiles(undefined, asked)).resolves.toEqual(plain);
    probe.returns('SymGetSourceFileChecksumW', 0n);
    await expect(session.sourceFiles(undefined, asked)).resolves.toEqual(plain);
    await using older = await withModule(await probeWithout('SymGetSourceFileChecksumW'));
    await expect(older.sourceFiles(undefined, asked)).resolves.toEqual(plain);
  });

  it('with slow checksums, none is read by default; otherwise the event loop turns, and the signal stops it', async () => {
    const probe = await loadProbe();
    await using session = await withModule(probe);
    const files = 40;
    probe.callbacks('SymEnumSourceFilesW', files);
    await expect(session.sourceFiles()).resolves.toHaveLength(files);
    expect(probe.calls('SymGetSourceFileChecksumW')).toBe(0);
    probe.delay('SymGetSourceFileChecksumW', 20);
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    // Other requests get their turn between two files.
    const all = session.sourceFiles(undefined, { checksums: true });
    const other = session.module(base).then(() => probe.calls('SymGetSourceFileChecksumW'));
    await expect(all).resolves.toHaveLength(files);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(files);
    expect(await other).toBeLessThan(files);
    const reason = new Error('enough');
    const controller = new AbortController();
    const before = probe.calls('SymGetSourceFileChecksumW');
    const stopped = session.sourceFiles(undefined, { checksums: true, signal: controller.signal });
    setTimeout(() => {
      controller.abort(reason);
    }, 100);
    await expect(stopped).rejects.toBe(reason);
    expect(probe.calls('SymGetSourceFileChecksumW') - before).toBeLessThan(files);
  });

  it('that fetches sources, the result is the path of the copy, null if there is none, or the error', async () => {
    const probe = await loadProbe();
    await using session = await withModule(probe);
    probe.fill('SymGetSourceFileW');
    await expect(session.sourceFile('file0.c')).resolves.toBe('probe:SymGetSourceFileW');
    const record = probe.records().find(({ name }) => name === 'SymGetSourceFileW')!;
    expect(record.copies.get(3)?.toString('utf16le')).toContain(String.raw`C:\probe\file0.c`);
    await expect(session.sourceFile('other.c')).resolves.toBeNull();
    probe.fails('SymGetSourceFileW', 2);
    await expect(session.sourceFile('probe/file1.c')).resolves.toBeNull();
    probe.fails('SymGetSourceFileW', 5);
    await expect(session.sourceFile('file0.c')).rejects.toMatchObject({ code: 'DBGHELP_ACCESS_DENIED' });
  });
});
