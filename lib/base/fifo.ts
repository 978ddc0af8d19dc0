/** So many places of the array may be behind before they are given back. */
const mostBehind = 1024;

/** First in, first out. Taking the first of an array moves all others, which takes long if they are many. */
export class Fifo<T> {
  #items: T[] = [];
  #head = 0;

  get size(): number {
    return this.#items.length - this.#head;
  }

  get first(): T | undefined {
    return this.#items[this.#head];
  }

  push(item: T): void {
    this.#items.push(item);
  }

  shift(): T | undefined {
    if (this.size === 0) return undefined;
    const item = this.#items[this.#head]!;
    this.#items[this.#head++] = undefined as T;
    if (this.#head === this.#items.length) {
      this.#items.length = this.#head = 0;
    } else if (this.#head > mostBehind && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return item;
  }

  /** Puts an item before all others. */
  unshift(item: T): void {
    if (this.#head === 0) this.#items.unshift(item);
    else this.#items[--this.#head] = item;
  }

  /** Takes out all for which the test is true. */
  remove(test: (item: T) => boolean): T[] {
    const all = this.#items.slice(this.#head);
    const removed = all.filter(test);
    if (removed.length > 0) {
      this.#items = all.filter((item) => !test(item));
      this.#head = 0;
    }
    return removed;
  }

  /** Takes all. */
  clear(): T[] {
    return this.remove(() => true);
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this.#items.slice(this.#head).values();
  }
}
