/** How dumps tell the time. */

const fileTimeUnitsPerMs = 10_000n;
/** From 1601, where FILETIME begins, to 1970, in milliseconds. */
const fileTimeEpoch = 11_644_473_600_000n;

/** A FILETIME; null for 0, which stands for no time. */
export function fileTime(value: bigint): Date | null {
  return value === 0n ? null : new Date(Number(value / fileTimeUnitsPerMs - fileTimeEpoch));
}

/** A duration in units of 100 nanoseconds, as milliseconds. */
export function milliseconds(units: bigint): number {
  return Number(units) / Number(fileTimeUnitsPerMs);
}

/** Seconds since 1970. */
export function unixTime(seconds: number): Date {
  return new Date(seconds * 1000);
}
