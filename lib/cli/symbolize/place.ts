/** A place in code that a text names. */
export interface Place {
  /** Where it begins and ends in the text. */
  readonly start: number;
  readonly end: number;
  /** The line, from 0. */
  readonly line: number;
  /** Where the line begins in the text; below 0 if that was before it. */
  readonly lineStart: number;
  /** The module's name as written; null for an address. */
  readonly module: string | null;
  /** The function's name as written; null for an offset into the module. */
  readonly name: string | null;
  /** The offset, or the address. */
  readonly value: bigint | number;
  /** Whether it is a return address: the call is before it. */
  readonly isReturn: boolean;
}
