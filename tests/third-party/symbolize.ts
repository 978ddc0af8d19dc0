/** Run by winpty.mjs on Windows: asks for the offsets into IMAGE that a JSON file lists, and writes the answers to another. */
import { readFileSync, writeFileSync } from 'node:fs';
import { SymbolSession, type SymbolizedAddress } from '../../lib';

const [image = '', offsetsFile = '', answersFile = ''] = process.argv.slice(2);

function toJson(hit: SymbolizedAddress | null): unknown {
  return hit && { name: hit.name, displacement: Number(hit.displacement), source: hit.source };
}

async function main(): Promise<void> {
  const offsets = JSON.parse(readFileSync(offsetsFile, 'utf8')) as number[];
  await using session = await SymbolSession.open();
  const module = await session.loadModule(image, { requireSymbols: true });
  const hits = await session.symbolizeAll(offsets.map((rva) => ({ module, rva })));
  writeFileSync(answersFile, JSON.stringify({ cwd: process.cwd(), answers: hits.map(toJson) }));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
