import { scalars as table, type ScalarType } from '../../types/scalars';
import { ansiToString, stringToAnsi } from '../win32/ansi';
import { checkInteger, checkText, outOfRange, wrongType } from '../base/checks';
import { koffi } from '../base/koffi';
import type { FieldLayout } from './layout';
import { readString } from '../win32/own-memory';
import { scalars, type Scalar } from './scalars';

/** Reads and writes the members of a structure in its bytes. */

/** What an accessor works with. */
export interface Fields {
  readonly bytes: Uint8Array;
  readonly dataView: DataView;
  /** The same bytes, for decoding text. */
  readonly buffer: Buffer;
  /**
   * Text that pointer members point to, by the member's offset. It lives as long as the view or any view of its parts.
   */
  readonly pinned: Map<number, Uint8Array>;
}

export interface Accessor {
  get(this: Fields): unknown;
  set?(this: Fields, value: unknown): void;
}

/** A trailing array, and the member that says how many of its elements are in use. */
export interface Trailing {
  /** The member, and how many of its units make up one element. */
  readonly used?: readonly [member: FieldLayout, unitsPerElement: number];
  /** The member that gets the length of a new text. */
  readonly length?: FieldLayout;
}

/** The number of elements of a trailing array that are in use, limited by the view's memory. */
export function usedElements({ used }: Trailing, { offset, step }: FieldLayout, { dataView, bytes }: Fields): number {
  const room = Math.floor((bytes.length - offset) / step);
  if (!used) return room;
  const [member, units] = used;
  return Math.min(Math.floor(readUnsigned(dataView, member) / units), room);
}

/** A member that counts something. */
export function readUnsigned(data: DataView, { offset, step }: FieldLayout): number {
  if (step === 8) return Number(data.getBigUint64(offset, true));
  return step === 2 ? data.getUint16(offset, true) : data.getUint32(offset, true);
}

export function writeUnsigned(data: DataView, { offset, step }: FieldLayout, value: number): void {
  if (step === 8) data.setBigUint64(offset, BigInt(value), true);
  else if (step === 2) data.setUint16(offset, value, true);
  else data.setUint32(offset, value, true);
}

/**
 * @param label - the member's name in errors: `IMAGEHLP_LINEW64.FileName`
 * @param trailing - given for a trailing array
 */
export function accessorOf(field: FieldLayout, scalar: ScalarType, label: string, trailing?: Trailing): Accessor {
  const { is } = table[scalar];
  if (is === 'text') return textPointer(field, scalar === 'PWSTR', label);
  if (field.count !== undefined) {
    return is === 'character'
      ? text(field, scalar === 'WCHAR', label, trailing)
      : array(field, scalars[scalar], label, trailing);
  }
  if (field.bits) return bits(field, field.bits, label);
  const { offset } = field;
  const { read, write } = scalars[scalar];
  return {
    get() {
      return read(this.dataView, offset);
    },
    set(value) {
      write(this.dataView, offset, value, label);
    },
  };
}

/** Reads and writes the whole unit; the other bits keep their values. */
function bits(unit: FieldLayout, { first, count }: NonNullable<FieldLayout['bits']>, label: string): Accessor {
  const scale = 2 ** first;
  const values = 2 ** count;
  return {
    get() {
      return Math.floor(readUnsigned(this.dataView, unit) / scale) % values;
    },
    set(value) {
      const whole = readUnsigned(this.dataView, unit);
      const old = Math.floor(whole / scale) % values;
      writeUnsigned(this.dataView, unit, whole + (checkInteger(value, 0, values - 1, label) - old) * scale);
    },
  };
}

function array(field: FieldLayout, { read, write }: Scalar, label: string, trailing: Trailing | undefined): Accessor {
  const { offset, count = 0, step } = field;
  const length = (fields: Fields): number => (trailing ? usedElements(trailing, field, fields) : count);
  return {
    get() {
      return Array.from({ length: length(this) }, (_, index) => read(this.dataView, offset + index * step));
    },
    set(values) {
      const wanted = length(this);
      if (!Array.isArray(values) || values.length !== wanted) {
        throw wrongType(label, `an array of ${String(wanted)}`, values);
      }
      values.forEach((value: unknown, index) => {
        write(this.dataView, offset + index * step, value, `${label}[${String(index)}]`);
      });
    },
  };
}

/** Inline text up to its NUL. DLLs differ on whether a name's length includes the NUL. */
function text(field: FieldLayout, wide: boolean, label: string, trailing: Trailing | undefined): Accessor {
  const { offset, size } = field;
  const unit = wide ? 2 : 1;
  const room = ({ bytes }: Fields): number => (trailing ? bytes.length - offset : size);
  return {
    get() {
      const used = trailing?.length ? usedElements(trailing, field, this) * unit : 0;
      const length = used || room(this);
      return wide ? wideText(this, offset, length) : ansiText(this, offset, length);
    },
    set(value) {
      const content = encode(checkText(value, label), wide, label);
      if (content.length > room(this)) {
        throw outOfRange(label, `at most ${String(room(this) / unit - 1)} characters`, value);
      }
      this.bytes.fill(0, offset, offset + room(this)).set(content, offset);
      const [, unitsPerCharacter = 1] = trailing?.used ?? [];
      if (trailing?.length) {
        writeUnsigned(this.dataView, trailing.length, (content.length / unit - 1) * unitsPerCharacter);
      }
    },
  };
}

/** Allocates no array: symbolization spends most of its time here. */
function wideText({ buffer, dataView }: Fields, offset: number, length: number): string {
  const last = Math.min(offset + length, dataView.byteLength - 1);
  let end = offset;
  while (end < last && dataView.getUint16(end, true) !== 0) end += 2;
  return buffer.toString('utf16le', offset, end);
}

/** Most names are ASCII, which needs no conversion. */
function ansiText({ buffer, bytes }: Fields, offset: number, length: number): string {
  const last = Math.min(offset + length, bytes.length);
  let [end, all] = [offset, 0];
  for (; end < last && bytes[end] !== 0; end++) all |= bytes[end]!;
  return all < 0x80 ? buffer.toString('latin1', offset, end) : ansiToString(bytes.subarray(offset, end));
}

const encode = (value: string, wide: boolean, label: string): Buffer =>
  wide ? Buffer.from(`${value}\0`, 'utf16le') : stringToAnsi(value, () => label);

/** A pointer to text. Writing a string pins its bytes to the view; `null` writes a null pointer. */
function textPointer({ offset }: FieldLayout, wide: boolean, label: string): Accessor {
  return {
    get() {
      return readString(scalars.PVOID.read(this.dataView, offset) as bigint, wide ? 'utf16' : 'ansi');
    },
    set(value) {
      if (value === null) {
        this.pinned.delete(this.bytes.byteOffset + offset);
        scalars.PVOID.write(this.dataView, offset, 0n, label);
        return;
      }
      const bytes = new Uint8Array(encode(checkText(value, label), wide, label));
      this.pinned.set(this.bytes.byteOffset + offset, bytes);
      scalars.PVOID.write(this.dataView, offset, koffi().address(bytes), label);
    },
  };
}
