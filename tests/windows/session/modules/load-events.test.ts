import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { SymbolModule, SymbolSession, SYMOPT, type SymbolDiagnostic, type SymbolProgress } from '../../../../lib';
import { bare, bin, mismatched, scene, trueFunction, variant } from '../../fixtures';
import { loadProbe, probePath, type Probe } from '../../probe';
import { runProgram } from '../../programs';

/** CBA_ values. */
const action = {
  start: 1,
  complete: 2,
  failure: 3,
  unloaded: 4,
  cancel: 7,
  event: 0x10,
  partial: 0x20,
  text: 0x1000_0000,
  sourceServerText: 0x2000_0000,
  sourceServerEvent: 0x4000_0000,
  xml: 0x9000_0000,
  unknown: 0x7777_0000,
};

const base = 0x10000000n;
/** The probe's name for the image of every load. */
const told = { file: 'C:\\probe\\mod0.dll', module: 'mod0' };

let scratch: string;
let probe: Probe;
let before: number;

const liveCallbacks = (): number => probe.koffi.stats().callbacks;

beforeAll(async () => {
  scratch = await mkdtemp(path.join(os.tmpdir(), 'dbghelp-'));
  probe = await loadProbe();
});
// DLLs cannot be deleted while they are loaded.
afterAll(() => rm(scratch, { recursive: true }).catch(() => undefined));
beforeEach(() => {
  probe.reset();
  before = liveCallbacks();
});

interface Heard {
  readonly diagnostics: SymbolDiagnostic[];
  readonly progress: SymbolProgress[];
}

function listen(session: SymbolSession): Heard {
  const heard: Heard = { diagnostics: [], progress: [] };
  session.on('diagnostic', (diagnostic) => heard.diagnostics.push(diagnostic));
  session.on('progress', (progress) => heard.progress.push(progress));
  return heard;
}

/** The events of a load during which the probe calls the callback. */
async function heardOf(what: number, from: Probe = probe): Promise<Heard> {
  await using session = await SymbolSession.open({ dbghelp: from.dll });
  const heard = listen(session);
  from.fill('SymGetModuleInfoW64');
  from.fireFrom('SymLoadModuleExW', what, 1);
  await session.loadModule(scene, { base });
  from.clear('SymLoadModuleExW');
  return heard;
}

/** A separate probe, with one text replaced by another of the same length. */
async function patchedProbe(name: string, from: string, to: string): Promise<Probe> {
  expect(to).toHaveLength(from.length);
  const bytes = await readFile(probePath);
  expect(bytes.includes(from)).toBe(true);
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from)) bytes.write(to, at, 'latin1');
  const file = path.join(scratch, name);
  await writeFile(file, bytes);
  const patched = await loadProbe(file);
  patched.reset();
  return patched;
}

