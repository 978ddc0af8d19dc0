import {
  AnsiString,
  IMAGEHLP_LINE64,
  IMAGEHLP_LINEW64,
  IMAGEHLP_MODULEW64,
  IMAGEHLP_SYMBOL64,
  MODLOAD_DATA,
  SYMBOL_INFO,
  SYMBOL_INFOW,
  WideString,
  type DbgHelpFunctionName,
} from '../../../lib';
import {
  abiOf,
  boundFunctions,
  here,
  isRoutine,
  pointerTakes,
  type InventoryFunction,
  type Parameter,
} from './inventory';
import { makeArguments } from './inventory-arguments';
import { loadProbe, pointerBits, thrownBy, type Probe } from '../probe';
import { functionOf, ways } from '../ways';

let probe: Probe;

beforeAll(async () => {
  probe = await loadProbe();
});

beforeEach(() => {
  probe.reset();
});

const key = 0x70005001n;

type Refusal = typeof TypeError | typeof RangeError;
type Bad = readonly [value: unknown, refusal: Refusal];

const types = (...values: readonly unknown[]): Bad[] => values.map((value) => [value, TypeError]);
const ranges = (...values: readonly unknown[]): Bad[] => values.map((value) => [value, RangeError]);

const beyond = (bits: number): bigint => 2n ** BigInt(bits);

/** Values that no parameter of a kind accepts; without `null` if a function may allow it. */
function badValues(parameter: Parameter, declared: InventoryFunction): Bad[] {
  const { kind, type, size, unit } = parameter;
  const { parameters, name } = declared;
  const bits = here(size) * 8;
  switch (kind) {
    case 'handle':
      return [
        ...types('1', true, {}, Symbol.iterator),
        ...ranges(beyond(bits), -beyond(bits - 1) - 1n, 1.5, Number.NaN, Infinity, 2 ** 53),
      ];
    case 'pointer':
      if (pointerTakes(parameter) === 'memory') return [...types('1', true, {}, 1n), ...ranges(new Uint8Array(0))];
      return [...types('1', true, {}), ...ranges(beyond(bits), -beyond(bits - 1) - 1n, 1.5, Number.NaN)];
    case 'value':
      if (type === 'BOOL' || type === 'BOOLEAN') return types(0, 1, 'true', null, undefined, 1n);
      if (type === 'DWORD64' || type === 'ULONG_PTR') {
        return [...types('1', null, undefined, true, {}), ...ranges(-1n, -1, beyond(bits), 1.5, Number.NaN, 2 ** 53)];
      }
      return [...types('1', null, undefined, true, {}), ...ranges(-(2 ** 31) - 1, 2 ** 32, 1.5, Number.NaN, Infinity)];
    case 'string':
    case 'wideString':
      return [...types(1, true, Buffer.from('a'), {}, new String('a')), ...ranges('a\0', '\0', 'a\0b')];
    case 'text':
      if (parameter.length === undefined) {
        const small = unit === 1 ? AnsiString.alloc(260) : WideString.alloc(260);
        return [...types('text', Buffer.alloc(600), {}), ...ranges(small)];
      }
      return types('text', null, Buffer.alloc(64), unit === 1 ? WideString.alloc(64) : AnsiString.alloc(64), {});
    case 'bytes':
      return types([1, 2, 3], new Uint16Array(64), 'bytes', new ArrayBuffer(64));
    case 'array':
      return types([1n, 2n], new Float64Array(64), new DataView(new ArrayBuffer(64)), {});
    case 'scalar':
    case 'pointerScalar':
      return [...types([0], 0, 0n, {}, new Float64Array(1), new Uint16Array(1))];
    case 'struct': {
      const taken = parameters.find((parameter) => parameter.struct)?.struct ?? name;
      const other = taken.startsWith('SYMBOL_INFO') ? IMAGEHLP_LINEW64.alloc() : SYMBOL_INFOW.alloc(4);
      return types({}, 'view', Buffer.alloc(4096), other, other.toJSON());
    }
    case 'callback':
      if (isRoutine(parameter)) return [...types('callback', {}, true), ...ranges(-1n, beyond(bits), 1.5)];
      return types(1, 'callback', {}, 1n, Promise.resolve());
    case 'typeInfo':
      return [...types(1n, 'memory', {}, null), ...ranges(new Uint32Array(1), new Uint8Array(7), new Uint8Array(0))];
  }
}

