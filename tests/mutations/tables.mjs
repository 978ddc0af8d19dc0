import { createRequire } from 'node:module';
import path from 'node:path';
import { readFileSync } from 'node:fs';
import { transformSync } from 'esbuild';

const load = createRequire(import.meta.url);

/** Runs the tests that need no Windows in this process, with changed text of one file of types/. */
export function tablesOf(project) {
  const { expect } = load('expect');
  const outputs = new Map();
  let own = { file: undefined, text: '' };
  load.extensions['.ts'] = (module, file) => {
    const text = file === own.file ? own.text : readFileSync(file, 'utf8');
    const output = file === own.file ? transpile(text) : (outputs.get(file) ?? transpile(text));
    if (file !== own.file) outputs.set(file, output);
    module._compile(output, file);
  };
  // Some tests read the sources.
  const files = load('node:fs');
  const { readFileSync: read } = files;
  files.readFileSync = (file, ...rest) => (path.resolve(String(file)) === own.file ? own.text : read(file, ...rest));
  const tests = ['abi/layout', 'abi/signatures', 'abi/constants', 'unit/ffi/scalars'].map((name) =>
    path.join(project, `tests/${name}.test.ts`),
  );
  return {
    /** @returns {Promise<string | undefined>} the first failure */
    async failureOf(file, text) {
      own = { file, text };
      for (const loaded of Object.keys(load.cache)) if (/\.ts$/.test(loaded)) delete load.cache[loaded];
      try {
        for (const test of tests) runTests(expect, () => load(test));
        return undefined;
      } catch (error) {
        return String(error.message ?? error);
      }
    },
  };
}

const transpile = (text) => transformSync(text, { loader: 'ts', format: 'cjs', target: 'node20' }).code;

/** The part of jest's API that the files in tests/abi use: each test runs at once. */
function runTests(expect, run) {
  const it = (name, body) => body();
  it.each = (rows) => (name, body) => {
    for (const row of rows) body(...(Array.isArray(row) ? row : [row]));
  };
  Object.assign(globalThis, { expect, it, test: it, describe: it });
  run();
}
