import { closeSync, openSync, readSync } from 'node:fs';
import { optionalHeaders, sectionBytes } from './image-headers';

/** What the loaded image is known to be: another one at its path is not its file. */
export interface ExpectedImage {
  readonly timestamp: number;
  readonly size: number;
}

/** The headers of an image's file, and the file while they are being read. */
export interface ImageHead {
  readonly bytes: DataView;
  /** Where the PE signature is. */
  readonly start: number;
  readonly optional: number;
  readonly places: (typeof optionalHeaders)[number];
  readonly sections: DataView;
  /** As many of the bytes at a place as the file has. */
  readonly read: (at: number, length: number) => DataView;
}

/** Headers with their section tables take less in any image. */
const headBytes = 0x1_0000;

/**
 * Reads at once, for use inside a slot: DbgHelp reads images there too, and longer. Null where the file is not to be had, is
 * another one, or has headers that lead beyond its end.
 */
export function withImageHead<Found>(
  path: string,
  expected: ExpectedImage,
  find: (head: ImageHead) => Found,
): Found | null {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return null;
  }
  const read = (at: number, length: number): DataView => {
    const bytes = new Uint8Array(length);
    return new DataView(bytes.buffer, 0, readSync(file, bytes, 0, length, at));
  };
  try {
    const head = headOf(read, expected);
    return head && find(head);
  } catch {
    // Also of a file that cannot be read any more.
    return null;
  } finally {
    closeSync(file);
  }
}

function headOf(read: ImageHead['read'], { timestamp, size }: ExpectedImage): ImageHead | null {
  const bytes = read(0, headBytes);
  const start = bytes.getUint32(0x3c, true);
  const optional = start + 24;
  const places = optionalHeaders[bytes.getUint16(optional, true)];
  const isExpected = bytes.getUint32(start + 8, true) === timestamp && bytes.getUint32(optional + 56, true) === size;
  if (!places || !isExpected) return null;
  const table = optional + bytes.getUint16(start + 20, true);
  const sections = new DataView(bytes.buffer, table, bytes.getUint16(start + 6, true) * sectionBytes);
  return { bytes, start, optional, places, sections, read };
}
