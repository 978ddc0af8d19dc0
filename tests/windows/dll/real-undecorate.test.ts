import { AnsiString, IMAGEHLP_SYMBOL, IMAGEHLP_SYMBOL64, UNDNAME, WideString } from '../../../lib';
import { truth, variant } from '../fixtures';
import { proves } from '../real-dll';

const { functions, publics } = truth(variant);

/** The decorated name of each C++ function from the linker, and its readable one from the compiler. */
const names = publics
  .filter(({ name }) => name.startsWith('?'))
  .flatMap(({ name, rva }) => {
    const readable = functions.find((candidate) => candidate.rva === rva)?.name;
    // Template arguments are written differently in the two, and operators and destructors have special names.
    return readable && /^[\w:]+$/.test(readable) && !name.startsWith('??') ? [[name, readable] as const] : [];
  });

it('there are names to compare', () => {
  expect(names.length).toBeGreaterThan(15);
});

proves(['UnDecorateSymbolName', 'UnDecorateSymbolNameW'], 'give the name that the compiler wrote', async (dll) => {
  await dll.run((api) => {
    for (const [decorated, readable] of names) {
      const ansi = AnsiString.alloc(300);
      const wide = WideString.alloc(300);
      expect(api.UnDecorateSymbolName(decorated, ansi, ansi.capacity, UNDNAME.NAME_ONLY)).toBe(readable.length);
      expect(api.UnDecorateSymbolNameW(decorated, wide, wide.capacity, UNDNAME.NAME_ONLY)).toBe(readable.length);
      expect([String(ansi), String(wide)]).toEqual([readable, readable]);
    }
  });
});

proves(['SymUnDName', 'SymUnDName64'], 'give the name of a symbol that they are handed', async (dll) => {
  await dll.run((api) => {
    for (const [decorated, readable] of names) {
      const symbol = IMAGEHLP_SYMBOL.alloc(200);
      const symbol64 = IMAGEHLP_SYMBOL64.alloc(200);
      const text = AnsiString.alloc(300);
      const text64 = AnsiString.alloc(300);
      symbol.Name = symbol64.Name = decorated;
      api.SymUnDName(symbol, text, text.capacity);
      api.SymUnDName64(symbol64, text64, text64.capacity);
      // Alone, or with the return type and the parameters.
      expect(String(text)).toMatch(RegExp(`(^|[ *&])${readable}(\\(|$)`));
      expect(String(text64)).toBe(String(text));
    }
  });
});
