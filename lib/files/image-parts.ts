import { closeSync, openSync, readSync } from 'node:fs';
import type { FunctionTable } from './function-table';
import { tableReaders } from './function-table';
import { optionalHeaders, offsetOf } from './image-headers';

/** What the loaded image is known to be: another one at its path is not its file. */
export interface ExpectedImage {
  readonly timestamp: number;
  readonly size: number;
}

interface Section {
  readonly begin: number;
  readonly end: number;
  readonly isCode: boolean;
}

/** What an image's headers say of its bytes, by offsets into the loaded image. */
export class ImageParts {
  /** The headers first, in ascending order. */
  readonly #sections: readonly Section[];
  readonly #functions: FunctionTable | undefined;

  constructor(sections: readonly Section[], functions: FunctionTable | undefined) {
    this.#sections = sections;
    this.#functions = functions;
  }

  /** Whether the functions are known that keep a frame: others may be between them. */
  get hasFunctionTable(): boolean {
    return this.#functions !== undefined;
  }

  /** Where the function around an offset begins; undefined where none is known. */
  functionAround(offset: number): number | undefined {
    return this.#functions?.functionAround(offset);
  }

  /** Whether what begins at an offset, of unknown length, cannot reach as far as another one. */
  divides(begin: number, offset: number): boolean {
    if (begin === offset) return false;
    const section = this.#sectionAt(begin);
    if (!section || offset < section.begin || section.end <= offset) return true;
    return this.#functions?.divides(begin, offset) ?? false;
  }

  /** Where the code around an offset begins of which no function table tells; undefined in data, and where one does. */
  untoldFrom(offset: number): number | undefined {
    const section = this.#sectionAt(offset);
    if (!section?.isCode || this.functionAround(offset) !== undefined) return undefined;
    return Math.max(section.begin, this.#functions?.endBefore(offset) ?? 0);
  }

  #sectionAt(offset: number): Section | undefined {
    return this.#sections.find(({ begin, end }) => begin <= offset && offset < end);
  }
}

/** Headers with their section tables take less in any image. */
const headerBytes = 0x1_0000;
const largestTable = 0x400_0000;
const exceptionDirectory = 3;
const sectionBytes = 40;
/** IMAGE_SCN_MEM_EXECUTE. */
const executable = 0x2000_0000;

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
  return new ImageParts(sectionsOf(sections, sizeOfHeaders), table && readTable?.({ rva, table, load }));
}

/** As many of the bytes as the file has. */
function read(file: number, at: number, length: number): DataView {
  const bytes = new Uint8Array(length);
  return new DataView(bytes.buffer, 0, readSync(file, bytes, 0, length, at));
}

function sectionsOf(table: DataView, sizeOfHeaders: number): Section[] {
  const sections: Section[] = [{ begin: 0, end: sizeOfHeaders, isCode: false }];
  for (let at = 0; at < table.byteLength; at += sectionBytes) {
    const word = (offset: number): number => table.getUint32(at + offset, true);
    const begin = word(12);
    sections.push({ begin, end: begin + (word(8) || word(16)), isCode: (word(36) & executable) !== 0 });
  }
  return sections;
}
