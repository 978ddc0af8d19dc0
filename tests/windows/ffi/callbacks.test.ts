import { AsyncLocalStorage } from 'node:async_hooks';
import {
  SymbolSession,
  type DbgHelpFunctionName,
  type DbgHelpToken,
  type SOURCEFILEW,
  type SRCCODEINFOW,
  type SYMBOL_INFOW,
} from '../../../lib';
import { reusingViews } from '../../../lib/ffi/callback';
import { scene, truth, variant } from '../fixtures';
import { loadProbe, pointerBits, type Probe } from '../probe';
import { wayNames, ways } from '../ways';

let probe: Probe;

beforeAll(async () => {
  probe = await loadProbe();
});

beforeEach(() => {
  probe.reset();
});

const key = 0x70006001n;

/** Enumerates modules in each way of calling a function. */
const enumerate = (way: keyof typeof ways, callback: (...args: never[]) => unknown): Promise<unknown> =>
  ways[way](probe.dll, 'SymEnumerateModulesW64', [key, callback, null]);

/** The results of the DLL's calls back. */
const answers = (): bigint[] => probe.callbackRecords().map(({ result }) => result);

describe.each(wayNames)('a callback of a function that is called %s', (way) => {
  beforeEach(() => {
    probe.callbacks('SymEnumerateModulesW64', 3);
  });

  it('gets 64-bit addresses unsigned, with any top bit', async () => {
    const seen: unknown[] = [];
    await enumerate(way, (...args) => void seen.push(args.slice(0, 2)));
    expect(seen).toEqual([
      ['mod0', 0x1000_0000n],
      ['mod1', 0xffff_f800_1234_0000n],
      ['mod2', 0x1002_0000n],
    ]);
  });

  it('continues on true and undefined, and stops on false', async () => {
    const results = [true, undefined, true];
    await expect(enumerate(way, () => results.shift())).resolves.toBe(true);
    expect(answers()).toEqual([1n, 1n, 1n]);
    probe.reset();
    probe.callbacks('SymEnumerateModulesW64', 3);
    const stopping = [true, false, true];
    await expect(enumerate(way, () => stopping.shift())).resolves.toBe(true);
    expect(answers()).toEqual([1n, 0n]);
  });

  it.each<[string, unknown]>([
    ['an Error', new Error('from the callback')],
    ['a string', 'from the callback'],
    ['undefined', undefined],
  ])('stops the enumeration by throwing %s, and the call rejects with the same value', async (_what, thrown) => {
    const callback = jest.fn(() => {
      throw thrown;
    });
    const outcome = await enumerate(way, callback).then(
      () => ({}),
      (error: unknown) => ({ error }),
    );
    expect(outcome).toStrictEqual({ error: thrown });
    expect(callback).toHaveBeenCalledTimes(1);
    expect(answers()).toEqual([0n]);
  });

  it('that has thrown is not called again, even by a DLL that does not stop', async () => {
    probe.callbacks('SymEnumerateModulesW64', 3, 'never');
    const thrown = new Error('from the callback');
    const callback = jest.fn(() => {
      throw thrown;
    });
    await expect(enumerate(way, callback)).rejects.toBe(thrown);
    expect(callback).toHaveBeenCalledTimes(1);
    expect(answers()).toEqual([0n, 0n, 0n]);
  });

  it('rejects with its own error, even if the DLL reports a failure', async () => {
    probe.fails('SymEnumerateModulesW64', 1223);
    const thrown = new Error('from the callback');
    const call = enumerate(way, () => {
      throw thrown;
    });
    await expect(call).rejects.toBe(thrown);
  });

  it.each([1, 0, 1n, 'true', null, {}, Promise.resolve(true)])(
    'throws a TypeError if it returns %p',
    async (result) => {
      const callback = jest.fn(() => result);
      const rejected = enumerate(way, callback).catch((error: unknown) => error);
      const error = (await rejected) as Error;
      expect(error).toBeInstanceOf(TypeError);
      expect(error.message).toContain('PSYM_ENUMMODULES_CALLBACKW64');
      expect(callback).toHaveBeenCalledTimes(1);
      expect(answers()).toEqual([0n]);
    },
  );

  it('runs in JavaScript’s own thread, in the async context of its caller', async () => {
    const storage = new AsyncLocalStorage<string>();
    const seen: unknown[] = [];
    await storage.run('the caller’s', () => enumerate(way, () => void seen.push(storage.getStore())));
    expect(seen).toEqual(Array(3).fill('the caller’s'));
    const [{ thread: main }, call] = await mainThreadAndCall();
    const called = probe.callbackRecords().map(({ thread }) => thread);
    expect(called).toEqual(Array(3).fill(call!.thread));
    expect(call!.thread === main).toBe(way !== 'off the main thread');
  });

  it('gets the user context unchanged', async () => {
    const context = 2n ** BigInt(pointerBits) - 2n;
    const seen: unknown[] = [];
    await ways[way](probe.dll, 'SymEnumerateModulesW64', [
      key,
      (...args: unknown[]) => void seen.push(args[2]),
      context,
    ]);
    expect(seen).toEqual(Array(3).fill(context));
  });
});

/** A record of the main thread, and that of the enumeration. */
async function mainThreadAndCall() {
  const records = probe.records();
  await probe.dll.run((api) => api.SymMatchStringW('a', 'a', true));
  return [probe.records().at(-1)!, records.find(({ name }) => name === 'SymEnumerateModulesW64')] as const;
}

