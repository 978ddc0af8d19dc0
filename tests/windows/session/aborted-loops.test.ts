import { SymbolSession } from '../../../lib';
import { scene } from '../fixtures';

/** The loops of a session over DbgHelp's lists; those of a pool are in pool.test.ts. */

let session: SymbolSession;
beforeAll(async () => {
  session = await SymbolSession.open({});
  await session.loadModule(scene);
});
afterAll(() => session.close());

type Loop = (options: { signal: AbortSignal; limit?: number }) => AsyncIterable<unknown>;

describe.each<[string, Loop]>([
  ['symbols', (options) => session.symbols('*', options)],
  ['search', (options) => session.search('*', options)],
  ['types', (options) => session.types('*', options)],
])('a loop over %s', (_name, loop) => {
  it.each([
    ['the first', 1, undefined],
    ['one in the middle', 5, undefined],
    ['the last', 7, 7],
    ['the only one', 1, 1],
  ])('rejects at its next step when it is aborted at %s, although the rest is ready', async (_which, at, limit) => {
    const stop = new AbortController();
    let seen = 0;
    const read = async (): Promise<void> => {
      for await (const each of loop({ signal: stop.signal, ...(limit === undefined ? {} : { limit }) })) {
        expect(each).toBeDefined();
        if (++seen === at) stop.abort(new Error('enough'));
      }
    };
    await expect(read()).rejects.toThrow('enough');
    expect(seen).toBe(at);
  });

  it.each([undefined, 0])('rejects if it was aborted before, with a limit of %p', async (limit) => {
    const iterator = loop({
      signal: AbortSignal.abort(new Error('before')),
      ...(limit === undefined ? {} : { limit }),
    });
    await expect(iterator[Symbol.asyncIterator]().next()).rejects.toThrow('before');
  });
});

describe.each<[string, (signal: AbortSignal) => AsyncIterable<unknown>]>([
  ['symbolizeStream', (signal) => session.symbolizeStream(Array<bigint>(9).fill(0x1000n), { signal })],
  ['lines', (signal) => session.lines('*', { signal })],
  ['sourceFiles', (signal) => session.sourceFiles(undefined, { signal })],
])('a loop over %s', (_name, loop) => {
  const read = async (at: number): Promise<number> => {
    const stop = new AbortController();
    let seen = 0;
    for await (const each of loop(stop.signal)) {
      expect(each).toBeDefined();
      if (++seen === at) stop.abort(new Error('enough'));
    }
    return seen;
  };

  it('rejects at its next step when it is aborted, although the rest is ready, and at the last one', async () => {
    const all = await read(0);
    expect(all).toBeGreaterThan(1);
    for (const at of [1, 2, all]) await expect(read(at)).rejects.toThrow('enough');
  });
});