/** Makes calls with one argument replaced, single ones and through a token, and returns their outcomes. */
async function refusals(
  declared: InventoryFunction,
  position: number,
  bad: unknown,
): Promise<{ byItself: unknown; throughToken: unknown; calls: number }> {
  const args = (): unknown[] => {
    const values = makeArguments(declared, probe).map(({ value }) => value);
    values[position] = bad;
    return values;
  };
  const { name } = declared;
  const [throughToken, calls] = await probe.dll.run((api) => {
    const before = probe.calls();
    const thrown = thrownBy(() => functionOf(api, name)(...args()));
    return [thrown, probe.calls() - before];
  });
  const before = probe.calls();
  const byItself = await ways['by itself'](probe.dll, name, args()).then(
    () => 'nothing was thrown',
    (error: unknown) => error,
  );
  return { byItself, throughToken, calls: calls + probe.calls() - before };
}

const withParameters = boundFunctions.filter(({ parameters }) => parameters.length > 0);

describe.each(withParameters.map((declared) => [declared.name, declared] as const))('%s', (name, declared) => {
  const abi = abiOf(declared);

  it('refuses bad arguments by name before anything reaches the DLL', async () => {
    for (const [position, parameter] of abi.parameters.entries()) {
      for (const [value, refusal] of badValues(parameter, abi)) {
        const { byItself, throughToken, calls } = await refusals(declared, position, value);
        for (const error of [byItself, throughToken]) {
          expect(error).toBeInstanceOf(refusal);
          expect((error as Error).message).toContain(`dbghelp.${name}: \`${parameter.name}\``);
        }
        expect(calls).toBe(0);
      }
    }
  });

  it('refuses too many and too few arguments', async () => {
    const args = makeArguments(declared, probe).map(({ value }) => value);
    for (const wrong of [args.slice(1), [...args, 0]]) {
      const rejected = expect(ways['by itself'](probe.dll, name, wrong)).rejects;
      await rejected.toThrow(TypeError);
      await expect(ways.raw(probe.dll, name, wrong)).rejects.toThrow(`dbghelp.${name}`);
    }
    expect(probe.calls(name)).toBe(0);
  });

  const measured = abi.parameters.filter(({ length }) => length !== undefined);
  if (measured.length > 0) {
    it('refuses a buffer smaller than the given length', async () => {
      for (const { name: buffer, length } of measured) {
        const position = abi.parameters.findIndex((parameter) => parameter.name === length);
        const told = makeArguments(declared, probe)[position]!.value as number | bigint;
        const more = typeof told === 'bigint' ? told + 1n : told + 1;
        const { byItself, throughToken, calls } = await refusals(declared, position, more);
        for (const error of [byItself, throughToken]) {
          expect(error).toBeInstanceOf(RangeError);
          expect((error as Error).message).toContain(`dbghelp.${name}: \`${buffer}\``);
        }
        expect(calls).toBe(0);
      }
    });
  }
});

/** The word that the first argument became. */
async function handleWord(value: bigint | number): Promise<bigint> {
  probe.reset();
  await probe.dll.SymRefreshModuleList(value);
  return probe.records().find(({ name }) => name === 'SymRefreshModuleList')!.arguments[0]!;
}

async function addressWord(value: bigint | number): Promise<bigint> {
  probe.reset();
  await probe.dll.SymGetModuleBase64(key, value);
  return probe.records().find(({ name }) => name === 'SymGetModuleBase64')!.arguments[1]!;
}

describe('a pointer that may not be null', () => {
  it.each([0n, 0, -0])("is not the number %s: Microsoft's RangeMapRemove ends the process at it", async (value) => {
    probe.reset();
    const calls = ['RangeMapRemove', 'SymGetSourceFileFromTokenW'] as const;
    await expect(probe.dll.RangeMapRemove(value, 1n)).rejects.toThrow(RangeError);
    await expect(probe.dll.RangeMapRemove(value, 1n)).rejects.toThrow('RangeMapRemove: `RmapHandle`');
    const token = probe.dll.SymGetSourceFileFromTokenW(key, value, null, WideString.alloc(260), 260);
    await expect(token).rejects.toThrow('SymGetSourceFileFromTokenW: `Token`');
    for (const name of calls) expect(probe.calls(name)).toBe(0);
  });
});

