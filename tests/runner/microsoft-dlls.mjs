import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtOnce } from './cache.mjs';
import { checkSums, unpackFromNuGet, whyNoNuGet } from './nuget-package.mjs';
import { toWindowsPath } from './windows-path.mjs';

/**
 * Microsoft's redistributable dbghelp.dll and the files that it needs beside it, only for tests. They stay in the
 * tests' cache, and never get into the repository, the package, a log, or a workflow's artifacts.
 */

const archive = { package: 'Microsoft.Debugging.Platform.DbgEng', version: '20260109.1235.0' };
const terms = 'the Windows SDK licence terms (https://aka.ms/WinSDKLicenseURL)';

/** The version of this dbghelp.dll. */
export const microsoftDllVersion = '10.0.29507.1001';

/** The files that are kept, by their path in the package, with their sha256. */
export const microsoftFiles = {
  'content/amd64/dbgcore.dll': 'c2a44b3bbb5d8c7994de06b13eeee43c883c7d2f480d974d0b80e0b46452f53b',
  'content/amd64/dbghelp.dll': 'ae2c38db0a2dc609403c15c5d9afc16402e6c8888ada29d866ca8646d4725786',
  'content/amd64/msdia140.dll': '455b38fc14e2b1a14cbaa8dffbcc354edbd0b642e83aae458bd2d2dddd5217c6',
  'content/x86/dbgcore.dll': '502ec60496186ef5e9520ad851ad6b5370cc9943c2c4f49bfaa42ac1aee63f1e',
  'content/x86/dbghelp.dll': '1023e7bf7ea389c1566d489b1c50a75c22abafe79204106332621789a64ca875',
  'content/x86/msdia140.dll': 'c7bd3affaa611f32c1994ebfc27c6ff5cf24d114c5697487b28425219c7e676b',
  'build/native/inc/dbghelp.h': 'ceb4738bbd2a2fd4c986cb54e672916073692838a6edeaf19468251945ac9b51',
  'build/native/lib/amd64/dbghelp.lib': '72ffa1808f7cad2b68893dd205b36a4f325c1d52e6d9a3a30ed600fcc3de06a4',
  'build/native/lib/arm64/dbghelp.lib': 'bfaba333fabbdfb7f669bad44083af64ed1a80adbd2712ef7d1f55a485bf7df6',
  'build/native/lib/x86/dbghelp.lib': '943bcfce0e7b55584ec4723c24c24fafd28c8f33ffb9d8fdbe6501e90ccd62ab',
};

/** Replaces the call of ntdll by which these DLLs list the modules of a live process: Wine's gives them none. */
const moduleList = fileURLToPath(new URL('../fixtures/src/module-list/preload.cjs', import.meta.url));

/** The system folders of 64-bit and 32-bit programs, on a 64-bit drive C:. */
const systemFolders = { 'content/amd64': 'system32', 'content/x86': 'syswow64' };

/**
 * Whether Microsoft's DLLs can be had here. Looks only; fetches nothing.
 * @returns {{ available: true } | { available: false, reason: string }}
 */
export function microsoftDllsAvailable() {
  const reason = whyNotHere();
  return reason ? { available: false, reason } : { available: true };
}

function whyNotHere() {
  if (process.env.DBGHELP_TEST_MICROSOFT === '0') return 'DBGHELP_TEST_MICROSOFT=0 leaves them out';
  if (process.env.DBGHELP_TEST_DLLS) return undefined;
  const reason = whyNoNuGet();
  return (
    reason &&
    `${reason}, and DBGHELP_TEST_DLLS does not name a folder that has what the NuGet package ${archive.package} ${archive.version} has`
  );
}

/**
 * @returns {Promise<string>} the folder that has them, each at its path in the package
 */
export async function microsoftDllsFolder() {
  const given = process.env.DBGHELP_TEST_DLLS;
  if (given) {
    checkSums(path.resolve(given), microsoftFiles);
    return path.resolve(given);
  }
  return builtOnce({
    name: 'microsoft-dlls',
    recipe: ['1', archive.package, archive.version, JSON.stringify(microsoftFiles)],
    why: `fetching Microsoft's dbghelp.dll, dbgcore.dll and msdia140.dll with dotnet, from ${archive.package} ${archive.version} on NuGet, under ${terms}; DBGHELP_TEST_MICROSOFT=0 leaves them out: about 10 s`,
    build: (folder) => unpackFromNuGet(archive, microsoftFiles, folder),
    keep: 1,
  });
}

/**
 * How a run sees them: in the system's folders of its drive C:, where they are the default DLLs of every process.
 * @param {string} folder
 * @param {string} prefix where drive C: is kept
 * @returns {{ steps: string[][], env: Record<string, string> }}
 */
export function microsoftDllSteps(folder, prefix) {
  return {
    steps: Object.entries(systemFolders).map(([source, target]) => [
      'copy',
      path.join(folder, source),
      `${prefix}/drive_c/windows/${target}`,
    ]),
    env: {
      // Otherwise Wine uses its own DLL for any file of these names.
      WINEDLLOVERRIDES: 'dbghelp,dbgcore=n,b',
      NODE_OPTIONS: `--require ${JSON.stringify(toWindowsPath(moduleList))}`,
    },
  };
}
