import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { printComparison, printTargets, ratioOf } from './report.mjs';
import { sideBySide, stopwatch } from './rounds.mjs';

/** What loading a door may take, in times of what loading koffi takes. */
const most = {
  win32: { 'dbghelp/minidump': 0.5, 'dbghelp/raw': 1.6 },
  others: { 'dbghelp/minidump': 1.6, 'dbghelp/raw': 2.5 },
};
const doors = ['dbghelp/minidump', 'dbghelp/raw', 'dbghelp/search', 'dbghelp/report', 'dbghelp/pool', 'dbghelp'];

/**
 * Compares fresh processes that load koffi, or a door of the package. Needs no Windows.
 * @param {{ quick: boolean }} options
 */
export async function compareDoors({ quick }) {
  const loaded = ['koffi', ...doors];
  const samples = await sideBySide(
    quick ? 1 : 25,
    Object.fromEntries(loaded.map((name) => [name, () => measure('required', name)])),
  );
  printComparison('ms, require', samples, { quantity: 'required', against: 'koffi' });
  printComparison('JavaScript files loaded', samples, { quantity: 'files', against: 'koffi', digits: 0, detail: true });
  printTargets(
    Object.entries(most[process.platform] ?? most.others).map(([name, target]) => ({
      what: `${name} / koffi, required`,
      bound: 'at most',
      target,
      measured: ratioOf(samples, 'required', name, 'koffi'),
    })),
  );
}

/**
 * @param {string} program one of `programs`
 * @param {string} argument
 * @returns {object} what it told, and how long its process took
 */
export function measure(program, argument) {
  const file = fileURLToPath(new URL(`programs/${program}.cjs`, import.meta.url));
  // What the tests preload would have loaded koffi already.
  const env = { ...process.env, NODE_OPTIONS: '' };
  const elapsed = stopwatch();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', file, argument], {
    encoding: 'utf8',
    env,
  });
  const whole = elapsed();
  if (status !== 0) throw new Error(`${program} ended with ${status}\n${stderr}`);
  return { ...JSON.parse(stdout), whole };
}
