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
    { name: 'names of structures', renderChunk: (code) => ({ code: oneNameEach(code), map: null }) },
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
 * A structure's table, its type and its class have one name in three files; in one file Rollup adds a number to two of them, which people
 * would see in their editors. The type and the class can share the name. Lines stay where they are, for the source map.
 */
function oneNameEach(code) {
  const names = new Set([...code.matchAll(/^type (\w+) = \1\$1;$/gm)].map(([, name]) => name));
  return code
    .replace(/^type (\w+) = \1\$1;$/gm, '')
    .replace(/\b(const |typeof )?(\w+)\$1\b/g, (text, isTable = '', name) =>
      names.has(name) ? `${isTable}${name}${isTable && '_TABLE'}` : text,
    );
}
