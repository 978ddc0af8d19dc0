/**
 * @typedef {object} Totals
 * @property {number} passed
 * @property {number} failed with one for each suite that could not run
 * @property {number} skipped with the todos
 */

/**
 * Counts what jest's --json wrote.
 * @param {Record<string, any> | undefined} report undefined when jest did not get as far as writing it
 * @returns {Totals}
 */
export function totalsOf(report) {
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * @param {Totals[]} all
 * @returns {Totals}
 */
export function sumOfTotals(all) {
  const sum = (key) => all.reduce((total, one) => total + one[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

/**
 * @param {(Totals & { name: string, seconds: number })[]} runs
 * @returns {string} one line per run under a heading, and the sum alone on the last line
 */
export function formatTotals(runs) {
  const rows = [
    ['run', 'passed', 'failed', 'skipped', 'seconds'],
    ...runs.map((run) => [run.name, run.passed, run.failed, run.skipped, Math.round(run.seconds)].map(String)),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const table = rows.map(([name, ...cells]) => [name.padEnd(width), ...cells.map((cell) => cell.padStart(8))].join(''));
  const { passed, failed, skipped } = sumOfTotals(runs);
  return `${table.join('\n')}\n\n${passed} passed, ${failed} failed, ${skipped} skipped\n`;
}
