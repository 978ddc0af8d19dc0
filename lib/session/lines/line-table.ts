import { countWhile } from '../../base/sorted';
import { JsonReady } from '../../base/json-ready';
import type { Steps } from '../slices';
import { rowsBetweenTurns, sizeWithin, type LineColumns } from './line-rows';

/** A range of code that belongs to a source line. */
export interface LineRecord {
  /** The path in the PDB. */
  readonly file: string;
  /** Counts from 1. */
  readonly line: number;
  /** The beginning of the code. */
  readonly address: bigint;
  /** Bytes up to the code of the next line, or to the end of the function; 0 if DbgHelp does not know the end. */
  readonly size: number;
  /** The module's short name. */
  readonly module: string;
  /** Whether this is a copy of the line in a function into which it was inlined. */
  readonly isInlined: boolean;
}

/** What all rows of a table share. */
export interface LineTableOwner {
  readonly base: bigint;
  readonly module: string;
  readonly isInlined: boolean;
}

/** The lines of a module by address, a few bytes each. Records are made only of requested rows. */
export class LineTable {
  readonly #owner: LineTableOwner;
  readonly #files: readonly string[];
  readonly #fileOf: Uint32Array;
  readonly #lines: Uint32Array;
  /** Offsets from the base, ascending. */
  readonly rvas: Uint32Array;
  /** Of rows that are not measured yet, the distance to the next row. */
  readonly #sizes: Uint32Array;
  readonly #measured: Uint8Array;
  /** Whether all sizes were known from the beginning. */
  readonly isMeasured: boolean;

  constructor(owner: LineTableOwner, { files, fileOf, lines, rvas, sizes }: LineColumns, isMeasured: boolean) {
    this.#owner = owner;
    this.#files = files;
    this.#fileOf = fileOf;
    this.#lines = lines;
    this.rvas = rvas;
    this.#sizes = sizes;
    this.#measured = new Uint8Array(isMeasured ? 0 : rvas.length);
    this.isMeasured = isMeasured;
  }

  get length(): number {
    return this.rvas.length;
  }

  /** The rows of the wanted files, or only of one line in them. */
  *rowsOf(wanted: (file: string) => boolean, line?: number): Steps<Uint32Array> {
    const isChosen = Uint8Array.from(this.#files, (file) => Number(wanted(file)));
    const found = new Uint32Array(this.length);
    let count = 0;
    for (let row = 0; row < this.length; row++) {
      if (isChosen[this.#fileOf[row]!] === 1 && (line === undefined || this.#lines[row] === line)) found[count++] = row;
      if (row % rowsBetweenTurns === 0) yield;
    }
    return count === found.length ? found : found.slice(0, count);
  }

  /** Finds the size of a row, if it is not known. `endOf` gives the end of the function at an offset, or less. */
  measure(row: number, endOf: (rva: number) => number): void {
    if (this.isMeasured || this.#measured[row] === 1) return;
    this.#measured[row] = 1;
    const rva = this.rvas[row]!;
    this.#sizes[row] = sizeWithin(rva, this.#sizes[row]!, endOf(rva));
  }

  /** The number of rows that begin before an offset. */
  countBefore(rva: number): number {
    return countWhile(this.length, (row) => this.rvas[row]! < rva);
  }

  /** If several lines begin at an address, the last one has the code. */
  lastAt(rva: number): number {
    return this.countBefore(rva + 1) - 1;
  }

  fileAt(row: number): string {
    return this.#files[this.#fileOf[row]!]!;
  }

  lineAt(row: number): number {
    return this.#lines[row]!;
  }

  /** Of a row that is measured. */
  sizeAt(row: number): number {
    return this.#sizes[row]!;
  }

  /** Of a row that is measured. */
  record(row: number): LineRecord {
    return new ToldLine(
      this.fileAt(row),
      this.#lines[row]!,
      this.#owner.base + BigInt(this.rvas[row]!),
      this.#sizes[row]!,
      this.#owner,
    );
  }
}

/** What records are made of: there may be many. */
class ToldLine extends JsonReady implements LineRecord {
  readonly file: string;
  readonly line: number;
  readonly address: bigint;
  readonly size: number;
  readonly module: string;
  readonly isInlined: boolean;

  constructor(file: string, line: number, address: bigint, size: number, { module, isInlined }: LineTableOwner) {
    super();
    this.file = file;
    this.line = line;
    this.address = address;
    this.size = size;
    this.module = module;
    this.isInlined = isInlined;
  }
}
// Without its constructor, a record is printed as a plain object.
Reflect.deleteProperty(ToldLine.prototype, 'constructor');
