import { existsSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  DbgHelpError,
  WideString,
  type DbgHelpErrorCode,
  type DbgHelpFunctionName,
  type DbgHelpToken,
} from '../../../lib';
import { loadProbe, type Probe } from '../probe';
import { functionOf, ways } from '../ways';

let probe: Probe;

beforeAll(async () => {
  probe = await loadProbe();
});

beforeEach(() => {
  probe.reset();
});

afterEach(() => {
  probe.release('*');
});

const key = 0x70003001n;

/** The text of Windows; undefined for an unknown code. */
function windowsText(code: number): string | undefined {
  const parameters = ['uint32_t', 'void *', 'uint32_t', 'uint32_t', 'void *', 'uint32_t', 'void *'];
  const format = probe.koffi.load('kernel32.dll').func('__stdcall', 'FormatMessageW', 'uint32_t', parameters);
  const text = Buffer.alloc(1024);
  const fromSystemWithoutInserts = 0x1200;
  const length = format(fromSystemWithoutInserts, null, code, 0, text, text.length / 2, null) as number;
  return text.toString('utf16le', 0, length * 2).trim() || undefined;
}

async function failureWith(win32Code: number): Promise<DbgHelpError> {
  probe.fails('SymUnloadModule64', win32Code);
  const error: unknown = await probe.dll.SymUnloadModule64(key, 1n).catch((thrown: unknown) => thrown);
  if (!(error instanceof DbgHelpError)) throw new Error('expected a DbgHelpError');
  return error;
}

describe('a failed call', () => {
  it.each<[number, DbgHelpErrorCode]>([
    [2, 'DBGHELP_NOT_FOUND'],
    [3, 'DBGHELP_NOT_FOUND'],
    [5, 'DBGHELP_ACCESS_DENIED'],
    [6, 'DBGHELP_INVALID_HANDLE'],
    // For this function it means that there is no such module.
    [87, 'DBGHELP_NOT_FOUND'],
    [120, 'DBGHELP_NOT_IMPLEMENTED'],
    [126, 'DBGHELP_NOT_FOUND'],
    [487, 'DBGHELP_NOT_FOUND'],
    [1168, 'DBGHELP_NOT_FOUND'],
    [8, 'DBGHELP_CALL_FAILED'],
    [998, 'DBGHELP_CALL_FAILED'],
    // HRESULTs from MiniDumpWriteDump: of a Win32 code, and of its own.
    [0x8007_0005, 'DBGHELP_ACCESS_DENIED'],
    [0x8004_0005, 'DBGHELP_CALL_FAILED'],
  ])('with last error %i has the code %s', async (win32Code, code) => {
    const error = await failureWith(win32Code);
    expect(error).toMatchObject({ name: 'DbgHelpError', code, api: 'SymUnloadModule64', win32Code });
    expect(error).toBeInstanceOf(Error);
    expect(error.cause).toBeUndefined();
  });

  it('has Windows’ message for the code', async () => {
    const said = windowsText(5);
    expect(said).toEqual(expect.any(String));
    expect((await failureWith(5)).message).toBe(`SymUnloadModule64: ${said!} (0x5)`);
  });

  it('has the code in hex, once, if Windows has no message', async () => {
    const unknownCode = 0x2000_beef;
    expect(windowsText(unknownCode)).toBeUndefined();
    const { message, win32Code } = await failureWith(unknownCode);
    expect(win32Code).toBe(unknownCode);
    expect(message.match(/0x2000beef/gi)).toHaveLength(1);
  });

  it('has a stack that leads to the caller', async () => {
    probe.fails('SymUnloadModule64', 5);
    async function theCaller(): Promise<unknown> {
      return probe.dll.run((api) => api.SymUnloadModule64(key, 1n));
    }
    await expect(theCaller()).rejects.toMatchObject({ stack: expect.stringContaining('calls.test.ts') as unknown });
  });
});

