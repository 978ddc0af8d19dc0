import { AsyncLocalStorage } from 'node:async_hooks';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type * as WorkerThreads from 'node:worker_threads';
import type * as DbgHelpPackage from '../../../../lib';
import type { FoundSymbol, ListingProgress, SymbolModule, SymbolSession as Session } from '../../../../lib';
import { itWhere } from '../../capabilities';
import { bin, scene, variant } from '../../fixtures';
import { loadProbe, probePath, type Probe } from '../../probe';

/** Long listings on their thread. Fixtures are small, so these sessions list every module there. The thread has a program only if built. */

const { DbgHelp, SymbolSession, SymTagEnum, SYMOPT, dbghelp } = jest.requireActual<typeof DbgHelpPackage>(
  path.join(process.env['DBGHELP_BUILT']!, 'index.js'),
);
const threads = jest.requireActual<typeof WorkerThreads>('node:worker_threads');
const base = 0x10000000n;
const listedThere = { largeFrom: 0 };

/** The threads that the package started. */
const started: WorkerThreads.Worker[] = [];
/** Of the threads that it starts from now on. */
let limits: WorkerThreads.ResourceLimits | undefined;
const { Worker } = threads;
beforeAll(() => {
  threads.Worker = class extends Worker {
    constructor(file: string, options: WorkerThreads.WorkerOptions) {
      super(file, limits ? { ...options, resourceLimits: limits } : options);
      started.push(this);
    }
  };
});
afterAll(() => {
  threads.Worker = Worker;
});

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe('a listing on the thread gives what it gives on the main thread:', () => {
  let here: Session;
  let there: Session;
  beforeAll(async () => {
    here = await SymbolSession.open();
    there = await SymbolSession.open(listedThere);
    for (const session of [here, there]) await session.loadModule(scene, { base });
  });
  afterAll(async () => {
    await here.close();
    await there.close();
  });

  /** Numbers that the DLL gives anew with each load. */
  const ofOneLoad: ReadonlySet<string> = new Set(['id', 'index', 'typeIndex']);
  const text = (value: unknown): string =>
    JSON.stringify(value, (name, member: unknown) => (ofOneLoad.has(name) ? undefined : member));

  const listings: [string, (of: Session) => Promise<unknown>][] = [
    ['symbols', (of) => all(of.symbols('*'))],
    ['symbols by a mask', (of) => all(of.symbols('scene!scene::*'))],
    ['symbols with decorated names', (of) => all(of.symbols('*', { undecorated: false }))],
    ['a limited number of symbols', (of) => all(of.symbols('*', { limit: 7 }))],
    ['symbols of the program’s choice', (of) => all(of.symbols('*', { where: ({ name }) => name.includes('a') }))],
    ['some of them', (of) => all(of.symbols('*', { limit: 2, where: ({ name }) => name.includes('a') }))],
    ['functions', (of) => all(of.search('*', { tag: SymTagEnum.SymTagFunction }))],
    ['classes', (of) => all(of.search('*', { tag: SymTagEnum.SymTagUDT }))],
    ['a mask that fits nothing', (of) => all(of.symbols('no_such_*'))],
    [
      'the symbols of one name',
      (of) => of.findSymbols('scene::*::operator*').then(() => of.findSymbols('operator new')),
    ],
    ['types', (of) => all(of.types('*'))],
    ['types by a mask', (of) => all(of.types('scene::?[a-z]*'))],
    ['types of a name', (of) => all(of.types('scene::Shape'))],
    ['no types', (of) => all(of.types('no_such_*'))],
    ['a type by its name', (of) => of.type('scene::Shape')],
    ['no type', (of) => of.type('scene::NoSuchShape')],
    ['lines', (of) => of.lines('scene.cpp')],
    [
      'lines of all files',
      (of) => of.sourceFiles().then((files) => Promise.all(files.map((file) => of.lines(file.path)))),
    ],
    ['addresses of a line', (of) => of.addressesOfLine('plain.c', 17, { nearest: true })],
    ['the next line', (of) => of.nextLine(base + 0x1000n)],
    ['source files', (of) => of.sourceFiles()],
    ['source files with checksums', (of) => of.sourceFiles('scene', { checksums: true })],
  ];
  it.each(listings)('%s', async (_what, list) => {
    const expected = text(await list(here));
    expect(text(await list(there))).toBe(expected);
  });

  it('and an empty image has none', async () => {
    await using session = await SymbolSession.open(listedThere);
    const module = await session.loadVirtualModule({ base, size: 0x1000, name: 'made' });
    await expect(all(session.symbols('*', { module }))).resolves.toEqual([]);
    await expect(all(session.types('*', { module }))).resolves.toEqual([]);
    await expect(session.lines('scene.cpp', { module })).resolves.toEqual([]);
    await expect(session.sourceFiles(module)).resolves.toEqual([]);
  });
});

