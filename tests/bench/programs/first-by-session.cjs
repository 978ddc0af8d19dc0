// From nothing to the first answer about an image with its PDB, by a session.
const [, image, base, address] = process.argv.slice(2);
const begin = process.hrtime.bigint();
const { SymbolSession } = require('dbghelp');

async function main() {
  const session = await SymbolSession.open();
  const opened = process.hrtime.bigint();
  await session.loadModule(image, { base: BigInt(base) });
  const hit = await session.symbolize(BigInt(address));
  const answered = process.hrtime.bigint();
  if (!hit) throw new Error('found nothing');
  process.stdout.write(
    JSON.stringify({ opened: Number(opened - begin) / 1e6, answered: Number(answered - opened) / 1e6 }),
  );
  await session.close();
}

main();
