import { guidAt, textAt, type FileBytes } from './file-bytes';

/** What a PDB says of itself. */
export interface PdbHeaders {
  /** Upper-case hexadecimal without dashes. */
  readonly guid: string;
  /** What the image's age is compared to, and symbol stores go by. */
  readonly age: number;
  /** The time at which it was made, or whatever its linker put there. */
  readonly signature: number;
}

export const pdbMagic = 'Microsoft C/C++ MSF 7.00\r\n\x1aDS';
/** Formats that begin differently and are no PDB 7. */
export const otherPdbs: readonly (readonly [magic: string, name: string])[] = [
  ['Microsoft C/C++ program database 2.00\r\n\x1aJG', 'a PDB of version 2'],
  ['BSJB', 'a portable PDB, which DbgHelp does not read'],
];

const superBlockBytes = 56;
/** MSF allows powers of two from 512; linkers make up to 32 KiB. */
const blockSizes: ReadonlySet<number> = new Set([512, 1024, 2048, 4096, 8192, 16_384, 32_768]);
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
    if (stream >= this.#streamCount) return undefined;
    let blocks = 0;
    for (let before = 0; before < stream; before += 1) blocks += this.#blocksOf(await this.#bytesOf(before));
    if ((await this.#bytesOf(stream)) < length) return undefined;
    const block = await this.#word(4 * (1 + this.#streamCount + blocks));
    return this.#file.read(block * this.#blockSize, length, what);
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

export const beginsAs = (head: DataView, magic: string): boolean => textAt(head, 0, magic.length, 'latin1') === magic;
