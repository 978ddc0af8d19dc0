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
  DWORD64: 8,
  LONG64: 8,
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

/** A scalar, an array `WCHAR[32]`, another structure, or an array of those. */
export type FieldType =
  ScalarType | `${ScalarType}[${number}]` | StructDefinition | readonly [StructDefinition, number];

export interface StructDefinition {
  readonly name: string;
  readonly fields: Readonly<Record<string, FieldType>>;
  /** `#pragma pack`: 8 where nothing is said. */
  readonly pack?: 4 | 8 | 16;
  /** The member that holds the structure's size; set by `alloc`. */
  readonly sizeField?: string;
  /** A trailing array that goes on past the end, with the member that says how many elements fit. */
  readonly trailing?: { readonly field: string; readonly capacity: string; readonly length?: string };
  /** On 64-bit Windows the name stands for this structure, as in dbghelp.h under _IMAGEHLP64. */
  readonly on64?: StructDefinition;
}

export interface FieldLayout {
  readonly name: string;
  readonly offset: number;
  /** Bytes, of all elements. */
  readonly size: number;
  readonly scalar?: ScalarType;
  readonly struct?: StructDefinition;
  /** Elements; absent for a single value. */
  readonly count?: number;
}

export interface Layout {
  readonly size: number;
  readonly align: number;
  readonly fields: readonly FieldLayout[];
}

/** Bytes of one element of an array, or of the member itself. */
export const elementSize = ({ size, count = 1 }: FieldLayout): number => size / count;

export function pointerSize(architecture: Architecture): 4 | 8 {
  return architecture === 'x86' ? 4 : 8;
}

/** The definition that a name stands for: the 64-bit structure for a 32-bit name on 64-bit Windows. */
export function effectiveDefinition(definition: StructDefinition, architecture: Architecture): StructDefinition {
  return architecture === 'x86' ? definition : (definition.on64 ?? definition);
}

const arrayType = /^(\w+)\[(\d+)\]$/;

interface Measured {
  readonly size: number;
  readonly align: number;
  readonly scalar?: ScalarType;
  readonly struct?: StructDefinition;
  readonly count?: number;
}

function measure(type: FieldType, architecture: Architecture): Measured {
  if (typeof type === 'string') {
    const array = arrayType.exec(type);
    const scalar = (array?.[1] ?? type) as ScalarType;
    const declared = scalarSizes[scalar];
    const size = declared === 'pointer' ? pointerSize(architecture) : declared;
    if (!array) return { size, align: size, scalar };
    const count = Number(array[2]);
    return { size: size * count, align: size, scalar, count };
  }
  if (isStructArray(type)) {
    const [struct, count] = type;
    const { size, align } = layoutOf(struct, architecture);
    return { size: size * count, align, struct, count };
  }
  const { size, align } = layoutOf(type, architecture);
  return { size, align, struct: type };
}

function isStructArray(type: Exclude<FieldType, string>): type is readonly [StructDefinition, number] {
  return Array.isArray(type);
}

const alignUp = (offset: number, align: number): number => Math.ceil(offset / align) * align;

/** Size, alignment and member offsets of a structure on an architecture, whichever one this process has. */
export function layoutOf(definition: StructDefinition, architecture: Architecture): Layout {
  const { fields, pack = 8 } = effectiveDefinition(definition, architecture);
  let offset = 0;
  let align = 1;
  const laidOut: FieldLayout[] = [];
  for (const [name, type] of Object.entries(fields)) {
    const { align: natural, ...measured } = measure(type, architecture);
    const fieldAlign = Math.min(natural, pack);
    offset = alignUp(offset, fieldAlign);
    laidOut.push({ name, offset, ...measured });
    offset += measured.size;
    align = Math.max(align, fieldAlign);
  }
  return { size: alignUp(offset, align), align, fields: laidOut };
}
