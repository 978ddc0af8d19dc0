import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { DbgHelpError, SymbolSession, dbghelp, type DbgHelpToken } from '../../../lib';
import { loadProbe, thrownBy, type CallRecord, type Probe } from '../probe';

const process1 = 0x70001001n;
/** Long enough for an admitted call to enter the DLL. */
const aWhile = 60;

let probe: Probe;

beforeAll(async () => {
  probe = await loadProbe();
});

beforeEach(() => {
  probe.reset();
});

afterEach(() => {
  probe.release('*');
});

/** Makes loads run off the main thread, and return from the DLL only when they are released. */
function holdLoads(): void {
  probe.hold('SymLoadModuleExW');
}

function load(api: DbgHelpToken): Promise<bigint> {
  return api.SymLoadModuleExW.async(process1, null, 'C:\\probe\\held.dll', null, 0x1000_0000n, 0, null, 0);
}

function queuedLoad(): Promise<bigint> {
  return probe.dll.SymLoadModuleExW(process1, null, 'C:\\probe\\held.dll', null, 0x1000_0000n, 0, null, 0);
}

function lookUp(api: DbgHelpToken): bigint {
  return api.SymGetModuleBase64(process1, 0x1234n);
}

function queuedLookUp(): Promise<bigint> {
  return probe.dll.SymGetModuleBase64(process1, 0x1234n);
}

/** The calls of the tests themselves: the gate sets the option word when a slot has another owner. */
function calls(): CallRecord[] {
  return probe.records().filter(({ name }) => name !== 'SymGetOptions' && name !== 'SymSetOptions');
}

const names = (): string[] => calls().map(({ name }) => name);

/** Every call that was not nested entered after the previous one had left. */
function expectOneAtATime(): void {
  let lastLeft = 0n;
  for (const { depth, inside, entered, left, name } of probe.records()) {
    expect({ name, inside }).toEqual({ name, inside: 1 });
    expect(left).toBeGreaterThan(0n);
    if (depth > 1) continue;
    expect(entered).toBeGreaterThan(lastLeft);
    lastLeft = left;
  }
  expect(probe.maxInside()).toBe(1);
  expect(probe.inside()).toBe(0);
}

describe('a job', () => {
  it('calls synchronously, on the main thread, and returns the job’s result', async () => {
    const result = await probe.dll.run((api) => [lookUp(api), lookUp(api), probe.calls('SymGetModuleBase64')]);
    expect(result).toEqual([1n, 1n, 2]);
    expect(calls().map(({ depth }) => depth)).toEqual([1, 1]);
    await probe.dll.run(load);
    const [first, second, offThread] = calls().map(({ thread }) => thread);
    expect(second).toBe(first);
    expect(offThread).not.toBe(first);
  });

  it('calls off the main thread through async', async () => {
    await probe.dll.run(async (api) => {
      lookUp(api);
      await load(api);
    });
    const [onMainThread, offThread] = calls();
    expect(offThread?.name).toBe('SymLoadModuleExW');
    expect(offThread?.thread).not.toBe(onMainThread?.thread);
  });

  it('has the DLL for itself, even while it waits in between', async () => {
    const job = probe.dll.run(async (api) => {
      api.SymSetParentWindow(1n);
      await sleep(aWhile);
      api.SymSetParentWindow(2n);
    });
    const queued = queuedLookUp();
    await Promise.all([job, queued]);
    expect(names()).toEqual(['SymSetParentWindow', 'SymSetParentWindow', 'SymGetModuleBase64']);
  });

  it('waits for its turn: jobs and single calls run in the order of the requests', async () => {
    await Promise.all([
      probe.dll.run(async (api) => {
        await sleep(20);
        lookUp(api);
      }),
      queuedLoad(),
      probe.dll.run((api) => api.SymSetParentWindow(1n)),
      queuedLookUp(),
    ]);
    expect(names()).toEqual(['SymGetModuleBase64', 'SymLoadModuleExW', 'SymSetParentWindow', 'SymGetModuleBase64']);
  });

  it.each([
    ['throws', () => Promise.reject(new Error('from the job'))],
    [
      'throws after an await',
      async (api: DbgHelpToken) => {
        await load(api);
        throw new Error('from the job');
      },
    ],
    [
      'throws synchronously',
      (): Promise<never> => {
        throw new Error('from the job');
      },
    ],
  ])('that %s rejects with that error and gives its slot back', async (_how, job) => {
    await expect(probe.dll.run(job)).rejects.toThrow('from the job');
    await expect(queuedLookUp()).resolves.toBe(1n);
  });

  it('sees the async context of its caller', async () => {
    const storage = new AsyncLocalStorage<string>();
    const seen = await Promise.all(
      ['first', 'second', 'third'].map((caller) =>
        storage.run(caller, () =>
          probe.dll.run(async (api) => {
            const before = storage.getStore();
            await load(api);
            return [before, storage.getStore()];
          }),
        ),
      ),
    );
    expect(seen).toEqual([
      ['first', 'first'],
      ['second', 'second'],
      ['third', 'third'],
    ]);
  });

  it.each([
    ['job', () => probe.dll.run('SymGetOptions' as never)],
    ['signal', () => probe.dll.run(() => 1, { signal: {} as AbortSignal })],
  ])('throws a TypeError that names a bad `%s`', async (name, call) => {
    const refusal = expect(call()).rejects;
    await refusal.toThrow(TypeError);
    await expect(call()).rejects.toThrow(`\`${name}\``);
    expect(probe.calls()).toBe(0);
  });
});

