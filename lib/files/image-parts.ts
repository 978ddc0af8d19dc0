import type { FunctionTable } from './function-table';
import { tableReaders } from './function-table';
import { withImageHead, type ExpectedImage, type ImageHead } from './image-head';
import { offsetOf, sectionBytes } from './image-headers';

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

const largestTable = 0x400_0000;
const exceptionDirectory = 3;
/** IMAGE_SCN_MEM_EXECUTE. */
const executable = 0x2000_0000;

/** Null where they are not to be had. */
export function readImageParts(path: string, expected: ExpectedImage): ImageParts | null {
  return withImageHead(path, expected, partsOf);
}

function partsOf({ bytes, start, optional, places, sections, read }: ImageHead): ImageParts {
  const sizeOfHeaders = bytes.getUint32(optional + 60, true);
  /** What the file has of an offset into the loaded image, and of the bytes after it in its section. */
  const load = (rva: number, length: number): DataView | undefined => {
    const at = offsetOf(rva, sizeOfHeaders, sections);
    return at === undefined || length === 0 || length > largestTable ? undefined : read(at, length);
  };
  const hasDirectory = bytes.getUint32(optional + places.directoryCount, true) > exceptionDirectory;
  const entry = optional + places.directories + exceptionDirectory * 8;
  const readTable = tableReaders[bytes.getUint16(start + 4, true)];
  const rva = bytes.getUint32(entry, true);
  const table = hasDirectory && readTable ? load(rva, bytes.getUint32(entry + 4, true)) : undefined;
  return new ImageParts(sectionsOf(sections, sizeOfHeaders), table && readTable?.({ rva, table, load }));
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
