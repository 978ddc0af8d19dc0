import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const load = createRequire(import.meta.url);

/**
 * Makes the package one file that every thread can load, from the sources as they are.
 * @returns {string} the file
 */
export function bundlePackage() {
  const outfile = path.join(root, `node_modules/.cache/dbghelp-threads-${process.pid}.cjs`);
  load('esbuild').buildSync({
    entryPoints: [path.join(root, 'lib/index.ts')],
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    outfile,
    logLevel: 'warning',
  });
  return outfile;
}

/**
 * A copy of the package, with a queue of its own: another one with every call.
 * @param {string} file
 * @returns {typeof import('../../lib/index.ts')}
 */
export function copyOfPackage(file) {
  delete load.cache[file];
  return load(file);
}

/** koffi, for what is done without the package. Only after the package has loaded a DLL: koffi's settings are the package's to make. */
export const koffi = () => load('koffi');

/** Gives every copy in this thread memory that no other sees: then nothing is between them. */
export function breakTheLock() {
  koffi().view = (_address, bytes) => new ArrayBuffer(bytes);
}

/** As Electron does, whose V8 takes no memory that is not its own. */
export function refuseOutsideMemory() {
  koffi().view = () => {
    throw new Error('This runtime does not support external buffers');
  };
}
