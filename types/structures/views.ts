/** What tells structures with the same members apart: those for W functions from the others, 64-bit ones from 32-bit ones. */
declare const structure: unique symbol;

/**
 * A C structure as a view: its members read and write the bytes by offset. Views come from the structure's own object
 * (`SYMBOL_INFOW.alloc(2000)`), which sets the member that holds the size.
 */
export interface StructView<Name extends string = string> {
  /** Known to the compiler only. */
  readonly [structure]?: Name;
  /** The memory of the structure, in the layout of this process's architecture. */
  readonly bytes: Uint8Array;
  /** The members as plain data for people to read. */
  toJSON(): Record<string, unknown>;
}

/** Makes the views of one structure. */
export interface StructClass<Typed> {
  readonly structName: string;
  /** Bytes, without a trailing array. */
  readonly byteLength: number;
  /**
   * A zeroed view, its size member set.
   *
   * @param capacity - elements that the trailing array has room for, where the structure has one
   * (`SYMBOL_INFOW.alloc(2000)`: a name of 1,999 characters)
   * @throws RangeError for a capacity that is none, or where the structure has no trailing array
   */
  alloc(capacity?: number): Typed;
  /**
   * Zeroed structures, one directly after the other, as C's arrays are: `addressOf` of the first is that of the array.
   *
   * @throws RangeError for a count that is none
   */
  allocArray(count: number): Typed[];
  /**
   * A view of memory that is the caller's, such as a dump that was read from a file. Nothing is copied.
   *
   * @param bytes - the memory; what follows the structure belongs to its trailing array, where it has one
   * @param offset - bytes before the structure; 0 unless told
   * @throws RangeError where the structure does not fit
   */
  over(bytes: Uint8Array, offset?: number): Typed;
  /**
   * A copy of the structure at an address of this process, such as a callback's `CallbackData`.
   *
   * @throws RangeError where that memory cannot be read
   */
  at(address: bigint): Typed;
  /**
   * Copies of structures that lie one directly after the other at an address of this process.
   *
   * @throws RangeError where that memory cannot be read
   */
  arrayAt(address: bigint, count: number): Typed[];
}

/** A buffer of UTF-16 text that a function fills. */
export interface WideString {
  /** Bytes of a character. */
  readonly unit: 2;
  /** Room in characters, the closing NUL included. */
  readonly capacity: number;
  /** The memory: two bytes per character. */
  readonly bytes: Uint8Array;
  /** The text up to the first NUL. */
  toString(): string;
}

/** A buffer of text in the process's ANSI code page that a function fills. */
export interface AnsiString {
  /** Bytes of the unit that `capacity` counts in. */
  readonly unit: 1;
  /** Room in bytes, the closing NUL included. */
  readonly capacity: number;
  /** The memory: one or two bytes per character, as the code page has it. */
  readonly bytes: Uint8Array;
  /** The text up to the first NUL. */
  toString(): string;
}
