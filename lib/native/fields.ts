import { ansiToString, stringToAnsi } from './ansi';
import { checkBoolean, checkHandle, checkInteger, checkText, checkUnsigned, outOfRange, wrongType } from './checks';
import { koffi } from './koffi';
import { elementSize, type FieldLayout, type ScalarType } from './layout';
import { findNul, readString } from './memory';
import { pointerBits } from './pointer-size';

/** How the members of a structure are read from and written to its bytes. */

/** What an accessor works on. */
export interface Fields {
  readonly bytes: Uint8Array;
  readonly dataView: DataView;
  /** Text that pointer members point to: alive as long as the view. */
  readonly pinned: Map<string, Uint8Array>;
}

export interface Accessor {
  get(this: Fields): unknown;
  set?(this: Fields, value: unknown): void;
}

interface Scalar {
  readonly read: (data: DataView, offset: number) => unknown;
  readonly write: (data: DataView, offset: number, value: unknown, label: string) => void;
}

type NumberMethod = 'Uint8' | 'Uint16' | 'Uint32' | 'Int32';

const number = (method: NumberMethod, min: number, max: number): Scalar => ({
  read: (data, at) => data[`get${method}`](at, true),
  write: (data, at, value, label) => {
    data[`set${method}`](at, checkInteger(value, min, max, label), true);
  },
});

const unsigned64: Scalar = {
  read: (data, at) => data.getBigUint64(at, true),
  write: (data, at, value, label) => {
    data.setBigUint64(at, checkUnsigned(value, 64, label), true);
  },
};

const unsigned32AsBigint: Scalar = {
  read: (data, at) => BigInt(data.getUint32(at, true)),
  write: (data, at, value, label) => {
    data.setUint32(at, Number(checkUnsigned(value, 32, label)), true);
  },
};

const signed64: Scalar = {
  read: (data, at) => data.getBigInt64(at, true),
  write: (data, at, value, label) => {
    data.setBigInt64(at, checkHandle(value, 64, label), true);
  },
};

const signed32AsBigint: Scalar = {
  read: (data, at) => BigInt(data.getInt32(at, true)),
  write: (data, at, value, label) => {
    data.setInt32(at, Number(checkHandle(value, 32, label)), true);
  },
};

const bool: Scalar = {
  read: (data, at) => data.getInt32(at, true) !== 0,
  write: (data, at, value, label) => {
    data.setInt32(at, checkBoolean(value, label) ? 1 : 0, true);
  },
};

const byte = number('Uint8', 0, 0xff);
const word = number('Uint16', 0, 0xffff);
const pointer = pointerBits === 32 ? unsigned32AsBigint : unsigned64;

const scalars: Record<ScalarType, Scalar> = {
  BYTE: byte,
  CHAR: byte,
  WORD: word,
  WCHAR: word,
  DWORD: number('Uint32', 0, 0xffff_ffff),
  LONG: number('Int32', -0x8000_0000, 0x7fff_ffff),
  BOOL: bool,
  DWORD64: unsigned64,
  LONG64: signed64,
  ADDRESS: unsigned64,
  ADDRESS32: unsigned32AsBigint,
  HANDLE: pointerBits === 32 ? signed32AsBigint : signed64,
  PVOID: pointer,
  ULONG_PTR: pointer,
  PSTR: pointer,
  PWSTR: pointer,
};

/**
 * @param label - what to call the member in errors: `IMAGEHLP_LINEW64.FileName`
 * @param trailing - for a trailing array: the member that says how long its content is, or nothing
 */
export function accessorOf(field: FieldLayout, scalar: ScalarType, label: string, trailing?: Trailing): Accessor {
  const isText = (scalar === 'WCHAR' || scalar === 'CHAR') && field.count !== undefined;
  if (isText) return text(field, scalar === 'WCHAR', label, trailing);
  if (scalar === 'PSTR' || scalar === 'PWSTR') return textPointer(field, scalar === 'PWSTR', label);
  if (field.count !== undefined) return array(field, scalars[scalar], label);
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

function array(field: FieldLayout, { read, write }: Scalar, label: string): Accessor {
  const { offset, count = 0 } = field;
  const step = elementSize(field);
  return {
    get() {
      return Array.from({ length: count }, (_, index) => read(this.dataView, offset + index * step));
    },
    set(values) {
      if (!Array.isArray(values) || values.length !== count) {
        throw wrongType(label, `an array of ${String(count)}`, values);
      }
      values.forEach((value: unknown, index) => {
        write(this.dataView, offset + index * step, value, `${label}[${String(index)}]`);
      });
    },
  };
}

export interface Trailing {
  readonly length?: FieldLayout;
}

/** Inline text, up to its NUL: DLLs differ on whether a name's length counts it. */
function text({ offset, size }: FieldLayout, wide: boolean, label: string, trailing: Trailing | undefined): Accessor {
  const unit = wide ? 2 : 1;
  const room = ({ bytes }: Fields): number => (trailing ? bytes.length - offset : size);
  return {
    get() {
      const told = trailing?.length ? this.dataView.getUint32(trailing.length.offset, true) * unit : 0;
      const bytes = this.bytes.subarray(offset, offset + Math.min(told || Infinity, room(this)));
      const end = findNul(bytes, unit);
      const content = end < 0 ? bytes : bytes.subarray(0, end);
      return wide ? utf16(content) : ansiToString(content);
    },
    set(value) {
      const content = encode(checkText(value, label), wide, label);
      if (content.length > room(this)) {
        throw outOfRange(label, `at most ${String(room(this) / unit - 1)} characters`, value);
      }
      this.bytes.fill(0, offset, offset + room(this)).set(content, offset);
      if (trailing?.length) this.dataView.setUint32(trailing.length.offset, content.length / unit - 1, true);
    },
  };
}

const utf16 = ({ buffer, byteOffset, length }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, length).toString('utf16le');

const encode = (value: string, wide: boolean, label: string): Buffer =>
  wide ? Buffer.from(`${value}\0`, 'utf16le') : stringToAnsi(value, () => label);

/** A pointer to text. Writing a string pins its bytes to the view; `null` writes a null pointer. */
function textPointer({ name, offset }: FieldLayout, wide: boolean, label: string): Accessor {
  return {
    get() {
      return readString(pointer.read(this.dataView, offset) as bigint, wide ? 'utf16' : 'ansi');
    },
    set(value) {
      if (value === null) {
        this.pinned.delete(name);
        pointer.write(this.dataView, offset, 0n, label);
        return;
      }
      const bytes = new Uint8Array(encode(checkText(value, label), wide, label));
      this.pinned.set(name, bytes);
      pointer.write(this.dataView, offset, koffi().address(bytes), label);
    },
  };
}
