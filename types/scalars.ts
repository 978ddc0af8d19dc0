/** A scalar type of C. */
export interface ScalarDefinition {
  /** The number of bytes; a pointer has 4 or 8. */
  readonly bytes: 1 | 2 | 4 | 8 | 'pointer';
  /** The type of its values in JavaScript. */
  readonly is: keyof Values;
  readonly signed?: boolean;
  /** The typed array for arrays of it, and for a single one that a function fills. */
  readonly array?: keyof TypedArrays;
}

interface Values {
  boolean: boolean;
  number: number;
  /** A number; an array of characters is text. */
  character: number;
  bigint: bigint;
  float: number;
  /** A pointer to text that ends with a NUL, read as a string. */
  text: string | null;
}

interface TypedArrays {
  Uint8Array: Uint8Array;
  Int32Array: Int32Array;
  Uint32Array: Uint32Array;
  BigUint64Array: BigUint64Array;
}

/** The scalar types of C: the types of members, parameters and results. */
export const scalars = {
  BYTE: { bytes: 1, is: 'number', array: 'Uint8Array' },
  CHAR: { bytes: 1, is: 'character' },
  WORD: { bytes: 2, is: 'number' },
  WCHAR: { bytes: 2, is: 'character' },
  SHORT: { bytes: 2, is: 'number', signed: true },
  DWORD: { bytes: 4, is: 'number', array: 'Uint32Array' },
  LONG: { bytes: 4, is: 'number', signed: true, array: 'Int32Array' },
  /** Also an address: ADDRESS32 is for 32-bit structures and functions only. */
  DWORD64: { bytes: 8, is: 'bigint', array: 'BigUint64Array' },
  LONG64: { bytes: 8, is: 'bigint', signed: true },
  FLOAT: { bytes: 4, is: 'float' },
  DOUBLE: { bytes: 8, is: 'float' },
  BOOL: { bytes: 4, is: 'boolean', signed: true },
  /** One byte, unlike BOOL. */
  BOOLEAN: { bytes: 1, is: 'boolean' },
  /** An address in 32 bits: DWORD in C. */
  ADDRESS32: { bytes: 4, is: 'bigint', array: 'BigUint64Array' },
  HANDLE: { bytes: 'pointer', is: 'bigint', signed: true },
  /** As a parameter, it is passed through: UserContext, opaque tokens. */
  PVOID: { bytes: 'pointer', is: 'bigint', array: 'BigUint64Array' },
  ULONG_PTR: { bytes: 'pointer', is: 'bigint' },
  PSTR: { bytes: 'pointer', is: 'text' },
  PWSTR: { bytes: 'pointer', is: 'text' },
} as const satisfies Record<string, ScalarDefinition>;

type Table = typeof scalars;

export type ScalarType = keyof Table;

/** The TypeScript type of a scalar. */
export type ScalarValue<Type extends ScalarType> = Values[Table[Type]['is']];

/** The scalar types with certain JavaScript types. */
export type ScalarsThatAre<Is extends keyof Values> = {
  [Type in ScalarType]: Table[Type]['is'] extends Is ? Type : never;
}[ScalarType];

/** The scalars that functions take and return as they are. */
export type PlainScalar = ScalarsThatAre<'boolean' | 'number' | 'bigint'>;

/** Arguments of the DLL's functions: 64-bit parameters accept safe integers, too. */
export type Passed = { [Type in PlainScalar]: Given<ScalarValue<Type>> };

/** Values from the DLL: results, and arguments of callbacks. */
export type Got = { [Type in PlainScalar]: ScalarValue<Type> };

type Given<Value> = Value extends bigint ? bigint | number : Value;

/** Arrays: `DWORD*`. */
export type Arrays = {
  [Type in ScalarType as Table[Type] extends { array: string } ? `${Type}*` : never]: Table[Type] extends {
    array: infer Name extends keyof TypedArrays;
  }
    ? TypedArrays[Name]
    : never;
};
