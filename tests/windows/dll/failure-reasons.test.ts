import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  dbghelp,
  DbgHelpError,
  GUID,
  IMAGEHLP_LINE64,
  IMAGEHLP_LINEW64,
  SYMBOL_INFO,
  SYMBOL_INFOW,
  SymbolSession,
  SYMSRV_INDEX_INFO,
  SYMSRV_INDEX_INFOW,
  type DbgHelpToken,
} from '../../../lib';
import { scene } from '../fixtures';
import { windowsFunction } from '../real-dll';

const base = 0x10000000n;
const nowhere = 0x5000n;

function thrownBy(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return error;
  }
}

/** DLLs report it as 126, 123, 487, 1168, or without an error. */
describe('a result of "nothing there" is DBGHELP_NOT_FOUND on every DLL', () => {
  let session: SymbolSession;
  beforeAll(async () => {
    session = await SymbolSession.open();
    await session.loadModule(scene, { base });
  });
  afterAll(() => session.close());

  const counts = (): Uint32Array => new Uint32Array(1);
  const symbol = (): SYMBOL_INFOW => SYMBOL_INFOW.alloc(100);
  const line = (): IMAGEHLP_LINEW64 => IMAGEHLP_LINEW64.alloc();
  const lookUps: readonly (readonly [string, (api: DbgHelpToken, key: bigint) => unknown])[] = [
    ['SymGetModuleBase64', (api, key) => api.SymGetModuleBase64(key, nowhere)],
    ['SymGetModuleBase', (api, key) => api.SymGetModuleBase(key, nowhere)],
    ['SymFromAddrW', (api, key) => api.SymFromAddrW(key, nowhere, null, symbol())],
    ['SymFromAddr', (api, key) => api.SymFromAddr(key, nowhere, null, SYMBOL_INFO.alloc(100))],
    ['SymFromNameW', (api, key) => api.SymFromNameW(key, 'nothing', symbol())],
    ['SymFromNameW', (api, key) => api.SymFromNameW(key, 'nothing!nothing', symbol())],
    ['SymFromNameW', (api, key) => api.SymFromNameW(key, 'scene!nothing', symbol())],
    ['SymFromName', (api, key) => api.SymFromName(key, 'scene!nothing', SYMBOL_INFO.alloc(100))],
    ['SymGetLineFromAddrW64', (api, key) => api.SymGetLineFromAddrW64(key, nowhere, counts(), line())],
    ['SymGetLineFromAddrW64', (api, key) => api.SymGetLineFromAddrW64(key, base + 0x10n, counts(), line())],
    ['SymGetLineFromAddr64', (api, key) => api.SymGetLineFromAddr64(key, base, counts(), IMAGEHLP_LINE64.alloc())],
    [
      'SymGetLineFromNameW64',
      (api, key) => api.SymGetLineFromNameW64(key, 'scene', 'nothing.cpp', 1, new Int32Array(1), line()),
    ],
    ['SymFunctionTableAccess64', (api, key) => api.SymFunctionTableAccess64(key, nowhere)],
    ['SymFunctionTableAccess64', (api, key) => api.SymFunctionTableAccess64(key, base + 0x10n)],
    ['SymGetTypeFromName', (api, key) => api.SymGetTypeFromName(key, base, 'nothing', SYMBOL_INFO.alloc(100))],
    [
      'SymQueryInlineTrace',
      (api, key) => api.SymQueryInlineTrace(key, nowhere, 0, nowhere, nowhere, counts(), counts()),
    ],
    ['SymSetScopeFromAddr', (api, key) => api.SymSetScopeFromAddr(key, nowhere)],
    ['SymUnloadModule64', (api, key) => api.SymUnloadModule64(key, nowhere)],
  ];

  it.each(lookUps)('%s', async (name, lookUp) => {
    const setLastError = windowsFunction('kernel32.dll', 'SetLastError', 'void', ['uint32_t']);
    const error = await session.run((api) => {
      // The first call looks up the export, which may leave an error behind; some DLLs set none in its place.
      thrownBy(() => lookUp(api, session.key));
      setLastError(0);
      return thrownBy(() => lookUp(api, session.key));
    });
    expect(error).toBeInstanceOf(DbgHelpError);
    const { code, api: of, message } = error as DbgHelpError;
    expect({ code, of, message }).toEqual({ code: 'DBGHELP_NOT_FOUND', of: name, message });
  });

  it('and is null in sessions', async () => {
    await expect(session.module(nowhere)).resolves.toBeNull();
    await expect(session.symbolize(nowhere)).resolves.toBeNull();
    await expect(session.findSymbol('nothing!nothing')).resolves.toBeNull();
    await expect(session.locals(nowhere)).resolves.toBeNull();
  });
});

describe('a file that is no PDB', () => {
  let folder: string;
  let file: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'dbghelp-'));
    file = path.join(folder, 'text.pdb');
    writeFileSync(file, 'no PDB at all, though its name ends like one. '.repeat(50));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  type Asking = readonly [string, () => Promise<unknown>];
  const asking: readonly Asking[] = [
    ['SymSrvGetFileIndexInfoW', () => dbghelp.SymSrvGetFileIndexInfoW(file, SYMSRV_INDEX_INFOW.alloc(), 0)],
    ['SymSrvGetFileIndexInfo', () => dbghelp.SymSrvGetFileIndexInfo(file, SYMSRV_INDEX_INFO.alloc(), 0)],
    [
      'SymSrvGetFileIndexesW',
      () => dbghelp.SymSrvGetFileIndexesW(file, GUID.alloc(), new Uint32Array(1), new Uint32Array(1), 0),
    ],
  ];
  it.each(asking)('makes %s fail with a reason, wherever the DLL reports it', async (api, ask) => {
    const error: unknown = await ask().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DbgHelpError);
    const { code, message, win32Code } = error as DbgHelpError;
    // One DLL lacks the second function.
    if (code !== 'DBGHELP_NOT_IMPLEMENTED') expect(code).toBe('DBGHELP_BAD_FORMAT');
    expect(win32Code).not.toBe(0);
    expect(message).toMatch(new RegExp(`^${api}: .+\\(0x[0-9A-F]+\\)$`));
  });
});
