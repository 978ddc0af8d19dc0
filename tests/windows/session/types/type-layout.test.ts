import { SymbolSession, formatType, layoutOf, type ClassType, type LayoutField } from '../../../../lib';
import { scene, variant } from '../../fixtures';
import { trueTypes, type TrueType } from './type-truth';

const base = 0x10000000n;

/** The fields of a type in llvm-pdbutil's rows, flattened. */
function trueFields(type: TrueType, path: string, offset: number, counts: readonly number[]): Partial<LayoutField>[] {
  const { udts, enums } = trueTypes(variant);
  if (type.kind === 'array') return trueFields(type.of!, `${path}[]`, offset, [...counts, type.count!]);
  const udt = udts.find(({ name }) => name === type.name);
  if (!udt) {
    const underlying = enums.find(({ name }) => name === type.name)?.underlying ?? type.name ?? '';
    const kinds: Record<string, LayoutField['kind']> = {
      float: 'float',
      double: 'float',
      bool: 'boolean',
      wchar_t: 'character',
      char: 'character',
    };
    const kind = type.kind === 'pointer' ? 'pointer' : (kinds[underlying] ?? 'integer');
    const unsigned = kind === 'pointer' || /^(?:unsigned|bool|wchar_t)/.test(underlying);
    const dimensions = counts.map((count) => expect.objectContaining({ count }) as never);
    return [{ path, offset, size: type.size!, kind, signed: !unsigned, dimensions }];
  }
  return (udt.members ?? []).flatMap((member) => {
    const name = path === '' ? member.name : `${path}.${member.name}`;
    return trueFields(member.type, name, offset + member.offset, counts).map((field) =>
      member.bits ? { ...field, bits: member.bits } : field,
    );
  });
}

describe('the layout of a type', () => {
  let session: SymbolSession;

  beforeAll(async () => {
    session = await SymbolSession.open();
    await session.loadModule(scene, { base });
  });
  afterAll(() => session.close());

  it.each(['scene::Node', 'scene::Packed', 'scene::Flags', 'scene::Payload', 'scene::Ring<int,4>', 'scene::Vec3'])(
    'of %s has the fields that llvm has',
    async (name) => {
      const type = await session.type(name);
      const layout = await layoutOf(type!);
      const expected = trueFields({ kind: 'struct', name }, '', 0, []);
      expect(layout).toMatchObject({ name, size: type!.size });
      expect(layout.fields.map(({ path }) => path)).toEqual(expected.map(({ path }) => path));
      for (const [index, field] of layout.fields.entries()) expect(field).toMatchObject(expected[index]!);
    },
  );

  it('has the strides of arrays in arrays', async () => {
    const { fields } = await layoutOf((await session.type('scene::Packed'))!);
    expect(fields.find(({ path }) => path === 'grid[][]')).toMatchObject({
      offset: 13,
      size: 1,
      dimensions: [
        { count: 2, stride: 3 },
        { count: 3, stride: 1 },
      ],
    });
  });

  it('reads memory: the values of the fixture', async () => {
    const { fields } = await layoutOf((await session.type('scene::Packed'))!);
    // { 1, 2, 3, {{1, 2, 3}, {4, 5, 6}} } in scene.cpp, as the compiler packs it.
    const bytes = new DataView(Uint8Array.of(1, 2, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6).buffer);
    const field = (path: string): LayoutField => fields.find((candidate) => candidate.path === path)!;
    expect(bytes.getUint8(field('kind').offset)).toBe(1);
    expect(bytes.getUint32(field('length').offset, true)).toBe(2);
    expect(bytes.getBigUint64(field('stamp').offset, true)).toBe(3n);
    const { offset, dimensions } = field('grid[][]');
    expect(bytes.getUint8(offset + 1 * dimensions[0]!.stride + 2 * dimensions[1]!.stride)).toBe(6);
  });

  it('is one field without a path for a type without members, and follows typedefs', async () => {
    await expect(layoutOf((await session.type('scene::Blend'))!)).resolves.toEqual({
      name: 'scene::Blend',
      size: 1,
      fields: [{ path: '', offset: 0, size: 1, kind: 'integer', signed: true, type: 'scene::Blend', dimensions: [] }],
    });
    const label = await layoutOf((await session.type('scene::label_t'))!);
    expect(label.fields).toMatchObject([
      { path: '[]', size: 2, kind: 'character', dimensions: [{ count: 16, stride: 2 }] },
    ]);
  });

  it('stays valid when the session is closed', async () => {
    const other = await SymbolSession.open();
    await other.loadModule(scene, { base });
    const type = await other.type('scene::Node');
    await other.close();
    await expect(layoutOf(type!)).rejects.toMatchObject({ code: 'DBGHELP_CLOSED' });
    expect(formatType(type!)).toMatch(/^struct scene::Node, /);
  });
});