describe('the last error', () => {
  /** Each function fails with a different code. */
  const codes = {
    SymUnloadModule64: 1001,
    SymGetModuleBase64: 1002,
    SymSetParentWindow: 1003,
    SymRefreshModuleList: 1004,
    SymSetScopeFromAddr: 1005,
    SymSetSearchPathW: 1006,
    SymLoadModuleExW: 1007,
    UnDecorateSymbolNameW: 1008,
  } satisfies Partial<Record<DbgHelpFunctionName, number>>;
  type Failing = keyof typeof codes;
  const failing = Object.keys(codes) as Failing[];

  const args = {
    SymUnloadModule64: () => [key, 1n],
    SymGetModuleBase64: () => [key, 1n],
    SymSetParentWindow: () => [1n],
    SymRefreshModuleList: () => [key],
    SymSetScopeFromAddr: () => [key, 1n],
    SymSetSearchPathW: () => [key, 'C:\\symbols'],
    SymLoadModuleExW: () => [key, null, 'a.dll', null, 1n, 0, null, 0],
    UnDecorateSymbolNameW: () => ['?a@@YAXXZ', WideString.alloc(20), 20, 0],
  } satisfies { [Name in Failing]: () => Parameters<DbgHelpToken[Name]> };

  const call = (way: keyof typeof ways) => (name: Failing) => ways[way](probe.dll, name, args[name]());
  const offThread = call('off the main thread');
  const everyWay = [call('by itself'), call('synchronously'), offThread];

  beforeEach(() => {
    for (const name of failing) probe.fails(name, codes[name]);
  });

  it('belongs to the call, for hundreds of calls of every kind in turn', async () => {
    const asked = Array.from({ length: 300 }, (_, at) => ({
      name: failing[(at * 5) % failing.length]!,
      way: everyWay[at % everyWay.length]!,
    }));
    const seen = await Promise.all(
      asked.map(({ name, way }) =>
        way(name).then(
          () => 'no error',
          (error: unknown) => (error as DbgHelpError).win32Code,
        ),
      ),
    );
    expect(seen).toEqual(asked.map(({ name }) => codes[name]));
  });

  it('belongs to the call within one slot, with other calls in between', async () => {
    const seen = await probe.dll.run(async (api) => {
      const lastErrors: number[] = [];
      for (let round = 0; round < 5; round++) {
        for (const name of failing) {
          const fn = functionOf(api, name);
          if (round % 2 === 0) fn.raw(...args[name]());
          else await fn.async(...args[name]()).catch(() => undefined);
          lastErrors.push(api.lastError);
        }
      }
      return lastErrors;
    });
    expect(seen).toEqual(Array.from({ length: 5 }, () => failing.map((name) => codes[name])).flat());
  });

  it('of an off-thread call is not the one that the main thread got meanwhile', async () => {
    probe.hold('SymLoadModuleExW');
    const failure = offThread('SymLoadModuleExW').catch((error: unknown) => error);
    await probe.entered();
    const setLastError = probe.koffi.load('kernel32.dll').func('__stdcall', 'SetLastError', 'void', ['uint32_t']);
    const disturb = (): void => {
      existsSync('C:\\no\\such\\file');
      setLastError(4321);
    };
    disturb();
    probe.release('*');
    while (probe.inside() > 0) {
      disturb();
      await nextTurn();
    }
    disturb();
    expect(await failure).toMatchObject({ win32Code: codes.SymLoadModuleExW });
  });

  it('of a successful call is not read', async () => {
    probe.reset();
    probe.lastError('SymUnloadModule64', 5);
    probe.lastError('SymLoadModuleExW', 5);
    await expect(probe.dll.SymUnloadModule64(key, 1n)).resolves.toBe(true);
    await expect(offThread('SymLoadModuleExW')).resolves.toBe(1n);
    const lastErrors = await probe.dll.run(async (api) => {
      api.SymUnloadModule64(key, 1n);
      const afterSync = api.lastError;
      await api.SymLoadModuleExW.async(key, null, 'a.dll', null, 1n, 0, null, 0);
      return [afterSync, api.lastError];
    });
    expect(lastErrors).toEqual([0, 0]);
  });

  it('is 0 again after a successful call', async () => {
    const lastErrors = await probe.dll.run((api) => {
      api.SymUnloadModule64.raw(key, 1n);
      const failed = api.lastError;
      api.SymMatchStringW('a', 'a', true);
      return [failed, api.lastError];
    });
    expect(lastErrors).toEqual([1001, 0]);
  });
});

describe('a zero result of SymLoadModuleExW', () => {
  const load = (): Promise<bigint> => probe.dll.SymLoadModuleExW(key, null, 'a.dll', null, 1n, 0, null, 0);

  it('with last error 0 means that the module was already loaded, and is no failure', async () => {
    probe.fails('SymLoadModuleExW', 0);
    await expect(load()).resolves.toBe(0n);
  });

  it('with last error 126 is DBGHELP_NOT_FOUND', async () => {
    probe.fails('SymLoadModuleExW', 126);
    await expect(load()).rejects.toMatchObject({ code: 'DBGHELP_NOT_FOUND', api: 'SymLoadModuleExW', win32Code: 126 });
  });
});

describe('bad arguments', () => {
  it('are refused at once, even if the queue waits for a call', async () => {
    probe.hold('SymLoadModuleExW');
    const held = probe.dll.SymLoadModuleExW(key, null, 'a.dll', null, 1n, 0, null, 0);
    await probe.entered();
    await expect(probe.dll.SymUnloadModule64('x' as never, 1n)).rejects.toThrow(TypeError);
    expect(probe.inside()).toBe(1);
    probe.release('*');
    await held;
  });
});
