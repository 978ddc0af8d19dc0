const samplesShown = 3;

/** Counts by class, and keeps the first few of each to show. */
export class Tally {
  #classes = new Map();

  /**
   * @param {string} name
   * @param {string} sample
   */
  add(name, sample) {
    const entry = this.#classes.get(name) ?? { count: 0, samples: [] };
    entry.count += 1;
    if (entry.samples.length < samplesShown) entry.samples.push(sample);
    this.#classes.set(name, entry);
  }

  count(name) {
    return this.#classes.get(name)?.count ?? 0;
  }

  get total() {
    return [...this.#classes.values()].reduce((sum, { count }) => sum + count, 0);
  }

  /**
   * @param {(name: string) => boolean} shown which classes
   * @returns {string} a line for each class, and its samples below
   */
  format(shown = () => true) {
    return [...this.#classes]
      .filter(([name]) => shown(name))
      .sort(([, left], [, right]) => right.count - left.count)
      .map(([name, { count, samples }]) => [`  ${count} ${name}`, ...samples.map((text) => `      ${text}`)].join('\n'))
      .join('\n');
  }
}
