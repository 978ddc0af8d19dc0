/** Run by arm64.mjs on Windows: writes what is known of addresses of IMAGE, and of the variables there, to a file. */
import { readFileSync, writeFileSync } from 'node:fs';
import { SymbolSession } from '../../lib';

const [image = '', questionFile = '', answerFile = ''] = process.argv.slice(2);

async function main(): Promise<void> {
  const asked = JSON.parse(readFileSync(questionFile, 'utf8')) as { places: number[]; scopes: number[] };
  await using session = await SymbolSession.open();
  const module = await session.loadModule(image, { requireSymbols: true });
  const found = await session.symbolizeAll(asked.places.map((rva) => ({ module, rva })));
  const places = found.map(
    (hit) =>
      hit?.name && {
        name: hit.name,
        displacement: Number(hit.displacement),
        line: hit.source?.line ?? null,
        beyond: hit.beyond === true,
      },
  );
  const scopes = [];
  for (const rva of asked.scopes) {
    const locals = await session.locals({ module, rva });
    scopes.push(
      locals?.map(({ name, kind, location, scope }) => ({ name, kind, location, depth: scope?.depth })) ?? null,
    );
  }
  const plain = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);
  writeFileSync(answerFile, JSON.stringify({ places, scopes }, plain));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
