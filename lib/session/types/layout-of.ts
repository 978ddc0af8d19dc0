import type { ArrayType, BaseTypeKind, BitField, DataType, TypeReference } from './data-type';
import { byPlace, checkType, isClass } from './format-type';

/** One dimension of the arrays around a field, outermost first. */
export interface FieldDimension {
  /** Elements. */
  readonly count: number;
  /** Bytes from one element to the next. */
  readonly stride: number;
}

/** Bytes to read as one value. */
export interface LayoutField {
  /** Names from the outside in: `extent.width`, `children[]`, `leaves[].title`; empty if the type is no class. */
  readonly path: string;
  /** Bytes from the beginning of the type; in arrays, the offset of the first element. */
  readonly offset: number;
  /** Bytes of one element. */
  readonly size: number;
  /** How to read it. An enumeration is an `'integer'`; `'other'` has no known form. */
  readonly kind: Exclude<BaseTypeKind, 'none'> | 'pointer';
  readonly signed: boolean;
  /** The name of its type in C++. */
  readonly type: string;
  /** Absent if it is no bit-field. */
  readonly bits?: BitField;
  /** Empty if it is in no array. */
  readonly dimensions: readonly FieldDimension[];
}

/** The places of a type's parts in memory: plain data, which stays valid. */
export interface TypeLayout {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** By offset; fields of unions overlap. They include pointers to tables of virtual functions, as `__VFN_table`. */
  readonly fields: readonly LayoutField[];
}

/** The place of a part of the type. */
interface Place {
  readonly path: string;
  readonly offset: number;
  readonly bits?: BitField;
  readonly dimensions: readonly FieldDimension[];
  /** The ids of the classes and typedefs around it: one inside itself means damage. */
  readonly around: readonly number[];
}

/**
 * Flattens a type: members of members, of base classes, and of elements of arrays. It does not follow pointers, and
 * leaves out virtual bases, whose place is known only at run time.
 *
 * @param type - a type from a session, or a reference to it
 * @throws as `TypeReference.load`
 */
export async function layoutOf(type: DataType | TypeReference): Promise<TypeLayout> {
  checkType(type, 'layoutOf');
  const fields: LayoutField[] = [];
  const loaded = new Map<number, DataType>();
  const load = async (reference: TypeReference): Promise<DataType> => {
    const known = loaded.get(reference.id) ?? (await reference.load());
    loaded.set(reference.id, known);
    return known;
  };
  const add = async (part: DataType, place: Place): Promise<void> => {
    const field = fieldOf(part, place);
    if (field) {
      fields.push(field);
      return;
    }
    if (place.around.includes(part.id)) return;
    const around = [...place.around, part.id];
    if (part.kind === 'typedef') await add(await load(part.target), { ...place, around });
    else if (part.kind === 'array') await add(await load(part.element), { ...inArray(part, place), around });
    else if (isClass(part)) {
      for (const { type: base, offset } of part.bases) {
        if (offset !== null) await add(await load(base), { ...place, offset: place.offset + offset, around });
      }
      for (const { name, type: memberType, offset, bits } of [...(part.vtable ? [part.vtable] : []), ...part.members]) {
        const path = place.path === '' ? name : `${place.path}.${name}`;
        const inside = { path, offset: place.offset + offset, dimensions: place.dimensions, around };
        await add(await load(memberType), bits ? { ...inside, bits } : inside);
      }
    }
  };
  const whole = 'load' in type ? await load(type) : type;
  await add(whole, { path: '', offset: 0, dimensions: [], around: [] });
  return { name: whole.name, size: whole.size, fields: fields.sort(byPlace) };
}

function inArray({ count, size }: ArrayType, place: Place): Place {
  const stride = count === 0 ? 0 : size / count;
  return { ...place, path: `${place.path}[]`, dimensions: [...place.dimensions, { count, stride }] };
}

/** The field for a type that is read as one value; undefined for a type with parts, or without bytes. */
function fieldOf(type: DataType, { path, offset, bits, dimensions }: Place): LayoutField | undefined {
  const form = formOf(type);
  if (!form) return undefined;
  const field = { path, offset, size: type.size, ...form, type: type.name, dimensions };
  return bits ? { ...field, bits } : field;
}

function formOf(type: DataType): Pick<LayoutField, 'kind' | 'signed'> | undefined {
  switch (type.kind) {
    case 'base':
      return type.base === 'none' ? undefined : { kind: type.base, signed: type.signed };
    case 'enum':
      return { kind: 'integer', signed: type.signed };
    case 'pointer':
    case 'reference':
      return { kind: 'pointer', signed: false };
    case 'vtable':
    case 'unknown':
      return type.size === 0 ? undefined : { kind: 'other', signed: false };
    default:
      return undefined;
  }
}
