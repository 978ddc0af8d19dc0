import { closeSync, openSync, readSync } from 'node:fs';
import type { ExpectedImage } from './image-parts';
import { optionalHeaders } from './image-headers';

/** Bytes of an image that are code, as offsets into the image. */
export interface CodeRange {
  readonly begin: number;
  readonly end: number;
}

/** Headers with their section tables take less in any image. */
const headerBytes = 0x1_0000;
const sectionBytes = 40;
/** IMAGE_SCN_CNT_CODE, IMAGE_SCN_MEM_EXECUTE. */
const isCode = 0x2000_0020;

/** The sections of an image that have code, in order; null where its file is not to be had, or is another one. */
export function readCodeSections(path: string, expected: ExpectedImage): CodeRange[] | null {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return null;
  }
  try {
    const bytes = new Uint8Array(headerBytes);
    return codeSections(new DataView(bytes.buffer, 0, readSync(file, bytes)), expected);
  } catch {
    // Headers that lead beyond the end, or a file that cannot be read any more.
    return null;
  } finally {
    closeSync(file);
  }
}

function codeSections(head: DataView, { timestamp, size }: ExpectedImage): CodeRange[] | null {
  const start = head.getUint32(0x3c, true);
  const optional = start + 24;
  const isExpected = head.getUint32(start + 8, true) === timestamp && head.getUint32(optional + 56, true) === size;
  if (!isExpected || !(head.getUint16(optional, true) in optionalHeaders)) return null;
  const table = optional + head.getUint16(start + 20, true);
  const found: CodeRange[] = [];
  for (let index = 0; index < head.getUint16(start + 6, true); index++) {
    const at = table + index * sectionBytes;
    const begin = head.getUint32(at + 12, true);
    const end = Math.min(begin + head.getUint32(at + 8, true), size);
    if ((head.getUint32(at + 36, true) & isCode) !== 0 && begin < end) found.push({ begin, end });
  }
  return found.sort((one, other) => one.begin - other.begin);
}
