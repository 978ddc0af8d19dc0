import { DbgHelpError, type DbgHelpFunctionName } from '../../../lib';
import { abiOf, boundFunctions, type InventoryFunction, exportOf } from './inventory';
import { makeArguments } from './inventory-arguments';
import { loadProbe, type Probe } from '../probe';
import { functionOf, wayNames, ways } from '../ways';

let probe: Probe;

beforeAll(async () => {
  probe = await loadProbe();
});

/** Functions for which zero is an answer, according to their documentation. */
const zeroIsAnAnswer: readonly DbgHelpFunctionName[] = [
  'GetSymLoadError',
  'ImagehlpApiVersion',
  'ImagehlpApiVersionEx',
  'StackWalk',
  'StackWalk2',
  'StackWalk64',
  'StackWalkEx',
  'SymAddrIncludeInlineTrace',
  'SymGetExtendedOption',
  'SymGetFileLineOffsets64',
  'SymGetOptions',
  'SymGetSourcesNegativeAuthCache',
  'SymGetSymbolsNegativeAuthCache',
  'SymMatchFileName',
  'SymMatchFileNameW',
  'SymMatchString',
  'SymMatchStringA',
  'SymMatchStringW',
  'SymSetExtendedOption',
  'SymSetOptions',
];
const zeroWithoutErrorIsAnAnswer: readonly DbgHelpFunctionName[] = [
  'SymLoadModule',
  'SymLoadModule64',
  'SymLoadModuleEx',
  'SymLoadModuleExW',
  'SymSetContext',
  'SymSrvIsStore',
  'SymSrvIsStoreW',
];

/** With some DLLs, these report "nothing there" in this way. */
const zeroWithoutErrorIsNothing: readonly DbgHelpFunctionName[] = [
  'SymFromAddr',
  'SymFromAddrW',
  'SymFromName',
  'SymFromNameW',
  'SymFunctionTableAccess',
  'SymFunctionTableAccess64',
  'SymGetLineFromAddr',
  'SymGetLineFromAddr64',
  'SymGetLineFromAddrW64',
  'SymGetLineFromName',
  'SymGetLineFromName64',
  'SymGetLineFromNameW64',
  'SymGetLineNext',
  'SymGetLineNext64',
  'SymGetLineNextW64',
  'SymGetLinePrev',
  'SymGetLinePrev64',
  'SymGetLinePrevW64',
  'SymGetModuleBase',
  'SymGetModuleBase64',
  'SymGetTypeFromName',
  'SymGetTypeFromNameW',
  'SymQueryInlineTrace',
];

/** DWORDs that are addresses, and therefore bigints. */
const addresses: readonly DbgHelpFunctionName[] = ['SymGetModuleBase', 'SymLoadModule'];

function zeroOf(declared: InventoryFunction): unknown {
  const { name, returns } = abiOf(declared);
  if (returns === 'BOOL') return false;
  if (returns === 'HRESULT') return 0;
  if (returns === 'DWORD') return addresses.includes(name) ? 0n : 0;
  return ['DWORD64', 'HANDLE', 'PVOID'].includes(returns) ? 0n : null;
}

const failing = boundFunctions.filter(({ returns }) => returns !== 'void');
const rejecting = wayNames.filter((way) => way !== 'raw');
const namesOf = (functions: readonly InventoryFunction[]) =>
  functions.map((declared) => [declared.name, declared] as const);

function call(way: keyof typeof ways, declared: InventoryFunction, lastError: number): Promise<unknown> {
  probe.reset();
  probe.fails(exportOf(declared), lastError);
  const args = makeArguments(declared, probe).map(({ value }) => value);
  return ways[way](probe.dll, declared.name, args);
}

describe('a result of zero with last error 5', () => {
  it.each(namesOf(failing.filter(({ name }) => !zeroIsAnAnswer.includes(name))))(
    'of %s is a DbgHelpError that names the function and the code',
    async (name, declared) => {
      for (const way of rejecting) {
        const error: unknown = await call(way, declared, 5).catch((thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(DbgHelpError);
        expect(error).toMatchObject({ api: name, win32Code: 5, code: 'DBGHELP_ACCESS_DENIED' });
        expect((error as Error).message).toMatch(new RegExp(`^${name}: .+ \\(0x5\\)$`));
      }
    },
  );

  it.each(namesOf(failing.filter(({ name }) => zeroIsAnAnswer.includes(name))))(
    'of %s is an answer like any other',
    async (_name, declared) => {
      for (const way of wayNames) await expect(call(way, declared, 5)).resolves.toEqual(zeroOf(declared));
    },
  );

  it.each(namesOf(failing))('of %s is returned by raw, without an exception', async (name, declared) => {
    probe.reset();
    probe.fails(exportOf(declared), 5);
    const args = makeArguments(declared, probe).map(({ value }) => value);
    const [result, lastError] = await probe.dll.run((api) => [functionOf(api, name).raw(...args), api.lastError]);
    expect(result).toEqual(zeroOf(declared));
    expect(lastError).toBe(zeroIsAnAnswer.includes(name) ? 0 : 5);
  });
});

describe('a result of zero with last error 0', () => {
  it.each(namesOf(failing.filter(({ name }) => zeroWithoutErrorIsAnAnswer.includes(name))))(
    'of %s is an answer like any other',
    async (_name, declared) => {
      for (const way of wayNames) await expect(call(way, declared, 0)).resolves.toEqual(zeroOf(declared));
    },
  );

  it.each(namesOf(failing.filter(({ name }) => ![...zeroIsAnAnswer, ...zeroWithoutErrorIsAnAnswer].includes(name))))(
    'of %s is a DbgHelpError all the same',
    async (name, declared) => {
      for (const way of rejecting) {
        await expect(call(way, declared, 0)).rejects.toMatchObject({
          name: 'DbgHelpError',
          code: zeroWithoutErrorIsNothing.includes(name) ? 'DBGHELP_NOT_FOUND' : 'DBGHELP_CALL_FAILED',
          api: name,
          win32Code: 0,
          message: expect.stringContaining(name) as unknown,
        });
      }
    },
  );
});

describe('a negative HRESULT', () => {
  const notFound = 0x8007_0490;
  const functions = namesOf(failing.filter(({ returns }) => returns === 'HRESULT'));

  it.each(functions)('of %s is a DbgHelpError with that code, with any last error', async (name, declared) => {
    for (const way of rejecting) {
      probe.reset();
      probe.fails(name, 5);
      probe.returns(name, BigInt(notFound));
      const args = makeArguments(declared, probe).map(({ value }) => value);
      const rejected = expect(ways[way](probe.dll, name, args)).rejects;
      await rejected.toMatchObject({ api: name, win32Code: notFound, code: 'DBGHELP_NOT_FOUND' });
    }
  });

  it.each(functions)('of %s is returned by raw, as a DWORD', async (name, declared) => {
    probe.reset();
    probe.returns(name, BigInt(notFound));
    const args = makeArguments(declared, probe).map(({ value }) => value);
    const [result, lastError] = await probe.dll.run((api) => [functionOf(api, name).raw(...args), api.lastError]);
    expect([result, lastError]).toEqual([notFound, notFound]);
  });
});
