/**
 * Lists the functions and variables of an image whose names match a mask, as WinDbg's `x` does.
 *
 *   ts-node list-symbols.ts [IMAGE [MASK]]
 *
 * Without arguments: what is in a namespace of a small library that comes with the package.
 */
import path from 'node:path';
import { SymbolSession } from '../lib';

const variant = process.arch === 'ia32' ? 'x86' : 'x64';
const scene = path.join(__dirname, '../tests/fixtures/bin', variant, 'scene.dll');

async function main(image = scene, mask = image === scene ? '*::Rect::*' : '*'): Promise<void> {
  await using session = await SymbolSession.open();
  const module = await session.loadModule(image);
  const rows: { readonly rva: number; readonly text: string }[] = [];
  // DbgHelp enumerates once; the loop takes the symbols one by one, and may ask the session about each.
  for await (const { name, kind, size, rva, isPublic } of session.symbols(mask, { module })) {
    if (isPublic || rva === undefined) continue;
    const file = (await session.symbolize({ module, rva }))?.source?.file;
    const where = file === undefined ? '' : `  ${path.win32.basename(file)}`;
    rows.push({ rva, text: `${kind.padEnd(8)} ${String(size).padStart(6)}  ${name}${where}` });
  }
  // The order of an enumeration is DbgHelp's own.
  rows.sort((a, b) => a.rva - b.rva);
  for (const { rva, text } of rows) console.log(`${rva.toString(16).padStart(8, '0')}  ${text}`);
}

main(...process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
