/**
 * Reads a symbol path, explains it, and shows where the PDB of an image is looked for.
 *
 *   ts-node symbol-path.ts [IMAGE] [PATH]
 *
 * Without arguments: a small library that comes with the package, and a symbol store that is made for it.
 */
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { findPdb, indexInfo, SymbolPath, SymbolSession } from '../lib';

const fixtures = path.join(__dirname, '../tests/fixtures/bin');
const variant = process.arch === 'ia32' ? 'x86' : 'x64';

async function show(image: string, searchPath: SymbolPath, plain: (text: string) => string): Promise<void> {
  console.log(plain(`The path:\n${searchPath.toString()}\n`));
  console.log(plain(await searchPath.explain({ symbolServer: false })));

  const { guid, age, timestamp, size, storePath, pdbStorePath } = await indexInfo(image);
  console.log(`\n${path.basename(image)}: time stamp 0x${timestamp.toString(16)}, size 0x${size.toString(16)}`);
  console.log(`in a store: ${storePath}`);
  console.log(`its PDB: GUID ${guid ?? 'none'}, age ${String(age)}\nin a store: ${pdbStorePath ?? 'nowhere'}\n`);

  console.log(plain(String(await findPdb(image, { searchPath }))));

  await using session = await SymbolSession.open({ searchPath });
  const module = await session.loadModule(image);
  console.log(`\nA session has ${module.symbolType} symbols of ${module.name}.`);
}

/** An image, a PDB of another build in a folder, and the right one in a store. */
async function demonstrate(folder: string): Promise<void> {
  const image = path.join(folder, 'app', 'scene.dll');
  const wrong = path.join(folder, 'symbols', 'scene.pdb');
  const { pdbStorePath } = await indexInfo(path.join(fixtures, variant, 'scene.dll'));
  const right = path.join(folder, 'store', pdbStorePath ?? '');
  for (const file of [image, wrong, right]) await mkdir(path.dirname(file), { recursive: true });
  await copyFile(path.join(fixtures, variant, 'scene.dll'), image);
  await copyFile(path.join(fixtures, 'mismatch', variant, 'scene.pdb'), wrong);
  await copyFile(path.join(fixtures, variant, 'scene.pdb'), right);

  const searchPath = SymbolPath.empty
    .with(path.dirname(wrong))
    .withServer('https://symbols.example.com', { cache: path.join(folder, 'store') });
  await show(image, searchPath, (text) => text.replaceAll(folder, '<folder>'));
}

async function main([image, searchPath]: readonly string[]): Promise<void> {
  if (image !== undefined) {
    const given = searchPath === undefined ? SymbolPath.fromEnvironment() : SymbolPath.parse(searchPath);
    await show(image, given, (text) => text);
    return;
  }
  const folder = await mkdtemp(path.join(os.tmpdir(), 'symbol-path-'));
  try {
    await demonstrate(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
