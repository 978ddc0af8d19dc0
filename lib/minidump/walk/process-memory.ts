import { countWhile } from '../../base/sorted';
import type { MinidumpMemory } from '../read/memory';

/** What lies beneath the memory that a dump has: its modules' images. */
export interface Backing {
  /**
   * Fills `into` from `at` on with at most `length` bytes from an address.
   *
   * @returns how many it has there without a gap
   */
  read(address: number, length: number, into: Uint8Array, at: number): number;
}

interface Page {
  readonly bytes: Uint8Array;
  /** From where to where bytes are known, in pairs, by offset. */
  readonly known: readonly number[];
}

const pageBytes = 0x1000;
/** 8 MiB: more than the stacks of most dumps. */
const mostPages = 2048;

/** Longer texts are cut: nobody means them to be read. */
const longestText = 4096;

/**
 * Memory of a process as far as its dump has it; where it has nothing, as far as the images of its modules have it. In
 * pages that are put together when they are first asked for.
 */
export class ProcessMemory {
  /** Bytes of a pointer. */
  readonly pointerBytes: 4 | 8;
  readonly #dump: MinidumpMemory | null;
  readonly #backing: Backing;
  readonly #pages = new Map<number, Page>();
  /** Of the ranges in the dump, as numbers: addresses beyond 2^53 are not among them. */
  readonly #starts: Float64Array;
  /** The furthest end of a range and of those before it: they may overlap. */
  readonly #ends: Float64Array;

  constructor(dump: MinidumpMemory | null, backing: Backing, pointerBytes: 4 | 8 = 8) {
    this.pointerBytes = pointerBytes;
    this.#dump = dump;
    this.#backing = backing;
    const limit = BigInt(Number.MAX_SAFE_INTEGER);
    const ranges = dump?.ranges.filter(({ start, size }) => start + size <= limit) ?? [];
    this.#starts = Float64Array.from(ranges, ({ start }) => Number(start));
    let end = 0;
    this.#ends = Float64Array.from(ranges, ({ start, size }) => (end = Math.max(end, Number(start + size))));
  }

  /** What was put together may lack the images of modules that were found since. */
  forget(): void {
    this.#pages.clear();
  }

  /** Fills the beginning of `into`; gives how many of the `size` bytes there are without a gap. */
  read(address: number, size: number, into: Uint8Array): number {
    // Addresses beyond are no whole numbers any more; some are put together from what a dump says.
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

  /** As many of the bytes as there are without a gap; null where there are none. */
  bytes(address: bigint, length: number): Uint8Array | null {
    const bytes = new Uint8Array(length);
    const count = this.read(Number(address), length, bytes);
    return count === 0 ? null : bytes.subarray(0, count);
  }

  /** All of the bytes or nothing. */
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

  /** Text that ends with a zero; null where it begins nowhere or does not end. */
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
      // Without anything here: on to where the dump has something again, or the next image may begin.
      at = count > 0 ? at + count : Math.min(inDump ? at + 1 : next, pageBytes);
    }
    return { bytes, known };
  }

  /** The first address from here on that the dump has. */
  #nextInDump(address: number): number {
    const next = countWhile(this.#ends.length, (range) => this.#ends[range]! <= address);
    return next < this.#starts.length ? Math.max(address, this.#starts[next]!) : Number.MAX_SAFE_INTEGER;
  }
}

/** Parts come in order: one that follows at once belongs to the one before. */
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
