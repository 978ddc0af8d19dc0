import { AnsiString, dbghelp, DbgHelpError, IMAGEHLP_SYMBOL64, undecorate, WideString } from '../../../lib';
import { UNDNAME } from '../../../types/constants';

it('gives the declaration of a decorated name', async () => {
  await expect(undecorate('?draw@Scene@render@@QEAAXH@Z')).resolves.toMatch(
    /^public: void __cdecl render::Scene::draw\(int\)/,
  );
});

it('leaves parts out according to its flags', async () => {
  await expect(undecorate('?draw@Scene@render@@QEAAXH@Z', UNDNAME.NAME_ONLY)).resolves.toBe('render::Scene::draw');
});

it('returns undecorated names unchanged', async () => {
  await expect(undecorate('main')).resolves.toBe('main');
  await expect(undecorate('')).resolves.toBe('');
});

it.each([1000, 1003, 1004, 1005, 1022, 1023, 1500, 2028, 2029, 2047, 4076, 4095, 4096, 16_364])(
  'gives names of %i characters whole, whatever their readable form adds',
  async (length) => {
    const name = 'n'.repeat(length);
    await expect(undecorate(`?${name}@@YAXXZ`, UNDNAME.NAME_ONLY)).resolves.toBe(name);
    await expect(undecorate(`?${name}@@YAXXZ`)).resolves.toBe(`void __cdecl ${name}(void)`);
    await expect(undecorate(name)).resolves.toBe(name);
  },
);

it('accepts flags in the signed form that | gives', async () => {
  await expect(undecorate('?draw@Scene@render@@QEAAXH@Z', UNDNAME.NAME_ONLY | (1 << 31))).resolves.toBe(
    'render::Scene::draw',
  );
});

it('refuses a value that is no name', async () => {
  await expect(undecorate(5 as never)).rejects.toThrow(/undecorate: `name` must be a string/);
  await expect(undecorate('n'.repeat(16_384))).resolves.toHaveLength(16_384);
  await expect(undecorate('n'.repeat(16_385))).rejects.toThrow(/undecorate: `name` must be at most 16384 characters/);
  await expect(undecorate('a\0b')).rejects.toThrow(RangeError);
  await expect(undecorate('main', 2 ** 32)).rejects.toThrow(/`flags`/);
});

describe('a decorated name for which DLLs use up their stack', () => {
  const longest = 16_384;
  const named = (length: number): IMAGEHLP_SYMBOL64 => {
    const symbol = IMAGEHLP_SYMBOL64.alloc(longest + 10);
    symbol.Name = '?'.padEnd(length, 'a');
    return symbol;
  };
  const wide = WideString.alloc(100);
  const narrow = AnsiString.alloc(100);

  it.each<[string, (length: number) => Promise<unknown>]>([
    ['UnDecorateSymbolNameW', (length) => dbghelp.UnDecorateSymbolNameW('?'.padEnd(length, 'a'), wide, 100, 0)],
    ['UnDecorateSymbolName', (length) => dbghelp.UnDecorateSymbolName('?'.padEnd(length, 'a'), narrow, 100, 0)],
    ['SymUnDName64', (length) => dbghelp.SymUnDName64(named(length), narrow, 100)],
  ])('is refused by %s', async (name, call) => {
    await expect(call(longest + 1)).rejects.toThrow(
      new RegExp(`^dbghelp\\.${name}: \`\\w+\` must be text of at most 16384 characters \\(this has 16385\\)`),
    );
    await call(longest).catch((error: unknown) => {
      expect(error).toBeInstanceOf(DbgHelpError);
    });
  });
});
