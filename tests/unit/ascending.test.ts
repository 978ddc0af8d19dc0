import { ascending } from '../../lib/session/ascending';
import { Random } from '../windows/random';

const finished = (numbers: readonly number[]): number[] => {
  const steps = ascending(Float64Array.from(numbers));
  for (;;) {
    const step = steps.next();
    if (step.done) return [...step.value];
  }
};

const random = new Random(7);
const many = Array.from({ length: 100_003 }, () => Number(random.bigint(52)));

it.each([
  ['none', []],
  ['one', [5]],
  ['a chunk and one more', many.slice(0, 8193)],
  ['many', many],
  ['many equal ones', many.map((number) => number % 7)],
  ['descending ones', Array.from({ length: 30_000 }, (_, index) => 30_000 - index)],
])('puts %s in order', (_, numbers) => {
  expect(finished(numbers)).toEqual([...numbers].sort((a, b) => a - b));
});

it('gives its turn back again and again', () => {
  const steps = ascending(Float64Array.from(many));
  let turns = 0;
  while (!steps.next().done) turns++;
  expect(turns).toBeGreaterThan(20);
});
