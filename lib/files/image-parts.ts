import { closeSync, openSync, readSync } from 'node:fs';
import type { FunctionTable } from './function-table';
import { tableReaders } from './function-table';
import { optionalHeaders, offsetOf } from './image-headers';

/** What the loaded image is known to be: another one at its path is not its file. */
export interface ExpectedImage {
  readonly timestamp: number;
  readonly size: number;
}

/** What an image's headers say of its bytes, by offsets into the loaded image. */
export class ImageParts {
  /** Where sections begin and end, the headers first, in ascending order. */
  readonly #bounds: readonly (readonly [begin: number, end: number])[];
  readonly #functions: FunctionTable | undefined;

  constructor(bounds: readonly (readonly [begin: number, end: number])[], functions: FunctionTable | undefined) {
    this.#bounds = bounds;
    this.#functions = functions;
  }

  /** Where the function around an offset begins; undefined where none is known. */
  functionAround(offset: number): number | undefined {
    return this.#functions?.functionAround(offset);
  }

  /** Whether what begins at an offset, of unknown length, cannot reach as far as another one. */
  divides(begin: number, offset: number): boolean {
    if (begin === offset) return false;
    const section = this.#bounds.find(([from, to]) => from <= begin && begin < to);
    if (!section || offset < section[0] || section[1] <= offset) return true;
    return this.#functions?.divides(begin, offset) ?? false;
  }
}

/** Headers with their section tables take less in any image. */
const headerBytes = 0x1_0000;
const largestTable = 0x400_0000;
const exceptionDirectory = 3;
const sectionBytes = 40;

/**
 * Reads them at once, for use inside a slot: DbgHelp reads images there too, and longer. Null where they are not to be had.
 */
export function readImageParts(path: string, expected: ExpectedImage): ImageParts | null {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return null;
  }
  try {
    return partsOf(file, expected);
  } catch {
    // Headers that lead beyond the end, or a file that cannot be read any more.
    return null;
  } finally {
    closeSync(file);
  }
}

function partsOf(file: number, { timestamp, size }: ExpectedImage): ImageParts | null {
  const head = read(file, 0, headerBytes);
  const start = head.getUint32(0x3c, true);
  const optional = start + 24;
  const places = optionalHeaders[head.getUint16(optional, true)];
  const isExpected = head.getUint32(start + 8, true) === timestamp && head.getUint32(optional + 56, true) === size;
  if (!places || !isExpected) return null;
  const sizeOfHeaders = head.getUint32(optional + 60, true);
  const sections = new DataView(
    head.buffer,
    optional + head.getUint16(start + 20, true),
    head.getUint16(start + 6, true) * sectionBytes,
  );
  /** What the file has of an offset into the loaded image, and of the bytes after it in its section. */
  const load = (rva: number, length: number): DataView | undefined => {
    const at = offsetOf(rva, sizeOfHeaders, sections);
    return at === undefined || length === 0 || length > largestTable ? undefined : read(file, at, length);
  };
  const hasDirectory = head.getUint32(optional + places.directoryCount, true) > exceptionDirectory;
  const entry = optional + places.directories + exceptionDirectory * 8;
  const readTable = tableReaders[head.getUint16(start + 4, true)];
  const rva = head.getUint32(entry, true);
  const table = hasDirectory && readTable ? load(rva, head.getUint32(entry + 4, true)) : undefined;
  return new ImageParts(boundsOf(sections, sizeOfHeaders), table && readTable?.({ rva, table, load }));
}

/** As many of the bytes as the file has. */
function read(file: number, at: number, length: number): DataView {
  const bytes = new Uint8Array(length);
  return new DataView(bytes.buffer, 0, readSync(file, bytes, 0, length, at));
}

function boundsOf(sections: DataView, sizeOfHeaders: number): (readonly [number, number])[] {
  const bounds: (readonly [number, number])[] = [[0, sizeOfHeaders]];
  for (let at = 0; at < sections.byteLength; at += sectionBytes) {
    const [virtual, begin, raw] = [8, 12, 16].map((offset) => sections.getUint32(at + offset, true)) as [
      number,
      number,
      number,
    ];
    bounds.push([begin, begin + (virtual || raw)]);
  }
  return bounds;
}
