// Compares what the package says of an ARM64 image, read by the x64 and the x86 DLL, with llvm: names, lines and variables.
import path from 'node:path';
import { rvaOf, sectionBases } from '../fixtures/pdb-dump.mjs';
import { run, tools } from '../fixtures/toolchain.mjs';
import { askOnWindows } from './ask.mjs';
import { proceduresAt, readTruth } from './winpty-truth.mjs';

/**
 * @param {string} folder
 * @param {{ node: string, dll: string }} runner
 * @returns {Promise<string[]>} failures
 */
export async function compareArm64(folder, { node, dll }) {
  const { procedures, lineBlocks } = readTruth(folder);
  const starts = grouped(
    procedures.filter(({ rva }) => rva > 0),
    ({ rva }) => rva,
  );
  const lines = linesByAddress(lineBlocks, procedures);
  // Of functions that the linker folded, one is told with its variables.
  const variables = trueVariables(folder).filter(({ rva }) => proceduresAt(procedures, rva).length === 1);
  const asked = { places: [...starts.keys(), ...lines.keys()], scopes: variables.map(({ rva }) => rva) };
  const { places, scopes } = await askOnWindows('tests/third-party/arm64.ts', folder, 'winpty.dll', {
    node,
    dll,
    asked,
  });
  const failures = [];
  let beyond = 0;
  const check = (isRight, text) => void (isRight || failures.push(text));
  places.forEach((answer, index) => {
    const rva = asked.places[index];
    const what = `0x${rva.toString(16)}: ${JSON.stringify(answer)}`;
    if (index < starts.size) {
      const names = starts.get(rva).map(({ name }) => name);
      check(answer?.displacement === 0 && names.includes(answer.name), `${what}, not ${names.join(' or ')}`);
      // Behind a label of assembly code, which has no size, no line is told.
    } else if (answer?.beyond) beyond++;
    else check(lines.get(rva).has(answer?.line), `${what}, not of line ${[...lines.get(rva)].join(' or ')}`);
  });
  scopes.forEach((locals, index) => {
    const { rva, name, places: expected } = variables[index];
    const found = (locals ?? []).filter((local) => local.name === name && local.depth === 0);
    const isRight = found.some(({ location }) => expected.includes(placeText(location)));
    check(isRight, `0x${rva.toString(16)}: ${name} is ${JSON.stringify(found)}, not ${expected.join(' or ')}`);
  });
  console.log(
    `winpty.dll of ARM64, ${node}, ${dll}: ${starts.size} functions, ${lines.size} lines, ${scopes.length} places of variables; ` +
      `${failures.length} are not llvm's, ${beyond} behind labels of assembly code`,
  );
  if (beyond > lines.size / 20) failures.push(`${beyond} of ${lines.size} lines are not told`);
  return failures.slice(0, 10);
}

function grouped(items, keyOf) {
  const groups = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

// Where functions were folded or code is nobody's, tables say several things of an address, or what no symbol is asked for.
function linesByAddress(blocks, procedures) {
  const lines = new Map();
  for (const { entries } of blocks) {
    for (const { line, rva } of entries) lines.set(rva, (lines.get(rva) ?? new Set()).add(line));
  }
  // What the linker removed has no address.
  const isCode = (rva) => procedures.some((one) => one.rva <= rva && rva < one.rva + one.size);
  const isPlain = (set) => [...set].every((line) => line > 0 && line < 0xf00000);
  return new Map([...lines].filter(([rva, set]) => isPlain(set) && isCode(rva)));
}

const placeText = ({ kind, name, offset }) => (kind === 'frame' ? `${name}${signed(offset)}` : name);
const signed = (offset) => (offset < 0 ? String(offset) : `+${offset}`);

/** Variables of functions themselves, each where one of its places begins, with all its places there. */
function trueVariables(folder) {
  const bases = sectionBases(run(tools.readobj, ['--sections', path.join(folder, 'winpty.dll')]));
  const dumped = run(tools.pdbutil, ['dump', '--symbols', path.join(folder, 'winpty.pdb')]);
  const found = [];
  let inside = 0;
  let variable;
  const place = (from, length, gaps, text) => {
    const rva = rvaOf(bases, from);
    variable.places.push({ from: rva, to: rva + length, gaps, text });
  };
  for (const record of dumped.split(/^ *\d+ \| (?=S_)/m).slice(1)) {
    const kind = /^S_\w+/.exec(record)[0];
    const gaps = [...record.matchAll(/\((\d+),(\d+)\)/g)].map(([, at, length]) => [Number(at), Number(length)]);
    if (/^S_[GL]PROC32$/.test(kind)) inside = 1;
    else if (/^S_(BLOCK32|INLINESITE|THUNK32)$/.test(kind)) inside++;
    else if (/^S_(END|INLINESITE_END|PROC_ID_END)$/.test(kind)) inside--;
    if (kind === 'S_LOCAL') {
      variable = { name: /`(.*)`/.exec(record)[1], places: [], isOwn: inside === 1 };
      if (variable.isOwn) found.push(variable);
      continue;
    }
    const register = /register = ARM64_(\w+)/.exec(record)?.[1];
    if (kind === 'S_DEFRANGE_REGISTER') {
      const [, from, length] = /range start = (\d+:\d+), length = (\d+)/.exec(record);
      place(from, Number(length), gaps, register);
    } else if (kind === 'S_DEFRANGE_REGISTER_REL') {
      const [, offset] = /offset = (-?\d+), offset in parent = 0/.exec(record) ?? [];
      const [, from, length] = /range = \[(\d+:\d+),\+(\d+)\)/.exec(record);
      if (offset !== undefined) place(from, Number(length), gaps, `${register}${signed(Number(offset))}`);
      else variable.isSplit = true;
    } else if (kind.startsWith('S_DEFRANGE')) variable.isSplit = true;
  }
  return found
    .filter(({ isSplit }) => !isSplit)
    .flatMap(placesOf)
    .filter(({ rva, places }) => rva > 0 && places.length > 0);
}

function placesOf({ name, places }) {
  const covers = ({ from, to, gaps }, rva) =>
    from <= rva && rva < to && !gaps.some(([at, length]) => from + at <= rva && rva < from + at + length);
  return [...new Set(places.map(({ from }) => from))].map((rva) => ({
    rva,
    name,
    places: places.filter((one) => covers(one, rva)).map(({ text }) => text),
  }));
}