describe.each<[string, (of: Session) => AsyncIterable<unknown>]>([
  ['symbols', (of) => of.symbols('*')],
  ['functions', (of) => of.search('*', { tag: SymTagEnum.SymTagFunction })],
  ['types', (of) => of.types('*')],
  ['lines', (of) => of.lines('*')],
  ['source files', (of) => of.sourceFiles()],
])('a loop over %s from the thread', (_what, loop) => {
  let session: Session;
  beforeEach(async () => {
    session = await SymbolSession.open(listedThere);
    await session.loadModule(scene, { base });
  });
  afterEach(() => session.close());

  it('may be left at the first: nothing waits, and others are answered', async () => {
    for await (const item of loop(session)) {
      expect(item).toBeDefined();
      break;
    }
    expect(dbghelp.pending).toEqual([]);
    await expect(session.symbolize('scene!scene_draw')).resolves.not.toBeNull();
  });

  it('stands in nobody’s way if it is not read on, and is rejected when the session was closed', async () => {
    const items = loop(session)[Symbol.asyncIterator]();
    await items.next();
    expect(dbghelp.pending).toEqual([]);
    await expect(session.symbolize('scene!scene_draw')).resolves.not.toBeNull();
    await expect(all(loop(session))).resolves.not.toHaveLength(0);
    await session.close();
    await expect(items.next()).rejects.toMatchObject({ code: 'DBGHELP_CLOSED' });
  });
});

