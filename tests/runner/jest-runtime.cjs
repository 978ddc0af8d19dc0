const path = require('node:path');
const { default: Runtime } = require('jest-runtime');

/**
 * jest's own, but each file of the package and of its dependencies is read and compiled once for all test files of a process:
 * they do not change meanwhile, and Wine takes milliseconds to look at a file.
 */

const root = path.join(__dirname, '../..');
const unchanging = ['lib', 'types', 'node_modules'].map((folder) => path.join(root, folder, path.sep));
const isUnchanging = (file) => unchanging.some((folder) => file.startsWith(folder));

const sources = new Map();
const compiled = new Map();

class Sources extends Map {
  get(file) {
    return super.get(file) ?? sources.get(file);
  }
  set(file, source) {
    return isUnchanging(file) ? (sources.set(file, source), this) : super.set(file, source);
  }
}

function compilingOnce(transformer) {
  const transform = (file, options, source) => {
    if (!isUnchanging(file)) return transformer.transform(file, options, source);
    const key = `${file}\n${options.supportsStaticESM}`;
    if (!compiled.has(key)) compiled.set(key, transformer.transform(file, options, source));
    return compiled.get(key);
  };
  return Object.assign(Object.create(transformer), { transform });
}

module.exports = class extends Runtime {
  constructor(config, environment, resolver, transformer, cacheFS, ...rest) {
    super(config, environment, resolver, compilingOnce(transformer), new Sources(cacheFS), ...rest);
  }
};
