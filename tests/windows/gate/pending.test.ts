import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type * as DbgHelpPackage from '../../../lib';
import { dbghelp, SymbolSession, type BusyNotice, type DbgHelpToken, type PendingWork } from '../../../lib';
import { loadProbe, probePath, type Probe } from '../probe';

const key = 0x70005001n;

let probe: Probe;
const stops: (() => void)[] = [];

beforeAll(async () => {
  probe = await loadProbe();
});

beforeEach(() => {
  probe.reset();
});

afterEach(() => {
  probe.release('*');
  for (const stop of stops.splice(0)) stop();
});

const load = (api: DbgHelpToken): Promise<bigint> =>
  api.SymLoadModuleExW.async(key, null, 'C:\\a.dll', null, 0x1000n, 0, null, 0);
const queuedLookUp = (): Promise<bigint> => probe.dll.SymGetModuleBase64(key, 1n);

/** A load that stays in the DLL until it is released. */
async function heldLoad(): Promise<{ loaded: Promise<unknown> }> {
  probe.hold('SymLoadModuleExW');
  const loaded = probe.dll.SymLoadModuleExW(key, null, 'C:\\a.dll', null, 0x1000n, 0, null, 0);
  await probe.entered();
  return { loaded };
}

const here = { elsewhere: false, thread: 0 };
const waiting = { ...here, state: 'waiting', call: null, offThread: false };
const withoutTimes = (pending: readonly PendingWork[]): unknown[] =>
  pending.map(({ milliseconds, still, ...rest }) => {
    expect(milliseconds).toBeGreaterThanOrEqual(0);
    if (rest.state === 'running') expect(still).toBeGreaterThanOrEqual(0);
    else expect(still).toBeNull();
    return rest;
  });

/** A thread that has a call in the DLL, and ends when the call is released. */
async function otherThread(): Promise<{ thread: number; end: () => Promise<unknown> }> {
  const file = path.join(process.env['DBGHELP_BUILT']!, 'index.js');
  probe.hold('SymLoadModuleExW');
  const worker = new Worker(path.join(__dirname, '../../threads/ending-worker.mjs'), {
    workerData: { file, what: 'call that does not return' },
  });
  const exited = once(worker, 'exit');
  await Promise.race([once(worker, 'message'), exited]);
  await probe.entered();
  const thread = worker.threadId;
  return {
    thread,
    end() {
      probe.release('*');
      return exited;
    },
  };
}

describe('dbghelp.pending', () => {
  it('is empty if nothing was requested, and a new array each time', () => {
    expect(dbghelp.pending).toEqual([]);
    expect(dbghelp.pending).not.toBe(dbghelp.pending);
  });

  it('lists running and waiting work of all DLLs, sessions and jobs, in the order of the requests', async () => {
    const session = await SymbolSession.open({ dbghelp: probe.dll });
    const { loaded } = await heldLoad();
    const calls = [
      session.loadModule(probePath),
      dbghelp.SymGetOptions(),
      probe.dll.run(() => 1),
      session.symbolize(0x1234n),
      probe.dll.run(() => 1, { signal: AbortSignal.timeout(10) }).catch(() => undefined),
    ];
    await sleep(60);
    const { pending } = dbghelp;
    expect(withoutTimes(pending)).toEqual([
      { ...here, api: 'SymLoadModuleExW', state: 'running', call: 'SymLoadModuleExW', offThread: true },
      ...['SymbolSession.loadModule', 'SymGetOptions', 'dbghelp.run', 'SymbolSession.symbolize'].map((api) => ({
        ...waiting,
        api,
      })),
    ]);
    for (const { milliseconds } of pending) {
      expect(milliseconds).toBeGreaterThanOrEqual(59);
      expect(milliseconds).toBeLessThan(30_000);
    }
    expect(withoutTimes(probe.dll.pending)).toEqual(withoutTimes(pending));
    probe.release('*');
    await Promise.allSettled([loaded, ...calls]);
    await session.close();
    expect(dbghelp.pending).toEqual([]);
  });

  it('tells for how long running work has stood still: a call that does not return, a job without calls', async () => {
    const { loaded } = await heldLoad();
    await sleep(60);
    const [inDll] = dbghelp.pending;
    probe.release('*');
    await loaded;
    const seen: (number | null)[] = [];
    await probe.dll.run(async (api) => {
      api.SymGetOptions();
      seen.push(dbghelp.pending[0]!.still);
      await sleep(60);
      seen.push(dbghelp.pending[0]!.still);
      api.SymGetOptions();
      seen.push(dbghelp.pending[0]!.still);
    });
    expect(inDll!.still).toBeGreaterThanOrEqual(50);
    expect(seen[0]).toBeLessThan(40);
    expect(seen[1]).toBeGreaterThanOrEqual(50);
    expect(seen[2]).toBeLessThan(40);
  });

  it('distinguishes a job from the calls that it makes', async () => {
    probe.callbacks('SymEnumerateModulesW64', 1);
    const seen: PendingWork[] = [];
    await probe.dll.run(async (api) => {
      seen.push(...dbghelp.pending);
      api.SymEnumerateModulesW64(key, () => void seen.push(...dbghelp.pending), null);
      const loading = load(api);
      seen.push(...dbghelp.pending);
      await loading;
      seen.push(...dbghelp.pending);
    });
    const run = { ...here, api: 'dbghelp.run', state: 'running', call: null, offThread: false };
    expect(withoutTimes(seen)).toEqual([
      run,
      { ...run, call: 'SymEnumerateModulesW64' },
      { ...run, call: 'SymLoadModuleExW', offThread: true },
      run,
    ]);
  });

  it('tells what a session does without the DLL while it loads', async () => {
    const session = await SymbolSession.open({ dbghelp: probe.dll });
    session.on('diagnostic', () => undefined);
    const loading = session.loadModule(probePath);
    const states = new Set<string>();
    for (let over = false; !over;) {
      void loading.catch(() => undefined).then(() => (over = true));
      const [work] = dbghelp.pending;
      if (work) states.add(`${work.state} ${String(work.call)}`);
      await new Promise(setImmediate);
    }
    expect(states).toContain('aside null');
    expect(states).toContain('running SymLoadModuleExW');
    await session.close();
  });

  it('tells that another thread has the DLL, which one, and with which call', async () => {
    const { thread, end } = await otherThread();
    const call = queuedLookUp();
    await sleep(60);
    const { pending } = dbghelp;
    expect(withoutTimes(pending)).toEqual([
      { api: null, state: 'running', call: 'SymLoadModuleExW', offThread: true, elsewhere: true, thread },
      { ...waiting, api: 'SymGetModuleBase64' },
    ]);
    expect(pending[0]!.milliseconds).toBeGreaterThanOrEqual(50);
    await Promise.all([end(), call]);
    expect(dbghelp.pending).toEqual([]);
  });

  it('tells that another copy in this thread has it', async () => {
    let copy: typeof DbgHelpPackage | undefined;
    jest.isolateModules(() => (copy = jest.requireActual<typeof DbgHelpPackage>('../../../lib')));
    const other = await copy!.DbgHelp.load({ path: probePath });
    await other.SymGetModuleBase64(key, 1n);
    const { loaded } = await heldLoad();
    expect(withoutTimes(other.pending)).toEqual([
      { ...here, elsewhere: true, api: null, state: 'running', call: 'SymLoadModuleExW', offThread: true },
    ]);
    probe.release('*');
    await loaded;
  });
});

