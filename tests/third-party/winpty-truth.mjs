import path from 'node:path';
import { lineTables, procedures, rvaOf, sectionBases } from '../fixtures/pdb-dump.mjs';
import { run, tools } from '../fixtures/toolchain.mjs';
import { publics } from '../fixtures/truth-functions.mjs';

/**
 * @typedef {{ name: string, rva: number, size: number, object: string, linkTimeCode: boolean }} Procedure
 * @typedef {{ name: string, rva: number }} Label
 * @typedef {{ file: string, start: number, end: number, entries: { line: number, rva: number }[] }} LineBlock
 * @typedef {{ functions: Procedure[], variables: Named[], publics: Named[] }} Records
 * @typedef {{ name: string, rva: number }} Named
 */

/**
 * What llvm reads in the PDB.
 * @param {string} folder
 * @returns {{ procedures: Procedure[], freeLabels: Label[], lineBlocks: LineBlock[], records: Records }}
 */
export function readTruth(folder) {
  const [image, pdb] = ['winpty.dll', 'winpty.pdb'].map((file) => path.join(folder, file));
  const bases = sectionBases(run(tools.readobj, ['--sections', image]));
  const symbols = run(tools.pdbutil, ['dump', '--symbols', pdb]);
  const late = objectsOfLinkTimeCode(symbols);
  const functions = procedures(symbols, bases).map((found) => ({ ...found, linkTimeCode: late.has(found.object) }));
  return {
    procedures: functions,
    freeLabels: freeLabels(symbols, bases),
    records: {
      functions,
      variables: variables(symbols + run(tools.pdbutil, ['dump', '--globals', pdb]), bases),
      publics: publics(run(tools.pdbutil, ['dump', '--publics', pdb]), bases),
    },
    lineBlocks: lineTables(run(tools.pdbutil, ['dump', '-l', pdb]), bases),
  };
}

// The object files whose code the linker generated (/GL and /LTCG).
function objectsOfLinkTimeCode(symbols) {
  const found = new Set();
  let object;
  for (const [, file, flags] of symbols.matchAll(/^ *Mod \d+ \| `(.*)`:|^ +flags = (.*\bltcg\b.*)$/gm)) {
    if (file) object = file;
    else if (flags) found.add(object);
  }
  return found;
}

// Those that the linker removed keep their records, at 0000:0000.
function variables(dumped, bases) {
  const found = [...dumped.matchAll(/S_[GL]DATA32 .*?`(.*)`\n +type = .*, addr = (\d+:\d+)/g)];
  return found
    .filter(([, , place]) => !place.startsWith('0000'))
    .map(([, name, place]) => ({ name, rva: rvaOf(bases, place) }));
}

// Labels of assembly code whose records are not inside a procedure's, as the labels of compiled code are.
function freeLabels(symbols, bases) {
  const found = [];
  let procedureEnd = 0;
  for (const entry of symbols.matchAll(
    /^ *Mod \d+ \| |^ *\d+ \| S_[GL]PROC32 .*\n +parent = \d+, end = (\d+)|^ *(\d+) \| S_LABEL32 .*?`(.*)` \(addr = (\d+:\d+)\)/gm,
  )) {
    const [, end, offset, name, place] = entry;
    if (name === undefined) procedureEnd = Number(end ?? 0);
    else if (Number(offset) > procedureEnd) found.push({ name, rva: rvaOf(bases, place) });
  }
  return found;
}

/**
 * The procedures that an address lies in: more than one where the linker folded equal ones.
 * @param {Procedure[]} procedures
 * @param {number} rva
 */
export function proceduresAt(procedures, rva) {
  return procedures.filter((one) => one.rva <= rva && rva < one.rva + one.size);
}
