import {
  IMAGEHLP_CBA_EVENTW,
  IMAGEHLP_DEFERRED_SYMBOL_LOADW64,
  type DbgHelpToken,
  type PSYMBOL_REGISTERED_CALLBACK64,
} from '../../../lib';
import { loadProbe, pointerBits, thrownBy, type Probe } from '../probe';
import { ways } from '../ways';

let probe: Probe;

beforeAll(async () => {
  probe = await loadProbe();
});

const key = 0x70007001n;
const context = 0xffff_f800_0000_0001n;
/** CBA_EVENT and CBA_DEFERRED_SYMBOL_LOAD_START */
const event = 0x10;
const loadStart = 1;

const register = (callback: PSYMBOL_REGISTERED_CALLBACK64, process: bigint | number = key): Promise<boolean> =>
  probe.dll.SymRegisterCallbackW64(process, callback, context);
const load = (): Promise<bigint> => probe.dll.SymLoadModuleExW(key, null, 'a.dll', null, 1n, 0, null, 0);
const live = (): number => probe.koffi.stats().callbacks;
const nothing = (): void => undefined;

let before = 0;

beforeEach(async () => {
  probe.reset();
  before = live();
  await probe.dll.SymInitializeW(key, null, false);
});

afterEach(async () => {
  probe.clear('*');
  await probe.dll.run((api) => api.SymCleanup.raw(key));
});

describe('a registered callback', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['a single call', load],
    [
      'a synchronous call',
      () => probe.dll.run((api) => api.SymLoadModuleExW(key, null, 'a.dll', null, 1n, 0, null, 0)),
    ],
    [
      'an off-thread call',
      () => probe.dll.run((api) => api.SymLoadModuleExW.async(key, null, 'a.dll', null, 1n, 0, null, 0)),
    ],
  ])('is called by %s that comes later, as often as the DLL wants', async (_what, call) => {
    const callback = jest.fn();
    await register((hProcess, action, data, userContext) => {
      const { severity, code, desc } = IMAGEHLP_CBA_EVENTW.at(data);
      callback(hProcess, action, userContext, severity, code, desc);
    });
    expect(callback).not.toHaveBeenCalled();
    probe.fireFrom('SymLoadModuleExW', event, 2);
    await call();
    expect(callback.mock.calls).toEqual(Array(2).fill([key, event, context, 1, 77, 'probe event 0\n']));
    await call();
    expect(callback).toHaveBeenCalledTimes(4);
  });

  it('reads data that it gets by address', async () => {
    const seen: unknown[] = [];
    await register((_process, _action, data) => {
      const { SizeOfStruct, BaseOfImage, CheckSum, FileName } = IMAGEHLP_DEFERRED_SYMBOL_LOADW64.at(data);
      seen.push([SizeOfStruct, BaseOfImage, CheckSum, FileName]);
    });
    probe.fireFrom('SymLoadModuleExW', loadStart, 1);
    await load();
    const { byteLength } = IMAGEHLP_DEFERRED_SYMBOL_LOADW64;
    expect(seen).toEqual([[byteLength, 0xffff_f800_1234_0000n, 0x1111, 'C:\\probe\\mod0.dll']]);
  });

  it.each<[string, boolean | undefined, bigint]>([
    ['true', true, 1n],
    ['false', false, 0n],
    ['nothing', undefined, 0n],
  ])('that returns %s gives the DLL its answer', async (_what, result, answer) => {
    await register(() => result);
    probe.fireFrom('SymLoadModuleExW', event, 1);
    await load();
    expect(probe.callbackRecords().map((record) => record.result)).toEqual([answer]);
  });

  it('gets the process as a signed handle', async () => {
    const seen: bigint[] = [];
    await register((hProcess) => void seen.push(hProcess), -1n);
    await probe.dll.run(() => probe.fireRegistered(2n ** BigInt(pointerBits) - 1n, event));
    await probe.dll.SymInitializeW(-1n, null, false);
    await probe.dll.SymCleanup(-1n);
    expect(seen).toEqual([-1n]);
  });

  it('may call DbgHelp through the token of the job whose call invoked it', async () => {
    let token: DbgHelpToken | undefined;
    const found: unknown[] = [];
    await register(() => void found.push(token?.SymGetModuleBase64(key, 1n)));
    probe.fireFrom('SymLoadModuleExW', event, 1);
    await probe.dll.run((api) => {
      token = api;
      api.SymLoadModuleExW(key, null, 'a.dll', null, 1n, 0, null, 0);
    });
    expect(found).toEqual([1n]);
    const asked = probe.records().filter(({ name }) => name === 'SymGetModuleBase64');
    expect(asked).toMatchObject([{ depth: 2 }]);
  });
});

