import { AsyncLocalStorage } from 'node:async_hooks';
import { SymbolSession, type SymbolModule } from '../../../../lib';
import { turnsDuring } from '../../../event-loop-turns';
import { scene, trueFunction, truth, variant } from '../../fixtures';
import { probeWithout } from '../../older-dlls';
import { loadProbe, type Probe } from '../../probe';

/** Waiting calls of `symbolize` share a turn, without a visible difference. */

const rawKey = 0x70001001n;

describe('many calls on the probe', () => {
  let probe: Probe;
  let sessions: SymbolSession[];

  beforeAll(async () => {
    probe = await loadProbe();
  });
  beforeEach(async () => {
    probe.reset();
    sessions = [await SymbolSession.open({ dbghelp: probe.dll }), await SymbolSession.open({ dbghelp: probe.dll })];
  });
  afterEach(async () => {
    probe.release('*');
    probe.clear('*');
    await Promise.all(sessions.map((session) => session.close()));
  });

  /** Everything waits until the probe releases this load. */
  async function heldLoad(): Promise<{ readonly load: Promise<bigint> }> {
    probe.hold('SymLoadModuleExW');
    const load = probe.dll.SymLoadModuleExW(rawKey, null, 'C:\\probe\\held.dll', null, 0x1000_0000n, 0, null, 0);
    await probe.entered();
    return { load };
  }

  const waitingTurns = (): (string | null)[] =>
    probe.dll.pending.filter(({ state }) => state === 'waiting').map(({ api }) => api);

  /** The addresses of the probe's calls, in order. */
  const asked = (): bigint[] =>
    probe
      .records()
      .filter(({ name }) => name === 'SymFromAddrW' || name === 'SymGetModuleBase64')
      .map(({ arguments: [, address] }) => address!);

  it('share a turn if there were only such calls of other sessions between them, and keep their order with all others', async () => {
    const [first, second] = sessions as [SymbolSession, SymbolSession];
    const { load } = await heldLoad();
    const waiting = [
      first.symbolize(1n),
      first.symbolize(2n),
      probe.dll.SymGetModuleBase64(rawKey, 3n),
      first.symbolize(4n),
      second.symbolize(5n),
      second.symbolize(6n),
      first.symbolize(7n),
      first.run((api) => api.SymGetModuleBase64(rawKey, 8n)),
      first.symbolize(9n),
      first.symbolize(10n),
    ];
    const turns = waitingTurns();
    probe.release('*');
    await Promise.all([load, ...waiting]);
    expect(turns).toEqual([
      'SymbolSession.symbolize',
      'SymGetModuleBase64',
      'SymbolSession.symbolize',
      'SymbolSession.symbolize',
      'SymbolSession.run',
      'SymbolSession.symbolize',
    ]);
    expect(asked()).toEqual([1n, 2n, 3n, 4n, 7n, 5n, 6n, 8n, 9n, 10n]);
  });

  it('do not share a turn without limit', async () => {
    const [session] = sessions as [SymbolSession];
    const { load } = await heldLoad();
    const calls = Array.from({ length: 3000 }, (_, index) => session.symbolize(BigInt(index)));
    const turns = waitingTurns();
    probe.release('*');
    await Promise.all([load, ...calls]);
    expect(turns.length).toBeGreaterThan(1);
    expect(turns.length).toBeLessThan(10);
    expect(probe.calls('SymFromAddrW')).toBe(3000);
  });

  it('let timers and I/O run', async () => {
    const [session] = sessions as [SymbolSession];
    probe.delay('SymFromAddrW', 1);
    const turns = await turnsDuring(() =>
      Promise.all(Array.from({ length: 200 }, (_, index) => session.symbolize(BigInt(index)))),
    );
    // Here a call takes longer than a millisecond, and a slice has about four of them.
    expect(turns).toBeGreaterThan(10);
  });

  it('are each rejected if the session is closed before their turn, and nothing reaches the DLL', async () => {
    const [session] = sessions as [SymbolSession];
    const { load } = await heldLoad();
    const waiting = [session.symbolize(1n), session.symbolize(2n)];
    const closing = session.close();
    const late = session.symbolize(3n);
    probe.release('*');
    const outcomes = await Promise.allSettled([...waiting, late]);
    await Promise.all([load, closing]);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'DBGHELP_CLOSED' } });
    }
    expect(asked()).toEqual([]);
  });

  it('are DBGHELP_REENTRANT only inside a job, even if others wait outside', async () => {
    const [session] = sessions as [SymbolSession];
    const before = session.symbolize(1n);
    const job = probe.dll.run(async () => {
      const refusal = session.symbolize(2n).catch((error: unknown) => error);
      return [await refusal];
    });
    const after = [session.symbolize(3n), session.symbolize(4n)];
    expect(await job).toMatchObject([{ code: 'DBGHELP_REENTRANT', api: 'SymbolSession.symbolize' }]);
    await Promise.all([before, ...after]);
    expect(asked()).toEqual([1n, 3n, 4n]);
  });

  it('continue in their own async contexts', async () => {
    const [session] = sessions as [SymbolSession];
    const storage = new AsyncLocalStorage<number>();
    const contexts = [1, 2, 3, 4];
    const seen = await Promise.all(
      contexts.map((context) =>
        storage.run(context, async () => {
          await session.symbolize(BigInt(context));
          return storage.getStore();
        }),
      ),
    );
    expect(seen).toEqual(contexts);
  });

  it('fail separately', async () => {
    const older = await probeWithout('SymAddrIncludeInlineTrace');
    // The stand-in leaves a symbol at address 0, which is in no module.
    older.returns('SymGetModuleInfoW64', 0n);
    const { dll } = older;
    await using session = await SymbolSession.open({ dbghelp: dll });
    const outcomes = await Promise.allSettled([
      session.symbolize(1n),
      session.symbolize(2n),
      session.symbolize(0n, { inlineFrames: true }),
      session.symbolize('no address'),
      session.symbolize(4n),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
    ]);
    expect(outcomes[2]).toMatchObject({ reason: { code: 'DBGHELP_NOT_EXPORTED' } });
    expect(outcomes[3]).toMatchObject({ reason: { name: 'RangeError' } });
  });
});

