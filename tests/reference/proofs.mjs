/**
 * The proven functions by kind of proof: on the probe DLL, or on the real one by an answer or by a refusal.
 * @typedef {{ probe: Set<string>, real: Set<string>, refusal: Set<string> }} Proofs
 */

export const kinds = /** @type {const} */ (['probe', 'real', 'refusal']);

const inventory = /[\\/]raw-inventory\.test\.ts$/;
const real = /[\\/]real-[\w-]+\.test\.ts$/;

/**
 * Reads the results of the tests that name functions: the inventory's blocks, one for each function, and the tests on
 * the real DLL, whose titles begin with the functions that they prove. A function is proven if every test that names it
 * has passed.
 * @param {{ testResults: { name: string, assertionResults: { ancestorTitles: string[], title: string, status: string }[] }[] } | undefined} report
 * the file that jest's --json wrote
 * @returns {Proofs}
 */
export function proofsOf(report) {
  const results = (report?.testResults ?? []).flatMap(({ name, assertionResults }) =>
    assertionResults.map((result) => ({ file: name, ...result })),
  );
  return {
    probe: provenBy(results, ({ file, ancestorTitles }) => (inventory.test(file) ? ancestorTitles.slice(0, 1) : [])),
    real: provenBy(results, ({ file, title }) => (real.test(file) ? namesBefore(': ', title) : [])),
    refusal: provenBy(results, ({ file, title }) => (real.test(file) ? namesBefore(' (refusal): ', title) : [])),
  };
}

const cells = { family: 2, bits: 3, probe: 4, microsoft: 5, wine: 6 };

/**
 * The claims of the table of functions for an architecture and a DLL.
 * @param {string} markdown
 * @param {string} arch
 * @param {'microsoft' | 'wine'} dll
 * @returns {Proofs}
 */
export function claimsOf(markdown, arch, dll) {
  const claims = { probe: new Set(), real: new Set(), refusal: new Set() };
  for (const [row, name] of markdown.matchAll(/^\| `(\w+)` (.*\|){7}$/gm)) {
    const texts = row.split('|').map((cell) => cell.trim());
    const [answers = '', refusals = ''] = texts[cells[dll]].split(refuses);
    const has = (list) => list.split(/[,;] */).includes(arch);
    if (has(texts[cells.probe])) claims.probe.add(name);
    if (has(answers)) claims.real.add(name);
    if (has(refusals)) claims.refusal.add(name);
  }
  return claims;
}

/** Precedes the architectures on which a function refuses. */
export const refuses = 'refuses: ';

/**
 * The differences between claims and proofs, one line for each name.
 * @param {Proofs} claims
 * @param {Proofs} proofs
 * @returns {string[]}
 */
export function differences(claims, proofs) {
  return kinds.flatMap((kind) => [
    ...[...claims[kind]].filter((name) => !proofs[kind].has(name)).map((name) => `${name}: ${kind}, not proven`),
    ...[...proofs[kind]].filter((name) => !claims[kind].has(name)).map((name) => `${name}: ${kind}, not in the table`),
  ]);
}

function namesBefore(mark, title) {
  const names = title.includes(mark) ? title.slice(0, title.indexOf(mark)) : '';
  return /^\w+(, \w+)*$/.test(names) ? names.split(', ') : [];
}

function provenBy(results, namesOf) {
  const passed = new Set();
  const others = new Set();
  for (const result of results) {
    for (const name of namesOf(result)) (result.status === 'passed' ? passed : others).add(name);
  }
  return new Set([...passed].filter((name) => !others.has(name)));
}
