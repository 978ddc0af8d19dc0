import { spreadOf } from './rounds.mjs';

/** @import { Samples, Spread } from './rounds.mjs' */

/**
 * Prints one quantity of each contender: its median and quartiles, and its ratio to and its difference from another contender.
 * Both are taken round by round before their median is.
 * @param {string} what
 * @param {Samples} samples contenders without the quantity are left out
 * @param {object} options
 * @param {string} options.quantity
 * @param {string} options.against the contender to compare with
 * @param {number} [options.digits] behind the point
 */
export function printComparison(what, samples, { quantity, against, digits = 1 }) {
  const values = Object.entries(samples)
    .map(([name, rounds]) => [name, rounds.map((sample) => sample[quantity])])
    .filter(([, measured]) => measured.every((value) => value !== undefined));
  const base = Object.fromEntries(values)[against];
  const rows = values.map(([name, measured]) => {
    const own = text(spreadOf(measured), digits);
    if (name === against) return [name, own, '', ''];
    const ratio = spreadOf(measured.map((value, round) => value / base[round]));
    const difference = spreadOf(measured.map((value, round) => value - base[round]));
    return [name, own, text(ratio, 2), signed(difference.median, digits)];
  });
  printTable([[what, 'median (quartiles)', `/ ${against}`, 'extra'], ...rows]);
}

/**
 * @param {string[][]} rows the first is the head
 */
export function printTable(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  console.log();
  for (const row of rows) {
    const cells = row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])));
    console.log(`  ${cells.join('   ').trimEnd()}`);
  }
}

/** @param {Spread} spread */
function text({ median, low, high }, digits) {
  return `${median.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
}

function signed(value, digits) {
  return `${value < 0 ? '' : '+'}${value.toFixed(digits)}`;
}
