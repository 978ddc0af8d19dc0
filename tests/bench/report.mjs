import { spreadOf } from './rounds.mjs';

/** @import { Samples, Spread } from './rounds.mjs' */

/**
 * @typedef {object} Target
 * @property {string} what
 * @property {'at most' | 'at least' | 'under'} bound
 * @property {number} target
 * @property {number} measured
 * @property {string} [unit] of both; without one they are ratios
 */

let recorded = [];

/** What was printed since it was last asked, as data. */
export function takeRecorded() {
  const taken = recorded;
  recorded = [];
  return taken;
}

/**
 * Prints one quantity of each contender: its median and quartiles, and its ratio to and its difference from another contender.
 * Both are taken round by round before their median is.
 * @param {string} what
 * @param {Samples} samples contenders without the quantity are left out
 * @param {object} options
 * @param {string} options.quantity
 * @param {string} options.against the contender to compare with
 * @param {number} [options.digits] behind the point
 * @param {boolean} [options.detail] whether docs/performance.md has no need of it
 */
export function printComparison(what, samples, { quantity, against, digits = 1, detail = false }) {
  const measured = Object.entries(samples)
    .map(([name, rounds]) => [name, rounds.map((sample) => sample[quantity])])
    .filter(([, values]) => values.every((value) => value !== undefined));
  const base = Object.fromEntries(measured)[against];
  const contenders = measured.map(([name, values]) => {
    const own = { name, samples: values, ...spreadOf(values) };
    if (name === against || base.includes(0)) return own;
    const ratio = spreadOf(values.map((value, round) => value / base[round]));
    const extra = spreadOf(values.map((value, round) => value - base[round])).median;
    return { ...own, ratio, extra };
  });
  recorded.push({ kind: 'comparison', what, against, digits, detail, contenders });
  const rows = contenders.map(({ ratio, extra, ...own }) =>
    ratio
      ? [own.name, spreadText(own, digits), spreadText(ratio, 2), signed(extra, digits)]
      : [own.name, spreadText(own, digits), '', ''],
  );
  printRows([[what, 'median (quartiles)', `/ ${against}`, 'extra'], ...rows]);
}

/**
 * The median of the ratios of two contenders, taken round by round.
 * @param {Samples} samples
 * @param {string} quantity
 * @param {string} name
 * @param {string} against
 */
export function ratioOf(samples, quantity, name, against) {
  const base = samples[against].map((sample) => sample[quantity]);
  return spreadOf(samples[name].map((sample, round) => sample[quantity] / base[round])).median;
}

/**
 * Prints what is promised, what was measured, and whether that holds.
 * @param {Target[]} targets
 */
export function printTargets(targets) {
  const judged = targets.map((target) => ({ ...target, holds: holds(target) }));
  recorded.push({ kind: 'targets', targets: judged });
  const rows = judged.map((target) => [target.what, ...targetTexts(target)]);
  printRows([['target', 'wanted', 'measured', 'holds'], ...rows]);
}

/** @param {Target & { holds: boolean }} target what is wanted, what was measured, and whether that holds */
export function targetTexts({ bound, target, measured, unit = '', holds: held }) {
  const digits = unit === '' || unit === ' ms' ? 2 : 0;
  return [`${bound} ${target}${unit}`, `${measured.toFixed(digits)}${unit}`, held ? 'yes' : 'NO'];
}

function holds({ bound, target, measured }) {
  if (bound === 'at least') return measured >= target;
  return bound === 'under' ? measured < target : measured <= target;
}

/**
 * @param {string[][]} rows the first is the head
 */
export function printTable(rows) {
  recorded.push({ kind: 'table', rows });
  printRows(rows);
}

function printRows(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  console.log();
  for (const row of rows) {
    const cells = row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])));
    console.log(`  ${cells.join('   ').trimEnd()}`);
  }
}

/** @param {Spread} spread */
export function spreadText({ median, low, high }, digits) {
  return `${median.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
}

function signed(value, digits) {
  return `${value < 0 ? '' : '+'}${value.toFixed(digits)}`;
}
