import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { formatAddress, SymbolSession, type SymbolDiagnostic, type SymbolModule } from '../../../../lib';
import { bin, scene, trueFunction, variant } from '../../fixtures';

const base = 0x10000000n;
const draw = trueFunction('scene_draw');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'dbghelp-'));
  await copyFile(bin(variant, 'scene.pdb'), path.join(folder, 'scene.pdb'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Every verb with a module's name, and every answer with one. */
async function isKnownAs(session: SymbolSession, module: SymbolModule, spelling: string, name: string): Promise<void> {
  const address = base + BigInt(draw.rva);
  const hex = `0x${draw.rva.toString(16)}`;
  expect(module.name).toBe(name);
  expect(String(module)).toBe(name);
  expect(module.toJSON()).toMatchObject({ name });
  expect((await session.modules()).map((one) => one.name)).toContain(name);
  await expect(session.symbolize(`${spelling}+${hex}`)).resolves.toMatchObject({ address, module: name });
  await expect(session.symbolize({ module: spelling, rva: draw.rva })).resolves.toMatchObject({
    address,
    module: name,
  });
  await expect(session.symbolizeAll([`${spelling}+${hex}`])).resolves.toMatchObject([{ address, module: name }]);
  await expect(session.module(`${spelling}+0`)).resolves.toBe(module);
  expect((await session.locals(`${spelling}+${hex}`))?.length).toBeGreaterThan(0);
  await expect(session.findSymbol(`${spelling}!scene_draw`)).resolves.toMatchObject({ address, module: name });
  const found = await session.findSymbols(`${spelling}!scene_draw`);
  expect(new Set(found.map((one) => `${one.module} ${String(one.address)}`))).toEqual(
    new Set([`${name} ${String(address)}`]),
  );
  for (const symbols of [
    session.symbols(`${spelling}!scene_draw`),
    session.symbols('scene_draw', { module: spelling }),
    session.search(`${spelling}!scene_draw`),
  ]) {
    const names = new Set<string>();
    for await (const one of symbols) names.add(one.module);
    expect(names).toEqual(new Set([name]));
  }
  await expect(session.type(`${spelling}!scene::Vec3`)).resolves.toMatchObject({ name: 'scene::Vec3', module: name });
  for (const types of [session.types(`${spelling}!scene::Vec3`), session.types('scene::Vec3', { module: spelling })]) {
    const names = new Set<string>();
    for await (const one of types) names.add(one.module);
    expect(names).toEqual(new Set([name]));
  }
  expect((await session.sourceFiles(spelling)).map((one) => one.module)).toContain(name);
  expect((await session.lines('scene.cpp', { module: spelling })).map((one) => one.module)).toContain(name);
  expect(formatAddress((await session.symbolize(address))!)).toMatch(`${name}!scene_draw`);
}

const files: [file: string, name: string][] = [
  ['scene.dll', 'scene'],
  ['Setup.exe', 'Setup'],
  ['add-on.node', 'add-on'],
  ['lib.of.many.dots.DLL', 'lib.of.many.dots'],
  ['With Blank+Plus.sys', 'With Blank+Plus'],
  ['bare', 'bare'],
  [
    'a_name_that_is_longer_than_the_31_characters_of_a_DLL.dll',
    'a_name_that_is_longer_than_the_31_characters_of_a_DLL',
  ],
];

it.each(files)('the module of %s is %s, and is found by either, in any case', async (file, name) => {
  const image = path.join(folder, file);
  await copyFile(scene, image);
  await using session = await SymbolSession.open();
  const diagnostics: SymbolDiagnostic[] = [];
  session.on('diagnostic', (diagnostic) => diagnostics.push(diagnostic));
  const module = await session.loadModule(image, { base });
  for (const spelling of [name, file, name.toUpperCase()]) await isKnownAs(session, module, spelling, name);
  expect(new Set(diagnostics.flatMap((one) => one.module ?? []))).toEqual(new Set([name]));
  for (const { modules } of [await session.diagnostics()]) expect(modules.map((one) => one.name)).toEqual([name]);
});

it('a module whose file name has characters that a name cannot have is named with _ for them', async () => {
  const image = path.join(folder, 'a!b`c.dll');
  await copyFile(scene, image);
  await using session = await SymbolSession.open();
  const module = await session.loadModule(image, { base });
  for (const spelling of ['a_b_c', 'A_B_C']) await isKnownAs(session, module, spelling, 'a_b_c');
  const where = formatAddress((await session.symbolize(base + BigInt(draw.rva)))!);
  await expect(session.symbolize(where.split(' ')[0]!)).resolves.toMatchObject({ address: base + BigInt(draw.rva) });
});

it('a module with a given name has it everywhere, and is still found by its file name', async () => {
  await using session = await SymbolSession.open();
  const diagnostics: SymbolDiagnostic[] = [];
  session.on('diagnostic', (diagnostic) => diagnostics.push(diagnostic));
  const module = await session.loadModule(scene, { base, name: 'My.Plug-in 2' });
  for (const spelling of ['My.Plug-in 2', 'my.plug-in 2', 'scene', 'scene.dll']) {
    await isKnownAs(session, module, spelling, 'My.Plug-in 2');
  }
  expect(new Set(diagnostics.flatMap((one) => one.module ?? []))).toEqual(new Set(['My.Plug-in 2']));
  await session.unloadModule(module);
  const again = await session.loadModule(scene, { base });
  expect(again.name).toBe('scene');
  await expect(session.symbolize('My.Plug-in 2+0x1000')).resolves.toBeNull();
});

it('two images of the same file are distinguished by their given names', async () => {
  await using session = await SymbolSession.open();
  const image = path.join(folder, 'twin.dll');
  await copyFile(scene, image);
  await session.loadModule(scene, { base, name: 'left' });
  await session.loadModule(image, { base: 0x20000000n, name: 'scene' });
  await expect(session.findSymbol('left!scene_draw')).resolves.toMatchObject({ address: base + BigInt(draw.rva) });
  // A module of this name precedes one with this file name.
  await expect(session.module('scene+0')).resolves.toMatchObject({ base: 0x20000000n });
  await expect(session.findSymbol('twin!scene_draw')).resolves.toMatchObject({ module: 'scene' });
});

it('a virtual module has its given name', async () => {
  await using session = await SymbolSession.open();
  const made = await session.loadVirtualModule({ base, size: 0x1000, name: 'made.by.hand' });
  expect(made.name).toBe('made.by.hand');
  await session.addSymbol({ name: 'one', address: 'made.by.hand+0x10', size: 4 });
  await expect(session.findSymbol('made.by.hand!one')).resolves.toMatchObject({ module: 'made.by.hand' });
  await expect(session.symbolize(base + 0x12n)).resolves.toMatchObject({ module: 'made.by.hand', name: 'one' });
});

it.each(['', ' ', ' a', 'a ', 'a!b', 'a\\b', 'a/b', 'a:b', 'a*', 'a?', 'a`b', '<a>', 'a|b', 'a"b', 'a\0b'])(
  'a module cannot be called %j',
  async (name) => {
    await using session = await SymbolSession.open();
    await expect(session.loadModule(scene, { base, name })).rejects.toThrow(RangeError);
    await expect(session.loadVirtualModule({ base, size: 1, name })).rejects.toThrow(/`name`/);
    await expect(session.modules()).resolves.toEqual([]);
  },
);
