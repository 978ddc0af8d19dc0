import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Significant digits. */
const digits = 4;

/**
 * @param {string} file
 * @param {{ quick: boolean, machine: object, scenarios: { name: string, title: string, records: object[] }[] }} results
 */
export function writeResults(file, results) {
  const rounded = (_, value) => (typeof value === 'number' ? Number(value.toPrecision(digits)) : value);
  writeFileSync(file, `${JSON.stringify(results, rounded, 2)}\n`);
}

/** Adds to the results of a previous run, or starts new ones. */
export function addResult(file, scenario) {
  const results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { scenarios: [] };
  const others = results.scenarios.filter(({ name }) => name !== scenario.name);
  writeResults(file, { ...results, scenarios: [...others, scenario] });
}
