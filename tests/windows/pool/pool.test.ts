import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { crashReport, Minidump, SymbolSession } from '../../../lib';
import type * as PoolPackage from '../../../lib/pool';
import type { PoolItem, SymbolizerPool } from '../../../lib/pool';
import { app, bin, mismatched, scene, truth, variant } from '../fixtures';

const builtPool = path.join(process.env['DBGHELP_BUILT']!, 'pool');
const { SymbolizerPool: Pool } = jest.requireActual<typeof PoolPackage>(builtPool);

const base = 0x1000_0000n;

/** Addresses for which llvm has exactly one name and line. */
const known = truth(variant)
  .functions.filter(({ name, folded }) => !folded && /^[\w:]+$/.test(name))
  .flatMap(({ name, addresses }) => addresses.map((address) => ({ name, ...address })))
  .filter(({ file, also, inlined }) => file !== undefined && !also && !inlined)
  .slice(0, 200);
const expected = known.map(({ name, line }) => ({ name, line }));
const sceneItem = { image: scene, base, addresses: known.map(({ rva }) => base + BigInt(rva)) };

interface Named {
  readonly name: string | null;
  readonly source?: { readonly line: number };
}
const seen = (result: readonly (Named | null)[] | undefined): unknown =>
  result?.map((hit) => hit && { name: hit.name, line: hit.source?.line });

