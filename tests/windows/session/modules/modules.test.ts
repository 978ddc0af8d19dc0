import { promises as files } from 'node:fs';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { dbghelp, SymbolSession, type LoadModuleOptions, type SymbolModule } from '../../../../lib';
import * as room from '../../../../lib/dll/differences';
import { app, bare, mismatched, scene, trueFunction, variant } from '../../fixtures';
import { loadProbe } from '../../probe';

const base = 0x10000000n;
const rva = trueFunction('scene_draw').rva;
const draw = base + BigInt(rva);

let session: SymbolSession;
let folder: string;
beforeEach(async () => {
  session = await SymbolSession.open();
});
afterEach(() => session.close());
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'dbghelp-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('loading a module', () => {
  it('describes it', async () => {
    const module = await session.loadModule(scene, { base });
    expect(module).toMatchObject({ base, name: 'scene', symbolType: 'pdb', hasFullSymbols: true, hasLines: true });
    expect(module.imagePath.toLowerCase()).toContain('scene.dll');
    expect(module.pdbPath?.toLowerCase()).toContain('scene.pdb');
    expect(module.size).toBeGreaterThan(rva);
    expect(module.pdbSignature?.guid).toMatch(/^[0-9A-F]{32}$/);
    expect(module.loaded).toBe(true);
    expect(String(module)).toBe('scene');
    expect(JSON.parse(JSON.stringify(module))).toMatchObject({ base: '0x10000000', name: 'scene' });
    expect(module.addressOf(rva)).toBe(draw);
    expect(() => module.addressOf(module.size)).toThrow(RangeError);
    await expect(session.modules()).resolves.toEqual([module]);
    await expect(session.module(draw)).resolves.toBe(module);
    await expect(session.module(base - 1n)).resolves.toBeNull();
  });

  it('uses the preferred base of the image by default', async () => {
    const module = await session.loadModule(scene);
    expect(module.base).toBe(variant === 'x64' ? 0x180000000n : 0x10000000n);
    await expect(session.loadModule(scene)).resolves.toBe(module);
  });

  it('opens its image once before DbgHelp does', async () => {
    const open = jest.spyOn(files, 'open');
    await session.loadModule(scene);
    const opened = open.mock.calls.filter(([file]) => file === scene);
    open.mockRestore();
    expect(opened).toHaveLength(1);
  });

  it('passes the given name, base and size to DbgHelp', async () => {
    const probe = await loadProbe();
    probe.reset();
    await using onProbe = await SymbolSession.open({ dbghelp: probe.dll });
    probe.fill('SymGetModuleInfoW64');
    // The stand-in has no symbols to find the limit by.
    const highest = jest.spyOn(room, 'endOfAddresses').mockReturnValue(2n ** 64n);
    await onProbe.loadModule(scene, { base: 0xfffff80012340000n, size: 0x1234, name: 'renamed' });
    highest.mockRestore();
    const record = probe.records().find(({ name }) => name === 'SymLoadModuleExW');
    expect(record?.copies.get(3)?.toString('utf16le')).toBe('renamed\0');
    expect(record?.arguments.slice(4, 6)).toEqual([0xfffff80012340000n, 0x1234n]);
  });

  it.each([false, true])('calls off the main thread, or on it: %p', async (onMainThread) => {
    const probe = await loadProbe();
    probe.reset();
    await using onProbe = await SymbolSession.open({ dbghelp: probe.dll, onMainThread });
    probe.fill('SymGetModuleInfoW64');
    await onProbe.loadModule(scene, { base });
    const threadOf = (api: string) => probe.records().find(({ name }) => name === api)?.thread;
    const mainThread = threadOf('SymGetModuleInfoW64');
    expect(mainThread).toBeGreaterThan(0);
    for (const api of ['SymInitializeW', 'SymLoadModuleExW', 'SymFromAddrW'])
      expect([api, threadOf(api) === mainThread]).toEqual([api, onMainThread]);
  });

  it('returns a module that is already loaded', async () => {
    const module = await session.loadModule(scene, { base });
    await expect(session.loadModule(scene, { base })).resolves.toBe(module);
    await expect(session.modules()).resolves.toHaveLength(1);
  });

  it('separates two images at two bases', async () => {
    const first = await session.loadModule(scene, { base });
    const second = await session.loadModule(app, { base: 0x20000000n });
    await expect(session.modules()).resolves.toEqual([first, second]);
    await expect(session.module(second.base + 1n)).resolves.toBe(second);
  });

  it('gives symbols, lines or their absence with any PDB', async () => {
    for (const image of [mismatched, bare]) {
      const module = await session.loadModule(image, { base });
      // Microsoft's DLL says export, Wine's none; neither loads the wrong PDB.
      expect(['export', 'none']).toContain(module.symbolType);
      expect(module.hasFullSymbols).toBe(false);
      await expect(session.symbolize(module.addressOf(rva))).resolves.toMatchObject({ name: 'scene_draw' });
      expect((await session.symbolize(module.addressOf(rva)))?.source).toBeUndefined();
      await session.unloadModule(module);
    }
  });

  it('makes missing symbols an error if they are required, and leaves nothing behind', async () => {
    for (const image of [mismatched, bare]) {
      const refused = session.loadModule(image, { base, requireSymbols: true });
      await expect(refused).rejects.toMatchObject({ name: 'DbgHelpError', code: 'DBGHELP_NO_SYMBOLS' });
      await expect(refused).rejects.toThrow(/scene\.dll/);
      await expect(session.modules()).resolves.toEqual([]);
    }
    await expect(session.loadModule(scene, { base, requireSymbols: true })).resolves.toMatchObject({ name: 'scene' });
  });

  it('finds a PDB in a folder of the search path', async () => {
    const image = path.join(folder, 'scene.dll');
    await copyFile(scene, image);
    await using elsewhere = await SymbolSession.open({ searchPath: path.dirname(scene) });
    await expect(elsewhere.loadModule(image, { base, requireSymbols: true })).resolves.toMatchObject({
      symbolType: 'pdb',
    });
    await expect(session.loadModule(image, { base })).resolves.toMatchObject({ hasFullSymbols: false });
  });

  it('has no full symbols if an image has only a table of names', async () => {
    const bytes = await readFile(bare);
    // PointerToSymbolTable and NumberOfSymbols: one external function of the first section, and no long names.
    const header = bytes.readUInt32LE(0x3c) + 4;
    bytes.writeUInt32LE(bytes.length, header + 8);
    bytes.writeUInt32LE(1, header + 12);
    const symbol = Buffer.alloc(18 + 4);
    symbol.write('ownname', 'latin1');
    symbol.writeUInt32LE(0x10, 8);
    symbol.writeUInt16LE(1, 12);
    symbol.writeUInt16LE(0x20, 14);
    symbol.writeUInt8(2, 16);
    symbol.writeUInt32LE(4, 18);
    const image = path.join(folder, 'table.dll');
    await writeFile(image, Buffer.concat([bytes, symbol]));
    const module = await session.loadModule(image, { base });
    // Some DLLs read such tables.
    expect(['coff', 'export', 'none']).toContain(module.symbolType);
    expect(module.hasFullSymbols).toBe(false);
    await session.unloadModule(module);
    const refused = session.loadModule(image, { base, requireSymbols: true });
    await expect(refused).rejects.toMatchObject({ code: 'DBGHELP_NO_SYMBOLS' });
  });

  const bad: [string, string, LoadModuleOptions, RegExp][] = [
    ['an image path with a NUL', 'a\0b.dll', {}, /`image`/],
    ['an image that is no text', 5 as never, {}, /`image`/],
    ['a negative base', scene, { base: -1n }, /`base`/],
    ['a fraction as size', scene, { size: 1.5 }, /`size`/],
    ['a name that is no text', scene, { name: 7 as never }, /`name`/],
    ['a requirement that is no boolean', scene, { requireSymbols: 1 as never }, /`requireSymbols`/],
  ];
  it.each(bad)('refuses %s by name', async (_what, image, options, message) => {
    await expect(session.loadModule(image, options)).rejects.toThrow(message);
    await expect(session.loadModule(scene, { base })).resolves.toMatchObject({ name: 'scene' });
  });

  it('names the missing image', async () => {
    const missing = session.loadModule('C:\\nowhere\\absent.dll');
    await expect(missing).rejects.toMatchObject({ code: 'DBGHELP_NOT_FOUND' });
    await expect(missing).rejects.toThrow(/`image` C:\\nowhere\\absent\.dll/);
  });

  it('survives a file that is no image', async () => {
    const image = path.join(folder, 'text.dll');
    await writeFile(image, 'no image at all\n'.repeat(100));
    await expect(session.loadModule(image, { base, requireSymbols: true })).rejects.toMatchObject({
      name: 'DbgHelpError',
    });
    await expect(session.loadModule(scene, { base: 0x30000000n })).resolves.toMatchObject({ name: 'scene' });
  });

  it('leaves nothing behind when it is aborted', async () => {
    await expect(session.loadModule(scene, { base, signal: AbortSignal.abort('early') })).rejects.toBe('early');
    const controller = new AbortController();
    const late = expect(session.loadModule(scene, { base, signal: controller.signal })).rejects.toBe('late');
    setImmediate(() => {
      controller.abort('late');
    });
    await late;
    await expect(session.modules()).resolves.toEqual([]);
    await expect(session.loadModule(scene, { base })).resolves.toMatchObject({ name: 'scene' });
  });
});

