import { arrays, scalars } from '../../../lib/ffi/scalars';
import { scalars as table, type ScalarType } from '../../../types/scalars';

const here = process.arch === 'ia32' ? 32 : 64;
const all = (bits: number): bigint => (1n << BigInt(bits)) - 1n;

/** The facts of C: number of bytes, the value of memory full of ones, and the smallest and largest values. */
const known: Readonly<Record<ScalarType, readonly [bytes: number, ones: unknown, least: unknown, most: unknown]>> = {
  BYTE: [1, 255, 0, 255],
  CHAR: [1, 255, 0, 255],
  WORD: [2, 65_535, 0, 65_535],
  WCHAR: [2, 65_535, 0, 65_535],
  SHORT: [2, -1, -32_768, 32_767],
  DWORD: [4, 4_294_967_295, 0, 4_294_967_295],
  LONG: [4, -1, -2_147_483_648, 2_147_483_647],
  DWORD64: [8, all(64), 0n, all(64)],
  LONG64: [8, -1n, -(1n << 63n), all(63)],
  FLOAT: [4, NaN, -0.5, 0.5],
  DOUBLE: [8, NaN, -0.1, 0.1],
  BOOL: [4, true, false, true],
  BOOLEAN: [1, true, false, true],
  ADDRESS32: [4, all(32), 0n, all(32)],
  HANDLE: [here / 8, -1n, -(1n << BigInt(here - 1)), all(here - 1)],
  PVOID: [here / 8, all(here), 0n, all(here)],
  ULONG_PTR: [here / 8, all(here), 0n, all(here)],
  PSTR: [here / 8, all(here), 0n, all(here)],
  PWSTR: [here / 8, all(here), 0n, all(here)],
};

describe.each(Object.entries(known) as [ScalarType, (typeof known)[ScalarType]][])('%s', (name, facts) => {
  const [bytes, ones, least, most] = facts;
  const scalar = scalars[name];
  const memoryOfOnes = (): DataView => new DataView(new Uint8Array(24).fill(0xff, 8, 8 + bytes).buffer);

  it('is read like the C type, from as many bytes', () => {
    expect(scalar.read(memoryOfOnes(), 8)).toEqual(ones);
    expect(scalar.bits).toBe(bytes * 8);
  });

  it('is written only to its own bytes', () => {
    const memory = memoryOfOnes();
    for (const value of [least, most]) {
      scalar.write(memory, 8, value, 'it');
      expect(scalar.read(memory, 8)).toEqual(value);
      expect([memory.getUint8(7), memory.getUint8(8 + bytes)]).toEqual([0, 0]);
    }
  });

  it('has the same width for koffi as in memory', () => {
    const [, kind, width] = /^(u?int|float|double)(\d+|ptr)?(?:_t)?$/.exec(scalar.type)!;
    expect({ float: 32, double: 64 }[kind!] ?? (width === 'ptr' ? here : Number(width))).toBe(bytes * 8);
    // Signed types have a negative value if all bits are set; BOOL is an int.
    const isSigned = typeof ones === 'boolean' ? name === 'BOOL' : Number(ones) < 0;
    if (kind !== 'float' && kind !== 'double') expect(kind === 'int').toBe(isSigned);
  });
});

it('the table has exactly the scalar types of C that are needed', () => {
  expect(Object.keys(table).sort()).toEqual(Object.keys(known).sort());
});

it('an array of scalars has their width, except that of 32-bit addresses: it has twice the width in 32-bit processes', () => {
  for (const [kind, { array, bytes }] of Object.entries(arrays)) {
    const [width, ones] = known[kind.slice(0, -1) as ScalarType];
    const element = new globalThis[array](new Uint8Array(8).fill(0xff).buffer)[0];
    expect([kind, bytes]).toEqual([kind, width]);
    expect([kind, element]).toEqual([kind, typeof ones === 'bigint' ? all(64) : ones]);
  }
  expect(Object.keys(arrays).sort()).toEqual(['ADDRESS32*', 'BYTE*', 'DWORD*', 'DWORD64*', 'LONG*', 'PVOID*']);
});