const alive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'dbghelp-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('a pool of two processes', () => {
  let pool: SymbolizerPool;
  beforeAll(async () => {
    pool = await Pool.open({ processes: 2, modules: [{ image: app, base: 0x4000_0000n }] });
  });
  afterAll(() => pool.close());

  it('gives the same as sessions, in the order of the items, and each error with its item', async () => {
    const items: PoolItem[] = [
      sceneItem,
      { image: path.join(folder, 'no.dll'), addresses: [1n] },
      { image: mismatched, requireSymbols: true, addresses: [1n] },
      { image: 5 as never, addresses: [1n] },
      { addresses: ['app+0x1000', 5n, 2n ** 64n - 1n] },
      { addresses: ['nonsense'] },
      { ...sceneItem, addresses: BigUint64Array.from(sceneItem.addresses) },
    ];
    const outcomes = [];
    for await (const outcome of pool.symbolizeAll(items)) outcomes.push(outcome);
    expect(outcomes.map(({ index, item }) => [index, item])).toEqual([...items.entries()]);
    expect(outcomes.map(({ error }) => error && [error.name, 'code' in error ? error.code : undefined])).toEqual([
      undefined,
      ['DbgHelpError', 'DBGHELP_NOT_FOUND'],
      ['DbgHelpError', 'DBGHELP_NO_SYMBOLS'],
      ['TypeError', undefined],
      undefined,
      ['RangeError', undefined],
      undefined,
    ]);
    expect(known.length).toBeGreaterThan(100);
    expect(seen(outcomes[0]!.result)).toEqual(expected);
    expect(seen(outcomes[6]!.result)).toEqual(expected);
    await using session = await SymbolSession.open();
    await session.loadModule(app, { base: 0x4000_0000n });
    const same = await session.symbolizeAll(items[4]!.addresses as bigint[]);
    expect(outcomes[4]!.result).toEqual(same);
    expect(same.map((hit) => hit === null)).toEqual([false, true, true]);
  });

  it('accepts the options of symbolizeAll', async () => {
    await using session = await SymbolSession.open();
    await session.loadModule(scene, { base });
    const addresses = [...sceneItem.addresses, base + 1n, 1n];
    const options = { degrade: true, inlineFrames: true } as const;
    for await (const { result } of pool.symbolizeAll([{ ...sceneItem, addresses }], options)) {
      expect(result).toEqual(await session.symbolizeAll(addresses, options));
      expect(result!.at(-1)).toMatchObject({ level: 'address' });
    }
  });

  it('makes crash reports', async () => {
    const dumps = path.join(__dirname, '../../fixtures/dumps', variant);
    const paths = ['access-violation', 'no', 'null-call'].map((kind) => path.join(dumps, `${kind}.dmp`));
    const outcomes = [];
    for await (const outcome of pool.crashReports(paths, { imagePath: bin(variant) })) outcomes.push(outcome);
    expect(outcomes[1]!.error).toMatchObject({ name: 'MinidumpError', code: 'MINIDUMP_NOT_FOUND' });
    for (const { item, result } of [outcomes[0]!, outcomes[2]!]) {
      await using dump = await Minidump.open(item);
      await using session = await SymbolSession.open();
      expect(result).toEqual(await crashReport(dump, session, { imagePath: bin(variant) }));
    }
  });

  it('loses nothing when its processes are killed', async () => {
    const items = Array.from({ length: 12 }, (_, id) => ({ ...sceneItem, base: base + BigInt(id << 20), id }));
    for (const item of items) item.addresses = known.map(({ rva }) => item.base + BigInt(rva));
    const before = pool.pids;
    const answered = [];
    for await (const { item, result, error } of pool.symbolizeAll(items)) {
      if (item.id === 1) for (const pid of pool.pids) process.kill(pid, 'SIGKILL');
      expect(error).toBe(undefined);
      expect(seen(result)).toEqual(expected);
      answered.push(item.id);
    }
    expect(answered).toEqual(items.map(({ id }) => id));
    expect(before).toHaveLength(2);
    expect(pool.pids.filter((pid) => before.includes(pid))).toEqual([]);
  });

  it('replaces processes that end while they are idle', async () => {
    const [pid] = pool.pids;
    process.kill(pid!, 'SIGKILL');
    for await (const { result } of pool.symbolizeAll([sceneItem, sceneItem])) expect(seen(result)).toEqual(expected);
    while (pool.pids.includes(pid!)) await later(20);
  });

  it('takes items only while it has room for them', async () => {
    let taken = 0;
    const endless = (function* () {
      for (;;) {
        taken++;
        yield sceneItem;
      }
    })();
    let given = 0;
    for await (const outcome of pool.symbolizeAll(endless, { ahead: 3 })) {
      expect(outcome.error).toBe(undefined);
      await later(given === 2 ? 200 : 0);
      expect(taken - ++given).toBeLessThanOrEqual(3);
      if (given === 8) break;
    }
    expect(taken).toBeGreaterThan(8);
  });

  it.each([0, 800])(
    'stops when it is told to, whatever is done within %i ms, and goes on with others',
    async (wait) => {
      const stop = new AbortController();
      const read = async (): Promise<void> => {
        for await (const { index } of pool.symbolizeAll(
          Array.from({ length: 9 }, () => sceneItem),
          stop,
        )) {
          if (index === 1) {
            await later(wait);
            stop.abort(new Error('enough'));
          }
        }
      };
      await expect(read()).rejects.toThrow('enough');
      for await (const { result } of pool.symbolizeAll([sceneItem])) expect(seen(result)).toEqual(expected);
    },
  );

  it('works on several items at a time', async () => {
    const read = async (): Promise<void> => {
      for await (const { result } of pool.symbolizeAll([sceneItem, sceneItem])) expect(seen(result)).toEqual(expected);
    };
    await Promise.all([read(), read(), read()]);
    expect(pool.pids).toHaveLength(2);
  });
});

/** A script that runs in the processes of a pool before they start. */
function preload(name: string, text: string): { execArgv: string[] } {
  const file = path.join(folder, `${name}.cjs`);
  writeFileSync(file, text);
  return { execArgv: ['--require', file] };
}

