import { formatType, layoutOf, type ClassType, type DataType, type TypeReference } from '../../../../lib';

/** Classes as Microsoft's DLL describes them, with bases, statics and, in a damaged PDB, themselves inside. */

const types = new Map<number, DataType>();
const reference = (type: DataType): TypeReference => ({ ...type, load: () => Promise.resolve(types.get(type.id)!) });
const known = <Type extends DataType>(type: Type): Type => {
  types.set(type.id, type);
  return type;
};

const head = { module: 'app', statics: [], bases: [], methods: [], nested: [], hasVtable: false, vtable: null };
const int = known({ kind: 'base', name: 'int', size: 4, module: 'app', id: 1, base: 'integer', signed: true });
const inner: ClassType = known({
  ...head,
  kind: 'struct',
  name: 'Base',
  size: 8,
  id: 2,
  members: [{ name: 'id', type: reference(int), offset: 4, size: 4 }],
});
const shape: ClassType = known({
  ...head,
  kind: 'class',
  name: 'Shape',
  size: 24,
  id: 3,
  bases: [
    { type: reference(inner), virtual: false, offset: 8 },
    { type: reference(inner), virtual: true, offset: null },
  ],
  members: [{ name: 'width', type: reference(int), offset: 16, size: 4 }],
  statics: [
    { name: 'count', type: reference(int), address: 0x1000n, value: null },
    { name: 'limit', type: reference(int), address: null, value: -3n },
  ],
});
const ouroboros: ClassType = known({
  ...head,
  kind: 'struct',
  name: 'Ouroboros',
  size: 8,
  id: 4,
  members: ['left', 'right'].map((name) => ({
    name,
    type: reference({ ...head, kind: 'struct', name: 'Ouroboros', size: 8, id: 4, members: [] }),
    offset: 0,
    size: 8,
  })),
});

describe('a class as text', () => {
  it('has its bases, in place if they are loaded, and its statics', () => {
    expect(formatType(shape)).toBe(`class Shape, 24 bytes
  +0x008 __BaseClass : Base
  +0x010 width       : int
     ??? __BaseClass : virtual Base
  static count : int at 0x1000
  static limit : int = -3`);
    expect(formatType(shape, { nested: types }).split('\n').slice(1, 3)).toEqual([
      '  +0x008 __BaseClass : Base',
      '    +0x00c id : int',
    ]);
  });

  it('stops at a class that contains itself', () => {
    expect(formatType(ouroboros, { nested: types }).split('\n')).toHaveLength(3);
  });
});

describe('a class as a layout', () => {
  it('has the fields of its bases, except virtual ones', async () => {
    const { fields } = await layoutOf(shape);
    expect(fields.map(({ path, offset }) => [path, offset])).toEqual([
      ['id', 12],
      ['width', 16],
    ]);
  });

  it('stops at a class that contains itself', async () => {
    await expect(layoutOf(ouroboros)).resolves.toMatchObject({ fields: [] });
  });
});
