/** What a scalar type of C is. */
interface Scalar {
  /** How many; those of a pointer are 4 or 8. */
  readonly bytes: 1 | 2 | 4 | 8 | 'pointer';
  /** What it is in JavaScript. */
  readonly is: keyof Values;
  readonly signed?: true;
}

interface Values {
  boolean: boolean;
  number: number;
  bigint: bigint;
  float: number;
  /** A pointer to text that ends with a NUL, read as a string. */
  text: string | null;
}

/** The scalar types of C: what members of structures and parameters are made of. */
export const scalars = {
  BYTE: { bytes: 1, is: 'number' },
  CHAR: { bytes: 1, is: 'number' },
  WORD: { bytes: 2, is: 'number' },
  WCHAR: { bytes: 2, is: 'number' },
  SHORT: { bytes: 2, is: 'number', signed: true },
  DWORD: { bytes: 4, is: 'number' },
  LONG: { bytes: 4, is: 'number', signed: true },
  DWORD64: { bytes: 8, is: 'bigint' },
  LONG64: { bytes: 8, is: 'bigint', signed: true },
  FLOAT: { bytes: 4, is: 'float' },
  DOUBLE: { bytes: 8, is: 'float' },
  BOOL: { bytes: 4, is: 'boolean', signed: true },
  /** One byte, unlike BOOL. */
  BOOLEAN: { bytes: 1, is: 'boolean' },
  /** An address in 32 bits: DWORD in C. */
  ADDRESS32: { bytes: 4, is: 'bigint' },
  HANDLE: { bytes: 'pointer', is: 'bigint', signed: true },
  PVOID: { bytes: 'pointer', is: 'bigint' },
  ULONG_PTR: { bytes: 'pointer', is: 'bigint' },
  PSTR: { bytes: 'pointer', is: 'text' },
  PWSTR: { bytes: 'pointer', is: 'text' },
} as const satisfies Record<string, Scalar>;

export type ScalarType = keyof typeof scalars;

/** What a scalar type is in TypeScript. */
export type ScalarValue<Type extends ScalarType> = Values[(typeof scalars)[Type]['is']];
