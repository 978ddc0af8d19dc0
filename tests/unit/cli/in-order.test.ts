import { inOrder } from '../../../lib/cli/in-order';

const later = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, time));

it('does some jobs at a time, and gives their results in the order of the items', async () => {
  let [running, most] = [0, 0];
  const results: number[] = [];
  const doubled = inOrder([5, 1, 4, 2, 3, 0], 3, async (item) => {
    most = Math.max(most, ++running);
    await later(item * 3);
    running--;
    return item * 2;
  });
  for await (const result of doubled) results.push(result);
  expect(results).toEqual([10, 2, 8, 4, 6, 0]);
  expect(most).toBe(3);
});

it('begins no further job before a result is taken, and tells of a failure in its turn', async () => {
  const begun: number[] = [];
  const items = inOrder([0, 1, 2, 3, 4], 2, async (item) => {
    begun.push(item);
    // A later one fails first.
    await later(item === 0 ? 20 : 0);
    if (item === 1) throw new Error('one');
    return item;
  });
  expect(await items.next()).toEqual({ done: false, value: 0 });
  expect(begun).toEqual([0, 1]);
  await expect(items.next()).rejects.toThrow('one');
});
