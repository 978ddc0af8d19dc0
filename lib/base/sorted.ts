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

/** Sorts a list in place, which may be long and often is in order already. */
export function sortBy<Item>(items: Item[], key: (item: Item) => bigint): Item[] {
  for (let nth = 1; nth < items.length; nth++) {
    if (key(items[nth - 1]!) <= key(items[nth]!)) continue;
    return items.sort((one, other) => (key(one) < key(other) ? -1 : Number(key(one) > key(other))));
  }
  return items;
}
