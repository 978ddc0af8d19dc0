import type { MinidumpMemory } from '../minidump/read/memory';
import { ImageBytes } from '../files/image-bytes';

/** An image that was found for a module of the dump. */
export interface ModuleImage {
  readonly base: bigint;
  /** Bytes. */
  readonly size: number;
  readonly path: string;
}

/** Longer texts are cut: nobody means them to be read. */
const longestText = 4096;

/** Memory of the process: what the dump has, and below that what the images of its modules have. */
export class ProcessMemory {
  /** Bytes of a pointer. */
  readonly pointerBytes: 4 | 8;
  readonly #dump: MinidumpMemory | null;
  readonly #images: readonly ModuleImage[];
  readonly #open = new Map<string, ImageBytes | null>();

  constructor(dump: MinidumpMemory | null, images: readonly ModuleImage[], pointerBytes: 4 | 8) {
    this.#dump = dump;
    this.#images = images;
    this.pointerBytes = pointerBytes;
  }

  /** As many of the bytes as there are without a gap in one place; null where there are none. */
  read(address: bigint, length: number): Uint8Array | null {
    return this.#find(address, length)?.bytes ?? null;
  }

  /** All of the bytes or nothing. */
  exactly(address: bigint, length: number): DataView | null {
    const bytes = this.read(address, length);
    return bytes?.length === length ? new DataView(bytes.buffer, bytes.byteOffset, length) : null;
  }

  uint32(address: bigint): number | null {
    return this.exactly(address, 4)?.getUint32(0, true) ?? null;
  }

  /** A pointer as it was in the process: those in an image's file are of where the image was meant to lie. */
  pointer(address: bigint): bigint | null {
    const length = this.pointerBytes;
    const found = this.#find(address, length);
    if (found?.bytes.length !== length) return null;
    const view = new DataView(found.bytes.buffer, found.bytes.byteOffset, length);
    const value = length === 8 ? view.getBigUint64(0, true) : BigInt(view.getUint32(0, true));
    return value === 0n ? value : BigInt.asUintN(length * 8, value + found.moved);
  }

  /** Text that ends with a zero; null where it begins nowhere or does not end. */
  text(address: bigint, encoding: 'utf8' | 'utf16le' = 'utf8'): string | null {
    const bytes = address === 0n ? null : this.read(address, longestText);
    if (!bytes) return null;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString(encoding);
    const end = text.indexOf('\0');
    return end >= 0 ? text.slice(0, end) : bytes.length === longestText ? `${text}...` : null;
  }

  close(): void {
    for (const image of this.#open.values()) image?.close();
    this.#open.clear();
  }

  #find(address: bigint, length: number): { readonly bytes: Uint8Array; readonly moved: bigint } | null {
    // Addresses are put together from what a dump says: they may be beyond any.
    if (address < 0n || address >= 2n ** 64n) return null;
    const bytes = this.#dump?.read(address, length);
    if (bytes && bytes.length > 0) return { bytes, moved: 0n };
    const place = this.#images.find(({ base, size }) => address >= base && address < base + BigInt(size));
    const image = place ? this.#image(place.path) : null;
    if (!place || !image) return null;
    const found = image.read(Number(address - place.base), length);
    return found && { bytes: found, moved: place.base - image.preferredBase };
  }

  #image(path: string): ImageBytes | null {
    let image = this.#open.get(path);
    if (image === undefined) this.#open.set(path, (image = ImageBytes.open(path)));
    return image;
  }
}