describe('a process that ends', () => {
  it('at each try of an item is the error of only that item', async () => {
    // Reads invalid memory, like a faulty DLL.
    const koffi = JSON.stringify(require.resolve('koffi'));
    const worker = preload(
      'deadly',
      `process.on('message', ({ task }) => {
        if (task?.module?.image.endsWith('deadly.dll')) require(${koffi}).decode(16n, 'int');
      });`,
    );
    await using pool = await Pool.open({ processes: 1, itemsPerProcess: 3, worker });
    const items = [sceneItem, { ...sceneItem, image: path.join(folder, 'deadly.dll') }, sceneItem];
    const outcomes = [];
    for await (const outcome of pool.symbolizeAll(items)) outcomes.push(outcome);
    const { pids } = pool;
    expect(outcomes.map(({ result }) => seen(result))).toEqual([expected, undefined, expected]);
    expect(outcomes[1]!.error).toMatchObject({ code: 'DBGHELP_WORKER_DIED', exitCode: 0xc000_0005 });
    expect(outcomes[1]!.error!.message).toMatch(/last of 2, that worked on this ended with 0xc0000005/);
    // The second and third item are the rest of its process's share.
    for await (const { result } of pool.symbolizeAll([sceneItem])) expect(seen(result)).toEqual(expected);
    expect(pool.pids).toEqual(pids);
    for await (const { result } of pool.symbolizeAll([sceneItem, sceneItem])) expect(seen(result)).toEqual(expected);
    expect(pool.pids).not.toEqual(pids);
  });

  it('because it has too much memory is told by a code of its own, and costs only that item', async () => {
    const worker = preload(
      'greedy',
      `process.on('message', ({ task }) => {
        if (!task?.module?.image.endsWith('greedy.dll')) return;
        globalThis.taken = [];
        setInterval(() => taken.push(Buffer.alloc(32 * 2 ** 20, 1)), 20);
        setTimeout(() => process.exit(3), 30_000);
        Object.defineProperty(task.module, 'image', { get() { throw new Promise(() => 0); } });
        process.send = () => true;
      });`,
    );
    await using pool = await Pool.open({ processes: 1, retries: 0, memoryLimit: 500 * 2 ** 20, worker });
    const items = [sceneItem, { ...sceneItem, image: path.join(folder, 'greedy.dll') }, sceneItem];
    const outcomes = [];
    for await (const outcome of pool.symbolizeAll(items)) outcomes.push(outcome);
    expect(outcomes.map(({ result }) => seen(result))).toEqual([expected, undefined, expected]);
    expect(outcomes[1]!.error).toMatchObject({ code: 'DBGHELP_MEMORY_LIMIT' });
    expect(outcomes[1]!.error!.message).toMatch(/was ended: it had \d+ bytes of memory/);
  });

  it('before it is ready, at each try, is an error of the pool', async () => {
    const worker = preload(
      'never',
      `require('node:fs').writeFileSync(${JSON.stringify(folder)} + '/start-' + process.pid, '');
      console.error('cannot work');
      process.exit(7);`,
    );
    await expect(Pool.open({ worker })).rejects.toMatchObject({
      code: 'DBGHELP_WORKER_DIED',
      exitCode: 7,
      message: expect.stringMatching(/3 times in a row: ended with 7, and said: cannot work/) as string,
    });
    expect(readdirSync(folder).filter((name) => name.startsWith('start-'))).toHaveLength(3);
  });

  it('before it is ready, later, rejects waiting items', async () => {
    const switched = path.join(folder, 'broken');
    const worker = preload('later', `if (require('node:fs').existsSync(${JSON.stringify(switched)})) process.exit(9);`);
    await using pool = await Pool.open({ processes: 1, worker });
    writeFileSync(switched, '');
    process.kill(pool.pids[0]!, 'SIGKILL');
    const read = async (): Promise<void> => {
      for await (const outcome of pool.symbolizeAll([sceneItem]))
        throw new Error(`unexpected ${String(outcome.index)}`);
    };
    await expect(read()).rejects.toMatchObject({ code: 'DBGHELP_WORKER_DIED', exitCode: 9 });
  });

  it('is not reported for bad options or an invalid DLL', async () => {
    const given = [{ searchPath: 'srv*http://symbols.example' }, { dbghelp: scene }];
    const errors = await Promise.all(given.map((options) => Pool.open(options).catch((error: unknown) => error)));
    expect(errors[0]).toBeInstanceOf(RangeError);
    expect(errors[1]).toMatchObject({ code: 'DBGHELP_LOAD_FAILED' });
  });
});

