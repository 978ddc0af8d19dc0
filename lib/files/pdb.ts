import type { FileBytes } from './async-bytes';
import { sectionBytes } from './pe-headers';
import { guidAt } from './text';

/** The headers of a PDB. */
export interface PdbHeaders {
  /** Upper-case hexadecimal without dashes. */
  readonly guid: string;
  /** The age that must match the image's, and that symbol stores use. */
  readonly age: number;
  /** The time of its creation, or whatever value the linker wrote there. */
  readonly signature: number;
}

const superBlockBytes = 56;
const pageBytes = 0x1000;
/** MSF allows powers of two from 512; linkers make up to 32 KiB. */
const blockSizes: ReadonlySet<number> = new Set([512, 1024, 2048, 4096, 8192, 16_384, 32_768]);
/** Larger than any part that is read here. */
const mostRead = 0x1_0000;
/** The length that marks a missing stream. */
const noStream = 0xffff_ffff;
const missingStream = 0xffff;
const streams = { information: 1, debugInformation: 3 } as const;
/** Offset of the stream names in the information stream: behind version, time stamp, age and GUID. */
const namesOffset = 28;
/** The first version with a GUID. */
const firstVersionWithGuid = 20_000_404;

/** Reads the information stream of a PDB 7, and the age from the debug information stream. */
export async function pdbHeaders(file: FileBytes): Promise<PdbHeaders> {
  const msf = await Msf.open(file);
  const information = await msf.read(streams.information, 28, 'the information stream');
  if (!information) throw file.damaged('it has no information stream');
  if (information.getUint32(0, true) < firstVersionWithGuid) throw file.damaged('it is too old to have a GUID');
  const debug = await msf.read(streams.debugInformation, 12, 'the stream of the debug information');
  // Tools that change a finished PDB increment the first age; the second one still equals the image's.
  const age = debug?.getInt32(0, true) === -1 ? debug.getUint32(8, true) : information.getUint32(8, true);
  return { guid: guidAt(information, 12), age, signature: information.getUint32(4, true) };
}

/** The names of the named streams, such as `/names` and `srcsrv`. Tools add some of them. */
export async function pdbStreamNames(file: FileBytes): Promise<string[]> {
  const msf = await Msf.open(file);
  const names = await textOfNames(msf);
  if (!names) throw file.damaged(`${whatNames} go beyond their end`);
  return names.toString('utf8').split('\0').filter(Boolean);
}

const whatNames = 'the names of the streams';

async function textOfNames(msf: Msf): Promise<Buffer | undefined> {
  const length = (await msf.readAt(streams.information, namesOffset, 4, whatNames))?.getUint32(0, true) ?? 0;
  const names = await msf.readAt(streams.information, namesOffset + 4, length, whatNames);
  return names && Buffer.from(names.buffer);
}

/** The number of a named stream; one that is missing if there is none of that name. */
export async function namedStream(msf: Msf, name: string): Promise<number> {
  const names = await textOfNames(msf);
  if (!names) return missingStream;
  const from = namesOffset + 4 + names.length;
  const length = Math.min(msf.lengthOf(streams.information) - from, mostRead);
  const table = length < 0 ? undefined : await msf.readAt(streams.information, from, length, whatNames);
  const word = (at: number): number => (table && at + 4 <= length ? table.getUint32(at, true) : 0);
  // A hash table: count and capacity, two bit sets, then pairs of the place of a name and its stream.
  const count = word(0);
  const present = 8;
  const deleted = present + 4 + 4 * word(present);
  const pairs = deleted + 4 + 4 * word(deleted);
  for (let at = pairs; at + 8 <= length && at < pairs + 8 * count; at += 8) {
    const place = word(at);
    if (names.toString('latin1', place, place + name.length + 1) === `${name}\0`) return word(at + 4);
  }
  return missingStream;
}

