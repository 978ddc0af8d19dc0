import { closeSync, openSync, readSync } from 'node:fs';
import { sectionBytes } from './image-headers';

const mostSections = 0x60;

interface Section {
  readonly rva: number;
  readonly bytes: number;
  readonly offset: number;
}

/** The headers and sections of an image's file, by where they are in memory. */
export class ImageBytes {
  /** Where the image was linked to lie: what its pointers count from. */
  readonly preferredBase: bigint;
  readonly #file: number;
  readonly #sections: readonly Section[];

  private constructor(file: number, preferredBase: bigint, sections: readonly Section[]) {
    this.#file = file;
    this.preferredBase = preferredBase;
    this.#sections = sections;
  }

  /** Null for a file that is not there, or no image. */
  static open(path: string): ImageBytes | null {
    let file: number;
    try {
      file = openSync(path, 'r');
    } catch {
      return null;
    }
    const dos = bytesAt(file, 0, 64);
    const start = dos?.getUint32(0x3c, true) ?? 0;
    const header = bytesAt(file, start, 24 + 64);
    const table =
      header?.getUint32(0, true) === 0x4550
        ? bytesAt(
            file,
            start + 24 + header.getUint16(20, true),
            Math.min(header.getUint16(6, true), mostSections) * sectionBytes,
          )
        : null;
    if (!header || !table) {
      closeSync(file);
      return null;
    }
    const wide = header.getUint16(24, true) === 0x20b;
    const preferredBase = wide ? header.getBigUint64(24 + 24, true) : BigInt(header.getUint32(24 + 28, true));
    const sections: Section[] = [{ rva: 0, bytes: header.getUint32(24 + 60, true), offset: 0 }];
    for (let at = 0; at < table.byteLength; at += sectionBytes) {
      const [rva, bytes, offset] = [12, 16, 20].map((member) => table.getUint32(at + member, true));
      sections.push({ rva: rva!, bytes: bytes!, offset: offset! });
    }
    return new ImageBytes(file, preferredBase, sections);
  }

  /** As many of the bytes as are in one section; null where there are none. */
  read(rva: number, length: number): Uint8Array | null {
    const section = this.#sections.find((candidate) => rva >= candidate.rva && rva - candidate.rva < candidate.bytes);
    if (!section) return null;
    const inSection = rva - section.rva;
    const bytes = new Uint8Array(Math.min(length, section.bytes - inSection));
    const read = readAt(this.#file, section.offset + inSection, bytes);
    return read === 0 ? null : bytes.subarray(0, read);
  }

  close(): void {
    closeSync(this.#file);
  }
}

function readAt(file: number, offset: number, into: Uint8Array): number {
  try {
    return readSync(file, into, 0, into.length, offset);
  } catch {
    return 0;
  }
}

function bytesAt(file: number, offset: number, length: number): DataView | null {
  const bytes = new Uint8Array(length);
  return readAt(file, offset, bytes) === length ? new DataView(bytes.buffer) : null;
}
