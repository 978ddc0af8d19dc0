import { dbghelp, SymbolSession } from '../../../../lib';
import { scene } from '../../fixtures';
import { loadProbe, type Probe } from '../../probe';

/** The cache of `symbolize`, and when it is cleared. */

describe('cached answers', () => {
  let probe: Probe;
  let session: SymbolSession;
  let address: bigint;

  beforeAll(async () => {
    probe = await loadProbe();
    probe.reset();
    probe.fill('SymGetModuleInfoW64');
    session = await SymbolSession.open({ dbghelp: probe.dll });
    address = (await session.loadModule(scene)).base + 1n;
    await session.symbolize(address);
  });
  beforeEach(() => session.symbolize(address));
  afterAll(() => session.close());

  /** The number of calls of the DLL. */
  async function asked(job: () => Promise<unknown>): Promise<number> {
    const before = probe.calls('SymFromAddrW');
    await job();
    return probe.calls('SymFromAddrW') - before;
  }

  const again = (): Promise<unknown> => session.symbolize(address);

  it('are given without another call', async () => {
    expect(await asked(again)).toBe(0);
    expect(await asked(() => session.symbolize(address + 1n))).toBe(1);
    expect(await asked(() => session.symbolize(address + 1n))).toBe(0);
  });

  it('are not used with cache: false', async () => {
    expect(await asked(() => session.symbolize(address, { cache: false }))).toBe(1);
    const twice = [address, address];
    expect(await asked(() => session.symbolizeAll(twice, { cache: false, shortcut: false }))).toBe(2);
    expect(await asked(() => session.symbolizeAll(twice, { shortcut: false }))).toBe(0);
    await expect(session.symbolize(address, { cache: 1 as never })).rejects.toThrow(TypeError);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['raw calls of the session', () => session.run(() => undefined)],
    ['raw calls of others', () => probe.dll.run(() => undefined)],
    ['a raw call', () => probe.dll.SymUnloadModule64(session.key, address)],
    ['a symbol of one’s own', () => session.addSymbol({ name: 'one', address, size: 1 })],
  ])('are dropped after %s', async (_what, job) => {
    await job();
    expect(await asked(again)).toBe(1);
  });

  it('survive calls of other sessions and DLLs', async () => {
    await using other = await SymbolSession.open({ dbghelp: probe.dll });
    await other.symbolize(5n);
    await dbghelp.SymGetOptions();
    expect(await asked(again)).toBe(0);
  });

  it('are some thousands at most', async () => {
    const many = Array.from({ length: 40_000 }, (_, index) => address + 2n + BigInt(index));
    await session.symbolizeAll(many, { shortcut: false });
    expect(await asked(again)).toBe(1);
  });

  // This one comes last, because the stand-in lists no modules.
  it('are dropped after the modules were read again', async () => {
    await session.refreshModules();
    expect(await asked(again)).toBe(1);
  });
});

it('include a symbol added to a module after an answer', async () => {
  await using session = await SymbolSession.open();
  const base = 0x5000_0000n;
  const module = await session.loadVirtualModule({ base, size: 0x1000, name: 'jit' });
  await expect(session.symbolize(base)).resolves.toBeNull();
  await session.addSymbol({ name: 'one', address: base, size: 8 });
  await expect(session.symbolize(base)).resolves.toMatchObject({ name: 'one' });
  await session.unloadModule(module);
  await expect(session.symbolize(base)).resolves.toBeNull();
  await session.loadVirtualModule({ base, size: 0x1000, name: 'other' });
  await dbghelp.SymAddSymbolW(session.key, base, 'two', base, 8, 0);
  await expect(session.symbolize(base)).resolves.toMatchObject({ name: 'two', module: 'other' });
});
