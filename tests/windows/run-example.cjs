// Runs an example that the test has compiled: ts-node would load TypeScript in each process, which takes a second.
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

const compiled = process.env.DBGHELP_COMPILED_EXAMPLES;
Module._extensions['.ts'] = (module, file) => {
  module._compile(readFileSync(path.join(compiled, `${path.basename(file, '.ts')}.js`), 'utf8'), file);
};

process.argv.splice(1, 1);
require(path.resolve(process.argv[1]));
