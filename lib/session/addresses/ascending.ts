import type { Steps } from '../slices';

/** Numbers, with a value for each. */
export interface Keyed {
  readonly keys: Uint32Array<ArrayBuffer>;
  readonly values: Uint32Array<ArrayBuffer>;
}

const digitBits = 11;
const digits = 2 ** digitBits;

const keysBetweenTurns = 8192;

/**
 * Sorts by the keys with a stable radix sort. It works in steps, because sorting a million keys would block the event
 * loop.
 */
export function* ascending({ keys, values }: Keyed): Steps<Keyed> {
  const { length } = keys;
  let from: Keyed = { keys, values };
  let into: Keyed = { keys: new Uint32Array(length), values: new Uint32Array(length) };
  let used = 0;
  for (let at = 0; at < length; at++) {
    used |= keys[at]!;
    if (at % keysBetweenTurns === 0) yield;
  }
  for (let shift = 0; shift < 32 && used >>> shift !== 0; shift += digitBits) {
    yield* byDigit(from, into, shift);
    [from, into] = [into, from];
  }
  return from;
}

function* byDigit(from: Keyed, into: Keyed, shift: number): Steps<void> {
  const { length } = from.keys;
  const digitOf = (at: number): number => (from.keys[at]! >>> shift) % digits;
  const places = new Uint32Array(digits);
  for (let at = 0; at < length; at++) {
    places[digitOf(at)]!++;
    if (at % keysBetweenTurns === 0) yield;
  }
  for (let digit = 0, next = 0; digit < digits; digit++) {
    const count = places[digit]!;
    places[digit] = next;
    next += count;
  }
  for (let at = 0; at < length; at++) {
    const place = places[digitOf(at)]!++;
    into.keys[place] = from.keys[at]!;
    into.values[place] = from.values[at]!;
    if (at % keysBetweenTurns === 0) yield;
  }
}
