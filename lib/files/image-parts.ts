import type { FunctionTable } from './function-table';
import { tableReaders } from './function-table';
import { ImageFile, type ExpectedImage } from './image-file';
import { directories, offsetOf } from './pe-headers';

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
/** IMAGE_SCN_MEM_EXECUTE. */
const executable = 0x2000_0000;

/** Null where they are not to be had. */
export function readImageParts(path: string, expected: ExpectedImage): ImageParts | null {
  return ImageFile.with(path, expected, partsOf);
}

function partsOf(image: ImageFile): ImageParts {
  const { headers, sections } = image;
  /** What the file has of an offset into the loaded image, and of the bytes after it in its section. */
  const load = (rva: number, length: number): DataView | undefined => {
    const at = offsetOf(rva, headers.sizeOfHeaders, sections);
    return at === undefined || length === 0 || length > largestTable ? undefined : image.read(at, length);
  };
  const directory = headers.directory(directories.exceptions);
  const readTable = tableReaders[headers.machine];
  const table = directory && readTable ? load(directory.rva, directory.bytes) : undefined;
  const parts = sections.map(({ rva, virtualBytes, bytesInFile, characteristics }) => ({
    begin: rva,
    end: rva + (virtualBytes || bytesInFile),
    isCode: (characteristics & executable) !== 0,
  }));
  return new ImageParts(
    [{ begin: 0, end: headers.sizeOfHeaders, isCode: false }, ...parts],
    table && readTable?.({ rva: directory!.rva, table, load }),
  );
}
