import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { dbghelp, SymbolSession, SYMBOL_INFOW, SYMOPT, type SessionOptions } from '../../../lib';
import { scene, trueFunction } from '../fixtures';
import { loadProbe } from '../probe';

const base = 0x10000000n;
const draw = base + BigInt(trueFunction('scene_draw').rva);

describe('closing a session', () => {
  it('makes its key unusable until a new SymInitialize', async () => {
    const session = await SymbolSession.open();
    await session.loadModule(scene, { base });
    const { key } = session;
    await expect(dbghelp.SymGetModuleBase64(key, draw)).resolves.toBe(base);
    await session.close();
    await expect(dbghelp.SymGetModuleBase64(key, draw)).rejects.toMatchObject({ name: 'DbgHelpError' });
    // Not every DLL gives a reason.
    const code: unknown = expect.stringMatching(/^DBGHELP_(INVALID_HANDLE|CALL_FAILED)$/);
    await expect(dbghelp.SymCleanup(key)).rejects.toMatchObject({ api: 'SymCleanup', code });
    await dbghelp.SymInitializeW(key, '', false);
    // Every loaded module is gone.
    await expect(dbghelp.SymGetModuleBase64(key, draw)).rejects.toMatchObject({ name: 'DbgHelpError' });
    await dbghelp.SymCleanup(key);
  });

  it('twice closes once', async () => {
    const { dll } = await loadProbe();
    const session = await SymbolSession.open({ dbghelp: dll });
    await Promise.all([session.close(), session.close()]);
    await session.close();
    // The probe refuses the second SymCleanup of a key, and so a double close would fail.
    await expect(dll.SymCleanup(session.key)).rejects.toMatchObject({ code: 'DBGHELP_INVALID_HANDLE' });
    expect(session.closed).toBe(true);
  });

  it('is done by await using', async () => {
    let outside: SymbolSession;
    {
      await using session = await SymbolSession.open();
      outside = session;
      expect(session.closed).toBe(false);
    }
    expect(outside.closed).toBe(true);
  });

  it('rejects all calls that depend on it, before any native call', async () => {
    const session = await SymbolSession.open();
    const module = await session.loadModule(scene, { base });
    // Fills the queue, so that the calls below still wait when the session closes.
    const long = dbghelp.run(() => turnOfTheLoop());
    const waiting = [
      session.symbolize(draw),
      session.symbolizeAll([draw]),
      session.modules(),
      session.module(draw),
      session.findSymbol('scene_draw'),
      session.unloadModule(module),
      session.loadVirtualModule({ base: 0x20000000n, size: 0x1000, name: 'late' }),
    ].map((call) => expect(call).rejects.toMatchObject({ code: 'DBGHELP_CLOSED' }));
    await session.close();
    await Promise.all([long, ...waiting]);

    const closed = { name: 'DbgHelpError', code: 'DBGHELP_CLOSED' };
    await expect(session.symbolize(draw)).rejects.toMatchObject(closed);
    await expect(session.symbolizeAll([draw])).rejects.toMatchObject(closed);
    await expect(session.symbolize({ module, rva: 1 })).rejects.toMatchObject(closed);
    await expect(session.modules()).rejects.toMatchObject(closed);
    await expect(session.module(draw)).rejects.toMatchObject(closed);
    await expect(session.refreshModules()).rejects.toMatchObject(closed);
    await expect(session.findSymbol('scene_draw')).rejects.toMatchObject(closed);
    await expect(session.loadModule(scene)).rejects.toMatchObject(closed);
    await expect(session.unloadModule(module)).rejects.toMatchObject(closed);
    expect(() => module.addressOf(1)).toThrow(expect.objectContaining(closed) as Error);
    expect(module.loaded).toBe(false);
  });

  it('lets no more calls reach the DLL', async () => {
    const probe = await loadProbe();
    probe.reset();
    const session = await SymbolSession.open({ dbghelp: probe.dll });
    const module = await session.loadVirtualModule({ base, size: 0x1000, name: 'dead' });
    await session.close();
    const calls = probe.calls();
    await Promise.allSettled([
      session.symbolize(base),
      session.symbolizeAll([base]),
      session.modules(),
      session.module(base),
      session.refreshModules(),
      session.findSymbol('dead!symbol'),
      session.loadModule(scene),
      session.loadVirtualModule({ base, size: 0x1000, name: 'again' }),
      session.unloadModule(module),
      session.run(() => undefined),
      session.close(),
    ]);
    expect(probe.calls()).toBe(calls);
    expect(probe.liveKeys()).toBe(0);
  });

  it('stops a symbolizeAll between its slices', async () => {
    const session = await SymbolSession.open();
    await session.loadModule(scene, { base });
    const many = expect(session.symbolizeAll(new Array<bigint>(200_000).fill(draw))).rejects.toMatchObject({
      code: 'DBGHELP_CLOSED',
    });
    await session.symbolize(draw);
    await session.close();
    await many;
  });
});

