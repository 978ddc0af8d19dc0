import { SYMBOL_INFOW } from '../../../../lib';
import type { SymbolFields } from '../../../../lib/session/reader/found-symbol';
import { largestChunk, SymbolQueue } from '../../../../lib/session/names/symbol-queue';

const symbol = (Name: string, index: number): SymbolFields => ({
  Name,
  Address: 2n ** 64n - BigInt(index) - 1n,
  Value: 2n ** 63n + BigInt(index),
  Size: 0xffff_ffff - index,
  Flags: 0x8000_0000 + index,
  TypeIndex: 0x9000_0000 + index,
  Index: 0xa000_0000 + index,
  Tag: index % 43,
});

/** DbgHelp's symbol: in memory that is used again, with a NUL that NameLen may count. */
const view = SYMBOL_INFOW.alloc(70_001);
function filled(fields: SymbolFields, countsNul = false): SYMBOL_INFOW {
  Object.assign(view, fields);
  if (countsNul) view.NameLen++;
  return view;
}

const names = [
  'draw',
  '',
  'Zürich::straße',
  '名前::描画',
  '😀',
  'x'.repeat(4000),
  'ж'.repeat(70_000),
  'y'.repeat(70_000),
  'ÿĀ',
];

it('returns the symbols in order', () => {
  const queue = new SymbolQueue();
  const symbols = Array.from({ length: 5000 }, (_, index) => symbol(names[index % names.length]!, index));
  // Some are removed in between: the queue is never empty.
  const taken: unknown[] = [];
  for (const [index, each] of symbols.entries()) {
    queue.push(filled(each, index % 2 === 0));
    if (index % 3 === 0) taken.push(queue.shift());
  }
  expect(queue.length).toBe(symbols.length - taken.length);
  for (let next = queue.shift(); next; next = queue.shift()) taken.push(next);
  expect(taken).toEqual(symbols);
  expect(queue.length).toBe(0);
  expect(queue.shift()).toBeUndefined();
});

it('takes 40 bytes and one for each character of a usual name, and at most one chunk more', () => {
  const queue = new SymbolQueue();
  const usual = 'scene::exceedingly_descriptive_namespace_name::describe<int>';
  const count = 20_000;
  for (let index = 0; index < count; index++) queue.push(filled(symbol(usual, index)));
  const packed = count * (40 + usual.length);
  expect(queue.byteLength).toBeGreaterThanOrEqual(packed);
  expect(queue.byteLength).toBeLessThanOrEqual(packed * 1.01 + 0x1_0000);
  // Memory is freed during reading, not only at the end.
  for (let index = 0; index < count / 2; index++) queue.shift();
  expect(queue.byteLength).toBeLessThanOrEqual((packed / 2) * 1.01 + 2 * 0x1_0000);
  while (queue.shift());
  expect(queue.byteLength).toBe(0);
});

it('takes little memory for few symbols', () => {
  const queue = new SymbolQueue();
  queue.push(filled(symbol('draw', 1)));
  expect(queue.byteLength).toBeLessThanOrEqual(1024);
});

describe('a queue that fills another one', () => {
  const symbols = Array.from({ length: 5000 }, (_, index) => symbol(names[index % names.length]!, index));
  const drained = (queue: SymbolQueue): SymbolFields[] => {
    const taken: SymbolFields[] = [];
    for (let next = queue.shift(); next; next = queue.shift()) taken.push(next);
    return taken;
  };

  it('gives its full chunks at any time, and at the end the rest, which the other one reads in order', () => {
    const queue = new SymbolQueue(undefined, largestChunk);
    const other = new SymbolQueue();
    const moved: number[] = [];
    for (const each of symbols) {
      queue.push(filled(each));
      if (!queue.hasFullChunk) continue;
      const chunks = queue.takeChunks(false);
      moved.push(chunks.length);
      for (const chunk of chunks) other.append(structuredClone(chunk, { transfer: [chunk.memory] }));
      expect(queue.hasFullChunk).toBe(false);
    }
    for (const chunk of queue.takeChunks(true)) other.append(chunk);
    expect(queue).toMatchObject({ length: 0, byteLength: 0 });
    expect(moved.length).toBeGreaterThan(5);
    expect(other.length).toBe(symbols.length);
    expect(drained(other)).toEqual(symbols);
    expect(other.byteLength).toBe(0);
  });

  it('may move only some of its symbols', () => {
    const queue = new SymbolQueue();
    const other = new SymbolQueue();
    for (const each of symbols) queue.push(filled(each));
    const isOdd = ({ Index }: SymbolFields): boolean => Index % 2 === 1;
    while (queue.length > 0) queue.shiftInto(other, isOdd);
    expect(drained(other)).toEqual(symbols.filter(isOdd));
  });
});
