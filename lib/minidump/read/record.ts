import type { StructClass, StructView } from '../../ffi/structures';
import type { StructDefinition } from '../../../types/structures/definition';
import { scalars } from '../../ffi/scalars';
import { layoutOf, type FieldLayout } from '../../ffi/layout';

/** Reads structures of a dump as plain objects: views would cost too much for long lists. */

/** The members of a view as plain data. */
export type Plain<T> = T extends StructView
  ? { readonly [Member in Exclude<keyof T, keyof StructView>]: Plain<T[Member]> }
  : T extends readonly (infer Element)[]
    ? readonly Plain<Element>[]
    : T;

export interface RecordFormat<T> {
  /** Bytes. */
  readonly size: number;
  read(data: DataView, at: number): T;
}

type FieldReader = (data: DataView, at: number) => unknown;

/** Reads a structure in the layout that all architectures share: minidumpapiset.h has no pointers. */
export function recordFormat<View extends StructView>(
  definition: StructDefinition & Partial<StructClass<View>>,
): RecordFormat<Plain<View>> {
  let prepared: { readonly size: number; readonly read: FieldReader } | undefined;
  const prepare = (): NonNullable<typeof prepared> => (prepared ??= prepareRecord(definition));
  return {
    get size() {
      return prepare().size;
    },
    read: (data, at) => prepare().read(data, at) as Plain<View>,
  };
}

function prepareRecord(definition: StructDefinition): { readonly size: number; readonly read: FieldReader } {
  const { size, fields } = layoutOf(definition, 'x64');
  const readers = fields.map((field) => [field.name, field.offset, readerOf(field)] as const);
  const read: FieldReader = (data, at) => {
    const record: Record<string, unknown> = {};
    for (const [name, offset, reader] of readers) record[name] = reader(data, at + offset);
    return record;
  };
  return { size, read };
}

function readerOf({ scalar, struct, count, step, size }: FieldLayout): FieldReader {
  if (scalar === 'WCHAR' && count !== undefined) return (data, at) => wideText(data, at, size);
  const one = struct ? prepareRecord(struct).read : scalars[scalar!].read;
  if (count === undefined) return one;
  return (data, at) => Array.from({ length: count }, (_, index) => one(data, at + index * step));
}

/** UTF-16 text up to its NUL. */
export function wideText({ buffer, byteOffset }: DataView, at: number, bytes: number): string {
  const text = Buffer.from(buffer, byteOffset + at, bytes).toString('utf16le');
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}
