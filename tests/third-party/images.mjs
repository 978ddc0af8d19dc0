import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sectionBases } from '../fixtures/pdb-dump.mjs';
import { run, tools } from '../fixtures/toolchain.mjs';
import { readyRows, rows } from '../runner/rows.mjs';
import { projectFolder, runOnWindows, toWindowsPath } from '../runner/windows.mjs';
import { largePairs, whyNoLargePairs } from './large-pairs.mjs';
import { procedureRecords } from './large-truth.mjs';
import { readyLlvm } from './llvm-tools.mjs';
import { images, winptyFolder } from './winpty-files.mjs';

/**
 * Asks for every byte of third-party images and for every name in them, as image-bytes.mjs and image-names.mjs have it, in each row of
 * Node.js and DLL that can be had here.
 * @param {{ large: boolean }} options whether of images with large PDBs, too: some minutes in each row
 * @returns {Promise<number>} an exit code
 */
export async function compareImages({ large }) {
  const llvm = await readyLlvm();
  if (llvm.reason) throw new Error(llvm.reason);
  const exchange = mkdtempSync(path.join(tmpdir(), 'dbghelp-images-'));
  try {
    const pairs = await pairsHere(large);
    const files = [];
    for (const [index, { image, pdb }] of pairs.entries()) {
      const functions = path.join(exchange, `${index}.json`);
      writeFileSync(functions, JSON.stringify(await functionsOf(image, pdb)));
      files.push([image, functions]);
    }
    const { ready, skipped } = process.platform === 'win32' ? { ready: rows.slice(0, 1) } : readyRows(rows);
    if (skipped) console.error(`SKIPPED: Microsoft's DLL, because ${skipped}`);
    const codes = [];
    for (const { row, node, dll } of ready) {
      console.log(`=== ${row}`);
      for (const [image, functions] of files) {
        const { code } = await runOnWindows({
          node,
          dll,
          args: ['tests/third-party/image-answers.mjs', toWindowsPath(image), toWindowsPath(functions)],
          cwd: projectFolder,
          readable: [exchange, path.dirname(image)],
          timeoutSeconds: 1800,
        });
        if (code !== 0) console.error(`FAILED: ${path.basename(image)} in ${row}`);
        codes.push(code);
      }
    }
    return skipped && process.env.CI ? 1 : Math.max(...codes);
  } finally {
    rmSync(exchange, { recursive: true });
  }
}

async function pairsHere(large) {
  const folder = await winptyFolder();
  const small = images.map((image) => ({
    image: path.join(folder, image),
    pdb: path.join(folder, image.replace(/\.\w+$/, '.pdb')),
  }));
  if (!large || whyNoLargePairs()) return small;
  const { x64, x86 } = await largePairs('harfbuzz');
  return [...small, x64, x86];
}

async function functionsOf(image, pdb) {
  const records = await procedureRecords(pdb, sectionBases(run(tools.readobj, ['--sections', image])));
  return [...records].map(([rva, { size, names, linkTimeCode }]) => [rva, size, [...names], linkTimeCode]);
}
