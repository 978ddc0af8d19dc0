import { directories, type DataDirectory, type PeHeaders } from './pe-headers';

/** Reads bytes at an offset into the loaded image; null if the file does not have them all. */
export type ReadImage = (rva: number, length: number) => DataView | null;

/** IMAGE_REL_BASED_HIGHLOW, IMAGE_REL_BASED_DIR64: bytes of the address. */
const widths: Readonly<Record<number, 4 | 8 | undefined>> = { 3: 4, 10: 8 };
const blockHeader = 8;
const pageBytes = 0x1000;
/** Larger than in any sound image. */
const mostBytes = 0x400_0000;

/** The addresses in an image that change if it is not loaded at its preferred base. */
export class Relocations {
  readonly #by: bigint;
  readonly #read: ReadImage;
  /** By page: type and offset of each address in it. */
  readonly #pages = new Map<number, readonly number[]>();

  private constructor(by: bigint, read: ReadImage) {
    this.#by = by;
    this.#read = read;
  }

  /** Null if no address changes, or the relocations cannot be read. */
  static of(headers: PeHeaders, base: bigint, read: ReadImage): Relocations | null {
    const directory = headers.entry(directories.relocations);
    if (!directory || headers.base === base) return null;
    const relocations = new Relocations(base - headers.base, read);
    relocations.#parse(directory);
    return relocations.#pages.size === 0 ? null : relocations;
  }

  #parse({ rva, bytes: size }: DataDirectory): void {
    const table = size > mostBytes ? null : this.#read(rva, size);
    if (!table) return;
    for (let at = 0; at + blockHeader <= size;) {
      const [page, bytes] = [table.getUint32(at, true), table.getUint32(at + 4, true)];
      if (bytes < blockHeader || at + bytes > size) return;
      const entries = Array.from({ length: (bytes - blockHeader) >>> 1 }, (_, index) =>
        table.getUint16(at + blockHeader + 2 * index, true),
      );
      this.#pages.set(page, [...(this.#pages.get(page) ?? []), ...entries]);
      at += bytes;
    }
  }

  /** Relocates the addresses in bytes that lie at an offset of the image. */
  apply(rva: number, bytes: Uint8Array): void {
    const end = rva + bytes.length;
    // An address may begin in the previous page.
    const first = Math.floor((rva - 7) / pageBytes) * pageBytes;
    for (let page = Math.max(0, first); page < end; page += pageBytes) {
      for (const entry of this.#pages.get(page) ?? []) {
        const width = widths[entry >>> 12];
        const place = page + (entry & 0xfff);
        if (width !== undefined && place < end && place + width > rva) this.#change(place, width, rva, bytes);
      }
    }
  }

  #change(place: number, width: 4 | 8, rva: number, bytes: Uint8Array): void {
    const file = this.#read(place, width);
    if (!file) return;
    if (width === 8) file.setBigUint64(0, file.getBigUint64(0, true) + this.#by, true);
    else file.setUint32(0, Number(BigInt.asUintN(32, BigInt(file.getUint32(0, true)) + this.#by)), true);
    for (let at = 0; at < width; at++) {
      const index = place + at - rva;
      if (index >= 0 && index < bytes.length) bytes[index] = file.getUint8(at);
    }
  }
}
