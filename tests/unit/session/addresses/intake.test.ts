import { setTimeout as pause } from 'node:timers/promises';
import { Intake } from '../../../../lib/session/addresses/intake';

/** All blocks, as long as nothing fails. */
async function blocksOf<Item>(intake: Intake<Item>): Promise<Item[][]> {
  const blocks: Item[][] = [];
  for (let block = await intake.next(); block.length > 0; block = await intake.next()) blocks.push(block);
  return blocks;
}

const numbers = function* (count: number): Generator<number> {
  for (let number = 0; number < count; number++) yield number;
};
const later = async function* (count: number): AsyncGenerator<number> {
  for (const number of numbers(count)) yield await Promise.resolve(number);
};

it.each([
  ['an iterator', (count: number) => numbers(count)],
  ['an async iterator', (count: number) => later(count)],
])('takes all of %s in order, in small blocks', async (_what, source) => {
  const blocks = await blocksOf(new Intake(source(10_000), undefined));
  expect(blocks.flat()).toEqual([...numbers(10_000)]);
  expect(Math.max(...blocks.map(({ length }) => length))).toBe(1024);
});

it('takes no more than the block from a source without end', async () => {
  let taken = 0;
  const endless = (function* () {
    for (;;) yield taken++;
  })();
  const intake = new Intake(endless, undefined);
  expect(await intake.next()).toHaveLength(1024);
  expect(taken).toBe(1024);
  await intake.end();
  expect(endless.next().done).toBe(true);
});

it('ends a block when the source makes it wait, and loses nothing', async () => {
  const slow = (async function* () {
    yield 1;
    yield 2;
    await pause(200);
    yield 3;
  })();
  expect(await blocksOf(new Intake(slow, undefined))).toEqual([[1, 2], [3]]);
});

it('lets the event loop turn, although a source is always ready', async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  await blocksOf(new Intake(later(300_000), undefined));
  clearInterval(timer);
  expect(turns).toBeGreaterThan(3);
});

it.each([
  [
    'an iterator',
    function* (): Generator<number> {
      yield 1;
      throw new Error('broken');
    },
  ],
  [
    'an async iterator',
    async function* (): AsyncGenerator<number> {
      yield await Promise.resolve(1);
      throw new Error('broken');
    },
  ],
])('gives what came before the error of %s, and then the error', async (_what, source) => {
  const intake = new Intake(source(), undefined);
  expect(await intake.next()).toEqual([1]);
  await expect(intake.next()).rejects.toThrow('broken');
});

it('closes a source that it leaves, once, and none that has ended or failed', async () => {
  const closed: string[] = [];
  const source = (name: string, step: () => IteratorResult<number>): Iterator<number> => ({
    next: step,
    return: () => {
      closed.push(name);
      return { done: true, value: undefined };
    },
  });
  const left = new Intake(
    source('left', () => ({ done: false, value: 1 })),
    undefined,
  );
  await left.next();
  await left.end();
  await left.end();
  const ended = new Intake(
    source('ended', () => ({ done: true, value: undefined })),
    undefined,
  );
  expect(await ended.next()).toEqual([]);
  await ended.end();
  const failed = new Intake(
    source('failed', () => {
      throw new Error('broken');
    }),
    undefined,
  );
  await expect(failed.next()).rejects.toThrow('broken');
  await failed.end();
  expect(closed).toEqual(['left']);
});

it('rejects when it is aborted, although the source never answers', async () => {
  const stop = new AbortController();
  const never: AsyncIterator<number> = { next: () => new Promise(() => undefined) };
  const intake = new Intake(never, stop.signal);
  const waiting = intake.next();
  stop.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
  await intake.end();
});
