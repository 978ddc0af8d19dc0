import { effectiveDefinition, layoutOf } from '../../../lib/ffi/layout';
import { on64, type Architecture, type StructDefinition } from '../../../types/structures/definition';

const architectures = ['x64', 'x86', 'arm64'] as const;

/** Offsets computed by hand from the rules of C; [x86, x64], or one number for both. */
type Expected = Readonly<Record<string, number | readonly [x86: number, x64: number]>>;

function expectOffsets(definition: StructDefinition, size: Expected[string], offsets: Expected): void {
  const on = (architecture: Architecture, pair: Expected[string]): number =>
    typeof pair === 'number' ? pair : pair[architecture === 'x86' ? 0 : 1];
  for (const architecture of architectures) {
    const layout = layoutOf(definition, architecture);
    expect(Object.fromEntries(layout.fields.map(({ name, offset }) => [name, offset]))).toEqual(
      Object.fromEntries(Object.entries(offsets).map(([name, pair]) => [name, on(architecture, pair)])),
    );
    expect(layout.size).toBe(on(architecture, size));
  }
}

const inner = { structName: 'INNER', fields: { byte: 'BYTE', word: 'DWORD64' } } as const satisfies StructDefinition;

it('a member starts at a multiple of its size, and the structure ends at a multiple of its largest member', () => {
  const definition: StructDefinition = {
    structName: 'S',
    fields: { a: 'BYTE', b: 'WORD', c: 'BYTE', d: 'DWORD', e: 'BYTE', f: 'DWORD64', g: 'BYTE' },
  };
  expectOffsets(definition, 32, { a: 0, b: 2, c: 4, d: 8, e: 12, f: 16, g: 24 });
});

it('pointers, handles and text pointers are as wide as the machine', () => {
  const definition: StructDefinition = {
    structName: 'S',
    fields: { a: 'DWORD', b: 'PVOID', c: 'HANDLE', d: 'ULONG_PTR', e: 'PWSTR', f: 'PSTR', g: 'BOOL' },
  };
  expectOffsets(definition, [28, 56], {
    a: 0,
    b: [4, 8],
    c: [8, 16],
    d: [12, 24],
    e: [16, 32],
    f: [20, 40],
    g: [24, 48],
  });
});

it('addresses are 64 bits wide on every machine, except those in 32-bit structures', () => {
  expectOffsets({ structName: 'S', fields: { a: 'DWORD', b: 'DWORD64', c: 'ADDRESS32' } }, 24, { a: 0, b: 8, c: 16 });
});

it('with pack(4), no member is aligned to more than four bytes', () => {
  const definition: StructDefinition = { structName: 'S', pack: 4, fields: { a: 'DWORD', b: 'DWORD64', c: 'BYTE' } };
  expectOffsets(definition, 16, { a: 0, b: 4, c: 12 });
});

it('arrays have the alignment of their elements', () => {
  const definition: StructDefinition = {
    structName: 'S',
    fields: { a: 'BYTE', b: 'WCHAR[3]', c: 'CHAR[3]', d: 'DWORD64[2]', e: 'BYTE' },
  };
  expectOffsets(definition, 40, { a: 0, b: 2, c: 8, d: 16, e: 32 });
  const [, wide, narrow, long] = layoutOf(definition, 'x64').fields;
  expect([wide, narrow, long].map((field) => [field!.size, field!.count, field!.step])).toEqual([
    [6, 3, 2],
    [3, 3, 1],
    [16, 2, 8],
  ]);
});

it('structures inside a structure keep their own layout and alignment', () => {
  const definition: StructDefinition = { structName: 'S', fields: { a: 'BYTE', b: inner, c: [inner, 2], d: 'BYTE' } };
  expectOffsets(definition, 64, { a: 0, b: 8, c: 24, d: 56 });
  const [, one, two] = layoutOf(definition, 'x64').fields;
  expect([one!.count, one!.step, two!.count, two!.step]).toEqual([undefined, 16, 2, 16]);
});

