import { SymbolSession, dbghelp, type OwnSymbol } from '../../../../lib';
import { probeWithout } from '../../older-dlls';
import { scene, trueFunction } from '../../fixtures';
import { loadProbe } from '../../probe';

const base = 0x50000000n;

describe('added symbols', () => {
  let session: SymbolSession;

  beforeEach(async () => {
    session = await SymbolSession.open();
    await session.loadVirtualModule({ base, size: 0x10000, name: 'jit' });
  });
  afterEach(() => session.close());

  it('are found by every address in them, and by name', async () => {
    await session.addSymbol({ name: 'draw', address: base + 0x100n, size: 0x20 });
    await session.addSymbol({ name: 'blend', address: 'jit+0x120', size: 0x10 });
    for (const [offset, name, displacement] of [
      [0x100n, 'draw', 0n],
      [0x11fn, 'draw', 0x1fn],
      [0x120n, 'blend', 0n],
      [0x12fn, 'blend', 0xfn],
    ] as const) {
      await expect(session.symbolize(base + offset, { inlineFrames: true })).resolves.toEqual({
        address: base + offset,
        level: 'symbol',
        module: 'jit',
        name,
        displacement,
        inlined: [],
      });
    }
    for (const name of ['jit!draw', 'draw']) {
      const found = await session.findSymbol(name);
      expect(found).toMatchObject({ name: 'draw', address: base + 0x100n, module: 'jit', size: 0x20 });
    }
    await expect(session.module(base + 0x100n)).resolves.toMatchObject({ name: 'jit', base });
    const hits = await session.symbolizeAll([base + 0x100n, base + 0x120n]);
    expect(hits.map((hit) => hit?.name)).toEqual(['draw', 'blend']);
  });

  it('are absent if none was added', async () => {
    await session.addSymbol({ name: 'draw', address: base + 0x100n, size: 0x20 });
    await expect(session.symbolize(base + 0xffn)).resolves.toBeNull();
    await expect(session.findSymbol('jit!absent')).resolves.toBeNull();
  });

  it('may have an unknown size', async () => {
    await session.addSymbol({ name: 'draw', address: base + 0x100n });
    await expect(session.symbolize(base + 0x100n)).resolves.toMatchObject({ name: 'draw', displacement: 0n });
  });

  it('keep long names, and names in other scripts', async () => {
    const long = 'n'.repeat(1999);
    await session.addSymbol({ name: long, address: base + 0x100n, size: 4 });
    expect((await session.symbolize(base + 0x102n))?.name).toBe(long);
    await session.addSymbol({ name: 'grün', address: base + 0x200n, size: 4 });
    expect((await session.symbolize(base + 0x200n))?.name).toBe('grün');
  });

  it('are found beside the module’s own symbols', async () => {
    const module = await session.loadModule(scene, { base: 0x10000000 });
    const draw = trueFunction('scene_draw');
    await session.addSymbol({ name: 'headers', address: { module, rva: 0x10 }, size: 8 });
    await expect(session.symbolize(module.addressOf(0x14))).resolves.toMatchObject({
      name: 'headers',
      module: 'scene',
    });
    await expect(session.symbolize(module.addressOf(draw.rva))).resolves.toMatchObject({ name: 'scene_draw' });
  });

  it('go with their module', async () => {
    await session.addSymbol({ name: 'draw', address: base + 0x100n, size: 0x20 });
    await session.unloadModule(base);
    await expect(session.symbolize(base + 0x100n)).resolves.toBeNull();
    await expect(session.findSymbol('draw')).resolves.toBeNull();
    await session.loadVirtualModule({ base, size: 0x10000, name: 'jit' });
    await expect(session.symbolize(base + 0x100n)).resolves.toBeNull();
  });

  it('can be removed, or the error tells why not', async () => {
    const symbol = { name: 'draw', address: base + 0x100n };
    await session.addSymbol({ ...symbol, size: 0x20 });
    if (dbghelp.has('SymDeleteSymbolW')) {
      await session.removeSymbol(symbol);
      await expect(session.findSymbol('jit!draw')).resolves.toBeNull();
      await expect(session.removeSymbol(symbol)).rejects.toMatchObject({ api: 'SymDeleteSymbolW' });
    } else {
      await expect(session.removeSymbol(symbol)).rejects.toMatchObject({
        code: 'DBGHELP_NOT_IMPLEMENTED',
        api: 'SymDeleteSymbolW',
      });
      await expect(session.findSymbol('jit!draw')).resolves.toMatchObject({ name: 'draw' });
    }
  });

  const wrong: [string, Partial<Record<keyof OwnSymbol, unknown>>, typeof TypeError | typeof RangeError][] = [
    ['no name', { name: undefined }, TypeError],
    ['an empty name', { name: '' }, RangeError],
    ['a name with a NUL', { name: 'a\0b' }, RangeError],
    ['a name that is too long', { name: 'n'.repeat(2000) }, RangeError],
    ['a name that is too long when it is converted', { name: 'ü'.repeat(1000) }, RangeError],
    ['no address', { address: undefined }, TypeError],
    ['a bad address', { address: 'nowhere' }, RangeError],
    ['a negative size', { size: -1 }, RangeError],
    ['a size of text', { size: '4' }, TypeError],
  ];
  it.each(wrong)('cannot have %s', async (_what, part, type) => {
    const symbol = { name: 'draw', address: base + 0x100n, ...part } as OwnSymbol;
    await expect(session.addSymbol(symbol)).rejects.toThrow(type);
    if (!('size' in part)) await expect(session.removeSymbol(symbol)).rejects.toThrow(type);
    await expect(session.findSymbol('jit!draw')).resolves.toBeNull();
  });

  it.each([0x7fff00000000n, 'absent+0x10', base + 0x10000n])('cannot be at %p, where no module is', async (address) => {
    const error = { code: 'DBGHELP_NOT_FOUND' };
    await expect(session.addSymbol({ name: 'draw', address, size: 4 })).rejects.toMatchObject(error);
    await expect(session.removeSymbol({ name: 'draw', address })).rejects.toMatchObject(error);
  });

  it('cannot be added once the session is closed', async () => {
    await session.close();
    const error = { code: 'DBGHELP_CLOSED' };
    await expect(session.addSymbol({ name: 'draw', address: base })).rejects.toMatchObject(error);
    await expect(session.removeSymbol({ name: 'draw', address: base })).rejects.toMatchObject(error);
  });

  it('reach the DLL unchanged, and its errors come back', async () => {
    const probe = await loadProbe();
    probe.reset();
    await using probed = await SymbolSession.open({ dbghelp: probe.dll });
    await probed.addSymbol({ name: 'draw', address: base + 0x100n, size: 0x20 });
    await probed.removeSymbol({ name: 'draw', address: base + 0x100n });
    const [added, removed] = probe.records().filter(({ name }) => /^Sym(?:Add|Delete)Symbol/.test(name));
    expect(added).toMatchObject({ name: 'SymAddSymbolW' });
    expect(added?.arguments.slice(3)).toEqual([base + 0x100n, 0x20n, 0n]);
    expect(added?.copies.get(2)?.toString('utf16le')).toBe('draw\0');
    expect(removed).toMatchObject({ name: 'SymDeleteSymbolW' });
    expect(removed?.arguments.slice(3)).toEqual([base + 0x100n, 0n]);
    expect(removed?.copies.get(2)?.toString('utf16le')).toBe('draw\0');

    probe.fails('SymAddSymbolW', 87);
    probe.fails('SymDeleteSymbolW', 1168);
    await expect(probed.addSymbol({ name: 'draw', address: base })).rejects.toMatchObject({
      code: 'DBGHELP_INVALID_PARAMETER',
    });
    await expect(probed.removeSymbol({ name: 'draw', address: base })).rejects.toMatchObject({
      code: 'DBGHELP_NOT_FOUND',
    });
  });

  it('need a function that an older DLL lacks, and the error names it', async () => {
    const { dll } = await probeWithout('SymAddSymbolW', 'SymDeleteSymbolW');
    await using older = await SymbolSession.open({ dbghelp: dll });
    const code = 'DBGHELP_NOT_EXPORTED';
    await expect(older.addSymbol({ name: 'draw', address: base })).rejects.toMatchObject({
      code,
      api: 'SymAddSymbolW',
    });
    await expect(older.removeSymbol({ name: 'draw', address: base })).rejects.toMatchObject({
      code,
      api: 'SymDeleteSymbolW',
    });
  });
});