describe('opening a session', () => {
  it('gives sessions separate keys that are no handles', async () => {
    await using first = await SymbolSession.open();
    await using second = await SymbolSession.open();
    expect(first.key).not.toBe(second.key);
    for (const { key } of [first, second]) {
      expect(key).toBeGreaterThanOrEqual(0x70000001n);
      expect(key & 3n).toBe(1n);
    }
    // Modules of one session do not affect the other one.
    await first.loadModule(scene, { base });
    await expect(second.symbolize(draw)).resolves.toBeNull();
    await expect(first.symbolize(draw)).resolves.toMatchObject({ name: 'scene_draw' });
  });

  const bad: [string, SessionOptions, typeof TypeError | typeof RangeError, RegExp][] = [
    ['a process that is no id', { process: 'me' as never }, TypeError, /`process`/],
    ['a negative process id', { process: -5 }, RangeError, /`process`/],
    ['process id 0', { process: 0 }, RangeError, /`process`/],
    ['a fraction of a process id', { process: 1.5 }, RangeError, /`process`/],
    ['a search path with a NUL', { searchPath: 'C:\\a\0b' }, RangeError, /`searchPath`/],
    ['a search path that is no text', { searchPath: 5 as never }, TypeError, /`searchPath`/],
    ['a plain http server', { searchPath: 'srv*C:\\cache*http://symbols.example' }, RangeError, /allowHttp/],
    ['an unknown option', { options: { exact: true } as never }, TypeError, /`options`/],
    ['an option that is no boolean', { options: { exactSymbols: 1 as never } }, TypeError, /exactSymbols/],
    ['an invasion that is no boolean', { invadeProcess: 'yes' as never }, TypeError, /`invadeProcess`/],
    ['a DLL that is none', { dbghelp: {} as never }, TypeError, /`dbghelp`/],
  ];
  it.each(bad)('refuses %s by name', async (_what, options, type, message) => {
    await expect(SymbolSession.open(options)).rejects.toThrow(type);
    await expect(SymbolSession.open(options)).rejects.toThrow(message);
  });

  it('searches neither the working directory nor _NT_SYMBOL_PATH by default', async () => {
    const kept = process.env['_NT_SYMBOL_PATH'];
    process.env['_NT_SYMBOL_PATH'] = 'C:\\from-the-environment';
    try {
      await using plain = await SymbolSession.open();
      expect(plain.searchPath).toBe('');
      await using asked = await SymbolSession.open({ searchPath: ['C:\\mine', '_NT_SYMBOL_PATH', '.'] });
      expect(asked.searchPath).toBe('C:\\mine;C:\\from-the-environment;.');
    } finally {
      if (kept === undefined) delete process.env['_NT_SYMBOL_PATH'];
      else process.env['_NT_SYMBOL_PATH'] = kept;
    }
  });
});

describe('raw calls in a session', () => {
  it('run with its key and its options, in one turn', async () => {
    await using session = await SymbolSession.open({ options: { loadLines: false } });
    await session.loadModule(scene, { base });
    const name = await session.run((api) => {
      expect(api.SymGetOptions() & (SYMOPT.UNDNAME | SYMOPT.LOAD_LINES)).toBe(SYMOPT.UNDNAME);
      const symbol = SYMBOL_INFOW.alloc(100);
      api.SymFromAddrW(session.key, draw, null, symbol);
      return symbol.Name;
    });
    expect(name).toBe('scene_draw');
    await expect(session.run(() => Promise.reject(new Error('mine')))).rejects.toThrow('mine');
    await expect(session.run('job' as never)).rejects.toThrow(TypeError);
  });
});

describe('a script with an open session', () => {
  const run = (body: string, flags: string[] = []) =>
    spawnSync(
      process.execPath,
      [...flags, '-e', `const { SymbolSession } = require(${JSON.stringify(process.env['DBGHELP_BUILT'])});\n${body}`],
      { encoding: 'utf8', timeout: 180_000, cwd: path.join(__dirname, '../../..') },
    );

  it('ends', () => {
    const { status, stdout } = run(
      `void SymbolSession.open().then((s) => s.loadModule(${JSON.stringify(scene)})).then((m) => console.log(m.name));`,
    );
    expect(stdout).toContain('scene');
    expect(status).toBe(0);
  });

  it('gets a warning if it loses the session without closing it', () => {
    const { status, stderr } = run(
      `async function lose() { await SymbolSession.open(); }
       async function main() {
         await lose();
         for (let i = 0; i < 50; i++) { gc(); await new Promise((done) => setTimeout(done, 10)); }
       }
       void main();`,
      ['--expose-gc'],
    );
    expect(stderr).toMatch(/DbgHelpWarning.*SymbolSession.*without close\(\)/);
    expect(status).toBe(0);
  });
});