describe('a single call', () => {
  it('that may block runs off the main thread, any other on it', async () => {
    await queuedLookUp();
    await queuedLoad();
    await queuedLookUp();
    const [first, blocking, last] = calls();
    expect(blocking?.name).toBe('SymLoadModuleExW');
    expect(last?.thread).toBe(first?.thread);
    expect(blocking?.thread).not.toBe(first?.thread);
  });

  it('waits until the previous call has returned from the DLL', async () => {
    holdLoads();
    const first = queuedLoad();
    await probe.entered();
    const second = queuedLookUp();
    await sleep(aWhile);
    expect(probe.calls('SymGetModuleBase64')).toBe(0);
    probe.release('*');
    await Promise.all([first, second]);
    expect(probe.calls('SymGetModuleBase64')).toBe(1);
    expectOneAtATime();
  });
});

describe('calls that are awaited one after another', () => {
  it('let the event loop turn: a timer runs, and a signal is heard', async () => {
    const signal = AbortSignal.timeout(20);
    const giveUp = performance.now() + 5000;
    while (!signal.aborted && performance.now() < giveUp) await queuedLookUp();
    expect(signal.aborted).toBe(true);
  });

  it('let a job begin at once if nothing else waits, however long the event loop has not turned', async () => {
    await queuedLookUp();
    const busyUntil = performance.now() + 20;
    while (performance.now() < busyUntil);
    const job = jest.fn();
    const done = probe.dll.run(job);
    expect(job).toHaveBeenCalled();
    await done;
  });
});

