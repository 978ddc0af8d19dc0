import { Fifo } from '../base/fifo';

/** A request that waits for the DLL, has it, or has stepped aside. */
export interface Turn {
  /** The requested call, for display. */
  api: string;
  /** The owner. Requests of one lane are done in the order of asking. */
  readonly lane: object;
  /**
   * Whether it reads files, asks a server, walks a process, or is a slice of long work: short turns of other lanes go
   * first.
   */
  readonly long: boolean;
  /** Its place among all requests. */
  readonly order: number;
  /** Further calls that will be made in this turn, for display. */
  readonly joined?: (() => readonly Pick<Turn, 'api' | 'since'>[]) | undefined;
  /** After its abort, nobody waits for the turn any more. */
  readonly signal?: AbortSignal | undefined;
  /** Since when it waits, has the DLL, or has stepped aside. */
  since: number;
  /** Whether it has had the DLL. */
  begun?: boolean;
  /** Why it will not get the DLL. */
  refused?: Error;
}

/** The waiting turns of one owner, in the order of asking. */
export class Lane<Run> {
  readonly waiting = new Fifo<{ readonly run: Run; readonly turn: Turn }>();
  /** Its place in its heap. */
  place = -1;

  push(run: Run, turn: Turn): void {
    this.waiting.push({ run, turn });
  }

  /** The place of its first turn among all requests. */
  get order(): number {
    return this.waiting.first!.turn.order;
  }
}

/** Lanes, of which the one that has waited longest comes out first. */
export class LaneHeap<Run> {
  readonly lanes: Lane<Run>[] = [];

  /** When the first turn was asked for; undefined if there is none. */
  get first(): number | undefined {
    return this.lanes[0]?.order;
  }

  push(lane: Lane<Run>): void {
    this.#rise(lane, this.lanes.length);
  }

  pop(): Lane<Run> | undefined {
    const [lane] = this.lanes;
    if (lane) this.#takeOut(0);
    return lane;
  }

  remove(lane: Lane<Run>): void {
    this.#takeOut(lane.place);
  }

  #takeOut(place: number): void {
    const { lanes } = this;
    const last = lanes.pop()!;
    if (place === lanes.length) return;
    this.#sink(last, place);
    this.#rise(last, last.place);
  }

  #rise(lane: Lane<Run>, from: number): void {
    const { lanes } = this;
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (lanes[above]!.order <= lane.order) break;
      this.#put(lanes[above]!, place);
      place = above;
    }
    this.#put(lane, place);
  }

  #sink(lane: Lane<Run>, from: number): void {
    const { lanes } = this;
    let place = from;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= lanes.length) break;
      if (below + 1 < lanes.length && lanes[below + 1]!.order < lanes[below]!.order) below++;
      if (lanes[below]!.order >= lane.order) break;
      this.#put(lanes[below]!, place);
      place = below;
    }
    this.#put(lane, place);
  }

  #put(lane: Lane<Run>, place: number): void {
    this.lanes[place] = lane;
    lane.place = place;
  }
}