/** What a PDB records about its image. */
export interface PdbImage {
  /** IMAGE_FILE_HEADER.Machine. */
  readonly machine: number;
  /** IMAGE_SECTION_HEADER for each section. */
  readonly sections: DataView;
}

/**
 * DbiStreamHeader: its size, the offset of the machine, and the offsets of the sizes of all parts before the list of
 * further streams.
 */
const dbi = { bytes: 64, parts: [24, 28, 32, 36, 40, 52], streamBytes: 48, machine: 58 } as const;
/** Indices in the list of further streams. */
export const furtherStreams = { sectionHeaders: 5, frameData: 9 } as const;

/** The header of the debug information; undefined for a PDB without it. */
export const debugHeader = (msf: Msf): Promise<DataView | undefined> =>
  msf.read(streams.debugInformation, dbi.bytes, 'the stream of the debug information');

/** The number of a stream that the debug information names; one that is missing if it names none. */
export async function furtherStream(msf: Msf, header: DataView, nth: number): Promise<number> {
  if (header.getUint32(dbi.streamBytes, true) < 2 * (nth + 1)) return missingStream;
  const place = dbi.parts.reduce((sum, at) => sum + header.getUint32(at, true), dbi.bytes + 2 * nth);
  const index = await msf.readAt(streams.debugInformation, place, 2, 'the list of further streams');
  return index?.getUint16(0, true) ?? missingStream;
}

/** Reads the section headers of a PDB's image; null for a PDB without them. */
export async function pdbImage(file: FileBytes): Promise<PdbImage | null> {
  const msf = await Msf.open(file);
  const header = await debugHeader(msf);
  if (!header) return null;
  const stream = await furtherStream(msf, header, furtherStreams.sectionHeaders);
  const length = msf.lengthOf(stream);
  if (length < sectionBytes || length % sectionBytes !== 0) return null;
  const sections = await msf.readAt(stream, 0, length, 'the headers of the sections');
  return sections ? { machine: header.getUint16(dbi.machine, true), sections } : null;
}

/** The streams of a PDB. There may be 65,535, so they are no objects. */
interface Streams {
  /** The bytes of each. */
  readonly sizes: Uint32Array;
  /** The index, in `words`, of the first of its blocks' numbers. */
  readonly firstBlocks: Uint32Array;
  /** The directory. */
  readonly words: Uint32Array;
}

/** MSF, the container format of a PDB: streams of blocks that lie anywhere in the file. */
export class Msf {
  readonly #file: FileBytes;
  readonly #blockSize: number;
  readonly #streams: Streams;

  private constructor(file: FileBytes, blockSize: number, streams: Streams) {
    this.#file = file;
    this.#blockSize = blockSize;
    this.#streams = streams;
  }

  /** Reads the whole directory, and checks that all streams lie in the file. */
  static async open(file: FileBytes): Promise<Msf> {
    const superBlock = await file.read(0, superBlockBytes, 'the header of a PDB');
    const blockSize = superBlock.getUint32(32, true);
    if (!blockSizes.has(blockSize)) throw file.damaged(`it has blocks of ${String(blockSize)} bytes`);
    const count = superBlock.getUint32(40, true);
    // The end of the last page may be missing: DLLs map files by pages.
    if (Math.ceil(file.size / pageBytes) * pageBytes < count * blockSize) {
      throw file.damaged(`it is cut short: ${String(file.size)} of ${String(count * blockSize)} bytes are there`);
    }
    const words = await directoryOf(file, superBlock, blockSize);
    return new Msf(file, blockSize, streamsOf(file, words, { blockSize, count }));
  }

  /** The beginning of a stream; undefined if the stream is missing or shorter. */
  async read(stream: number, length: number, what: string): Promise<DataView | undefined> {
    return this.readAt(stream, 0, length, what);
  }

  /** Bytes; 0 for a missing stream. */
  lengthOf(stream: number): number {
    return this.#streams.sizes[stream] ?? 0;
  }

