/**
 * How many of the first items a condition holds for, where it holds for none behind the first for which it does not.
 *
 * @param count - of all items
 */
export function countWhile(count: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Compares two items by a key. */
export const byKey =
  <Item>(key: (item: Item) => bigint | number) =>
  (one: Item, other: Item): number => {
    const [first, second] = [key(one), key(other)];
    return first < second ? -1 : Number(first > second);
  };

/** Items of one step: about a millisecond's work. */
const itemsOfStep = 1024;

/**
 * Sorts a list, which may be long and often is in order already. Pauses with `yield` where others may have a turn.
 *
 * @returns the list itself, or a new one. What is equal keeps its order
 */
export function* sorted<Item>(
  items: readonly Item[],
  compare: (one: Item, other: Item) => number,
): Generator<undefined, readonly Item[], undefined> {
  let inOrder = 1;
  while (inOrder < items.length && compare(items[inOrder - 1]!, items[inOrder]!) <= 0) {
    if (++inOrder % itemsOfStep === 0) yield;
  }
  if (inOrder >= items.length) return items;
  let runs: (readonly Item[])[] = [];
  for (let from = 0; from < items.length; from += itemsOfStep) {
    runs.push(items.slice(from, from + itemsOfStep).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const longer: (readonly Item[])[] = [];
    for (let nth = 0; nth < runs.length; nth += 2) longer.push(yield* merged(runs[nth]!, runs[nth + 1] ?? [], compare));
    runs = longer;
  }
  return runs[0] ?? items;
}

function* merged<Item>(
  first: readonly Item[],
  second: readonly Item[],
  compare: (one: Item, other: Item) => number,
): Generator<undefined, Item[], undefined> {
  const all: Item[] = [];
  let [one, other] = [0, 0];
  while (one < first.length || other < second.length) {
    const isFirst = one < first.length && (other >= second.length || compare(first[one]!, second[other]!) <= 0);
    if (all.push(isFirst ? first[one++]! : second[other++]!) % itemsOfStep === 0) yield;
  }
  return all;
}
