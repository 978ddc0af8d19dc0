/** Writes minidumps according to the format's documentation, number by number, without the package's own tables. */

export const u8 = (...values: number[]): Buffer => Buffer.from(values);

export function u16(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => bytes.writeUInt16LE(value, index * 2));
  return bytes;
}

export function u32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32LE(value >>> 0, index * 4));
  return bytes;
}

export function u64(...values: bigint[]): Buffer {
  const bytes = Buffer.alloc(values.length * 8);
  values.forEach((value, index) => bytes.writeBigUInt64LE(value, index * 8));
  return bytes;
}

/** UTF-16 in a member of fixed length. */
export function wide(text: string, characters: number): Buffer {
  const bytes = Buffer.alloc(characters * 2);
  bytes.write(text, 'utf16le');
  return bytes;
}

export const zeros = (bytes: number): Buffer => Buffer.alloc(bytes);

/** A FILETIME. */
export const fileTimeOf = (date: Date): bigint => (BigInt(date.getTime()) + 11_644_473_600_000n) * 10_000n;

/** A place in the file. */
export interface Place {
  readonly rva: number;
  readonly size: number;
}

/** A MINIDUMP_LOCATION_DESCRIPTOR. */
export const location = ({ rva, size }: Place): Buffer => u32(size, rva);
export const nowhere: Place = { rva: 0, size: 0 };

export interface HeaderOptions {
  readonly signature?: number;
  readonly version?: number;
  readonly time?: number;
  readonly checksum?: number;
  readonly flags?: bigint;
  /** A false number of streams in the header. */
  readonly streamCount?: number;
  readonly directoryRva?: number;
}

const headerBytes = 32;

export class DumpBuilder {
  readonly #parts: Buffer[] = [];
  readonly #streams: { type: number; place: Place }[] = [];
  #size = headerBytes;

  /** Adds bytes to the file. */
  add(...parts: Uint8Array[]): Place {
    const bytes = Buffer.concat(parts);
    const place = { rva: this.#size, size: bytes.length };
    this.#parts.push(bytes);
    this.#size += bytes.length;
    return place;
  }

  /** A MINIDUMP_STRING; gives its RVA. */
  string(text: string): number {
    const bytes = Buffer.from(text, 'utf16le');
    return this.add(u32(bytes.length), bytes, u16(0)).rva;
  }

  stream(type: number, ...parts: Uint8Array[]): Place {
    const place = this.add(...parts);
    this.entry(type, place);
    return place;
  }

  /** Adds an entry of the directory, which may point anywhere. */
  entry(type: number, place: Place): void {
    this.#streams.push({ type, place });
  }

  /** The offset of the next added bytes. */
  get next(): number {
    return this.#size;
  }

  build(header: HeaderOptions = {}): Buffer {
    const directory = this.#streams.map(({ type, place }) => Buffer.concat([u32(type), location(place)]));
    const bytes = Buffer.concat([
      u32(header.signature ?? 0x504d444d, header.version ?? 0xa793),
      u32(header.streamCount ?? directory.length, header.directoryRva ?? this.#size),
      u32(header.checksum ?? 0, header.time ?? 0),
      u64(header.flags ?? 0n),
      ...this.#parts,
      ...directory,
    ]);
    return bytes;
  }
}
