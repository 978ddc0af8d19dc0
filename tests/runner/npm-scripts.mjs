import { needWindows, runScenarios } from '../bench/command.mjs';
import { writePerformance } from '../bench/document.mjs';
import { checkFunctionsTable, writeFunctionsTable } from '../reference/functions-table.mjs';
import { checkTablesByHeader } from '../reference/header/microsoft-header.mjs';
import { compareLargePairs } from '../third-party/large.mjs';
import { whyNoLargePairs } from '../third-party/large-pairs.mjs';
import { compareArm64 } from '../third-party/arm64.mjs';
import { readyLlvm } from '../third-party/llvm-tools.mjs';
import { compareTypes } from '../third-party/types.mjs';
import { compareImages } from '../third-party/images.mjs';
import { winptyArm64Folder, winptyFolder } from '../third-party/winpty-files.mjs';
import { translateFileArguments } from './file-arguments.mjs';
import { buildPackage, readyHostPackages } from './host-packages.mjs';
import { runHostTests, runWindowsTests } from './jest-runs.mjs';
import { microsoftDllsAvailable } from './microsoft-dlls.mjs';
import { chooseDll, chooseRows, moreNodes, readyRows, rows } from './rows.mjs';
import { sideBySide } from './side-by-side.mjs';
import { formatTotals, sumOfTotals } from './jest-totals.mjs';
import { projectFolder, runOnWindows, windowsAvailable } from './windows.mjs';

const usage = `Usage: node tests/runner/npm-scripts.mjs COMMAND

  demo [--dll NAME] [ARGS...]
                         runs examples/symbolize-addresses.ts on Windows; --dll microsoft on Microsoft's dbghelp.dll, not Wine's
  demo:crash [--dll NAME] [ARGS...]
                         runs examples/crash-report.ts on Windows, with Node 24 x64 and 22 ia32; with a dump, on x64 only
  bench [--quick] [--node NAME] [--json FILE] [SCENARIO...]
                         compares the compiled package with C and koffi alone; --quick only shows that everything runs
  performance            writes docs/performance.md and .json from all scenarios, on x64 and ia32 and both DLLs: half an hour
  test [--row NAME]... [JEST ARGS...]
                         runs the tests: here, and on Windows with Node 24 x64 and 22 ia32, on Wine's dbghelp.dll and on Microsoft's;
                         --row chooses among host, wine-x64, wine-ia32, microsoft-x64, microsoft-ia32
  matrix [JEST ARGS...]  the same, with Node 20 and 22 x64 too
  fuzz-walk [ARGS...]    walks the stacks of damaged dumps on Windows, as tests/fuzz/walk-fuzz.ts has it
  kill                   kills writers of minidumps, and looks at what they leave
  images [--large]       asks for every byte and every name of third-party images, with and without symbolizeAll's shortcut, on both
                         DLLs
  large                  names and lines of 500 functions of each of six large PDBs, by Microsoft's DLL, against llvm's
  pool                   kills processes of a pool while they work, with Node 24 x64 and 22 ia32
  threads                many threads on one DLL, with Node 24 x64 and 22 ia32: some minutes
  types                  the types of winpty.dll against llvm's, on both DLLs, with Node 24 x64 and 22 ia32; of ARM64's names, lines
                         and variables, too, on Microsoft's
  table                  writes docs/functions.md from what the tests prove here

Installs what is missing first. Where there is no Wine, what needs Windows is skipped; with CI=true that is a failure.
`;

/** Each row has a processor to itself where there are two: the machines of CI have no more. */
const atATime = 2;

const commands = {
  demo: (args) => demo('symbolize-addresses', ['24-x64'], args),
  'demo:crash': (args) =>
    demo('crash-report', chooseDll(args).rest.length > 0 ? ['24-x64'] : ['24-x64', '22-ia32'], args),
  bench,
  'fuzz-walk': fuzzWalk,
  test: (args) => test(rows, args),
  matrix: (args) => test([...rows, ...moreNodes], args),
  kill,
  large,
  performance,
  images,
  pool,
  threads,
  types,
  table,
};

const [name = '', ...args] = process.argv.slice(2);
if (Object.hasOwn(commands, name)) {
  process.exitCode = await commands[name](args);
} else {
  process.stderr.write(usage);
  process.exitCode = 2;
}