describe('dbghelp.onBusy', () => {
  function listen(after: number, dll = dbghelp): BusyNotice[] {
    const notices: BusyNotice[] = [];
    stops.push(dll.onBusy((notice) => void notices.push(notice), { after }));
    return notices;
  }

  it('reports work that waits too long and what it waits for, repeatedly but less and less often', async () => {
    const notices = listen(30);
    const { loaded } = await heldLoad();
    const calls = [probe.dll.run(() => 1), queuedLookUp()];
    while (notices.length < 4) await sleep(10);
    probe.release('*');
    await Promise.all([loaded, ...calls]);
    const [first] = notices;
    expect(withoutTimes([first!.waiting, first!.running!])).toEqual([
      { ...waiting, api: 'dbghelp.run' },
      { ...here, api: 'SymLoadModuleExW', state: 'running', call: 'SymLoadModuleExW', offThread: true },
    ]);
    expect(first!.pending.map(({ api }) => api)).toEqual(['SymLoadModuleExW', 'dbghelp.run', 'SymGetModuleBase64']);
    for (const [index, { waiting: longest }] of notices.entries()) {
      expect(longest.milliseconds).toBeGreaterThanOrEqual(30 * 2 ** index - 2 * (index + 1));
    }
    const told = notices.length;
    await sleep(150);
    expect(notices).toHaveLength(told);
  });

  it('reports neither work that waits for less time, nor running work for which nothing waits', async () => {
    const notices = listen(150);
    const { loaded } = await heldLoad();
    await sleep(180);
    const short = queuedLookUp();
    await sleep(20);
    probe.release('*');
    await Promise.all([loaded, short]);
    await sleep(170);
    expect(notices).toEqual([]);
  });

  it('starts with work that already waits, and starts again when something waits another time', async () => {
    for (let time = 0; time < 2; time++) {
      const { loaded } = await heldLoad();
      const call = queuedLookUp();
      const notices = time === 0 ? listen(20) : listen(20, probe.dll);
      while (notices.length === 0) await sleep(5);
      probe.release('*');
      await Promise.all([loaded, call]);
      probe.reset();
    }
  });

  it('reports that another thread has the DLL', async () => {
    const notices = listen(30);
    const { thread, end } = await otherThread();
    const call = queuedLookUp();
    while (notices.length === 0) await sleep(5);
    const [{ waiting: longest, running }] = notices as [BusyNotice];
    expect(longest).toMatchObject({ ...waiting, api: 'SymGetModuleBase64' });
    expect(running).toMatchObject({ elsewhere: true, thread, call: 'SymLoadModuleExW' });
    await Promise.all([end(), call]);
  });

  it('calls a listener, which may use DbgHelp, wherever it was added, until it is removed', async () => {
    const answers: Promise<unknown>[] = [];
    await probe.dll.run(() => {
      stops.push(dbghelp.onBusy(() => void answers.push(queuedLookUp()), { after: 20 }));
    });
    const { loaded } = await heldLoad();
    const call = queuedLookUp();
    while (answers.length === 0) await sleep(5);
    for (const stop of stops) stop();
    const told = answers.length;
    await sleep(200);
    expect(answers).toHaveLength(told);
    probe.release('*');
    await Promise.all([loaded, call]);
    expect(await Promise.all(answers)).toEqual(answers.map(() => 1n));
  });

  it.each<[string, () => unknown, typeof TypeError | typeof RangeError]>([
    ['listener', () => dbghelp.onBusy(undefined as never), TypeError],
    ['after', () => dbghelp.onBusy(() => undefined, { after: 0 }), RangeError],
    ['after', () => dbghelp.onBusy(() => undefined, { after: '1' as never }), TypeError],
  ])('names a bad `%s`', (name, call, kind) => {
    expect(call).toThrow(kind);
    expect(call).toThrow(`\`${name}\``);
  });
});
