import { guidAt, type FileBytes } from './file-bytes';

/** What a PDB says of itself. */
export interface PdbHeaders {
  /** Upper-case hexadecimal without dashes. */
  readonly guid: string;
  /** What the image's age is compared to, and symbol stores go by. */
  readonly age: number;
  /** The time at which it was made, or whatever its linker put there. */
  readonly signature: number;
}

const superBlockBytes = 56;
/** MSF allows powers of two from 512; linkers make up to 32 KiB. */
const blockSizes: ReadonlySet<number> = new Set([512, 1024, 2048, 4096, 8192, 16_384, 32_768]);
/** More than any part that is read here has. */
const mostRead = 0x1_0000;
/** The length of a stream that there is not. */
const noStream = 0xffff_ffff;
const streams = { information: 1, debugInformation: 3 } as const;
/** The version from which on there is a GUID. */
const firstVersionWithGuid = 20_000_404;

/** The information stream of a PDB 7, and the age in the stream of the debug information. */
export async function pdbHeaders(file: FileBytes): Promise<PdbHeaders> {
  const msf = await Msf.open(file);
  const information = await msf.read(streams.information, 28, 'the information stream');
  if (!information) throw file.damaged('it has no information stream');
  if (information.getUint32(0, true) < firstVersionWithGuid) throw file.damaged('it is too old to have a GUID');
  const debug = await msf.read(streams.debugInformation, 12, 'the stream of the debug information');
  // Tools that add to a finished PDB count the first age up; the second stays what the image has.
  const age = debug?.getInt32(0, true) === -1 ? debug.getUint32(8, true) : information.getUint32(8, true);
  return { guid: guidAt(information, 12), age, signature: information.getUint32(4, true) };
}

/** What a PDB says of the image that it belongs to. */
export interface PdbImage {
  /** IMAGE_FILE_HEADER.Machine. */
  readonly machine: number;
  /** IMAGE_SECTION_HEADER for each section. */
  readonly sections: DataView;
}

/** DbiStreamHeader: its size, where the machine is, and the sizes of what comes before the list of further streams. */
const dbi = { bytes: 64, parts: [24, 28, 32, 36, 40, 52], streamBytes: 48, machine: 58 } as const;
/** Of the further streams, the one with the headers of the sections. */
const sectionHeaders = 5;
const sectionHeaderBytes = 40;

/** The sections of the image that a PDB belongs to; null for a PDB that does not have them. */
export async function pdbImage(file: FileBytes): Promise<PdbImage | null> {
  const msf = await Msf.open(file);
  const header = await msf.read(streams.debugInformation, dbi.bytes, 'the stream of the debug information');
  if (!header || header.getUint32(dbi.streamBytes, true) < 2 * (sectionHeaders + 1)) return null;
  const place = dbi.parts.reduce((sum, at) => sum + header.getUint32(at, true), dbi.bytes + 2 * sectionHeaders);
  const index = await msf.readAt(streams.debugInformation, place, 2, 'the list of further streams');
  const stream = index?.getUint16(0, true) ?? 0xffff;
  const length = await msf.lengthOf(stream);
  if (length < sectionHeaderBytes || length % sectionHeaderBytes !== 0) return null;
  const sections = await msf.readAt(stream, 0, length, 'the headers of the sections');
  return sections ? { machine: header.getUint16(dbi.machine, true), sections } : null;
}

/** The container of a PDB: streams made of blocks that lie anywhere in the file. */
class Msf {
  readonly #file: FileBytes;
  readonly #blockSize: number;
  readonly #directoryBytes: number;
  readonly #directoryMap: number;
  readonly #streamCount: number;

  private constructor(file: FileBytes, superBlock: DataView, streamCount: number) {
    this.#file = file;
    this.#blockSize = superBlock.getUint32(32, true);
    this.#directoryBytes = superBlock.getUint32(44, true);
    this.#directoryMap = superBlock.getUint32(52, true) * this.#blockSize;
    this.#streamCount = streamCount;
  }

  static async open(file: FileBytes): Promise<Msf> {
    const superBlock = await file.read(0, superBlockBytes, 'the header of a PDB');
    const blockSize = superBlock.getUint32(32, true);
    if (!blockSizes.has(blockSize)) throw file.damaged(`it has blocks of ${String(blockSize)} bytes`);
    const directory = new Msf(file, superBlock, 0);
    return new Msf(file, superBlock, await directory.#word(0));
  }

  /** The beginning of a stream; undefined where there is no such stream, or a shorter one. */
  async read(stream: number, length: number, what: string): Promise<DataView | undefined> {
    return this.readAt(stream, 0, length, what);
  }

  /** Bytes; 0 where there is no such stream. */
  async lengthOf(stream: number): Promise<number> {
    return stream < this.#streamCount ? this.#bytesOf(stream) : 0;
  }

  /** A part of a stream, which may lie in several blocks; undefined where the stream ends before. */
  async readAt(stream: number, offset: number, length: number, what: string): Promise<DataView | undefined> {
    if ((await this.lengthOf(stream)) < offset + length) return undefined;
    if (length > mostRead) throw this.#file.damaged(`${what} is said to have ${String(length)} bytes`);
    let blocks = 0;
    for (let before = 0; before < stream; before += 1) blocks += this.#blocksOf(await this.#bytesOf(before));
    const bytes = new Uint8Array(length);
    for (let done = 0; done < length;) {
      const inBlock = (offset + done) % this.#blockSize;
      const index = blocks + Math.floor((offset + done) / this.#blockSize);
      const block = await this.#word(4 * (1 + this.#streamCount + index));
      const count = Math.min(this.#blockSize - inBlock, length - done);
      const part = await this.#file.read(block * this.#blockSize + inBlock, count, what);
      bytes.set(new Uint8Array(part.buffer), done);
      done += count;
    }
    return new DataView(bytes.buffer);
  }

  async #bytesOf(stream: number): Promise<number> {
    const bytes = await this.#word(4 * (1 + stream));
    return bytes === noStream ? 0 : bytes;
  }

  #blocksOf(bytes: number): number {
    return Math.ceil(bytes / this.#blockSize);
  }

  /** A word of the stream directory, which itself lies in blocks that a list names. */
  async #word(offset: number): Promise<number> {
    const what = 'the stream directory';
    if (offset + 4 > this.#directoryBytes) throw this.#file.damaged(`${what} is shorter than it says`);
    const index = Math.floor(offset / this.#blockSize);
    const block = (await this.#file.read(this.#directoryMap + 4 * index, 4, what)).getUint32(0, true);
    const place = block * this.#blockSize + (offset % this.#blockSize);
    return (await this.#file.read(place, 4, what)).getUint32(0, true);
  }
}
