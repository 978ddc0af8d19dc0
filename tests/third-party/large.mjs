import { projectFolder, runOnWindows, toWindowsPath } from '../runner/windows.mjs';
import { largePairs } from './large-pairs.mjs';
import { libraries, processors, truthFile } from './large-truth.mjs';

/**
 * Names and lines of functions of large PDBs for three processors, by Microsoft's DLL for two, against what llvm says.
 * @returns {Promise<number>} an exit code
 */
export async function compareLargePairs() {
  const pairs = [];
  for (const library of libraries) {
    const found = await largePairs(library);
    for (const processor of processors) pairs.push({ ...found[processor], truth: truthFile(library, processor) });
  }
  const codes = [];
  for (const node of process.platform === 'win32' ? ['24-x64'] : ['24-x64', '22-ia32']) {
    const files = pairs.flatMap(({ image, truth }) => [image, truth].map(toWindowsPath));
    const { code } = await runOnWindows({
      node,
      dll: 'microsoft',
      args: ['node_modules/ts-node/dist/bin.js', '--transpile-only', 'tests/third-party/large.ts', ...files],
      cwd: projectFolder,
      readable: [...new Set(pairs.map(({ folder }) => folder))],
    });
    codes.push(code);
  }
  return Math.max(...codes);
}
