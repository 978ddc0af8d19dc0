import { SYMBOL_INFOW } from '../../ffi/structures';
import { layoutOf } from '../../ffi/layout';
import { architecture } from '../../base/architecture';
import { dataOf } from '../../ffi/struct';
import type { SymbolFields } from '../reader/found-symbol';

const at = Object.fromEntries(
  layoutOf(SYMBOL_INFOW, architecture).fields.map(({ name, offset }) => [name, offset]),
) as Record<keyof SymbolFields | 'NameLen', number>;

/** The size of a record without its name, in bytes. */
const headBytes = 40;
/** Flags of a record. */
const wideName = 1;
const negativeValue = 2;
const smallestChunk = 0x400;
/** @internal The size of the chunks that go to another thread. */
export const largestChunk = 0x1_0000;

interface Chunk {
  readonly bytes: Buffer;
  readonly data: DataView;
  used: number;
  count: number;
}

/** Packed symbols on their way to the queue of another thread. */
export interface PackedSymbols {
  readonly memory: ArrayBuffer;
  /** Bytes. */
  readonly used: number;
  readonly count: number;
}

/**
 * Symbols waiting to be read: 40 bytes and the name for each, in chunks that are dropped as soon as they are read. No
 * objects are made before.
 */
export class SymbolQueue {
  readonly #readName: ((name: string) => string) | undefined;
  readonly #firstChunk: number;
  #chunks: Chunk[] = [];
  #read = 0;
  #length = 0;
  #byteLength = 0;

  /**
   * @param readName - converts names beyond ASCII
   * @param firstChunk - bytes
   */
  constructor(readName?: (name: string) => string, firstChunk = smallestChunk) {
    this.#readName = readName;
    this.#firstChunk = firstChunk;
  }

  get length(): number {
    return this.#length;
  }

  /** The size of all chunks in bytes. */
  get byteLength(): number {
    return this.#byteLength;
  }

  /** Copies the current contents of the structure, and the value of a constant, which may be negative. */
  push(symbol: SYMBOL_INFOW, value?: bigint): void {
    const { bytes: source } = symbol;
    const from = dataOf(symbol);
    const room = (from.byteLength - at.Name) >>> 1;
    const most = Math.min(from.getUint32(at.NameLen, true) || room, room);
    let length = 0;
    let bits = 0;
    // DLLs differ in whether NameLen counts the NUL.
    for (; length < most; length++) {
      const unit = from.getUint16(at.Name + length * 2, true);
      if (unit === 0) break;
      bits |= unit;
    }
    // A name with only characters up to U+00FF, as most have, takes one byte for each.
    const other = bits > 0x7f ? this.#otherName(symbol.Name) : undefined;
    const isWide = bits > 0xff || other !== undefined;
    const nameBytes = other?.length ?? (isWide ? length * 2 : length);
    const chunk = this.#chunkWith(headBytes + nameBytes);
    const { bytes, data, used } = chunk;
    copy8(from, at.Address, data, used);
    if (value === undefined) copy8(from, at.Value, data, used + 8);
    else data.setBigUint64(used + 8, BigInt.asUintN(64, value), true);
    copy4(from, at.Size, data, used + 16);
    copy4(from, at.Flags, data, used + 20);
    copy4(from, at.TypeIndex, data, used + 24);
    copy4(from, at.Index, data, used + 28);
    data.setUint16(used + 32, from.getUint32(at.Tag, true), true);
    data.setUint16(used + 34, (isWide ? wideName : 0) | ((value ?? 0n) < 0n ? negativeValue : 0), true);
    data.setUint32(used + 36, nameBytes, true);
    const name = used + headBytes;
    if (isWide) bytes.set(other ?? source.subarray(at.Name, at.Name + nameBytes), name);
    else for (let index = 0; index < length; index++) bytes[name + index] = source[at.Name + index * 2]!;
    chunk.used += headBytes + nameBytes;
    chunk.count++;
    this.#length++;
  }

