// Makes the package's declarations of those that `tsc -p tsconfig.build.json` wrote: `node rollup.config.mjs FOLDER`. Takes some seconds.
//
// Everything is declared in one file, of which each door's file gives names: rolled up door by door, a class would be two that do not fit.
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';

const root = path.dirname(fileURLToPath(import.meta.url));
const written = path.join(root, 'dist/declared');
const [folder] = process.argv.slice(2);
const { exports } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const doors = Object.values(exports).flatMap(
  ({ types }) => types?.replace('./dist/lib/', '').replace('.d.ts', '') ?? [],
);
const input = Object.fromEntries(doors.map((door) => [door, path.join(written, 'lib', `${door}.d.ts`)]));

const bundle = await rollup({
  input,
  external: /^node:/,
  plugins: [
    dts({ sourcemap: true }),
    { name: 'names', renderChunk: (code) => ({ code: oneNameEach(code), map: null }) },
  ],
  onwarn: ({ message }) => {
    throw new Error(message);
  },
});
await bundle.write({
  dir: folder,
  entryFileNames: '[name].d.ts',
  chunkFileNames: '[name].d.ts',
  manualChunks: (file) => (Object.values(input).includes(file) ? undefined : 'declarations'),
  minifyInternalExports: false,
  sourcemap: true,
  banner: ({ name }) => (name === 'declarations' ? '/// <reference types="node" />' : ''),
});
rmSync(written, { recursive: true });

/**
 * The type and the maker of a text buffer have one name in two files, as DbgHelp has; in one file Rollup adds a number to one of them, which
 * people would see in their editors. They can share the name. Lines stay where they are, for the source map.
 */
function oneNameEach(code) {
  const names = [...code.matchAll(/^type (\w+) = \1\$1;$/gm)].map(([, name]) => name);
  return names.reduce(
    (text, name) => text.replace(`\ntype ${name} = ${name}$1;\n`, '\n\n').replaceAll(`${name}$1`, name),
    code,
  );
}
