import { SymbolSession, type Location, type SymbolModule } from '../../../../lib';
import { bare, bin, scene, trueFunction, truth, variant } from '../../fixtures';

const base = 0x10000000n;

describe.each([variant, `${variant}-o2`])('symbolizing %s', (name) => {
  it('gives every function the name and the lines that llvm gives', async () => {
    await using session = await SymbolSession.open();
    const module = await session.loadModule(bin(name, 'scene.dll'), { base });
    const functions = truth(name).functions;
    const asked = functions.flatMap((known) => known.addresses.map((address) => ({ known, address })));
    expect(asked.length).toBeGreaterThan(200);
    const hits = await session.symbolizeAll(asked.map(({ address }) => ({ module, rva: address.rva })));
    for (const [index, { known, address }] of asked.entries()) {
      const hit = hits[index];
      expect(hit?.module).toBe('scene');
      expect([known.name, ...(known.folded ?? [])]).toContain(hit?.name);
      expect(hit?.address).toBe(base + BigInt(address.rva));
      expect(hit?.displacement).toBe(BigInt(address.rva - known.rva));
      // Some DLLs know no lines inside folded code.
      if (address.file === undefined || (known.folded && !hit?.source)) continue;
      const answers = [address, ...(address.also ?? [])].map(({ file, line }) => ({ file, line }));
      const { file, line } = hit?.source ?? {};
      expect(answers).toContainEqual({ file, line });
    }
  });
});

describe('the location of symbolize', () => {
  const draw = trueFunction('scene_draw');
  let session: SymbolSession;
  let module: SymbolModule;

  beforeAll(async () => {
    session = await SymbolSession.open();
    module = await session.loadModule(scene, { base });
  });
  afterAll(() => session.close());

  const address = base + BigInt(draw.rva);
  const spellings: [string, () => Location][] = [
    ['a bigint', () => address],
    ['a safe integer', () => Number(address)],
    ['hexadecimal text', () => `0x${address.toString(16)}`],
    ['hexadecimal text as debuggers print it', () => `0000\`${address.toString(16).padStart(8, '0')}`],
    ['module+offset', () => `scene+0x${draw.rva.toString(16)}`],
    ['module+offset in another case', () => `SCENE+0X${draw.rva.toString(16).toUpperCase()}`],
    ["the image's file name+offset", () => `scene.dll+0x${draw.rva.toString(16)}`],
    ['a module and an offset', () => ({ module, rva: draw.rva })],
    ["a module's name and an offset", () => ({ module: 'scene', rva: BigInt(draw.rva) })],
  ];
  it.each(spellings)('may be %s', async (_what, location) => {
    const hit = await session.symbolize(location());
    expect(hit).toMatchObject({ address, module: 'scene', name: 'scene_draw', displacement: 0n });
  });

  const nothing: [string, Location][] = [
    ['address 0', 0],
    ['an address beyond every module', 0x7fff00000000n],
    ['the highest address', 2n ** 64n - 1n],
    ['a module that is not loaded', 'absent+0x10'],
    ['an offset beyond the address space', `scene+0x${(2n ** 64n - 1n).toString(16)}`],
  ];
  it.each(nothing)('gives null for %s', async (_what, location) => {
    await expect(session.symbolize(location)).resolves.toBeNull();
    await expect(session.symbolizeAll([location])).resolves.toEqual([null]);
  });

  const wrong: [string, unknown, typeof TypeError | typeof RangeError][] = [
    ['a negative bigint', -1n, RangeError],
    ['a negative number', -1, RangeError],
    ['a fraction', 1.5, RangeError],
    ['an unsafe integer', 2 ** 60, RangeError],
    ['an address beyond 64 bits', 2n ** 64n, RangeError],
    ['NaN', NaN, RangeError],
    ['Infinity', Infinity, RangeError],
    ['text that is no address', 'draw', RangeError],
    ['an empty string', '', RangeError],
    ['a module without an offset', 'scene+', RangeError],
    ['nothing', undefined, TypeError],
    ['null', null, TypeError],
    ['an object', {}, TypeError],
    ['a bad offset', { module: 'scene', rva: -1 }, RangeError],
    ['a bad module', { module: 5, rva: 1 }, TypeError],
  ];
  it.each(wrong)('is refused by name if it is %s, and the session continues', async (_what, location, type) => {
    await expect(session.symbolize(location as Location)).rejects.toThrow(type);
    await expect(session.symbolize(location as Location)).rejects.toThrow(/SymbolSession\.symbolize: `\w+` must be/);
    await expect(session.symbolizeAll([address, location as Location])).rejects.toThrow(type);
    await expect(session.module(location as Location)).rejects.toThrow(type);
    await expect(session.symbolize(address)).resolves.toMatchObject({ name: 'scene_draw' });
  });

  it('is refused for a module of another session', async () => {
    await using other = await SymbolSession.open();
    await expect(other.symbolize({ module, rva: draw.rva })).rejects.toThrow(TypeError);
    await expect(other.unloadModule(module)).rejects.toThrow(/module of this session/);
    expect(module.loaded).toBe(true);
  });
});

