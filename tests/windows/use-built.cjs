// Preloaded into programs of tests: what they import from lib is the package as it was built for the run. From the sources,
// each of them would take seconds to start.
const Module = require('node:module');
const path = require('node:path');

const lib = path.join(__dirname, '../../lib');
const built = process.env.DBGHELP_BUILT;
const resolve = Module._resolveFilename;

Module._resolveFilename = function (request, parent, ...rest) {
  const asked = request.startsWith('.') && parent?.filename ? path.resolve(path.dirname(parent.filename), request) : '';
  return built && asked === lib ? path.join(built, 'index.js') : resolve.call(this, request, parent, ...rest);
};
