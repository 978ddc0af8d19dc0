import ts from 'typescript';

/**
 * One change to a table: `text` in place of what `file` has from `start` to `end`.
 * @typedef {{ file: string, start: number, end: number, text: string, what: string }} Mutation
 */

/** The possible values of a scalar type's properties. */
const ofScalars = {
  bytes: ['1', '2', '4', '8', "'pointer'"],
  is: ["'boolean'", "'number'", "'character'", "'bigint'", "'float'", "'text'"],
  signed: ['false'],
  array: ["'Uint8Array'", "'Int32Array'", "'Uint32Array'", "'BigUint64Array'"],
};

/**
 * Everything that can be changed in a file of tables, each with all that may stand in its place.
 * @param {string} file
 * @param {string} source
 * @param {{ scalars: string[], parameters: string[] }} kinds that there are
 * @returns {{ start: number, end: number, others: string[], what: string }[]}
 */
function places(file, source, { scalars, parameters }) {
  const found = [];
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const addText = (start, end, others, what) =>
    found.push({ start, end, others: others.filter((text) => text !== source.slice(start, end)), what });
  const add = (node, others, what) => addText(node.getStart(), node.end, others, what);
  const quoted = (kinds) => kinds.map((kind) => `'${kind}'`);
  const visit = (node) => {
    if (file.includes('/structures/') && ts.isPropertyAssignment(node) && isMember(node)) {
      add(node.name, [`${node.name.getText()}X`], 'name of a member');
      if (ts.isStringLiteral(node.initializer))
        add(node.initializer, quoted(otherTypes(node.initializer.text, scalars)), 'type of a member');
    }
    if (/functions|callback-prototypes/.test(file) && isParameter(node)) {
      const [kind, name] = node.text.split(' ');
      const end = node.end - 1;
      addText(end - name.length, end, [`${name}X`], 'name of a parameter');
      const optional = kind.endsWith('?');
      const others = parameters.map((other) => (optional ? `${other}?` : other));
      const orNot = optional ? kind.slice(0, -1) : `${kind}?`;
      const start = node.getStart() + 1;
      addText(start, start + kind.length, [...others, orNot], 'kind of a parameter');
    }
    if (/functions|callback-prototypes/.test(file) && isNamed(node, 'returns')) {
      add(
        node.initializer,
        quoted(['void', 'HANDLE', 'BOOL', 'PVOID', 'DWORD', 'DWORD64', 'ADDRESS32', 'PSTR']),
        'result',
      );
    }
    if (file.endsWith('types/scalars.ts') && ts.isPropertyAssignment(node) && isOfScalar(node)) {
      add(node.initializer, ofScalars[node.name.text], 'property of a scalar type');
    }
    if (file.includes('/constants/') && ts.isNumericLiteral(node)) {
      add(node, [String(Number(node.text.replaceAll('_', '')) + 1), '0x7fff1234'], 'value of a constant');
    }
    if (file.endsWith('types/callbacks.ts') && ts.isParameter(node)) {
      add(node.type, ['string', 'boolean', 'Uint8Array', 'bigint', 'number'], 'argument of a callback');
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

const isNamed = (node, name) =>
  ts.isPropertyAssignment(node) && node.name.getText() === name && ts.isStringLiteral(node.initializer);

/**
 * A property of the object that declares members: the last argument of `structure(...)(...)`, or the `fields` of a
 * part.
 */
function isMember({ name, parent }) {
  if (name.getText().startsWith('$')) return false;
  const around = parent.parent;
  if (ts.isPropertyAssignment(around)) return around.name.getText() === 'fields';
  return ts.isCallExpression(around) && ts.isCallExpression(around.expression);
}

const isOfScalar = ({ parent }) => ts.isPropertyAssignment(parent.parent) && isRowOfScalars(parent.parent);

const isRowOfScalars = ({ parent: { parent } }) =>
  ts.isAsExpression(parent) || (ts.isSatisfiesExpression(parent) && ts.isAsExpression(parent.expression));

/** `'KIND name'` in the array `params`, or in an inner one with options. */
function isParameter(node) {
  if (!ts.isStringLiteral(node) || !ts.isArrayLiteralExpression(node.parent)) return false;
  const { parent } = node.parent;
  const around = ts.isArrayLiteralExpression(parent) ? parent.parent : parent;
  return ts.isPropertyAssignment(around) && around.name.getText() === 'params';
}

function otherTypes(type, scalars) {
  const [, one, rest] = /^(\w+)(.*)$/.exec(type);
  if (rest.startsWith(':')) return [`${one}:${Number(rest.slice(1)) + 1}`];
  const others = scalars.map((scalar) => scalar + rest);
  return rest === '' ? others : [...others, `${one}[${parseInt(rest.slice(1), 10) + 1}]`];
}

/**
 * @param {Map<string, string>} sources of the tables
 * @param {number} count
 * @param {number} seed
 * @returns {Mutation[]} as many of each sort of change as of any other
 */
export function drawMutations(sources, count, seed) {
  const random = mulberry32(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const sorts = new Map();
  const kinds = kindsOf(sources);
  for (const [file, source] of sources) {
    for (const place of places(file, source, kinds)) {
      if (place.others.length > 0) sorts.set(place.what, [...(sorts.get(place.what) ?? []), { file, ...place }]);
    }
  }
  const names = [...sorts.keys()];
  return Array.from({ length: count }, (_, index) => {
    const what = names[index % names.length];
    const { file, start, end, others } = pick(sorts.get(what));
    const text = pick(others);
    return { file, start, end, text, what: `${what}: ${sources.get(file).slice(start, end)} -> ${text}` };
  });
}

/** The scalar types of the table, and every kind of parameter. */
function kindsOf(sources) {
  const scalars = [];
  const parameters = new Set();
  for (const [file, source] of sources) {
    const visit = (node) => {
      if (file.endsWith('types/scalars.ts') && ts.isPropertyAssignment(node) && isRowOfScalars(node)) {
        scalars.push(node.name.getText());
      }
      if (isParameter(node)) parameters.add(/^[^ ?]+/.exec(node.text)[0]);
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true));
  }
  return { scalars, parameters: [...parameters] };
}

/** The same numbers from 0 to 1 for the same seed. */
function mulberry32(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