describe('an exception in a registered callback', () => {
  const thrown = new Error('from the callback');

  beforeEach(async () => {
    await register(() => {
      throw thrown;
    });
    probe.fireFrom('SymLoadModuleExW', event, 3);
  });

  it.each(['by itself', 'synchronously', 'raw', 'off the main thread'] as const)(
    'rejects the call during which it happened, called %s, and no other',
    async (way) => {
      const args = [key, null, 'a.dll', null, 1n, 0, null, 0];
      await expect(ways[way](probe.dll, 'SymLoadModuleExW', args)).rejects.toBe(thrown);
      expect(probe.callbackRecords().map(({ result }) => result)).toEqual([0n, 0n, 0n]);
      await expect(probe.dll.SymGetModuleBase64(key, 1n)).resolves.toBe(1n);
      probe.clear('SymLoadModuleExW');
      await expect(ways[way](probe.dll, 'SymLoadModuleExW', args)).resolves.toBe(1n);
    },
  );

  it('can be caught in its job, which continues', async () => {
    const after = await probe.dll.run((api) => {
      const caught = thrownBy(() => api.SymLoadModuleExW(key, null, 'a.dll', null, 1n, 0, null, 0));
      return [caught, api.SymGetModuleBase64(key, 1n)];
    });
    expect(after).toEqual([thrown, 1n]);
  });

  it('is forgotten with the call, also if the call’s own callback threw', async () => {
    probe.callbacks('SymEnumerateModulesW64', 1);
    probe.fireFrom('SymEnumerateModulesW64', event, 1);
    const own = new Error('from the call’s own callback');
    const enumeration = probe.dll.SymEnumerateModulesW64(
      key,
      () => {
        throw own;
      },
      null,
    );
    await expect(enumeration).rejects.toBe(own);
    await expect(probe.dll.SymGetModuleBase64(key, 1n)).resolves.toBe(1n);
  });

  it('in one call does not stop the callback from being called by the next', async () => {
    const callback = jest.fn(() => {
      throw thrown;
    });
    await register(callback);
    await expect(load()).rejects.toBe(thrown);
    await expect(load()).rejects.toBe(thrown);
    expect(callback).toHaveBeenCalledTimes(2);
  });
});

