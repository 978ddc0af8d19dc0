const linesShown = 16;

/** Runs checks one after another, all of them, and prints a line for each. */
export class Checks {
  #failed = [];
  #skipped = [];

  /**
   * @template T
   * @param {string} name the promise that is checked
   * @param {() => T | Promise<T>} job throws what is wrong
   * @returns {Promise<T | undefined>} undefined where it failed
   */
  async check(name, job) {
    const started = Date.now();
    try {
      const result = await job();
      console.log(`ok    ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
      return result;
    } catch (error) {
      this.#failed.push(name);
      console.log(`FAIL  ${name}\n${firstLines(error.message).replace(/^/gm, '        ')}`);
      return undefined;
    }
  }

  /**
   * @param {string} name
   * @param {string} reason
   */
  skip(name, reason) {
    this.#skipped.push(name);
    console.log(`skip  ${name}: ${reason}`);
  }

  /** @returns {number} an exit code: something failed, or was skipped where CI=true asks for everything */
  finish() {
    const everything = process.env.CI && process.env.CI !== 'false';
    const missing = everything ? this.#skipped : [];
    if (this.#failed.length > 0) console.log(`\nFAILED: ${this.#failed.join('; ')}`);
    if (this.#skipped.length > 0) console.log(`\n${everything ? 'FAILED, ' : ''}SKIPPED: ${this.#skipped.join('; ')}`);
    return this.#failed.length + missing.length > 0 ? 1 : 0;
  }
}

// The reason comes first in a program's output, before stacks.
function firstLines(text) {
  return text.trim().split('\n').slice(0, linesShown).join('\n');
}
