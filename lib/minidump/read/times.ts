/** Converts the times in dumps. */

const fileTimeUnitsPerMs = 10_000n;
/** Milliseconds from 1601, the epoch of FILETIME, to 1970. */
const fileTimeEpoch = 11_644_473_600_000n;

/** A FILETIME as a date; null for 0, which means "none". */
export function fileTime(value: bigint): Date | null {
  return value === 0n ? null : new Date(Number(value / fileTimeUnitsPerMs - fileTimeEpoch));
}

/** Converts a duration in units of 100 nanoseconds. */
export function milliseconds(units: bigint): number {
  return Number(units) / Number(fileTimeUnitsPerMs);
}

/** A date from seconds since 1970. */
export function unixTime(seconds: number): Date {
  return new Date(seconds * 1000);
}
