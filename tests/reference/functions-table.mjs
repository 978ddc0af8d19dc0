import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { idle, leftOut, unproven } from './exceptions.mjs';
import { claimsOf, differences } from './proofs.mjs';

/**
 * docs/functions.md, made from the prototype tables and from what tests have proven.
 * @import { Proofs } from './proofs.mjs'
 * @typedef {{ arch: string, dll: string, proofs: Proofs }} Run
 */

const project = fileURLToPath(new URL('../..', import.meta.url));
const file = path.join(project, 'docs/functions.md');
const load = createRequire(import.meta.url);

/** @param {Run[]} runs of x64 and of ia32 */
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
  const known = runs.filter(({ arch, dll }) => dll === 'wine' && architectures.includes(arch));
  return known.flatMap(({ arch, proofs }) =>
    differences(claimsOf(markdown, arch), proofs).map((difference) => `${difference} on ${arch}`),
  );
}

const architectures = ['x64', 'ia32'];

/** What the package binds, by family: each file of prototypes is one. */
function readFunctions() {
  load('ts-node').register({ transpileOnly: true, project: path.join(project, 'tsconfig.json') });
  const folder = path.join(project, 'lib/native/prototypes');
  const families = readdirSync(folder).filter((name) => name !== 'index.ts');
  return families.flatMap((name) =>
    Object.values(load(path.join(folder, name)))
      .flatMap((functions) => Object.entries(functions))
      .map(([functionName, prototype]) => ({ name: functionName, family: familyName(name), prototype }))
      .sort((left, right) => (left.name < right.name ? -1 : 1)),
  );
}

const familyName = (fileName) => path.basename(fileName, '.ts').replaceAll('-', ' ');

const readJson = (name) => JSON.parse(readFileSync(path.join(project, name), 'utf8'));

/** What Wine has of each function, by its name. */
function readWine() {
  const { functions } = readJson('tests/windows/wine-implements.json');
  const entries = Object.entries(functions).map(([name, has]) => [name, idle.includes(name) ? 'idle' : has]);
  return Object.fromEntries(entries);
}

/** The names that another architecture than 32-bit x86 has. */
const bitsOf = ({ on64, only32 }) => {
  if (only32) return '32-bit only';
  return on64 ? `32-bit original; \`${on64}\` on 64-bit Windows` : 'both';
};

function functionsTable(functions, wine, runs) {
  const provenOn = (kind, name) => runs.filter(({ proofs }) => proofs[kind].has(name)).map(({ arch }) => arch);
  const rows = functions.map(({ name, family, prototype }) => ({
    name,
    family,
    bits: bitsOf(prototype),
    only32: prototype.only32 !== undefined,
    probe: provenOn('probe', name),
    real: provenOn('real', name),
    wine: wine[name],
  }));
  const here = (row, arch) => arch === 'ia32' || !row.only32;
  const count = (kind, arch, of) =>
    `${of.filter((row) => row[kind].includes(arch)).length} of ${of.filter((row) => here(row, arch)).length}`;
  const implemented = rows.filter((row) => row.wine === 'implemented');
  const { functions: all } = readJson('tests/fixtures/probe/inventory.json');
  const sums = [
    ['', ...architectures],
    ['proven on the probe DLL', ...architectures.map((arch) => count('probe', arch, rows))],
    [
      'proven on the real DLL, of those that Wine 10 implements',
      ...architectures.map((arch) => count('real', arch, implemented)),
    ],
  ];
  return [
    '# Functions',
    '<!-- Written by `npm run docs:table` from the prototype tables and from test results. -->',
    `${rows.length} of the ${all.length} functions that are documented or declared in the SDK's headers are bound.`,
    table(sums),
    'The two that only 32-bit DLLs have are not counted on x64. On 64-bit Windows, a 32-bit original is the 64-bit function.',
    list([
      '**Probe DLL**: the function was called in four ways on the [probe](../tests/fixtures/probe/README.md), and what arrived and what came back was compared.',
      '**Real DLL**: it was called on the dbghelp.dll of Wine 10, and gave an answer that was checked: against llvm, the files of the fixtures, Windows, or the documentation.',
      'Where neither says anything, only the layout of its structures is proven.',
    ]),
    '## Short of that',
    ...shortOf(rows, here),
    '## All functions',
    table([
      ['function', 'family', 'bits', 'probe DLL', 'real DLL', 'Wine 10'],
      ...rows.map((row) => [
        `\`${row.name}\``,
        row.family,
        row.bits,
        row.probe.join(', '),
        row.real.join(', '),
        row.wine,
      ]),
    ]),
    '## What stays out',
    `${leftOut.flatMap(({ names }) => names).length} names that Windows' DLL exports are not bound, nor are its exports without a name.`,
    list(leftOut.map(({ reason, names }) => `${reason}: ${names.map((name) => `\`${name}\``).join(', ')}`)),
  ].join('\n\n');
}

/** Every name that lacks a proof, with the reason. */
function shortOf(rows, here) {
  const lacking = (kind, row) => architectures.filter((arch) => here(row, arch) && !row[kind].includes(arch));
  const reasonOf = (name, arch) => {
    const reason = unproven[name]?.[arch];
    if (!reason) throw new Error(`${name} is not proven on ${arch}, and tests/reference/exceptions.mjs has no reason`);
    return reason;
  };
  const probe = rows.filter((row) => lacking('probe', row).length > 0).map(({ name }) => `\`${name}\``);
  const real = rows
    .filter(({ wine }) => wine === 'implemented')
    .flatMap((row) => lacking('real', row).map((arch) => [`\`${row.name}\``, arch, reasonOf(row.name, arch)]));
  return [
    probe.length > 0 ? `On the probe DLL: ${probe.join(', ')}.` : 'On the probe DLL: none.',
    real.length > 0
      ? `On the real DLL, of those that Wine 10 implements:\n\n${table([['function', 'on', 'why'], ...real])}`
      : 'On the real DLL, of those that Wine 10 implements: none.',
    'Wine 10 does not implement the others, as the table says: an _idle_ function does nothing, a _stub_ would end the process and is refused, a _missing_ one is not exported.',
  ];
}

const list = (items) => items.map((item) => `- ${item}`).join('\n');

function table([head, ...rows]) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
