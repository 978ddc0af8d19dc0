import { proceduresAt } from './winpty-truth.mjs';

export const equalName = 'equal';
const labelName = "a label of assembly code, a symbol of its own to Wine's DLL";
export const otherName = 'DIFFERENT';

// Where DbgHelp knows a function by its public symbol alone, it undecorates that, and spells pointers out.
const spellings = [
  { name: 'equal but for __ptr64 (an undecorated public symbol)', plain: (text) => text.replaceAll(' __ptr64', '') },
];

/**
 * Compares a name with those of the records that start where DbgHelp says that the symbol does.
 * @param {{ procedures: import('./winpty-truth.mjs').Procedure[], freeLabels: import('./winpty-truth.mjs').Label[] }} truth
 * @param {number} rva
 * @param {{ name: string, displacement: number }} answer
 * @returns {string} the class
 */
export function nameClass({ procedures, freeLabels }, rva, { name, displacement }) {
  const names = proceduresAt(procedures, rva)
    .filter((one) => one.rva === rva - displacement)
    .map((one) => one.name);
  if (names.includes(name)) return equalName;
  if (freeLabels.some((label) => label.name === name && label.rva === rva - displacement)) return labelName;
  return spellings.find(({ plain }) => names.some((one) => plain(one) === plain(name)))?.name ?? otherName;
}

/**
 * Why an address was not found.
 * @param {import('./winpty-truth.mjs').Procedure[]} procedures
 * @param {number} rva
 * @param {Set<number>} foundStarts the first bytes that were found
 * @returns {string} the class
 */
export function missClass(procedures, rva, foundStarts) {
  const there = proceduresAt(procedures, rva);
  if (!there.some((one) => one.linkTimeCode)) return 'elsewhere';
  const object = "in an object file with link-time generated code, which Wine's DLL reads only in part";
  return there.some((one) => foundStarts.has(one.rva))
    ? `${object}; a public symbol is at its first byte, but the image's function table has it in pieces, or not at all`
    : `${object}; without a public symbol`;
}
