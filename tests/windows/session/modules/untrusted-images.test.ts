import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findPdb, indexInfo, SymbolSession, type SymbolModule } from '../../../../lib';
import { scene } from '../../fixtures';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dbghelp-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const pdb = scene.replace(/\.dll$/, '.pdb');

/**
 * A path of a file of this machine that looks like one on another computer: Windows opens it as such, and Wine takes
 * `unix` for its own file system.
 */
function asIfElsewhere(file: string): string | undefined {
  const forms = [
    `\\\\?\\unix${file.replace(/^[a-z]:/i, '').replaceAll('\\', '/')}`,
    `\\\\localhost\\${file.replace(':', '$')}`,
  ];
  return forms.find((form) => existsSync(form));
}

/** The image with another path in its CodeView record, in a folder without its PDB. */
async function naming(recorded: string): Promise<string> {
  const { pdbFile } = await indexInfo(scene);
  const bytes = readFileSync(scene);
  const name = Buffer.from(`${pdbFile!}\0`);
  const at = bytes.indexOf(name);
  // Room for a longer name: the record is moved to the end of the file.
  const begin = bytes.lastIndexOf('RSDS', at);
  const record = Buffer.concat([bytes.subarray(begin, begin + 24), Buffer.from(`${recorded}\0`)]);
  const image = path.join(folder, 'scene.dll');
  const debugEntry = entryOf(bytes, begin);
  bytes.writeUInt32LE(record.length, debugEntry + 16);
  bytes.writeUInt32LE(bytes.length, debugEntry + 24);
  writeFileSync(image, Buffer.concat([bytes, record]));
  return image;
}

/** Where the debug directory has the offset of a record. */
function entryOf(bytes: Buffer, record: number): number {
  for (let at = 0; at + 28 <= bytes.length; at += 4) {
    if (bytes.readUInt32LE(at + 12) === 2 && bytes.readUInt32LE(at + 24) === record) return at;
  }
  throw new Error('no debug directory');
}

async function loaded(image: string, searchPath?: string): Promise<Pick<SymbolModule, 'symbolType' | 'pdbPath'>> {
  await using session = await SymbolSession.open({ searchPath });
  const { symbolType, pdbPath, imagePath } = await session.loadModule(image);
  expect(imagePath.toLowerCase()).toBe(image.toLowerCase());
  return { symbolType, pdbPath };
}

it('finds the PDB that a record names on this computer, or by its last part beside it and on the search path', async () => {
  const { symbolType } = await loaded(await naming(pdb));
  expect(symbolType).toBe('pdb');
  const elsewhere = await naming(`\\\\computer.invalid\\share\\${path.basename(pdb)}`);
  expect((await loaded(elsewhere, path.dirname(pdb))).symbolType).toBe('pdb');
  copyFileSync(pdb, path.join(folder, path.basename(pdb)));
  expect((await loaded(elsewhere)).symbolType).toBe('pdb');
});

it('opens no PDB that a record names on another computer, in sessions and in findPdb', async () => {
  const elsewhere = asIfElsewhere(pdb);
  if (elsewhere === undefined) throw new Error('this system shows no file under such a path');
  const image = await naming(elsewhere);
  expect((await loaded(image)).symbolType).not.toBe('pdb');
  const found = await findPdb(image);
  expect(found.path).toBeNull();
  expect(found.tried).toContainEqual(expect.objectContaining({ place: elsewhere, outcome: 'unasked' }));
});

it('says why such a module has no symbols', async () => {
  await using session = await SymbolSession.open();
  const image = await naming('\\\\computer.invalid\\share\\scene.pdb');
  await expect(session.loadModule(image, { requireSymbols: true })).rejects.toMatchObject({
    code: 'DBGHELP_NO_SYMBOLS',
    message: expect.stringContaining('the search path does not name its computer') as string,
  });
});

it('asks no device for the PDB of an image', async () => {
  for (const name of ['CON', '..\\..', 'NUL.pdb']) {
    expect((await loaded(await naming(name))).symbolType).not.toBe('pdb');
  }
});
