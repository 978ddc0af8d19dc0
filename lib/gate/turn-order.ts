/** What waits for its turn with the DLL. */
export interface Turn {
  /** What was asked for, for people. */
  readonly api: string;
  /** Whose it is. Of one lane, everything is done in the order in which it was asked for. */
  readonly lane: object;
  /** Reads files, asks a server, walks a process, or is a slice of something long: short turns of other lanes go first. */
  readonly long: boolean;
  /** Its place among all that was asked for. */
  readonly order: number;
  /** Where it is aborted, nobody waits for it any more. */
  readonly signal?: AbortSignal | undefined;
  /** Since when it waits, has the DLL, or has stepped aside. */
  since: number;
}

/** How long short turns, together, may keep a long one waiting that was asked for before them. */
export const overtakingMilliseconds = 100;

/**
 * The order of turns, as p-queue has it: first come, first served, but that short turns overtake long ones of other lanes.
 * After some time of that a long one has its turn, however many short ones wait.
 */
export class TurnOrder<Run> {
  /** In the order of asking. */
  readonly #waiting: { readonly run: Run; readonly turn: Turn }[] = [];
  /** Lanes whose turn goes on later, by that turn: nothing else of them may begin. */
  readonly #held = new Map<object, Turn>();
  readonly #clock: () => number;
  #long = 0;
  /** Since when the long turn that is the first in line is overtaken. */
  #overtakenSince: number | undefined;

  constructor(clock = (): number => performance.now()) {
    this.#clock = clock;
  }

  get size(): number {
    return this.#waiting.length;
  }

  /** What waits, in the order of asking. */
  get waiting(): readonly Turn[] {
    return this.#waiting.map(({ turn }) => turn).filter(({ signal }) => signal?.aborted !== true);
  }

  /** What has stepped aside. */
  get aside(): readonly Turn[] {
    return [...this.#held.values()];
  }

  /** A turn steps aside: it comes back by `enqueue`, and its lane waits for it. */
  hold(turn: Turn): void {
    this.#held.set(turn.lane, turn);
  }

  enqueue(run: Run, turn: Turn): void {
    if (turn.long) this.#long++;
    const waiting = this.#waiting;
    if (this.#held.get(turn.lane) !== turn) {
      waiting.push({ run, turn });
      return;
    }
    this.#held.delete(turn.lane);
    const behind = waiting.findIndex(({ turn: { order } }) => order > turn.order);
    waiting.splice(behind < 0 ? waiting.length : behind, 0, { run, turn });
  }

  dequeue(): Run | undefined {
    // Where nothing is long and no lane is held, nothing is looked for.
    const at = this.#long === 0 && this.#held.size === 0 ? 0 : this.#next();
    const next = at === 0 ? this.#waiting.shift() : this.#waiting.splice(at, 1)[0];
    if (next?.turn.long) {
      this.#long--;
      this.#overtakenSince = undefined;
    }
    return next?.run;
  }

  filter(): Run[] {
    return this.#waiting.map(({ run }) => run);
  }

  /** Behind the end where nothing may begin. */
  #next(): number {
    const waiting = this.#waiting;
    const closed = new Set(this.#held.keys());
    let first = waiting.length;
    for (let at = 0; at < waiting.length; at++) {
      const { lane, long } = waiting[at]!.turn;
      if (closed.has(lane)) continue;
      first = Math.min(first, at);
      if (!long) return first === at || this.#mayOvertake() ? at : first;
      // What follows in its lane waits for it.
      closed.add(lane);
    }
    return first;
  }

  #mayOvertake(): boolean {
    const now = this.#clock();
    this.#overtakenSince ??= now;
    return now - this.#overtakenSince < overtakingMilliseconds;
  }
}
