import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { SymbolSession } from '../../../lib';
import { app, bin, truth, variant } from '../fixtures';

describe('the own process', () => {
  it('has its modules and their symbols, under a separate handle', async () => {
    await using session = await SymbolSession.open({ process: 'self' });
    expect(session.key).not.toBe(-1n);
    const names = (await session.modules()).map(({ name }) => name.toLowerCase());
    for (const name of ['node', 'kernel32', 'ntdll', 'dbghelp']) expect(names).toContain(name);
    const found = await session.findSymbol('dbghelp!SymFromAddrW');
    expect(found?.module.toLowerCase()).toBe('dbghelp');
    await expect(session.symbolize(found!.address)).resolves.toMatchObject({ name: 'SymFromAddrW', displacement: 0n });
  });

  it('has no modules with invadeProcess: false', async () => {
    await using session = await SymbolSession.open({ process: 'self', invadeProcess: false });
    await expect(session.modules()).resolves.toEqual([]);
    const modules = await session.refreshModules();
    expect(modules.map(({ name }) => name.toLowerCase())).toContain('ntdll');
  });

  it('gets its handle closed', async () => {
    const open = async (): Promise<bigint> => {
      await using session = await SymbolSession.open({ process: 'self', invadeProcess: false });
      return session.key;
    };
    // Windows reuses closed handles; leaked ones would make the values grow.
    const first = await open();
    const values = new Set([first]);
    for (let round = 0; round < 40; round++) values.add(await open());
    expect(values.size).toBeLessThan(10);
  });
});

describe('another process', () => {
  let child: ChildProcess;
  beforeAll(async () => {
    child = spawn(app, { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout!, 'data');
  });
  afterAll(() => child.kill());

  it('is found by its id, with lines', async () => {
    await using session = await SymbolSession.open({ process: child.pid! });
    const names = (await session.modules()).map(({ name }) => name.toLowerCase());
    expect(names).toEqual(expect.arrayContaining(['app', 'scene', 'ntdll']));
    const known = truth(`app-${variant}`).functions.find(({ name }) => name.includes('app_main'));
    const hit = await session.symbolize({ module: 'app', rva: known!.rva });
    expect(hit).toMatchObject({ module: 'app', name: known!.name, source: { line: known!.addresses[0]!.line } });
  });

  const twin = variant === 'x64' ? 'x86' : 'x64';
  const promise =
    variant === 'x64' ? 'of 32 bits is seen by a 64-bit Node.js' : 'of 64 bits is refused by a 32-bit one';
  it(promise, async () => {
    const other = spawn(bin(twin, 'app.exe'), { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      await once(other.stdout, 'data');
      const opened = SymbolSession.open({ process: other.pid! });
      if (variant === 'x64') {
        await using session = await opened;
        expect((await session.modules()).map(({ name }) => name.toLowerCase())).toContain('app');
      } else {
        await expect(opened).rejects.toMatchObject({ code: 'DBGHELP_WRONG_BITNESS' });
        await expect(opened).rejects.toThrow(/`process` \d+ is a 64-bit process/);
      }
    } finally {
      other.kill();
    }
  });

  it('that does not exist, or cannot be opened, is an error that names it', async () => {
    const gone = SymbolSession.open({ process: 0x7ffffff0 });
    await expect(gone).rejects.toMatchObject({ code: 'DBGHELP_PROCESS_NOT_FOUND', api: 'OpenProcess' });
    await expect(gone).rejects.toThrow(/`process` 2147483632 does not exist/);
  });
});
