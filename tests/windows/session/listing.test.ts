import { setTimeout as pause } from 'node:timers/promises';
import { dbghelp, SymbolSession, type Listing, type SymbolModule } from '../../../lib';
import { bare, scene } from '../fixtures';

/** Lists that can be awaited or read in a loop. */

let session: SymbolSession;
let loaded: SymbolModule;
beforeEach(async () => {
  session = await SymbolSession.open();
  loaded = await session.loadModule(scene, { base: 0x10000000n });
});
afterEach(() => session.close());

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

type List = (options?: { readonly signal?: AbortSignal }) => Listing<unknown>;

describe.each<[string, string, List]>([
  ['lines of all files', 'SymbolSession.lines', (options) => session.lines('*', options)],
  ['lines of a file', 'SymbolSession.lines', (options) => session.lines('scene.cpp', options)],
  [
    'lines with inlined copies',
    'SymbolSession.lines',
    (options) => session.lines('scene.hpp', { ...options, inlined: true }),
  ],
  ['sourceFiles', 'SymbolSession.sourceFiles', (options) => session.sourceFiles(undefined, options)],
  [
    'sourceFiles with checksums',
    'SymbolSession.sourceFiles',
    (options) => session.sourceFiles('scene', { ...options, checksums: true }),
  ],
])('%s', (_name, api, list) => {
  it('gives a loop what it gives as a whole', async () => {
    const whole = await list();
    expect(whole.length).toBeGreaterThan(0);
    expect(await collect(list())).toEqual(whole);
  });

  it('is a promise', async () => {
    const first = list();
    expect(first).toBeInstanceOf(Promise);
    const [one, other] = await Promise.all([first, list().finally(() => undefined)]);
    expect(one).toEqual(other);
  });

  it('can be left at the first item, and nothing waits then', async () => {
    for await (const item of list()) {
      expect(item).toBeDefined();
      break;
    }
    expect(dbghelp.pending).toEqual([]);
    expect(await session.symbolize('scene!scene_draw')).not.toBeNull();
  });

  it('rejects a loop at its next step when it is aborted, although the rest is ready', async () => {
    const stop = new AbortController();
    const items = list({ signal: stop.signal })[Symbol.asyncIterator]();
    await items.next();
    stop.abort(new Error('enough'));
    await expect(items.next()).rejects.toThrow('enough');
  });

  it('rejects both when it was aborted before', async () => {
    const signal = AbortSignal.abort(new Error('before'));
    await expect(list({ signal })).rejects.toThrow('before');
    await expect(collect(list({ signal }))).rejects.toThrow('before');
  });

  it('rejects a loop at its next step when the session was closed', async () => {
    const items = list()[Symbol.asyncIterator]();
    await items.next();
    await session.close();
    await expect(items.next()).rejects.toMatchObject({ code: 'DBGHELP_CLOSED' });
    await expect(list()).rejects.toMatchObject({ code: 'DBGHELP_CLOSED' });
  });

  it('tells who awaits a list that a loop reads that it is one or the other', async () => {
    const both = list();
    await collect(both);
    await expect(both).rejects.toThrow(`${api}: a loop reads this list`);
  });
});

it('rejects a list of bad arguments once, also in a loop', async () => {
  const unhandled: unknown[] = [];
  const note = (error: unknown): number => unhandled.push(error);
  process.on('unhandledRejection', note);
  await expect(session.lines('')).rejects.toThrow(RangeError);
  await expect(collect(session.lines(''))).rejects.toThrow(RangeError);
  await expect(collect(session.sourceFiles('scene', { checksums: 1 as never }))).rejects.toThrow(TypeError);
  await pause(20);
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});

it('keeps its place among other calls, although nobody awaits it', async () => {
  const files = session.sourceFiles('scene');
  const unloading = session.unloadModule(loaded);
  await Promise.allSettled([files, unloading]);
  expect(await session.sourceFiles('scene')).toEqual([]);
});

it('ends a loop when its module is unloaded before it is read', async () => {
  const other = await session.loadModule(bare, { base: 0x30000000n, name: 'other' });
  const items = session.sourceFiles()[Symbol.asyncIterator]();
  await items.next();
  await session.unloadModule(other);
  const read = async (): Promise<void> => {
    while (!(await items.next()).done);
  };
  await expect(read()).rejects.toMatchObject({ code: 'DBGHELP_MODULE_UNLOADED' });
});

it('knows all files of a module by the name *', async () => {
  const files = (await session.sourceFiles('scene')).map(({ path }) => path);
  const all = await session.lines('*', { module: 'scene' });
  const each = (await Promise.all(files.map((file) => session.lines(file)))).flat();
  const texts = (records: typeof all): string[] =>
    [...new Set(records.map(({ file, line, address }) => `${file}:${String(line)} ${String(address)}`))].sort();
  expect(texts(all)).toEqual(texts(each));
  expect(all).toHaveLength(texts(all).length);
  const addresses = all.map(({ address }) => address);
  expect(addresses).toEqual([...addresses].sort((a, b) => (a < b ? -1 : 1)));
});