it('undoes a load after which SymGetModuleInfoW64 does not know the module', async () => {
  const probe = await loadProbe();
  probe.reset();
  await using onProbe = await SymbolSession.open({ dbghelp: probe.dll });
  probe.returns('SymLoadModuleExW', base);
  probe.returns('SymGetModuleInfoW64', 0n);
  const loads = [
    () => onProbe.loadModule(scene, { base }),
    () => onProbe.loadVirtualModule({ base, size: 0x1000, name: 'jit' }),
  ];
  for (const load of loads) await expect(load()).rejects.toMatchObject({ api: 'SymGetModuleInfoW64' });
  const unloaded = probe.records().filter(({ name }) => name === 'SymUnloadModule64');
  expect(unloaded.map(({ arguments: values }) => values[1])).toEqual([base, base]);
});

describe('SymLoadModuleExW returning 0 with last error 0', () => {
  it('is a failure if no module is at that base', async () => {
    const probe = await loadProbe();
    probe.reset();
    await using onProbe = await SymbolSession.open({ dbghelp: probe.dll });
    probe.returns('SymLoadModuleExW', 0n);
    probe.returns('SymGetModuleInfoW64', 0n);
    await expect(onProbe.loadModule(scene, { base })).rejects.toMatchObject({
      code: 'DBGHELP_CALL_FAILED',
      api: 'SymLoadModuleExW',
      win32Code: 0,
    });
  });

  it('has a specific error if another module is at that base', async () => {
    await session.loadModule(scene, { base });
    await expect(session.loadModule(app, { base })).rejects.toMatchObject({ name: 'DbgHelpError' });
    await expect(session.modules()).resolves.toMatchObject([{ name: 'scene' }]);
  });
});

