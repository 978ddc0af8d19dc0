import { BoundedMap } from '../../../lib/base/bounded-map';

const filled = (most: number, count: number): BoundedMap<number, string> => {
  const map = new BoundedMap<number, string>(most);
  for (let key = 0; key < count; key++) map.set(key, String(key));
  return map;
};
const known = (map: BoundedMap<number, string>, count: number): number[] =>
  Array.from({ length: count }, (_, key) => key).filter((key) => map.has(key));

it('keeps at least the given number of entries, and at most twice as many', () => {
  for (let count = 1; count < 1000; count += 7) {
    const kept = known(filled(100, count), count);
    expect(kept.length).toBeGreaterThanOrEqual(Math.min(count, 100));
    expect(kept.length).toBeLessThanOrEqual(200);
    expect(kept.at(-1)).toBe(count - 1);
  }
});

it('keeps what is used, however much comes in between', () => {
  const map = new BoundedMap<number, string>(10);
  map.set(-1, 'used');
  for (let key = 0; key < 1000; key++) {
    map.set(key, String(key));
    expect(map.get(-1)).toBe('used');
  }
});

it('changes an entry in place', () => {
  const map = filled(10, 15);
  map.set(3, 'other');
  expect(map.get(3)).toBe('other');
  expect(map.get(99)).toBeUndefined();
});
