import { ascending, type Keyed } from '../../../../lib/session/addresses/ascending';
import { Random } from '../../../windows/random';

/** Each number with its index before sorting. */
const keyed = (numbers: readonly number[]): Keyed => ({
  keys: Uint32Array.from(numbers),
  values: Uint32Array.from(numbers.keys()),
});

/** A number and its index as one number: comparing many pairs would take long. */
const paired = (number: number, place: number): number => number * 2 ** 20 + place;

const finished = (numbers: readonly number[]): number[] => {
  const steps = ascending(keyed(numbers));
  for (;;) {
    const step = steps.next();
    if (step.done) return Array.from(step.value.keys, (key, at) => paired(key, step.value.values[at]!));
  }
};

const random = new Random(7);
const many = Array.from({ length: 100_003 }, () => Number(random.bigint(32)));

it.each([
  ['none', []],
  ['one', [5]],
  ['zeros', [0, 0, 0]],
  ['the smallest and the largest', [0xffff_ffff, 0, 1, 0xffff_fffe, 2 ** 11, 2 ** 22, 2 ** 31]],
  ['a turn and one more', many.slice(0, 8193)],
  ['many', many],
  ['many small ones', many.map((number) => number % 2048)],
  ['many equal ones, as they came,', many.map((number) => number % 7)],
  ['descending ones', Array.from({ length: 30_000 }, (_, index) => 30_000 - index)],
])('sorts %s', (_, numbers) => {
  expect(finished(numbers)).toEqual(numbers.map(paired).sort((a, b) => a - b));
});

it('yields often', () => {
  const steps = ascending(keyed(many));
  let turns = 0;
  while (!steps.next().done) turns++;
  expect(turns).toBeGreaterThan(20);
});
