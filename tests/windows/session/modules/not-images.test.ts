import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { SymbolSession } from '../../../../lib';
import { bin, scene, trueFunction, variant } from '../../fixtures';

let session: SymbolSession;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'dbghelp-'));
  await writeFile(path.join(folder, 'text.dll'), 'no image at all\n'.repeat(100));
  await writeFile(path.join(folder, 'nothing.dll'), '');
  await writeFile(path.join(folder, 'letters.dll'), 'MZ');
  await writeFile(path.join(folder, 'dos.exe'), Buffer.concat([Buffer.from('MZ'), Buffer.alloc(1000)]));
  await writeFile(path.join(folder, 'cut.dll'), (await readFile(scene)).subarray(0, 0x100));
  await writeFile(
    path.join(folder, 'old.pdb'),
    'Microsoft C/C++ program database 2.00\r\n\x1aJG\0\0'.padEnd(500, '\0'),
  );
  await writeFile(path.join(folder, 'some.dbg'), Buffer.concat([Buffer.from('DI'), Buffer.alloc(1000)]));
  await copyFile(scene, path.join(folder, 'scene.dll'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  session = await SymbolSession.open();
});
afterEach(() => session.close());

const inFolder = (name: string) => () => path.join(folder, name);

const none: [what: string, file: () => string, code: string, message: RegExp][] = [
  ['an empty path', () => '', 'DBGHELP_NOT_FOUND', /`image` is an empty path/],
  ['a missing file', inFolder('absent.dll'), 'DBGHELP_NOT_FOUND', /`image` .*absent\.dll cannot be read/],
  ['a folder', () => folder, 'DBGHELP_NOT_FOUND', /`image` .* is a folder/],
  ['text', inFolder('text.dll'), 'DBGHELP_BAD_FORMAT', /text\.dll .*no image, no PDB and no \.dbg file/],
  ['an empty file', inFolder('nothing.dll'), 'DBGHELP_BAD_FORMAT', /nothing\.dll/],
  ['two letters', inFolder('letters.dll'), 'DBGHELP_BAD_FORMAT', /letters\.dll .*cut short/],
  ['a program for DOS', inFolder('dos.exe'), 'DBGHELP_BAD_FORMAT', /dos\.exe .*no PE header/],
  ['an image whose headers are cut short', inFolder('cut.dll'), 'DBGHELP_BAD_FORMAT', /cut\.dll .*cut short/],
  ['a PDB', () => bin(variant, 'scene.pdb'), 'DBGHELP_BAD_FORMAT', /scene\.pdb .*it is a PDB, and no image/],
  ['a PDB of version 2', inFolder('old.pdb'), 'DBGHELP_BAD_FORMAT', /old\.pdb .*a PDB of version 2/],
  ['a .dbg file', inFolder('some.dbg'), 'DBGHELP_BAD_FORMAT', /some\.dbg .*\.dbg file, and no image/],
];

describe('a file that is no image', () => {
  it.each(none)('is refused as such, with and without a base: %s', async (_what, file, code, message) => {
    for (const base of [undefined, 0x10000000n]) {
      for (const requireSymbols of [false, true]) {
        const refused = session.loadModule(file(), { base, requireSymbols });
        await expect(refused).rejects.toMatchObject({ name: 'DbgHelpError', code });
        await expect(refused).rejects.toThrow(message);
      }
    }
    await expect(session.modules()).resolves.toEqual([]);
    await expect(session.loadModule(scene)).resolves.toMatchObject({ name: 'scene', symbolType: 'pdb' });
  });
});

/** A copy of scene.dll and its PDB, with a path of this length. */
async function pathOf(length: number): Promise<string> {
  let at = folder;
  const left = (): number => length - at.length - '\\'.length - '\\scene.dll'.length;
  while (left() > 100) at = path.join(at, 'd'.repeat(50));
  at = path.join(at, 'e'.repeat(left()));
  await mkdir(at, { recursive: true });
  for (const name of ['scene.dll', 'scene.pdb']) await copyFile(bin(variant, name), path.join(at, name));
  const file = path.join(at, 'scene.dll');
  expect(file).toHaveLength(length);
  return file;
}

describe('the path of an image', () => {
  it.each([255, 256, 259])('may have %i characters, and is given in full', async (length) => {
    const file = await pathOf(length);
    const module = await session.loadModule(file);
    expect(module).toMatchObject({ name: 'scene', imagePath: file, symbolType: 'pdb', hasFullSymbols: true });
    await expect(session.symbolize({ module, rva: trueFunction('scene_draw').rva })).resolves.toMatchObject({
      name: 'scene_draw',
      level: 'line',
    });
    await expect(session.loadModule(file)).resolves.toBe(module);
  });

  it.each([260, 261, 300])('may not have %i characters, and the error says so', async (length) => {
    const file = await pathOf(length);
    for (const given of [file, `\\\\?\\${file}`]) {
      for (const base of [undefined, 0x10000000n]) {
        const refused = session.loadModule(given, { base });
        await expect(refused).rejects.toMatchObject({ name: 'DbgHelpError', code: 'DBGHELP_NOT_FOUND' });
        await expect(refused).rejects.toThrow(/reads no path of 260 or more/);
      }
    }
    await expect(session.modules()).resolves.toEqual([]);
  });
});