describe('inside a slot, one call at a time', () => {
  it('a synchronous call is DBGHELP_BUSY while an off-thread one is in the DLL', async () => {
    holdLoads();
    const job = probe.dll.run(async (api) => {
      const loading = load(api);
      const refusals = [thrownBy(() => lookUp(api)), thrownBy(() => api.SymGetModuleBase64.raw(process1, 0x1234n))];
      probe.release('*');
      await loading;
      return { refusals, afterwards: lookUp(api) };
    });
    const { refusals, afterwards } = await job;
    for (const refusal of refusals) {
      expect(refusal).toBeInstanceOf(DbgHelpError);
      expect(refusal).toMatchObject({ code: 'DBGHELP_BUSY', api: 'SymGetModuleBase64' });
    }
    expect(afterwards).toBe(1n);
    expect(probe.calls('SymGetModuleBase64')).toBe(1);
    expectOneAtATime();
  });

  it('a second off-thread call is DBGHELP_BUSY, and the first continues', async () => {
    const [first, second] = await probe.dll.run((api) => Promise.allSettled([load(api), load(api)]));
    expect(first).toEqual({ status: 'fulfilled', value: 0x1000_0000n });
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'DBGHELP_BUSY', api: 'SymLoadModuleExW' } });
    expect(probe.calls('SymLoadModuleExW')).toBe(1);
  });

  it('calls from a callback of a synchronous call nest, as in C', async () => {
    probe.callbacks('SymEnumerateModulesW64', 2);
    const found = await probe.dll.run((api) => {
      const bases: bigint[] = [];
      api.SymEnumerateModulesW64(process1, () => void bases.push(lookUp(api)), null);
      return bases;
    });
    expect(found).toEqual([1n, 1n]);
    const [outer, ...nested] = calls();
    expect(outer).toMatchObject({ name: 'SymEnumerateModulesW64', depth: 1 });
    expect(nested.map(({ name, depth }) => [name, depth])).toEqual([
      ['SymGetModuleBase64', 2],
      ['SymGetModuleBase64', 2],
    ]);
    expect(probe.maxInside()).toBe(1);
  });

  it('an off-thread call from a callback of a synchronous call is DBGHELP_BUSY', async () => {
    probe.callbacks('SymEnumerateModulesW64', 1);
    const refusals: Promise<unknown>[] = [];
    await probe.dll.run((api) => {
      const enumerated = api.SymEnumerateModulesW64(
        process1,
        () => void refusals.push(load(api).catch((error: unknown) => error)),
        null,
      );
      expect(enumerated).toBe(true);
    });
    expect(refusals).toHaveLength(1);
    expect(await refusals[0]).toMatchObject({ code: 'DBGHELP_BUSY', api: 'SymLoadModuleExW' });
    expect(probe.calls('SymLoadModuleExW')).toBe(0);
  });

  it('any call from a callback of an off-thread call is DBGHELP_BUSY, and that call continues', async () => {
    probe.callbacks('SymEnumerateModulesW64', 3);
    const refusals: unknown[] = [];
    const rejections: Promise<unknown>[] = [];
    await probe.dll.run((api) =>
      api.SymEnumerateModulesW64.async(
        process1,
        () => {
          refusals.push(thrownBy(() => lookUp(api)));
          rejections.push(load(api).catch((error: unknown) => error));
        },
        null,
      ),
    );
    expect(refusals).toHaveLength(3);
    for (const refusal of [...refusals, ...(await Promise.all(rejections))]) {
      expect(refusal).toMatchObject({ name: 'DbgHelpError', code: 'DBGHELP_BUSY' });
    }
    expect(names()).toEqual(['SymEnumerateModulesW64']);
  });
});