describe('an item whose process hangs', () => {
  /** Hangs like a DLL that never returns, for images of this name. */
  const hanging = (): { execArgv: string[] } =>
    preload(
      'hanging',
      `process.prependListener('message', ({ task }) => {
        if (task?.module?.image.endsWith('hanging.dll')) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      });`,
    );

  it('has the error DBGHELP_TIMEOUT, and the others are answered', async () => {
    await using pool = await Pool.open({ processes: 2, worker: hanging() });
    const hangs = { ...sceneItem, image: path.join(folder, 'hanging.dll') };
    const items = [sceneItem, hangs, hangs, sceneItem, hangs, sceneItem, sceneItem];
    const outcomes = [];
    const from = performance.now();
    for await (const outcome of pool.symbolizeAll(items, { timeout: 4000 })) outcomes.push(outcome);
    expect(outcomes.map(({ error }) => (error as { code?: string } | undefined)?.code)).toEqual(
      items.map((item) => (item === hangs ? 'DBGHELP_TIMEOUT' : undefined)),
    );
    for (const { item, result } of outcomes) if (item !== hangs) expect(seen(result)).toEqual(expected);
    expect(performance.now() - from).toBeLessThan(60_000);
  });

  it('gives its process up when it is cancelled', async () => {
    await using pool = await Pool.open({ processes: 1, worker: hanging() });
    const [pid] = pool.pids;
    const hangs = { ...sceneItem, image: path.join(folder, 'hanging.dll') };
    const stop = AbortSignal.timeout(1000);
    await expect(pool.symbolizeAll([hangs], { signal: stop })[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    while (alive(pid!)) await later(50);
    for await (const { result } of pool.symbolizeAll([sceneItem])) expect(seen(result)).toEqual(expected);
  });
});

describe('the processes of a pool', () => {
  it('end when it is closed, even at work', async () => {
    // This process makes its load off the main thread.
    const pool = await Pool.open({ processes: 1, searchPath: `srv*${folder}` });
    const { pids } = pool;
    const read = async (): Promise<void> => {
      for await (const { index } of pool.symbolizeAll(Array.from({ length: 9 }, () => sceneItem))) {
        if (index === 0) void pool.close();
      }
    };
    await expect(read()).rejects.toMatchObject({ code: 'DBGHELP_CLOSED' });
    await pool.close();
    expect(pids.filter(alive)).toEqual([]);
    expect([pool.closed, pool.pids]).toEqual([true, []]);
    expect(() => pool.symbolizeAll([])).toThrow(expect.objectContaining({ code: 'DBGHELP_CLOSED' }) as Error);
  });

  it('end when their parent ends, normally or by force', async () => {
    const endings = ['', 'while (true) for await (const { index } of pool.symbolizeAll([item, item]));'];
    const ended = endings.map(async (work, number) => {
      const told = path.join(folder, `pids-${String(number)}`);
      const script = `
        const { SymbolizerPool } = require(${JSON.stringify(builtPool)});
        const item = { image: ${JSON.stringify(scene)}, addresses: ['scene+0x1010'] };
        (async () => {
          const pool = await SymbolizerPool.open({ processes: 1 });
          for await (const { error } of pool.symbolizeAll([item])) if (error) throw error;
          require('node:fs').writeFileSync(${JSON.stringify(told)}, String(pool.pids));
          ${work}
        })();`;
      const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'ignore', 'inherit'] });
      const exit = once(parent, 'exit');
      if (work !== '') {
        while (!readdirSync(folder).includes(path.basename(told))) await later(20);
        await later(50);
        parent.kill('SIGKILL');
      }
      const [code] = (await exit) as [number | null];
      return { code, pid: Number(readFileSync(told, 'utf8')) };
    });
    const [idle, killed] = await Promise.all(ended);
    expect(idle!.code).toBe(0);
    for (const { pid } of [idle!, killed!]) {
      expect(pid).toBeGreaterThan(0);
      while (alive(pid)) await later(20);
    }
  });
});
