import { dbghelp, SYMBOL_INFOW, SymbolSession, SYMOPT, WideString } from '../../../lib';
import { bin, variant } from '../fixtures';

/** DWORDs after JavaScript's operators. */
it('a DWORD is accepted in its signed form: SYMOPT_DEBUG with others, and ~', async () => {
  await dbghelp.run((api) => {
    const before = api.SymGetOptions();
    api.SymSetOptions(before | SYMOPT.DEBUG);
    expect(api.SymGetOptions()).toBe((before | SYMOPT.DEBUG) >>> 0);
    api.SymSetOptions(~SYMOPT.DEBUG & before);
    expect(api.SymGetOptions()).toBe((before & ~SYMOPT.DEBUG) >>> 0);
    api.SymSetOptions(before);
  });
  // The word of the raw layer outlives a session's.
  await dbghelp.SymSetOptions((await dbghelp.SymGetOptions()) | SYMOPT.DEBUG);
  await using session = await SymbolSession.open();
  await session.modules();
  expect((await dbghelp.SymGetOptions()) & SYMOPT.DEBUG).not.toBe(0);
  await dbghelp.SymSetOptions((await dbghelp.SymGetOptions()) & ~SYMOPT.DEBUG);
});

it('but not a value of more than 32 bits, and no buffer is taken for larger than it is', async () => {
  await expect(dbghelp.SymSetOptions(-(2 ** 31) - 1)).rejects.toThrow(RangeError);
  await expect(dbghelp.SymSetOptions(2 ** 32)).rejects.toThrow(RangeError);
  await expect(dbghelp.UnDecorateSymbolNameW('main', WideString.alloc(10), -1, 0)).rejects.toThrow(RangeError);
});

it('members of structures accept it, too', () => {
  const symbol = SYMBOL_INFOW.alloc(4);
  symbol.Flags = 1 | (1 << 31);
  expect(symbol.Flags).toBe(0x8000_0001);
  expect(() => {
    symbol.Flags = -(2 ** 31) - 1;
  }).toThrow(RangeError);
});

describe('a raw call with a name or mask longer than MAX_SYM_NAME', () => {
  const long = `no_such_${'x'.repeat(3000)}`;
  it('throws a RangeError: some DLLs answer with earlier results, or with everything', async () => {
    await using session = await SymbolSession.open();
    const { base } = await session.loadModule(bin(variant, 'names.dll'), { base: 0x10000000n });
    await session.run((api) => {
      const { key } = session;
      const view = SYMBOL_INFOW.alloc(100);
      const each = (): boolean => true;
      const calls: readonly ((name: string) => unknown)[] = [
        (name) => api.SymEnumSymbolsW.raw(key, base, name, each, null),
        (name) => api.SymEnumSymbols.raw(key, base, name, each, null),
        (name) => api.SymFromNameW.raw(key, name, view),
        ...(dbghelp.has('SymSearchW')
          ? [(name: string) => api.SymSearchW.raw(key, base, 0, 0, name, 0n, each, null, 0)]
          : []),
        ...(dbghelp.has('SymEnumTypesByNameW')
          ? [(name: string) => api.SymEnumTypesByNameW.raw(key, base, name, each, null)]
          : []),
        ...(dbghelp.has('SymEnumSourceFilesW')
          ? [(name: string) => api.SymEnumSourceFilesW.raw(key, base, name, each, null)]
          : []),
      ];
      for (const call of calls) {
        expect(() => call(long)).toThrow(RangeError);
        expect(() => call(long.slice(0, 2001))).toThrow(/must be text of at most 2000 characters \(this has 2001\)/);
        expect(() => call(long.slice(0, 2000))).not.toThrow();
      }
    });
  });
});