describe('the data of a callback', () => {
  const dataGiven = async (callback: (() => void) | null): Promise<bigint> => {
    probe.reset();
    await probe.dll.SymFindDebugInfoFileW(key, 'a.pdb', WideString.alloc(261), callback, 0x1234n);
    return probe.records().find(({ name }) => name === 'SymFindDebugInfoFileW')!.arguments[4]!;
  };

  it("reaches the DLL with the callback only: without one, Microsoft's DLL takes it for its own and ends", async () => {
    expect(await dataGiven(() => undefined)).toBe(0x1234n);
    expect(await dataGiven(null)).toBe(0n);
  });
});

describe('a handle', () => {
  const allOnes = 2n ** BigInt(pointerBits) - 1n;
  const topBit = 2n ** BigInt(pointerBits - 1);

  it.each<[bigint | number, bigint]>([
    [-1n, allOnes],
    [-1, allOnes],
    [allOnes, allOnes],
    [-2n, allOnes - 1n],
    [-topBit, topBit],
    [topBit, topBit],
    [topBit - 1n, topBit - 1n],
    [0x7000_0001n, 0x7000_0001n],
    [0x7000_0001, 0x7000_0001n],
    [0, 0n],
  ])('%s arrives as 0x%x', async (value, word) => {
    expect(await handleWord(value)).toBe(word);
  });

  it.each([allOnes + 1n, -topBit - 1n, 2n ** 64n, -(2n ** 63n) - 1n])('%s is too wide', async (value) => {
    await expect(probe.dll.SymRefreshModuleList(value)).rejects.toThrow(RangeError);
  });
});

describe('an address', () => {
  it.each<[bigint | number, bigint]>([
    [0n, 0n],
    [0, 0n],
    [0x1_4000_1234n, 0x1_4000_1234n],
    [0x1_4000_1234, 0x1_4000_1234n],
    [Number.MAX_SAFE_INTEGER, 2n ** 53n - 1n],
    [0x8000_0000_0000_0000n, 0x8000_0000_0000_0000n],
    [0xffff_f800_1234_5678n, 0xffff_f800_1234_5678n],
    [2n ** 64n - 1n, 2n ** 64n - 1n],
    [0xf234_0000, 0xf234_0000n],
  ])('%s arrives unchanged', async (value, word) => {
    expect(await addressWord(value)).toBe(word);
  });
});

describe('a view', () => {
  const fromAddress = (symbol: SYMBOL_INFOW): Promise<boolean> => probe.dll.SymFromAddrW(key, 1n, null, symbol);

  it('with a size member larger than its memory is refused', async () => {
    const symbol = SYMBOL_INFOW.alloc(10);
    symbol.SizeOfStruct = symbol.bytes.length + 1;
    await expect(fromAddress(symbol)).rejects.toThrow(RangeError);
    await expect(fromAddress(symbol)).rejects.toThrow('dbghelp.SymFromAddrW: `Symbol`: SYMBOL_INFOW.SizeOfStruct');
    const module = IMAGEHLP_MODULEW64.alloc();
    module.SizeOfStruct = 0xffff_ffff;
    await expect(probe.dll.SymGetModuleInfoW64(key, 1n, module)).rejects.toThrow(RangeError);
    expect(probe.calls('SymFromAddrW') + probe.calls('SymGetModuleInfoW64')).toBe(0);
  });

  it('with a smaller size member, as older DLLs need it, is accepted', async () => {
    const module = IMAGEHLP_MODULEW64.alloc();
    module.SizeOfStruct = 1000;
    await expect(probe.dll.SymGetModuleInfoW64(key, 1n, module)).resolves.toBe(true);
  });

  it('with less room for its name than it says is refused', async () => {
    const symbol = SYMBOL_INFOW.alloc(10);
    const [roomy, tooMuch] = [12, 13];
    // Two more than requested fit into the structure itself.
    symbol.MaxNameLen = roomy;
    await expect(fromAddress(symbol)).resolves.toBe(true);
    symbol.MaxNameLen = tooMuch;
    await expect(fromAddress(symbol)).rejects.toThrow('SYMBOL_INFOW.MaxNameLen');
    const old = IMAGEHLP_SYMBOL64.alloc(10);
    old.MaxNameLength = 100;
    await expect(probe.dll.SymGetSymNext64(key, old)).rejects.toThrow('IMAGEHLP_SYMBOL64.MaxNameLength');
  });

  it.each<[string, () => Promise<unknown>]>([
    ['SYMBOL_INFOW', () => probe.dll.SymFromAddrW(key, 1n, null, SYMBOL_INFO.alloc(4) as never)],
    ['SYMBOL_INFO', () => probe.dll.SymFromAddr(key, 1n, null, SYMBOL_INFOW.alloc(4) as never)],
    ['IMAGEHLP_LINEW64', () => probe.dll.SymGetLineNextW64(key, IMAGEHLP_LINE64.alloc() as never)],
  ])('of another structure than %s is refused', async (name, call) => {
    await expect(call()).rejects.toThrow(TypeError);
    await expect(call()).rejects.toThrow(name);
    expect(probe.calls('*')).toBe(probe.calls('SymGetOptions') + probe.calls('SymSetOptions'));
  });
});