describe('a registered callback is released', () => {
  it('by SymCleanup, and not before', async () => {
    await register(nothing);
    expect(live()).toBe(before + 1);
    await load();
    expect(live()).toBe(before + 1);
    await probe.dll.SymCleanup(key);
    expect(live()).toBe(before);
    expect(probe.registered(key)).toBe(false);
  });

  it('when another one replaces it', async () => {
    const first = jest.fn();
    const second = jest.fn();
    await register(first);
    await register(second);
    expect(live()).toBe(before + 1);
    probe.clear('SymRegisterCallbackW64');
    probe.fireFrom('SymLoadModuleExW', event, 1);
    await load();
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1]);
  });

  it('when one of another form of the function replaces it', async () => {
    await register(nothing);
    await probe.dll.SymRegisterCallback64(key, nothing, context);
    expect(live()).toBe(before + 1);
    await register(nothing);
    expect(live()).toBe(before + 1);
  });

  it('not by SymCleanup of another session', async () => {
    const other = key + 4n;
    await register(nothing);
    await probe.dll.SymInitializeW(other, null, false);
    await probe.dll.SymCleanup(other);
    expect(live()).toBe(before + 1);
  });

  it('not by a SymCleanup that failed', async () => {
    await register(nothing);
    probe.fails('SymCleanup', 6);
    await expect(probe.dll.SymCleanup(key)).rejects.toMatchObject({ code: 'DBGHELP_INVALID_HANDLE' });
    expect(live()).toBe(before + 1);
  });

  it.each<[string, bigint | number, bigint | number]>([
    ['a number and a bigint', 0x7000_7009, 0x7000_7009n],
    ['signed and unsigned', -1n, 2n ** BigInt(pointerBits) - 1n],
  ])('by SymCleanup of the same handle in another form: %s', async (_what, one, other) => {
    await probe.dll.SymInitializeW(one, null, false);
    await register(nothing, one);
    await probe.dll.SymCleanup(other);
    expect(live()).toBe(before);
  });

  it('at once if it was not accepted, and the previous one stays', async () => {
    const first = jest.fn();
    await register(first);
    probe.fails('SymRegisterCallbackW64', 87);
    await expect(register(nothing)).rejects.toMatchObject({ code: 'DBGHELP_INVALID_PARAMETER' });
    expect(live()).toBe(before + 1);
    probe.fireFrom('SymLoadModuleExW', event, 1);
    await load();
    expect(first).toHaveBeenCalledTimes(1);
  });

  it('at once if another argument is bad', async () => {
    await expect(probe.dll.SymRegisterCallbackW64(key, nothing, 'x' as never)).rejects.toThrow(TypeError);
    expect(live()).toBe(before);
  });

  it('at once if the gate refuses the call', async () => {
    await expect(probe.dll.run(() => register(nothing))).rejects.toMatchObject({ code: 'DBGHELP_REENTRANT' });
    const { api } = await probe.dll.run((token) => ({ api: token }));
    expect(thrownBy(() => api.SymRegisterCallbackW64(key, nothing, context))).toMatchObject({ code: 'DBGHELP_CLOSED' });
    await expect(api.SymRegisterCallbackW64.async(key, nothing, context)).rejects.toMatchObject({
      code: 'DBGHELP_CLOSED',
    });
    await probe.dll.run(async (token) => {
      const loading = token.SymLoadModuleExW.async(key, null, 'a.dll', null, 1n, 0, null, 0);
      expect(thrownBy(() => token.SymRegisterCallbackW64(key, nothing, context))).toMatchObject({
        code: 'DBGHELP_BUSY',
      });
      await loading;
    });
    expect(live()).toBe(before);
  });
});

describe.each([
  ['SymRegisterFunctionEntryCallback64', 0xffff_f800_1234_5678n],
  ['SymRegisterFunctionEntryCallback', pointerBits === 32 ? 0xf234_5678n : 0xffff_f800_1234_5678n],
] as const)('the callback of %s', (name, address) => {
  const entry = 2n ** BigInt(pointerBits) - 0x1000n;
  const entryContext = 0x1234_5678n;

  it('finds function table entries until SymCleanup', async () => {
    const seen: unknown[] = [];
    await probe.dll[name](key, (...args) => (seen.push(args), entry), entryContext);
    expect(live()).toBe(before + 1);
    expect(probe.fireEntry(key, address)).toBe(entry);
    expect(seen).toEqual([[key, address, entryContext]]);
    await probe.dll.SymCleanup(key);
    expect(live()).toBe(before);
  });

  it.each([undefined, 0, 0n])('finds none if it returns %p', async (nothingThere) => {
    await probe.dll[name](key, () => nothingThere, entryContext);
    expect(probe.fireEntry(key, address)).toBe(0n);
  });

  it('is replaced by one of either form, and coexists with the callback for notifications', async () => {
    await register(nothing);
    await probe.dll[name](key, nothing, entryContext);
    expect(live()).toBe(before + 2);
    await probe.dll.SymRegisterFunctionEntryCallback64(key, nothing, entryContext);
    await probe.dll.SymRegisterFunctionEntryCallback(key, nothing, entryContext);
    expect(live()).toBe(before + 2);
  });

  it('that throws has found none, and the next call throws the same error', async () => {
    const thrown = new Error('from the callback');
    await probe.dll[name](
      key,
      () => {
        throw thrown;
      },
      entryContext,
    );
    expect(probe.fireEntry(key, address)).toBe(0n);
    await expect(load()).rejects.toBe(thrown);
    await expect(load()).resolves.toBe(1n);
  });
});

describe('SetCheckUserInterruptShared', () => {
  it('keeps one function for all sessions, even if one of them ends', async () => {
    await probe.dll.SetCheckUserInterruptShared(() => 0);
    const kept = live();
    await probe.dll.SetCheckUserInterruptShared(() => 1);
    expect(live()).toBe(kept);
    await probe.dll.SymCleanup(key);
    expect(live()).toBe(kept);
  });
});
