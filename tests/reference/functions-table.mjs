import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { idle, leftOut, refusals, unproven } from './exceptions.mjs';
import { claimsOf, differences, refuses } from './proofs.mjs';

/**
 * Makes docs/functions.md from the prototype tables and the proofs of tests.
 * @import { Proofs } from './proofs.mjs'
 * @typedef {{ arch: string, dll: string, proofs: Proofs }} Run
 */

const project = fileURLToPath(new URL('../..', import.meta.url));
const file = path.join(project, 'docs/functions.md');
const load = createRequire(import.meta.url);

/** @param {Run[]} runs of x64 and of ia32, on both DLLs */
export async function writeFunctionsTable(runs) {
  const prettier = await import('prettier');
  const options = { ...(await prettier.resolveConfig(file)), filepath: file };
  writeFileSync(file, await prettier.format(functionsTable(readFunctions(), readWine(), runs), options));
}

/**
 * @param {Run[]} runs
 * @returns {Promise<string[]>} differences between the table and these runs; only runs that the table covers count
 */
export async function checkFunctionsTable(runs) {
  const markdown = readFileSync(file, 'utf8');
  // Windows' own copy is neither of the two DLLs in the table.
  const known = process.platform === 'win32' ? [] : runs.filter(({ arch }) => architectures.includes(arch));
  return known.flatMap(({ arch, dll, proofs }) =>
    differences(claimsOf(markdown, arch, dll), proofs).map(
      (difference) => `${difference} on ${arch}, ${dllNames[dll]}`,
    ),
  );
}

const dllNames = { microsoft: "Microsoft's DLL", wine: "Wine's DLL" };

const architectures = ['x64', 'ia32'];

/** The bound functions, by family: each file of types/functions is one. */
function readFunctions() {
  load('ts-node').register({ transpileOnly: true, project: path.join(project, 'tsconfig.json') });
  const folder = path.join(project, 'types/functions');
  const families = readdirSync(folder).filter((name) => !['index.ts', 'prototypes.ts'].includes(name));
  return families.flatMap((name) =>
    Object.values(load(path.join(folder, name)))
      .flatMap((functions) => Object.entries(functions))
      .map(([functionName, prototype]) => ({ name: functionName, family: familyName(name), prototype }))
      .sort((left, right) => (left.name < right.name ? -1 : 1)),
  );
}

const familyName = (fileName) => path.basename(fileName, '.ts').replaceAll('-', ' ');

const readJson = (name) => JSON.parse(readFileSync(path.join(project, name), 'utf8'));

/** What Wine has of each function, by name. */
function readWine() {
  const { functions } = readJson('tests/windows/wine-implements.json');
  const entries = Object.entries(functions).map(([name, has]) => [name, idle.includes(name) ? 'idle' : has]);
  return Object.fromEntries(entries);
}

/** The names that a function has besides 32-bit x86. */
const bitsOf = ({ on64, only32 }) => {
  if (only32) return '32-bit only';
  return on64 ? `32-bit original; \`${on64}\` on 64-bit Windows` : 'both';
};

