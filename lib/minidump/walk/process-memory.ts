import type { MinidumpMemory } from '../read/memory';

/** A second source for memory that the dump does not have: the images of its modules. */
export interface Backing {
  /**
   * Fills `into`, from `at` on, with at most `length` bytes from an address.
   *
   * @returns the number of bytes up to the first gap
   */
  read(address: number, length: number, into: Uint8Array, at: number): number;
}

interface Page {
  readonly bytes: Uint8Array;
  /** The offsets of known bytes: begin and end in pairs. */
  readonly known: readonly number[];
}

const pageBytes = 0x1000;
/** 8 MiB: larger than the stacks of most dumps. */
const mostPages = 2048;

/** Longer texts are cut: they are not meant to be read. */
const longestText = 4096;

/**
 * Memory of a process: from its dump, or else from the images of its modules. Pages are assembled at their first use.
 */
export class ProcessMemory {
  /** Bytes of a pointer. */
  readonly pointerBytes: 4 | 8;
  readonly #dump: MinidumpMemory | null;
  readonly #backing: Backing;
  readonly #pages = new Map<number, Page>();

  constructor(dump: MinidumpMemory | null, backing: Backing, pointerBytes: 4 | 8 = 8) {
    this.pointerBytes = pointerBytes;
    this.#dump = dump;
    this.#backing = backing;
  }

  /** Forgets assembled pages, which may lack images found since. */
  forget(): void {
    this.#pages.clear();
  }

  /** Fills the beginning of `into`; gives the number of bytes, of `size`, up to the first gap. */
  read(address: number, size: number, into: Uint8Array): number {
    // Numbers beyond are not exact. Some addresses are computed from values in the dump.
    const most = address < 0 ? 0 : Math.min(size, Number.MAX_SAFE_INTEGER - pageBytes - address);
    let done = 0;
    while (done < most) {
      const at = address + done;
      const page = Math.floor(at / pageBytes);
      const { bytes, known } = this.#page(page);
      const offset = at - page * pageBytes;
      const end = endOfKnown(known, offset);
      const count = Math.min(end - offset, most - done);
      if (count <= 0) break;
      for (let index = 0; index < count; index++) into[done + index] = bytes[offset + index]!;
      done += count;
      if (end < pageBytes) break;
    }
    return done;
  }

  /** The bytes up to the first gap; null if there are none. */
  bytes(address: bigint, length: number): Uint8Array | null {
    const bytes = new Uint8Array(length);
    const count = this.read(Number(address), length, bytes);
    return count === 0 ? null : bytes.subarray(0, count);
  }

  /** All of the bytes, or null. */
  exactly(address: bigint, length: number): DataView | null {
    const bytes = this.bytes(address, length);
    return bytes?.length === length ? new DataView(bytes.buffer) : null;
  }

  uint32(address: bigint): number | null {
    return this.exactly(address, 4)?.getUint32(0, true) ?? null;
  }

  pointer(address: bigint, length = this.pointerBytes): bigint | null {
    const view = this.exactly(address, length);
    return view && (length === 8 ? view.getBigUint64(0, true) : BigInt(view.getUint32(0, true)));
  }

  /** Text up to its NUL; null if its beginning or its NUL cannot be read. */
  text(address: bigint, encoding: 'utf8' | 'utf16le' = 'utf8'): string | null {
    const bytes = address === 0n ? null : this.bytes(address, longestText);
    if (!bytes) return null;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString(encoding);
    const end = text.indexOf('\0');
    return end >= 0 ? text.slice(0, end) : bytes.length === longestText ? `${text}...` : null;
  }

  #page(index: number): Page {
    let page = this.#pages.get(index);
    if (!page) {
      if (this.#pages.size >= mostPages) this.#pages.clear();
      this.#pages.set(index, (page = this.#made(index * pageBytes)));
    }
    return page;
  }

  #made(start: number): Page {
    const bytes = new Uint8Array(pageBytes);
    const known: number[] = [];
    for (let at = 0; at < pageBytes;) {
      const next = this.#nextInDump(start + at) - start;
      const inDump = next <= at;
      const count = inDump
        ? this.#dump!.readInto(BigInt(start + at), bytes.subarray(at))
        : this.#backing.read(start + at, Math.min(next, pageBytes) - at, bytes, at);
      if (count > 0) note(known, at, at + count);
      // In a gap: go on where the dump has memory again, or where an image may begin.
      at = count > 0 ? at + count : Math.min(inDump ? at + 1 : next, pageBytes);
    }
    return { bytes, known };
  }

  /** The first address at or after this one that the dump has. */
  #nextInDump(address: number): number {
    return Number(this.#dump?.firstFrom(BigInt(address)) ?? Number.MAX_SAFE_INTEGER);
  }
}

/** Adds a part, which may continue the previous one. Parts come in order. */
function note(known: number[], from: number, end: number): void {
  if (known.at(-1) === from) known[known.length - 1] = end;
  else known.push(from, end);
}

function endOfKnown(known: readonly number[], offset: number): number {
  for (let index = 0; index < known.length; index += 2) {
    if (offset >= known[index]! && offset < known[index + 1]!) return known[index + 1]!;
  }
  return offset;
}
