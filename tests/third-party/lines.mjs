import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { win32 as windowsPath } from 'node:path';
import { candidates } from '../fixtures/pdb-dump.mjs';
import { tools } from '../fixtures/toolchain.mjs';
import { proceduresAt } from './winpty-truth.mjs';

/** @typedef {{ file: string, line: number }} Line */

export const crashed = Symbol('llvm-symbolizer crashed');

/** How an answer of DbgHelp can relate to llvm's; all but the last are known and explained. */
export const lineClasses = {
  equal: 'equal',
  absolute: "equal, but for a relative file name that Wine's DLL made absolute",
  several: 'several lines start at the same address: DbgHelp gives another one',
  folded: 'equal functions were folded into one: DbgHelp gives the line of another of them',
  neither: 'no line in either',
  foldedWithout: "equal functions were folded into one: Wine's DLL has no line past the first byte",
  label: "a label of assembly code lies before it: Wine's DLL takes it for a symbol of its own, without lines",
  lostObject: "known by its public symbol only: Wine's DLL has no lines without the function's record",
  unexplained: 'UNEXPLAINED',
};

/**
 * Asks llvm-symbolizer, in one process per address: it crashes on some, and would take the others with it.
 * @param {string} image
 * @param {number[]} addresses
 * @returns {Promise<(Line | undefined | typeof crashed)[]>} undefined where it knows no line
 */
export async function llvmLines(image, addresses) {
  const results = new Array(addresses.length);
  let next = 0;
  const work = async () => {
    while (next < addresses.length) {
      const index = next++;
      results[index] = await llvmLine(image, addresses[index]);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return results;
}

async function llvmLine(image, address) {
  const args = [
    `--obj=${image}`,
    '--relative-address',
    '--no-inlines',
    '--output-style=JSON',
    `0x${address.toString(16)}`,
  ];
  const child = spawn(tools.symbolizer, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const chunks = [];
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  const [code, signal] = await once(child, 'close');
  if (signal) return crashed;
  if (code !== 0) throw new Error(`${tools.symbolizer} ended with ${code} for 0x${address.toString(16)}`);
  const [{ Symbol: frames }] = JSON.parse(Buffer.concat(chunks).toString());
  const [{ FileName: file, Line: line }] = frames;
  return file ? { file, line } : undefined;
}

/**
 * @param {object} question
 * @param {number} question.rva
 * @param {Line | undefined} question.dbghelp
 * @param {Line | undefined} question.llvm
 * @param {string} question.cwd the folder that relative names start from in Wine
 * @param {import('./winpty-truth.mjs').Procedure[]} question.procedures
 * @param {import('./winpty-truth.mjs').Label[]} question.freeLabels
 * @param {import('./winpty-truth.mjs').LineBlock[]} question.lineBlocks
 * @returns {string} one of `lineClasses`
 */
export function lineClass({ rva, dbghelp, llvm, cwd, procedures, freeLabels, lineBlocks }) {
  if (!dbghelp && !llvm) return lineClasses.neither;
  const there = proceduresAt(procedures, rva);
  const folded = there.length > 1;
  if (!dbghelp) {
    if (there.some((one) => one.linkTimeCode)) return lineClasses.lostObject;
    const labelBefore = ({ rva: label }) => label <= rva && there.some((one) => one.rva < label);
    if (freeLabels.some(labelBefore)) return lineClasses.label;
    return folded && there.every((one) => one.rva < rva) ? lineClasses.foldedWithout : lineClasses.unexplained;
  }
  const same = (other) => dbghelp.line === other.line && dbghelp.file === other.file;
  const sameButAbsolute = (other) =>
    dbghelp.line === other.line && dbghelp.file === windowsPath.resolve(cwd, other.file);
  if (llvm && same(llvm)) return lineClasses.equal;
  if (llvm && sameButAbsolute(llvm)) return lineClasses.absolute;
  if (!candidates(lineBlocks, rva).some((other) => same(other) || sameButAbsolute(other)))
    return lineClasses.unexplained;
  return folded ? lineClasses.folded : lineClasses.several;
}
