import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * What the package's tables say, as far as a header can be asked whether it is so.
 * @typedef {{ name: string, kind: string }} KnownParameter
 * @typedef {{ parameters: KnownParameter[], returns: string, stackBytes: number }} KnownFunction stackBytes: on x86
 * @typedef {{ name: string, kind: string, offset: number, size: number }} KnownMember
 * @typedef {{ size: number, members: KnownMember[] }} KnownStructure
 * @typedef {{
 *   functions: Record<string, KnownFunction>, on64: Record<string, string>, only32: string[],
 *   callbacks: Record<string, KnownFunction>,
 *   structures: Record<string, Record<'x64' | 'x86', KnownStructure>>,
 *   constants: Record<string, bigint>, groups: Record<string, string[][]>,
 *   enumerations: Record<string, Record<string, bigint>>
 * }} Tables constants by C's names; of each member of a group, the names that C may have for it
 * @returns {Tables}
 */
export function readPackageTables() {
  const load = createRequire(import.meta.url);
  load('ts-node').register({ transpileOnly: true, project: path.join(project, 'tsconfig.json') });
  const of = (file) => load(path.join(project, file));
  const { prototypes } = of('types/functions/prototypes.ts');
  const { callbacks } = of('types/callback-prototypes.ts');
  const structures = of('types/structures/index.ts');
  const layouts = of('lib/ffi/layout.ts');
  const groups = of('types/constants/index.ts');
  const { incoming } = of('lib/ffi/marshal.ts');
  const { parametersOf } = of('lib/ffi/parameters.ts');
  // koffi's types decide how many bytes the call takes from the stack.
  const bytesOf = (param) => (!(param.kind in callbacks) && /int64/.test(incoming(param).type) ? 8 : 4);
  const signatureOf = ({ params: declared, returns }) => {
    const params = parametersOf(declared);
    const parameters = params.map(({ name, kind }) => ({ name, kind }));
    return { parameters, returns, stackBytes: params.reduce((sum, param) => sum + bytesOf(param), 0) };
  };
  return {
    functions: mapValues(prototypes, signatureOf),
    on64: compact(mapValues(prototypes, ({ on64 }) => on64)),
    only32: Object.keys(prototypes).filter((name) => prototypes[name].only32),
    callbacks: mapValues(callbacks, signatureOf),
    structures: mapValues(structures, (definition) => ({
      x64: structureOf(definition, 'x64', layouts),
      x86: structureOf(definition, 'x86', layouts),
    })),
    ...constantsOf(groups),
  };
}

function structureOf(definition, architecture, { effectiveDefinition, layoutOf }) {
  const { size, fields } = layoutOf(effectiveDefinition(definition, architecture), architecture);
  const members = fields.map(({ name, offset, size: bytes, scalar, struct, count }) => ({
    name,
    kind: (scalar ?? `struct ${struct.structName}`) + (count === undefined ? '' : `[${count}]`),
    offset,
    size: bytes,
  }));
  return { size, members };
}

/** Groups whose members have C's full names although they are no enumerations. */
const whole = ['CBA_EVENT_CODE', 'IMAGEHLP_CBA_EVENT_SEVERITY', 'MINIDUMP_MISC_INFO_FLAGS'];

/** The rule of types/constants: the group's name is the prefix of C's names; enumerations keep theirs. */
function constantsOf(all) {
  const constants = {};
  const groups = {};
  const enumerations = {};
  for (const [group, value] of Object.entries(all)) {
    const isGroup = typeof value === 'object';
    if (isGroup) enumerations[group] = mapValues(value, BigInt);
    groups[group] = Object.entries(isGroup ? value : { '': value }).map(([member, number]) => {
      const names = cNames(group, member);
      for (const name of names) constants[name] = BigInt(number);
      return names;
    });
  }
  return { constants, groups, enumerations };
}

function cNames(group, member) {
  if (member === '') return [group];
  if (whole.includes(group)) return [member];
  // There are two sets of names for the bits of one word.
  if (group === 'DSLFLAG') return [`DSLFLAG_${member}`, `FLAG_${member}`];
  return [`${group.replace(/_FLAGS$/, '')}_${member}`];
}

const mapValues = (record, change) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
const compact = (record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
