/**
 * Makes changes to the tables of types/, one at a time and in memory only, and says which of them neither the tests that
 * need no Windows nor the compiler notice. `node tests/mutations/run.mjs [count] [seed]`
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFileSync, readdirSync } from 'node:fs';
import { compilerOf } from './compiler.mjs';
import { drawMutations } from './draw.mjs';
import { tablesOf } from './tables.mjs';

const project = fileURLToPath(new URL('../..', import.meta.url));
const [count = 30, seed = 1] = process.argv.slice(2).map(Number);

const folders = ['types/structures', 'types/functions', 'types/constants'];
const files = [
  ...folders.flatMap((folder) => readdirSync(path.join(project, folder)).map((name) => `${folder}/${name}`)),
  'types/callbacks.ts',
  'types/callback-prototypes.ts',
  'types/scalars.ts',
].map((name) => path.join(project, name));
const sources = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));

const tables = tablesOf(project);
const compiler = compilerOf(project);
const unchanged = await tables.failureOf(undefined, '');
if (unchanged !== undefined) throw new Error(`without a change: ${unchanged}`);

const found = { tests: 0, compiler: 0 };
const survivors = [];
const began = Date.now();
for (const { file, start, end, text, what } of drawMutations(sources, count, seed)) {
  const source = sources.get(file);
  const changed = source.slice(0, start) + text + source.slice(end);
  if ((await tables.failureOf(file, changed)) !== undefined) found.tests++;
  else if (compiler.errorOf(file, changed) !== undefined) found.compiler++;
  else survivors.push(`${path.relative(project, file)}:${source.slice(0, start).split('\n').length} ${what}`);
}
const seconds = Math.round((Date.now() - began) / 1000);
console.log(
  `${count} changes: ${found.tests} found by tests, ${found.compiler} by the compiler, ${survivors.length} by nobody; ${seconds} s`,
);
for (const survivor of survivors) console.log(survivor);
process.exitCode = survivors.length > 0 ? 1 : 0;