async function demo(example, nodes, given) {
  const { dll, rest } = chooseDll(given);
  const answer = dll === 'microsoft' ? bothAvailable() : windowsAvailable();
  if (!answer.available) return skipped('the demo', answer.reason);
  await readyHostPackages(projectFolder);
  // npm runs its scripts in the project; INIT_CWD is where it was called.
  const files = translateFileArguments(rest, process.env.INIT_CWD ?? process.cwd());
  for (const node of process.platform === 'win32' ? nodes.slice(0, 1) : nodes) {
    if (nodes.length > 1) process.stderr.write(`\n=== ${node}\n`);
    const { code } = await runOnWindows({
      node,
      dll,
      args: ['node_modules/ts-node/dist/bin.js', '--transpile-only', `examples/${example}.ts`, ...files.args],
      cwd: projectFolder,
      readable: files.folders,
    });
    if (code !== 0) return code;
  }
  return 0;
}

/** Windows, and Microsoft's DLL in it. */
function bothAvailable() {
  const windows = windowsAvailable();
  if (!windows.available || process.platform === 'win32') return windows;
  return microsoftDllsAvailable();
}

async function bench(args) {
  const windows = windowsAvailable();
  if (needWindows(args) && !windows.available) return skipped('the benchmarks', windows.reason);
  await readyHostPackages(projectFolder);
  await buildPackage(projectFolder);
  return runScenarios(args);
}

async function performance(args) {
  const windows = windowsAvailable();
  if (!windows.available) return skipped('docs/performance.md', windows.reason);
  await readyHostPackages(projectFolder);
  await buildPackage(projectFolder);
  const { ready, skipped: reason } = process.platform === 'win32' ? { ready: rows.slice(0, 1) } : readyRows(rows);
  if (reason) return skipped('docs/performance.md', reason);
  return writePerformance(ready.toReversed(), args, runScenarios);
}

async function fuzzWalk(args) {
  const windows = windowsAvailable();
  if (!windows.available) return skipped('the walks of damaged dumps', windows.reason);
  await readyHostPackages(projectFolder);
  const script = ['node_modules/ts-node/dist/bin.js', '--transpile-only', 'tests/fuzz/walk-fuzz.ts'];
  const { code } = await runOnWindows({ args: [...script, ...args], cwd: projectFolder, timeoutSeconds: 1800 });
  return code;
}

async function kill() {
  const windows = windowsAvailable();
  if (!windows.available) return skipped('the killing of writers', windows.reason);
  await readyHostPackages(projectFolder);
  const { code } = await runOnWindows({
    args: ['node_modules/ts-node/dist/bin.js', '--transpile-only', 'tests/kill/run.ts'],
    cwd: projectFolder,
    timeoutSeconds: 1800,
  });
  return code;
}

async function images(args) {
  const windows = windowsAvailable();
  if (!windows.available) return skipped('the comparison of answers', windows.reason);
  await readyHostPackages(projectFolder);
  await buildPackage(projectFolder);
  return compareImages({ large: args.includes('--large') });
}

async function large() {
  const both = bothAvailable();
  const reason = both.available ? whyNoLargePairs() : both.reason;
  if (reason) return skipped('the large PDBs', reason);
  await readyHostPackages(projectFolder);
  return compareLargePairs();
}

async function types() {
  const windows = windowsAvailable();
  if (!windows.available || process.platform === 'win32')
    return skipped('the types of winpty.dll', windows.reason ?? "llvm's tools and Wine are used on Linux");
  const llvm = await readyLlvm();
  if (llvm.reason) return skipped('the types of winpty.dll', llvm.reason);
  await readyHostPackages(projectFolder);
  const folder = await winptyFolder();
  const both = bothAvailable();
  const dlls = both.available ? ['wine', 'microsoft'] : ['wine'];
  const skipCode = both.available ? 0 : skipped("the types of winpty.dll on Microsoft's DLL", both.reason);
  const failures = [];
  for (const dll of dlls) {
    for (const node of ['24-x64', '22-ia32'])
      failures.push(...(await compareTypes(folder, 'winpty.dll', { node, dll })));
  }
  if (both.available) {
    // Wine's DLL reads no images of ARM64.
    const arm64 = await winptyArm64Folder();
    for (const node of ['24-x64', '22-ia32']) {
      const runner = { node, dll: 'microsoft' };
      failures.push(...(await compareTypes(arm64, 'winpty.dll', runner)), ...(await compareArm64(arm64, runner)));
    }
  }
  for (const failure of failures) console.log(`FAILED: ${failure}`);
  return failures.length > 0 ? 1 : skipCode;
}

