import { acceptsMember, acceptsParameter, acceptsReturn } from './kinds.mjs';
import { elsewhere } from './elsewhere.mjs';

/**
 * @import { Header } from './declarations.mjs'
 * @import { Tables } from './package-tables.mjs'
 * @typedef {{ headers: Record<'x64' | 'x86', Header>, libraries: Record<string, Map<string, number | undefined>> }} Reference
 */

/**
 * What the package's tables lack or have otherwise than Microsoft's header and import libraries, a line for each.
 * @param {Tables} tables
 * @param {Reference} reference
 * @returns {string[]}
 */
export function differencesFromHeader(tables, { headers, libraries }) {
  return [
    ...['x64', 'x86'].flatMap((architecture) => [
      ...functions(tables, headers[architecture], architecture, libraries[architecture]),
      ...callbacks(tables, headers[architecture], architecture),
      ...structures(tables, headers[architecture], architecture),
    ]),
    ...constants(tables, headers.x64),
    ...Object.entries(libraries).flatMap(([architecture, library]) => exported(tables, library, architecture)),
  ];
}

function functions(tables, header, architecture, library) {
  const found = [];
  for (const [name, signature] of header.functions) {
    const known = tables.functions[name];
    if (known) found.push(...signatureDifferences(name, known, signature, architecture));
    // Some functions are declared, but not exported.
    else if (library.has(name)) found.push(`${name}: declared on ${architecture}, not in the tables`);
  }
  for (const name of Object.keys(tables.functions)) {
    const other = architecture === 'x64' ? tables.on64[name] : undefined;
    if (other !== undefined && header.otherNames.get(name) !== other) {
      found.push(`${name}: in the tables ${other} on x64, in the header ${header.otherNames.get(name) ?? 'not'}`);
    }
    const isAbsent = architecture === 'x64' && tables.only32.includes(name);
    if (header.functions.has(name) || other !== undefined || isAbsent) continue;
    if (!elsewhere.functions.test(name)) found.push(`${name}: in the tables, not in the header on ${architecture}`);
  }
  return found;
}

function callbacks(tables, header, architecture) {
  const found = [];
  for (const [name, signature] of header.callbacks) {
    const known = tables.callbacks[name];
    if (known) found.push(...signatureDifferences(name, known, signature, architecture));
    else if (!elsewhere.unusedCallbacks.test(name))
      found.push(`${name}: declared on ${architecture}, not in the tables`);
  }
  for (const name of Object.keys(tables.callbacks)) {
    const isKnown = header.callbacks.has(name) || header.otherNames.has(name) || elsewhere.callbacks.test(name);
    if (!isKnown) found.push(`${name}: in the tables, not in the header on ${architecture}`);
  }
  return found;
}

function signatureDifferences(name, known, { returns, parameters }, architecture) {
  const where = `on ${architecture}`;
  const found = [];
  if (!acceptsReturn(known.returns, returns))
    found.push(`${name}: returns ${known.returns}, in the header ${returns} ${where}`);
  if (known.parameters.length !== parameters.length) {
    return [...found, `${name}: ${known.parameters.length} parameters, in the header ${parameters.length} ${where}`];
  }
  for (const [index, { name: parameter, type }] of parameters.entries()) {
    const own = known.parameters[index];
    if (!acceptsParameter(own.kind, type)) {
      found.push(`${name}: \`${own.name}\` is ${own.kind}, in the header ${type} ${where}`);
    }
    if (parameter !== '' && own.name !== parameter) {
      found.push(`${name}: \`${own.name}\` is called ${parameter} in the header ${where}`);
    }
  }
  return found;
}

function structures(tables, header, architecture) {
  const found = [];
  for (const [name, { size, members }] of header.structures) {
    const known = tables.structures[name]?.[architecture];
    if (!known) {
      found.push(`${name}: declared on ${architecture}, not in the tables`);
      continue;
    }
    if (known.size !== size) found.push(`${name}: ${known.size} bytes, in the header ${size} on ${architecture}`);
    const own = new Map(known.members.map((member) => [member.name.replace(/_$/, ''), member]));
    for (const { name: member, type, offset, size: bytes } of members) {
      const is = own.get(member);
      own.delete(member);
      const label = `${name}.${member}`;
      if (!is) found.push(`${label}: not in the tables, ${type} at ${offset} on ${architecture}`);
      else if (is.offset !== offset || is.size !== bytes) {
        found.push(
          `${label}: at ${is.offset}, ${is.size} bytes, in the header at ${offset}, ${bytes} on ${architecture}`,
        );
      } else if (!acceptsMember(is.kind, type)) {
        found.push(`${label}: ${is.kind}, in the header ${type} on ${architecture}`);
      }
    }
    for (const member of own.keys())
      found.push(`${name}.${member}: in the tables, not in the header on ${architecture}`);
  }
  for (const name of Object.keys(tables.structures)) {
    const isKnown = header.structures.has(name) || header.otherNames.has(name);
    const isOf32 = architecture === 'x64' && elsewhere.only32Structures.test(name);
    if (isKnown || isOf32 || elsewhere.structures.test(name)) continue;
    found.push(`${name}: in the tables, not in the header on ${architecture}`);
  }
  return found;
}

function constants(tables, header) {
  const found = [];
  for (const [name, value] of header.constants) {
    const known = tables.constants[name];
    if (known === undefined) found.push(`${name}: ${value} in the header, not in the tables`);
    else if (known !== value) found.push(`${name}: ${known}, in the header ${value}`);
  }
  for (const names of Object.values(tables.groups)) {
    const others = names.filter((spellings) => !spellings.some((name) => header.constants.has(name)));
    // A group without any name in this header belongs to another header.
    if (others.length < names.length)
      found.push(...others.map(([name]) => `${name}: in the tables, not in the header`));
  }
  for (const [name, members] of header.enumerations) {
    // C has no name for this one.
    const own = members.has('sevInfo') ? 'IMAGEHLP_CBA_EVENT_SEVERITY' : name;
    const known = tables.enumerations[own];
    if (!known) {
      found.push(`${own}: an enumeration of the header, not in the tables`);
      continue;
    }
    for (const member of new Set([...members.keys(), ...Object.keys(known)])) {
      const label = `${own}.${member}`;
      if (known[member] === members.get(member) || elsewhere.members.test(label)) continue;
      found.push(`${label}: ${known[member] ?? 'not there'}, in the header ${members.get(member) ?? 'not there'}`);
    }
  }
  return found;
}

/** The names for linking, and on x86 the bytes that a call takes from the stack. */
function exported(tables, library, architecture) {
  const found = [];
  for (const [name, bytes] of library) {
    const known = tables.functions[name];
    if (!known) {
      if (!elsewhere.exports.has(name)) found.push(`${name}: exported on ${architecture}, not in the tables`);
    } else if (bytes !== undefined && bytes !== known.stackBytes) {
      found.push(
        `${name}: takes ${known.stackBytes} bytes from the stack, in the import library ${bytes} on ${architecture}`,
      );
    }
  }
  for (const name of Object.keys(tables.functions)) {
    const isAbsent = architecture !== 'x86' && tables.only32.includes(name);
    if (!library.has(name) && !isAbsent)
      found.push(`${name}: in the tables, not in the import library of ${architecture}`);
  }
  return found;
}