describe('unloading a module', () => {
  it('makes its addresses null until it is loaded again', async () => {
    const module = await session.loadModule(scene, { base });
    await expect(session.symbolize(draw)).resolves.toMatchObject({ name: 'scene_draw' });
    await session.unloadModule(module);
    await expect(session.symbolize(draw)).resolves.toBeNull();
    await expect(session.findSymbol('scene!scene_draw')).resolves.toBeNull();
    await expect(session.module(draw)).resolves.toBeNull();
    await expect(session.modules()).resolves.toEqual([]);
    const again = await session.loadModule(scene, { base });
    expect(again).not.toBe(module);
    await expect(session.symbolize(draw)).resolves.toMatchObject({ name: 'scene_draw' });
    expect([module.loaded, again.loaded]).toEqual([false, true]);
  });

  it.each([true, false])('works the same with deferredLoads: %s', async (deferredLoads) => {
    await using other = await SymbolSession.open({ options: { deferredLoads } });
    const module = await other.loadModule(scene, { base });
    await other.unloadModule(base);
    await expect(other.symbolize(draw)).resolves.toBeNull();
    expect(module.loaded).toBe(false);
    await other.loadModule(scene, { base });
    await expect(other.symbolize(draw)).resolves.toMatchObject({ name: 'scene_draw' });
  });

  it('twice is an error that says so, and the object stays unloaded', async () => {
    const module = await session.loadModule(scene, { base });
    await session.unloadModule(module);
    const unloaded = { name: 'DbgHelpError', code: 'DBGHELP_MODULE_UNLOADED' };
    await expect(session.unloadModule(module)).rejects.toMatchObject(unloaded);
    await expect(session.symbolize({ module, rva })).rejects.toMatchObject(unloaded);
    expect(() => module.addressOf(rva)).toThrow(expect.objectContaining(unloaded) as Error);
    await expect(session.unloadModule(base)).rejects.toMatchObject({ code: 'DBGHELP_NOT_FOUND' });
  });

  it('twice at once unloads once', async () => {
    const module = await session.loadModule(scene, { base });
    const results = await Promise.allSettled([session.unloadModule(module), session.unloadModule(module)]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });

  it('accepts only bases', async () => {
    await session.loadModule(scene, { base });
    await expect(session.unloadModule(base + 1n)).rejects.toMatchObject({ code: 'DBGHELP_NOT_FOUND' });
    await expect(session.unloadModule(-1n)).rejects.toThrow(RangeError);
    await expect(session.unloadModule('scene' as never)).rejects.toThrow(TypeError);
    await expect(session.modules()).resolves.toHaveLength(1);
  });

  it('works for modules of raw calls, too', async () => {
    await dbghelp.SymLoadModuleExW(session.key, null, scene, null, base, 0, null, 0);
    const [module] = (await session.modules()) as [SymbolModule];
    expect(module.base).toBe(base);
    await dbghelp.SymUnloadModule64(session.key, base);
    await expect(session.modules()).resolves.toEqual([]);
    expect(module.loaded).toBe(false);
  });
});

describe('a virtual module', () => {
  it('has a base, a size and a name, and no symbols', async () => {
    const module = await session.loadVirtualModule({ base: 0x50000000n, size: 0x2000, name: 'jit' });
    expect(module).toMatchObject({ base: 0x50000000n, size: 0x2000, name: 'jit' });
    await expect(session.module(0x50001fffn)).resolves.toBe(module);
    await expect(session.symbolize(0x50000010n)).resolves.toBeNull();
    await session.unloadModule(module);
    await expect(session.module(0x50000010n)).resolves.toBeNull();
    await expect(session.loadVirtualModule({ base: 0n, size: 0, name: 'x' })).rejects.toThrow(/`size`/);
  });
});
