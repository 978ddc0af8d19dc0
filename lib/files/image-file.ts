import { closeSync, openSync, readSync } from 'node:fs';
import { parseNow } from './parser';
import { peHeaders, peSections, type ImageSection, type PeHeaders } from './pe-headers';

/** What the loaded image is known to be: another one at its path is not its file. */
export interface ExpectedImage {
  readonly timestamp: number;
  readonly size: number;
}

/** Headers with their section tables take less in most images. */
const headBytes = 0x1000;

/** An image's file that is read at once, inside a slot or a call of the DLL: DbgHelp reads images there too, and longer. */
export class ImageFile {
  readonly headers: PeHeaders;
  readonly sections: readonly ImageSection[];
  readonly #file: number;

  private constructor(file: number, headers: PeHeaders, sections: readonly ImageSection[]) {
    this.#file = file;
    this.headers = headers;
    this.sections = sections;
  }

  /** Null for a file that is not there, or no image. */
  static open(path: string): ImageFile | null {
    let file: number;
    try {
      file = openSync(path, 'r');
    } catch {
      return null;
    }
    const head = bytesAt(file, 0, headBytes);
    const read = (at: number, length: number): DataView | null => {
      if (at + length <= head.byteLength) return new DataView(head.buffer, at, length);
      const bytes = bytesAt(file, at, length);
      return bytes.byteLength === length ? bytes : null;
    };
    const headers = parseNow(peHeaders(), read);
    const sections = headers && parseNow(peSections(headers), read);
    if (sections) return new ImageFile(file, headers, sections);
    closeSync(file);
    return null;
  }

  /** Opens the file of a loaded image for as long as `find` takes. Null where it is not to be had, or is another one. */
  static with<Found>(path: string, expected: ExpectedImage, find: (image: ImageFile) => Found): Found | null {
    const image = ImageFile.open(path);
    if (!image) return null;
    try {
      const { timestamp, size } = image.headers;
      return timestamp === expected.timestamp && size === expected.size ? find(image) : null;
    } catch {
      // What is damaged further inside.
      return null;
    } finally {
      image.close();
    }
  }

  /** As many of the bytes at a place as the file has. */
  read(offset: number, length: number): DataView {
    return bytesAt(this.#file, offset, length);
  }

  /** Fills `into`; gives how many of its bytes the file has. */
  readInto(into: Uint8Array, offset: number): number {
    return readAt(this.#file, into, offset);
  }

  close(): void {
    closeSync(this.#file);
  }
}

function bytesAt(file: number, offset: number, length: number): DataView {
  const bytes = new Uint8Array(length);
  return new DataView(bytes.buffer, 0, readAt(file, bytes, offset));
}

/** None of a file that cannot be read any more. */
function readAt(file: number, into: Uint8Array, offset: number): number {
  try {
    return readSync(file, into, 0, into.length, offset);
  } catch {
    return 0;
  }
}