it('a packed structure keeps its packing inside another one', () => {
  const packed: StructDefinition = { structName: 'P', pack: 4, fields: { a: 'DWORD', b: 'DWORD64' } };
  expectOffsets({ structName: 'S', fields: { a: 'DWORD', b: packed, c: 'DWORD64' } }, 24, { a: 0, b: 4, c: 16 });
});

it('a 32-bit name means the 64-bit structure on 64-bit machines', () => {
  const wide: StructDefinition = { structName: 'S64', fields: { address: 'DWORD64' } };
  const narrow: StructDefinition = { structName: 'S', fields: { address: 'ADDRESS32' }, on: on64(wide) };
  expect(architectures.map((architecture) => effectiveDefinition(narrow, architecture).structName)).toEqual([
    'S64',
    'S',
    'S64',
  ]);
  expect(architectures.map((architecture) => layoutOf(narrow, architecture).size)).toEqual([8, 4, 8]);
});

it('the alignment of a structure is that of its most demanding member', () => {
  const alignments = (fields: StructDefinition['fields'], pack?: 4): number[] =>
    architectures.map(
      (architecture) => layoutOf({ structName: 'S', fields, ...(pack && { pack }) }, architecture).align,
    );
  expect(alignments({ a: 'BYTE' })).toEqual([1, 1, 1]);
  expect(alignments({ a: 'BYTE', b: 'WCHAR[9]' })).toEqual([2, 2, 2]);
  expect(alignments({ a: 'PVOID' })).toEqual([8, 4, 8]);
  expect(alignments({ a: inner })).toEqual([8, 8, 8]);
  expect(alignments({ a: inner }, 4)).toEqual([4, 4, 4]);
});

it('the members of a union overlap, and the longest one gives the size', () => {
  expectOffsets({ structName: 'U', union: true, fields: { a: 'BYTE', b: 'DWORD64', c: 'WORD[5]' } }, 16, {
    a: 0,
    b: 0,
    c: 0,
  });
});

it('the members of an anonymous structure belong to the structure around it', () => {
  const definition: StructDefinition = {
    structName: 'S',
    fields: {
      a: 'DWORD',
      $1: {
        structName: 'S.$1',
        union: true,
        fields: { b: 'DWORD64', $1: { structName: 'S.$1.$1', fields: { c: 'DWORD', d: 'DWORD' } } },
      },
      e: 'BYTE',
    },
  };
  expectOffsets(definition, 24, { a: 0, b: 8, c: 8, d: 12, e: 16 });
});

describe('bit-fields', () => {
  const bitsOf = (fields: StructDefinition['fields']): unknown[] =>
    layoutOf({ structName: 'B', fields }, 'x64').fields.map(({ offset, bits }) => [offset, bits?.first, bits?.count]);

  it('share a unit as long as they fit', () => {
    expect(bitsOf({ a: 'DWORD:3', b: 'DWORD:20', c: 'DWORD:9', d: 'DWORD:1', e: 'WORD' })).toEqual([
      [0, 0, 3],
      [0, 3, 20],
      [0, 23, 9],
      [4, 0, 1],
      [8, undefined, undefined],
    ]);
  });

  it('never lie across two units', () => {
    expect(bitsOf({ a: 'WORD:10', b: 'WORD:7' })).toEqual([
      [0, 0, 10],
      [2, 0, 7],
    ]);
  });
});

it('declared alignment is not reduced by packing, even through structures in between', () => {
  const aligned: StructDefinition = { structName: 'A', align: 16, fields: { a: 'DWORD' } };
  const around: StructDefinition = { structName: 'R', pack: 4, fields: { a: 'DWORD', b: aligned } };
  expectOffsets(around, 32, { a: 0, b: 16 });
  expectOffsets({ structName: 'S', pack: 4, fields: { a: 'DWORD', b: around, c: 'DWORD64' } }, 64, {
    a: 0,
    b: 16,
    c: 48,
  });
});

it('an array without elements starts at the end of the structure', () => {
  expectOffsets({ structName: 'L', pack: 4, fields: { count: 'DWORD', items: [inner, 0] } }, 4, { count: 0, items: 4 });
  expect(layoutOf({ structName: 'L', fields: { items: [inner, 0] } }, 'x64').fields[0]!.step).toBe(16);
});
