import type { SymbolProgress } from './load-event-types';

/** What symsrv.dll says in text while it copies a file, once in XML and once for a console. */
const percentages = [/<Progress\s+percent="(\d{1,3})"/, /\b(\d{1,3}) percent\b/];
const transfer = /(?:^|[\s\\/:])([^\s\\/:]+) from .*: (\d+) bytes\b/;

/** How far a copy is, if a text tells. */
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

/** A text for a console, without the backspaces that overwrite what it said before, and without its line ends. */
export function plainText(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are what is to go
  return text.replace(/[\x00-\x08\x0b-\x1f]/g, '').trim();
}

/** Whether a plain text is a percentage and nothing else: there may be a hundred of them for one file. */
export const isOnlyProgress = (text: string): boolean => /^\d{1,3} percent$/.test(text);
