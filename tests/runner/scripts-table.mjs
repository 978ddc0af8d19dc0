import { bench, performance } from './script-bench.mjs';
import {
  exhaustion,
  force,
  fuzzWalk,
  kill,
  images,
  large,
  pool,
  symbolizeLog,
  program,
  runnerTests,
  threads,
  typedProgram,
  types,
} from './script-checks.mjs';
import { demo, demoCrash } from './script-demo.mjs';
import { matrix, table, test } from './script-test.mjs';

/**
 * A script of package.json, or a check that `npm run check -- NAME` runs.
 * @typedef {object} Script
 * @property {string} does
 * @property {string} takes on two processors, once the packages and Wine are in the cache
 * @property {string} [args] what may follow the name
 * @property {(args: string[]) => number | Promise<number>} [run] gives the exit code; package.json itself has the command of those without
 */

/** @type {Record<string, Script>} what package.json has, but for prepack, which npm itself calls */
export const scripts = {
  demo: {
    does: 'symbolizes a fixture and this very process, or an image of yours',
    takes: '5 s',
    args: '[--dll microsoft] [IMAGE [--symbols DIR] [RVA | module+0x12 ...]]',
    run: demo,
  },
  test: {
    does: 'runs all tests: here, then on Windows or Wine, on each DLL, x64 and ia32',
    takes: '15 min',
    args: '[--row NAME]... [JEST ARGS...]',
    run: test,
  },
  lint: { does: 'checks types, ESLint, the floors of lib and the format', takes: '1 min' },
  build: { does: 'compiles and bundles the package into dist', takes: '5 s' },
  docs: { does: 'makes the reference of all public names in docs/api; a broken link is a failure', takes: '15 s' },
  bench: {
    does: 'compares the built package with C and with koffi alone',
    takes: '10 min; with --quick, which only shows that all of it runs, 2 min',
    args: '[--quick] [--dll microsoft] [--node NAME] [--json FILE] [SCENARIO...]',
    run: bench,
  },
  check: {
    does: 'runs one of the longer checks; without a name, lists them',
    takes: 'as listed',
    args: 'NAME [ARGS...]',
  },
};

/** @type {Record<string, Script>} */
export const checks = {
  'demo:crash': {
    does: 'crashes a program, dumps it and prints the report, on x64 and ia32; with a dump of yours, prints its report',
    takes: '20 s',
    args: '[--dll microsoft] [DUMP ...]',
    run: demoCrash,
  },
  package: {
    does: 'packs the package and uses it in projects like those of its users',
    takes: '5 min',
    run: program('tests/package/verify.mjs'),
  },
  runner: { does: 'tests the runner of Windows programs and the makers of the docs', takes: '20 s', run: runnerTests },
  matrix: { does: 'runs all tests as npm test does, with Node.js 20 and 22 x64 too', takes: '20 min', run: matrix },
  mutations: {
    does: 'changes the tables of types/ at random, one change at a time, and names those that neither tests nor the compiler notice',
    takes: '1 min; 300 changes 8',
    args: '[COUNT] [SEED]',
    run: program('tests/mutations/run.mjs'),
  },
  fuzz: {
    does: 'reads 100,000 damaged minidumps, on any platform',
    takes: '5 min',
    args: '[--seeds others] [--count N] [--seed N] [--from N] [--keep FOLDER]',
    run: program('tests/fuzz/run.mjs'),
  },
  'fuzz-walk': { does: 'walks the stacks of damaged minidumps', takes: '3 min', run: fuzzWalk },
  kill: { does: 'kills writers of minidumps and looks at what they leave', takes: '3 min', run: kill },
  pool: { does: 'kills processes of a pool at random while they work, on x64 and ia32', takes: '1 min', run: pool },
  symbolize: {
    does: 'pipes a long log through the command symbolize: asks symbolizeAll for the same addresses, and looks at the memory',
    takes: '1 min; with LINES 20000 less',
    args: '[--dll microsoft] [LINES]',
    run: symbolizeLog,
  },
  force: {
    does: 'loads the queue, slow masks and a pool far beyond what programs do, on x64 and ia32',
    takes: '3 min; with --long many more',
    args: '[--long] [--dll microsoft]',
    run: force,
  },
  exhaustion: {
    does: 'takes TEMP away, uses all handles up, stops processes and ends threads at random, on x64 and ia32',
    takes: '3 min; with --long, which ends 500 threads, 7 min',
    args: '[--long] [--dll microsoft]',
    run: exhaustion,
  },
  'full-disk': {
    does: 'writes dumps of all types to a disk of 256 kB, on both DLLs',
    takes: '1 min; with --long, which writes 50 of each DLL, 3 min',
    args: '[--long]',
    run: program('tests/full-disk/run.mjs'),
  },
  threads: { does: 'lets many threads share one DLL, on x64 and ia32', takes: '4 min', run: threads },
  servers: {
    does: 'lets symbol servers misbehave at random, and measures time and memory of downloads, on any platform',
    takes: '3 min; with COUNT 2000 many more',
    args: '[COUNT] [SEED]',
    run: typedProgram('tests/servers/check.ts'),
  },
  images: {
    does: 'asks for every byte and name of third-party images, with and without the shortcut of symbolizeAll, on both DLLs',
    takes: '5 min; with --large many more',
    args: '[--large]',
    run: images,
  },
  types: {
    does: "compares types, and names and lines of ARM64, in a third party's PDB with llvm's, on both DLLs",
    takes: '3 min',
    run: types,
  },
  'third-party': {
    does: "compares names, lines and the list of all symbols in a third party's PDB with llvm's",
    takes: '1 min',
    run: program('tests/third-party/winpty.mjs'),
  },
  large: {
    does: "compares names and lines in six large PDBs with llvm's, and lists on the package's thread, on Microsoft's DLL",
    takes: '3 min, and the first time a download of some 100 MB; with FUNCTIONS 5000, drawn anew, many more',
    args: '[FUNCTIONS]',
    run: large,
  },
  'docs:table': { does: 'writes docs/functions.md from what the tests prove', takes: '4 min', run: table },
  'docs:dlls': {
    does: 'writes what lib/dll/differences.ts says into docs/dlls.md',
    takes: '2 s',
    run: program('tests/reference/dlls-table.mjs'),
  },
  'docs:schema': {
    does: 'writes docs/crash-report.schema.json from the types of a report',
    takes: '5 s',
    run: program('tests/reference/report-schema.mjs'),
  },
  'docs:performance': {
    does: 'writes docs/performance.md and .json from all benchmarks, on x64 and ia32 and both DLLs',
    takes: '90 min',
    run: performance,
  },
};

/**
 * What there is, for whoever asks.
 * @returns {string}
 */
export function usage() {
  const line = (call, { does, takes, args }) => `  ${call}${args ? ` -- ${args}` : ''}\n      ${does}: ${takes}\n`;
  return [
    'Scripts:\n\n',
    ...Object.entries(scripts).map(([name, script]) => line(name === 'test' ? 'npm test' : `npm run ${name}`, script)),
    '\nChecks, called by `npm run check -- NAME`:\n\n',
    ...Object.entries(checks).map(
      ([name, { does, takes, args = '' }]) => `  ${`${name} ${args}`.trimEnd()}\n      ${does}: ${takes}\n`,
    ),
    '\nTimes are those of two processors, once the packages and Wine are there. What is missing is installed first. Where there\n',
    'is no Wine, what needs Windows is skipped; with CI=true that is a failure.\n',
  ].join('');
}
