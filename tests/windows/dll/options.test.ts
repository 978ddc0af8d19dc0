import { copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { DbgHelp, SymbolSession, dbghelp } from '../../../lib';
import { SYMOPT } from '../../../types/constants';
import { loadProbe, probePath, type CallRecord, type Probe } from '../probe';

/** The DLL's option word before the package's first call. */
const before = SYMOPT.UNDNAME | SYMOPT.NO_CPP;

/** A DLL that no other test file has used, because a process keeps its initial options. */
const untouched = path.join(tmpdir(), `dbghelp-options-${String(process.pid)}.dll`);

let probe: Probe;

beforeAll(async () => {
  await copyFile(probePath, untouched);
  probe = await loadProbe(untouched);
  probe.reset();
  probe.koffi.load(untouched).func('__stdcall', 'SymSetOptions', 'uint32_t', ['uint32_t'])(before);
});

const key = 0x70008001n;

/** The number of earlier calls; those of the gate itself are not counted. */
let told = 0;
function callsSince(): CallRecord[] {
  const records = probe.records().slice(told);
  told += records.length;
  return records.filter(({ name }) => name !== 'SymSetOptions' && name !== 'SymGetOptions');
}

const optionsOf = (records: readonly CallRecord[]): number[] => [...new Set(records.map(({ options }) => options))];
const rawCall = (): Promise<boolean> => probe.dll.SymSetSearchPathW(key, 'C:\\raw');

/** Calls of a session, some of them off the main thread. */
async function useSession(session: SymbolSession): Promise<void> {
  await session.modules();
  await session.symbolize(0x1234n);
  await session.findSymbol('main');
}

it('raw calls start with the DLL’s current options', async () => {
  callsSince();
  await rawCall();
  expect(optionsOf(callsSince())).toEqual([before]);
  await expect(probe.dll.SymGetOptions()).resolves.toBe(before);
});

it('a session’s options apply from its first call to its last', async () => {
  callsSince();
  const session = await SymbolSession.open({ dbghelp: probe.dll, options: { caseInsensitive: true } });
  await useSession(session);
  await session.close();
  const calls = callsSince();
  expect(calls.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['SymInitializeW', 'SymFromNameW', 'SymCleanup']),
  );
  expect(optionsOf(calls)).toHaveLength(1);
  const [word] = optionsOf(calls);
  expect(word! & SYMOPT.CASE_INSENSITIVE).toBe(SYMOPT.CASE_INSENSITIVE);
  expect(word! & SYMOPT.NO_PROMPTS).toBe(SYMOPT.NO_PROMPTS >>> 0);
});

