import { IMAGEHLP_STACK_FRAME, SYMBOL_INFOW, SYMSEARCH, SymTagEnum, type DbgHelpToken } from '../../../lib';
import { trueFunction, truth, variant } from '../fixtures';
import { base, inScene, key, proves } from '../real-dll';

interface Listed {
  readonly name: string;
  readonly address: bigint;
  readonly size: number;
}

const functions = truth(variant).functions.map(({ name, rva, size }) => ({ name, address: base + BigInt(rva), size }));

type Collect = (symbol: { Name: string; Address: bigint; Tag: number }, size: number) => void;

/** The functions in an enumeration, with the sizes that it gives. */
function functionsOf(list: (callback: Collect) => boolean): Listed[] {
  const found: Listed[] = [];
  expect(
    list(({ Name, Address, Tag }, size) => {
      if (Tag === SymTagEnum.SymTagFunction) found.push({ name: Name, address: Address, size });
    }),
  ).toBe(true);
  return found;
}

proves(['SymEnumSymbols', 'SymEnumSymbolsW'], 'list each function of a module, where it is', (dll) =>
  inScene(dll, (api) => {
    const lists = [
      functionsOf((callback) => api.SymEnumSymbols(key, base, '*', callback, null)),
      functionsOf((callback) => api.SymEnumSymbolsW(key, base, '*', callback, null)),
    ];
    for (const found of lists) {
      expect(found).toHaveLength(functions.length);
      expect(found).toEqual(expect.arrayContaining(functions));
    }
    const masked = functionsOf((callback) => api.SymEnumSymbolsW(key, 0, 'scene!scene::twin::*', callback, null));
    expect(masked.map(({ name }) => name).sort()).toEqual(['scene::twin::left', 'scene::twin::right']);
  }),
);

proves(['SymEnumerateSymbols', 'SymEnumerateSymbols64'], 'list each function of a module, where it is', (dll) =>
  inScene(dll, (api) => {
    for (const list of [api.SymEnumerateSymbols, api.SymEnumerateSymbols64]) {
      const found: Listed[] = [];
      list(key, base, (name, address, size) => void found.push({ name, address, size }), null);
      // The list has data, too.
      expect(found).toEqual(expect.arrayContaining(functions));
    }
  }),
);

proves(['SymSearch', 'SymSearchW'], 'list the functions whose names a mask matches', (dll) =>
  inScene(dll, (api) => {
    const { GLOBALSONLY } = SYMSEARCH;
    const { SymTagFunction } = SymTagEnum;
    const mask = 'scene_*';
    const expected = functions.filter(({ name }) => name.startsWith('scene_'));
    const lists = [
      functionsOf((found) => api.SymSearch(key, base, 0, SymTagFunction, mask, 0, found, null, GLOBALSONLY)),
      functionsOf((found) => api.SymSearchW(key, base, 0, SymTagFunction, mask, 0, found, null, GLOBALSONLY)),
    ];
    for (const found of lists) {
      expect(found).toHaveLength(expected.length);
      expect(found).toEqual(expect.arrayContaining(expected));
    }
  }),
);

/** The names in scope. */
function inScope(api: DbgHelpToken): string[] {
  const names = new Set<string>();
  api.SymEnumSymbolsW(key, 0, null, ({ Name }) => void names.add(Name), null);
  return [...names];
}

const measure = base + BigInt(trueFunction('scene_measure').rva);
const plain = base + BigInt(trueFunction('scene_plain').rva);
/** The names in the sources. */
const parameters = ['node', 'limit', 'ratio'];

proves(
  ['SymSetScopeFromAddr', 'SymSetScopeFromIndex', 'SymSetContext'],
  'bring the variables of a function into scope',
  (dll) =>
    inScene(dll, (api) => {
      const setters: ((address: bigint) => unknown)[] = [
        (address) => api.SymSetScopeFromAddr(key, address),
        (address) => {
          const symbol = SYMBOL_INFOW.alloc(100);
          api.SymFromAddrW(key, address, null, symbol);
          return api.SymSetScopeFromIndex(key, base, symbol.Index);
        },
        (address) => {
          const frame = IMAGEHLP_STACK_FRAME.alloc();
          frame.InstructionOffset = address;
          return api.SymSetContext(key, frame, null);
        },
      ];
      for (const set of setters) {
        set(plain + 8n);
        expect(inScope(api)).toEqual(expect.arrayContaining(['value', 'first', 'second']));
        expect(inScope(api)).not.toContain('limit');
        set(measure + 8n);
        expect(inScope(api)).toEqual(expect.arrayContaining(parameters));
        expect(inScope(api)).not.toContain('first');
      }
    }),
);