describe('the argument of a callback', () => {
  const collect = async <Item>(
    name: DbgHelpFunctionName & ('SymEnumLinesW' | 'SymEnumSourceFilesW'),
    args: (callback: (item: Item) => void) => readonly unknown[],
    read: (item: Item) => unknown = () => undefined,
  ): Promise<{ items: Item[]; read: unknown[] }> => {
    probe.callbacks(name, 2);
    const items: Item[] = [];
    const inside: unknown[] = [];
    await ways.synchronously(
      probe.dll,
      name,
      args((item) => {
        items.push(item);
        inside.push(read(item));
      }),
    );
    return { items, read: inside };
  };

  it('is a copy: it stays when the DLL uses its memory for something else', async () => {
    const { items } = await collect<SRCCODEINFOW>('SymEnumLinesW', (callback) => [key, 1n, null, null, callback, null]);
    expect(
      items.map((line) => [line.LineNumber, line.ModBase, line.Address, line.Key, line.Obj, line.FileName]),
    ).toEqual([
      [10, 0x1000_0000n, 0x1000_0000n, 0x700n, 'probe0.obj', 'C:\\probe\\file0.c'],
      [11, 0xffff_f800_1234_0000n, 0xffff_f800_1234_0001n, 0x701n, 'probe1.obj', 'C:\\probe\\file1.c'],
    ]);
  });

  it('is a separate structure for each call', async () => {
    const { items } = await collect<SRCCODEINFOW>('SymEnumLinesW', (callback) => [key, 1n, null, null, callback, null]);
    items[0]!.LineNumber = 99;
    expect(items[1]!.LineNumber).toBe(11);
    expect(items[0]!.bytes.buffer).not.toBe(items[1]!.bytes.buffer);
  });

  it('has text to which it points while the callback runs', async () => {
    const { items, read } = await collect<SOURCEFILEW>(
      'SymEnumSourceFilesW',
      (callback) => [key, 1n, null, callback, null],
      ({ FileName }) => FileName,
    );
    expect(read).toEqual(['C:\\probe\\file0.c', 'C:\\probe\\file1.c']);
    expect(items.map(({ ModBase }) => ModBase)).toEqual([0x1000_0000n, 0xffff_f800_1234_0000n]);
  });
});

describe('an enumeration inside a callback of another', () => {
  const nested = (api: DbgHelpToken, inner: () => void): boolean =>
    api.SymEnumerateModulesW64(
      key,
      () => {
        api.SymEnumSourceFilesW(key, 1n, null, inner, null);
      },
      null,
    );

  it('ends the outer one with the error of its own callback', async () => {
    probe.callbacks('SymEnumerateModulesW64', 3);
    probe.callbacks('SymEnumSourceFilesW', 3);
    const thrown = new Error('from the inner callback');
    const inner = jest.fn(() => {
      throw thrown;
    });
    await expect(probe.dll.run((api) => nested(api, inner))).rejects.toBe(thrown);
    expect(inner).toHaveBeenCalledTimes(1);
    expect(answers()).toEqual([0n, 0n]);
  });

  it('may fail and be caught, and the outer one continues', async () => {
    probe.callbacks('SymEnumerateModulesW64', 3);
    probe.callbacks('SymEnumSourceFilesW', 1);
    const caught: unknown[] = [];
    const outcome = await probe.dll.run((api) =>
      api.SymEnumerateModulesW64(
        key,
        () => {
          try {
            api.SymEnumSourceFilesW(
              key,
              1n,
              null,
              () => {
                throw new Error('from the inner callback');
              },
              null,
            );
          } catch (error) {
            caught.push((error as Error).message);
          }
        },
        null,
      ),
    );
    expect(outcome).toBe(true);
    expect(caught).toEqual(Array(3).fill('from the inner callback'));
  });
});

it('callbacks of a call are gone when it is over', async () => {
  probe.callbacks('SymEnumerateModulesW64', 3);
  const before = probe.koffi.stats().callbacks;
  for (const way of wayNames) await enumerate(way, () => undefined);
  expect(probe.koffi.stats().callbacks).toBe(before);
});

describe('a callback marked with reusingViews', () => {
  /** The probe's symbol `index`: see "What callbacks get" in its README. */
  const told = (index: number): Partial<SYMBOL_INFOW> => ({
    TypeIndex: 1000 + index,
    Index: 2000 + index,
    Size: 0x10 + index,
    Tag: 5,
  });
  const enumerateSymbols = (callback: (symbol: SYMBOL_INFOW) => void): Promise<unknown> => {
    probe.callbacks('SymEnumSymbolsW', 3);
    return probe.dll.run((api) => api.SymEnumSymbolsW(key, 0x1000n, '*', reusingViews(callback), null));
  };

  it('gets the same view, filled again for each structure', async () => {
    const views = new Set<SYMBOL_INFOW>();
    const seen: unknown[] = [];
    await enumerateSymbols((symbol) => {
      views.add(symbol);
      const { TypeIndex, Index, Size, Tag, Name } = symbol;
      seen.push({ TypeIndex, Index, Size, Tag, Name });
    });
    expect(seen).toEqual([0, 1, 2].map((index) => ({ ...told(index), Name: `sym${String(index)}` })));
    expect(views.size).toBe(1);
  });

  it('gets a larger view if a structure does not fit', async () => {
    await using session = await SymbolSession.open();
    const { base } = await session.loadModule(scene);
    const names: string[] = [];
    await session.run((api) => {
      const callback = reusingViews(({ Name }: SYMBOL_INFOW) => void names.push(Name));
      api.SymEnumSymbolsW(session.key, base, '*', callback, null);
    });
    const long = truth(variant).functions.filter(({ name }) => name.length > 256);
    expect(long.length).toBeGreaterThan(1);
    expect(names).toEqual(expect.arrayContaining(long.map(({ name }) => name)));
  });
});
