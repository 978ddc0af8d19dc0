import {
  IMAGEHLP_LINEW64,
  SymbolSession,
  formatAddress,
  type SymbolizedAddress,
  type UnnamedAddress,
} from '../../../../lib';
import { bare, scene, trueFunction, variant } from '../../fixtures';

const base = 0x10000000n;

describe('level', () => {
  let session: SymbolSession;

  beforeAll(async () => {
    session = await SymbolSession.open();
    await session.loadModule(scene, { base });
  });
  afterAll(() => session.close());

  it.each([
    ['scene_draw', ['line']],
    // A variable without a line.
    ['scene_version', ['symbol']],
    // Without debug information, it is public and exported: DLLs differ in which one they find.
    ['scene_opaque', ['public', 'export']],
  ])('of %s is %s', async (name, levels) => {
    const found = await session.findSymbol(`scene!${name}`);
    const hit = await session.symbolize(found!.address);
    expect(hit).toMatchObject({ name });
    expect(levels).toContain(hit?.level);
    expect('source' in hit!).toBe(hit?.level === 'line');
  });

  it('is symbol if the session loads no lines, if the DLL then omits them', async () => {
    await using bareLines = await SymbolSession.open({ options: { loadLines: false } });
    const address = (await bareLines.loadModule(scene, { base })).base + BigInt(trueFunction('scene_draw').rva);
    const hit = await bareLines.symbolize(address);
    const hasLine = await bareLines.run((api) =>
      api.SymGetLineFromAddrW64.raw(bareLines.key, address, new Uint32Array(1), IMAGEHLP_LINEW64.alloc()),
    );
    expect(hit).toMatchObject({ name: 'scene_draw', level: hasLine ? 'line' : 'symbol' });
  });

  it('is export without a PDB', async () => {
    await using exportsOnly = await SymbolSession.open();
    const module = await exportsOnly.loadModule(bare, { base });
    const { rva } = trueFunction('scene_draw');
    await expect(exportsOnly.symbolize({ module, rva })).resolves.toMatchObject({
      name: 'scene_draw',
      level: 'export',
    });
  });

  it('degrades to the module and to the bare address with `degrade`', async () => {
    // There is no symbol in the headers.
    const inHeaders = base + 0x10n;
    const outside = 0x7fff_0000_0000n;
    const module: UnnamedAddress = {
      address: inHeaders,
      level: 'module',
      module: 'scene',
      name: null,
      displacement: 0x10n,
    };
    const address: UnnamedAddress = {
      address: outside,
      level: 'address',
      module: null,
      name: null,
      displacement: outside,
    };
    await expect(session.symbolize(inHeaders)).resolves.toBeNull();
    await expect(session.symbolize(inHeaders, { degrade: true })).resolves.toEqual(module);
    await expect(session.symbolize(outside, { degrade: true })).resolves.toEqual(address);
    const known = base + BigInt(trueFunction('scene_draw').rva);
    const hits = await session.symbolizeAll([known, inHeaders, outside, 'absent+0x10'], { degrade: true });
    // A location without an address has nothing to degrade to.
    expect(hits).toEqual([await session.symbolize(known), module, address, null]);
    await expect(session.symbolizeAll([inHeaders, outside], { degrade: false })).resolves.toEqual([null, null]);
  });
});

describe('formatAddress', () => {
  const draw: SymbolizedAddress = {
    address: 0x140001010n,
    level: 'line',
    module: 'app',
    name: 'render::draw',
    displacement: 0x10n,
    source: { file: String.raw`C:\app\draw.cpp`, line: 42, displacement: 3 },
  };
  const { source, ...symbol } = draw;
  const cases: [string, SymbolizedAddress | UnnamedAddress, string][] = [
    ['a line', draw, String.raw`app!render::draw+0x10 [C:\app\draw.cpp @ 42]`],
    ['a symbol', { ...symbol, level: 'symbol' }, 'app!render::draw+0x10'],
    ['the first byte of a symbol', { ...symbol, level: 'public', displacement: 0n }, 'app!render::draw'],
    [
      'a symbol that the address is beyond',
      { ...symbol, level: 'export', beyond: true },
      'app!render::draw+0x10 (beyond it)',
    ],
    ['a symbol of no module', { ...symbol, level: 'symbol', module: '' }, 'render::draw+0x10'],
    [
      'a module',
      { address: 0x140001234n, level: 'module', module: 'app', name: null, displacement: 0x1234n },
      'app+0x1234',
    ],
    [
      'a bare address',
      { address: 0x140001234n, level: 'address', module: null, name: null, displacement: 0x140001234n },
      '0x140001234',
    ],
    [
      'inlined functions',
      { ...draw, inlined: [{ name: 'mix', source: { ...source!, line: 7 } }, { name: 'blend' }] },
      [
        String.raw`(Inline Function) app!mix [C:\app\draw.cpp @ 7]`,
        '(Inline Function) app!blend',
        String.raw`app!render::draw+0x10 [C:\app\draw.cpp @ 42]`,
      ].join('\n'),
    ],
  ];
  it.each(cases)('prints %s as debuggers do', (_what, result, text) => {
    expect(formatAddress(result)).toBe(text);
  });

  it('prints a session’s answer with inlined functions', async () => {
    await using session = await SymbolSession.open();
    await session.loadModule(scene, { base });
    // The first byte of inner_mix in inner_blend in scene_blend: see truth/<variant>-inlines.json.
    const rva = variant === 'x64' ? 6428 : 6325;
    const hit = await session.symbolize({ module: 'scene', rva }, { inlineFrames: true });
    const into = `+0x${(rva - trueFunction('scene_blend').rva).toString(16)}`;
    const lines = formatAddress(hit!).split('\n');
    // Some DLLs omit the namespace.
    expect(lines.map((line) => line.replace('!scene::', '!'))).toEqual([
      String.raw`(Inline Function) scene!inner_mix [C:\fixture\src\scene\scene.hpp @ 142]`,
      String.raw`(Inline Function) scene!inner_blend [C:\fixture\src\scene\scene.hpp @ 148]`,
      String.raw`scene!scene_blend${into} [C:\fixture\src\scene\scene.cpp @ 100]`,
    ]);
  });
});
