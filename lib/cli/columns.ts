/** An address or another number of 32 or 64 bits, as wide as it must be. */
export const wide = (value: bigint | number, digits = 16): string => value.toString(16).padStart(digits, '0');

export const hex = (value: bigint | number): string => `0x${value.toString(16)}`;

/** Lines `label: text`, with the texts below each other; without those that have none. */
export function facts(rows: readonly (readonly [label: string, text: string | null | undefined])[]): string {
  const shown = rows.filter(([, text]) => text !== null && text !== undefined && text !== '');
  const width = Math.max(...shown.map(([label]) => label.length)) + 2;
  return shown.map(([label, text]) => `  ${`${label}:`.padEnd(width)}${String(text)}\n`).join('');
}

/** The time of a time stamp in seconds since 1970. */
export const timeOf = (seconds: number): string =>
  new Date(seconds * 1000).toISOString().replace('T', ' ').replace('.000Z', ' UTC');
