import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { SymbolSession, walkProcess } from '../../../../lib';
import { bin, scene, trueFunction, variant } from '../../fixtures';
import { loadProbe } from '../../probe';
import { startApp, type StartedApp } from '../../running-app';

/** app.exe and scene.dll refer to their PDBs without a folder, like all images linked with /PDBALTPATH:%_PDB%. */
const files = ['app.exe', 'app.pdb', 'scene.dll', 'scene.pdb'];
const programs = process.arch === 'ia32' ? ['x86'] : ['x64', 'x86'];

let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(path.join(os.tmpdir(), 'dbghelp-'));
});
// DLLs cannot be deleted while they are loaded.
afterAll(() => rm(scratch, { recursive: true }).catch(() => undefined));

/** A copy of the fixtures in a new folder. */
async function elsewhere(folder: string, from: string): Promise<string> {
  const target = path.join(scratch, folder);
  await mkdir(target, { recursive: true });
  for (const name of files) await copyFile(bin(from, name), path.join(target, name));
  return target;
}

describe.each(programs)('a live program of %s with PDBs beside its images, and no search path', (program) => {
  let started: StartedApp;
  beforeAll(async () => {
    started = await startApp(path.join(await elsewhere(`program-${program}`, program), 'app.exe'));
  });
  afterAll(() => {
    started.stop();
  });

  it('has names and lines', async () => {
    await using session = await SymbolSession.open({ process: started.pid });
    const found = await session.findSymbol('app!app::wait_for_ever');
    expect(found).toMatchObject({ module: 'app', name: 'app::wait_for_ever' });
    await expect(session.symbolize(found!.address)).resolves.toMatchObject({
      level: 'line',
      name: 'app::wait_for_ever',
      source: { file: expect.stringContaining('app.cpp') as string },
    });
    const { modules } = await session.diagnostics();
    const own = modules.filter(({ name }) => ['app', 'scene'].includes(name));
    expect(own.map(({ name }) => name).sort()).toEqual(['app', 'scene']);
    await expect(session.findSymbol('scene!scene_draw')).resolves.toMatchObject({ module: 'scene' });
    for (const module of await session.modules()) {
      if (['app', 'scene'].includes(module.name)) expect(module.hasFullSymbols).toBe(true);
    }
  });

  it('has a stack with names and lines', async () => {
    const stacks = await walkProcess(started.pid);
    const named = stacks
      .flatMap(({ frames }) => frames)
      .map(({ symbol }) => symbol)
      .filter((symbol) => symbol?.module === 'app' || symbol?.module === 'scene');
    expect(named.map((symbol) => symbol?.name)).toEqual(
      expect.arrayContaining(['app::wait_for_ever', 'app::on_node', 'scene_visit', 'app::app_main', 'AppEntry']),
    );
    for (const symbol of named) expect(symbol?.level).toBe('line');
  });

  it('has them at once without deferred loads', async () => {
    await using session = await SymbolSession.open({ process: started.pid, options: { deferredLoads: false } });
    const { modules, options } = await session.diagnostics();
    expect(options.named.deferredLoads).toBe(false);
    for (const name of ['app', 'scene']) {
      expect(modules.find((module) => module.name === name)).toMatchObject({ symbolType: 'pdb', why: null });
    }
  });

  it('has its folder after the given search path', async () => {
    await using session = await SymbolSession.open({ process: started.pid, searchPath: 'C:\\symbols' });
    const folder = path.join(scratch, `program-${program}`).toLowerCase();
    const elements = session.searchPath.toLowerCase().split(';');
    expect(elements[0]).toBe('c:\\symbols');
    expect(elements.filter((element) => element === folder)).toHaveLength(1);
    expect(new Set(elements).size).toBe(elements.length);
  });
});

describe('a module that a live process loads later', () => {
  it('has names after the list was read again', async () => {
    const folder = await elsewhere('later', variant);
    await using session = await SymbolSession.open({ process: 'self' });
    const { koffi } = await loadProbe();
    const library = koffi.load(path.join(folder, 'scene.dll'));
    const modules = await session.refreshModules();
    const module = modules.find(
      ({ imagePath }) => imagePath.toLowerCase() === path.join(folder, 'scene.dll').toLowerCase(),
    );
    expect(module).toBeDefined();
    const { rva } = trueFunction('scene_draw');
    await expect(session.symbolize(module!.base + BigInt(rva))).resolves.toMatchObject({
      name: 'scene_draw',
      level: 'line',
    });
    expect(module).toMatchObject({ hasFullSymbols: true });
    // A library that is garbage-collected would be unloaded.
    expect(library).toBeDefined();
  });
});

describe('an image loaded by its path into a live session', () => {
  it('has symbols from its own folder, too', async () => {
    await using session = await SymbolSession.open({ process: 'self' });
    const before = session.searchPath;
    const module = await session.loadModule(scene, { base: 0x10000000n });
    expect(module.hasFullSymbols).toBe(true);
    expect(session.searchPath).toBe(before);
  });
});