describe('while a listing is on the thread,', () => {
  let probe: Probe;
  let dll: DbgHelpPackage.DbgHelp;
  let session: Session;
  let module: SymbolModule;

  beforeAll(async () => {
    probe = await loadProbe();
    dll = await DbgHelp.load({ path: probePath });
  });
  beforeEach(async () => {
    probe.reset();
    session = await SymbolSession.open({ dbghelp: dll, ...listedThere });
    module = await session.loadVirtualModule({ base, size: 0x100000, name: 'made' });
  });
  afterEach(async () => {
    probe.release('*');
    await session.close();
  });

  const symbolsListed = 10;

  /** A listing whose call stays in the DLL until it is released. */
  async function heldListing(
    list: (of: Session) => Promise<unknown> = (of) => all(of.symbols('*', { module })),
    call: 'SymEnumSymbolsW' | 'SymEnumLinesW' = 'SymEnumSymbolsW',
  ): Promise<{ listing: Promise<unknown>; settled: () => boolean }> {
    probe.callbacks(call, symbolsListed, call === 'SymEnumLinesW' ? 'never' : 'on zero');
    probe.hold(call);
    let isSettled = false;
    const listing = list(session).finally(() => {
      isSettled = true;
    });
    listing.catch(() => undefined);
    await probe.entered();
    return { listing, settled: () => isSettled };
  }

  it('the event loop turns, others wait for their turn, and `pending` names the call', async () => {
    const { listing } = await heldListing();
    const { pending } = dbghelp;
    const short = session.module(base);
    await sleep(20);
    expect(pending).toMatchObject([
      { api: 'SymbolSession.symbols', state: 'running', call: 'SymEnumSymbolsW', offThread: true, elsewhere: false },
    ]);
    expect(dbghelp.pending).toMatchObject([{}, { api: 'SymbolSession.module', state: 'waiting' }]);
    probe.release('*');
    await expect(listing).resolves.toHaveLength(symbolsListed);
    await short;
    expect(probe.maxInside()).toBe(1);
    const threadOf = (call: string): number | undefined => probe.records().find(({ name }) => name === call)?.thread;
    expect(threadOf('SymEnumSymbolsW')).not.toBe(threadOf('SymGetModuleInfoW64'));
  });

  it('ten sessions list at once: a short call waits for one call of theirs, and `pending` names that', async () => {
    const others: { session: Session; module: SymbolModule }[] = [];
    for (let number = 0; number < 9; number++) {
      const other = await SymbolSession.open({ dbghelp: dll, ...listedThere });
      others.push({
        session: other,
        module: await other.loadVirtualModule({ base, size: 0x100000, name: `made${String(number)}` }),
      });
    }
    await using asking = await SymbolSession.open({ dbghelp: dll });
    const asked = await asking.loadVirtualModule({ base, size: 0x100000, name: 'asked' });
    const { listing } = await heldListing();
    const lists = others.map((other) => all(other.session.symbols('*', { module: other.module })));
    const short = asking.module(base);
    await sleep(20);
    const [running, ...waiting] = dbghelp.pending;
    expect(running).toMatchObject({ state: 'running', call: 'SymEnumSymbolsW', offThread: true });
    expect(waiting.map(({ state }) => state)).toEqual(Array(10).fill('waiting'));
    probe.release('*');
    await expect(short).resolves.toBe(asked);
    for (const list of [listing, ...lists]) await expect(list).resolves.toHaveLength(symbolsListed);
    const calls = probe.records().filter(({ name }) => name === 'SymEnumSymbolsW' || name === 'SymGetModuleInfoW64');
    const first = calls.findIndex(({ name }) => name === 'SymEnumSymbolsW');
    expect(calls.slice(first, first + 3).map(({ name }) => name)).toEqual([
      'SymEnumSymbolsW',
      'SymGetModuleInfoW64',
      'SymEnumSymbolsW',
    ]);
    expect(probe.maxInside()).toBe(1);
    for (const other of others) await other.session.close();
  });

  it('a signal rejects at once, the DLL ends at its next symbol, and has its turn until then', async () => {
    const stop = new AbortController();
    const { listing } = await heldListing((of) => all(of.symbols('*', { module, signal: stop.signal })));
    const next = session.module(base);
    stop.abort(new Error('enough'));
    await expect(listing).rejects.toThrow('enough');
    expect(probe.inside()).toBe(1);
    expect(dbghelp.pending).toMatchObject([{ state: 'running', call: 'SymEnumSymbolsW' }, { state: 'waiting' }]);
    probe.release('*');
    await next;
    expect(probe.callbackRecords()).toHaveLength(1);
  });

  it('a signal rejects lines at once, and others wait until the DLL has listed all', async () => {
    const stop = new AbortController();
    probe.callbacks('SymEnumSourceFilesW', 1);
    const list = (of: Session): Promise<unknown> => of.lines('file0.c', { module, signal: stop.signal });
    const { listing } = await heldListing(list, 'SymEnumLinesW');
    const next = session.module(base);
    stop.abort(new Error('enough'));
    await expect(listing).rejects.toThrow('enough');
    expect(probe.inside()).toBe(1);
    probe.release('*');
    await next;
    expect(probe.callbackRecords().filter(({ name }) => name === 'SymEnumLinesW')).toHaveLength(symbolsListed);
  });

  it('its thread may be terminated: it rejects when the DLL has returned, not before, and the next one has a new thread', async () => {
    const { listing, settled } = await heldListing();
    const ended = started.at(-1)!.terminate();
    const next = session.module(base);
    await sleep(100);
    expect(settled()).toBe(false);
    expect(dbghelp.pending).toMatchObject([{ state: 'running', call: 'SymEnumSymbolsW' }, { state: 'waiting' }]);
    probe.release('*');
    await expect(listing).rejects.toMatchObject({ name: 'DbgHelpError', code: 'DBGHELP_WORKER_DIED' });
    await ended;
    await next;
    const before = started.length;
    await expect(all(session.symbols('*', { module }))).resolves.toHaveLength(symbolsListed);
    expect(started).toHaveLength(before + 1);
  });

  // V8 ends 32-bit processes of which a thread runs out of memory.
  const itOutlivesThreads = process.arch === 'ia32' ? it.skip : it;
  itOutlivesThreads(
    'its thread may run out of memory: it rejects, others go on, and the next one has a new thread',
    async () => {
      await started.at(-1)?.terminate();
      limits = { maxOldGenerationSizeMb: 16 };
      probe.callbacks('SymEnumSourceFilesW', 1_000_000);
      const listing = session.sourceFiles(module);
      const next = session.module(base);
      await expect(listing).rejects.toMatchObject({
        code: 'DBGHELP_WORKER_DIED',
        cause: { code: 'ERR_WORKER_OUT_OF_MEMORY' },
      });
      limits = undefined;
      await expect(next).resolves.toBe(module);
      probe.callbacks('SymEnumSourceFilesW', symbolsListed);
      await expect(session.sourceFiles(module)).resolves.toHaveLength(symbolsListed);
      expect(probe.maxInside()).toBe(1);
    },
  );

  it('closing the session ends it', async () => {
    const { listing } = await heldListing();
    const closing = session.close();
    probe.release('*');
    await expect(listing).rejects.toMatchObject({ code: 'DBGHELP_CLOSED' });
    await closing;
    expect(probe.callbackRecords()).toHaveLength(1);
    expect(probe.liveKeys()).toBe(0);
  });

  it('its module is unloaded after it', async () => {
    const { listing } = await heldListing();
    const unloading = session.unloadModule(module);
    probe.release('*');
    await expect(listing).resolves.toHaveLength(symbolsListed);
    await unloading;
    expect(probe.maxInside()).toBe(1);
  });

  it('`where` is called here, in the context of the caller, and what it throws rejects and ends the listing', async () => {
    const context = new AsyncLocalStorage<string>();
    const seen: unknown[] = [];
    const where = ({ name }: FoundSymbol): boolean => {
      seen.push([name, context.getStore()]);
      if (name === 'sym2') throw new Error('from where');
      return true;
    };
    probe.callbacks('SymEnumSymbolsW', symbolsListed);
    const listing = context.run('caller', () => all(session.symbols('*', { module, where })));
    await expect(listing).rejects.toThrow('from where');
    expect(seen).toEqual(['sym0', 'sym1', 'sym2'].map((name) => [name, 'caller']));
    await expect(session.module(base)).resolves.toBe(module);
  });

  it('its progress is told, and what `onProgress` throws rejects', async () => {
    probe.callbacks('SymEnumSymbolsW', symbolsListed);
    const told: ListingProgress[] = [];
    await all(session.symbols('*', { module, onProgress: (progress) => told.push(progress) }));
    expect(told).toEqual([
      { stage: 'listing', module: '', done: 0, total: null },
      { stage: 'listing', module: '', done: symbolsListed, total: symbolsListed },
    ]);
    const onProgress = (): void => {
      throw new Error('from onProgress');
    };
    await expect(all(session.symbols('*', { module, onProgress }))).rejects.toThrow('from onProgress');
    await expect(session.sourceFiles(module, { onProgress })).rejects.toThrow('from onProgress');
    await expect(session.lines('file0.c', { module, onProgress: 1 as never })).rejects.toThrow(TypeError);
    expect(() => session.symbols('*', { module, onProgress: 1 as never })).toThrow(TypeError);
    expect(() => session.types('*', { module, onProgress: 1 as never })).toThrow(TypeError);
  });

  it('the DLL does not call the functions that listeners registered', async () => {
    session.on('diagnostic', () => undefined);
    await all(session.symbols('*', { module }));
    await session.module(base);
    const optionsAt = (call: string): number => probe.records().findLast(({ name }) => name === call)!.options;
    expect(optionsAt('SymEnumSymbolsW') & SYMOPT.DEBUG).toBe(0);
    expect(optionsAt('SymGetModuleInfoW64') & SYMOPT.DEBUG).not.toBe(0);
  });
});

itWhere('knowsLongNames', 'names that fill the DLL’s buffers come whole', async () => {
  const longest = async (options: { largeFrom?: number }): Promise<number> => {
    await using session = await SymbolSession.open(options);
    const module = await session.loadModule(bin(variant, 'names.dll'), { base });
    const names = await all(session.symbols('odd::chained*', { module }));
    return Math.max(...names.map(({ name }) => name.length));
  };
  expect(await longest(listedThere)).toBe(await longest({}));
});
