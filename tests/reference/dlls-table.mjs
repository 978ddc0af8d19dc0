import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

// The part of docs/dlls.md that is made from lib/dll/differences.ts. `node tests/reference/dlls-table.mjs` writes it.

const project = fileURLToPath(new URL('../..', import.meta.url));
const file = path.join(project, 'docs/dlls.md');
const begin = '<!-- Made from lib/dll/differences.ts by tests/reference/dlls-table.mjs. -->';
const end = '<!-- Written by hand from here on. -->';

/** The current docs/dlls.md. */
export const readDlls = () => readFileSync(file, 'utf8');

/** The correct docs/dlls.md; its other parts stay unchanged. */
export async function dllsPage(page = readDlls()) {
  const load = createRequire(import.meta.url);
  load('ts-node').register({ transpileOnly: true, project: path.join(project, 'tsconfig.json') });
  const { differences } = load(path.join(project, 'lib/dll/differences.ts'));
  const sections = Object.entries(differences).map(
    ([name, { situation, found, done }]) =>
      `### ${name}\n\n${situation}\n\n- Detected: ${found}\n- What the package does: ${done}`,
  );
  const [before, rest] = page.split(begin);
  const [, after] = rest.split(end);
  const prettier = await import('prettier');
  const options = { ...(await prettier.resolveConfig(file)), filepath: file };
  return prettier.format([before, begin, '\n\n', sections.join('\n\n'), '\n\n', end, after].join(''), options);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(file, await dllsPage());
