import type { SymbolFields } from './found-symbol';

/** Bytes of a record before its name. */
const headBytes = 40;
/** Text of characters up to U+00FF, as nearly all names are, takes one byte for each. */
const wide = /[\u0100-\uffff]/;
const smallestChunk = 0x400;
const largestChunk = 0x1_0000;

interface Chunk {
  readonly bytes: Buffer;
  used: number;
}

/**
 * Symbols that were found and are still to be handed out: 40 bytes and the name for each, in chunks that are dropped as
 * soon as they are read.
 */
export class SymbolQueue {
  #chunks: Chunk[] = [];
  #read = 0;
  #length = 0;
  #byteLength = 0;

  get length(): number {
    return this.#length;
  }

  /** Bytes of all chunks. */
  get byteLength(): number {
    return this.#byteLength;
  }

  push({ Name, Address, Value, Size, Flags, TypeIndex, Index, Tag }: SymbolFields): void {
    const isWide = wide.test(Name);
    const nameBytes = isWide ? Name.length * 2 : Name.length;
    const chunk = this.#chunkWith(headBytes + nameBytes);
    const { bytes, used } = chunk;
    bytes.writeBigUInt64LE(Address, used);
    bytes.writeBigUInt64LE(Value, used + 8);
    bytes.writeUInt32LE(Size, used + 16);
    bytes.writeUInt32LE(Flags, used + 20);
    bytes.writeUInt32LE(TypeIndex, used + 24);
    bytes.writeUInt32LE(Index, used + 28);
    bytes.writeUInt16LE(Tag, used + 32);
    bytes.writeUInt16LE(isWide ? 1 : 0, used + 34);
    bytes.writeUInt32LE(nameBytes, used + 36);
    bytes.write(Name, used + headBytes, isWide ? 'utf16le' : 'latin1');
    chunk.used += headBytes + nameBytes;
    this.#length++;
  }

  /** The first that is left. */
  shift(): SymbolFields | undefined {
    const [chunk] = this.#chunks;
    if (!chunk) return undefined;
    const { bytes, used } = chunk;
    const at = this.#read;
    const name = at + headBytes;
    this.#read = name + bytes.readUInt32LE(at + 36);
    const symbol = {
      Address: bytes.readBigUInt64LE(at),
      Value: bytes.readBigUInt64LE(at + 8),
      Size: bytes.readUInt32LE(at + 16),
      Flags: bytes.readUInt32LE(at + 20),
      TypeIndex: bytes.readUInt32LE(at + 24),
      Index: bytes.readUInt32LE(at + 28),
      Tag: bytes.readUInt16LE(at + 32),
      Name: bytes.toString(bytes.readUInt16LE(at + 34) === 1 ? 'utf16le' : 'latin1', name, this.#read),
    };
    this.#length--;
    if (this.#read === used) {
      this.#chunks.shift();
      this.#byteLength -= bytes.length;
      this.#read = 0;
    }
    return symbol;
  }

  /** Chunks grow with what there is, so that a few symbols do not hold much memory. */
  #chunkWith(room: number): Chunk {
    const last = this.#chunks.at(-1);
    if (last && last.bytes.length - last.used >= room) return last;
    const usual = Math.min(Math.max(smallestChunk, this.#byteLength), largestChunk);
    const chunk = { bytes: Buffer.from(new ArrayBuffer(Math.max(usual, room))), used: 0 };
    this.#chunks.push(chunk);
    this.#byteLength += chunk.bytes.length;
    return chunk;
  }
}
