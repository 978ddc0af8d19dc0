import { closeSync, openSync, readSync } from 'node:fs';
import { offsetOf, optionalHeaders } from './image';

/** The functions of an image that its exception directory tells of, as offsets into the image. */
export interface FunctionTable {
  /** Where the function around an offset begins; undefined where none is known. */
  beginAround(offset: number): number | undefined;
}

/** What the loaded image is known to be: another one at its path is not its file. */
export interface ExpectedImage {
  readonly timestamp: number;
  readonly size: number;
}

const machineOfX64 = 0x8664;
const exceptionDirectory = 3;
/** RUNTIME_FUNCTION in x64 images: begin, end, unwind information. Sorted by where functions begin. */
const entryWords = 3;
/** Headers with their section tables take less in any image. */
const headerBytes = 0x1_0000;
const largestTable = 0x400_0000;

/**
 * Reads the table of an x64 image at once, for use inside a slot: DbgHelp reads images there too, and longer. Null where there
 * is no table to be had.
 */
export function readFunctionTable(path: string, expected: ExpectedImage): FunctionTable | null {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return null;
  }
  try {
    const place = directoryPlace(read(file, 0, headerBytes), expected);
    return place && tableOf(read(file, place.at, place.bytes));
  } catch {
    // Headers that lead beyond the end, or a file that cannot be read any more.
    return null;
  } finally {
    closeSync(file);
  }
}

/** As many of the bytes as the file has. */
function read(file: number, at: number, length: number): DataView {
  const bytes = new Uint8Array(length);
  return new DataView(bytes.buffer, 0, readSync(file, bytes, 0, length, at));
}

function directoryPlace(head: DataView, { timestamp, size }: ExpectedImage): { at: number; bytes: number } | null {
  const start = head.getUint32(0x3c, true);
  const optional = start + 24;
  const places = optionalHeaders[head.getUint16(optional, true)];
  const isExpected = head.getUint32(start + 8, true) === timestamp && head.getUint32(optional + 56, true) === size;
  if (!places || !isExpected || head.getUint16(start + 4, true) !== machineOfX64) return null;
  if (head.getUint32(optional + places.directoryCount, true) <= exceptionDirectory) return null;
  const entry = optional + places.directories + exceptionDirectory * 8;
  const bytes = head.getUint32(entry + 4, true);
  const sections = optional + head.getUint16(start + 20, true);
  const sectionTable = new DataView(head.buffer, sections, head.getUint16(start + 6, true) * 40);
  const at = offsetOf(head.getUint32(entry, true), head.getUint32(optional + 60, true), sectionTable);
  return at === undefined || bytes === 0 || bytes > largestTable ? null : { at, bytes };
}

function tableOf(entries: DataView): FunctionTable {
  const words = new Uint32Array(entries.buffer, 0, Math.floor(entries.byteLength / 4));
  const count = Math.floor(words.length / entryWords);
  return {
    beginAround(offset) {
      let low = 0;
      let high = count;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (words[middle * entryWords]! <= offset) low = middle + 1;
        else high = middle;
      }
      const last = (low - 1) * entryWords;
      return low > 0 && offset < words[last + 1]! ? words[last] : undefined;
    },
  };
}
