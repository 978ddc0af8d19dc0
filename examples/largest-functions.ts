/**
 * Lists the largest functions of an image, with their source lines.
 *
 *   ts-node largest-functions.ts [IMAGE] [--count 20]
 *
 * Symbols are read in a loop and not kept, so a PDB of any size takes little memory, and the event loop goes on: a
 * terminal shows how far the work is. Without an image, a small library that comes with the package is used.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { SymbolSession, type FoundSymbol, type ListingProgress, type SymbolModule } from '../lib';

const variant = process.arch === 'ia32' ? 'x86' : 'x64';
const usual = path.join(__dirname, '../tests/fixtures/bin', variant, 'scene.dll');
const barWidth = 40;
const symbolsBetweenDraws = 1000;

/** Draws a bar on a terminal, and nothing elsewhere. */
function draw(what: string, part: number): void {
  if (!process.stderr.isTTY) return;
  const done = Math.round(Math.min(part, 1) * barWidth);
  process.stderr.write(`\r${what} [${'#'.repeat(done)}${' '.repeat(barWidth - done)}] ${(part * 100).toFixed(0)} %`);
  if (part >= 1) process.stderr.write('\n');
}

/** Keeps only the largest ones, however many there are. */
async function largest(session: SymbolSession, module: SymbolModule, count: number): Promise<FoundSymbol[]> {
  let kept: FoundSymbol[] = [];
  let bytes = 0;
  let seen = 0;
  // A large PDB is listed by a thread of the package. Meanwhile the event loop goes on, and this is called.
  const onProgress = ({ stage, done }: ListingProgress): void => {
    draw(`${stage} ${String(done)}`, 0);
  };
  const where = ({ kind }: FoundSymbol): boolean => kind === 'function';
  for await (const symbol of session.symbols('*', { module, where, onProgress })) {
    bytes += symbol.size;
    kept.push(symbol);
    if (kept.length >= 2 * count) kept = kept.sort((one, other) => other.size - one.size).slice(0, count);
    if (++seen % symbolsBetweenDraws === 0) draw('functions', Math.min(bytes / module.size, 0.99));
  }
  draw('functions', 1);
  return kept.sort((one, other) => other.size - one.size || (one.name < other.name ? -1 : 1)).slice(0, count);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { count: { type: 'string' } }, allowPositionals: true });
  const count = Number(values.count ?? 20);
  await using session = await SymbolSession.open();
  const module = await session.loadModule(positionals[0] ?? usual);
  const functions = await largest(session, module, count);
  let done = 0;
  const addresses = functions.map(({ address }) => address);
  for await (const hit of session.symbolizeStream(addresses)) {
    const { name, size } = functions[done++]!;
    const where = hit?.source ? `  ${path.win32.basename(hit.source.file)}:${String(hit.source.line)}` : '';
    console.log(`${String(size).padStart(8)}  ${name}${where}`);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
