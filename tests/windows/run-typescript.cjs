// Preloaded into programs of tests. What they import from lib is the package as it was built for the run, and
// TypeScript is compiled once in a run: otherwise each of these processes would take seconds to start.
const { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

const root = path.join(__dirname, '../..');
const lib = path.join(root, 'lib');
const built = process.env.DBGHELP_BUILT;
const resolve = Module._resolveFilename;

Module._resolveFilename = function (request, parent, ...rest) {
  const asked = request.startsWith('.') && parent?.filename ? path.resolve(path.dirname(parent.filename), request) : '';
  return asked === lib ? path.join(built, 'index.js') : resolve.call(this, request, parent, ...rest);
};

Module._extensions['.ts'] = (module, file) => {
  const compiled = path.join(built, 'compiled', `${path.relative(root, file)}.js`);
  if (!existsSync(compiled)) compile(file, compiled);
  module._compile(readFileSync(compiled, 'utf8'), file);
};

function compile(file, compiled) {
  const ts = require('typescript');
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true };
  const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), { compilerOptions });
  mkdirSync(path.dirname(compiled), { recursive: true });
  // Several processes may compile the same file.
  const own = `${compiled}.${process.pid}`;
  writeFileSync(own, outputText);
  try {
    renameSync(own, compiled);
  } catch (error) {
    if (!existsSync(compiled)) throw error;
  }
}
