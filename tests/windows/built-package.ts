import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '../..');

/**
 * Builds the package as `npm run build` does, into a separate folder, because processes would take seconds to start
 * from the sources. The folder can be required; koffi is found from there.
 *
 * @param before - the folder of the same, built elsewhere
 */
export function buildPackage(before?: string): { readonly folder: string; remove(): void } {
  const cache = path.join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, 'dbghelp-'));
  if (before !== undefined) cpSync(before, folder, { recursive: true });
  else build(folder);
  return {
    folder,
    remove() {
      rmSync(folder, { recursive: true });
    },
  };
}

function build(folder: string): void {
  const { status, stderr } = spawnSync(process.execPath, [path.join(root, 'esbuild.config.mjs'), folder], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`esbuild.config.mjs ended with ${String(status)}\n${stderr}`);
}
