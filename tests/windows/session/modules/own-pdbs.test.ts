import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { SymbolSession } from '../../../../lib';
import { bin, mismatched, scene, trueFunction, variant } from '../../fixtures';

const pdb = bin(variant, 'scene.pdb');
const otherPdb = path.join(path.dirname(mismatched), 'scene.pdb');
const { rva } = trueFunction('scene_draw');

let root: string;
let count = 0;
beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'dbghelp-'));
});
afterAll(() => rm(root, { recursive: true }));

/** The image in a separate folder. */
async function imageIn(bytes: Uint8Array, beside?: string): Promise<string> {
  const folder = path.join(root, `folder-${String(count++)}`);
  await mkdir(folder);
  await writeFile(path.join(folder, 'scene.dll'), bytes);
  if (beside !== undefined) await copyFile(beside, path.join(folder, 'scene.pdb'));
  return path.join(folder, 'scene.dll');
}

const pdbBeside = (image: string): string => path.join(path.dirname(image), 'scene.pdb').toLowerCase();

describe('the PDB beside an image', () => {
  it.each([
    ['unloaded', true],
    ['still loaded', false],
  ])('is not used for an image of another folder: the first is %s', async (_what, unload) => {
    const bytes = await readFile(scene);
    const alone = await imageIn(bytes);
    const own = await imageIn(bytes, pdb);
    const wrong = await imageIn(bytes, otherPdb);
    await using session = await SymbolSession.open();
    let base = 0x1000_0000n;
    const load = (image: string) => session.loadModule(image, { base: (base += 0x100_0000n) });
    const first = await load(scene);
    expect(first.pdbPath?.toLowerCase()).toBe(pdb.toLowerCase());
    if (unload) await session.unloadModule(first);
    await expect(load(alone)).resolves.toMatchObject({ hasFullSymbols: false, pdbPath: null });
    expect((await load(own)).pdbPath?.toLowerCase()).toBe(pdbBeside(own));
    await expect(load(wrong)).resolves.toMatchObject({ hasFullSymbols: false });
    await expect(session.loadModule(alone, { base: base + 0x100_0000n, requireSymbols: true })).rejects.toMatchObject({
      code: 'DBGHELP_NO_SYMBOLS',
    });
    expect((await load(scene)).pdbPath?.toLowerCase()).toBe(pdb.toLowerCase());
    expect(session.searchPath).toBe('');
    const { modules } = await session.diagnostics();
    const why = modules.find(({ imagePath }) => imagePath === alone)!.why!;
    expect(why.code).toBe('missing');
    expect(why.tried.map(({ place }) => path.dirname(place))).not.toContain(path.dirname(scene));
  });
});

describe('an image that does not identify its PDB', () => {
  const debugDirectory = (bytes: Buffer): number => {
    const optional = bytes.readUInt32LE(0x3c) + 24;
    return optional + (bytes.readUInt16LE(optional) === 0x20b ? 112 : 96) + 6 * 8;
  };
  const record = (bytes: Buffer): number => bytes.indexOf('RSDS');

  it.each<[what: string, change: (bytes: Buffer) => unknown]>([
    ['without a debug directory', (bytes) => bytes.fill(0, debugDirectory(bytes), debugDirectory(bytes) + 8)],
    ['with one that cannot be read', (bytes) => bytes.writeUInt32LE(0xec000000, debugDirectory(bytes))],
    ['with a GUID of zeros', (bytes) => bytes.fill(0, record(bytes) + 4, record(bytes) + 20)],
    [
      'with a record of a kind that has no GUID',
      (bytes) => {
        const at = record(bytes);
        bytes.fill(0, at + 4, at + 8).write('scene.pdb\0', at + 16);
        bytes.write('NB10', at);
      },
    ],
    [
      'with one, and a name that none can have',
      (bytes) => {
        const at = record(bytes);
        bytes.fill(0, at + 4, at + 8).write('PDB.\u0001\0', at + 16);
        bytes.write('NB10', at);
      },
    ],
  ])('gets none by its name only: %s', async (_what, change) => {
    const bytes = await readFile(scene);
    change(bytes);
    for (const beside of [pdb, otherPdb]) {
      const image = await imageIn(bytes, beside);
      const alone = await imageIn(bytes);
      for (const [searchPath, file] of [
        ['', image],
        [path.dirname(image), alone],
      ] as const) {
        await using session = await SymbolSession.open({ searchPath });
        const module = await session.loadModule(file);
        expect(module).toMatchObject({ hasFullSymbols: false, pdbPath: null, imagePath: file, name: 'scene' });
        expect(module.symbolType).not.toBe('pdb');
        // An export.
        const found = await session.symbolize({ module, rva });
        expect(found).toMatchObject({ name: 'scene_draw' });
        expect(found!.level).not.toBe('line');
        const refused = session.loadModule(file, { base: 0x2000_0000n, pdb: beside });
        await expect(refused).rejects.toMatchObject({ code: 'DBGHELP_NO_SYMBOLS' });
      }
    }
  });
});
