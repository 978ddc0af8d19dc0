import { scalars, type ScalarType } from '../../types/scalars';
import type { Architecture, Fields, StructDefinition } from '../../types/structures/definition';

/** Computes the offsets of the members of a C structure by the rules of the Windows ABIs. */

export interface FieldLayout {
  readonly name: string;
  readonly offset: number;
  /** Bytes of all elements. */
  readonly size: number;
  readonly scalar?: ScalarType;
  readonly struct?: StructDefinition;
  /** The number of elements; absent for a single value. */
  readonly count?: number;
  /** Bytes of one element of an array, or of the member itself. */
  readonly step: number;
  /** The bits of a bit-field, counted from the lowest. */
  readonly bits?: { readonly first: number; readonly count: number };
}

export interface Layout {
  readonly size: number;
  readonly align: number;
  /** The alignment that packing does not reduce. */
  readonly leastAlign: number;
  readonly fields: readonly FieldLayout[];
}

export function pointerSize(architecture: Architecture): 4 | 8 {
  return architecture === 'x86' ? 4 : 8;
}

/** The definition that a name means on an architecture. */
export function effectiveDefinition(definition: StructDefinition, architecture: Architecture): StructDefinition {
  return definition.on?.[architecture] ?? definition;
}

const arrayType = /^(\w+)\[(\d+)\]$/;
const bitField = /^(\w+):(\d+)$/;

type FieldType = Fields[string];

type Measured = Omit<FieldLayout, 'name' | 'offset' | 'bits'> & {
  readonly align: number;
  readonly leastAlign: number;
  readonly bitCount?: number;
  /** The members of an anonymous part, which become members of the containing structure. */
  readonly inner?: readonly FieldLayout[];
};

/** @param around - the structure that contains the member */
function measure(name: string, type: FieldType, around: StructDefinition, architecture: Architecture): Measured {
  if (typeof type === 'string') return measureScalar(type, architecture);
  const [inner, count] = isStructArray(type) ? type : [type, undefined];
  const struct =
    'structName' in inner
      ? inner
      : { structName: `${around.structName}.${name}`, ...(around.pack && { pack: around.pack }), ...inner };
  const { size: step, align, leastAlign, fields } = layoutOf(struct, architecture);
  const size = step * (count ?? 1);
  return { size, step, align, leastAlign, struct, inner: fields, ...(count === undefined ? {} : { count }) };
}

function measureScalar(type: string, architecture: Architecture): Measured {
  const [, element, number] = arrayType.exec(type) ?? [];
  const [, unit, bits] = bitField.exec(type) ?? [];
  const scalar = (element ?? unit ?? type) as ScalarType;
  const declared = scalars[scalar].bytes;
  const step = declared === 'pointer' ? pointerSize(architecture) : declared;
  const one = { size: step, step, align: step, leastAlign: 1, scalar };
  if (number !== undefined) return { ...one, size: step * Number(number), count: Number(number) };
  return bits === undefined ? one : { ...one, bitCount: Number(bits) };
}

function isStructArray(type: FieldType): type is readonly [StructDefinition, number] {
  return Array.isArray(type);
}

const alignUp = (offset: number, align: number): number => Math.ceil(offset / align) * align;

/** Size, alignment and member offsets of a structure on any architecture, not only that of this process. */
export function layoutOf(definition: StructDefinition, architecture: Architecture): Layout {
  const effective = effectiveDefinition(definition, architecture);
  const { fields, union = false, pack = 8, align: least = 1 } = effective;
  const laidOut: FieldLayout[] = [];
  let end = 0;
  let size = 0;
  let align: number = least;
  let leastAlign: number = least;
  /** Bits that are free in the unit of the last member, if that is a bit-field. */
  let bitsLeft = 0;
  for (const [name, type] of Object.entries(fields)) {
    const {
      align: natural,
      leastAlign: kept,
      bitCount,
      inner,
      ...measured
    } = measure(name, type, effective, architecture);
    const unitBits = measured.size * 8;
    const sharesUnit = bitCount !== undefined && bitCount <= bitsLeft;
    const fieldAlign = Math.max(kept, Math.min(natural, pack));
    const offset = union ? 0 : sharesUnit ? end - measured.size : alignUp(end, fieldAlign);
    const first = sharesUnit ? unitBits - bitsLeft : 0;
    bitsLeft = bitCount === undefined ? 0 : unitBits - first - bitCount;
    if (name.startsWith('$')) {
      for (const member of inner ?? []) laidOut.push({ ...member, offset: offset + member.offset });
    } else {
      laidOut.push({
        name,
        offset,
        ...measured,
        ...(bitCount === undefined ? {} : { bits: { first, count: bitCount } }),
      });
    }
    end = offset + measured.size;
    size = Math.max(size, end);
    align = Math.max(align, fieldAlign);
    leastAlign = Math.max(leastAlign, kept);
  }
  return { size: alignUp(size, align), align, leastAlign, fields: laidOut };
}

/** The sizes of all versions of a structure, newest first. Each version ends where the next adds members. */
export function versionSizes(definition: StructDefinition, architecture: Architecture): number[] {
  const members = Object.entries(definition.fields);
  const older = (definition.grown ?? []).map((first) => {
    const fields = Object.fromEntries(members.slice(0, Object.keys(definition.fields).indexOf(first)));
    return layoutOf({ ...definition, fields }, architecture).size;
  });
  return [...older, layoutOf(definition, architecture).size].reverse();
}
