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
