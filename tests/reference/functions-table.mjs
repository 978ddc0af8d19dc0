import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { idle, leftOut, refusals, unproven } from './exceptions.mjs';
import { claimsOf, differences, refuses } from './proofs.mjs';

/**
 * docs/functions.md, made from the prototype tables and from what tests have proven.
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
 * @returns {Promise<string[]>} where the table says something else than what ran: nothing of runs that it says nothing of
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
      const there = runs.filter((run) => run.arch === arch && (dll === undefined || run.dll === dll));
      return there.length > 0 && there.every(({ proofs }) => proofs[kind].has(name));
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
  const here = (row, arch) => arch === 'ia32' || !row.only32;
  const count = (proven, arch, of) =>
    `${of.filter((row) => proven(row).includes(arch)).length} of ${of.filter((row) => here(row, arch)).length}`;
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
      sum("refuse on Microsoft's DLL, and no more", ({ microsoft: { real, refusal } }) =>
        refusal.filter((arch) => !real.includes(arch)),
      ),
      sum("answer on Wine's DLL, of those that Wine 10 implements", ({ ofWine }) => ofWine.real, implemented),
    ]),
    'The two that only 32-bit DLLs have are not counted on x64. On 64-bit Windows, a 32-bit original is the 64-bit function.',
    list([
      '**Probe DLL**: the function was called in four ways on the [probe](../tests/fixtures/probe/README.md), and what arrived and what came back was compared.',
      "**Microsoft's DLL**, **Wine's DLL**: it was called on Microsoft's redistributable dbghelp.dll, or on that of Wine 10, and gave an answer that was checked: against llvm, the files of the fixtures, Windows, or the documentation. Where it _refuses_, the way in which it says no was checked.",
      'Where neither says anything, only the layout of its structures is proven.',
    ]),
    '## Short of that',
    ...shortOf(rows, here),
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
    '## What stays out',
    `${leftOut.flatMap(({ names }) => names).length} names that Windows' DLL exports are not bound, nor are its exports without a name.`,
    list(leftOut.map(({ reason, names }) => `${reason}: ${codes(names)}`)),
  ].join('\n\n');
}

const cellOf = ({ real, refusal }) =>
  [real.join(', '), refusal.length > 0 ? refuses + refusal.join(', ') : ''].filter(Boolean).join('; ');

const codes = (names) => names.map((name) => `\`${name}\``).join(', ');

/** Every name without a proof, with the reason. */
function shortOf(rows, here) {
  const without = (row, proven) => architectures.filter((arch) => here(row, arch) && !proven.includes(arch));
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
  const told = refusals.flatMap(({ names }) => names);
  const untold = refusing.filter(({ name }) => !told.includes(name)).map(({ name }) => name);
  if (untold.length > 0)
    throw new Error(`tests/reference/exceptions.mjs does not say why these refuse: ${untold.join(', ')}`);
  const probe = rows.filter((row) => without(row, row.probe).length > 0).map(({ name }) => name);
  const ofMicrosoft = reasons('microsoft', rows, ({ microsoft: { real, refusal } }) => [...real, ...refusal]);
  const ofWine = reasons(
    'wine',
    rows.filter(({ wine }) => wine === 'implemented'),
    ({ ofWine: { real } }) => real,
  );
  const lacking = (where, lines) =>
    lines.length > 0 ? `${where}:\n\n${table([['function', 'on', 'why'], ...lines])}` : `${where}: none.`;
  return [
    probe.length > 0 ? `On the probe DLL: ${codes(probe)}.` : 'On the probe DLL: none.',
    lacking("On Microsoft's DLL, neither an answer nor a refusal", ofMicrosoft),
    "Those that refuse on Microsoft's DLL, and why:",
    list(refusals.map(({ reason, names }) => `${reason}: ${codes(names)}`)),
    lacking("On Wine's DLL, of those that Wine 10 implements", ofWine),
    'Wine 10 does not implement the others, as the table says: an _idle_ function does nothing, a _stub_ would end the process and is refused, a _missing_ one is not exported.',
  ];
}

const list = (items) => items.map((item) => `- ${item}`).join('\n');

function table([head, ...rows]) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
