/**
 * @typedef {Record<string, number>} Sample what one measurement gave, by quantity
 * @typedef {Record<string, Sample[]>} Samples by contender; those at the same place are of the same round
 * @typedef {{ median: number, low: number, high: number }} Spread `low` and `high` are the quartiles
 */

/** `npm run bench -- --rounds N`: the maximum number of rounds, for a first look or in a hurry. */
const mostRounds = Number(process.env.DBGHELP_BENCH_ROUNDS ?? Infinity);

/**
 * Measures contenders side by side, A B A B: what slows the machine down for a while slows all of them.
 * @param {number} rounds
 * @param {Record<string, () => Sample | Promise<Sample>>} contenders
 * @param {object} [options]
 * @param {number} [options.warmUps] rounds before those that count: for loops, as many as V8 takes to compile them
 * @returns {Promise<Samples>}
 */
export async function sideBySide(rounds, contenders, { warmUps = 1 } = {}) {
  const samples = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  const last = Math.min(rounds, mostRounds);
  for (let round = -warmUps; round < last; round++) {
    for (const [name, measure] of Object.entries(contenders)) {
      const sample = await measure();
      if (round >= 0) samples[name].push(sample);
    }
  }
  return samples;
}

/**
 * @param {number[]} values
 * @returns {Spread}
 */
export function spreadOf(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part) => {
    const place = (sorted.length - 1) * part;
    const below = Math.floor(place);
    const above = Math.ceil(place);
    return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
  };
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}

/** @returns {() => number} milliseconds since it was made */
export function stopwatch() {
  const begin = process.hrtime.bigint();
  return () => Number(process.hrtime.bigint() - begin) / 1e6;
}
