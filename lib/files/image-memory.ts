import { ImageFile } from './image-file';
import { Relocations } from './relocations';

/** IMAGE_SCN_MEM_WRITE: the program may have changed these bytes in memory. */
const writable = 0x8000_0000;
const pageBytes = 0x1000;

interface Part {
  readonly from: number;
  /** The end of the part in memory. Bytes beyond those in the file are zero. */
  readonly end: number;
  readonly offset: number;
  readonly bytesInFile: number;
}

/**
 * The parts of an image whose bytes in memory are those of its file, except for relocated addresses: headers, and
 * sections that are not writable. It reads synchronously, from inside calls of the DLL.
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
   * @param base - the address where the image was loaded
   * @param withWritable - whether to include writable sections, as they are in the file
   * @returns null if the file is missing or no image
   */
  static open(path: string, base: bigint, withWritable = false): ImageMemory | null {
    const image = ImageFile.open(path);
    return image && new ImageMemory(image, base, withWritable);
  }

  /**
   * @param rva - offset in the loaded image
   * @returns the number of bytes from there on in one part
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
