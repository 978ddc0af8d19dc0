import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { dbghelp, SymbolSession, type Location, type SymbolizedAddress } from '../../../../lib';
import { bin, scene, truth, variant } from '../../fixtures';

const base = 0x10000000n;
const asked = truth(variant).functions.flatMap(({ addresses }) => addresses.map(({ rva }) => base + BigInt(rva)));
const many = (count: number): bigint[] =>
  Array.from({ length: count }, (_, index) => asked[(index * 7919) % asked.length]! + BigInt(index % 3));

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

let session: SymbolSession;
beforeEach(async () => {
  session = await SymbolSession.open();
  await session.loadModule(scene, { base });
});
afterEach(() => session.close());

const sources: [string, (addresses: bigint[]) => Iterable<Location> | AsyncIterable<Location>][] = [
  ['a list', (addresses) => addresses],
  ['a generator', (addresses) => addresses.values()],
  [
    'an async generator',
    async function* (addresses) {
      for (const address of addresses) yield await Promise.resolve(address);
    },
  ],
];

describe.each(sources)('symbolizeStream of %s', (_what, source) => {
  it('gives what symbolizeAll gives, in order, over several blocks', async () => {
    const addresses = many(10_000);
    const answers = await collect(session.symbolizeStream(source(addresses)));
    expect(answers).toEqual(await session.symbolizeAll(addresses));
    expect(answers.filter((answer) => answer !== null).length).toBeGreaterThan(5000);
  });

  it('gives nothing for nothing', async () => {
    expect(await collect(session.symbolizeStream(source([])))).toEqual([]);
  });
});

it('takes all forms of addresses, and the options of symbolizeAll', async () => {
  const [first] = asked;
  const addresses: Location[] = [first!, 'scene!scene_draw', { module: 'scene', rva: 0x1000 }, 0x7fff00000000n];
  const options = { inlineFrames: true, degrade: true } as const;
  const answers = await collect(session.symbolizeStream(addresses, options));
  expect(answers).toEqual(await session.symbolizeAll(addresses, options));
  expect(answers[3]).toMatchObject({ level: 'address' });
});

it('answers what has come while the source waits for more', async () => {
  let answered: () => void = () => undefined;
  const firstAnswer = new Promise<void>((resolve) => (answered = resolve));
  const source = (async function* () {
    yield asked[0]!;
    await firstAnswer;
    yield asked[1]!;
  })();
  const answers: (SymbolizedAddress | null)[] = [];
  for await (const answer of session.symbolizeStream(source)) {
    answers.push(answer);
    answered();
  }
  expect(answers).toEqual(await session.symbolizeAll(asked.slice(0, 2)));
});

describe('a loop that is left', () => {
  it.each(['break', 'throw'])('by %s closes the source, and the session goes on', async (how) => {
    let closed = 0;
    const source = function* (): Generator<bigint> {
      try {
        for (;;) yield asked[0]!;
      } finally {
        closed++;
      }
    };
    const leave = async (): Promise<void> => {
      for await (const answer of session.symbolizeStream(source())) {
        expect(answer).not.toBeNull();
        if (how === 'throw') throw new Error('thrown in the loop');
        break;
      }
    };
    if (how === 'throw') await expect(leave()).rejects.toThrow('thrown in the loop');
    else await leave();
    expect(closed).toBe(1);
    expect(dbghelp.pending).toEqual([]);
    expect(await session.symbolize(asked[0]!)).not.toBeNull();
  });

  it('does not stand in the way of others while it is not read on', async () => {
    const answers = session.symbolizeStream(many(5000));
    await answers.next();
    expect(dbghelp.pending).toEqual([]);
    expect(await session.symbolize(asked[0]!)).not.toBeNull();
    await answers.return();
  });
});

