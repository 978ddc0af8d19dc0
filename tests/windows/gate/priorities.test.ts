import { setImmediate as eventLoopTurn } from 'node:timers/promises';
import { SymbolSession, type DbgHelpToken } from '../../../lib';
import { bin, variant } from '../fixtures';
import { loadProbe, probePath, type Probe } from '../probe';

let probe: Probe;
let one: SymbolSession;
let other: SymbolSession;

beforeAll(async () => {
  probe = await loadProbe();
});

beforeEach(async () => {
  probe.reset();
  one = await SymbolSession.open({ dbghelp: probe.dll });
  other = await SymbolSession.open({ dbghelp: probe.dll });
});

afterEach(async () => {
  probe.release('*');
  await Promise.all([one.close(), other.close()]);
});

const load = (api: DbgHelpToken, base: bigint): Promise<bigint> =>
  api.SymLoadModuleExW.async(1n, null, 'C:\\a.dll', null, base, 0, null, 0);
const lookUp = (api: DbgHelpToken, address: bigint): bigint => api.SymGetModuleBase64(1n, address);

/** The loads and look-ups in the DLL, by their base or address. */
function seen(): bigint[] {
  const position: Readonly<Record<string, number>> = { SymLoadModuleExW: 4, SymGetModuleBase64: 1 };
  return probe.records().flatMap(({ name, arguments: args }) => {
    const at = position[name];
    return at === undefined ? [] : [args[at]!];
  });
}

/** Makes requests while a load is in the DLL. */
async function duringLoad(ask: () => readonly Promise<unknown>[]): Promise<bigint[]> {
  probe.hold('SymLoadModuleExW');
  const first = probe.dll.run((api) => load(api, 0x1000n), { long: true });
  await probe.entered();
  const asked = ask();
  probe.release('*');
  await Promise.all([first, ...asked]);
  return seen();
}

describe('short work', () => {
  it('goes before the long work of others, but not before that of its own session', async () => {
    const order = await duringLoad(() => [
      one.run((api) => load(api, 0x2000n), { long: true }),
      one.run((api) => load(api, 0x3000n), { long: true }),
      one.run((api) => lookUp(api, 0x3333n)),
      other.run((api) => lookUp(api, 0x11n)),
      other.run((api) => lookUp(api, 0x12n)),
    ]);
    expect(order).toEqual([0x1000n, 0x11n, 0x12n, 0x2000n, 0x3000n, 0x3333n]);
  });

  it('keeps its order among raw calls, and goes before long ones of sessions', async () => {
    const { dll } = probe;
    const order = await duringLoad(() => [
      one.run((api) => load(api, 0x2000n), { long: true }),
      dll.SymGetModuleBase64(1n, 0x11n),
      dll.SymLoadModuleExW(1n, null, 'C:\\a.dll', null, 0x3000n, 0, null, 0),
      dll.SymGetModuleBase64(1n, 0x12n),
      other.run((api) => lookUp(api, 0x13n)),
    ]);
    expect(order).toEqual([0x1000n, 0x11n, 0x13n, 0x2000n, 0x3000n, 0x12n]);
  });

  it('gives long work its turn in between, no matter how much short work there is', async () => {
    probe.delay('SymGetModuleBase64', 10);
    const lookUps = 40;
    const order = await duringLoad(() => [
      one.run((api) => load(api, 0x2000n), { long: true }),
      ...Array.from({ length: lookUps }, (_, index) => other.run((api) => lookUp(api, BigInt(index)))),
    ]);
    const place = order.indexOf(0x2000n);
    expect(place).toBeGreaterThan(2);
    expect(place).toBeLessThan(lookUps / 2);
  });

  it('of another session comes between the parts of a load', async () => {
    probe.hold('SymLoadModuleExW');
    const loading = one.loadModule(probePath);
    await probe.entered();
    const lookingUp = other.run((api) => lookUp(api, 0x11n));
    probe.release('*');
    await Promise.allSettled([loading, lookingUp]);
    const names = probe.records().map(({ name }) => name);
    const [loaded, lookedUp, touched] = ['SymLoadModuleExW', 'SymGetModuleBase64', 'SymFromAddrW'].map((name) =>
      names.indexOf(name),
    ) as [number, number, number];
    expect(loaded).toBeLessThan(lookedUp);
    expect(lookedUp).toBeLessThan(touched);
  });

  it('comes between the slices of a long list', async () => {
    probe.delay('SymFromAddrW', 1);
    const total = 200;
    const places = new Set<number>();
    const answered = one.symbolizeAll(Array.from({ length: total }, (_, index) => index + 1));
    for (let place = 0; place < total; place = probe.calls('SymFromAddrW')) {
      places.add(place);
      await eventLoopTurn();
      await other.run((api) => lookUp(api, 0x11n));
    }
    await answered;
    expect(places.size).toBeGreaterThan(3);
  });
});

describe('requests of one session without a wait in between', () => {
  it('are done in that order: a load, a look-up, an unload, a look-up', async () => {
    await using session = await SymbolSession.open();
    const base = 0x1_0000_0000n >> (variant === 'x64' ? 0n : 4n);
    const file = bin('', variant, 'scene.dll');
    const loaded = session.loadModule(file, { base });
    const during = session.module(base + 0x1000n);
    const unloaded = session.unloadModule(base);
    const afterwards = session.module(base + 0x1000n);
    expect((await loaded).base).toBe(base);
    expect((await during)?.name.toLowerCase()).toBe('scene');
    await unloaded;
    expect(await afterwards).toBeNull();
  });

  it('are rejected if they still wait when the session is closed, and the running load ends first', async () => {
    probe.hold('SymLoadModuleExW');
    const loading = one.loadModule(probePath).catch((error: unknown) => error);
    await probe.entered();
    const waits = one.module(0x1234n).catch((error: unknown) => error);
    const closing = one.close();
    probe.release('*');
    expect(await waits).toMatchObject({ code: 'DBGHELP_CLOSED' });
    await Promise.all([loading, closing]);
    const names = probe.records().map(({ name }) => name);
    expect(names.indexOf('SymCleanup')).toBeGreaterThan(names.lastIndexOf('SymFromAddrW'));
    expect(names).toContain('SymFromAddrW');
  });
});
