/** A request that waits for the DLL, has it, or has stepped aside. */
export interface Turn {
  /** The requested call, for display. */
  readonly api: string;
  /** The owner. Requests of one lane are done in the order of asking. */
  readonly lane: object;
  /**
   * Whether it reads files, asks a server, walks a process, or is a slice of long work: short turns of other lanes go
   * first.
   */
  readonly long: boolean;
  /** Its place among all requests. */
  readonly order: number;
  /** After its abort, nobody waits for the turn any more. */
  readonly signal?: AbortSignal | undefined;
  /** Since when it waits, has the DLL, or has stepped aside. */
  since: number;
}

/** How long short turns together may delay an earlier long one. */
export const overtakingMilliseconds = 100;

/**
 * p-queue's order of turns: first come, first served, except that short turns overtake long ones of other lanes. After
 * `overtakingMilliseconds` the long one has its turn, however many short ones wait.
 */
export class TurnOrder<Run> {
  /** In the order of asking. */
  readonly #waiting: { readonly run: Run; readonly turn: Turn }[] = [];
  /** Lanes with a turn that has stepped aside, each with that turn: no other turn of the lane may begin. */
  readonly #held = new Map<object, Turn>();
  readonly #clock: () => number;
  #long = 0;
  /** When short turns began to overtake the first long turn in line. */
  #overtakenSince: number | undefined;

  constructor(clock = (): number => performance.now()) {
    this.#clock = clock;
  }

  get size(): number {
    return this.#waiting.length;
  }

  /** The waiting turns, in the order of asking. */
  get waiting(): readonly Turn[] {
    return this.#waiting.map(({ turn }) => turn).filter(({ signal }) => signal?.aborted !== true);
  }

  /** The turns that have stepped aside. */
  get aside(): readonly Turn[] {
    return [...this.#held.values()];
  }

  /** A turn steps aside. It comes back by `enqueue`; its lane waits for it. */
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
    // No search is needed if no turn is long and no lane is held.
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

  /** The place of the next turn; an index past the end if none may begin. */
  #next(): number {
    const waiting = this.#waiting;
    const closed = new Set(this.#held.keys());
    let first = waiting.length;
    for (let at = 0; at < waiting.length; at++) {
      const { lane, long } = waiting[at]!.turn;
      if (closed.has(lane)) continue;
      first = Math.min(first, at);
      if (!long) return first === at || this.#mayOvertake() ? at : first;
      // Later turns of its lane wait for it.
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
