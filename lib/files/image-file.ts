import { closeSync, openSync, readSync } from 'node:fs';
import { parseNow } from './parser';
import { peHeaders, peSections, type ImageSection, type PeHeaders } from './pe-headers';

/** Identifies the loaded image: a file at its path with other values is a different image. */
export interface ExpectedImage {
  readonly timestamp: number;
  readonly size: number;
}

/** The headers and section tables of most images fit into this. */
const headBytes = 0x1000;

/** An image file, read synchronously in a slot or inside a call of the DLL, where DbgHelp itself reads for longer. */
export class ImageFile {
  readonly headers: PeHeaders;
  readonly sections: readonly ImageSection[];
  readonly #file: number;

  private constructor(file: number, headers: PeHeaders, sections: readonly ImageSection[]) {
    this.#file = file;
    this.headers = headers;
    this.sections = sections;
  }

  /** Null if the file is missing or no image. */
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

  /** Opens a loaded image's file, and closes it after `find`. Null if it cannot be read, or is a different image. */
  static with<Found>(path: string, expected: ExpectedImage, find: (image: ImageFile) => Found): Found | null {
    const image = ImageFile.open(path);
    if (!image) return null;
    try {
      const { timestamp, size } = image.headers;
      return timestamp === expected.timestamp && size === expected.size ? find(image) : null;
    } catch {
      // The image is damaged further inside.
      return null;
    } finally {
      image.close();
    }
  }

  /** Reads bytes at an offset, as many as the file has. */
  read(offset: number, length: number): DataView {
    return bytesAt(this.#file, offset, length);
  }

  /** Fills `into`; gives the number of bytes read. */
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

/** Gives 0 if the file cannot be read any more. */
function readAt(file: number, into: Uint8Array, offset: number): number {
  try {
    return readSync(file, into, 0, into.length, offset);
  } catch {
    return 0;
  }
}
