import type { FunctionTable } from './function-table';
import { tableReaders } from './function-table';
import { ImageFile, type ExpectedImage } from './image-file';
import { directories, executableSection, offsetOf } from './pe-headers';

interface Section {
  readonly begin: number;
  readonly end: number;
  readonly isCode: boolean;
}

/** The sections and functions of an image, by offsets into the loaded image. */
export class ImageParts {
  /** In ascending order; the headers come first. */
  readonly #sections: readonly Section[];
  readonly #functions: FunctionTable | undefined;

  constructor(sections: readonly Section[], functions: FunctionTable | undefined) {
    this.#sections = sections;
    this.#functions = functions;
  }

  /** Whether the functions that keep a frame are known. Leaf functions may lie between them. */
  get hasFunctionTable(): boolean {
    return this.#functions !== undefined;
  }

  /** The start of the function that contains an offset; undefined if none is known. */
  functionAround(offset: number): number | undefined {
    return this.#functions?.functionAround(offset);
  }

  /** Whether a symbol of unknown length at `begin` cannot extend to `offset`. */
  divides(begin: number, offset: number): boolean {
    if (begin === offset) return false;
    const section = this.#sectionAt(begin);
    if (!section || offset < section.begin || section.end <= offset) return true;
    return this.#functions?.divides(begin, offset) ?? false;
  }

  /** The start of the code around an offset that no function table lists; undefined in data and in listed code. */
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

/** Null if the file cannot be read, or is a different image. */
export function readImageParts(path: string, expected: ExpectedImage): ImageParts | null {
  return ImageFile.with(path, expected, partsOf);
}

function partsOf(image: ImageFile): ImageParts {
  const { headers, sections } = image;
  /** Reads from an offset into the loaded image, up to the end of what the file has. */
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
    isCode: (characteristics & executableSection) !== 0,
  }));
  return new ImageParts(
    [{ begin: 0, end: headers.sizeOfHeaders, isCode: false }, ...parts],
    table && readTable?.({ rva: directory!.rva, table, load }),
  );
}
