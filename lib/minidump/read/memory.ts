import { byKey, countWhile, sorted } from '../../base/sorted';
import { MINIDUMP_MEMORY64_LIST, MINIDUMP_MEMORY_DESCRIPTOR, MINIDUMP_MEMORY_DESCRIPTOR64 } from '../../ffi/structures';
import { checkInteger, checkUnsigned, wrongType } from '../../base/checks';
import type { Steps } from './lazy';
import { recordFormat } from './record';
import type { ByteSource } from './source';
import type { StreamReader } from './stream-reader';
import { jsonReady } from '../../base/json-ready';

/** A range of the process's memory in the dump. */
export interface MinidumpMemoryRange {
  /** Address in the process. */
  readonly start: bigint;
  /** The number of its bytes that the file has. */
  readonly size: bigint;
  /** Their place in the file. */
  readonly offset: number;
}

const listFormat = recordFormat(MINIDUMP_MEMORY_DESCRIPTOR);
const list64Header = recordFormat(MINIDUMP_MEMORY64_LIST);
const list64Format = recordFormat(MINIDUMP_MEMORY_DESCRIPTOR64);
/** The size of a range, and of its places in the two lists of ranges. */
const rangeCost = 280;
const endOfAddresses = 2n ** 64n;
/** What is looked at in one step: about a millisecond's work. */
const stacksOfStep = 512;
const rangesOfStep = 2048;

/** The memory of the process that the dump has. */
export class MinidumpMemory {
  /** Sorted by address. They overlap if the writer did not merge them. */
  readonly ranges: readonly MinidumpMemoryRange[];
  /** The number of ranges that the file has not, or not whole, because it was cut short. */
  readonly cutRanges: number;
  /** The ranges without the parts that an earlier one has. */
  readonly #segments: readonly MinidumpMemoryRange[];
  readonly #source: ByteSource;
  /** The segment of the last read: the next read is often near. */
  #last = 0;

  /**
   * @param ranges - sorted
   *
   * @internal
   */
  constructor(
    source: ByteSource,
    ranges: readonly MinidumpMemoryRange[],
    segments: readonly MinidumpMemoryRange[],
    cutRanges: number,
  ) {
    this.#source = source;
    this.ranges = ranges;
    this.cutRanges = cutRanges;
    this.#segments = segments;
  }