describe('a queued call from inside a slot', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['a function', () => queuedLookUp()],
    ['a function that blocks', () => queuedLoad()],
    ['run', () => probe.dll.run(() => 1)],
    ['a function of another DLL', () => dbghelp.SymGetOptions()],
    ['run of another DLL', () => dbghelp.run(() => 1)],
    ['SymbolSession.open', () => SymbolSession.open({ dbghelp: probe.dll })],
  ])('is DBGHELP_REENTRANT: %s, awaited', async (_what, call) => {
    await expect(probe.dll.run(async () => call())).rejects.toMatchObject({
      name: 'DbgHelpError',
      code: 'DBGHELP_REENTRANT',
    });
    await expect(queuedLookUp()).resolves.toBe(1n);
  });

  it('is DBGHELP_REENTRANT, not awaited', async () => {
    const rejection = await probe.dll.run(() => ({ later: queuedLookUp().catch((error: unknown) => error) }));
    expect(await rejection.later).toMatchObject({ code: 'DBGHELP_REENTRANT', api: 'SymGetModuleBase64' });
    expect(probe.calls('SymGetModuleBase64')).toBe(0);
  });

  it('is DBGHELP_REENTRANT after an off-thread call, in a timer and in another async function of the job', async () => {
    const codes = await probe.dll.run(async (api) => {
      const codeOf = (call: Promise<unknown>): Promise<unknown> =>
        call.then(
          () => 'no error',
          (error: unknown) => (error as DbgHelpError).code,
        );
      await load(api);
      const inTimer = new Promise((resolve) => {
        setTimeout(() => {
          resolve(codeOf(queuedLookUp()));
        }, 1);
      });
      const elsewhere = (async () => {
        await sleep(1);
        return codeOf(queuedLookUp());
      })();
      return [await codeOf(queuedLookUp()), await inTimer, await elsewhere];
    });
    expect(codes).toEqual(['DBGHELP_REENTRANT', 'DBGHELP_REENTRANT', 'DBGHELP_REENTRANT']);
  });

  it.each<[string, (session: SymbolSession) => Promise<unknown>]>([
    ['symbolize', (session) => session.symbolize(0x1234n)],
    ['modules', (session) => session.modules()],
    ['findSymbol', (session) => session.findSymbol('main')],
    ['loadVirtualModule', (session) => session.loadVirtualModule({ base: 0x1000n, size: 1, name: 'a' })],
  ])('is DBGHELP_REENTRANT through a session’s %s too', async (_method, call) => {
    const session = await SymbolSession.open({ dbghelp: probe.dll });
    try {
      await expect(probe.dll.run(() => call(session))).rejects.toMatchObject({ code: 'DBGHELP_REENTRANT' });
    } finally {
      await session.close();
    }
  });

  it('is DBGHELP_REENTRANT through a session’s close, which then works from outside', async () => {
    const session = await SymbolSession.open({ dbghelp: probe.dll });
    await expect(probe.dll.run(() => session.close())).rejects.toMatchObject({ code: 'DBGHELP_REENTRANT' });
    expect(probe.liveKeys()).toBe(1);
    await session.close();
    expect(probe.liveKeys()).toBe(0);
  });

  it('is an ordinary call when the job is over, no matter who scheduled it', async () => {
    const afterwards = await probe.dll.run((api) => {
      const inTimer = new Promise((resolve, reject) => {
        setTimeout(() => {
          queuedLookUp().then(resolve, reject);
        }, aWhile);
      });
      return { inTimer, inJob: lookUp(api) };
    });
    await expect(afterwards.inTimer).resolves.toBe(1n);
    expect(probe.calls('SymGetModuleBase64')).toBe(2);
  });
});

describe('a token whose job is done', () => {
  it('is DBGHELP_CLOSED for every kind of call, and nothing reaches the DLL', async () => {
    const token = await probe.dll.run((api) => ({ api }));
    probe.reset();
    expect(thrownBy(() => lookUp(token.api))).toMatchObject({ code: 'DBGHELP_CLOSED', api: 'SymGetModuleBase64' });
    expect(thrownBy(() => token.api.SymGetOptions.raw())).toMatchObject({ code: 'DBGHELP_CLOSED' });
    await expect(load(token.api)).rejects.toMatchObject({ code: 'DBGHELP_CLOSED', api: 'SymLoadModuleExW' });
    expect(probe.calls()).toBe(0);
  });

  it('is DBGHELP_CLOSED even while another job runs', async () => {
    const stale = await probe.dll.run((api) => ({ api }));
    probe.reset();
    const refusal = await probe.dll.run(() => thrownBy(() => lookUp(stale.api)));
    expect(refusal).toMatchObject({ code: 'DBGHELP_CLOSED' });
    expect(probe.calls()).toBe(0);
  });

  it('lives until an off-thread call that was not awaited has returned', async () => {
    holdLoads();
    let loading: Promise<bigint> | undefined;
    const done = jest.fn();
    const job = probe.dll
      .run((api) => {
        loading = load(api);
        return 'the job’s own result';
      })
      .finally(done);
    const next = queuedLookUp();
    await probe.entered();
    await sleep(aWhile);
    expect(done).not.toHaveBeenCalled();
    expect(probe.calls('SymGetModuleBase64')).toBe(0);
    probe.release('*');
    await expect(job).resolves.toBe('the job’s own result');
    await expect(loading).resolves.toBe(0x1000_0000n);
    await next;
    expectOneAtATime();
  });

  it('lives until an off-thread call has returned, even if the job threw', async () => {
    holdLoads();
    const loading: Promise<bigint>[] = [];
    const job = probe.dll.run((api) => {
      loading.push(load(api));
      throw new RangeError('from the job');
    });
    const failed = expect(job).rejects.toThrow(RangeError);
    const next = queuedLookUp();
    await probe.entered();
    await sleep(aWhile);
    expect(probe.calls('SymGetModuleBase64')).toBe(0);
    probe.release('*');
    await failed;
    await Promise.all([...loading, next]);
    expectOneAtATime();
  });
});

