/** Where the members of a C structure lie, by the rules of the Windows ABIs. */

export type Architecture = 'x64' | 'x86' | 'arm64';

/** Bytes of the scalar types that structures are made of. `pointer` is 4 or 8. */
const scalarSizes = {
  BYTE: 1,
  CHAR: 1,
  WORD: 2,
  WCHAR: 2,
  DWORD: 4,
  LONG: 4,
  BOOL: 4,
  SHORT: 2,
  DWORD64: 8,
  LONG64: 8,
  FLOAT: 4,
  DOUBLE: 8,
  /** One byte, unlike BOOL. */
  BOOLEAN: 1,
  /** 64-bit and 32-bit addresses. */
  ADDRESS: 8,
  ADDRESS32: 4,
  HANDLE: 'pointer',
  PVOID: 'pointer',
  ULONG_PTR: 'pointer',
  /** Pointers to NUL-terminated text, read as strings. */
  PSTR: 'pointer',
  PWSTR: 'pointer',
} as const;

export type ScalarType = keyof typeof scalarSizes;

/** A scalar, an array `WCHAR[32]`, a bit-field `DWORD:3`, another structure, or an array of those. */
export type FieldType =
  | ScalarType
  | `${ScalarType}[${number}]`
  | `${BitFieldType}:${number}`
  | StructDefinition
  | readonly [StructDefinition, number];

type BitFieldType = 'WORD' | 'DWORD';

export interface StructDefinition {
  readonly name: string;
  /** In C's order. The members of a field whose name begins with `$` are this structure's own: anonymous in C. */
  readonly fields: Readonly<Record<string, FieldType>>;
  /** All members lie at the start. */
  readonly union?: true;
  /** `__declspec(align)`: not reduced by the packing of structures that contain this one. */
  readonly align?: 16;
  /** `#pragma pack`: 8 where nothing is said. */
  readonly pack?: 2 | 4;
  /** The member that holds the structure's size; set by `alloc`. */
  readonly sizeField?: string;
  /** A trailing array that goes on past the end of the structure. */
  readonly trailing?: TrailingArray;
  /**
   * What the name stands for on other architectures than those that it is written for. A 32-bit original stands for
   * the 64-bit structure on 64-bit Windows, as in dbghelp.h under _IMAGEHLP64.
   */
  readonly on?: Readonly<Partial<Record<Architecture, StructDefinition>>>;
}

export interface TrailingArray {
  readonly field: string;
  /** The member that says how many elements fit. */
  readonly capacity?: string;
  /** The member that says how many elements, or bytes, are in use. */
  readonly length?: string;
  readonly lengthUnit?: 'elements' | 'bytes';
}

/** A 32-bit original: what `on` says of it. */
export const on64 = (definition: StructDefinition): NonNullable<StructDefinition['on']> => ({
  x64: definition,
  arm64: definition,
});

export interface FieldLayout {
  readonly name: string;
  readonly offset: number;
  /** Bytes, of all elements. */
  readonly size: number;
  readonly scalar?: ScalarType;
  readonly struct?: StructDefinition;
  /** Elements; absent for a single value. */
  readonly count?: number;
  /** Bytes of one element of an array, or of the member itself. */
  readonly step: number;
  /** The bits of a bit-field, counted from the lowest. */
  readonly bits?: { readonly first: number; readonly count: number };
}

export interface Layout {
  readonly size: number;
  readonly align: number;
  /** The alignment that no packing reduces. */
  readonly leastAlign: number;
  readonly fields: readonly FieldLayout[];
}

export function pointerSize(architecture: Architecture): 4 | 8 {
  return architecture === 'x86' ? 4 : 8;
}

/** The definition that a name stands for on an architecture. */
export function effectiveDefinition(definition: StructDefinition, architecture: Architecture): StructDefinition {
  return definition.on?.[architecture] ?? definition;
}

const arrayType = /^(\w+)\[(\d+)\]$/;
const bitField = /^(\w+):(\d+)$/;

type Measured = Omit<FieldLayout, 'name' | 'offset' | 'bits'> & {
  readonly align: number;
  readonly leastAlign: number;
  readonly bitCount?: number;
  /** The members that become the containing structure's own. */
  readonly inner?: readonly FieldLayout[];
};

function measure(type: FieldType, architecture: Architecture): Measured {
  if (typeof type === 'string') return measureScalar(type, architecture);
  const array = isStructArray(type);
  const [struct, count] = array ? type : [type, undefined];
  const { size: step, align, leastAlign, fields } = layoutOf(struct, architecture);
  const size = step * (count ?? 1);
  return { size, step, align, leastAlign, struct, inner: fields, ...(count === undefined ? {} : { count }) };
}

function measureScalar(type: string, architecture: Architecture): Measured {
  const [, element, number] = arrayType.exec(type) ?? [];
  const [, unit, bits] = bitField.exec(type) ?? [];
  const scalar = (element ?? unit ?? type) as ScalarType;
  const declared = scalarSizes[scalar];
  const step = declared === 'pointer' ? pointerSize(architecture) : declared;
  const one = { size: step, step, align: step, leastAlign: 1, scalar };
  if (number !== undefined) return { ...one, size: step * Number(number), count: Number(number) };
  return bits === undefined ? one : { ...one, bitCount: Number(bits) };
}

function isStructArray(type: Exclude<FieldType, string>): type is readonly [StructDefinition, number] {
  return Array.isArray(type);
}

const alignUp = (offset: number, align: number): number => Math.ceil(offset / align) * align;

/** Size, alignment and member offsets of a structure on an architecture, whichever one this process has. */
export function layoutOf(definition: StructDefinition, architecture: Architecture): Layout {
  const { fields, union = false, pack = 8, align: least = 1 } = effectiveDefinition(definition, architecture);
  const laidOut: FieldLayout[] = [];
  let end = 0;
  let size = 0;
  let align: number = least;
  let leastAlign: number = least;
  /** Bits that the last member has left in its unit, where it is a bit-field. */
  let bitsLeft = 0;
  for (const [name, type] of Object.entries(fields)) {
    const { align: natural, leastAlign: kept, bitCount, inner, ...measured } = measure(type, architecture);
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