describe('a type as text', () => {
  let session: SymbolSession;

  beforeAll(async () => {
    session = await SymbolSession.open();
    await session.loadModule(scene, { base });
  });
  afterAll(() => session.close());

  const flags = `struct scene::Flags, 4 bytes
  +0x000 visible : unsigned int, bit 0
  +0x000 locked  : unsigned int, bit 1
  +0x000 group   : unsigned int, bits 2-7
  +0x000 bias    : int, bits 8-12
  +0x000 tail    : unsigned int, bits 16-31`;

  it('has a line for each member', async () => {
    await expect(session.formatType('scene::Flags')).resolves.toBe(flags);
    expect(formatType((await session.type('scene::Flags'))!)).toBe(flags);
    await expect(session.formatType('scene::absent')).resolves.toBeNull();
    await expect(session.formatType('scene::byte_t')).resolves.toBe('typedef scene::byte_t = unsigned char, 1 byte');
  });

  it('has bases and the pointer to virtual functions in their places, if the DLL gives them', async () => {
    const rect = (await session.type('scene::Rect')) as ClassType;
    const shape = (await session.type('scene::Shape')) as ClassType;
    const lines = (await session.formatType('scene::Rect', { depth: 1 }))!.split('\n').slice(1);
    const { fields } = await layoutOf(rect);
    const offsets = fields.map(({ offset }) => offset);
    expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
    if (rect.bases.length === 0) {
      expect(lines.map((line) => line.trim().split(/ +/)[1])).toEqual(['width_', 'height_']);
      return;
    }
    const pointer = variant === 'x86' ? 4 : 8;
    const at = (offset: number): string => `+0x${offset.toString(16).padStart(3, '0')}`;
    const [id, width] = [shape.members[0]!.offset, rect.members[0]!.offset];
    expect(lines).toEqual([
      `  ${at(0)} __BaseClass : scene::Shape`,
      `    ${at(0)} __VFN_table : <vtable> *`,
      `    ${at(id)} id_         : int`,
      expect.stringMatching(/^ {4}static created_ : int/),
      `  ${at(width)} width_      : int`,
      `  ${at(width + 4)} height_     : int`,
    ]);
    expect(fields.map(({ path, offset, size, kind }) => [path, offset, size, kind])).toEqual([
      ['__VFN_table', 0, pointer, 'pointer'],
      ['id_', id, 4, 'integer'],
      ['width_', width, 4, 'integer'],
      ['height_', width + 4, 4, 'integer'],
    ]);
  });

  it('shows the requested number of levels in place', async () => {
    const levels = async (depth: number): Promise<string[]> =>
      (await session.formatType('scene::Node', { depth }))!.split('\n');
    const [flat, one, two] = [await levels(0), await levels(1), await levels(2)];
    const indents = (text: string[]): number => Math.max(...text.map((line) => /^ */.exec(line)![0].length));
    expect([flat, one, two].map(indents)).toEqual([2, 4, 6]);
    expect(flat).toHaveLength(1 + 13);
    // Vec3 has 3 members, Flags 5, Payload 5, Extent 2; halves in Payload has 2.
    expect(one).toHaveLength(flat.length + 15);
    expect(two).toHaveLength(one.length + 2);
    await expect(session.formatType('scene::Node', { depth: -1 })).rejects.toThrow(RangeError);
  });
});
