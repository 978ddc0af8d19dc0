import { Fifo } from '../../../lib/base/fifo';
import { Random } from '../../windows/random';
import { collectGarbage } from '../collect-garbage';

it('gives items in the order in which they came, whatever is put before them or taken out', () => {
  const random = new Random(3);
  const fifo = new Fifo<number>();
  let list: number[] = [];
  for (let number = 0; number < 3000; number++) {
    const what = random.below(100);
    if (what < 60) {
      fifo.push(number);
      list.push(number);
    } else if (what < 90) {
      expect(fifo.shift()).toBe(list.shift());
    } else if (what < 99) {
      fifo.unshift(number);
      list.unshift(number);
    } else {
      const isOut = (item: number): boolean => item % 5 === 0;
      expect(fifo.remove(isOut)).toEqual(list.filter(isOut));
      list = list.filter((item) => !isOut(item));
    }
    expect([fifo.size, fifo.first]).toEqual([list.length, list[0]]);
  }
  expect([...fifo]).toEqual(list);
  expect(fifo.clear()).toEqual(list);
  expect([fifo.size, fifo.shift()]).toEqual([0, undefined]);
});

it('holds nothing that was taken', async () => {
  const fifo = new Fifo<object>();
  const taken = (() => {
    const item = {};
    fifo.push(item);
    fifo.push({});
    fifo.shift();
    return new WeakRef(item);
  })();
  await collectGarbage();
  expect(taken.deref()).toBeUndefined();
  expect(fifo.size).toBe(1);
});
