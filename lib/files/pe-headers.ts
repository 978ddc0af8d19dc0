import { textAt } from './text';
import { Damage, type Parser } from './parser';

/** One row of the section table, IMAGE_SECTION_HEADER. */
export interface ImageSection {
  readonly name: string;
  /** Where it is in the loaded image. */
  readonly rva: number;
  /** Bytes in the loaded image; 0 from some linkers. */
  readonly virtualBytes: number;
  /** Where it is in the file. */
  readonly offset: number;
  readonly bytesInFile: number;
  /** IMAGE_SCN_... */
  readonly characteristics: number;
}

/** What is in a part of an image that a directory names. */
export interface DataDirectory {
  readonly rva: number;
  readonly bytes: number;
}

/** Places in the list of directories. */
export const directories = { exports: 0, exceptions: 3, relocations: 5, debug: 6 } as const;

export const sectionBytes = 40;

/** Where members are in the optional header, which begins differently in 32-bit and 64-bit images. */
const optionalHeaders: Readonly<
  Record<number, { readonly imageBase: number; readonly directoryCount: number; readonly directories: number }>
> = {
  0x10b: { imageBase: 28, directoryCount: 92, directories: 96 },
  0x20b: { imageBase: 24, directoryCount: 108, directories: 112 },
};
const wideImage = 0x20b;

/** The headers of a PE file: an .exe, .dll or .sys. */
export class PeHeaders {
  /** IMAGE_FILE_HEADER.Machine. */
  readonly machine: number;
  readonly timestamp: number;
  /** IMAGE_FILE_... */
  readonly characteristics: number;
  /** ImageBase, where it would like to lie, and what its pointers count from. */
  readonly base: bigint;
  /** SizeOfImage. */
  readonly size: number;
  /** Up to where offsets of the loaded image are those in the file. */
  readonly sizeOfHeaders: number;
  readonly sectionCount: number;
  /** Where the section table is in the file. */
  readonly sectionsAt: number;
  readonly #optional: DataView;
  readonly #optionalAt: number;
  readonly #directories: number;
  readonly #directoryCount: number;

  /** @throws Damage where the optional header is of no known kind */
  constructor(header: DataView, optional: DataView, optionalAt: number) {
    const places = optional.byteLength >= 2 ? optionalHeaders[optional.getUint16(0, true)] : undefined;
    if (!places || optional.byteLength < places.directories)
      throw new Damage('its optional header is of no known kind');
    this.machine = header.getUint16(4, true);
    this.sectionCount = header.getUint16(6, true);
    this.timestamp = header.getUint32(8, true);
    this.characteristics = header.getUint16(22, true);
    const wide = optional.getUint16(0, true) === wideImage;
    this.base = wide
      ? optional.getBigUint64(places.imageBase, true)
      : BigInt(optional.getUint32(places.imageBase, true));
    this.size = optional.getUint32(56, true);
    this.sizeOfHeaders = optional.getUint32(60, true);
    this.sectionsAt = optionalAt + optional.byteLength;
    this.#optional = optional;
    this.#optionalAt = optionalAt;
    this.#directories = places.directories;
    this.#directoryCount = optional.getUint32(places.directoryCount, true);
  }

  /** Where in the file a directory's offset and length stand, 8 bytes; null where the headers end before. */
  placeOf(directory: number): number | null {
    const at = this.#directories + directory * 8;
    return at + 8 > this.#optional.byteLength ? null : this.#optionalAt + at;
  }

  /** What stands there, also where it is not counted; null where it is empty. */
  entry(directory: number): DataDirectory | null {
    const place = this.placeOf(directory);
    if (place === null) return null;
    const at = place - this.#optionalAt;
    const [rva, bytes] = [this.#optional.getUint32(at, true), this.#optional.getUint32(at + 4, true)];
    return rva === 0 || bytes === 0 ? null : { rva, bytes };
  }

  /** A directory that is counted, and not empty. */
  directory(directory: number): DataDirectory | null {
    return directory < this.#directoryCount ? this.entry(directory) : null;
  }
}

function* fileHeader(): Parser<{ readonly header: DataView; readonly end: number }> {
  const dos = yield { at: 0, length: 64, what: 'the DOS header' };
  const start = dos.getUint32(0x3c, true);
  const header = yield { at: start, length: 24, what: 'the PE header' };
  if (header.getUint32(0, true) !== 0x4550) throw new Damage('it begins like an image, but has no PE header');
  return { header, end: start + header.byteLength };
}

/** The machine of a PE file alone. */
export function* peMachine(): Parser<number> {
  return (yield* fileHeader()).header.getUint16(4, true);
}

/** The headers of a PE file, up to its section table. */
export function* peHeaders(): Parser<PeHeaders> {
  const { header, end } = yield* fileHeader();
  const optional = yield { at: end, length: header.getUint16(20, true), what: 'the optional header' };
  return new PeHeaders(header, optional, end);
}

/** The section table behind the headers. */
export function* peSections({ sectionsAt, sectionCount }: PeHeaders): Parser<ImageSection[]> {
  return sectionsIn(yield { at: sectionsAt, length: sectionCount * sectionBytes, what: 'the section table' });
}

/** The rows of a section table. */
export function sectionsIn(table: DataView): ImageSection[] {
  return Array.from({ length: Math.floor(table.byteLength / sectionBytes) }, (_, index) => {
    const word = (offset: number): number => table.getUint32(index * sectionBytes + offset, true);
    return {
      name: textAt(table, index * sectionBytes, 8, 'latin1'),
      virtualBytes: word(8),
      rva: word(12),
      bytesInFile: word(16),
      offset: word(20),
      characteristics: word(36),
    };
  });
}

/** Where in the file an offset of the loaded image lies. */
export function offsetOf(rva: number, sizeOfHeaders: number, sections: readonly ImageSection[]): number | undefined {
  if (rva < sizeOfHeaders) return rva;
  const section = sections.find((part) => rva >= part.rva && rva - part.rva < part.bytesInFile);
  return section && rva - section.rva + section.offset;
}