describe('a call of the registered callback', () => {
  it.each([
    [action.start, 'load-started', 'info', 'started'],
    [action.partial, 'load-partial', 'info', 'running'],
    [action.complete, 'load-ended', 'info', 'ended'],
    [action.failure, 'load-failed', 'problem', 'failed'],
  ])('about a load (0x%x) is a diagnostic %s and progress', async (what, code, severity, state) => {
    const { diagnostics, progress } = await heardOf(what);
    expect(diagnostics[0]).toMatchObject({ code, severity, module: told.module });
    expect(diagnostics[0]?.text).toContain(told.file);
    expect(progress).toEqual([{ ...told, state, percent: null, bytes: null, server: null, fromCache: false }]);
    // "Not handled": DbgHelp does not try the load again.
    expect(probe.callbackRecords().map(({ result }) => result)).toEqual([0n]);
  });

  it.each([
    [action.event, 'message', 'problem', 'probe event 0'],
    [action.text, 'message', 'info', 'probe text 0'],
    [action.sourceServerEvent, 'source-server', 'problem', 'probe event 0'],
    [action.sourceServerText, 'source-server', 'info', 'probe text 0'],
  ])(
    'in words (0x%x) is a diagnostic %s, once, of the module that is being loaded',
    async (what, code, severity, text) => {
      const { diagnostics, progress } = await heardOf(what);
      expect(diagnostics[0]).toEqual({ severity, code, text, module: 'scene' });
      expect(progress).toEqual([]);
      // "Handled": DbgHelp does not repeat an event as text.
      expect(probe.callbackRecords().map(({ result }) => result)).toEqual([1n]);
    },
  );

  it('about unloaded symbols is a diagnostic', async () => {
    expect((await heardOf(action.unloaded)).diagnostics[0]).toMatchObject({ code: 'unloaded', module: null });
  });

  it.each([
    ['what nobody knows', action.unknown],
    ['XML without a percentage', action.xml],
  ])('that is %s is ignored, and not handled', async (_what, unknown) => {
    const { diagnostics, progress } = await heardOf(unknown);
    expect(diagnostics.filter(({ code }) => code === 'message')).toEqual([]);
    expect(progress).toEqual([]);
    expect(probe.callbackRecords().map(({ result }) => result)).toEqual([0n]);
  });

  it('with a percentage is progress', async () => {
    const patched = await patchedProbe('percent.dll', 'probe text ', '27 percent ');
    const { progress } = await heardOf(action.text, patched);
    expect(progress).toMatchObject([{ module: 'scene', file: null, state: 'running', percent: 27, bytes: null }]);
  });

  it('reaches nobody after off', async () => {
    await using session = await SymbolSession.open({ dbghelp: probe.dll });
    const listener = jest.fn();
    session.on('diagnostic', listener).off('diagnostic', listener);
    probe.fill('SymGetModuleInfoW64');
    probe.fireFrom('SymLoadModuleExW', action.event, 1);
    await session.loadModule(scene, { base });
    expect(listener).not.toHaveBeenCalled();
  });

  it('for one session does not reach another one', async () => {
    await using one = await SymbolSession.open({ dbghelp: probe.dll });
    await using other = await SymbolSession.open({ dbghelp: probe.dll });
    const [mine, theirs] = [listen(one), listen(other)];
    probe.fill('SymGetModuleInfoW64');
    probe.fireFrom('SymLoadModuleExW', action.event, 1);
    await one.loadModule(scene, { base });
    expect(mine.diagnostics.map(({ code }) => code)).toContain('message');
    expect(theirs).toEqual({ diagnostics: [], progress: [] });
  });
});

describe('the callback', () => {
  it('is registered when it is needed, and released by close', async () => {
    const session = await SymbolSession.open({ dbghelp: probe.dll });
    await session.modules();
    expect([liveCallbacks() - before, probe.registered(session.key)]).toEqual([0, false]);
    listen(session);
    await session.modules();
    await session.modules();
    expect([liveCallbacks() - before, probe.registered(session.key)]).toEqual([1, true]);
    expect(probe.calls('SymRegisterCallbackW64')).toBe(1);
    await session.close();
    expect(liveCallbacks()).toBe(before);
  });

  it('has SYMOPT_DEBUG set as long as there are listeners', async () => {
    await using session = await SymbolSession.open({ dbghelp: probe.dll });
    const listener = jest.fn();
    const debug = async (): Promise<boolean> => {
      await session.run((api) => api.SymGetModuleBase64.raw(session.key, 1n));
      return (probe.records().at(-1)!.options & SYMOPT.DEBUG) !== 0;
    };
    expect(await debug()).toBe(false);
    session.on('progress', listener);
    expect(await debug()).toBe(true);
    session.off('progress', listener);
    expect(await debug()).toBe(false);
  });

  it('leaves SYMOPT_DEBUG set if a session option has set it', async () => {
    await using session = await SymbolSession.open({ dbghelp: probe.dll, options: { debug: true } });
    const listener = jest.fn();
    for (const listening of [true, false]) {
      session[listening ? 'on' : 'off']('progress', listener);
      await expect(session.run((api) => api.SymGetOptions() & SYMOPT.DEBUG)).resolves.not.toBe(0);
    }
  });

  it('is impossible with this DLL: on names the missing function, and loads continue', async () => {
    const without = await patchedProbe('without.dll', 'SymRegisterCallbackW64', 'SymRegisterCallbackW65');
    await using session = await SymbolSession.open({ dbghelp: without.dll });
    expect(() => session.on('diagnostic', jest.fn())).toThrow(
      expect.objectContaining({ code: 'DBGHELP_NOT_EXPORTED', api: 'SymRegisterCallbackW64' }) as Error,
    );
    without.fill('SymGetModuleInfoW64');
    const { signal } = new AbortController();
    await expect(session.loadModule(scene, { base, signal })).resolves.toMatchObject({ loaded: true });
  });
});