  /**
   * A copy of memory of the process.
   *
   * @param address - where to begin
   * @param length - bytes
   * @returns the bytes from there on up to the first gap, at most `length` and at most as many as the file has; null if
   * the dump has none at the address
   * @throws TypeError or RangeError for a bad address or length; `MinidumpError` `MINIDUMP_CLOSED`, or
   * `MINIDUMP_READ_FAILED` if the system cannot read the file
   */
  read(address: bigint, length: number): Uint8Array | null {
    const start = checkUnsigned(address, 64, 'MinidumpMemory.read: `address`');
    checkInteger(length, 0, Number.MAX_SAFE_INTEGER, 'MinidumpMemory.read: `length`');
    const index = this.#find(start);
    if (index < 0) return null;
    const bytes = new Uint8Array(this.#lengthFrom(index, start, Math.min(length, this.#source.size)));
    this.#fill(index, start, bytes);
    return bytes;
  }

  /**
   * Copies memory of the process into an array. Use it in loops, where a new array for each read would cost too much.
   *
   * @param address - where to begin
   * @param target - is filled from its beginning on
   * @returns the number of bytes that were filled: 0 if the dump has nothing at the address, and less than the length
   * of the array if a gap comes before its end
   * @throws as {@link read}
   */
  readInto(address: bigint, target: Uint8Array): number {
    const start = checkUnsigned(address, 64, 'MinidumpMemory.readInto: `address`');
    if (!(target instanceof Uint8Array)) throw wrongType('MinidumpMemory.readInto: `target`', 'a Uint8Array', target);
    const index = this.#find(start);
    return index < 0 ? 0 : this.#fill(index, start, target);
  }

  /**
   * The first address, from the given one on, that the dump has; null if there is none.
   *
   * @internal
   */
  firstFrom(address: bigint): bigint | null {
    const segments = this.#segments;
    const next = segments[countWhile(segments.length, (nth) => segments[nth]!.start + segments[nth]!.size <= address)];
    return next === undefined ? null : next.start > address ? next.start : address;
  }

  /** The index of the segment that contains an address; -1 for none. */
  #find(address: bigint): number {
    const segments = this.#segments;
    const has = (segment: MinidumpMemoryRange | undefined): boolean =>
      segment !== undefined && address >= segment.start && address - segment.start < segment.size;
    if (has(segments[this.#last])) return this.#last;
    const nth = countWhile(segments.length, (index) => segments[index]!.start <= address) - 1;
    if (!has(segments[nth])) return -1;
    return (this.#last = nth);
  }

  /** The number of bytes up to the first gap, at most `most`. */
  #lengthFrom(first: number, address: bigint, most: number): number {
    let next = address;
    for (let index = first; next - address < BigInt(most); index++) {
      const segment = this.#segments[index];
      if (!segment || (index > first && segment.start !== next)) break;
      next = segment.start + segment.size;
    }
    return Math.min(most, Number(next - address));
  }

  #fill(first: number, address: bigint, target: Uint8Array): number {
    let done = 0;
    for (let index = first; done < target.length; index++) {
      const segment = this.#segments[index];
      const from = address + BigInt(done);
      if (!segment || (index > first && segment.start !== from)) break;
      const skipped = Number(from - segment.start);
      const length = Math.min(Number(segment.size) - skipped, target.length - done);
      this.#source.readInto(target.subarray(done, done + length), segment.offset + skipped);
      done += length;
    }
    return done;
  }
}

const byStart = byKey<MinidumpMemoryRange>(({ start }) => start);

/** @param ranges - sorted by start, so that an earlier range can only cover the beginning of a later one */
function* withoutOverlaps(ranges: readonly MinidumpMemoryRange[]): Steps<MinidumpMemoryRange[]> {
  const segments: MinidumpMemoryRange[] = [];
  let end = 0n;
  for (const [nth, range] of ranges.entries()) {
    if (nth % rangesOfStep === 0) yield;
    const last = range.start + range.size;
    if (last <= end) continue;
    const covered = end > range.start ? end - range.start : 0n;
    segments.push(
      covered === 0n ? range : { start: end, size: range.size - covered, offset: range.offset + Number(covered) },
    );
    end = last;
  }
  return segments;
}

/** Collects the ranges of a dump's memory streams, and the stacks of its threads. */
export class MemoryCollector {
  readonly #source: ByteSource;
  readonly #fileBytes: bigint;
  readonly #ranges: MinidumpMemoryRange[] = [];
  /** Of ranges in the lists. */
  readonly #starts = new Set<bigint>();
  #cut = 0;

  constructor(source: ByteSource) {
    this.#source = source;
    this.#fileBytes = BigInt(source.size);
  }

  *readList(reader: StreamReader, address: (value: bigint) => bigint): Steps<void> {
    const where = { ...reader.counted('the number of memory ranges', listFormat.size), cost: rangeCost };
    yield* reader.list(listFormat, 'memory ranges', where, ({ StartOfMemoryRange, Memory: { DataSize, Rva } }) => {
      this.#addListed(address(StartOfMemoryRange), BigInt(DataSize), BigInt(Rva));
    });
  }

  *readList64(reader: StreamReader, address: (value: bigint) => bigint): Steps<void> {
    const { NumberOfMemoryRanges, BaseRva } = reader.record(list64Header, 'the header of the list');
    const where = { first: list64Header.size, count: NumberOfMemoryRanges, cost: rangeCost };
    let offset = BaseRva;
    yield* reader.list(list64Format, 'memory ranges', where, ({ StartOfMemoryRange, DataSize }) => {
      this.#addListed(address(StartOfMemoryRange), DataSize, offset);
      offset += DataSize;
    });
  }

  #addListed(start: bigint, recorded: bigint, offset: bigint): void {
    this.#starts.add(start);
    this.#add(start, recorded, offset, false);
  }

  #add(start: bigint, recorded: bigint, offset: bigint, counted: boolean): void {
    const inFile = this.#fileBytes - offset;
    let size = recorded < inFile ? recorded : inFile;
    if (size > endOfAddresses - start) size = endOfAddresses - start;
    if (size < recorded && !counted) this.#cut++;
    if (size > 0n) this.#ranges.push(jsonReady({ start, size, offset: Number(offset) }));
  }

  /** @param threads - whose stacks some writers list nowhere else */
  *memory<Thread>(
    threads: readonly Thread[],
    stackOf: (thread: Thread) => MinidumpMemoryRange | null,
  ): Steps<MinidumpMemory> {
    const stacks: MinidumpMemoryRange[] = [];
    for (const [nth, thread] of threads.entries()) {
      if (nth % rangesOfStep === 0) yield;
      const stack = stackOf(thread);
      if (stack) stacks.push(stack);
    }
    yield* this.#addStacks(stacks);
    const ranges = yield* sorted(this.#ranges, byStart);
    return new MinidumpMemory(this.#source, ranges, yield* withoutOverlaps(ranges), this.#cut);
  }

  /** Adds the parts of stacks that the lists do not have. */
  *#addStacks(stacks: MinidumpMemoryRange[]): Steps<void> {
    if (stacks.length === 0) return;
    const listed = yield* withoutOverlaps(yield* sorted(this.#ranges, byStart));
    const others = yield* withoutOverlaps(yield* sorted(stacks, byStart));
    for (const [nth, { start, size, offset }] of others.entries()) {
      if (nth % stacksOfStep === 0) yield;
      const end = start + size;
      // What the file lacks of these was counted before.
      const counted = this.#starts.has(start);
      let from = start;
      let next = countWhile(listed.length, (index) => listed[index]!.start + listed[index]!.size <= start);
      while (from < end) {
        const range = listed[next++];
        const gap = range === undefined || range.start > end ? end : range.start;
        if (gap > from) this.#add(from, gap - from, BigInt(offset) + (from - start), counted);
        if (!range) break;
        from = range.start + range.size;
      }
    }
  }
}