async function threads() {
  const windows = windowsAvailable();
  if (!windows.available) return skipped('the test of threads', windows.reason);
  await readyHostPackages(projectFolder);
  return onBothBitnesses('tests/threads/run.mjs', 900);
}

async function pool() {
  const windows = windowsAvailable();
  if (!windows.available) return skipped('the killing of processes of a pool', windows.reason);
  await readyHostPackages(projectFolder);
  await buildPackage(projectFolder);
  return onBothBitnesses('tests/pool/run.mjs', 900);
}

async function onBothBitnesses(script, timeoutSeconds) {
  const codes = [];
  for (const node of process.platform === 'win32' ? ['24-x64'] : ['24-x64', '22-ia32']) {
    const { code } = await runOnWindows({ node, args: [script], cwd: projectFolder, timeoutSeconds });
    codes.push(code);
  }
  return Math.max(...codes);
}

async function table() {
  await readyHostPackages(projectFolder);
  const windows = windowsAvailable();
  if (!windows.available) return skipped('the table', windows.reason);
  if (process.platform === 'win32') return skipped('the table', 'it says what is proven on two DLLs, in x64 and ia32');
  const { ready, skipped: reason } = readyRows(rows);
  if (reason) return skipped('the table', reason);
  const one = (row, print) => runWindowsTests(row, ['raw-inventory', 'windows.real-'], print);
  const runs = await sideBySide(ready, one, { most: atATime });
  if (runs.some((run) => run.code !== 0)) return 1;
  await writeFunctionsTable(runs);
  return 0;
}

async function test(all, args) {
  const { host, chosen, jestArgs } = chooseRows(args, all);
  await readyHostPackages(projectFolder);
  // With a filter, a run may have nothing to do: then it is enough that another has.
  const filtered = jestArgs.length > 0;
  const extra = filtered ? ['--passWithNoTests', ...jestArgs] : [];
  const runs = host ? [await runHostTests(extra)] : [];
  const windows = windowsAvailable();
  const skips = [];
  if (!windows.available && chosen.length > 0) skips.push(['all tests that need Windows', windows.reason]);
  if (windows.available && process.platform === 'win32') {
    // Windows itself has one Node.js and one dbghelp.dll, its own.
    for (const row of chosen.slice(0, 1)) runs.push(await runWindowsTests(row, extra));
  } else if (windows.available) {
    const { ready, skipped: reason } = readyRows(chosen);
    if (reason) skips.push([`the tests on Microsoft's dbghelp.dll, x64 and ia32`, reason]);
    const one = (row, print) => runWindowsTests(row, extra, print);
    runs.push(...(await sideBySide(ready, one, { most: atATime })));
  }
  const complete = runs.filter(({ arch, code }) => arch !== undefined && code === 0);
  const stale = filtered ? [] : await checkFunctionsTable(complete);
  for (const line of stale) process.stderr.write(`docs/functions.md: ${line}\n`);
  if (stale.length > 0)
    process.stderr.write('FAILED: docs/functions.md is not what ran; npm run docs:table writes it\n');
  const { differences = [], reason: noHeader } = host && !filtered ? await checkTablesByHeader() : {};
  if (noHeader) skips.push([`the comparison of the tables with Microsoft's dbghelp.h`, noHeader]);
  for (const line of differences) process.stderr.write(`by Microsoft's dbghelp.h: ${line}\n`);
  if (differences.length > 0) process.stderr.write("FAILED: the tables are not what Microsoft's dbghelp.h says\n");
  const skipCodes = skips.map(([what, reason]) => skipped(what, reason));
  const idle = filtered ? executed(sumOfTotals(runs)) === 0 : runs.some((run) => executed(run) === 0);
  if (idle) process.stderr.write('\nFAILED: a run executed no tests\n');
  process.stderr.write('\n');
  await new Promise((resolve) => process.stdout.write(formatTotals(runs), resolve));
  const failed =
    [...runs.filter((run) => run.code !== 0 || run.failed > 0), ...stale, ...differences].length > 0 || idle;
  return failed ? 1 : Math.max(0, ...skipCodes);
}

function executed({ passed, failed }) {
  return passed + failed;
}

function skipped(what, reason) {
  const line = '='.repeat(78);
  process.stderr.write(`\n${line}\nSKIPPED: ${what}\nbecause ${reason}\n${line}\n`);
  return process.env.CI && process.env.CI !== 'false' ? 1 : 0;
}
