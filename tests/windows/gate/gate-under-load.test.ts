import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { dbghelp, type DbgHelpToken } from '../../../lib';
import { loadProbe, thrownBy, type Probe } from '../probe';
import { Random } from '../random';

let probe: Probe;

beforeAll(async () => {
  probe = await loadProbe();
});

const key = 0x70002001n;
const reason = new Error('the caller’s own reason');
const fromJob = new Error('from the job');

const lookUp = (api: DbgHelpToken): bigint => api.SymGetModuleBase64(key, 0x1234n);
const load = (api: DbgHelpToken): Promise<bigint> =>
  api.SymLoadModuleExW.async(key, null, 'C:\\probe\\a.dll', null, 0x2000_0000n, 0, null, 0);
const queuedLookUp = (): Promise<bigint> => probe.dll.SymGetModuleBase64(key, 0x1234n);
const queuedLoad = (): Promise<bigint> =>
  probe.dll.SymLoadModuleExW(key, null, 'C:\\probe\\a.dll', null, 0x2000_0000n, 0, null, 0);

const codeOf = (error: unknown): unknown => (error as { code?: unknown }).code;

/** The kinds of endings of a call: giving up is not the same as being refused. */
type Ending = 'answered' | 'gave up' | 'aborted' | 'threw' | `DBGHELP_${string}`;

async function endingOf(call: Promise<unknown>): Promise<Ending> {
  try {
    await call;
    return 'answered';
  } catch (error) {
    if (error === reason) return 'aborted';
    if (error === fromJob) return 'threw';
    return codeOf(error) as Ending;
  }
}

const answered: readonly Ending[] = ['answered'];

interface Kind {
  /** The endings that the call's promise may have. */
  readonly endings: readonly Ending[];
  start(random: Random): Promise<Ending>;
}

const kinds: Readonly<Record<string, Kind>> = {
  'a single call': { endings: answered, start: () => endingOf(queuedLookUp()) },
  'a single call off the main thread': { endings: answered, start: () => endingOf(queuedLoad()) },
  'a single call of the system’s DLL': { endings: answered, start: () => endingOf(dbghelp.SymGetOptions()) },
  'a single call that fails': {
    endings: ['DBGHELP_NOT_FOUND'],
    start: () => endingOf(probe.dll.SymUnloadModule64(key, 1n)),
  },
  'a job of synchronous calls': {
    endings: answered,
    start: (random) =>
      endingOf(
        probe.dll.run((api) => {
          for (let left = 1 + random.below(5); left > 0; left--) lookUp(api);
        }),
      ),
  },
  'a job of both sorts of calls': {
    endings: answered,
    start: () =>
      endingOf(
        probe.dll.run(async (api) => {
          lookUp(api);
          await load(api);
          lookUp(api);
          await nextTurn();
          lookUp(api);
        }),
      ),
  },
  'a job that does not await its call': {
    endings: answered,
    start: () => endingOf(probe.dll.run((api) => void load(api))),
  },
  'a job that throws at once': {
    endings: ['threw'],
    start: () =>
      endingOf(
        probe.dll.run(() => {
          throw fromJob;
        }),
      ),
  },
  'a job that throws with a call in the DLL': {
    endings: ['threw'],
    start: () =>
      endingOf(
        probe.dll.run(async (api) => {
          void load(api);
          await nextTurn();
          throw fromJob;
        }),
      ),
  },
  'a job whose signal is aborted before its turn': {
    endings: ['aborted'],
    start: () => endingOf(probe.dll.run(lookUp, { signal: AbortSignal.abort(reason) })),
  },
  'a job whose signal is aborted some time': {
    endings: ['aborted', 'answered'],
    start: (random) => {
      const controller = new AbortController();
      setTimeout(() => {
        controller.abort(reason);
      }, random.below(300));
      return endingOf(probe.dll.run(load, { signal: controller.signal }));
    },
  },
  'a job whose signal is aborted while its call is in the DLL': {
    endings: ['aborted'],
    start: () => {
      const controller = new AbortController();
      const job = (api: DbgHelpToken): Promise<bigint> => {
        const loading = load(api);
        controller.abort(reason);
        return loading;
      };
      return endingOf(probe.dll.run(job, { signal: controller.signal }));
    },
  },
  'a job that its caller gives up while its call is in the DLL': {
    endings: ['gave up'],
    start: () =>
      new Promise((resolve) => {
        void endingOf(
          probe.dll.run((api) => {
            const loading = load(api);
            resolve('gave up');
            return loading;
          }),
        ).then(resolve);
      }),
  },
  'a call that its caller gives up': {
    endings: ['answered', 'gave up'],
    start: (random) => Promise.race([endingOf(queuedLoad()), sleep<Ending>(random.below(300), 'gave up')]),
  },
  'two off-thread calls of one token at once': {
    endings: ['DBGHELP_BUSY'],
    start: () => endingOf(probe.dll.run((api) => Promise.all([load(api), load(api)]))),
  },
  'a synchronous call beside an off-thread one': {
    endings: ['DBGHELP_BUSY'],
    start: () =>
      endingOf(
        probe.dll.run(async (api) => {
          const loading = load(api);
          const refusal = thrownBy(() => lookUp(api));
          await loading;
          throw refusal;
        }),
      ),
  },
  'nested calls from callbacks': {
    endings: answered,
    start: () => endingOf(probe.dll.run((api) => api.SymEnumerateModulesW64(key, () => lookUp(api) === 1n, null))),
  },
  'nested calls from callbacks off the main thread': {
    endings: ['DBGHELP_BUSY'],
    start: () =>
      endingOf(
        probe.dll.run((api) =>
          api.SymEnumerateModulesW64.async(
            key,
            () => {
              lookUp(api);
            },
            null,
          ),
        ),
      ),
  },
  'an off-thread call from a callback': {
    endings: ['DBGHELP_BUSY'],
    start: () => {
      let refused: Promise<unknown> = Promise.resolve();
      return endingOf(
        probe.dll
          .run((api) =>
            api.SymEnumerateModulesW64(
              key,
              () => {
                refused = load(api);
                refused.catch(() => undefined);
              },
              null,
            ),
          )
          .then(() => refused),
      );
    },
  },
  'a queued call from inside a job': {
    endings: ['DBGHELP_REENTRANT'],
    start: () => endingOf(probe.dll.run(() => queuedLookUp())),
  },
  'a job inside a job': {
    endings: ['DBGHELP_REENTRANT'],
    start: () => endingOf(probe.dll.run(() => probe.dll.run(lookUp))),
  },
  'a token of a finished job': {
    endings: ['DBGHELP_CLOSED'],
    start: () => endingOf(probe.dll.run((api) => ({ api })).then(({ api }) => lookUp(api))),
  },
};

