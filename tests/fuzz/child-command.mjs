import { buildSync } from 'esbuild';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Bundles the program that reads damaged dumps, so that no compiler is in the heap that it measures.
 * @returns {string[]} arguments for node, in the project's folder; those of the program follow
 */
export function childCommand() {
  const project = fileURLToPath(new URL('../..', import.meta.url));
  const outfile = path.join(project, 'node_modules/.cache/dbghelp-fuzz', `child-${randomUUID()}.cjs`);
  buildSync({
    entryPoints: [fileURLToPath(new URL('child.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    packages: 'external',
    logLevel: 'warning',
  });
  // The heap cannot grow much beyond the limit, and has little room for garbage.
  return ['--expose-gc', '--max-semi-space-size=1', '--max-old-space-size=160', outfile];
}

// For tests, which are CommonJS.
if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(JSON.stringify(childCommand()));
