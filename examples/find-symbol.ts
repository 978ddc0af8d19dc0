/**
 * Finds symbols by name, and tells where they are in memory and in the source.
 *
 *   ts-node find-symbol.ts [IMAGE NAME ...]
 *
 * Without arguments: a few names of a small library that comes with the package.
 */
import path from 'node:path';
import { SymbolSession, type FoundSymbol } from '../lib';

const variant = process.arch === 'ia32' ? 'x86' : 'x64';
const scene = path.join(__dirname, '../tests/fixtures/bin', variant, 'scene.dll');

async function describe(session: SymbolSession, symbol: FoundSymbol): Promise<string> {
  const { module, name, rva, size, address } = symbol;
  const place = rva === undefined ? '' : ` at ${module}+0x${rva.toString(16)}`;
  const source = (await session.symbolize(address))?.source;
  const line = source ? ` [${source.file}:${String(source.line)}]` : '';
  return `${name}${place}, ${size > 0 ? `${String(size)} bytes` : 'size unknown'}${line}`;
}

async function main(image = scene, ...names: string[]): Promise<void> {
  await using session = await SymbolSession.open();
  await session.loadModule(image);
  const asked =
    names.length > 0 ? names : ['scene!scene_draw', 'scene::scale', 'scene::Rect::operator+', 'scene!absent'];
  for (const name of asked) {
    // One symbol: DbgHelp's own choice.
    const one = await session.findSymbol(name);
    console.log(`${name}: ${one ? `${one.kind} in ${one.module}` : 'no symbol'}`);
    // All: overloads share a name. Public symbols, which some DLLs give too, only repeat it.
    const all = (await session.findSymbols(name)).filter(({ isPublic }) => !isPublic);
    all.sort((a, b) => Number(a.address - b.address));
    for (const symbol of all) console.log(`  ${await describe(session, symbol)}`);
  }
}

main(...process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