describe('many calls on the real DLL', () => {
  const base = 0x1000_0000n;
  const draw = base + BigInt(trueFunction('scene_draw').rva);

  it('are answered as if made one after the other, each with its own options', async () => {
    await using session = await SymbolSession.open();
    const module: SymbolModule = await session.loadModule(scene, { base });
    const addresses = truth(variant).functions.map(({ rva }) => base + BigInt(rva));
    const expected = [];
    for (const address of addresses) expected.push(await session.symbolize(address));
    expect(expected.filter((hit) => hit?.module === 'scene')).toHaveLength(addresses.length);
    const outside = module.base + BigInt(module.size);
    const [answers, ...others] = await Promise.all([
      Promise.all(addresses.map((address) => session.symbolize(address))),
      session.symbolize(outside),
      session.symbolize(outside, { degrade: true }),
      session.symbolize(draw),
      session.symbolize('absent+1'),
    ]);
    expect(answers).toEqual(expected);
    expect(others).toMatchObject([
      null,
      { level: 'address', address: outside },
      { name: 'scene_draw', displacement: 0n },
      null,
    ]);
  });

  it('use the modules that are loaded when it is their turn', async () => {
    await using session = await SymbolSession.open();
    const load = session.loadModule(scene, { base });
    const early = session.symbolize(draw);
    const module = await load;
    await expect(early).resolves.toMatchObject({ name: 'scene_draw' });
    const [before, , after] = await Promise.all([
      session.symbolize(draw),
      session.unloadModule(module),
      session.symbolize(draw),
    ]);
    expect(before).toMatchObject({ name: 'scene_draw' });
    expect(after).toBeNull();
  });

  it('load the symbols of a deferred module once for all', async () => {
    await using session = await SymbolSession.open({ options: { deferredLoads: true } });
    const module = await session.loadModule(scene, { base });
    const rvas = truth(variant).functions.map(({ rva }) => rva);
    const hits = await Promise.all(rvas.map((rva) => session.symbolize({ module, rva })));
    expect(hits.filter((hit) => hit?.level === 'line').length).toBeGreaterThan(rvas.length / 2);
    expect(module.symbolType).toBe('pdb');
  });
});
