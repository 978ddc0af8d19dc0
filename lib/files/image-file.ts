import { closeSync, openSync, readSync } from 'node:fs';
import { Relocations } from './relocations';
import { sectionBytes } from './image-headers';

/** IMAGE_SCN_MEM_WRITE: what the program changed is not what the file has. */
const writable = 0x8000_0000;
const pageBytes = 0x1000;
/** Of the optional header: up to the end of its directory of relocations, in 64-bit images. */
const optionalBytes = 112 + 6 * 8;

interface Part {
  readonly from: number;
  /** Where the part ends in memory: what the file does not have up to there is zero. */
  readonly end: number;
  readonly offset: number;
  readonly bytesInFile: number;
}

/**
 * The parts of an image that are in memory as they are in its file, but for addresses that depend on where it was loaded:
 * headers and sections that are not written to. Read where it is asked for, from inside of a call of the DLL.
 */
export class ImageMemory {
  readonly #file: number;
  readonly #parts: readonly Part[];
  readonly #relocations: Relocations | null;

  private constructor(file: number, { optional, parts }: Layout, base: bigint) {
    this.#file = file;
    this.#parts = parts;
    this.#relocations = Relocations.of(optional, base, (rva, length) => {
      const bytes = new Uint8Array(length);
      return this.#readPart(rva, length, bytes, 0) === length ? new DataView(bytes.buffer) : null;
    });
  }

  /**
   * @param base - where it was loaded
   * @returns null for a file that is not there, or no image
   */
  static open(path: string, base: bigint): ImageMemory | null {
    let file: number;
    try {
      file = openSync(path, 'r');
    } catch {
      return null;
    }
    const layout = layoutOf(file);
    if (layout) return new ImageMemory(file, layout, base);
    closeSync(file);
    return null;
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
    const read = inFile === 0 ? 0 : readAt(this.#file, part.offset + inPart, inFile, into, at);
    into.fill(0, at + read, at + count);
    return count;
  }

  close(): void {
    closeSync(this.#file);
  }
}

function readAt(file: number, offset: number, length: number, into: Uint8Array, at: number): number {
  try {
    return readSync(file, into, at, length, offset);
  } catch {
    return 0;
  }
}

interface Layout {
  /** As far as the directory of relocations. */
  readonly optional: DataView;
  readonly parts: readonly Part[];
}

function layoutOf(file: number): Layout | null {
  const bytes = (offset: number, length: number): DataView | null => {
    const buffer = new Uint8Array(length);
    return readAt(file, offset, length, buffer, 0) === length ? new DataView(buffer.buffer) : null;
  };
  const dos = bytes(0, 64);
  if (dos?.getUint16(0, true) !== 0x5a4d) return null;
  const start = dos.getUint32(60, true);
  const header = bytes(start, 24 + optionalBytes);
  if (header?.getUint32(0, true) !== 0x4550) return null;
  const sections = header.getUint16(6, true);
  const headerBytes = header.getUint32(24 + 60, true);
  const table = bytes(start + 24 + header.getUint16(20, true), sections * sectionBytes);
  if (!table) return null;
  const parts: Part[] = [{ from: 0, end: headerBytes, offset: 0, bytesInFile: headerBytes }];
  for (let at = 0; at < table.byteLength; at += sectionBytes) {
    const size = table.getUint32(at + 8, true);
    const from = table.getUint32(at + 12, true);
    const bytesInFile = table.getUint32(at + 16, true);
    if ((table.getUint32(at + 36, true) & writable) !== 0) continue;
    const end = from + Math.ceil((size || bytesInFile) / pageBytes) * pageBytes;
    parts.push({ from, end, offset: table.getUint32(at + 20, true), bytesInFile });
  }
  return { optional: new DataView(header.buffer, 24), parts };
}
