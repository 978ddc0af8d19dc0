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