  /** A whole stream, of at most so many bytes; undefined for a longer one. */
  async whole(stream: number, most: number, what: string): Promise<DataView | undefined> {
    const length = this.lengthOf(stream);
    if (length > most) return undefined;
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; at += mostRead) {
      const part = await this.readAt(stream, at, Math.min(mostRead, length - at), what);
      if (part) bytes.set(new Uint8Array(part.buffer), at);
    }
    return new DataView(bytes.buffer);
  }

  /** A part of a stream, which may lie in several blocks; undefined if the stream ends before. */
  async readAt(stream: number, offset: number, length: number, what: string): Promise<DataView | undefined> {
    if (this.lengthOf(stream) < offset + length) return undefined;
    if (length > mostRead) throw this.#file.damaged(`${what} is said to have ${String(length)} bytes`);
    const { words, firstBlocks } = this.#streams;
    const bytes = new Uint8Array(length);
    for (let done = 0; done < length;) {
      const inBlock = (offset + done) % this.#blockSize;
      const block = words[firstBlocks[stream]! + Math.floor((offset + done) / this.#blockSize)]!;
      const count = Math.min(this.#blockSize - inBlock, length - done);
      const part = await this.#file.read(block * this.#blockSize + inBlock, count, what);
      bytes.set(new Uint8Array(part.buffer), done);
      done += count;
    }
    return new DataView(bytes.buffer);
  }
}

const directoryName = 'the stream directory';

/** Blocks of the directory are read together if they lie so close, in bytes. */
const nearby = 0x1_0000;
/** The most bytes that are read together. */
const mostTogether = 0x10_0000;

/** The words of the stream directory. It lies in blocks itself, which a list names. */
async function directoryOf(file: FileBytes, superBlock: DataView, blockSize: number): Promise<Uint32Array> {
  const bytes = superBlock.getUint32(44, true);
  if (bytes < 4 || bytes > file.size) throw file.damaged(`${directoryName} is said to have ${String(bytes)} bytes`);
  const count = Math.ceil(bytes / blockSize);
  const list = await file.read(superBlock.getUint32(52, true) * blockSize, 4 * count, directoryName);
  const places = Array.from({ length: count }, (_, nth) => ({ nth, at: list.getUint32(4 * nth, true) * blockSize }));
  places.sort((one, other) => one.at - other.at);
  const whole = new Uint8Array(count * blockSize);
  for (let from = 0; from < count;) {
    const start = places[from]!.at;
    let to = from + 1;
    while (to < count && places[to]!.at - places[to - 1]!.at <= nearby && places[to]!.at - start < mostTogether) to++;
    const length = places[to - 1]!.at + blockSize - start;
    const part = new Uint8Array((await file.read(start, length, directoryName, mostTogether + blockSize)).buffer);
    for (const { nth, at } of places.slice(from, to)) {
      whole.set(part.subarray(at - start, at - start + blockSize), nth * blockSize);
    }
    from = to;
  }
  return new Uint32Array(whole.buffer, 0, Math.floor(bytes / 4));
}

function streamsOf(
  file: FileBytes,
  words: Uint32Array,
  { blockSize, count }: { readonly blockSize: number; readonly count: number },
): Streams {
  const streamCount = words[0]!;
  const short = `${directoryName} is shorter than it says`;
  let at = 1 + streamCount;
  if (at > words.length) throw file.damaged(short);
  const sizes = words.slice(1, at);
  const firstBlocks = new Uint32Array(streamCount);
  for (let stream = 0; stream < streamCount; stream++) {
    if (sizes[stream] === noStream) sizes[stream] = 0;
    firstBlocks[stream] = at;
    const end = at + Math.ceil(sizes[stream]! / blockSize);
    if (end > words.length) throw file.damaged(short);
    for (; at < end; at++) if (words[at]! >= count) throw file.damaged('a stream of it lies beyond its end');
  }
  return { sizes, firstBlocks, words };
}
