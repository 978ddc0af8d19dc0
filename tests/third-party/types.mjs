// Compares the types of an image and a PDB that Microsoft's compiler made with llvm's, on each DLL.
import path from 'node:path';
import { typeRecords } from '../fixtures/pdb-types.mjs';
import { run, tools } from '../fixtures/toolchain.mjs';
import { askOnWindows } from './ask.mjs';

/** Wine's DLL reads PDBs in part: so many of the types it has to know. */
const leastOfSome = 0.95;

/**
 * @param {string} folder
 * @param {string} image its PDB beside it
 * @param {{ node: string, dll: string }} runner
 * @returns {Promise<string[]>} failures
 */
export async function compareTypes(folder, image, { node, dll }) {
  const truth = trueTypes(path.join(folder, image.replace(/\.\w+$/, '.pdb')));
  const { rows, wrongNames } = await askOnWindows('tests/third-party/types.ts', folder, image, { node, dll });
  const [given, expected] = [countsOf(rows.map(textOf)), countsOf(truth.map(textOf))];
  const extra = [...given].filter(([text, count]) => count > (expected.get(text) ?? 0)).map(([text]) => text);
  const missing = [...expected].filter(([text, count]) => count > (given.get(text) ?? 0)).map(([text]) => text);
  console.log(
    `${image}, ${node}, ${dll}: ${rows.length} types, llvm ${truth.length}; ${extra.length} not llvm's, ${missing.length} missing`,
  );
  const everything = dll === 'microsoft';
  return [
    ...wrongNames.slice(0, 5).map((name) => `wrong name: ${name}`),
    ...(everything ? extra.slice(0, 5).map((text) => `not llvm's: ${text}`) : []),
    ...(everything ? missing.slice(0, 5).map((text) => `missing: ${text}`) : []),
    ...(rows.length < truth.length * leastOfSome ? [`only ${rows.length} types of ${truth.length}`] : []),
  ];
}

/** Complete classes and enumerations, as the package tells them. */
function trueTypes(pdb) {
  const records = typeRecords(run(tools.pdbutil, ['dump', '--types', pdb]));
  const kinds = ['struct', 'class', 'union', 'enum'];
  const complete = [...records.values()].filter(({ kind, forward }) => kinds.includes(kind) && !forward);
  return complete.map((record) => {
    const { kind, name } = record;
    const { entries } = record.fields ? records.get(record.fields) : { entries: [] };
    if (kind === 'enum') return { kind, name, enumerators: entries.map((one) => [one.name, one.value]) };
    const members = entries
      .filter(({ entry }) => entry === 'LF_MEMBER')
      .map((member) => {
        const bits = records.get(member.type);
        const place = bits?.kind === 'bitField' ? [bits.position, bits.length] : [];
        return [member.name, Number(member.offset), ...place];
      });
    return { kind, name, size: record.size, members };
  });
}

function textOf({ kind, name, size, members, enumerators }) {
  return JSON.stringify(enumerators ? [kind, name, enumerators] : [kind, name, size, members]);
}

function countsOf(texts) {
  const counts = new Map();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
