/** Addresses that a module takes, or would take. */
export interface Extent {
  readonly base: bigint;
  /** Bytes. */
  readonly size: number;
}

/** Windows reserves addresses in such steps, and never the first of them. */
const granularity = 0x1_0000n;

/** The first address that none has. */
const endOfAddresses = 2n ** 64n;

/** An extent of unknown size has its base. */
export const endOf = ({ base, size }: Extent): bigint => base + BigInt(size || 1);

export const overlap = (one: Extent, other: Extent): boolean => one.base < endOf(other) && other.base < endOf(one);

/** Whether all of it has addresses: its end, too, which DLLs reckon with. */
export const hasAddresses = (extent: Extent, end = endOfAddresses): boolean => endOf(extent) < end;

/**
 * The base that a module gets where nobody says which: its own where that is free, else the next free one above, else the
 * lowest.
 *
 * @param end - the first address that is too high
 * @returns undefined where there is no room
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
