import type { TypeReference } from '../types/data-type';

/** The place of a variable. */
export type VariableLocation =
  | {
      readonly kind: 'register';
      /** The register's number in CodeView. */
      readonly register: number;
      /** Such as `RCX` or `XMM2`. */
      readonly name: string;
    }
  | {
      /** In memory, at the value of a register plus an offset. */
      readonly kind: 'frame';
      /** The register's number in CodeView. */
      readonly register: number;
      /** Such as `RSP` or `EBP`. `VFRAME` is the virtual frame of x86: the value of ESP on entry, aligned downwards. */
      readonly name: string;
      /** Bytes. */
      readonly offset: number;
    }
  | { readonly kind: 'static'; readonly address: bigint }
  | { readonly kind: 'constant'; readonly value: bigint }
  /**
   * The variable has no place at this address, as before the end of a prologue, or because it was optimised away; or
   * DbgHelp does not know it.
   */
  | { readonly kind: 'unknown' };

/** The function or block that declares a variable. */
export interface VariableScope {
  readonly kind: 'function' | 'block';
  /** 0 for the function, and one more for each nested block. */
  readonly depth: number;
  /** The beginning of its code. */
  readonly address: bigint;
  /** Bytes of code. */
  readonly size: number;
}

/** A parameter, or a variable declared in a function. */
export interface LocalVariable {
  readonly name: string;
  /** A static variable counts as `'local'`, and `this` as a parameter. */
  readonly kind: 'parameter' | 'local';
  readonly type: TypeReference;
  /** The size of its type in bytes. */
  readonly size: number;
  readonly location: VariableLocation;
  /** Null if DbgHelp does not know it. */
  readonly scope: VariableScope | null;
}
