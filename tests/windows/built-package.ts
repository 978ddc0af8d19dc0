import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';

const root = path.join(__dirname, '../..');

/**
 * Builds the package as `npm run build` does, into a folder of its own: from the sources, each process would take seconds
 * to start. The folder can be required; koffi is found from there.
 */
export function buildPackage(): { readonly folder: string; remove(): void } {
  const cache = path.join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, 'dbghelp-'));
  const common = { platform: 'node', target: 'node20', absWorkingDir: root, outdir: folder } as const;
  buildSync({ ...common, entryPoints: ['lib/index.ts'], bundle: true, packages: 'external' });
  buildSync({ ...common, entryPoints: ['lib/dump-writer.ts'], format: 'cjs' });
  const pool = { outdir: path.join(folder, 'pool'), bundle: true, external: ['../index'] };
  buildSync({ ...common, ...pool, entryPoints: ['lib/pool/index.ts', 'lib/pool/worker.ts'], packages: 'external' });
  return {
    folder,
    remove() {
      rmSync(folder, { recursive: true });
    },
  };
}
