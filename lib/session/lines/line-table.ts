import { countWhile } from '../../base/sorted';
import { jsonReady } from '../../base/json-ready';
import { unbounded, type LineColumns } from './line-rows';

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

  /** @param isMeasured - whether all sizes are known */
  constructor(owner: LineTableOwner, { files, fileOf, lines, rvas, sizes }: LineColumns, isMeasured: boolean) {
    this.#owner = owner;
    this.#files = files;
    this.#fileOf = fileOf;
    this.#lines = lines;
    this.rvas = rvas;
    this.#sizes = sizes;
    this.#measured = new Uint8Array(rvas.length).fill(isMeasured ? 1 : 0);
  }

  get length(): number {
    return this.rvas.length;
  }

  /** The rows of the wanted files, or only of one line in them. */
  rowsOf(wanted: (file: string) => boolean, line?: number): Uint32Array {
    const files = new Set(this.#files.flatMap((file, index) => (wanted(file) ? [index] : [])));
    const found: number[] = [];
    if (files.size === 0) return new Uint32Array();
    for (let row = 0; row < this.length; row++) {
      if (files.has(this.#fileOf[row]!) && (line === undefined || this.#lines[row] === line)) found.push(row);
    }
    return Uint32Array.from(found);
  }

  /** Finds the size of a row, if it is not known. `endOf` gives the end of the function at an offset, or less. */
  measure(row: number, endOf: (rva: number) => number): void {
    if (this.#measured[row] === 1) return;
    this.#measured[row] = 1;
    const rva = this.rvas[row]!;
    const inFunction = endOf(rva) - rva;
    const size = Math.min(this.#sizes[row]!, inFunction > 0 ? inFunction : unbounded);
    this.#sizes[row] = size === unbounded ? 0 : size;
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
    const { base, module, isInlined } = this.#owner;
    return jsonReady({
      file: this.fileAt(row),
      line: this.#lines[row]!,
      address: base + BigInt(this.rvas[row]!),
      size: this.#sizes[row]!,
      module,
      isInlined,
    });
  }
}
