import type { FileBytes } from './async-bytes';
import { countWhile } from '../base/sorted';
import { debugHeader, furtherStream, furtherStreams, Msf, namedStream } from './pdb';

/** FRAMEDATA: what a part of a function of x86 has on the stack. */
export interface FrameData {
  /** Bytes of its local variables. */
  readonly locals: number;
  /** Bytes of its arguments on the stack. */
  readonly parameters: number;
  /** Bytes of the registers that it has saved. */
  readonly saved: number;
  /** How to calculate the registers of the caller: `$T0 .raSearch = $eip $T0 ^ = $esp $T0 4 + =`. */
  readonly program: string;
}

/** Offsets in FRAMEDATA. */
const entry = { bytes: 32, rva: 0, code: 4, locals: 8, parameters: 12, program: 20, saved: 26 } as const;
/** The texts of `/names` begin behind signature, version and size. */
const firstText = 12;
const longestProgram = 1024;
/** More than the largest programs have. */
const mostBytes = 0x200_0000;

/** The frame data of a PDB, sorted by address. */
export class FrameTable {
  readonly #entries: DataView;
  readonly #texts: DataView;
  readonly #first: number;
  readonly #count: number;

  private constructor(entries: DataView, texts: DataView) {
    this.#entries = entries;
    this.#texts = texts;
    // Some linkers begin with the count of relocations.
    this.#first = entries.byteLength % entry.bytes === 4 ? 4 : 0;
    this.#count = Math.floor((entries.byteLength - this.#first) / entry.bytes);
  }

  /** Null for a PDB without frame data. */
  static async of(file: FileBytes): Promise<FrameTable | null> {
    const msf = await Msf.open(file);
    const header = await debugHeader(msf);
    if (!header) return null;
    const stream = await furtherStream(msf, header, furtherStreams.frameData);
    const entries = await msf.whole(stream, mostBytes, 'the frame data');
    const texts = await msf.whole(await namedStream(msf, '/names'), mostBytes, 'the texts');
    return entries && texts && entries.byteLength >= entry.bytes ? new FrameTable(entries, texts) : null;
  }

  /** The frame data at an offset in the image; null if there are none. */
  at(rva: number): FrameData | null {
    const word = (nth: number, at: number): number =>
      this.#entries.getUint32(this.#first + nth * entry.bytes + at, true);
    const nth = countWhile(this.#count, (each) => word(each, entry.rva) <= rva) - 1;
    if (nth < 0 || rva - word(nth, entry.rva) >= word(nth, entry.code)) return null;
    return {
      locals: word(nth, entry.locals),
      parameters: word(nth, entry.parameters),
      saved: this.#entries.getUint16(this.#first + nth * entry.bytes + entry.saved, true),
      program: this.#text(word(nth, entry.program)),
    };
  }

  #text(place: number): string {
    const { buffer, byteLength } = this.#texts;
    const at = firstText + place;
    if (at >= byteLength) return '';
    const text = Buffer.from(buffer, at, Math.min(longestProgram, byteLength - at)).toString('latin1');
    return text.split('\0', 1)[0]!;
  }
}
