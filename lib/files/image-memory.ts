import { ImageFile } from './image-file';
import { Relocations } from './relocations';

/** IMAGE_SCN_MEM_WRITE: what the program changed is not what the file has. */
const writable = 0x8000_0000;
const pageBytes = 0x1000;

interface Part {
  readonly from: number;
  /** Where the part ends in memory: what the file does not have up to there is zero. */
  readonly end: number;
  readonly offset: number;
  readonly bytesInFile: number;
}

/**
 * The parts of an image that are in memory as they are in its file, but for addresses that depend on where it was loaded:
 * headers, and sections that are not written to. Read where it is asked for, from inside of a call of the DLL.
 */
export class ImageMemory {
  readonly #image: ImageFile;
  readonly #parts: readonly Part[];
  readonly #relocations: Relocations | null;

  private constructor(image: ImageFile, base: bigint, withWritable: boolean) {
    this.#image = image;
    this.#parts = partsOf(image, withWritable);
    this.#relocations = Relocations.of(image.headers, base, (rva, length) => {
      const bytes = new Uint8Array(length);
      return this.#readPart(rva, length, bytes, 0) === length ? new DataView(bytes.buffer) : null;
    });
  }

  /**
   * @param base - where it was loaded
   * @param withWritable - whether sections that are written to count as they are in the file, too
   * @returns null for a file that is not there, or no image
   */
  static open(path: string, base: bigint, withWritable = false): ImageMemory | null {
    const image = ImageFile.open(path);
    return image && new ImageMemory(image, base, withWritable);
  }

  /**
   * @param rva - offset in the loaded image
   * @returns how many bytes from there on are in one part of it
   */
  read(rva: number, length: number, into: Uint8Array, at: number): number {
    const count = this.#readPart(rva, length, into, at);
    this.#relocations?.apply(rva, into.subarray(at, at + count));
    return count;
  }

  #readPart(rva: number, length: number, into: Uint8Array, at: number): number {
    const part = this.#parts.find(({ from, end }) => rva >= from && rva < end);
    if (!part) return 0;
    const count = Math.min(length, part.end - rva);
    const inPart = rva - part.from;
    const inFile = Math.max(0, Math.min(count, part.bytesInFile - inPart));
    const read = inFile === 0 ? 0 : this.#image.readInto(into.subarray(at, at + inFile), part.offset + inPart);
    into.fill(0, at + read, at + count);
    return count;
  }

  close(): void {
    this.#image.close();
  }
}

function partsOf({ headers: { sizeOfHeaders }, sections }: ImageFile, withWritable: boolean): Part[] {
  const readable = sections.filter(({ characteristics }) => withWritable || (characteristics & writable) === 0);
  return [
    { from: 0, end: sizeOfHeaders, offset: 0, bytesInFile: sizeOfHeaders },
    ...readable.map(({ rva: from, virtualBytes, bytesInFile, offset }) => {
      const end = from + Math.ceil((virtualBytes || bytesInFile) / pageBytes) * pageBytes;
      return { from, end, offset, bytesInFile };
    }),
  ];
}
