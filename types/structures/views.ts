/**
 * Tells structures with the same members apart: those for W functions from the others, and 64-bit ones from 32-bit
 * ones.
 */
declare const structure: unique symbol;

/**
 * A C structure as a view: its members read and write the bytes by offset. The structure's own object makes views
 * (`SYMBOL_INFOW.alloc(2000)`) and sets the member that holds the size.
 */
export interface StructView<Name extends string = string> {
  /** Exists only for the compiler. */
  readonly [structure]?: Name;
  /** The memory of the structure, in the layout of this process's architecture. */
  readonly bytes: Uint8Array;
  /** The members as plain, readable data. */
  toJSON(): Record<string, unknown>;
}

/** Makes the views of one structure. */
export interface StructClass<Typed> {
  readonly structName: string;
  /** Bytes, without a trailing array. */
  readonly byteLength: number;
  /**
   * A zeroed view with its size member set.
   *
   * @param capacity - elements that the trailing array has room for, if the structure has one
   * (`SYMBOL_INFOW.alloc(2000)`: a name of 1,999 characters)
   * @throws RangeError for an invalid capacity, or if the structure has no trailing array
   */
  alloc(capacity?: number): Typed;
  /**
   * Zeroed structures in a row, like an array in C: `addressOf` of the first is the array's address.
   *
   * @throws RangeError for an invalid count
   */
  allocArray(count: number): Typed[];
  /**
   * A view of the caller's memory, such as a dump that was read from a file. Nothing is copied.
   *
   * @param bytes - the memory; what follows the structure belongs to its trailing array, if it has one
   * @param offset - bytes before the structure; the default is 0
   * @throws RangeError if the structure does not fit
   */
  over(bytes: Uint8Array, offset?: number): Typed;
  /**
   * A copy of the structure at an address of this process, such as a callback's `CallbackData`.
   *
   * @throws RangeError if the memory cannot be read
   */
  at(address: bigint): Typed;
  /**
   * Copies of structures in a row at an address of this process.
   *
   * @throws RangeError if the memory cannot be read
   */
  arrayAt(address: bigint, count: number): Typed[];
}

/** A buffer of UTF-16 text that a function fills. */
export interface WideString {
  /** Bytes per character. */
  readonly unit: 2;
  /** The capacity in characters, including the closing NUL. */
  readonly capacity: number;
  /** The memory: two bytes per character. */
  readonly bytes: Uint8Array;
  /** The text up to the first NUL. */
  toString(): string;
}

/** A buffer of text in the process's ANSI code page that a function fills. */
export interface AnsiString {
  /** Bytes per unit of `capacity`. */
  readonly unit: 1;
  /** The capacity in bytes, including the closing NUL. */
  readonly capacity: number;
  /** The memory: one or two bytes per character, depending on the code page. */
  readonly bytes: Uint8Array;
  /** The text up to the first NUL. */
  toString(): string;
}
