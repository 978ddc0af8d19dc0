// Makes the package's JavaScript: `node esbuild.config.mjs FOLDER`. Takes a second.
//
// What several doors need lies in files of its own, which esbuild finds (`splitting`), so that there is one copy of each class
// whichever doors a program mixes. esbuild splits ES modules only; each file is then made CommonJS.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync, transformSync } from 'esbuild';

const root = path.dirname(fileURLToPath(import.meta.url));
const [folder] = process.argv.slice(2);
const programs = ['lib/pool/index', 'lib/pool/worker', 'lib/dump-writer'];
const parts = [...readFileSync(path.join(root, 'lib/index.ts'), 'utf8').matchAll(/^export \* from '\.\/(.+)';$/gm)].map(
  ([, name]) => `lib/${name}`,
);
const target = { target: 'node20', logLevel: 'warning' };
// Or esbuild would make something else of a `require` in an ES module, that no bundler understands.
const lateRequire = '__lateRequire';

const { metafile, outputFiles } = buildSync({
  ...target,
  entryPoints: [...parts, ...programs].map((name) => `${name}.ts`),
  absWorkingDir: root,
  outdir: folder,
  outbase: 'lib',
  platform: 'node',
  packages: 'external',
  format: 'esm',
  bundle: true,
  splitting: true,
  keepNames: true,
  define: { require: lateRequire },
  metafile: true,
  write: false,
});

for (const { path: file, text } of outputFiles) {
  const { code } = transformSync(requiringNames(text), {
    ...target,
    platform: 'node',
    format: 'cjs',
    define: { [lateRequire]: 'require' },
  });
  write(file, code);
}
write(path.join(folder, 'index.js'), indexOf(Object.values(metafile.outputs)));

function write(file, code) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, code);
}

/** What comes from files of the package is taken once: by esbuild's own way, each use of it would go through a getter. */
function requiringNames(module) {
  return module
    .replace(/^import \{([^}]*)\} from ("\.[^"]+");$/gm, (_, names, file) => {
      return `const {${names.replaceAll(' as ', ': ')}} = ${lateRequire}(${file});`;
    })
    .replace(/^import ("\.[^"]+");$/gm, `${lateRequire}($1);`);
}

/** Everything, and of each part nothing before one of its names is used. The last line tells Node.js the names. */
function indexOf(outputs) {
  const seen = new Set(['default']);
  const loaded = parts.map((part) => {
    const { exports } = outputs.find(({ entryPoint }) => entryPoint === `${part}.ts`);
    const names = exports.filter((name) => !seen.has(name)).sort();
    for (const name of names) seen.add(name);
    return `  [() => require(${JSON.stringify(part.replace('lib', '.') + '.js')}), ${JSON.stringify(names)}],`;
  });
  seen.delete('default');
  return `'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
for (const [load, names] of [
${loaded.join('\n')}
]) {
  let part;
  for (const name of names) {
    Object.defineProperty(exports, name, { enumerable: true, get: () => (part ??= load())[name] });
  }
}
0 && (module.exports = { ${[...seen].sort().join(', ')} });
`;
}
