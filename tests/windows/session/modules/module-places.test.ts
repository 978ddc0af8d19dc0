import { readFileSync } from 'node:fs';
import path from 'node:path';
import { dbghelp, SymbolSession, type LocalVariable, type SymbolModule } from '../../../../lib';
import { app, bare, bin, mismatched, scene, trueFunction, variant } from '../../fixtures';
import { readImageFile } from '../../image-file';

const base = 0x10000000n;
const rva = trueFunction('scene_draw').rva;
const { sizeOfImage } = readImageFile(scene);
const sceneAndLine = expect.objectContaining({ name: 'scene_draw', level: 'line' }) as unknown;

let session: SymbolSession;
beforeEach(async () => {
  session = await SymbolSession.open();
});
afterEach(() => session.close());

const already = { name: 'DbgHelpError', code: 'DBGHELP_ALREADY_LOADED' };
const bases = async (): Promise<bigint[]> => (await session.modules()).map((module) => module.base);

describe('images with the same preferred base', () => {
  const images = [scene, mismatched, bare, bin(`${variant}-o2`, 'scene.dll')];

  it('are all loaded if no base is given, the first one at its own', async () => {
    const modules: SymbolModule[] = [];
    for (const image of images) modules.push(await session.loadModule(image));
    expect(modules[0]!.base).toBe(variant === 'x64' ? 0x180000000n : 0x10000000n);
    expect(new Set(await bases())).toEqual(new Set(modules.map((module) => module.base)));
    for (const [index, module] of modules.entries()) {
      expect(module.imagePath.toLowerCase()).toBe(images[index]!.toLowerCase());
      for (const other of modules) expect(other === module || !other.contains(module.base)).toBe(true);
    }
    const answers = await session.symbolizeAll(
      modules.map((module) => ({ module, rva: module === modules[3] ? 0 : rva })),
    );
    expect(answers.slice(0, 3).map((answer) => [answer?.name, answer?.level === 'line'])).toEqual([
      ['scene_draw', true],
      // Each PDB is searched for only beside its own image.
      ['scene_draw', false],
      ['scene_draw', false],
    ]);
    // Each is returned again, at any base.
    for (const [index, image] of images.entries())
      await expect(session.loadModule(image)).resolves.toBe(modules[index]);
  });

  it('are the same ones by a path with the prefix that lifts the limit of paths', async () => {
    const module = await session.loadModule(`\\\\?\\${scene}`);
    expect(module.imagePath.toLowerCase()).toBe(scene.toLowerCase());
    await expect(session.loadModule(scene)).resolves.toBe(module);
    await expect(session.loadModule(`\\\\?\\${scene.toUpperCase()}`)).resolves.toBe(module);
  });

  it('are loaded beside modules of raw calls', async () => {
    await dbghelp.SymLoadModuleExW(
      session.key,
      null,
      app,
      null,
      variant === 'x64' ? 0x180001000n : base,
      0x1000,
      null,
      0,
    );
    const module = await session.loadModule(scene);
    await expect(session.modules()).resolves.toHaveLength(2);
    await expect(session.symbolize({ module, rva })).resolves.toEqual(sceneAndLine);
    await session.run((api) => api.SymLoadModuleExW(session.key, null, bare, null, 0x30000000n, 0, null, 0));
    await expect(session.loadModule(app, { base: 0x30000000n })).rejects.toMatchObject(already);
  });

  it('of 32-bit programs stay below 4 GiB', async () => {
    await session.loadVirtualModule({ base: 0x10000000n, size: 0xefff_f000, name: 'everything' });
    const module = await session.loadModule(bin('x86', 'scene.dll'));
    expect(module.base).toBeLessThan(0x10000000n);
    expect(module.base).toBeGreaterThan(0n);
  });

  it('are refused if there is no room', async () => {
    await session.loadVirtualModule({ base: 0x10000n, size: 0xffff_0000 - 1, name: 'everything' });
    await expect(session.loadModule(bin('x86', 'scene.dll'))).rejects.toMatchObject(already);
    await expect(bases()).resolves.toEqual([0x10000n]);
  });
});

interface TrueSamples {
  readonly functions: readonly { readonly samples: readonly (readonly [rva: number, ...rest: unknown[]])[] }[];
}

describe.each([variant, `${variant}-o2`])('an image of %s loaded without a base', (name) => {
  const image = bin(name, 'scene.dll');
  const text = readFileSync(path.join(__dirname, `../../../fixtures/truth/${name}-locals.json`), 'utf8');
  const places = (JSON.parse(text) as TrueSamples).functions.flatMap(({ samples }) => samples.map(([at]) => at));

  const localsOf = async (at: bigint | undefined) => {
    await using own = await SymbolSession.open();
    const module = await own.loadModule(image, { base: at });
    const shifted = ({ name, kind, size, location, scope }: LocalVariable) => ({
      variable: [name, kind, size, scope && { ...scope, address: scope.address - module.base }],
      location: location.kind === 'static' ? { ...location, address: location.address - module.base } : location,
    });
    const found = [];
    for (const place of places) found.push(((await own.locals(module.base + BigInt(place))) ?? []).map(shifted));
    return found;
  };

  it('has the same variables as one loaded at a base', async () => {
    const without = await localsOf(undefined);
    expect(without.length).toBeGreaterThan(100);
    expect(without).toEqual(await localsOf(0x20000000n));
    const known = without.flat().filter(({ location: { kind } }) => kind !== 'unknown');
    expect(known.length).toBeGreaterThan(100);
  });
});

