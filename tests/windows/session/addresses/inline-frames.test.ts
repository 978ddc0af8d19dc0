import { SymbolSession, type InlinedFrame, type SymbolizedAddress } from '../../../../lib';
import { bin, inlinedRanges, sourceFiles, truth, variant, type InlinedRange } from '../../fixtures';
import { probeWithout } from '../../older-dlls';
import { loadProbe, type Probe } from '../../probe';

const base = 0x10000000n;
const place = ({ file, line }: { file: string; line: number }): string => `${file}:${String(line)}`;
const places = (frames: readonly InlinedFrame[]): (string | undefined)[] =>
  frames.map(({ source }) => source && place(source));

/** Some DLLs omit namespaces and classes. */
const isCalled = (name: string | undefined, full: string): boolean =>
  name === full || full.endsWith(`::${String(name)}`);

function expectFrames(name: string, hit: SymbolizedAddress | null, range: InlinedRange): void {
  const inlined = range.frames.slice(0, -1);
  expect(places(hit?.inlined ?? [])).toEqual(inlined.map(place));
  expect(hit?.inlined?.map(({ name }, index) => isCalled(name, inlined[index]!.function))).toEqual(
    inlined.map(() => true),
  );
  // The outermost frame is the result itself. If two lines begin at its address, either is right.
  const outermost = range.frames.at(-1)!;
  const file = sourceFiles(name).find(({ path }) => path === outermost.file);
  const starts = file?.lines.filter(([line]) => line === outermost.line).map(([, rva]) => rva) ?? [];
  const also = file?.lines.filter(([, rva]) => starts.includes(rva)).map(([line]) => line) ?? [];
  expect(also).toContain(outermost.line);
  expect(also.map((line) => place({ ...outermost, line }))).toContain(hit?.source && place(hit.source));
}

describe.each([variant, `${variant}-o2`])('the inlined functions of %s', (name) => {
  const ranges = inlinedRanges(name);
  let session: SymbolSession;

  beforeAll(async () => {
    session = await SymbolSession.open();
    await session.loadModule(bin(name, 'scene.dll'), { base });
  });
  afterAll(() => session.close());

  const at = (rva: number): InlinedRange | undefined =>
    ranges.find((range) => rva >= range.rva && rva < range.rva + range.size);

  it('change where they change in llvm', async () => {
    expect(ranges.length).toBeGreaterThan(10);
    const ends = ranges.flatMap(({ rva, size }) => [rva - 1, rva, rva + size - 1, rva + size]);
    const rvas = [...new Set(ends)].sort((a, b) => a - b);
    const hits = await session.symbolizeAll(
      rvas.map((rva) => base + BigInt(rva)),
      { inlineFrames: true },
    );
    for (const [index, rva] of rvas.entries()) {
      const hit = hits[index] ?? null;
      const range = at(rva);
      if (range) expectFrames(name, hit, range);
      // There may be no symbol before a function.
      else if (hit) expect(hit.inlined).toEqual([]);
    }
  });

  it('are the same in single calls', async () => {
    for (const range of ranges) {
      expectFrames(name, await session.symbolize({ module: 'scene', rva: range.rva }, { inlineFrames: true }), range);
    }
  });

  it('are empty in all other code', async () => {
    const rvas = truth(name).functions.flatMap(({ addresses }) => addresses.map(({ rva }) => rva));
    const others = rvas.filter((rva) => !at(rva));
    expect(others.length).toBeGreaterThan(100);
    const hits = await session.symbolizeAll(
      others.map((rva) => base + BigInt(rva)),
      { inlineFrames: true },
    );
    expect(hits.map((hit) => hit?.inlined)).toEqual(others.map(() => []));
  });

  it('are absent without `inlineFrames`, which changes nothing else', async () => {
    const addresses = ranges.map(({ rva }) => base + BigInt(rva));
    const plain = await session.symbolizeAll(addresses);
    const full = await session.symbolizeAll(addresses, { inlineFrames: true });
    for (const hit of plain) expect(hit).not.toHaveProperty('inlined');
    expect(full.map((hit) => ({ ...hit, inlined: undefined }))).toEqual(
      plain.map((hit) => ({ ...hit, inlined: undefined })),
    );
  });

  it('are absent without a symbol', async () => {
    await expect(session.symbolize(0x5n, { inlineFrames: true })).resolves.toBeNull();
  });
});

/** The stand-in leaves a symbol at address 0, which is in no module. */
function hasSymbolAtNull(probe: Probe): void {
  probe.returns('SymGetModuleInfoW64', 0n);
}

describe('inlineFrames', () => {
  it.each([1, 'yes', null])('refuses %p', async (value) => {
    await using session = await SymbolSession.open();
    for (const wrong of [{ inlineFrames: value }, { degrade: value }]) {
      if (value === null) continue;
      await expect(session.symbolize(1n, wrong as never)).rejects.toThrow(/SymbolSession\.symbolize: `\w+` must be/);
      await expect(session.symbolizeAll([1n], wrong as never)).rejects.toThrow(TypeError);
    }
  });

  it('takes no calls without the option, and asks for each frame by its context', async () => {
    const probe = await loadProbe();
    probe.reset();
    await using session = await SymbolSession.open({ dbghelp: probe.dll });
    hasSymbolAtNull(probe);
    await session.symbolize(0n);
    expect(probe.records().filter(({ name }) => name.includes('Inline'))).toEqual([]);

    probe.returns('SymAddrIncludeInlineTrace', 2n);
    probe.fill('SymQueryInlineTrace');
    probe.fill('SymFromInlineContextW');
    probe.fill('SymGetLineFromInlineContextW');
    const hit = await session.symbolize(0n, { inlineFrames: true });
    expect(hit?.inlined).toMatchObject([{ name: 'probe:SymFromInlineContextW' }, { source: { file: 'probe' } }]);
    const asked = probe.records().filter(({ name }) => name === 'SymFromInlineContextW');
    const contexts = asked.map(({ arguments: [, , context] }) => context! & 0xffff_ffffn);
    expect(contexts).toEqual([contexts[0], contexts[0]! + 1n]);
    expect(asked.map(({ arguments: [, address] }) => address)).toEqual([0n, 0n]);
  });

  it('is empty if the DLL counts frames but has no trace', async () => {
    const probe = await loadProbe();
    probe.reset();
    await using session = await SymbolSession.open({ dbghelp: probe.dll });
    hasSymbolAtNull(probe);
    probe.returns('SymQueryInlineTrace', 0n);
    await expect(session.symbolize(0n, { inlineFrames: true })).resolves.toMatchObject({ inlined: [] });
  });

  it('names the function that an older DLL lacks, and the session continues', async () => {
    const probe = await probeWithout('SymAddrIncludeInlineTrace', 'SymQueryInlineTrace');
    hasSymbolAtNull(probe);
    const { dll: older } = probe;
    await using session = await SymbolSession.open({ dbghelp: older });
    await expect(session.symbolize(0n)).resolves.not.toBeNull();
    await expect(session.symbolize(0n, { inlineFrames: true })).rejects.toMatchObject({
      code: 'DBGHELP_NOT_EXPORTED',
      api: 'SymAddrIncludeInlineTrace',
    });
    await expect(session.symbolizeAll([0n], { inlineFrames: true })).rejects.toThrow(older.path);
    await expect(session.symbolize(0n)).resolves.not.toBeNull();
  });
});