describe.each([1, 20, 300, 4000])('200 calls of every kind in flight at once, seed %i', (seed) => {
  const random = new Random(seed);
  const names = Object.keys(kinds);
  const drawn = [...names, ...Array.from({ length: 200 - names.length }, () => random.pick(names))]
    .map((name) => ({ name, place: random.below(1_000_000) }))
    .sort((a, b) => a.place - b.place)
    .map(({ name }) => name);
  const endings: (readonly [name: string, ending: Ending])[] = [];

  beforeAll(async () => {
    probe.reset();
    probe.delay('SymLoadModuleExW', 2);
    probe.delay('SymEnumerateModulesW64', 1);
    probe.callbacks('SymEnumerateModulesW64', 2);
    probe.fails('SymUnloadModule64', 126);
    const calls = drawn.map(async (name) => [name, await kinds[name]!.start(random)] as const);
    endings.push(...(await Promise.all(calls)));
    // Calls that gave up are still on their way.
    await probe.dll.run(() => undefined);
  });

  it('end as promised for each kind', () => {
    expect(endings).toHaveLength(200);
    expect(endings.filter(([name, ending]) => !kinds[name]!.endings.includes(ending))).toEqual([]);
  });

  it('are never in the DLL at the same time, except calls from callbacks on the same thread', () => {
    const records = probe.records();
    // Some kinds never reach it: they are refused, or give up in time.
    expect(records.length).toBeGreaterThan(150);
    expect(probe.maxInside()).toBe(1);
    let outermost = { left: 0n, thread: 0 };
    for (const { depth, entered, left, thread } of records) {
      if (depth === 1) {
        expect(entered).toBeGreaterThan(outermost.left);
        outermost = { left, thread };
      } else {
        expect(left).toBeLessThan(outermost.left);
        expect(thread).toBe(outermost.thread);
      }
    }
  });

  it('leave the gate free and nothing in the DLL', async () => {
    expect(probe.inside()).toBe(0);
    expect(probe.records().filter(({ left }) => left === 0n)).toEqual([]);
    await expect(queuedLookUp()).resolves.toBe(1n);
    await expect(queuedLoad()).resolves.toBe(0x2000_0000n);
  });
});
