import type { DataType, TypeHead, TypeKind, TypeReference } from '../../../../lib';
import { jsonReady } from '../../../../lib/base/json-ready';
import { typeFromText, TypeWriter } from '../../../../lib/session/types/type-texts';

/** Types on their way from one thread to another. */

type Reference = (head: TypeHead<TypeKind>) => TypeReference;

const app = 'app';
const load = (): Promise<DataType> => Promise.reject(new Error('not here'));
const plain: Reference = (head) => ({ ...head, load });

/** One type of each kind, with all that it can have. */
function typesWith(reference: Reference): DataType[] {
  const to = (kind: TypeKind, name: string, size: number, id: number): TypeReference =>
    reference({ kind, name, size, module: app, id });
  const int = to('base', 'int', 4, 1);
  const shape = to('class', 'scene::Shape', 16, 2);
  const head = { module: app, id: 9, size: 8 };
  return [
    {
      ...head,
      kind: 'class',
      name: 'Everything "quoted" \u00e9\u4e2d',
      members: [
        { name: 'plain', type: int, offset: 8, size: 4 },
        { name: 'bits', type: int, offset: 12, size: 4, bits: { position: 3, length: 5 } },
      ],
      statics: [
        jsonReady({ name: 'constant', type: int, address: null, value: -5n }),
        jsonReady({ name: 'variable', type: int, address: 0xffff_ffff_8000_1000n, value: null }),
        jsonReady({ name: 'large', type: int, address: null, value: 2n ** 64n - 1n }),
      ],
      bases: [
        { type: shape, virtual: false, offset: 0 },
        { type: shape, virtual: true, offset: null },
      ],
      methods: [{ name: 'area', type: to('function', 'int __cdecl(void)', 0, 3) }],
      nested: [to('enum', 'scene::Kind', 4, 4)],
      hasVtable: true,
      vtable: { name: '__VFN_table', type: to('pointer', '<vtable> *', 8, 5), offset: 0, size: 8 },
    },
    {
      ...head,
      kind: 'struct',
      name: '',
      members: [],
      statics: [],
      bases: [],
      methods: [],
      nested: [],
      hasVtable: false,
      vtable: null,
    },
    {
      ...head,
      kind: 'enum',
      name: 'Kind',
      underlying: int,
      signed: true,
      enumerators: [jsonReady({ name: 'none', value: 0n }), jsonReady({ name: 'last', value: -(2n ** 63n) })],
    },
    { ...head, kind: 'enum', name: 'Kind', underlying: null, signed: false, enumerators: [] },
    { ...head, kind: 'pointer', name: 'int *', target: int },
    { ...head, kind: 'array', name: 'int [2]', element: int, count: 2 },
    {
      ...head,
      kind: 'function',
      name: 'f',
      returns: int,
      parameters: [int, shape, int],
      callingConvention: '__cdecl',
      class: shape,
    },
    { ...head, kind: 'function', name: 'f', returns: int, parameters: [], callingConvention: '', class: null },
    { ...head, kind: 'typedef', name: 'T', target: shape },
    { ...head, kind: 'base', name: 'int', base: 'integer', signed: true },
    { ...head, kind: 'vtable', name: '<vtable>' },
  ];
}

const told = (value: unknown): string => JSON.stringify(value);

it('a type that was written as text is the same when it is read, with references of the reader', () => {
  const writer = new TypeWriter();
  const texts = typesWith(writer.makeReference).map((type) => writer.text(type));
  const read = texts.map((text) => typeFromText(text, plain));
  const expected = typesWith(plain);
  expect(read).toEqual(expected);
  expect(read.map(told)).toEqual(expected.map(told));
});

it('a type that many members have is asked for once', () => {
  const writer = new TypeWriter();
  const [type] = typesWith(writer.makeReference);
  const asked: number[] = [];
  typeFromText(writer.text(type!), (head) => {
    asked.push(head.id);
    return plain(head);
  });
  expect(asked).toEqual([1, 2, 3, 4, 5]);
});
