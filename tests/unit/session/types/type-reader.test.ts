import {
  BasicType,
  DataKind,
  IMAGEHLP_SYMBOL_TYPE_INFO as Ask,
  SymTagEnum,
  UdtKind,
} from '../../../../types/constants';
import type { DataType, TypeReference } from '../../../../lib';
import { TypeReader } from '../../../../lib/session/types/type-reader';
import { methodName } from '../../../../lib/session/types/type-names';
import { variantInteger } from '../../../../lib/session/types/variant';
import type { TypeAnswers } from '../../../../lib/session/types/type-answers';

/** Types as Microsoft's DLL describes them, where Wine's says less, and as in damaged PDBs. */

interface Row {
  readonly tag: number;
  readonly name?: string;
  readonly length?: number;
  readonly type?: number;
  readonly children?: readonly number[];
  readonly value?: bigint;
  readonly address?: bigint;
  /** Other requests. */
  readonly [request: number]: number;
}

const answersOf = (rows: Readonly<Record<number, Row>>): TypeAnswers => ({
  number(id, request) {
    const row = rows[id];
    if (request === Ask.TI_GET_SYMTAG) return row?.tag;
    if (request === Ask.TI_GET_TYPE) return row?.type;
    return row?.[request];
  },
  length: (id) => rows[id]?.length,
  address: (id) => rows[id]?.address,
  name: (id) => rows[id]?.name ?? '',
  children: (id) => rows[id]?.children ?? [],
  definition: (id) => id,
  value: (id) => rows[id]?.value,
  know: () => undefined,
  *knowChildren() {
    // Nothing is requested in advance.
  },
});

const load = (): Promise<DataType> => Promise.reject(new Error('not here'));

