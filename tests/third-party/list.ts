/**
 * Run by winpty.mjs on Windows: lists all symbols and all types of IMAGE, asks the session about each in the loop, and
 * writes what it found, and how much memory waited, to a file.
 */
import { writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { SymbolSession } from '../../lib';

const [image = '', , answerFile = ''] = process.argv.slice(2);

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** The memory of arrays is given back by another thread. */
async function arrayBytes(): Promise<number> {
  for (let round = 0; round < 5; round++) {
    collectGarbage();
    await new Promise(setImmediate);
  }
  return process.memoryUsage().arrayBuffers;
}

async function main(): Promise<void> {
  await using session = await SymbolSession.open();
  const module = await session.loadModule(image, { requireSymbols: true });
  // What is made once, for the first symbol of all, is not the enumeration's.
  for await (const symbol of session.symbols('*', { module, limit: 1 })) await session.symbolize(symbol.address);
  const rows: unknown[] = [];
  const before = await arrayBytes();
  let waiting = 0;
  let answered = 0;
  let typed = 0;
  for await (const symbol of session.symbols('*', { module })) {
    if (rows.length === 0) waiting = (await arrayBytes()) - before;
    const { name, kind, rva, size, address } = symbol;
    const hit = await session.symbolize(address);
    if (hit?.displacement === 0n) answered++;
    if (await session.typeOf(symbol)) typed++;
    rows.push({ name, kind, rva, size });
  }
  const types: Record<string, number> = {};
  for await (const { kind } of session.types('*', { module })) types[kind] = (types[kind] ?? 0) + 1;
  writeFileSync(answerFile, JSON.stringify({ rows, waiting, answered, typed, types }));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
