import { IMAGEHLP_LINE64, IMAGEHLP_LINEW64, SYMBOL_INFO, SYMBOL_INFOW, type DbgHelpToken } from '../../../lib';
import { bin, truth, variant, type TrueAddress } from '../fixtures';
import { base, inScene, key, proves } from '../real-dll';

const optimised = `${variant}-o2`;
const image = bin(optimised, 'scene.dll');

type InlinedAddress = TrueAddress & Required<Pick<TrueAddress, 'inlined'>>;

/** The code of inlined functions. */
const addresses = truth(optimised)
  .functions.flatMap((of) => of.addresses)
  .filter((address): address is InlinedAddress => address.inlined !== undefined);

/** The last part of a name, without parameters: Wine's DLL gives inlined functions without their namespace. */
const shortName = (name: string): string => name.replace(/\(.*$/, '').split('::').at(-1)!;

/** The context of the innermost frame; the next ones belong to the frames around it. */
function innermost(api: DbgHelpToken, address: bigint): number {
  const context = new Uint32Array(1);
  const index = new Uint32Array(1);
  expect(api.SymQueryInlineTrace(key, address, 0, address, address, context, index)).toBe(true);
  return context[0]!;
}

it('there is inlined code to test with', () => {
  expect(addresses.length).toBeGreaterThan(10);
});

proves(['SymAddrIncludeInlineTrace'], 'counts the functions that are inlined at an address', (dll) =>
  inScene(
    dll,
    (api) => {
      for (const { rva, inlined } of addresses) {
        expect(api.SymAddrIncludeInlineTrace(key, base + BigInt(rva))).toBe(inlined.length - 1);
      }
    },
    { image },
  ),
);

proves(
  ['SymQueryInlineTrace', 'SymFromInlineContext', 'SymFromInlineContextW'],
  'name the inlined functions, innermost first',
  (dll) =>
    inScene(
      dll,
      (api) => {
        for (const { rva, inlined } of addresses) {
          const address = base + BigInt(rva);
          const first = innermost(api, address);
          const ansi: string[] = [];
          const wide: string[] = [];
          for (let depth = 0; depth < inlined.length - 1; depth++) {
            const symbol = SYMBOL_INFO.alloc(2000);
            const symbolW = SYMBOL_INFOW.alloc(2000);
            api.SymFromInlineContext(key, address, first + depth, null, symbol);
            api.SymFromInlineContextW(key, address, first + depth, null, symbolW);
            ansi.push(shortName(symbol.Name));
            wide.push(shortName(symbolW.Name));
          }
          const expected = inlined.slice(0, -1).map((frame) => shortName(frame.function));
          expect([ansi, wide]).toEqual([expected, expected]);
        }
      },
      { image },
    ),
);

proves(['SymGetLineFromInlineContext', 'SymGetLineFromInlineContextW'], 'give the line in each function', (dll) =>
  inScene(
    dll,
    (api) => {
      for (const { rva, inlined, also = [] } of addresses) {
        const address = base + BigInt(rva);
        const first = innermost(api, address);
        const places: unknown[] = [];
        for (let depth = 0; depth < inlined.length; depth++) {
          const displacement = new Uint32Array(1);
          const line = IMAGEHLP_LINE64.alloc();
          const lineW = IMAGEHLP_LINEW64.alloc();
          api.SymGetLineFromInlineContext(key, address, first + depth, 0, displacement, line);
          // Read at once, because the name is in DbgHelp's memory.
          places.push({ file: line.FileName, line: line.LineNumber });
          api.SymGetLineFromInlineContextW(key, address, first + depth, 0, displacement, lineW);
          expect({ file: lineW.FileName, line: lineW.LineNumber }).toEqual(places.at(-1));
        }
        const inner = inlined.slice(0, -1).map(({ file, line }) => ({ file, line }));
        const { file, line } = inlined.at(-1)!;
        expect(places.slice(0, -1)).toEqual(inner);
        // The line tables support several answers for the function that contains the code.
        expect([{ file, line }, ...also]).toContainEqual(places.at(-1));
      }
    },
    { image },
  ),
);

proves(['SymSetScopeFromInlineContext'], 'brings the variables of an inlined function into scope', (dll) =>
  inScene(
    dll,
    (api) => {
      // inner_mix and, around it, inner_blend: each with its own variables, named as in the sources.
      const { rva } = addresses.find(
        ({ inlined }) => inlined.length === 3 && inlined[0]!.function.endsWith('inner_mix'),
      )!;
      const address = base + BigInt(rva);
      const first = innermost(api, address);
      const namesAt = (context: number): string[] => {
        api.SymSetScopeFromInlineContext(key, address, context);
        const names = new Set<string>();
        api.SymEnumSymbolsW(key, 0, null, ({ Name }) => void names.add(Name), null);
        return [...names];
      };
      expect(namesAt(first)).toEqual(expect.arrayContaining(['left', 'right', 'mixed']));
      expect(namesAt(first + 1)).toEqual(expect.arrayContaining(['left', 'right', 'first', 'second']));
    },
    { image },
  ),
);
