// Writes truth/large-*.json: what llvm says of functions of the large pairs, drawn by a seed. With --check it only compares.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { publics } from '../fixtures/truth-functions.mjs';
import { candidates, lineTables, rvaOf, sectionBases } from '../fixtures/pdb-dump.mjs';
import { run, tools, versionOf } from '../fixtures/toolchain.mjs';
import { seededRandom } from './draw.mjs';
import { largePairs } from './large-pairs.mjs';
import { readyLlvm } from './llvm-tools.mjs';

/**
 * @typedef {object} LargeTruth
 * @property {string} image
 * @property {string} llvm the version that was asked
 * @property {string[]} files
 * @property {[rva: number, size: number, names: string[], lines: [offset: number, ...[file: number, line: number][]][]][]} functions
 * all names of records that begin there; at some offsets into it, all lines that the tables support (a file of `files`, a number)
 */

const counts = { draw: 500, seed: 20261129 };
const folder = fileURLToPath(new URL('truth', import.meta.url));

export const libraries = ['harfbuzz', 'skia'];
export const processors = ['x64', 'x86', 'arm64'];
export const truthFile = (library, processor) => path.join(folder, `large-${library}-${processor}.json`);

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main(process.argv.includes('--check'));

async function main(check) {
  const llvm = await readyLlvm();
  if (llvm.reason) throw new Error(llvm.reason);
  mkdirSync(folder, { recursive: true });
  let different = 0;
  for (const library of libraries) {
    const pairs = await largePairs(library);
    for (const processor of processors) {
      const file = truthFile(library, processor);
      const { functions, ...head } = await truthOf(pairs[processor]);
      // A line for each function: what changes shows.
      const rows = functions.map((one) => JSON.stringify(one)).join(',\n');
      const text = `${JSON.stringify(head).slice(0, -1)},"functions":[\n${rows}\n]}\n`;
      if (!check) writeFileSync(file, text);
      else if (JSON.stringify(JSON.parse(readFileSync(file, 'utf8'))) !== JSON.stringify(JSON.parse(text))) different++;
      console.log(`${path.basename(file)}: ${text.length} bytes`);
    }
  }
  if (different > 0) console.error(`${different} files say something else than llvm`);
  return different > 0 ? 1 : 0;
}

/**
 * Draws other functions than those that are recorded.
 * @param {import('./large-pairs.mjs').LargePair} pair
 * @param {number} draw how many
 */
export async function drawnTruth(pair, draw) {
  const llvm = await readyLlvm();
  if (llvm.reason) throw new Error(llvm.reason);
  return truthOf(pair, draw);
}

async function truthOf({ image, pdb }, draw = counts.draw) {
  const bases = sectionBases(run(tools.readobj, ['--sections', image]));
  const blocks = lineTables(run(tools.pdbutil, ['dump', '-l', pdb]), bases).sort((a, b) => a.start - b.start);
  const records = await procedureRecords(pdb, bases);
  const places = [...records.keys()].sort((left, right) => left - right);
  const random = seededRandom(counts.seed);
  const drawn = new Set();
  while (drawn.size < Math.min(draw, places.length)) drawn.add(places[Math.floor(random() * places.length)]);
  for (const rva of withOtherNames(records, publics(run(tools.pdbutil, ['dump', '--publics', pdb]), bases)))
    drawn.add(rva);
  const files = [];
  const functions = [...drawn]
    .sort((left, right) => left - right)
    .map((rva) => {
      const { size, names } = records.get(rva);
      const offsets = [...new Set([0, Math.floor(random() * size), size - 1])].sort((left, right) => left - right);
      return [rva, size, [...names].sort(), offsets.map((offset) => [offset, ...linesAt(blocks, rva + offset, files)])];
    });
  return { image: path.basename(image), llvm: versionOf(tools.pdbutil), files, functions };
}

/** Functions with a public symbol inside: in assembly code, another way in. DbgHelp may name the rest of the function by it. */
function withOtherNames(records, symbols) {
  const starts = [...records.keys()].sort((left, right) => left - right);
  return symbols
    .map(({ rva }) => starts.findLast((start) => start < rva))
    .filter((start, index) => start !== undefined && symbols[index].rva < start + records.get(start).size);
}

function linesAt(blocks, rva, files) {
  const near = blocks.filter(({ start, end }) => start <= rva && rva < end);
  const found = candidates(near, rva).map(({ file, line }) => {
    if (!files.includes(file)) files.push(file);
    return [files.indexOf(file), line];
  });
  return [...new Map(found.map((pair) => [pair.join(), pair])).values()];
}

// What is printed of a large PDB does not fit into one string.
export async function procedureRecords(pdb, bases) {
  const child = spawn(tools.pdbutil, ['dump', '--symbols', pdb], { stdio: ['ignore', 'pipe', 'inherit'] });
  const records = new Map();
  let name;
  let linkTimeCode = false;
  for await (const line of createInterface({ input: child.stdout })) {
    // Of each object file: whether its code was generated by the linker.
    if (/^ *Mod \d+ \| /.test(line)) linkTimeCode = false;
    else if (/^ +flags = .*\bltcg\b/.test(line)) linkTimeCode = true;
    const [, begun] = /S_[GL]PROC32 \[size = \d+\] `(.*)`$/.exec(line) ?? [];
    if (begun !== undefined) name = begun;
    const [, place, size] = (name !== undefined && / addr = (\d+:\d+), code size = (\d+)/.exec(line)) || [];
    if (place === undefined) continue;
    const rva = rvaOf(bases, place);
    const record = records.get(rva) ?? { size: 0, names: new Set(), linkTimeCode };
    record.names.add(name);
    record.size = Math.max(record.size, Number(size));
    if (!place.startsWith('0000') && record.size > 0) records.set(rva, record);
    name = undefined;
  }
  const [code] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode];
  if (code !== 0) throw new Error(`${tools.pdbutil} ended with ${code}`);
  return records;
}
