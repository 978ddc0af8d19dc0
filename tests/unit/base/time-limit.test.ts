import { setTimeout as later } from 'node:timers/promises';
import { inTime, loopInTime, type TimeLimited } from '../../../lib/base/time-limit';

/** Work that ends when its signal says so. */
const endless = ({ signal }: TimeLimited): Promise<never> =>
  new Promise((_, reject) => {
    signal?.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });

describe('work with a time limit', () => {
  it('is rejected when the time is over, with the name of the function', async () => {
    await expect(inTime({ timeout: 20 }, 'a.b', endless)).rejects.toMatchObject({
      name: 'DbgHelpError',
      code: 'DBGHELP_TIMEOUT',
      message: 'a.b took longer than the 20 ms of its `timeout`',
    });
  });

  it('is rejected with the reason of the signal if that comes first', async () => {
    const options = { timeout: 60_000, signal: AbortSignal.timeout(10) };
    await expect(inTime(options, 'a.b', endless)).rejects.toMatchObject({ name: 'TimeoutError' });
    const before = { timeout: 60_000, signal: AbortSignal.abort(new Error('before')) };
    await expect(
      inTime(before, 'a.b', ({ signal }) => {
        signal.throwIfAborted();
        return endless({});
      }),
    ).rejects.toThrow('before');
  });

  it('gives its result, and the options as they are without a limit', async () => {
    const options = { timeout: undefined };
    await expect(inTime(options, 'a.b', (given) => Promise.resolve(given === options))).resolves.toBe(true);
    await expect(inTime({ timeout: 1000 }, 'a.b', () => later(1, 'done'))).resolves.toBe('done');
  });

  it.each([0, -1, 1.5, 2 ** 31])('refuses %p', async (timeout) => {
    await expect(inTime({ timeout }, 'a.b', endless)).rejects.toThrow(/a\.b: `timeout` must be an integer/);
    expect(() => loopInTime({ timeout }, 'a.b', () => items(0))).toThrow(RangeError);
  });
});

async function* items(pause: number, { signal }: TimeLimited = {}): AsyncGenerator<number, void, undefined> {
  for (let item = 0; item < 3; item++) {
    await later(pause, undefined, { signal }).catch(() => undefined);
    signal?.throwIfAborted();
    yield item;
  }
}

describe('a loop with a time limit', () => {
  it('counts the waits, and not the body', async () => {
    const seen: number[] = [];
    for await (const item of loopInTime({ timeout: 100 }, 'a.b', (options) => items(1, options))) {
      seen.push(item);
      await later(150);
    }
    expect(seen).toEqual([0, 1, 2]);
  });

  it('is rejected when an item takes too long', async () => {
    const loop = loopInTime({ timeout: 30 }, 'a.b', (options) => items(5000, options));
    await expect(loop.next()).rejects.toMatchObject({ code: 'DBGHELP_TIMEOUT' });
  });

  it('closes its source when it is left', async () => {
    let closed = false;
    const source = async function* (): AsyncGenerator<number, void, undefined> {
      try {
        for (;;) yield await Promise.resolve(1);
      } finally {
        closed = true;
      }
    };
    for await (const item of loopInTime({ timeout: 1000 }, 'a.b', source)) if (item === 1) break;
    expect(closed).toBe(true);
  });
});
