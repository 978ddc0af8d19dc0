import { parseArgs } from 'node:util';
import { needWindows, runScenarios } from '../bench/command.mjs';
import { writePerformance } from '../bench/document.mjs';
import { buildPackage, readyHostPackages } from './host-packages.mjs';
import { readyRows, rows } from './rows.mjs';
import { skipped } from './skipped.mjs';
import { projectFolder, windowsAvailable } from './windows.mjs';

/** Of `npm run check -- docs:performance`. */
const options = {
  row: { type: 'string', multiple: true },
  quick: { type: 'boolean' },
  rounds: { type: 'string' },
};

export async function bench(args) {
  const windows = windowsAvailable();
  if (needWindows(args) && !windows.available) return skipped('the benchmarks', windows.reason);
  await readyHostPackages(projectFolder);
  await buildPackage(projectFolder);
  return runScenarios(args);
}

export async function performance(args) {
  const windows = windowsAvailable();
  if (!windows.available) return skipped('docs/performance.md', windows.reason);
  await readyHostPackages(projectFolder);
  await buildPackage(projectFolder);
  const { ready, skipped: reason } = process.platform === 'win32' ? { ready: rows.slice(0, 1) } : readyRows(rows);
  if (reason) return skipped('docs/performance.md', reason);
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  const { row: asked = ready.map(({ row }) => row), ...flags } = values;
  const more = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, ...(value === true ? [] : [value])]);
  const chosen = ready.toReversed().filter(({ row }) => asked.includes(row));
  return writePerformance(chosen, [...more, ...positionals], runScenarios);
}
