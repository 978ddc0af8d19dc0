/** What a look that comes late may count: the process may have stood still, and the owner with it. */
const mostOfOneLook = 1000;

/** How long nothing has happened, as far as looks have shown. */
export class IdleTime {
  #seen: unknown;
  #lookedAt = 0;
  #milliseconds = 0;

  get milliseconds(): number {
    return this.#milliseconds;
  }

  /** @param what - differs from the last look's if something has happened since */
  look(time: number, what: unknown): number {
    this.#milliseconds = what === this.#seen ? this.#milliseconds + Math.min(time - this.#lookedAt, mostOfOneLook) : 0;
    this.#seen = what;
    this.#lookedAt = time;
    return this.#milliseconds;
  }

  reset(): void {
    this.#seen = undefined;
    this.#milliseconds = 0;
  }
}