describe('a module that overlaps another one', () => {
  const middle = base + 0x1000n;
  const others = [
    ['an image', (replace?: boolean) => session.loadModule(app, { base: middle, replace })],
    [
      'a virtual module',
      (replace?: boolean) => session.loadVirtualModule({ base: middle, size: 0x100, name: 'jit', replace }),
    ],
    ['an image that ends in it', (replace?: boolean) => session.loadModule(app, { base: base - 0x1000n, replace })],
    [
      'a virtual module around it',
      (replace?: boolean) => session.loadVirtualModule({ base: base - 0x1000n, size: 0x100000, name: 'jit', replace }),
    ],
    ['an image at the same base', (replace?: boolean) => session.loadModule(bare, { base, replace })],
  ] as const;

  it.each(others)('is refused, and leaves the other one as it was: %s', async (_what, load) => {
    const module = await session.loadModule(scene, { base });
    const refused = load();
    await expect(refused).rejects.toMatchObject(already);
    await expect(refused).rejects.toThrow(/scene is loaded from 0x10000000 .*`replace`/);
    expect(module.loaded).toBe(true);
    await expect(session.modules()).resolves.toEqual([module]);
    await expect(session.symbolize({ module, rva })).resolves.toEqual(sceneAndLine);
  });

  it.each(others)('replaces it with `replace`, and the other one is unloaded: %s', async (_what, load) => {
    const module = await session.loadModule(scene, { base });
    const second = await load(true);
    expect([module.loaded, second.loaded]).toEqual([false, true]);
    await expect(session.modules()).resolves.toEqual([second]);
    await expect(session.symbolize({ module, rva })).rejects.toMatchObject({ code: 'DBGHELP_MODULE_UNLOADED' });
  });

  it('is not one right behind or before another one', async () => {
    await session.loadModule(scene, { base });
    await session.loadVirtualModule({ base: base + BigInt(sizeOfImage), size: 0x1000, name: 'behind' });
    await session.loadVirtualModule({ base: base - 0x1000n, size: 0x1000, name: 'before' });
    await expect(bases()).resolves.toEqual([base - 0x1000n, base, base + BigInt(sizeOfImage)]);
  });

  it('is never the same module again', async () => {
    const module = await session.loadModule(scene, { base });
    await expect(session.loadModule(scene, { base, replace: true })).resolves.toBe(module);
    const virtual = { base: 0x50000000n, size: 0x1000, name: 'jit' };
    const jit = await session.loadVirtualModule(virtual);
    await expect(session.loadVirtualModule(virtual)).resolves.toBe(jit);
    expect([module.loaded, jit.loaded]).toEqual([true, true]);
  });
});

it('an image is loaded again if another base is given', async () => {
  const first = await session.loadModule(scene, { base });
  const second = await session.loadModule(scene, { base: 0x20000000n });
  expect(second).not.toBe(first);
  await expect(session.modules()).resolves.toEqual([first, second]);
  for (const module of [first, second]) await expect(session.symbolize({ module, rva })).resolves.toEqual(sceneAndLine);
  await expect(session.loadModule(scene)).resolves.toBe(first);
  await expect(session.loadModule(scene, { base: second.base })).resolves.toBe(second);
});

it('a module that ends beyond 2^64 is refused by its base', async () => {
  const size = BigInt(sizeOfImage);
  for (const at of [2n ** 64n - 1n, 2n ** 64n - size, 2n ** 64n - size + 0x1000n]) {
    await expect(session.loadModule(scene, { base: at })).rejects.toThrow(RangeError);
    await expect(session.loadModule(scene, { base: at })).rejects.toThrow(/`base`/);
    const virtual = session.loadVirtualModule({ base: at, size: sizeOfImage, name: 'jit' });
    await expect(virtual).rejects.toThrow(/`base`/);
  }
  // In a 32-bit process, not every DLL accepts more than 32 bits.
  const high =
    process.arch === 'ia32' ? { base: 2n ** 31n, size: 0x7fff_0000 } : { base: 2n ** 63n, size: 0xffff_ffff };
  await expect(session.loadModule(scene, high)).resolves.toMatchObject({ base: high.base });
  await expect(session.modules()).resolves.toHaveLength(1);
});

describe('a module that raw calls put over another one', () => {
  const loadRaw = (image: string, at: bigint): Promise<bigint> =>
    dbghelp.SymLoadModuleExW(session.key, null, image, null, at, 0, null, 0);

  it('at its base is a different module, and the previous one is unloaded', async () => {
    const module = await session.loadModule(scene, { base });
    await dbghelp.SymUnloadModule64(session.key, base);
    await loadRaw(app, base);
    const there = await session.module(base);
    expect(there).toMatchObject({
      name: 'app',
      imagePath: expect.stringMatching(/app\.exe$/i) as string,
      loaded: true,
    });
    expect(there).not.toBe(module);
    expect(module.loaded).toBe(false);
  });

  it('over a part of it is noticed at the next look-up', async () => {
    const module = await session.loadModule(scene, { base });
    await loadRaw(app, base + 0x1000n);
    await expect(session.module(base + 0x1000n)).resolves.toMatchObject({ base: base + 0x1000n, name: 'app' });
    expect(module.loaded).toBe(false);
    await expect(session.modules()).resolves.toHaveLength(1);
  });
});