describe('symbolizeAll', () => {
  it('gives one result per address, in order, and reports its progress', async () => {
    await using session = await SymbolSession.open();
    const module = await session.loadModule(scene, { base });
    const draw = trueFunction('scene_draw');
    const addresses = Array.from({ length: 5000 }, (_, index) => (index % 3 === 0 ? 0x5n : base + BigInt(draw.rva)));
    const seen: number[] = [];
    const hits = await session.symbolizeAll(addresses, {
      onProgress: ({ done, total }) => {
        expect(total).toBe(5000);
        seen.push(done);
      },
    });
    expect(hits.map((hit) => hit?.name ?? null)).toEqual(addresses.map((at) => (at === 0x5n ? null : 'scene_draw')));
    expect(seen.at(-1)).toBe(5000);
    expect([...seen].sort((a, b) => a - b)).toEqual(seen);
    await session.unloadModule(module);
  });

  it('stops with the reason of its signal, and lets others run between its slices', async () => {
    await using session = await SymbolSession.open();
    await session.loadModule(scene, { base });
    const address = base + BigInt(trueFunction('scene_draw').rva);
    const reason = new Error('enough');
    const controller = new AbortController();
    const many = session.symbolizeAll(new Array<bigint>(200_000).fill(address), { signal: controller.signal });
    const stopped = expect(many).rejects.toBe(reason);
    // It takes many slices; a later call gets its turn before the end.
    await expect(session.symbolize(address)).resolves.toMatchObject({ name: 'scene_draw' });
    controller.abort(reason);
    await stopped;
    await expect(session.symbolize(address)).resolves.toMatchObject({ name: 'scene_draw' });
  });

  it('refuses onProgress that is no function before it starts', async () => {
    await using session = await SymbolSession.open();
    await expect(session.symbolizeAll([base], { onProgress: 5 as never })).rejects.toThrow(
      'SymbolSession.symbolizeAll: `onProgress` must be a function',
    );
  });

  it('never starts with a signal that is already aborted', async () => {
    await using session = await SymbolSession.open();
    await expect(session.symbolizeAll([1n], { signal: AbortSignal.abort() })).rejects.toThrow(/abort/);
    await expect(session.symbolizeAll([1n], { signal: 'now' as never })).rejects.toThrow(TypeError);
  });

  it('returns an empty list for an empty list', async () => {
    await using session = await SymbolSession.open();
    await expect(session.symbolizeAll([])).resolves.toEqual([]);
  });
});

describe('findSymbol', () => {
  it('finds by qualified and by plain name', async () => {
    await using session = await SymbolSession.open();
    const module = await session.loadModule(scene, { base });
    const draw = trueFunction('scene_draw');
    for (const name of ['scene!scene_draw', 'scene_draw']) {
      await expect(session.findSymbol(name)).resolves.toMatchObject({
        name: 'scene_draw',
        module: 'scene',
        address: module.addressOf(draw.rva),
        size: draw.size,
      });
    }
    await expect(session.findSymbol('scene!absent')).resolves.toBeNull();
    await expect(session.findSymbol('absent!scene_draw')).resolves.toBeNull();
    await expect(session.findSymbol('a\0b')).rejects.toThrow(RangeError);
    await expect(session.findSymbol(5 as never)).rejects.toThrow(TypeError);
  });

  it('gives names of any length in full', async () => {
    await using session = await SymbolSession.open();
    const module = await session.loadModule(scene, { base });
    const long = truth(variant).functions.filter(({ name }) => name.length > 300);
    expect(Math.max(...long.map(({ name }) => name.length))).toBeGreaterThan(1500);
    for (const { name, rva } of long) {
      const hit = await session.symbolize({ module, rva });
      expect(hit?.name).toBe(name);
    }
  });

  it('finds exports without a PDB', async () => {
    await using session = await SymbolSession.open();
    const module = await session.loadModule(bare, { base });
    expect(module.hasFullSymbols).toBe(false);
    const found = await session.findSymbol('scene!scene_draw');
    expect(found?.address).toBe(module.addressOf(trueFunction('scene_draw').rva));
    const hit = await session.symbolize(module.addressOf(trueFunction('scene_draw').rva));
    expect(hit).toMatchObject({ name: 'scene_draw', module: 'scene' });
    expect(hit?.source).toBeUndefined();
    const inside = await session.symbolize(module.addressOf(trueFunction('scene_draw').rva + 7));
    // 32-bit images have no function table, so Wine's DLL finds an export there only by its first byte.
    if (inside || variant === 'x64') expect(inside).toMatchObject({ name: 'scene_draw', displacement: 7n });
  });
});

describe('symbolizeAll of a source without an end', () => {
  const forEver = {
    'a generator': function* () {
      for (;;) yield base;
    },
    'an async generator': async function* () {
      for (;;) yield await Promise.resolve(base);
    },
    'an async generator that never gives an address': async function* () {
      await new Promise(() => undefined);
      yield base;
    },
  };

  it.each(Object.entries(forEver))('is rejected when its signal is aborted: %s', async (_what, source) => {
    await using session = await SymbolSession.open();
    const stop = new AbortController();
    const reason = new Error('enough');
    setTimeout(() => {
      stop.abort(reason);
    }, 50);
    await expect(session.symbolizeAll(source(), { signal: stop.signal })).rejects.toBe(reason);
    await expect(session.symbolizeAll([base])).resolves.toEqual([null]);
  });
});
