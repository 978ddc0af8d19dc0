/**
 * Run by types.mjs on Windows: writes all types of IMAGE with their members, and what is wrong with their names, to a file.
 */
import { writeFileSync } from 'node:fs';
import { SymbolSession } from '../../lib';

const [image = '', answerFile = ''] = process.argv.slice(2);

async function main(): Promise<void> {
  await using session = await SymbolSession.open();
  const module = await session.loadModule(image, { requireSymbols: true });
  const rows: unknown[] = [];
  const wrongNames: string[] = [];
  const names = new Set<string>();
  for await (const type of session.types('*', { module })) {
    names.add(type.name);
    const { kind, name, size } = type;
    if (type.kind === 'enum') {
      const enumerators = type.enumerators.map((one) => [one.name, String(one.value)]);
      rows.push({ kind, name, size, enumerators });
    } else if ('members' in type) {
      const members = type.members.map(({ name: member, offset, bits }) => [
        member,
        offset,
        ...(bits ? [bits.position, bits.length] : []),
      ]);
      rows.push({ kind, name, size, members });
      const own = `${name}::`;
      for (const method of type.methods) if (method.name.startsWith(own)) wrongNames.push(method.name);
    }
  }
  for (const name of names) {
    if ((await session.type(name))?.name !== name) wrongNames.push(`${name}, by which nothing is found`);
  }
  writeFileSync(answerFile, JSON.stringify({ rows, wrongNames }));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
