import type { DbgHelpToken } from '../../../../types/calls';
import { BoundedMap } from '../../../../lib/base/bounded-map';
import { SymbolRuns } from '../../../../lib/session/addresses/symbol-runs';
import type { KnownSymbol } from '../../../../lib/session/reader/known';
import type { SymbolReader } from '../../../../lib/session/reader/symbol-reader';

const base = 0x1000_0000n;
const token = {} as DbgHelpToken;

/** Two functions that a linker folded into one, in a DLL that tells one at the first byte and the other behind it. */
const begin = 0x100;
const size = 32;
const folded = (name: string): KnownSymbol =>
  ({ name, level: 'symbol', base, begin: base + BigInt(begin), size }) as unknown as KnownSymbol;
const [atFirstByte, behind] = [folded('first'), folded('second')];
const told = (address: bigint): KnownSymbol => (address === base + BigInt(begin) ? atFirstByte : behind);

function reader(functionTable: boolean): SymbolReader {
  return {
    functionAround: () => (functionTable ? begin : undefined),
    symbolAt: (_api: unknown, address: bigint) => told(address),
    hasSymbol: (_api: unknown, address: bigint, symbol: KnownSymbol) => told(address) === symbol,
    lineAt: () => undefined,
  } as unknown as SymbolReader;
}

it.each([true, false])(
  'folded functions have the name that the DLL gives for each byte, function table: %s',
  (table) => {
    const functions = new BoundedMap<number, KnownSymbol>(10);
    const lists = [[0], [0, 0, 1, 9, size - 1], [3, 4], [0, size - 1], [0]];
    for (const list of lists) {
      const offsets = Uint32Array.from(list, (offset) => begin + offset);
      const names: (string | undefined)[] = [];
      const runs = new SymbolRuns(token, reader(table), functions, base, offsets, (place, symbol) => {
        names[place] = symbol?.name;
      });
      for (let place = 0; place < offsets.length;) place = runs.run(place);
      expect(names).toEqual(list.map((offset) => (offset === 0 ? 'first' : 'second')));
    }
  },
);