describe('two sessions and raw calls in turn', () => {
  let insensitive: SymbolSession;
  let exact: SymbolSession;

  beforeEach(async () => {
    insensitive = await SymbolSession.open({ dbghelp: probe.dll, options: { caseInsensitive: true } });
    exact = await SymbolSession.open({ dbghelp: probe.dll, options: { exactSymbols: true } });
    await probe.dll.SymSetOptions(SYMOPT.PUBLICS_ONLY);
    callsSince();
  });

  afterEach(async () => {
    await Promise.all([insensitive.close(), exact.close()]);
  });

  /** The option words of the calls, by their keys. */
  function words(): { insensitive: number[]; exact: number[]; raw: number[] } {
    const calls = callsSince();
    const of = (hProcess: bigint): number[] => optionsOf(calls.filter((call) => call.arguments[0] === hProcess));
    return { insensitive: of(insensitive.key), exact: of(exact.key), raw: of(key) };
  }

  function expectOwnOptions(raw: number): void {
    const seen = words();
    expect(seen.raw).toEqual([raw]);
    expect(seen.insensitive).toHaveLength(1);
    expect(seen.exact).toHaveLength(1);
    const both = SYMOPT.CASE_INSENSITIVE | SYMOPT.EXACT_SYMBOLS;
    expect(seen.insensitive[0]! & both).toBe(SYMOPT.CASE_INSENSITIVE);
    expect(seen.exact[0]! & both).toBe(SYMOPT.EXACT_SYMBOLS);
    expect(seen.insensitive[0]! & SYMOPT.PUBLICS_ONLY).toBe(0);
  }

  it('each have their own options, one after the other', async () => {
    for (let round = 0; round < 3; round++) {
      await useSession(insensitive);
      await rawCall();
      await useSession(exact);
      await useSession(insensitive);
      await rawCall();
    }
    expectOwnOptions(SYMOPT.PUBLICS_ONLY);
  });

  it('each have their own options, all at once', async () => {
    await Promise.all(
      Array.from({ length: 30 }, async (_, at) => {
        if (at % 3 === 0) await nextTurn();
        await [() => useSession(insensitive), rawCall, () => useSession(exact)][at % 3]!();
      }),
    );
    expectOwnOptions(SYMOPT.PUBLICS_ONLY);
  });

  it('each have their own options, also if raw ones are set in between', async () => {
    await useSession(insensitive);
    await probe.dll.SymSetOptions(SYMOPT.DEBUG);
    await useSession(exact);
    await useSession(insensitive);
    await rawCall();
    expectOwnOptions(SYMOPT.DEBUG);
    await expect(probe.dll.SymGetOptions()).resolves.toBe(SYMOPT.DEBUG);
  });

  it('each have their own options, also if raw ones are set in a job, off the main thread or raw', async () => {
    await probe.dll.run(async (api) => {
      api.SymSetOptions(SYMOPT.NO_CPP);
      await api.SymSetOptions.async(SYMOPT.LOAD_ANYTHING);
      api.SymSetSearchPathW(key, 'C:\\raw');
    });
    await Promise.all([useSession(insensitive), useSession(exact)]);
    await probe.dll.run((api) => api.SymSetSearchPathW(key, 'C:\\raw'));
    expectOwnOptions(SYMOPT.LOAD_ANYTHING);
    await probe.dll.run((api) => api.SymSetOptions.raw(SYMOPT.DEBUG));
    await Promise.all([useSession(insensitive), useSession(exact)]);
    await rawCall();
    expectOwnOptions(SYMOPT.DEBUG);
  });

  it('each have their own options after a job that threw', async () => {
    const failed = probe.dll.run((api) => {
      api.SymSetOptions(SYMOPT.DEBUG);
      throw new Error('from the job');
    });
    await expect(failed).rejects.toThrow('from the job');
    await Promise.all([useSession(insensitive), useSession(exact)]);
    await rawCall();
    expectOwnOptions(SYMOPT.DEBUG);
  });

  it('keep options that a job of a session sets in that session', async () => {
    await exact.run((api) => api.SymSetOptions(SYMOPT.EXACT_SYMBOLS | SYMOPT.NO_CPP));
    await useSession(insensitive);
    await useSession(exact);
    await rawCall();
    const seen = words();
    expect(seen.exact).toEqual([SYMOPT.EXACT_SYMBOLS | SYMOPT.NO_CPP]);
    expect(seen.insensitive[0]! & SYMOPT.NO_CPP).toBe(0);
    expect(seen.raw).toEqual([SYMOPT.PUBLICS_ONLY]);
  });

  it('set the option word only if the previous owner was another one', async () => {
    const sets = (): number => probe.calls('SymSetOptions');
    await insensitive.modules();
    const start = sets();
    for (let at = 0; at < 5; at++) await insensitive.modules();
    expect(sets()).toBe(start);
    await rawCall();
    await rawCall();
    expect(sets()).toBe(start + 1);
    callsSince();
  });
});

it('two objects for one DLL have one option word', async () => {
  const again = await DbgHelp.load({ path: untouched.toUpperCase() });
  await probe.dll.SymSetOptions(SYMOPT.DEBUG);
  await expect(again.SymGetOptions()).resolves.toBe(SYMOPT.DEBUG);
  callsSince();
});

it('two DLLs have separate option words', async () => {
  const system = await dbghelp.SymGetOptions();
  try {
    await probe.dll.SymSetOptions(SYMOPT.NO_CPP);
    await dbghelp.SymSetOptions(SYMOPT.UNDNAME | SYMOPT.LOAD_LINES);
    await expect(probe.dll.SymGetOptions()).resolves.toBe(SYMOPT.NO_CPP);
    await expect(dbghelp.SymGetOptions()).resolves.toBe(SYMOPT.UNDNAME | SYMOPT.LOAD_LINES);
  } finally {
    await dbghelp.SymSetOptions(system);
  }
});