describe('a listener', () => {
  it('may use the session, which answers after the load', async () => {
    await using session = await SymbolSession.open();
    const answers: Promise<unknown>[] = [];
    session.on('progress', () => {
      answers.push(session.symbolize(base + BigInt(trueFunction('scene_draw').rva)).then((hit) => hit?.name));
    });
    await session.loadModule(scene, { base });
    expect(answers.length).toBeGreaterThan(0);
    await expect(Promise.all(answers)).resolves.toEqual(answers.map(() => 'scene_draw'));
  });

  it('that throws causes an uncaught exception of the process: neither the load nor the session fails', () => {
    const { uncaught, uncaughtOfBusy, calls, ...outcome } = runProgram(
      'throwingListener',
      { milliseconds: 180_000 },
      scene,
    );
    expect(outcome).toEqual({ symbolType: 'pdb', found: 'DllEntry' });
    expect(calls).toBeGreaterThanOrEqual(2);
    expect(uncaught).toHaveLength(calls);
    expect(uncaught[0]).toBe('thrown when started');
    // Called more than once, although it throws.
    expect(uncaughtOfBusy.slice(0, 2)).toEqual(Array(2).fill('thrown for SymbolSession.modules'));
  });

  it.each<[string, (session: SymbolSession) => unknown, RegExp]>([
    [
      'of another event',
      (session) => session.on('error' as never, jest.fn()),
      /`event` must be .*'diagnostic' or 'progress'/,
    ],
    ['of no event', (session) => session.off(undefined as never, jest.fn()), /`event`/],
    ['that is no function', (session) => session.on('progress', 5 as never), /`listener`/],
  ])('%s is refused', async (_what, call, message) => {
    await using session = await SymbolSession.open();
    expect(() => call(session)).toThrow(TypeError);
    expect(() => call(session)).toThrow(message);
  });

  it('is refused after close, but can still be removed', async () => {
    const session = await SymbolSession.open();
    await session.close();
    expect(() => session.on('progress', jest.fn())).toThrow(
      expect.objectContaining({ code: 'DBGHELP_CLOSED', name: 'DbgHelpError' }) as Error,
    );
    expect(session.off('progress', jest.fn())).toBe(session);
  });
});

