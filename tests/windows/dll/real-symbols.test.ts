import { IMAGEHLP_SYMBOL, IMAGEHLP_SYMBOL64, SYMBOL_INFO, SYMBOL_INFOW, SYMOPT, SymTagEnum } from '../../../lib';
import { truth, variant } from '../fixtures';
import { base, inScene, key, proves } from '../real-dll';

/** Functions of C++ and C with unique names and addresses. */
const functions = truth(variant).functions.filter(
  ({ name, folded }, _at, all) => !folded && all.filter((other) => other.name === name).length === 1,
);
const draw = functions.find(({ name }) => name === 'scene_draw')!;
const drawAddress = base + BigInt(draw.rva);

it('there are functions to compare', () => {
  expect(functions.length).toBeGreaterThan(25);
});

proves(['SymFromAddr', 'SymFromAddrW'], 'name the function at an address, from its first byte to its last', (dll) =>
  inScene(dll, (api) => {
    for (const { name, rva, size, addresses } of functions) {
      for (const address of addresses) {
        const ansi = SYMBOL_INFO.alloc(2000);
        const wide = SYMBOL_INFOW.alloc(2000);
        const displacement = new BigUint64Array(1);
        const wideDisplacement = new BigUint64Array(1);
        api.SymFromAddr(key, base + BigInt(address.rva), displacement, ansi);
        api.SymFromAddrW(key, base + BigInt(address.rva), wideDisplacement, wide);
        const expected = {
          Name: name,
          NameLen: name.length,
          Address: base + BigInt(rva),
          ModBase: base,
          Size: size,
          Tag: SymTagEnum.SymTagFunction,
        };
        expect([ansi, wide]).toMatchObject([expected, expected]);
        expect(displacement[0]).toBe(BigInt(address.rva - rva));
        expect(wideDisplacement[0]).toBe(BigInt(address.rva - rva));
      }
    }
  }),
);

proves(['SymFromName', 'SymFromNameW'], 'find a function by its name', (dll) =>
  inScene(
    dll,
    (api) => {
      // Some DLLs treat a name as a mask.
      const isMask = api.SymFromNameW.raw(key, 'scene!scene_dra?', SYMBOL_INFOW.alloc(2000));
      for (const { name, rva, size } of functions) {
        const ansi = SYMBOL_INFO.alloc(2000);
        const wide = SYMBOL_INFOW.alloc(2000);
        const spelled = isMask ? name.replace(/[\\*?+#[\]]/g, '\\$&') : name;
        api.SymFromName(key, `scene!${spelled}`, ansi);
        api.SymFromNameW(key, spelled, wide);
        const expected = { Name: name, Address: base + BigInt(rva) };
        expect([ansi, wide]).toMatchObject([expected, expected]);
        // The size of a public symbol, which a name may also mean, is unknown.
        expect([
          [size, size],
          [0, 0],
        ]).toContainEqual([ansi.Size, wide.Size]);
      }
    },
    { options: SYMOPT.LOAD_LINES | SYMOPT.UNDNAME },
  ),
);

proves(['SymFromIndex', 'SymFromIndexW'], 'give the symbol that has the index', (dll) =>
  inScene(dll, (api) => {
    for (const { name, rva } of functions) {
      const byAddress = SYMBOL_INFOW.alloc(2000);
      api.SymFromAddrW(key, base + BigInt(rva), null, byAddress);
      const ansi = SYMBOL_INFO.alloc(2000);
      const wide = SYMBOL_INFOW.alloc(2000);
      api.SymFromIndex(key, base, byAddress.Index, ansi);
      api.SymFromIndexW(key, base, byAddress.Index, wide);
      const expected = { Name: name, Address: base + BigInt(rva), Index: byAddress.Index };
      expect([ansi, wide]).toMatchObject([expected, expected]);
    }
  }),
);

proves(['SymAddSymbol', 'SymAddSymbolW'], 'add symbols that are found by address and by name', (dll) =>
  inScene(dll, (api) => {
    // In the image's data, outside of functions.
    const [first, second] = [base + 0x10n, base + 0x40n];
    api.SymAddSymbol(key, base, 'added_in_ansi', first, 0x20, 0);
    api.SymAddSymbolW(key, base, 'added_in_utf16', second, 0x20, 0);
    const at = (address: bigint): string => {
      const symbol = SYMBOL_INFOW.alloc(100);
      api.SymFromAddrW(key, address, null, symbol);
      return symbol.Name;
    };
    expect([at(first), at(first + 0x1fn), at(second)]).toEqual(['added_in_ansi', 'added_in_ansi', 'added_in_utf16']);
    const named = SYMBOL_INFOW.alloc(100);
    api.SymFromNameW(key, 'added_in_utf16', named);
    expect(named).toMatchObject({ Address: second, Size: 0x20, ModBase: base });
  }),
);

proves(
  ['SymGetSymFromAddr', 'SymGetSymFromAddr64', 'SymGetSymFromName', 'SymGetSymFromName64'],
  'name a function by its address and find it by its name',
  (dll) =>
    inScene(dll, (api) => {
      const expected = { Name: 'scene_draw', Address: drawAddress, Size: draw.size };
      const inside = drawAddress + 7n;

      const byAddress = IMAGEHLP_SYMBOL.alloc(100);
      const byAddress64 = IMAGEHLP_SYMBOL64.alloc(100);
      const displacement = new BigUint64Array(1);
      const displacement64 = new BigUint64Array(1);
      api.SymGetSymFromAddr(key, inside, displacement, byAddress);
      api.SymGetSymFromAddr64(key, inside, displacement64, byAddress64);
      expect([displacement[0], displacement64[0]]).toEqual([7n, 7n]);

      const byName = IMAGEHLP_SYMBOL.alloc(100);
      const byName64 = IMAGEHLP_SYMBOL64.alloc(100);
      api.SymGetSymFromName(key, 'scene_draw', byName);
      api.SymGetSymFromName64(key, 'scene!scene_draw', byName64);

      for (const symbol of [byAddress, byAddress64, byName, byName64]) expect(symbol).toMatchObject(expected);
    }),
);
