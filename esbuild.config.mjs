// Makes the package's JavaScript: `node esbuild.config.mjs FOLDER`. Takes some seconds.
//
// Each door is one file. What doors have in common is in a file that all load, or in that of a door which the others need anyway: there is
// one copy of each class, whichever doors a program mixes, and few files, because to find one takes as long as to compile many lines.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, buildSync, transformSync } from 'esbuild';
import { rollup } from 'rollup';

const root = path.dirname(fileURLToPath(import.meta.url));
const [folder] = process.argv.slice(2);
const parts = [...readFileSync(path.join(root, 'lib/index.ts'), 'utf8').matchAll(/^export \* from '\.\/(.+)';$/gm)].map(
  ([, name]) => name,
);
const entries = [...parts, 'pool/index', 'pool/worker', 'dump-writer', 'listing-worker'];
const fileOf = Object.fromEntries(entries.map((name) => [name, path.join(root, `lib/${name}.ts`)]));
const target = { target: 'node20', logLevel: 'warning' };
const needs = Object.fromEntries(entries.map((name) => [name, needsOf(fileOf[name])]));
const written = new Set(Object.values(needs).flatMap(({ files }) => files));

/** What two of these need is in the first, which has the least that it may take to load. */
const small = ['minidump/index', 'search/index', 'raw'];
const [base] = small;
const tables = path.join(root, 'types');
/** It gives structures what makes their views. */
const structures = path.join(root, 'lib/ffi/structures.ts');
/** It looks for programs beside it. */
const besideAProgram = 'lib/program-file.ts';
/** Where a door has what other files take from it, which is not among its names. */
const inside = "[Symbol.for('dbghelp.inside')]";

const bundle = await rollup({
  input: fileOf,
  external: (name) => !name.startsWith('.') && !path.isAbsolute(name),
  preserveEntrySignatures: 'allow-extension',
  treeshake: { moduleSideEffects: (file) => file === structures || Object.values(fileOf).includes(file) },
  plugins: [{ name: 'package', resolveId: sourceFile, transform: withoutTypes, renderChunk: asCommonJs }],
  onwarn: ({ message }) => {
    throw new Error(message);
  },
});
await bundle.write({
  dir: folder,
  format: 'es',
  entryFileNames: '[name].js',
  chunkFileNames: '[name].js',
  manualChunks: placeOf,
  minifyInternalExports: false,
  hoistTransitiveImports: false,
  sourcemap: true,
  sourcemapExcludeSources: true,
});
mkdirSync(folder, { recursive: true });
writeFileSync(path.join(folder, 'index.js'), wholeOf(parts));
for (const file of [
  'main',
  ...readdirSync(path.join(root, 'lib/cli/verbs')).map((name) => `verbs/${path.parse(name).name}`),
])
  await buildCommand(`cli/${file}`);

