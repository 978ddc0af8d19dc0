import { AsyncLocalStorage } from 'node:async_hooks';
import { dbghelp, SymbolSession, SYMOPT, type DbgHelp } from '../../../lib';
import { turnsDuring } from '../../event-loop-turns';
import { loadProbe, type Probe } from '../probe';

/** Single raw calls that wait together share a turn, without a visible difference. */

const key = 0x70005001n;

let probe: Probe;
let dll: DbgHelp;
beforeAll(async () => {
  probe = await loadProbe();
  ({ dll } = probe);
});
beforeEach(() => {
  probe.reset();
});
afterEach(() => {
  probe.release('*');
  probe.clear('*');
});

/** Everything waits until the probe releases this load. */
async function heldLoad(): Promise<{ readonly load: Promise<bigint> }> {
  probe.hold('SymLoadModuleExW');
  const load = dll.SymLoadModuleExW(key, null, 'C:\\probe\\held.dll', null, 0x1000_0000n, 0, null, 0);
  await probe.entered();
  return { load };
}

/** The addresses of the probe's calls, in order. */
const asked = (): bigint[] =>
  probe
    .records()
    .filter(({ name }) => name === 'SymFromAddrW' || name === 'SymGetModuleBase64')
    .map(({ arguments: [, address] }) => address!);

it('are made in the order of asking, whatever else was asked for in between', async () => {
  const session = await SymbolSession.open({ dbghelp: dll });
  const { load } = await heldLoad();
  const ask = (address: bigint): Promise<unknown> => dll.SymGetModuleBase64(key, address);
  const waiting = [
    ask(1n),
    ask(2n),
    session.symbolize(3n),
    ask(4n),
    ask(5n),
    dll.run((api) => api.SymGetModuleBase64(key, 6n)),
    ask(7n),
    session.symbolize(8n),
    session.symbolize(9n),
    ask(10n),
    ask(11n),
  ];
  probe.release('*');
  await Promise.all([load, ...waiting]);
  await session.close();
  expect(asked()).toEqual([1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n, 9n, 10n, 11n]);
});

it('have their own answers and errors', async () => {
  const { load } = await heldLoad();
  probe.returns('SymGetModuleBase64', 0x1234n);
  probe.fails('SymUnloadModule64', 6);
  const waiting = [
    dll.SymGetModuleBase64(key, 1n),
    dll.SymUnloadModule64(key, 2n),
    dll.SymGetModuleBase64(key, 3n),
    dll.SymGetModuleBase64(key, -1n),
    dll.SymGetOptions(),
  ];
  probe.release('*');
  const [one, failed, other, bad, options] = await Promise.allSettled(waiting);
  await load;
  expect([one, other]).toEqual([
    { status: 'fulfilled', value: 0x1234n },
    { status: 'fulfilled', value: 0x1234n },
  ]);
  expect(failed).toMatchObject({ status: 'rejected', reason: { api: 'SymUnloadModule64', win32Code: 6 } });
  expect(bad).toMatchObject({ status: 'rejected', reason: expect.any(RangeError) as RangeError });
  expect(options).toMatchObject({ status: 'fulfilled' });
});

it('see the options that calls before them have set', async () => {
  const { load } = await heldLoad();
  const before = dll.SymGetOptions();
  const set = dll.SymSetOptions(SYMOPT.DEBUG);
  const after = dll.SymGetOptions();
  probe.release('*');
  await load;
  await Promise.all([before, set]);
  await expect(after).resolves.toBe(SYMOPT.DEBUG);
  await dll.SymSetOptions(await before);
});

it('are listed one by one while they wait', async () => {
  const { load } = await heldLoad();
  const waiting = [dll.SymGetOptions(), dll.SymGetModuleBase64(key, 1n), dbghelp.SymGetOptions(), dll.SymGetOptions()];
  const { pending } = dbghelp;
  probe.release('*');
  await Promise.all([load, ...waiting]);
  expect(pending.map(({ api, state }) => `${String(api)} ${state}`)).toEqual([
    'SymLoadModuleExW running',
    'SymGetOptions waiting',
    'SymGetModuleBase64 waiting',
    'SymGetOptions waiting',
    'SymGetOptions waiting',
  ]);
  expect(dbghelp.pending).toEqual([]);
});

it('let timers and I/O run', async () => {
  probe.delay('SymGetModuleBase64', 1);
  const turns = await turnsDuring(() =>
    Promise.all(Array.from({ length: 200 }, (_, index) => dll.SymGetModuleBase64(key, BigInt(index)))),
  );
  // Here a call takes longer than a millisecond, and five milliseconds have about four of them.
  expect(turns).toBeGreaterThan(10);
});

it('are DBGHELP_REENTRANT only inside a job, even if others wait outside', async () => {
  const before = dll.SymGetModuleBase64(key, 1n);
  const job = dll.run(async () => [await dll.SymGetModuleBase64(key, 2n).catch((error: unknown) => error)]);
  const after = [dll.SymGetModuleBase64(key, 3n), dll.SymGetModuleBase64(key, 4n)];
  expect(await job).toMatchObject([{ code: 'DBGHELP_REENTRANT', api: 'SymGetModuleBase64' }]);
  await Promise.all([before, ...after]);
  expect(asked()).toEqual([1n, 3n, 4n]);
});

it('have callbacks in their own async contexts', async () => {
  probe.callbacks('SymEnumerateModulesW64', 1);
  const store = new AsyncLocalStorage<string>();
  const seen: (string | undefined)[] = [];
  const list = (name: string): Promise<unknown> =>
    store.run(name, () => dll.SymEnumerateModulesW64(key, () => void seen.push(store.getStore()), null));
  const { load } = await heldLoad();
  const waiting = [list('one'), dll.SymGetOptions(), list('two'), list('three')];
  probe.release('*');
  await Promise.all([load, ...waiting]);
  expect(seen).toEqual(['one', 'two', 'three']);
});
