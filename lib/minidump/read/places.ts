import { byKey, countWhile, sorted } from '../../base/sorted';
import type { Steps } from './lazy';

interface Range<T> {
  readonly item: T;
  /** In the list. */
  readonly nth: number;
  readonly start: bigint;
  readonly end: bigint;
}

/** Items of one step: about a millisecond's work. */
const itemsOfStep = 1024;

/** Finds ranges of a list by addresses in them. Where several overlap, the first of the list counts. */
export class Places<T> {
  /** The addresses at which another range begins to count, or none. */
  readonly #starts: bigint[] = [];
  readonly #items: (T | undefined)[] = [];

  private constructor() {
    // `of` adds the ranges.
  }

  static *of<T>(
    items: readonly T[],
    place: (item: T) => { readonly start: bigint; readonly size: bigint },
  ): Steps<Places<T>> {
    const places = new Places<T>();
    const listed: Range<T>[] = [];
    for (const [nth, item] of items.entries()) {
      if (nth % itemsOfStep === 0) yield;
      const { start, size } = place(item);
      if (size > 0n) listed.push({ item, nth, start, end: start + size });
    }
    const ranges = yield* sorted(
      listed,
      byKey(({ start }) => start),
    );
    const begun = new FirstOfList<T>();
    for (let next = 0; next < ranges.length || begun.first;) {
      const { first } = begun;
      const [end, start] = [first?.end, ranges[next]?.start];
      const at = start === undefined || (end !== undefined && end < start) ? end! : start;
      while (ranges[next]?.start === at) begun.add(ranges[next++]!);
      while (begun.first && begun.first.end <= at) begun.removeFirst();
      places.#items.push(begun.first?.item);
      if (places.#starts.push(at) % itemsOfStep === 0) yield;
    }
    return places;
  }

  at(address: bigint): T | undefined {
    return this.#items[countWhile(this.#starts.length, (nth) => this.#starts[nth]! <= address) - 1];
  }
}

/** A heap: the first range of the list is on top. */
class FirstOfList<T> {
  readonly #ranges: Range<T>[] = [];

  get first(): Range<T> | undefined {
    return this.#ranges[0];
  }

  add(range: Range<T>): void {
    let at = this.#ranges.push(range) - 1;
    while (at > 0 && this.#isBefore(at, (at - 1) >> 1)) at = this.#swap(at, (at - 1) >> 1);
  }

  removeFirst(): void {
    const last = this.#ranges.pop()!;
    if (this.#ranges.length === 0) return;
    this.#ranges[0] = last;
    for (let at = 0; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const child = right < this.#ranges.length && this.#isBefore(right, left) ? right : left;
      if (child >= this.#ranges.length || !this.#isBefore(child, at)) return;
      at = this.#swap(at, child);
    }
  }

  #isBefore(one: number, other: number): boolean {
    return this.#ranges[one]!.nth < this.#ranges[other]!.nth;
  }

  #swap(from: number, to: number): number {
    [this.#ranges[from], this.#ranges[to]] = [this.#ranges[to]!, this.#ranges[from]!];
    return to;
  }
}
