// Compares the package with llvm on an image and a PDB that Microsoft's compiler made.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectFolder, runOnWindows, toWindowsPath, windowsAvailable } from '../runner/windows.mjs';
import { drawAddresses } from './draw.mjs';
import { crashed, lineClass, lineClasses, llvmLines } from './lines.mjs';
import { reportListing } from './listing.mjs';
import { readyLlvm } from './llvm-tools.mjs';
import { equalName, missClass, nameClass, otherName } from './names.mjs';
import { Tally } from './tally.mjs';
import { winptyFolder } from './winpty-files.mjs';
import { readTruth } from './winpty-truth.mjs';

const count = 1000;
const seed = 20260101;
const wantedFound = 0.85;

process.exitCode = await main();

async function main() {
  if (process.platform !== 'linux')
    return skipped(`llvm's tools and Wine are used on Linux, and this is ${process.platform}`);
  const windows = windowsAvailable();
  if (!windows.available) return skipped(windows.reason);
  const llvm = await readyLlvm();
  if (llvm.reason) return skipped(llvm.reason);
  console.log(llvm.versions.join('\n'));
  const folder = await winptyFolder();
  const read = readTruth(folder);
  const starts = [...new Set(read.procedures.map(({ rva }) => rva))];
  const drawn = drawAddresses(read.procedures, count, seed);
  const { cwd, answers } = await askPackage(folder, 'symbolize.ts', [...drawn, ...starts]);
  const truth = { ...read, foundStarts: new Set(starts.filter((_, index) => answers[count + index])) };
  console.log(`${truth.procedures.length} procedure records at ${starts.length} addresses`);
  const failures = [
    ...reportSymbols(`${count} addresses drawn from the records' bytes`, drawn, answers, truth, wantedFound),
    ...reportSymbols('the first byte of each function', starts, answers.slice(count), truth, 0),
    ...(await reportLines(folder, drawn, answers, cwd, truth)),
    ...reportListing(await askPackage(folder, 'list.ts', {}), truth.records),
  ];
  for (const failure of failures) console.log(`FAILED: ${failure}`);
  return failures.length > 0 ? 1 : 0;
}

async function askPackage(folder, script, asked) {
  const exchange = mkdtempSync(path.join(tmpdir(), 'dbghelp-winpty-'));
  try {
    const [question, answer] = ['question.json', 'answer.json'].map((name) => path.join(exchange, name));
    writeFileSync(question, JSON.stringify(asked));
    const files = [path.join(folder, 'winpty.dll'), question, answer].map(toWindowsPath);
    const { code } = await runOnWindows({
      args: ['node_modules/ts-node/dist/bin.js', `tests/third-party/${script}`, ...files],
      // Type errors are for the linter; here they would cost seconds.
      env: { TS_NODE_TRANSPILE_ONLY: '1' },
      cwd: projectFolder,
      readable: [folder],
      writable: [exchange],
      timeoutSeconds: 120,
    });
    if (code !== 0) throw new Error(`${script} ended with ${code}`);
    return JSON.parse(readFileSync(answer, 'utf8'));
  } finally {
    rmSync(exchange, { recursive: true, force: true });
  }
}

function reportSymbols(title, offsets, answers, truth, wanted) {
  const { procedures } = truth;
  const [names, misses] = [new Tally(), new Tally()];
  offsets.forEach((rva, index) => {
    const answer = answers[index];
    const place = `0x${rva.toString(16)}`;
    const expected = procedures.findLast((one) => one.rva <= rva).name;
    if (answer) names.add(nameClass(truth, rva, answer), `${place}: DbgHelp ${answer.name}, record ${expected}`);
    else misses.add(missClass(procedures, rva, truth.foundStarts), `${place}: ${expected}`);
  });
  const found = names.total / offsets.length;
  console.log(`\n${title}\n  found: ${percent(found)} (${names.total} of ${offsets.length})`);
  console.log(`  names equal: ${names.count(equalName)} of ${names.total}`);
  print(
    'other names:',
    names.format((name) => name !== equalName),
  );
  print('not found:', misses.format());
  return [
    ...(found < wanted ? [`${title}: found ${percent(found)}, wanted at least ${percent(wanted)}`] : []),
    ...(names.count(otherName) > 0 ? [`${title}: ${names.count(otherName)} names are different`] : []),
  ];
}

async function reportLines(folder, offsets, answers, cwd, truth) {
  const found = offsets.map((rva, index) => ({ rva, answer: answers[index] })).filter(({ answer }) => answer);
  const lines = await llvmLines(
    path.join(folder, 'winpty.dll'),
    found.map(({ rva }) => rva),
  );
  const tally = new Tally();
  let crashes = 0;
  found.forEach(({ rva, answer: { source: dbghelp } }, index) => {
    const llvm = lines[index];
    if (llvm === crashed) crashes += 1;
    else
      tally.add(
        lineClass({ rva, dbghelp, llvm, cwd, ...truth }),
        `0x${rva.toString(16)}: DbgHelp ${show(dbghelp)}, llvm ${show(llvm)}`,
      );
  });
  const absolute = tally.count(lineClasses.absolute);
  const equal = tally.count(lineClasses.equal) + absolute;
  const compared = equal + tally.count(lineClasses.several) + tally.count(lineClasses.folded);
  console.log(`\nlines of the drawn addresses that were found, against llvm's`);
  console.log(`  equal: ${equal} of ${compared} where both have one`);
  console.log(`  left out: ${crashes} where llvm-symbolizer crashed`);
  if (absolute > 0)
    console.log(`  ${absolute} of the equal ones have a relative file name, which Wine's DLL makes absolute`);
  print(
    'otherwise:',
    tally.format((name) => name !== lineClasses.equal && name !== lineClasses.absolute),
  );
  const unexplained = tally.count(lineClasses.unexplained);
  return unexplained > 0 ? [`${unexplained} lines differ without a known reason`] : [];
}

function print(title, text) {
  if (text) console.log(`  ${title}\n${text.replace(/^/gm, '  ')}`);
}

function show(line) {
  return line ? `${line.file}:${line.line}` : 'none';
}

function percent(part) {
  return `${(part * 100).toFixed(1)} %`;
}

function skipped(reason) {
  console.error(`SKIPPED: the comparison with llvm, because ${reason}`);
  return process.env.CI && process.env.CI !== 'false' ? 1 : 0;
}
