import { randomUUID } from 'node:crypto';
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
  const outfile = path.join(root, `node_modules/.cache/dbghelp-threads-${randomUUID()}.cjs`);
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
 * Loads a new copy of the package, with its own queue, on each call.
 * @param {string} file
 * @returns {typeof import('../../lib/index.ts')}
 */
export function copyOfPackage(file) {
  delete load.cache[file];
  return load(file);
}

/**
 * koffi, for calls without the package. Use it only after the package has loaded a DLL, because the package sets
 * koffi's options.
 */
export const koffi = () => load('koffi');

/** Gives each copy in this thread its own memory, so that the copies share no lock. */
export function breakTheLock() {
  koffi().view = (_address, bytes) => new ArrayBuffer(bytes);
}

/** Behaves like Electron, whose V8 does not accept external memory. */
export function refuseOutsideMemory() {
  koffi().view = () => {
    throw new Error('This runtime does not support external buffers');
  };
}