/** A file of the command: with its own copy of what has no state, so that there are few; the doors are those of the package. */
async function buildCommand(name) {
  const outfile = path.join(folder, `${name}.js`);
  await build({
    ...target,
    entryPoints: [path.join(root, `lib/${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    minifySyntax: true,
    minifyWhitespace: true,
    lineLimit: 160,
    sourcemap: true,
    sourcesContent: false,
    plugins: [{ name: 'doors', setup: ({ onResolve }) => onResolve({ filter: /^\.\.?\// }, doorFor(outfile)) }],
  });
}

/** Names a door as the file sees it. */
function doorFor(outfile) {
  return ({ path: name, resolveDir }) => {
    const file = sourceFile(name, path.join(resolveDir, 'x'));
    const door = entries.find((entry) => fileOf[entry] === file);
    if (!door) return undefined;
    const from = path.relative(path.dirname(outfile), path.join(folder, `${door}.js`)).replaceAll(path.sep, '/');
    return { path: from.startsWith('.') ? from : `./${from}`, external: true };
  };
}

function sourceFile(name, importer) {
  if (!importer || !name.startsWith('.')) return null;
  const file = path.join(path.dirname(importer), name);
  return existsSync(`${file}.ts`) ? `${file}.ts` : path.join(file, 'index.ts');
}

function withoutTypes(typed, file) {
  const { code, map } = transformSync(typed, { loader: 'ts', target: 'esnext', sourcemap: true, sourcefile: file });
  if (!file.startsWith(tables) || file.endsWith('index.ts')) return { code, map };
  // Of tables nothing may be left out: Rollup does not see all that reads them.
  return { code: madeWhenUsed(code, this.parse(code)), map, moduleSideEffects: 'no-treeshake' };
}

/** The members in `structure(...)(members)` become `() => (members)`. */
function madeWhenUsed(code, { body }) {
  return body
    .flatMap((statement) => (statement.declaration ?? statement).declarations ?? [])
    .map(({ init }) => init)
    .filter((init) => init?.type === 'CallExpression' && isStructure(init.callee))
    .flatMap(({ arguments: [{ start, end }] }) => [
      [start, '() => ('],
      [end, ')'],
    ])
    .reduceRight((text, [at, more]) => text.slice(0, at) + more + text.slice(at), code);
}

/** `structure(...)`, or `structure(...).with(...)`. */
function isStructure({ type, callee }) {
  if (type !== 'CallExpression') return false;
  return callee.name === 'structure' || (callee.property?.name === 'with' && isStructure(callee.object));
}

/** The names that a file exports, and the files of which something is in a program that uses it. */
function needsOf(file) {
  const { metafile } = buildSync({
    ...target,
    entryPoints: [file],
    absWorkingDir: root,
    outdir: folder,
    platform: 'node',
    packages: 'external',
    bundle: true,
    format: 'esm',
    metafile: true,
    write: false,
  });
  const [{ exports, inputs }] = Object.values(metafile.outputs);
  const files = Object.keys(inputs).filter((name) => inputs[name].bytesInOutput > 0);
  return { exports, files, importsOf: (name) => metafile.inputs[name].imports.map((imported) => imported.path) };
}

/** With what the needed files import for something else that is in them. */
function uses(entry) {
  const { files, importsOf } = needs[entry];
  return (needs[entry].all ??= files.reduce(function add(all, name) {
    if (all.has(name) || !written.has(name) || name.endsWith('/index.ts')) return all;
    return importsOf(name).reduce(add, all.add(name));
  }, new Set()));
}

/** The file that a module of the sources becomes a part of. */
function placeOf(module) {
  const own = entries.find((name) => fileOf[name] === module);
  if (own) return own;
  const name = path.relative(root, module).replaceAll(path.sep, '/');
  const users = entries.filter((entry) => uses(entry).has(name));
  const smallUsers = users.filter((entry) => small.includes(entry));
  const ofPool = users.includes('pool/index') && users.some((entry) => !entry.startsWith('pool/'));
  if (name === besideAProgram) return 'raw';
  if (smallUsers.length > 1) return base;
  // The pool loads search, and neither sessions nor raw calls.
  return ofPool && smallUsers[0] !== 'search/index' ? base : users[0];
}

/** Rollup would have each use of a name go by the object that `require` gives. */
function asCommonJs(code, { fileName, name }, options, { chunks }) {
  const exported = [];
  const pairs = (list) => list.split(', ').map((text) => text.split(' as '));
  const common = code
    .replace(/^import (?:(.+) from )?'(.+)';$/gm, (_, what, from) => requireLine(what, from, fileName))
    .replace(/^export \{ (.+) \} from '(.+)';$/gm, (_, list, from) => {
      const whole = `from$${exported.length}`;
      exported.push(...pairs(list).map(([local, as = local]) => [as, `${whole}.${local}`]));
      return requireLine(`* as ${whole}`, from, fileName);
    })
    .replace(/^export \{ (.+) \};$/m, (_, list) => {
      exported.push(...pairs(list).map(([local, as = local]) => [as, local]));
      return '';
    });
  const object = (names) =>
    `{ ${exported.flatMap(([as, local]) => (!names.includes(as) ? [] : as === local ? as : `${as}: ${local}`)).join(', ')} }`;
  const taken = Object.values(chunks).flatMap(({ importedBindings }) => importedBindings[fileName] ?? []);
  const names = needs[name]?.exports ?? taken;
  const end = [
    ...(names.length > 0 ? [`module.exports = ${object(names)};\n`] : []),
    ...(name in needs && taken.length > 0 ? [`module.exports${inside} = ${object(taken)};\n`] : []),
  ];
  const { code: short, map } = transformSync(`'use strict';${common}`, {
    ...target,
    minifySyntax: true,
    minifyWhitespace: true,
    lineLimit: 160,
    sourcemap: 'external',
    sourcefile: fileName,
  });
  return { code: [short, ...end, namesFor(needs[name]?.exports ?? [])].join(''), map };
}

function requireLine(what, from, file) {
  const own = from.startsWith('.');
  const name = own && path.posix.join(path.posix.dirname(file), from).replace(/\.js$/, '');
  const required = `require('${from}')${own && name in needs ? inside : ''}`;
  // `a, { b as c }`: what CommonJS exports as a whole is its default.
  const [, whole, names] = /^([^{]*?)(?:, )?(\{.*)?$/.exec(what ?? '');
  const taken = [whole.replace('* as ', ''), names?.replaceAll(' as ', ': ')].filter(Boolean);
  return taken.length > 0 ? `const ${taken.map((some) => `${some} = ${required}`).join(', ')};` : `${required};`;
}

/** Tells Node.js what ES modules can import. */
function namesFor(names) {
  return names.length > 0 ? `0 && (module.exports = { ${names.join(', ')} });\n` : '';
}

/** Everything, and of each part nothing before one of its names is used. */
function wholeOf(doors) {
  const seen = new Set();
  const loaded = doors.map((door) => {
    const names = needs[door].exports.filter((name) => !seen.has(name)).sort();
    for (const name of names) seen.add(name);
    return `  [() => require(${JSON.stringify(`./${door}.js`)}), ${JSON.stringify(names)}],`;
  });
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
${namesFor([...seen].sort())}`;
}
