import { now } from '../base/clock';
import { Lane, LaneHeap, type Turn } from './lanes';

/** How long short turns together may delay an earlier long one. */
export const overtakingMilliseconds = 100;

/**
 * p-queue's order of turns: first come, first served, except that short turns overtake long ones of other lanes. After
 * `overtakingMilliseconds` the long one has its turn, however many short ones wait.
 *
 * Only the first turn of a lane can be the next one, so the lanes are in two heaps, by their first turns.
 */
export class TurnOrder<Run> {
  readonly #lanes = new WeakMap<object, Lane<Run>>();
  readonly #short = new LaneHeap<Run>();
  readonly #long = new LaneHeap<Run>();
  /** Lanes with a turn that has stepped aside, each with that turn: no other turn of the lane may begin. */
  readonly #held = new Map<Lane<Run>, Turn>();
  readonly #clock: () => number;
  #size = 0;
  /** When short turns began to overtake the first long turn in line. */
  #overtakenSince: number | undefined;

  constructor(clock = now) {
    this.#clock = clock;
  }

  get size(): number {
    return this.#size;
  }

  /** The waiting turns, in the order of asking. */
  get waiting(): readonly Turn[] {
    return this.#allLanes()
      .flatMap(({ waiting }) => [...waiting].map(({ turn }) => turn))
      .filter(({ signal }) => signal?.aborted !== true)
      .sort((one, other) => one.order - other.order);
  }

  /** The turns that have stepped aside. */
  get aside(): readonly Turn[] {
    return [...this.#held.values()];
  }

  /** A turn steps aside. It comes back by `enqueue`; its lane waits for it. */
  hold(turn: Turn): void {
    const lane = this.#laneOf(turn);
    this.#heapOf(lane)?.remove(lane);
    this.#held.set(lane, turn);
  }

  enqueue(run: Run, turn: Turn): void {
    const lane = this.#laneOf(turn);
    this.#size++;
    if (this.#held.get(lane) === turn) {
      this.#held.delete(lane);
      lane.waiting.unshift({ run, turn });
    } else {
      lane.push(run, turn);
      if (lane.waiting.size > 1 || this.#held.has(lane)) return;
    }
    this.#heapOf(lane)!.push(lane);
  }

  dequeue(): Run | undefined {
    const heap = this.#nextHeap();
    const lane = heap.pop();
    if (!lane) return undefined;
    const { run, turn } = lane.waiting.shift()!;
    this.#size--;
    if (turn.long) this.#overtakenSince = undefined;
    this.#heapOf(lane)?.push(lane);
    return run;
  }

  /** Takes turns out of the line. */
  remove(test: (turn: Turn) => boolean): Run[] {
    const runs: Run[] = [];
    for (const lane of this.#allLanes()) {
      const heap = this.#held.has(lane) ? undefined : this.#heapOf(lane);
      const removed = lane.waiting.remove(({ turn }) => test(turn));
      if (removed.length === 0) continue;
      heap?.remove(lane);
      if (heap) this.#heapOf(lane)?.push(lane);
      this.#size -= removed.length;
      runs.push(...removed.map(({ run }) => run));
    }
    return runs;
  }

  filter(): Run[] {
    return this.#allLanes().flatMap(({ waiting }) => [...waiting].map(({ run }) => run));
  }

  #laneOf({ lane: owner }: Turn): Lane<Run> {
    let lane = this.#lanes.get(owner);
    if (!lane) this.#lanes.set(owner, (lane = new Lane<Run>()));
    return lane;
  }

  /** Where a lane belongs by its first turn. */
  #heapOf({ waiting }: Lane<Run>): LaneHeap<Run> | undefined {
    const { first } = waiting;
    return first && (first.turn.long ? this.#long : this.#short);
  }

  #nextHeap(): LaneHeap<Run> {
    const short = this.#short.first;
    const long = this.#long.first;
    if (long === undefined) return this.#short;
    if (short === undefined) return this.#long;
    return short < long || this.#mayOvertake() ? this.#short : this.#long;
  }

  #mayOvertake(): boolean {
    const time = this.#clock();
    this.#overtakenSince ??= time;
    return time - this.#overtakenSince < overtakingMilliseconds;
  }

  #allLanes(): Lane<Run>[] {
    return [...this.#short.lanes, ...this.#long.lanes, ...this.#held.keys()];
  }
}
