import { textAt } from './text';
import { Damage, type Parser } from './parser';

/** One row of the section table, IMAGE_SECTION_HEADER. */
export interface ImageSection {
  readonly name: string;
  /** Offset in the loaded image. */
  readonly rva: number;
  /** Bytes in the loaded image; 0 from some linkers. */
  readonly virtualBytes: number;
  /** Offset in the file. */
  readonly offset: number;
  readonly bytesInFile: number;
  /** IMAGE_SCN_... */
  readonly characteristics: number;
}

/** The place of a part of an image: IMAGE_DATA_DIRECTORY. */
export interface DataDirectory {
  readonly rva: number;
  readonly bytes: number;
}

/** Indices into the list of directories. */
export const directories = { exports: 0, exceptions: 3, relocations: 5, debug: 6 } as const;

export const sectionBytes = 40;
/** IMAGE_SCN_MEM_EXECUTE. */
export const executableSection = 0x2000_0000;

/** Offsets of members of the optional header, by its magic: they differ between 32-bit and 64-bit images. */
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
  /** ImageBase: the preferred address, on which the pointers in the file are based. */
  readonly base: bigint;
  /** SizeOfImage. */
  readonly size: number;
  /** Below this, offsets into the loaded image equal those in the file. */
  readonly sizeOfHeaders: number;
  readonly sectionCount: number;
  /** Offset of the section table in the file. */
  readonly sectionsAt: number;
  readonly #optional: DataView;
  readonly #optionalAt: number;
  readonly #directories: number;
  readonly #directoryCount: number;

  /** @throws Damage if the optional header is of an unknown kind */
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

  /** Offset of the first instruction in the loaded image; 0 for none. */
  get entryPoint(): number {
    return this.#word(16);
  }

  get checksum(): number {
    return this.#word(64);
  }

  /** IMAGE_SUBSYSTEM_... */
  get subsystem(): number {
    return this.#word(68) & 0xffff;
  }

  /** IMAGE_DLLCHARACTERISTICS_... */
  get dllCharacteristics(): number {
    return this.#word(68) >>> 16;
  }

  /** `14.38` */
  get linkerVersion(): string {
    const version = this.#word(0) >>> 16;
    return `${String(version & 0xff)}.${String(version >>> 8).padStart(2, '0')}`;
  }

  /** These lie before the directories, so they are there. */
  #word(at: number): number {
    return this.#optional.getUint32(at, true);
  }

  /** The file offset of a directory's 8-byte entry; null if the headers end before. */
  placeOf(directory: number): number | null {
    const at = this.#directories + directory * 8;
    return at + 8 > this.#optional.byteLength ? null : this.#optionalAt + at;
  }

  /** The entry of a directory, even beyond the number of directories; null if it is empty. */
  entry(directory: number): DataDirectory | null {
    const place = this.placeOf(directory);
    if (place === null) return null;
    const at = place - this.#optionalAt;
    const [rva, bytes] = [this.#optional.getUint32(at, true), this.#optional.getUint32(at + 4, true)];
    return rva === 0 || bytes === 0 ? null : { rva, bytes };
  }

  /** The entry of a directory; null if it is empty, or beyond the number of directories. */
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

/** Reads only the machine of a PE file. */
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

/** The file offset for an offset into the loaded image; undefined if the file does not have it. */
export function offsetOf(rva: number, sizeOfHeaders: number, sections: readonly ImageSection[]): number | undefined {
  if (rva < sizeOfHeaders) return rva;
  const section = sections.find((part) => rva >= part.rva && rva - part.rva < part.bytesInFile);
  return section && rva - section.rva + section.offset;
}
