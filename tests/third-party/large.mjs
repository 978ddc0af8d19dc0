import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectFolder, runOnWindows, toWindowsPath } from '../runner/windows.mjs';
import { largePairs } from './large-pairs.mjs';
import { drawnTruth, libraries, processors, truthFile } from './large-truth.mjs';

/**
 * Names and lines of functions of large PDBs for three processors, by Microsoft's DLL for two, against what llvm says.
 * @param {{ functions?: number | undefined }} options how many functions are drawn of each; llvm is asked, unless it is as many as are recorded
 * @returns {Promise<number>} an exit code
 */
export async function compareLargePairs({ functions } = {}) {
  const drawn = functions === undefined ? undefined : mkdtempSync(path.join(tmpdir(), 'dbghelp-large-'));
  try {
    const pairs = [];
    for (const library of libraries) {
      const found = await largePairs(library);
      for (const processor of processors) {
        const truth = drawn ? path.join(drawn, `${library}-${processor}.json`) : truthFile(library, processor);
        if (drawn) writeFileSync(truth, JSON.stringify(await drawnTruth(found[processor], functions)));
        pairs.push({ ...found[processor], truth });
      }
    }
    return await compare(pairs, drawn ? [drawn] : []);
  } finally {
    if (drawn) rmSync(drawn, { recursive: true });
  }
}

async function compare(pairs, folders) {
  const codes = [];
  for (const node of process.platform === 'win32' ? ['24-x64'] : ['24-x64', '22-ia32']) {
    const files = pairs.flatMap(({ image, truth }) => [image, truth].map(toWindowsPath));
    const { code } = await runOnWindows({
      node,
      dll: 'microsoft',
      args: ['node_modules/ts-node/dist/bin.js', '--transpile-only', 'tests/third-party/large.ts', ...files],
      cwd: projectFolder,
      readable: [...new Set(pairs.map(({ folder }) => folder)), ...folders],
    });
    codes.push(code);
  }
  return Math.max(...codes);
}