describe('a bad source', () => {
  it('throws its own error behind the answers of what came before', async () => {
    const source = function* (): Generator<bigint> {
      yield* asked.slice(0, 3);
      throw new Error('the disk is gone');
    };
    const answers: unknown[] = [];
    const read = async (): Promise<void> => {
      for await (const answer of session.symbolizeStream(source())) answers.push(answer);
    };
    await expect(read()).rejects.toThrow('the disk is gone');
    expect(answers).toEqual(await session.symbolizeAll(asked.slice(0, 3)));
  });

  it.each<[string, () => Iterator<bigint> | AsyncIterator<bigint>]>([
    [
      'throws when it is opened',
      () => {
        throw new Error('the disk is gone');
      },
    ],
    [
      'throws when it is asked',
      () => ({
        next: () => {
          throw new Error('the disk is gone');
        },
      }),
    ],
    ['rejects when it is asked', () => ({ next: () => Promise.reject(new Error('the disk is gone')) })],
  ])('that %s is that error, and the session goes on', async (_what, open) => {
    const source = { [Symbol.asyncIterator]: open } as AsyncIterable<bigint>;
    await expect(collect(session.symbolizeStream(source))).rejects.toThrow('the disk is gone');
    await expect(session.symbolizeAll(source)).rejects.toThrow('the disk is gone');
    expect(dbghelp.pending).toEqual([]);
    expect(await session.symbolize(asked[0]!)).not.toBeNull();
  });

  it.each([undefined, 5])('that gives %p where a result is due is a TypeError', async (given) => {
    const source = { [Symbol.iterator]: () => ({ next: () => given }) } as unknown as Iterable<bigint>;
    await expect(collect(session.symbolizeStream(source))).rejects.toThrow(TypeError);
    await expect(session.symbolizeAll(source)).rejects.toThrow(TypeError);
    expect(dbghelp.pending).toEqual([]);
  });

  it('that throws when it is closed is that error for whoever leaves the loop', async () => {
    const source = function* (): Generator<bigint> {
      try {
        for (;;) yield asked[0]!;
      } finally {
        // eslint-disable-next-line no-unsafe-finally -- what it is about
        throw new Error('cannot be closed');
      }
    };
    const leave = async (): Promise<void> => {
      for await (const answer of session.symbolizeStream(source())) if (answer) break;
    };
    await expect(leave()).rejects.toThrow('cannot be closed');
    expect(dbghelp.pending).toEqual([]);
  });

  it.each([
    ['text that is no address', 'nonsense', RangeError],
    ['undefined', undefined, TypeError],
    ['a negative number', -1, RangeError],
  ])('with %s is an error behind the answers of what came before', async (_what, wrong, kind) => {
    const answers: unknown[] = [];
    const read = async (): Promise<void> => {
      const source = [...asked.slice(0, 2), wrong as Location, asked[3]!];
      for await (const answer of session.symbolizeStream(source)) answers.push(answer);
    };
    await expect(read()).rejects.toThrow(kind);
    await expect(read()).rejects.toThrow('SymbolSession.symbolizeStream: `address`');
    expect(answers).toHaveLength(4);
    expect(dbghelp.pending).toEqual([]);
  });

  it.each([[42], ['0x140001000'], [null], [{}]])('that is %p is a TypeError at once', (source) => {
    expect(() => session.symbolizeStream(source as unknown as bigint[])).toThrow(TypeError);
    expect(() => session.symbolizeStream(source as unknown as bigint[])).toThrow('`addresses`');
  });

  it('has no option onProgress: the loop knows how far it is', () => {
    expect(() => session.symbolizeStream([], { onProgress: () => undefined } as never)).toThrow('onProgress');
  });
});

describe('the end of the session', () => {
  it('rejects the next step of a loop, although answers are ready', async () => {
    const answers = session.symbolizeStream(many(3000));
    await answers.next();
    await session.close();
    await expect(answers.next()).rejects.toMatchObject({ code: 'DBGHELP_CLOSED' });
    expect(() => session.symbolizeStream([])).toThrow('SymbolSession');
  });
});

describe('signal', () => {
  it('rejects at once, while the source waits', async () => {
    const stop = new AbortController();
    const never: AsyncIterable<bigint> = {
      [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined) }),
    };
    const waiting = session.symbolizeStream(never, { signal: stop.signal }).next();
    await pause(20);
    stop.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });

  it('rejects the next step, although answers are ready', async () => {
    const stop = new AbortController();
    const answers = session.symbolizeStream(many(3000), { signal: stop.signal });
    await answers.next();
    stop.abort(new Error('enough'));
    await expect(answers.next()).rejects.toThrow('enough');
  });
});

it('holds a block, however many addresses there are', async () => {
  await session.loadModule(bin(`${variant}-o2`, 'scene.dll'), { base: 0x20000000n, name: 'other' });
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const heap = (): number => {
    collectGarbage();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const most = async (count: number): Promise<number> => {
    const source = function* (): Generator<bigint> {
      for (let index = 0; index < count; index++) yield asked[index % asked.length]! + 0n;
    };
    const before = heap();
    let highest = 0;
    let read = 0;
    for await (const answer of session.symbolizeStream(source())) {
      if (answer) read++;
      if (read % 50_000 === 0) highest = Math.max(highest, heap() - before);
    }
    return highest / 2 ** 20;
  };
  await most(70_000);
  const hundred = await most(100_000);
  const thousand = await most(1_000_000);
  expect(thousand).toBeLessThan(64);
  expect(thousand).toBeLessThan(hundred + 8);
}, 120_000);
