import { countWhile } from '../../base/sorted';
import type {
  MINIDUMP_MEMORY64_LIST,
  MINIDUMP_MEMORY_DESCRIPTOR,
  MINIDUMP_MEMORY_DESCRIPTOR64,
} from '../../../types/structures';
import * as structures from '../../../types/structures';
import { checkInteger, checkUnsigned, wrongType } from '../../base/checks';
import { recordFormat } from './record';
import type { ByteSource } from './source';
import type { StreamReader } from './stream-reader';
import { jsonReady } from '../../base/json-ready';

/** Memory of the process that is in the dump. */
export interface MinidumpMemoryRange {
  /** Address in the process. */
  readonly start: bigint;
  /** Bytes that the file has of it. */
  readonly size: bigint;
  /** Where they are in the file. */
  readonly offset: number;
}

const listFormat = recordFormat<MINIDUMP_MEMORY_DESCRIPTOR>(structures.MINIDUMP_MEMORY_DESCRIPTOR);
const list64Header = recordFormat<MINIDUMP_MEMORY64_LIST>(structures.MINIDUMP_MEMORY64_LIST);
const list64Format = recordFormat<MINIDUMP_MEMORY_DESCRIPTOR64>(structures.MINIDUMP_MEMORY_DESCRIPTOR64);
/** A range, and its places in the lists of ranges and of those that do not overlap. */
const rangeCost = 280;
const endOfAddresses = 2n ** 64n;

/** What of the memory of the process is in the dump. */
export class MinidumpMemory {
  /** By their addresses. They may overlap in a dump that its writer did not sort out. */
  readonly ranges: readonly MinidumpMemoryRange[];
  /** Ranges that the file does not have, or not to their end: it was cut short. */
  readonly cutRanges: number;
  /** The ranges without what an earlier one has already. */
  readonly #segments: readonly MinidumpMemoryRange[];
  readonly #source: ByteSource;
  /** Where the last read began: the next is often near. */
  #last = 0;

  /** @internal */
  constructor(source: ByteSource, ranges: MinidumpMemoryRange[], cutRanges: number) {
    this.#source = source;
    this.ranges = ranges.sort((one, other) => (one.start < other.start ? -1 : Number(one.start > other.start)));
    this.cutRanges = cutRanges;
    this.#segments = withoutOverlaps(ranges);
  }

  /**
   * A copy of memory of the process.
   *
   * @param address - where it begins
   * @param length - bytes
   * @returns the bytes that the dump has from there on without a gap, at most `length` and at most as many as the file
   * has; null where it has none at the address
   * @throws TypeError or RangeError for an address or a length that is none; `MinidumpError` `MINIDUMP_CLOSED`, or
   * `MINIDUMP_READ_FAILED` where the system cannot read the file
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
   * Copies memory of the process into an array, for loops in which a new one each time would cost too much.
   *
   * @param address - where it begins
   * @param target - is filled from its beginning on
   * @returns bytes that were filled: 0 where the dump has nothing at the address, and less than the array has where a gap
   * comes before its end
   * @throws as {@link read}
   */
  readInto(address: bigint, target: Uint8Array): number {
    const start = checkUnsigned(address, 64, 'MinidumpMemory.readInto: `address`');
    if (!(target instanceof Uint8Array)) throw wrongType('MinidumpMemory.readInto: `target`', 'a Uint8Array', target);
    const index = this.#find(start);
    return index < 0 ? 0 : this.#fill(index, start, target);
  }

  /** The segment that an address lies in; -1 for none. */
  #find(address: bigint): number {
    const segments = this.#segments;
    const has = (segment: MinidumpMemoryRange | undefined): boolean =>
      segment !== undefined && address >= segment.start && address - segment.start < segment.size;
    if (has(segments[this.#last])) return this.#last;
    const nth = countWhile(segments.length, (index) => segments[index]!.start <= address) - 1;
    if (!has(segments[nth])) return -1;
    return (this.#last = nth);
  }

  /** Bytes without a gap, counted up to `most`. */
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

/** @param sorted - by start, so that what an earlier range has already is always at a range's beginning */
function withoutOverlaps(sorted: readonly MinidumpMemoryRange[]): MinidumpMemoryRange[] {
  const segments: MinidumpMemoryRange[] = [];
  let end = 0n;
  for (const range of sorted) {
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

/** Collects what the memory streams of a dump say. */
export class MemoryCollector {
  readonly #source: ByteSource;
  readonly #ranges: MinidumpMemoryRange[] = [];
  #cut = 0;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  readList(reader: StreamReader, address: (value: bigint) => bigint): void {
    const list = reader.counted('the number of memory ranges', listFormat.size);
    for (const { entry } of reader.entries(listFormat, 'memory ranges', { ...list, cost: rangeCost })) {
      const { DataSize, Rva } = entry.Memory;
      this.#add(address(entry.StartOfMemoryRange), BigInt(DataSize), BigInt(Rva));
    }
  }

  readList64(reader: StreamReader, address: (value: bigint) => bigint): void {
    const { NumberOfMemoryRanges, BaseRva } = reader.record(list64Header, 'the header of the list');
    const where = { first: list64Header.size, count: NumberOfMemoryRanges, cost: rangeCost };
    let offset = BaseRva;
    for (const { entry } of reader.entries(list64Format, 'memory ranges', where)) {
      this.#add(address(entry.StartOfMemoryRange), entry.DataSize, offset);
      offset += entry.DataSize;
    }
  }

  #add(start: bigint, told: bigint, offset: bigint): void {
    const inFile = BigInt(this.#source.size) - offset;
    const size = [told, inFile, endOfAddresses - start].reduce((least, next) => (next < least ? next : least));
    if (size < told) this.#cut++;
    if (size > 0n) this.#ranges.push(jsonReady({ start, size, offset: Number(offset) }));
  }

  memory(): MinidumpMemory {
    return new MinidumpMemory(this.#source, this.#ranges, this.#cut);
  }
}
