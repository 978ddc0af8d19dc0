import type { Steps } from './types/type-reader';

/** What the native sort does in well under a millisecond. */
const chunk = 8192;

/** Sorts numbers, in steps: the native sort of a million of them would hold up the event loop. */
export function* ascending(numbers: Float64Array<ArrayBuffer>): Steps<Float64Array> {
  const { length } = numbers;
  for (let start = 0; start < length; start += chunk) {
    numbers.subarray(start, start + chunk).sort();
    yield;
  }
  let [from, into] = [numbers, new Float64Array(length)];
  for (let width = chunk; width < length; width *= 2) {
    for (let start = 0; start < length; start += 2 * width) yield* merge(from, into, start, width);
    [from, into] = [into, from];
  }
  return from;
}

/** Merges two sorted neighbours of `width` numbers; the last ones may be shorter, or missing. */
function* merge(from: Float64Array, into: Float64Array, start: number, width: number): Steps<void> {
  const middle = Math.min(start + width, from.length);
  const end = Math.min(start + 2 * width, from.length);
  let [left, right] = [start, middle];
  for (let at = start; at < end; at++) {
    into[at] = right >= end || (left < middle && from[left]! <= from[right]!) ? from[left++]! : from[right++]!;
    if (at % chunk === 0) yield;
  }
}
