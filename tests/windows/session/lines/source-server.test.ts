import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { dbghelp, SymbolSession } from '../../../../lib';
import { describeWhere } from '../../capabilities';
import { bin, scene, variant } from '../../fixtures';

const base = 0x10000000n;
/** An empty stream of the fixtures, and the one that replaces it to name a source server. */
const [unused, source] = ['/LinkInfo\0', 'srcsrv\0\0\0\0'];

describeWhere('fetchesSources', 'a source file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'dbghelp-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is null if no PDB names its place', async () => {
    await using session = await SymbolSession.open();
    await session.loadModule(scene, { base });
    await expect(session.sourceFile('scene.cpp')).resolves.toBeNull();
    await expect(session.sourceFile('nothing.cpp')).resolves.toBeNull();
  });

  it('is refused with the name of the missing file if a PDB does', async () => {
    const image = path.join(folder, 'scene.dll');
    await copyFile(scene, image);
    const bytes = await readFile(bin(variant, 'scene.pdb'));
    const at = bytes.indexOf(unused);
    expect(at).toBeGreaterThan(0);
    bytes.write(source, at, 'latin1');
    await writeFile(path.join(folder, 'scene.pdb'), bytes);
    await using session = await SymbolSession.open();
    await session.loadModule(image, { base, requireSymbols: true });
    const refused: unknown = await session.sourceFile('scene.cpp').catch((error: unknown) => error);
    const { companions } = (await session.diagnostics()).dll;
    const state = companions.find(({ file }) => file === 'srcsrv.dll')?.state;
    if (state === 'there') return;
    expect(refused).toMatchObject({ code: 'DBGHELP_LACKS_FILE', api: 'SymGetSourceFileW' });
    const { message } = refused as Error;
    for (const part of ['srcsrv.dll', path.dirname(dbghelp.path)]) expect(message).toContain(part);
    await expect(session.sourceFile('nothing.cpp')).resolves.toBeNull();
  });
});