  /** The converted name in UTF-16; undefined if it is the same as the given one. */
  #otherName(given: string): Buffer | undefined {
    const name = this.#readName?.(given) ?? given;
    return name === given ? undefined : Buffer.from(name, 'utf16le');
  }

  /** Appends the symbols of another queue. */
  append({ memory, used, count }: PackedSymbols): void {
    this.#chunks.push({ bytes: Buffer.from(memory), data: new DataView(memory), used, count });
    this.#byteLength += memory.byteLength;
    this.#length += count;
  }

  /** Whether there is a chunk to which nothing will be added. */
  get hasFullChunk(): boolean {
    return this.#chunks.length > 1;
  }

  /** Removes the full chunks, or all, of a queue from which nobody reads, for `append` of another one. */
  takeChunks(all: boolean): PackedSymbols[] {
    const taken = this.#chunks.splice(0, this.#chunks.length - (all ? 0 : 1));
    return taken.map(({ bytes, used, count }) => {
      this.#length -= count;
      this.#byteLength -= bytes.length;
      return { memory: bytes.buffer as ArrayBuffer, used, count };
    });
  }

  /** Removes the first symbol. */
  shift(): SymbolFields | undefined {
    const [chunk] = this.#chunks;
    if (!chunk) return undefined;
    const { bytes, data, used } = chunk;
    const head = this.#read;
    const name = head + headBytes;
    this.#read = name + data.getUint32(head + 36, true);
    const marks = data.getUint16(head + 34, true);
    const symbol = {
      Address: data.getBigUint64(head, true),
      Value: marks & negativeValue ? data.getBigInt64(head + 8, true) : data.getBigUint64(head + 8, true),
      Size: data.getUint32(head + 16, true),
      Flags: data.getUint32(head + 20, true),
      TypeIndex: data.getUint32(head + 24, true),
      Index: data.getUint32(head + 28, true),
      Tag: data.getUint16(head + 32, true),
      Name: bytes.toString(marks & wideName ? 'utf16le' : 'latin1', name, this.#read),
    };
    this.#length--;
    if (this.#read === used) {
      this.#chunks.shift();
      this.#byteLength -= bytes.length;
      this.#read = 0;
    }
    return symbol;
  }

  /** Removes the first symbol, and appends it to another queue if it is wanted. */
  shiftInto(other: SymbolQueue, isWanted: (symbol: SymbolFields) => boolean): void {
    const [chunk] = this.#chunks;
    const from = this.#read;
    const symbol = this.shift();
    if (chunk && symbol && isWanted(symbol)) other.#append(chunk, from);
  }

  #append({ bytes, data }: Chunk, from: number): void {
    const size = headBytes + data.getUint32(from + 36, true);
    const chunk = this.#chunkWith(size);
    chunk.bytes.set(bytes.subarray(from, from + size), chunk.used);
    chunk.used += size;
    chunk.count++;
    this.#length++;
  }

  /** Chunks grow with the queue, so that a few symbols do not take much memory. */
  #chunkWith(room: number): Chunk {
    const last = this.#chunks.at(-1);
    if (last && last.bytes.length - last.used >= room) return last;
    const usual = Math.min(Math.max(this.#firstChunk, this.#byteLength), largestChunk);
    const memory = new ArrayBuffer(Math.max(usual, room));
    const chunk = { bytes: Buffer.from(memory), data: new DataView(memory), used: 0, count: 0 };
    this.#chunks.push(chunk);
    this.#byteLength += memory.byteLength;
    return chunk;
  }
}

const copy4 = (from: DataView, source: number, to: DataView, target: number): void => {
  to.setUint32(target, from.getUint32(source, true), true);
};

/** Copies in halves, which makes no bigint. */
const copy8 = (from: DataView, source: number, to: DataView, target: number): void => {
  copy4(from, source, to, target);
  copy4(from, source + 4, to, target + 4);
};
