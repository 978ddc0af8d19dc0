/**
 * A Win32 handle, or the key of a symbol session. Signed, as in C: the current
 * process' pseudo-handle is `-1n`.
 */
export type Handle = bigint;

/** A virtual address or a module base: 0 to 2^64-1. */
export type Address = bigint;

/** What a handle parameter takes: a bigint, or a safe integer. */
export type HandleLike = bigint | number;

/** What an address parameter takes: a bigint, or a safe non-negative integer. */
export type AddressLike = bigint | number;

/** A pointer-sized value that DbgHelp hands back unchanged, or an opaque pointer of its own. */
export type PointerLike = bigint | number | null;
