import { scalars as table, type ScalarDefinition, type ScalarType } from '../../types/scalars';
import { pointerBits } from '../base/architecture';
import {
  checkBoolean,
  checkDword,
  checkHandle,
  checkInteger,
  checkNumber,
  checkUnsigned,
  type Label,
} from '../base/checks';

/** The scalar types of C, in memory and for koffi: the code that applies the table. */

export interface Scalar {
  readonly bits: number;
  /** koffi's type. */
  readonly type: string;
  /** Checks a value and returns the value for koffi. */
  readonly check: (value: unknown, label: Label) => number | bigint;
  /** Makes a JavaScript value from koffi's value. */
  readonly convert: (native: unknown) => unknown;
  readonly read: (data: DataView, offset: number) => unknown;
  readonly write: (data: DataView, offset: number, value: unknown, label: Label) => void;
}

type Way = Pick<Scalar, 'check' | 'convert'>;

/** How a value is converted, independent of its form in memory. */
const ways: Readonly<Record<ScalarDefinition['is'], (bits: number, signed: boolean) => Way>> = {
  boolean: () => ({
    check: (value, label) => (checkBoolean(value, label) ? 1 : 0),
    convert: (native) => native !== 0,
  }),
  number: integer,
  character: integer,
  bigint(bits, signed) {
    const width = bits as 32 | 64;
    return signed
      ? {
          check: (value, label) => checkHandle(value, width, label),
          convert: (native) => BigInt.asIntN(width, BigInt(native as number | bigint)),
        }
      : {
          check: (value, label) => checkUnsigned(value, width, label),
          convert: (native) => BigInt.asUintN(width, BigInt(native as number | bigint)),
        };
  },
  float: () => ({ check: checkNumber, convert: itself }),
  /** The address of the text. */
  text: (bits) => ways.bigint(bits, false),
};

function integer(bits: number, signed: boolean): Way {
  // Also accepts the signed form that `|` produces: the bits are the same.
  if (bits === 32 && !signed) return { check: checkDword, convert: itself };
  const [least, most] = signed ? [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] : [0, 2 ** bits - 1];
  return { check: (value, label) => checkInteger(value, least, most, label), convert: itself };
}

const itself = (native: unknown): unknown => native;

/** Written out, because V8 is slow at calls to a method that is looked up by name. */
const reads = {
  Uint8: (data, at) => data.getUint8(at),
  Int8: (data, at) => data.getInt8(at),
  Uint16: (data, at) => data.getUint16(at, true),
  Int16: (data, at) => data.getInt16(at, true),
  Uint32: (data, at) => data.getUint32(at, true),
  Int32: (data, at) => data.getInt32(at, true),
  BigUint64: (data, at) => data.getBigUint64(at, true),
  BigInt64: (data, at) => data.getBigInt64(at, true),
  Float32: (data, at) => data.getFloat32(at, true),
  Float64: (data, at) => data.getFloat64(at, true),
} satisfies Record<string, (data: DataView, offset: number) => number | bigint>;

type Method = keyof typeof reads;
type Setters = Readonly<Record<`set${Method}`, (offset: number, value: number | bigint, littleEndian: true) => void>>;

function scalarOf({ bytes, is, signed = false }: ScalarDefinition): Scalar {
  const bits = bytes === 'pointer' ? pointerBits : bytes * 8;
  const integer = `${signed ? 'Int' : 'Uint'}${String(bits)}`;
  const method = (is === 'float' ? `Float${String(bits)}` : bits === 64 ? `Big${integer}` : integer) as Method;
  const { check, convert } = ways[is](bits, signed);
  const read = reads[method];
  return {
    bits,
    type:
      is === 'float'
        ? { 32: 'float', 64: 'double' }[bits]!
        : `${signed ? '' : 'u'}int${bytes === 'pointer' ? 'ptr' : String(bits)}_t`,
    check,
    convert,
    read: convert === itself || bits === 64 ? read : (data, at) => convert(read(data, at)),
    write(data, at, value, label) {
      const native = check(value, label);
      (data as unknown as Setters)[`set${method}`](at, bits === 64 ? native : Number(native), true);
    },
  };
}

export const scalars = Object.fromEntries(
  Object.entries<ScalarDefinition>(table).map(([name, definition]) => [name, scalarOf(definition)]),
) as Readonly<Record<ScalarType, Scalar>>;

/** The JavaScript form of arrays of scalars, by kind: `DWORD*`. */
export const arrays = Object.fromEntries(
  Object.entries<ScalarDefinition>(table).flatMap(([name, { array }]) =>
    array ? [[`${name}*`, { array, bytes: scalars[name as ScalarType].bits / 8 }]] : [],
  ),
) as Readonly<Record<string, ArrayOfScalars>>;

export interface ArrayOfScalars {
  readonly array: NonNullable<ScalarDefinition['array']>;
  /** Bytes of one element for the DLL: fewer than in JavaScript for 32-bit addresses. */
  readonly bytes: number;
}
