import { spawnSync } from 'node:child_process';
import path from 'node:path';
import {
  DbgHelp,
  DbgHelpError,
  IMAGEHLP_LINEW64,
  SYMBOL_INFOW,
  SymbolSession,
  WideString,
  addressOf,
  closeHandle,
  dbghelp,
  localFree,
  readMemory,
  undecorate,
  walkProcess,
  walkThread,
  writeMemory,
  writeMinidump,
} from '../../lib';
import { SymbolizerPool } from '../../lib/pool';

jest.mock('koffi', () => {
  throw new Error('koffi was loaded');
});

const root = path.join(__dirname, '../..');

/** On Windows all of this works: see tests/windows. */
const offWindows = process.platform === 'win32' ? describe.skip : describe;

offWindows('elsewhere than on Windows', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['dbghelp.SymGetOptions', () => dbghelp.SymGetOptions()],
    ['dbghelp.SymFromAddrW', () => dbghelp.SymFromAddrW(1n, 1n, null, SYMBOL_INFOW.alloc(10))],
    ['dbghelp.MapDebugInformation', () => dbghelp.MapDebugInformation(null, 'a.exe', null, 0)],
    ['dbghelp.run', () => dbghelp.run(() => 1)],
    ['DbgHelp.load', () => DbgHelp.load()],
    ['DbgHelp.load of a path', () => DbgHelp.load({ path: 'C:\\Windows\\System32\\dbghelp.dll' })],
    ['DbgHelp.find', () => DbgHelp.find()],
    ['SymbolSession.open', () => SymbolSession.open()],
    ['SymbolSession.open of this process', () => SymbolSession.open({ process: 'self' })],
    ['SymbolizerPool.open', () => SymbolizerPool.open()],
    ['writeMinidump', () => writeMinidump({ pid: 1234, path: 'app.dmp' })],
    ['writeMinidump of this process', () => writeMinidump({ pid: 'self', path: 'app.dmp' })],
    ['walkProcess', () => walkProcess(1)],
    ['walkThread', () => walkThread({ process: 1, threadId: 1 })],
    ['undecorate', () => undecorate('?draw@Scene@@QEAAXXZ')],
  ])('%s rejects with DBGHELP_UNSUPPORTED_PLATFORM, and loads nothing native', async (_what, call) => {
    const error: unknown = await call().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DbgHelpError);
    expect(error).toMatchObject({ name: 'DbgHelpError', code: 'DBGHELP_UNSUPPORTED_PLATFORM' });
    expect((error as Error).message).toContain(process.platform);
  });

  it('a job is never called', async () => {
    const job = jest.fn();
    await expect(dbghelp.run(job)).rejects.toMatchObject({ code: 'DBGHELP_UNSUPPORTED_PLATFORM' });
    expect(job).not.toHaveBeenCalled();
  });

  it('path and version throw DBGHELP_UNSUPPORTED_PLATFORM, and has() is false', () => {
    for (const read of [() => dbghelp.path, () => dbghelp.version]) {
      expect(read).toThrow(DbgHelpError);
      expect(read).toThrow(process.platform);
    }
    expect(dbghelp.has('SymFromAddrW')).toBe(false);
  });

  it('nothing is pending, and listening to onBusy loads nothing native', () => {
    expect(dbghelp.pending).toEqual([]);
    dbghelp.onBusy(() => undefined)();
    expect(() => dbghelp.onBusy(1 as never)).toThrow(TypeError);
    expect(() => dbghelp.onBusy(() => undefined, { after: 0 })).toThrow(RangeError);
  });

  it.each<[string, () => unknown]>([
    ['addressOf', () => addressOf(new Uint8Array(1))],
    ['readMemory', () => readMemory(0x1000, 1)],
    [
      'writeMemory',
      () => {
        writeMemory(0x1000, new Uint8Array(1));
      },
    ],
    [
      'closeHandle',
      () => {
        closeHandle(1);
      },
    ],
    [
      'localFree',
      () => {
        localFree(0x1000);
      },
    ],
    ['dbghelp.addressOf', () => dbghelp.addressOf('SymGetOptions')],
  ])('%s throws DBGHELP_UNSUPPORTED_PLATFORM', (_what, call) => {
    expect(call).toThrow(expect.objectContaining({ code: 'DBGHELP_UNSUPPORTED_PLATFORM' }) as Error);
  });

  it('bad arguments are refused as everywhere', async () => {
    await expect(undecorate(1 as never)).rejects.toThrow(TypeError);
    await expect(undecorate('?a', 2 ** 32)).rejects.toThrow(RangeError);
    await expect(SymbolSession.open({ process: 'all' as never })).rejects.toThrow(TypeError);
    await expect(SymbolSession.open({ process: 0 })).rejects.toThrow(RangeError);
    await expect(SymbolSession.open({ options: { nonsense: true } as never })).rejects.toThrow(TypeError);
    await expect(SymbolSession.open({ dbghelp: {} as never })).rejects.toThrow(TypeError);
    await expect(SymbolSession.open({ searchPath: 'srv*http://symbols.example.com' })).rejects.toThrow(RangeError);
    await expect(dbghelp.run(1 as never)).rejects.toThrow(TypeError);
    expect(() => dbghelp.has(1 as never)).toThrow(TypeError);
    expect(() => SYMBOL_INFOW.alloc(0)).toThrow(RangeError);
  });

  it('structures and text buffers can be made, read and written', () => {
    const symbol = SYMBOL_INFOW.alloc(100);
    symbol.Name = 'scene::draw';
    symbol.Address = 0xffff_f800_0000_0001n;
    expect([symbol.SizeOfStruct, symbol.Name, symbol.Address]).toEqual([88, 'scene::draw', 0xffff_f800_0000_0001n]);
    expect(WideString.alloc(10).toString()).toBe('');
  });

  it('reading a pointer to text, which is an address, throws DBGHELP_UNSUPPORTED_PLATFORM', () => {
    const line = IMAGEHLP_LINEW64.alloc();
    expect(() => {
      line.FileName = 'scene.cpp';
    }).toThrow(DbgHelpError);
  });
});

it('importing the package loads neither koffi nor other native code', () => {
  const program = `
    const { Module } = require('node:module');
    const load = Module._load;
    Module._load = (request, ...rest) => {
      if (request === 'koffi' || request.endsWith('.node')) throw new Error(request + ' was loaded');
      return load(request, ...rest);
    };
    const { SYMBOL_INFOW, dbghelp } = require('./lib');
    SYMBOL_INFOW.alloc(10).Name = 'name';
    process.stdout.write(String(typeof dbghelp.SymFromAddrW));
  `;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--require', 'ts-node/register/transpile-only', '--eval', program],
    { cwd: root, encoding: 'utf8' },
  );
  expect({ stdout, stderr }).toEqual({ stdout: 'function', stderr: '' });
});
