import { checkFunctionsTable, writeFunctionsTable } from '../reference/functions-table.mjs';
import { checkTablesByHeader } from '../reference/header/microsoft-header.mjs';
import { readyHostPackages } from './host-packages.mjs';
import { runHostTests, runWindowsTests } from './jest-runs.mjs';
import { formatTotals, sumOfTotals } from './jest-totals.mjs';
import { chooseRows, moreNodes, readyRows, rows } from './rows.mjs';
import { sideBySide } from './side-by-side.mjs';
import { skipped } from './skipped.mjs';
import { projectFolder, windowsAvailable } from './windows.mjs';

/** Each row has a processor if there are two: the machines of CI have no more. */
const atATime = 2;

/** @param {string[]} args */
export const test = (args) => testRows(rows, args);

/** @param {string[]} args */
export const matrix = (args) => testRows([...rows, ...moreNodes], args);

export async function table() {
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

async function testRows(all, args) {
  const { host, chosen, jestArgs } = chooseRows(args, all);
  await readyHostPackages(projectFolder);
  // With a filter, a run may have nothing to do, as long as another one has.
  const filtered = jestArgs.length > 0;
  const extra = filtered ? ['--passWithNoTests', ...jestArgs] : [];
  const windows = windowsAvailable();
  const skips = [];
  if (!windows.available && chosen.length > 0) skips.push(['all tests that need Windows', windows.reason]);
  let windowsRows = [];
  // Windows itself has only its own Node.js and dbghelp.dll.
  if (windows.available && process.platform === 'win32') windowsRows = chosen.slice(0, 1);
  else if (windows.available) {
    const { ready, skipped: reason } = readyRows(chosen);
    if (reason) skips.push([`the tests on Microsoft's dbghelp.dll, x64 and ia32`, reason]);
    windowsRows = ready;
  }
  const one = (row, print) => runWindowsTests(row, extra, print);
  // The tests that need no Windows wait for servers and locks half of their time.
  const parts = [
    ...(host ? [async (print) => [await runHostTests(extra, print, windowsRows.length > 0)]] : []),
    (print) => sideBySide(windowsRows, one, { most: atATime, show: print }),
  ];
  const runs = (await sideBySide(parts, (part, print) => part(print))).flat();
  const complete = runs.filter(({ arch, code }) => arch !== undefined && code === 0);
  const stale = filtered ? [] : await checkFunctionsTable(complete);
  for (const line of stale) process.stderr.write(`docs/functions.md: ${line}\n`);
  if (stale.length > 0)
    process.stderr.write('FAILED: docs/functions.md is not what ran; npm run check -- docs:table writes it\n');
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
