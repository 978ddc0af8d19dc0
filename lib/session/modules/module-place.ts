/** The addresses that a module occupies, or would occupy. */
export interface Extent {
  readonly base: bigint;
  /** Bytes. */
  readonly size: number;
}

/** Windows reserves addresses in such units, and never the first one. */
const granularity = 0x1_0000n;

/** The first address beyond the address space. */
const endOfAddresses = 2n ** 64n;

/** An extent of unknown size has at least its base. */
export const endOf = ({ base, size }: Extent): bigint => base + BigInt(size || 1);

export const overlap = (one: Extent, other: Extent): boolean => one.base < endOf(other) && other.base < endOf(one);

/** Whether it lies in the address space with its end, with which DLLs calculate. */
export const hasAddresses = (extent: Extent, end = endOfAddresses): boolean => endOf(extent) < end;

/**
 * The base for a module without a requested one: its preferred base if that is free, or else the next free one above,
 * or else the lowest free one.
 *
 * @param end - the first address that is too high
 * @returns undefined if there is no room
 */
export function freeBase(own: Extent, taken: readonly Extent[], end = endOfAddresses): bigint | undefined {
  const ascending = [...taken].sort((one, other) => (one.base < other.base ? -1 : 1));
  const from = (lowest: bigint): bigint | undefined => {
    let base = lowest;
    for (const extent of ascending) if (overlap(extent, { base, size: own.size })) base = aligned(endOf(extent));
    return hasAddresses({ base, size: own.size }, end) ? base : undefined;
  };
  return (own.base === 0n ? undefined : from(own.base)) ?? from(granularity);
}

const aligned = (address: bigint): bigint => ((address + granularity - 1n) / granularity) * granularity;
