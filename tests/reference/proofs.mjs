/**
 * What was proven of the functions, by kind of proof: on the probe DLL, on the real one.
 * @typedef {{ probe: Set<string>, real: Set<string> }} Proofs
 */

const inventory = /[\\/]raw-inventory\.test\.ts$/;
const real = /[\\/]real-[\w-]+\.test\.ts$/;

/**
 * Reads the results of the tests that name functions: the inventory's, one block for each function, and those of the real DLL, whose
 * titles begin with the functions that they prove. A function is proven when every test that names it has passed.
 * @param {{ testResults: { name: string, assertionResults: { ancestorTitles: string[], title: string, status: string }[] }[] } | undefined} report
 * what jest's --json wrote
 * @returns {Proofs}
 */
export function proofsOf(report) {
  const results = (report?.testResults ?? []).flatMap(({ name, assertionResults }) =>
    assertionResults.map((result) => ({ file: name, ...result })),
  );
  return {
    probe: provenBy(results, ({ file, ancestorTitles }) => (inventory.test(file) ? ancestorTitles.slice(0, 1) : [])),
    real: provenBy(results, ({ file, title }) => (real.test(file) ? namesIn(title) : [])),
  };
}

/**
 * What the table of functions claims for an architecture.
 * @param {string} markdown
 * @param {string} arch
 * @returns {Proofs}
 */
export function claimsOf(markdown, arch) {
  const claims = { probe: new Set(), real: new Set() };
  for (const [row, name] of markdown.matchAll(/^\| `(\w+)` (.*\|){6}$/gm)) {
    const [, , , , probe, real] = row.split('|').map((cell) => cell.trim());
    if (probe.split(', ').includes(arch)) claims.probe.add(name);
    if (real.split(', ').includes(arch)) claims.real.add(name);
  }
  return claims;
}

/**
 * What claims and proofs differ in, one line for each name.
 * @param {Proofs} claims
 * @param {Proofs} proofs
 * @returns {string[]}
 */
export function differences(claims, proofs) {
  return ['probe', 'real'].flatMap((kind) => [
    ...[...claims[kind]].filter((name) => !proofs[kind].has(name)).map((name) => `${name}: ${kind}, not proven`),
    ...[...proofs[kind]].filter((name) => !claims[kind].has(name)).map((name) => `${name}: ${kind}, not in the table`),
  ]);
}

function namesIn(title) {
  return /^\w+(, \w+)*(?=: )/.exec(title)?.[0].split(', ') ?? [];
}

function provenBy(results, namesOf) {
  const passed = new Set();
  const others = new Set();
  for (const result of results) {
    for (const name of namesOf(result)) (result.status === 'passed' ? passed : others).add(name);
  }
  return new Set([...passed].filter((name) => !others.has(name)));
}
