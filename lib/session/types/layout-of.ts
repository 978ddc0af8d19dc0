import type { ArrayType, BaseTypeKind, BitField, DataType, TypeReference } from './data-type';
import { byPlace, isClass } from './format-type';

/** One dimension of the arrays that a field stands in, outermost first. */
export interface FieldDimension {
  /** Elements. */
  readonly count: number;
  /** Bytes from one element to the next. */
  readonly stride: number;
}

/** Bytes that can be read as one value. */
export interface LayoutField {
  /** Names from the outside in: `extent.width`, `children[]`, `leaves[].title`; empty where the type is no class. */
  readonly path: string;
  /** Bytes from the beginning; in arrays, of the first element. */
  readonly offset: number;
  /** Bytes of one element. */
  readonly size: number;
  /** How to read it. An enumeration is an `'integer'`; `'other'` is what has no form that is known. */
  readonly kind: Exclude<BaseTypeKind, 'none'> | 'pointer';
  readonly signed: boolean;
  /** In C++. */
  readonly type: string;
  /** Absent where it is no bit-field. */
  readonly bits?: BitField;
  /** Empty where it stands in no array. */
  readonly dimensions: readonly FieldDimension[];
}

/** Where in memory the parts of a type are: plain data, good for ever. */
export interface TypeLayout {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** By offset; those of unions overlap. Pointers to tables of virtual functions are among them, as `__VFN_table`. */
  readonly fields: readonly LayoutField[];
}

/** Where a part of the type lies. */
interface Place {
  readonly path: string;
  readonly offset: number;
  readonly bits?: BitField;
  readonly dimensions: readonly FieldDimension[];
  /** Classes and typedefs around it, by id: one inside itself is damage. */
  readonly around: readonly number[];
}

/**
 * Flattens a type: members of members, of base classes, and of the elements of arrays. Pointers are not followed, and
 * virtual bases are left out, since their place is known at run time only.
 *
 * @param type - what a session gave, or a reference to it
 * @throws as `TypeReference.load`
 */
export async function layoutOf(type: DataType | TypeReference): Promise<TypeLayout> {
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

/** The field of a type that is read as one; undefined for one that has parts, or no bytes. */
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
