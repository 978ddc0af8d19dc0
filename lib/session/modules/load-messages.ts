import type { SymbolProgress } from './load-event-types';

/** The texts of symsrv.dll while it copies a file: XML, and text for a console. */
const percentages = [/<Progress\s+percent="(\d{1,3})"/, /\b(\d{1,3}) percent\b/];
const transfer = /(?:^|[\s\\/:])([^\s\\/:]+) from .*: (\d+) bytes\b/;

/** The progress of a copy, if a text tells it. */
export function progressIn(text: string): Pick<SymbolProgress, 'file' | 'percent' | 'bytes'> | undefined {
  const percent = percentages.map((pattern) => pattern.exec(text)?.[1]).find((found) => found !== undefined);
  const [, file, bytes] = transfer.exec(text) ?? [];
  if (percent === undefined && bytes === undefined) return undefined;
  return {
    file: file ?? null,
    percent: percent === undefined ? null : Math.min(Number(percent), 100),
    bytes: bytes === undefined ? null : Number(bytes),
  };
}

/** A console text without line ends, and without the backspaces that overwrite earlier text. */
export function plainText(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are what is to go
  return text.replace(/[\x00-\x08\x0b-\x1f]/g, '').trim();
}

/** Whether a text is only a percentage: one file may cause a hundred of these. */
export const isOnlyProgress = (text: string): boolean => /^\d{1,3} percent$/.test(text);