describe('null', () => {
  it('is a null pointer, or no handle, for an optional parameter', async () => {
    await probe.dll.SymLoadModuleExW(key, null, null, null, 1n, 0, null, 0);
    await probe.dll.SymFromAddrW(key, 1n, null, SYMBOL_INFOW.alloc(4));
    const records = probe.records();
    const load = records.find(({ name }) => name === 'SymLoadModuleExW')!;
    expect([1, 2, 3, 6].map((position) => load.arguments[position])).toEqual([0n, 0n, 0n, 0n]);
    expect(records.find(({ name }) => name === 'SymFromAddrW')!.arguments[2]).toBe(0n);
  });

  it.each<[DbgHelpFunctionName, readonly unknown[]]>([
    ['SymRefreshModuleList', [null]],
    ['SymFromNameW', [key, null, SYMBOL_INFOW.alloc(4)]],
    ['SymFromAddrW', [key, 1n, null, null]],
    ['SymGetLineFromAddrW64', [key, 1n, null, IMAGEHLP_LINEW64.alloc()]],
    ['SymEnumerateModulesW64', [key, null, null]],
    ['SymGetSearchPathW', [key, null, 0]],
  ])('throws a TypeError if %s needs a value', async (name, args) => {
    await expect(ways['by itself'](probe.dll, name, args)).rejects.toThrow(TypeError);
    expect(probe.calls(name)).toBe(0);
  });
});

describe('a typed array', () => {
  it('that is empty is refused if the DLL writes one element', async () => {
    const call = probe.dll.SymFromAddrW(key, 1n, new BigUint64Array(0), SYMBOL_INFOW.alloc(4));
    await expect(call).rejects.toThrow(RangeError);
  });

  it('that is part of a larger one is written in place', async () => {
    const all = new BigUint64Array(4).fill(7n);
    probe.fill('SymFromAddrW');
    await probe.dll.SymFromAddrW(key, 1n, all.subarray(2, 3), SYMBOL_INFOW.alloc(4));
    expect(all[2]).not.toBe(7n);
    expect([all[0], all[1], all[3]]).toEqual([7n, 7n, 7n]);
  });

  it('may be a Buffer if bytes are needed', async () => {
    const bytes = Buffer.from('0123456789').subarray(3);
    await probe.dll.SymAddSourceStreamW(key, 1n, 'a.c', bytes, bytes.length);
    expect(probe.records().at(-1)!.copies.get(3)?.toString()).toBe('3456789');
  });
});

describe('an optional structure', () => {
  it('arrives byte for byte if it is given', async () => {
    const data = MODLOAD_DATA.alloc();
    data.ssig = 3;
    data.size = 0x1234;
    await probe.dll.SymLoadModuleExW(key, null, 'a.dll', null, 1n, 0, data, 0);
    expect(probe.records().at(-1)!.copies.get(6)).toEqual(Buffer.from(data.bytes));
  });
});
