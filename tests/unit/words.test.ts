import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '../..');

/** The third column of the table of words. */
function wordsNotUsed(): string[] {
  const page = readFileSync(path.join(root, 'docs/README.md'), 'utf8');
  const [, table = ''] = /## Words\n([^]*?)\n\n\[/.exec(page) ?? [];
  const rows = table.split('\n').filter((line) => line.startsWith('| `'));
  return rows.flatMap((row) => Array.from(row.split('|')[3]!.matchAll(/`(\w+)`/g), ([, word]) => word!));
}

it('no option and no answer has another word for a thing than docs/README.md', () => {
  const words = wordsNotUsed();
  expect(words).toContain('timeDateStamp');
  const other = new RegExp(`^ +(?:readonly )?(?:${words.join('|')})\\??:`);
  const found = readdirSync(path.join(root, 'lib'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const lines = readFileSync(path.join(root, 'lib', file), 'utf8').split('\n');
      return lines.filter((line) => other.test(line)).map((line) => `${file}: ${line.trim()}`);
    });
  expect(found).toEqual([]);
});
