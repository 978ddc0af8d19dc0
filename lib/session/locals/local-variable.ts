import type { TypeReference } from '../types/data-type';

/** Where a variable lives. */
export type VariableLocation =
  | {
      readonly kind: 'register';
      /** CodeView's number. */
      readonly register: number;
      /** `RCX`, `XMM2`. */
      readonly name: string;
    }
  | {
      /** In memory, at the value of a register plus an offset. */
      readonly kind: 'frame';
      /** CodeView's number. */
      readonly register: number;
      /** `RSP`, `EBP`; `VFRAME` is the virtual frame of x86: what ESP was on entry, less what aligns it. */
      readonly name: string;
      /** Bytes. */
      readonly offset: number;
    }
  | { readonly kind: 'static'; readonly address: bigint }
  | { readonly kind: 'constant'; readonly value: bigint }
  /** Nowhere at this address, as before the end of a prologue or where it was optimised away; or DbgHelp does not know. */
  | { readonly kind: 'unknown' };

/** The function, or the block inside it, that declares a variable. */
export interface VariableScope {
  readonly kind: 'function' | 'block';
  /** 0 for the function, one more for each block. */
  readonly depth: number;
  /** Where its code begins. */
  readonly address: bigint;
  /** Bytes of code. */
  readonly size: number;
}

/** A parameter, or a variable that is declared in a function. */
export interface LocalVariable {
  readonly name: string;
  /** A static variable is a `'local'` too, and `this` a parameter. */
  readonly kind: 'parameter' | 'local';
  readonly type: TypeReference;
  /** Bytes, of its type. */
  readonly size: number;
  readonly location: VariableLocation;
  /** Null where DbgHelp does not know. */
  readonly scope: VariableScope | null;
}
