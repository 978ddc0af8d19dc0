import type { StructView } from './structures/views';

/**
 * A Win32 handle, or the key of a symbol session. Signed, as in C: the pseudo-handle of the current process is `-1n`.
 */
export type Handle = bigint;

/** A virtual address or a module base: 0 to 2^64-1. */
export type Address = bigint;

/** Accepted for a handle: a bigint, or a safe integer. */
export type HandleLike = bigint | number;

/** Accepted for an address: a bigint, or a safe non-negative integer. */
export type AddressLike = bigint | number;

/** A pointer-sized value that DbgHelp passes back unchanged, or an opaque pointer of DbgHelp. */
export type PointerLike = bigint | number | null;

export type TypedArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array;

/** Memory of any form whose length is known: a typed array, or a structure's view. */
export type Memory = TypedArray | StructView;

/**
 * Memory that must not move: its address, or the memory itself, which never moves. Results may point into it, so keep
 * it alive while they are in use.
 */
export type MemoryLike = bigint | number | Memory;

/**
 * A callback, or the address of a native function that does its work, such as DbgHelp's own
 * `dbghelp.addressOf('SymFunctionTableAccess64')`.
 */
export type Routine<Callback> = Callback | bigint | number;
