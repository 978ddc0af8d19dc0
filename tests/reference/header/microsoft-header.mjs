import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { microsoftDllsAvailable, microsoftDllsFolder } from '../../runner/microsoft-dlls.mjs';
import { differencesFromHeader } from './compare.mjs';
import { readHeader } from './declarations.mjs';
import { readImportLibrary } from './import-library.mjs';
import { readPackageTables } from './package-tables.mjs';

/** @import { Reference } from './compare.mjs' */

const libraries = { x64: 'amd64', x86: 'x86', arm64: 'arm64' };

/**
 * What Microsoft's package of the DLL declares, from the tests' cache; fetched where it can be.
 * @returns {Promise<{ reference: Reference } | { reason: string }>}
 */
export async function microsoftReference() {
  const answer = microsoftDllsAvailable();
  if (!answer.available) return { reason: answer.reason };
  const folder = path.join(await microsoftDllsFolder(), 'build/native');
  const header = readFileSync(path.join(folder, 'inc/dbghelp.h'), 'latin1');
  const read = ([architecture, name]) => [
    architecture,
    readImportLibrary(readFileSync(path.join(folder, 'lib', name, 'dbghelp.lib'))),
  ];
  return {
    reference: {
      headers: { x64: readHeader(header, 'x64'), x86: readHeader(header, 'x86') },
      libraries: Object.fromEntries(Object.entries(libraries).map(read)),
    },
  };
}

/**
 * Compares the package's tables with Microsoft's header and import libraries.
 * @returns {Promise<{ differences: string[] } | { reason: string }>}
 */
export async function checkTablesByHeader() {
  const found = await microsoftReference();
  return 'reason' in found ? found : { differences: differencesFromHeader(readPackageTables(), found.reference) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { reason, differences = [] } = await checkTablesByHeader();
  if (reason) process.stderr.write(`SKIPPED: the tables by Microsoft's dbghelp.h, because ${reason}\n`);
  for (const difference of differences) process.stdout.write(`${difference}\n`);
  process.exitCode = differences.length > 0 || (reason && process.env.CI === 'true') ? 1 : 0;
}