describe('a signal', () => {
  const reason = new Error('the caller’s own reason');

  it('that is already aborted rejects with its reason, and the job never runs', async () => {
    const job = jest.fn();
    await expect(probe.dll.run(job, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    await queuedLookUp();
    expect(job).not.toHaveBeenCalled();
  });

  it('that is aborted while the job waits for its turn rejects at once, and the job never runs', async () => {
    holdLoads();
    const first = queuedLoad();
    await probe.entered();
    const job = jest.fn();
    const { signal, abort } = abortable();
    const waiting = probe.dll.run(job, { signal });
    abort(reason);
    await expect(waiting).rejects.toBe(reason);
    expect(probe.inside()).toBe(1);
    probe.release('*');
    await first;
    await queuedLookUp();
    expect(job).not.toHaveBeenCalled();
  });

  it('that is aborted during a call rejects at once, but the next call enters only when that one has left', async () => {
    holdLoads();
    const { signal, abort } = abortable();
    const job = probe.dll.run(load, { signal });
    await probe.entered();
    abort(reason);
    await expect(job).rejects.toBe(reason);
    expect(probe.inside()).toBe(1);
    const next = queuedLookUp();
    await sleep(aWhile);
    expect(probe.calls('SymGetModuleBase64')).toBe(0);
    probe.release('*');
    await next;
    expectOneAtATime();
  });

  it('that is aborted after the job changes nothing', async () => {
    const { signal, abort } = abortable();
    await expect(probe.dll.run(lookUp, { signal })).resolves.toBe(1n);
    abort(reason);
    await expect(queuedLookUp()).resolves.toBe(1n);
  });

  it('that is never aborted keeps no listener of a finished job', async () => {
    const { signal } = abortable();
    const add = jest.spyOn(signal, 'addEventListener');
    const remove = jest.spyOn(signal, 'removeEventListener');
    await probe.dll.run(lookUp, { signal });
    await sleep(0);
    expect(add).toHaveBeenCalled();
    expect(remove.mock.calls.map(([, listener]) => listener)).toEqual(add.mock.calls.map(([, listener]) => listener));
  });

  function abortable(): { signal: AbortSignal; abort: (why: unknown) => void } {
    const controller = new AbortController();
    return {
      signal: controller.signal,
      abort: (why) => {
        controller.abort(why);
      },
    };
  }
});

describe('two DLLs', () => {
  it('share one gate: a call of one waits for a call of the other', async () => {
    holdLoads();
    const inProbe = queuedLoad();
    await probe.entered();
    const returned = jest.fn();
    const inSystem = dbghelp.SymGetOptions().finally(returned);
    await sleep(aWhile);
    expect(returned).not.toHaveBeenCalled();
    probe.release('*');
    await inProbe;
    expect(await inSystem).toEqual(expect.any(Number));
    expect(dbghelp.path).not.toBe(probe.dll.path);
  });
});

describe('a caller that gives up', () => {
  it('leaves the slot taken until the DLL has returned', async () => {
    holdLoads();
    const gaveUp = Symbol('gave up');
    const given = queuedLoad();
    const outcome = await Promise.race([given, sleep(aWhile, gaveUp)]);
    expect(outcome).toBe(gaveUp);
    const next = [queuedLookUp(), queuedLoad()];
    await sleep(aWhile);
    expect(probe.inside()).toBe(1);
    expect(probe.calls('SymGetModuleBase64')).toBe(0);
    probe.release('*');
    await Promise.all([given, ...next]);
    expect(probe.calls('SymLoadModuleExW')).toBe(2);
    expectOneAtATime();
  });
});
