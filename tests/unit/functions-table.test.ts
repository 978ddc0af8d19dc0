import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { prototypes } from '../../types/functions/prototypes';
import type { Prototype } from '../../types/vocabulary';

const root = path.join(__dirname, '../..');
const { functions: wine } = JSON.parse(readFileSync(path.join(root, 'tests/windows/wine-implements.json'), 'utf8')) as {
  readonly functions: Readonly<Record<string, string>>;
};
const markdown = readFileSync(path.join(root, 'docs/functions.md'), 'utf8');

/** The rows of the table, split into cells. */
const rows = [...markdown.matchAll(/^\| `(\w+)` (.*\|){7}$/gm)].map(([row]) =>
  row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim().replace(/^`(.*)`$/, '$1')),
);

/** The names in each file of prototypes, by the name of the file. */
const folder = path.join(root, 'types/functions');
const families = readdirSync(folder)
  .filter((file) => !['index.ts', 'prototypes.ts'].includes(file))
  .map((file) => {
    const source = readFileSync(path.join(folder, file), 'utf8');
    return [file.replace(/\.ts$/, '').replaceAll('-', ' '), [...source.matchAll(/^ {2}(\w+): \{/gm)]] as const;
  });
const familyOf = new Map(families.flatMap(([family, names]) => names.map(([, name]) => [name, family] as const)));

it('docs/functions.md lists every bound function exactly once, and no others', () => {
  expect(rows.map(([name]) => name).sort()).toEqual(Object.keys(prototypes).sort());
});

it.each(rows.map(([name, ...cells]) => [name!, cells] as const))('docs/functions.md places %s', (name, cells) => {
  const { on64, only32 } = (prototypes as Readonly<Record<string, Prototype>>)[name]!;
  const [family, bits, probe, microsoft, ofWine, onWine] = cells;
  expect(family).toBe(familyOf.get(name));
  expect(bits).toMatch(only32 ? /^32-bit only$/ : on64 ? RegExp(`^32-bit original; \`${on64}\``) : /^both$/);
  const some = '(x64, ia32|x64|ia32)';
  expect(probe).toMatch(RegExp(`^${some}?$`));
  for (const cell of [microsoft, ofWine])
    expect(cell).toMatch(RegExp(`^(${some}(; refuses: ${some})?|refuses: ${some})?$`));
  // A function without an answer or refusal on the reference has its reason in the section above the table.
  if (!microsoft) expect(markdown).toMatch(RegExp(`^\\| \`${name}\` +\\| (x64|ia32) +\\| \\w`, 'm'));
  // Some functions return only to report that they are not implemented.
  expect(onWine === 'idle' ? 'implemented' : onWine).toBe(wine[name]);
});

it('docs/functions.md claims no 64-bit proof for functions of 32-bit DLLs', () => {
  const only32 = rows.filter(([, , bits]) => bits === '32-bit only');
  expect(only32.length).toBeGreaterThan(0);
  for (const [, , , ...proofs] of only32) expect(proofs.join(' ')).not.toContain('x64');
});
