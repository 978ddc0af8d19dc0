import { projectFolder, runOnWindows, toWindowsPath } from '../runner/windows.mjs';
import { largePairs } from './large-pairs.mjs';

const processors = { '24-x64': 'x64', '22-ia32': 'x86' };

/**
 * Listings of large PDBs by the package's thread, against those of the main thread, and how they end, on Microsoft's DLL.
 * @param {readonly string[]} libraries whose
 * @returns {Promise<number>} an exit code
 */
export async function compareLargeListings(libraries) {
  const codes = [];
  for (const [node, processor] of Object.entries(processors)) {
    if (process.platform === 'win32' && processor !== 'x64') continue;
    const pairs = [];
    for (const library of libraries) pairs.push((await largePairs(library))[processor]);
    const { code } = await runOnWindows({
      node,
      dll: 'microsoft',
      args: ['tests/third-party/list-large.mjs', ...pairs.map(({ image }) => toWindowsPath(image))],
      cwd: projectFolder,
      readable: pairs.map(({ folder }) => folder),
      timeoutSeconds: 1800,
    });
    codes.push(code);
  }
  return Math.max(...codes);
}