function functionsTable(functions, wine, runs) {
  const provenOn = (kind, name, dll) =>
    architectures.filter((arch) => {
      const matching = runs.filter((run) => run.arch === arch && (dll === undefined || run.dll === dll));
      return matching.length > 0 && matching.every(({ proofs }) => proofs[kind].has(name));
    });
  const onDll = (name, dll) => ({ real: provenOn('real', name, dll), refusal: provenOn('refusal', name, dll) });
  const rows = functions.map(({ name, family, prototype }) => ({
    name,
    family,
    bits: bitsOf(prototype),
    only32: prototype.only32 !== undefined,
    probe: provenOn('probe', name),
    microsoft: onDll(name, 'microsoft'),
    ofWine: onDll(name, 'wine'),
    wine: wine[name],
  }));
  const exists = (row, arch) => arch === 'ia32' || !row.only32;
  const count = (proven, arch, of) =>
    `${of.filter((row) => proven(row).includes(arch)).length} of ${of.filter((row) => exists(row, arch)).length}`;
  const implemented = rows.filter((row) => row.wine === 'implemented');
  const { functions: all } = readJson('tests/fixtures/probe/inventory.json');
  const sum = (what, proven, of = rows) => [what, ...architectures.map((arch) => count(proven, arch, of))];
  return [
    '# Functions',
    '<!-- Written by `npm run check -- docs:table` from the prototype tables and from test results. -->',
    `${rows.length} of the ${all.length} functions that are documented or declared in the SDK's headers are bound.`,
    table([
      ['', ...architectures],
      sum('proven on the probe DLL', ({ probe }) => probe),
      sum("answer on Microsoft's DLL", ({ microsoft }) => microsoft.real),
      sum("only refuse on Microsoft's DLL", ({ microsoft: { real, refusal } }) =>
        refusal.filter((arch) => !real.includes(arch)),
      ),
      sum("answer on Wine's DLL, of those implemented in Wine 10", ({ ofWine }) => ofWine.real, implemented),
    ]),
    'The two functions that only 32-bit DLLs have do not count on x64. On 64-bit Windows, a 32-bit original is the 64-bit function.',
    list([
      '**Probe DLL**: tests called the function in four ways on the [probe](../tests/fixtures/probe/README.md), and compared the arguments that arrived and the results that came back.',
      "**Microsoft's DLL**, **Wine's DLL**: tests called it on Microsoft's redistributable dbghelp.dll, or on that of Wine 10, and checked its answer against llvm, the files of the fixtures, Windows, or the documentation. If it _refuses_, tests checked the way in which it does.",
      'If both columns are empty, only the layout of its structures is proven.',
    ]),
    '## Missing proofs',
    ...missingProofs(rows, exists),
    '## All functions',
    table([
      ['function', 'family', 'bits', 'probe DLL', "Microsoft's DLL", "Wine's DLL", 'Wine 10'],
      ...rows.map((row) => [
        `\`${row.name}\``,
        row.family,
        row.bits,
        row.probe.join(', '),
        cellOf(row.microsoft),
        cellOf(row.ofWine),
        row.wine,
      ]),
    ]),
    '## Exports that are not bound',
    `${leftOut.flatMap(({ names }) => names).length} named exports of Windows' DLL are not bound, nor are its exports without a name.`,
    list(leftOut.map(({ reason, names }) => `${reason}: ${codes(names)}`)),
  ].join('\n\n');
}

const cellOf = ({ real, refusal }) =>
  [real.join(', '), refusal.length > 0 ? refuses + refusal.join(', ') : ''].filter(Boolean).join('; ');

const codes = (names) => names.map((name) => `\`${name}\``).join(', ');

/** Every name without a proof, with the reason. */
function missingProofs(rows, exists) {
  const without = (row, proven) => architectures.filter((arch) => exists(row, arch) && !proven.includes(arch));
  const reasons = (dll, of, provenOf) =>
    of.flatMap((row) =>
      without(row, provenOf(row)).map((arch) => {
        const reason = unproven[dll][row.name]?.[arch];
        if (reason) return [`\`${row.name}\``, arch, reason];
        throw new Error(
          `${row.name} is not proven on ${arch}, ${dll}, and tests/reference/exceptions.mjs has no reason`,
        );
      }),
    );
  const refusing = rows.filter(({ microsoft: { real, refusal } }) => refusal.some((arch) => !real.includes(arch)));
  const explained = refusals.flatMap(({ names }) => names);
  const unexplained = refusing.filter(({ name }) => !explained.includes(name)).map(({ name }) => name);
  if (unexplained.length > 0)
    throw new Error(`tests/reference/exceptions.mjs has no reason why these refuse: ${unexplained.join(', ')}`);
  const probe = rows.filter((row) => without(row, row.probe).length > 0).map(({ name }) => name);
  const microsoft = reasons('microsoft', rows, ({ microsoft: { real, refusal } }) => [...real, ...refusal]);
  const wine = reasons(
    'wine',
    rows.filter(({ wine }) => wine === 'implemented'),
    ({ ofWine: { real } }) => real,
  );
  const lacking = (where, lines) =>
    lines.length > 0 ? `${where}:\n\n${table([['function', 'on', 'why'], ...lines])}` : `${where}: none.`;
  return [
    probe.length > 0 ? `On the probe DLL: ${codes(probe)}.` : 'On the probe DLL: none.',
    lacking("On Microsoft's DLL, neither an answer nor a refusal", microsoft),
    "Functions that refuse on Microsoft's DLL, and the reasons:",
    list(refusals.map(({ reason, names }) => `${reason}: ${codes(names)}`)),
    lacking("On Wine's DLL, of those implemented in Wine 10", wine),
    'Wine 10 does not implement the other functions: the table marks functions that do nothing as _idle_, functions that would end the process as _stub_, and functions that are not exported as _missing_. The package refuses to call stubs.',
  ];
}

const list = (items) => items.map((item) => `- ${item}`).join('\n');

function table([head, ...rows]) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