function read(rows: Readonly<Record<number, Row>>, id: number): DataType | null {
  const reader = new TypeReader(answersOf(rows), 'app', (head): TypeReference => ({ ...head, load }));
  const steps = reader.read(id);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const base = (bt: number, length: number): Row => ({
  tag: SymTagEnum.SymTagBaseType,
  length,
  [Ask.TI_GET_BASETYPE]: bt,
});
const pointer = (type: number, more: Partial<Row> = {}): Row => ({
  tag: SymTagEnum.SymTagPointerType,
  length: 8,
  type,
  ...more,
});
const member = (name: string, type: number, offset: number, more: Partial<Row> = {}): Row => ({
  tag: SymTagEnum.SymTagData,
  name,
  type,
  [Ask.TI_GET_DATAKIND]: DataKind.DataIsMember,
  [Ask.TI_GET_OFFSET]: offset,
  ...more,
});

const common: Record<number, Row> = {
  1: base(BasicType.btInt, 4),
  2: base(BasicType.btVoid, 0),
  3: base(BasicType.btUInt, 4),
  4: base(BasicType.btChar, 1),
  5: base(BasicType.btInt, 1),
  6: base(BasicType.btNoType, 0),
};

describe("a class, as Microsoft's DLL describes it", () => {
  const rows: Record<number, Row> = {
    ...common,
    10: {
      tag: SymTagEnum.SymTagUDT,
      name: 'Shape',
      length: 24,
      [Ask.TI_GET_UDTKIND]: UdtKind.UdtClass,
      children: [20, 21, 22, 23, 24, 25, 26, 27, 28],
    },
    11: { tag: SymTagEnum.SymTagUDT, name: 'Base', length: 8, [Ask.TI_GET_UDTKIND]: UdtKind.UdtStruct },
    12: {
      tag: SymTagEnum.SymTagFunctionType,
      type: 1,
      children: [29],
      [Ask.TI_GET_CALLING_CONVENTION]: 11,
      [Ask.TI_GET_CLASSPARENTID]: 10,
    },
    13: { tag: SymTagEnum.SymTagTypedef, name: 'Shape', length: 24, type: 10 },
    20: { tag: SymTagEnum.SymTagBaseClass, name: 'Base', type: 11, length: 8, [Ask.TI_GET_OFFSET]: 0 },
    21: {
      tag: SymTagEnum.SymTagBaseClass,
      name: 'Base',
      type: 11,
      [Ask.TI_GET_VIRTUALBASECLASS]: 1,
      [Ask.TI_GET_OFFSET]: 8,
    },
    22: { tag: SymTagEnum.SymTagVTable, type: 42 },
    23: { tag: SymTagEnum.SymTagFunction, name: 'area', type: 12 },
    24: member('id_', 1, 8),
    25: member('low', 3, 12, { length: 3, [Ask.TI_GET_BITPOSITION]: 5 }),
    26: {
      tag: SymTagEnum.SymTagData,
      name: 'count',
      type: 1,
      address: 0x1000n,
      [Ask.TI_GET_DATAKIND]: DataKind.DataIsStaticMember,
    },
    27: {
      tag: SymTagEnum.SymTagData,
      name: 'limit',
      type: 5,
      value: 0xfdn,
      [Ask.TI_GET_DATAKIND]: DataKind.DataIsConstant,
    },
    28: { tag: SymTagEnum.SymTagEnum, name: 'Shape::Kind', length: 4, type: 1 },
    29: { tag: SymTagEnum.SymTagFunctionArgType, type: 4 },
    30: { tag: SymTagEnum.SymTagVTableShape },
    40: pointer(12),
    41: pointer(10, { [Ask.TI_GET_IS_REFERENCE]: 1 }),
    42: pointer(30),
  };

  it('has its members, bases, methods, statics, nested types and table', () => {
    const type = read(rows, 10);
    const int = expect.objectContaining({ kind: 'base', name: 'int', size: 4 }) as unknown;
    expect(type).toEqual({
      kind: 'class',
      name: 'Shape',
      size: 24,
      module: 'app',
      id: 10,
      members: [
        { name: 'id_', type: int, offset: 8, size: 4 },
        {
          name: 'low',
          type: expect.objectContaining({ name: 'unsigned int' }) as unknown,
          offset: 12,
          size: 4,
          bits: { position: 5, length: 3 },
        },
      ],
      statics: [
        { name: 'count', type: int, address: 0x1000n, value: null },
        { name: 'limit', type: expect.objectContaining({ name: 'signed char' }) as unknown, address: null, value: -3n },
      ],
      bases: [
        { type: expect.objectContaining({ name: 'Base' }) as unknown, virtual: false, offset: 0 },
        { type: expect.objectContaining({ name: 'Base' }) as unknown, virtual: true, offset: null },
      ],
      methods: [
        { name: 'area', type: expect.objectContaining({ kind: 'function', name: 'int __thiscall(char)' }) as unknown },
      ],
      nested: [expect.objectContaining({ kind: 'enum', name: 'Shape::Kind' })],
      hasVtable: true,
      vtable: {
        name: '__VFN_table',
        type: expect.objectContaining({ kind: 'pointer', name: '<vtable> *', size: 8 }) as unknown,
        offset: 0,
        size: 8,
      },
    });
  });

  it('is the meaning of a typedef with the same name', () => {
    expect(read(rows, 13)).toEqual(read(rows, 10));
  });

  it('is named in pointers to its methods, and may be a reference target', () => {
    expect(read(rows, 40)).toMatchObject({ kind: 'pointer', name: 'int (__thiscall Shape::*)(char)' });
    expect(read(rows, 41)).toMatchObject({ kind: 'reference', name: 'Shape &' });
    expect(read(rows, 12)).toMatchObject({ class: { name: 'Shape' }, callingConvention: '__thiscall' });
  });
});

describe('a method', () => {
  it.each([
    ['area', 'Shape', 'area'],
    ['Shape::area', 'Shape', 'area'],
    ['scene::Ring<int,4>::push', 'scene::Ring<int,4>', 'push'],
    ['Ring<a::b>::Ring<a::b>', 'Ring<a::b>', 'Ring<a::b>'],
    ['Ring<a::b>', 'Ring<a::b>', 'Ring<a::b>'],
    ['Shape::operator Shape::Kind', 'Shape', 'operator Shape::Kind'],
    ['operator Shape::Kind', 'Shape', 'operator Shape::Kind'],
    ["`main'::`2'::<lambda_1>::operator()", 'main::__l2::<lambda_1>', 'operator()'],
    ['assign<Shape::Kind>', 'Kind', 'assign<Shape::Kind>'],
    ['MyShape::area', 'Shape', 'MyShape::area'],
  ])('%s of %s is %s', (name, className, expected) => {
    expect(methodName(name, className)).toBe(expected);
  });
});

describe('names in C++', () => {
  const rows: Record<number, Row> = {
    ...common,
    10: { tag: SymTagEnum.SymTagFunctionType, type: 2, children: [11, 12], [Ask.TI_GET_CALLING_CONVENTION]: 0 },
    11: { tag: SymTagEnum.SymTagFunctionArgType, type: 1 },
    12: { tag: SymTagEnum.SymTagFunctionArgType, type: 6 },
    13: pointer(10),
    14: { tag: SymTagEnum.SymTagArrayType, type: 13, length: 32, [Ask.TI_GET_COUNT]: 4 },
    15: { tag: SymTagEnum.SymTagArrayType, type: 1, length: 12, [Ask.TI_GET_COUNT]: 3 },
    16: { tag: SymTagEnum.SymTagArrayType, type: 15, length: 24, [Ask.TI_GET_COUNT]: 2 },
    17: pointer(16),
    18: pointer(17),
    19: { tag: SymTagEnum.SymTagFunctionType, type: 13, [Ask.TI_GET_CALLING_CONVENTION]: 7 },
    20: pointer(19),
    21: { tag: SymTagEnum.SymTagUDT, length: 4 },
    22: { tag: SymTagEnum.SymTagFriend, name: 'odd' },
  };
  it.each([
    [10, 'void __cdecl(int, ...)'],
    [13, 'void (__cdecl *)(int, ...)'],
    [14, 'void (__cdecl *[4])(int, ...)'],
    [16, 'int [2][3]'],
    [17, 'int (*)[2][3]'],
    [18, 'int (**)[2][3]'],
    [20, 'void (__cdecl *(__stdcall *)(void))(int, ...)'],
    [21, '<unnamed>'],
    [22, 'odd'],
  ])('type %d is %s', (id, name) => {
    expect(read(rows, id)?.name).toBe(name);
  });
});

describe('values of enumerations', () => {
  const enumeration = (underlying: Row, ...values: bigint[]): Record<number, Row> => ({
    1: underlying,
    10: {
      tag: SymTagEnum.SymTagEnum,
      name: 'E',
      length: underlying.length!,
      type: 1,
      [Ask.TI_GET_BASETYPE]: underlying[Ask.TI_GET_BASETYPE]!,
      children: values.map((_, index) => 20 + index),
    },
    ...Object.fromEntries(
      values.map((value, index) => [20 + index, { tag: SymTagEnum.SymTagData, name: `v${String(index)}`, value }]),
    ),
  });
  it.each<[string, Row, bigint[], bigint[]]>([
    ['a signed char', base(BasicType.btInt, 1), [0xfffffffdn, 0xfdn, -3n, 7n], [-3n, -3n, -3n, 7n]],
    ['an int', base(BasicType.btInt, 4), [0xfffffffdn, 0x7fffffffn], [-3n, 0x7fffffffn]],
    ['an unsigned int', base(BasicType.btUInt, 4), [-3n, 1n], [0xfffffffdn, 1n]],
    ['an unsigned __int64', base(BasicType.btUInt, 8), [-1n], [2n ** 64n - 1n]],
  ])('have the sign of %s, with any VARIANT type', (_what, underlying, told, expected) => {
    const type = read(enumeration(underlying, ...told), 10);
    expect(type?.kind === 'enum' && type.enumerators.map(({ value }) => value)).toEqual(expected);
  });

  it.each<[string, number, bigint, bigint | undefined]>([
    ['VT_I2', 2, 0xfffdn, -3n],
    ['VT_I4', 3, 0xfffffffdn, -3n],
    ['VT_UI4', 19, 0xfffffffdn, 0xfffffffdn],
    ['VT_UI1', 17, 0xaaaaaafdn, 0xfdn],
    ['VT_I8', 20, 2n ** 64n - 3n, -3n],
    ['VT_R8', 5, 1n, undefined],
  ])('are read from a VARIANT of type %s', (_name, vartype, bits, expected) => {
    const view = new DataView(new ArrayBuffer(24));
    view.setUint16(0, vartype, true);
    view.setBigUint64(8, bits, true);
    expect(variantInteger(new Uint8Array(view.buffer))).toBe(expected);
  });
});

describe('damaged types', () => {
  it('that refer only to themselves end', () => {
    const rows: Record<number, Row> = {
      1: pointer(1),
      2: { tag: SymTagEnum.SymTagFunctionType, type: 2, children: [3, 4] },
      3: { tag: SymTagEnum.SymTagFunctionArgType, type: 2 },
      4: { tag: SymTagEnum.SymTagFunctionArgType, type: 2 },
      5: { tag: SymTagEnum.SymTagTypedef, name: 'T', type: 5 },
      6: { tag: SymTagEnum.SymTagArrayType, type: 7, [Ask.TI_GET_COUNT]: 2 },
      7: pointer(6),
    };
    for (const id of [1, 2, 5, 6, 7]) expect(read(rows, id)?.name).toMatch(/./);
  });

  it('whose names would double at each step are cut', () => {
    const rows: Record<number, Row> = { ...common };
    for (let at = 0; at < 60; at++) {
      const id = 100 + at * 10;
      rows[id] = { tag: SymTagEnum.SymTagFunctionType, type: 1, children: [id + 1, id + 2] };
      for (const parameter of [id + 1, id + 2]) {
        rows[parameter] = { tag: SymTagEnum.SymTagFunctionArgType, type: at === 0 ? 1 : id - 10 };
      }
    }
    expect(read(rows, 690)!.name.length).toBeLessThan(200_000);
  });

  it('that refer to nothing show that, and missing ones are null', () => {
    expect(read({ 1: pointer(999) }, 1)).toMatchObject({ kind: 'pointer', target: { kind: 'unknown' } });
    expect(read({ 1: { tag: SymTagEnum.SymTagArrayType } }, 1)).toMatchObject({ count: 0, element: { id: 0 } });
    expect(read({}, 1)).toBeNull();
  });
});
