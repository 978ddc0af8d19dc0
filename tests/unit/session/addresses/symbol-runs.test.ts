import type { DbgHelpToken } from '../../../../types/calls';
import { SymbolRuns } from '../../../../lib/session/addresses/symbol-runs';
import type { KnownLine, KnownSymbol } from '../../../../lib/session/reader/known';
import { KnownCode } from '../../../../lib/session/reader/known-code';
import { Random } from '../../../windows/random';
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
    const code = new KnownCode({ left: 100 });
    const lists = [[0], [0, 0, 1, 9, size - 1], [3, 4], [0, size - 1], [0]];
    for (const list of lists) {
      const offsets = Uint32Array.from(list, (offset) => begin + offset);
      const names: (string | undefined)[] = [];
      const runs = new SymbolRuns(token, reader(table), code, base, offsets, (place, symbol) => {
        names[place] = symbol?.name;
      });
      for (let place = 0; place < offsets.length;) place = runs.run(place);
      expect(names).toEqual(list.map((offset) => (offset === 0 ? 'first' : 'second')));
    }
  },
);

describe('lists of a module, one after another', () => {
  /** Functions of 40 bytes, and 8 bytes of data behind each; lines of 8 bytes; the first function has none. */
  const stride = 48;
  const functionCount = 20;
  const lineBytes = 8;
  const all = stride * functionCount;
  const symbols = Array.from({ length: functionCount }, (_, index) => ({
    ...folded(`f${String(index)}`),
    begin: base + BigInt(index * stride),
    size: 40,
    index,
  }));
  const symbolOf = (offset: number): KnownSymbol | null =>
    offset % stride < 40 ? symbols[Math.floor(offset / stride)]! : null;
  const lineOf = (offset: number): KnownLine | undefined => {
    const within = offset % stride;
    if (offset < stride || within >= 40) return undefined;
    const begin = offset - (within % lineBytes);
    return { file: 'a.c', line: begin, begin: base + BigInt(begin) };
  };

  class Counting {
    asked = 0;
    readonly functionAround = (): undefined => undefined;
    readonly symbolAt = (_api: unknown, address: bigint): KnownSymbol | null => this.#told(address, symbolOf);
    readonly lineAt = (_api: unknown, address: bigint, near?: KnownLine): KnownLine | undefined => {
      const line = this.#told(address, lineOf);
      return line && near?.begin === line.begin ? near : line;
    };
    readonly hasSymbol = (_api: unknown, address: bigint, symbol: KnownSymbol): boolean =>
      this.#told(address, symbolOf) === symbol;
    #told<Told>(address: bigint, tell: (offset: number) => Told): Told {
      this.asked++;
      return tell(Number(address - base));
    }
  }

  function answersOf(dll: Counting, code: KnownCode | undefined, list: readonly number[]): string[] {
    const answers: string[] = [];
    const offsets = Uint32Array.from(list);
    const runs = new SymbolRuns(token, dll as unknown as SymbolReader, code, base, offsets, (place, symbol, line) => {
      answers[place] = `${symbol?.name ?? ''} ${String(line?.line)}`;
    });
    for (let place = 0; place < list.length;) place = runs.run(place);
    return answers;
  }
  const right = (list: readonly number[]): string[] =>
    list.map((offset) => `${symbolOf(offset)?.name ?? ''} ${String(lineOf(offset)?.line)}`);

  it.each([0, 3, 100_000])('have the answers of the DLL, with room for %s of them', (room) => {
    const random = new Random(7);
    const code = new KnownCode({ left: room });
    for (let round = 0; round < 300; round++) {
      const list = Array.from({ length: 1 + random.below(40) }, () => random.below(all)).sort((a, b) => a - b);
      expect(answersOf(new Counting(), code, list)).toEqual(right(list));
    }
  });

  it('ask for nothing that lists before have shown, also where nothing is', () => {
    const code = new KnownCode({ left: 100_000 });
    const list = Array.from({ length: all }, (_, offset) => offset);
    expect(answersOf(new Counting(), code, list)).toEqual(right(list));
    const dll = new Counting();
    expect(answersOf(dll, code, list)).toEqual(right(list));
    expect(dll.asked).toBe(0);
    expect(answersOf(dll, undefined, list)).toEqual(right(list));
    expect(dll.asked).toBeGreaterThan(0);
  });
});