describe('the log of a load by the real DLL', () => {
  /** Without the entries from the end of the session. */
  const logOf = async (image: string): Promise<Heard> => {
    await using session = await SymbolSession.open();
    const { diagnostics, progress } = listen(session);
    await session.loadModule(image, { base });
    return { diagnostics: [...diagnostics], progress: [...progress] };
  };

  /** Without the DLL's messages about its restored search path. */
  const lastOf = (diagnostics: readonly SymbolDiagnostic[]): SymbolDiagnostic | undefined =>
    diagnostics.findLast(({ code }) => code !== 'message');

  it('of found symbols has no problem in it', async () => {
    const { diagnostics } = await logOf(scene);
    expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  it('ends with the source of the symbols', async () => {
    const { diagnostics, progress } = await logOf(scene);
    expect([progress[0]?.state, progress.at(-1)?.state]).toEqual(['started', 'ended']);
    expect(progress[0]).toMatchObject({ module: 'scene', file: expect.stringMatching(/scene\.dll$/i) as string });
    const last = lastOf(diagnostics)!;
    expect(last).toMatchObject({ severity: 'info', code: 'symbols', module: 'scene' });
    expect(last.text.toLowerCase()).toContain('scene.pdb');
  });

  it('has each place, and why the PDB there was refused', async () => {
    const { diagnostics } = await logOf(mismatched);
    const places = diagnostics.filter(({ code }) => code === 'mismatch');
    expect(places).toHaveLength(1);
    expect(places[0]?.text).toContain(bin('mismatch', variant, 'scene.pdb'));
    expect(lastOf(diagnostics)).toMatchObject({ severity: 'problem', code: 'no-symbols', module: 'scene' });
    expect((await logOf(bare)).diagnostics.some(({ code }) => code === 'missing')).toBe(true);
  });

  it('also has symbols that are loaded at their first use', async () => {
    await using session = await SymbolSession.open({ process: 'self' });
    const { diagnostics } = listen(session);
    const kernel = (await session.modules()).find(({ name }) => /^kernel32$/i.test(name))!;
    expect(kernel.symbolType).toBe('deferred');
    await session.symbolize(kernel.base + 0x1000n);
    expect(diagnostics.map(({ code }) => code)).toContain('load-started');
    expect(['symbols', 'no-symbols']).toContain(diagnostics.at(-1)?.code);
    expect(diagnostics.at(-1)?.module).toBe(kernel.name);
  });
});

describe('an AbortSignal', () => {
  /** Loads while the probe holds the call, which asks whether to continue. */
  async function loadAsked(abort: boolean): Promise<{ answers: bigint[]; outcome: unknown; unloaded: number }> {
    await using session = await SymbolSession.open({ dbghelp: probe.dll });
    probe.fill('SymGetModuleInfoW64');
    probe.fireFrom('SymLoadModuleExW', action.cancel, 1);
    probe.hold('SymLoadModuleExW');
    const controller = new AbortController();
    const loading = session.loadModule(scene, { base, signal: controller.signal }).catch((error: unknown) => error);
    await probe.entered();
    if (abort) controller.abort('given up');
    probe.release('SymLoadModuleExW');
    const outcome = await loading;
    // The slot is free when the call has returned.
    await session.run(() => undefined);
    return {
      answers: probe.callbackRecords().map(({ result }) => result),
      outcome,
      unloaded: probe.calls('SymUnloadModule64'),
    };
  }

  it('makes DbgHelp cancel a load when it asks, and leaves nothing behind', async () => {
    await expect(loadAsked(true)).resolves.toEqual({ answers: [1n], outcome: 'given up', unloaded: 1 });
    expect(liveCallbacks()).toBe(before);
  });

  it('that is not aborted lets the load continue', async () => {
    const { answers, outcome, unloaded } = await loadAsked(false);
    expect({ answers, unloaded }).toEqual({ answers: [0n], unloaded: 0 });
    expect(outcome).toBeInstanceOf(SymbolModule);
  });

  it('of a finished load cancels no other', async () => {
    await using session = await SymbolSession.open({ dbghelp: probe.dll });
    probe.fill('SymGetModuleInfoW64');
    const controller = new AbortController();
    await session.loadModule(scene, { base, signal: controller.signal });
    controller.abort();
    probe.fireFrom('SymLoadModuleExW', action.cancel, 1);
    await session.loadModule(bare, { base: 0x20000000n });
    expect(probe.callbackRecords().map(({ result }) => result)).toEqual([0n]);
  });

  it('is reported to listeners', async () => {
    await using session = await SymbolSession.open({ dbghelp: probe.dll });
    const { diagnostics } = listen(session);
    probe.fill('SymGetModuleInfoW64');
    probe.fireFrom('SymLoadModuleExW', action.cancel, 1);
    probe.hold('SymLoadModuleExW');
    const controller = new AbortController();
    const loading = expect(session.loadModule(scene, { base, signal: controller.signal })).rejects.toBe('late');
    await probe.entered();
    controller.abort('late');
    probe.release('SymLoadModuleExW');
    await loading;
    await session.run(() => undefined);
    expect(diagnostics.map(({ code }) => code)).toEqual(['cancelled']);
  });

  it('may be aborted by a listener, in the middle of the load', async () => {
    await using session = await SymbolSession.open();
    const controller = new AbortController();
    session.on('progress', () => {
      controller.abort('enough');
    });
    await expect(session.loadModule(scene, { base, signal: controller.signal })).rejects.toBe('enough');
    await expect(session.modules()).resolves.toEqual([]);
    const copy = path.join(scratch, 'scene.dll');
    await copyFile(scene, copy);
    await expect(session.loadModule(copy, { base })).resolves.toMatchObject({ name: 'scene' });
  });
});
