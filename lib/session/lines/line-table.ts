import { countWhile } from '../../base/sorted';
import { jsonReady } from '../../base/json-ready';

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
  #fileOf: Uint32Array;
  #lines: Uint32Array;
  /** Offsets from the base, ascending. */
  rvas: Uint32Array;
  sizes: Uint32Array;

  constructor(owner: LineTableOwner, rows: LineRows) {
    const { files, fileOf, lines, rvas, sizes } = rows;
    const order = rows.inOrder();
    this.#owner = owner;
    this.#files = [...files.keys()];
    this.#fileOf = order.map((row) => fileOf[row]!);
    this.#lines = order.map((row) => lines[row]!);
    this.rvas = order.map((row) => rvas[row]!);
    this.sizes = order.map((row) => sizes[row] ?? 0);
  }

  get length(): number {
    return this.rvas.length;
  }

  /** Removes the rows of some line numbers. */
  drop(isUnwanted: (line: number) => boolean): void {
    const lines = this.#lines;
    if (!lines.some(isUnwanted)) return;
    const kept = (column: Uint32Array): Uint32Array => column.filter((_, row) => !isUnwanted(lines[row]!));
    [this.#fileOf, this.rvas, this.sizes] = [kept(this.#fileOf), kept(this.rvas), kept(this.sizes)];
    this.#lines = kept(lines);
  }

  /** The lines of the wanted files, or only one line in them. */
  select(wanted: (file: string) => boolean, line?: number): LineRecord[] {
    const files = new Set(this.#files.flatMap((file, index) => (wanted(file) ? [index] : [])));
    const found: LineRecord[] = [];
    if (files.size === 0) return found;
    for (let row = 0; row < this.length; row++) {
      if (files.has(this.#fileOf[row]!) && (line === undefined || this.#lines[row] === line)) {
        found.push(this.record(row));
      }
    }
    return found;
  }

  /** The number of rows that begin before an offset. */
  countBefore(rva: number): number {
    return countWhile(this.length, (row) => this.rvas[row]! < rva);
  }

  /** If several lines begin at an address, the last one has the code. */
  lastAt(rva: number): LineRecord {
    return this.record(this.countBefore(rva + 1) - 1);
  }

  record(row: number): LineRecord {
    const { base, module, isInlined } = this.#owner;
    return jsonReady({
      file: this.#files[this.#fileOf[row]!]!,
      line: this.#lines[row]!,
      address: base + BigInt(this.rvas[row]!),
      size: this.sizes[row]!,
      module,
      isInlined,
    });
  }
}

/** Collects rows in any order. */
export class LineRows {
  readonly files = new Map<string, number>();
  readonly fileOf: number[] = [];
  readonly lines: number[] = [];
  readonly rvas: number[] = [];
  /** May be filled in later. */
  readonly sizes: number[] = [];

  /** @returns the row */
  add(file: string, line: number, rva: number): number {
    let index = this.files.get(file);
    if (index === undefined) this.files.set(file, (index = this.files.size));
    this.fileOf.push(index);
    this.lines.push(line);
    return this.rvas.push(rva) - 1;
  }

  /** The rows by address, without repetitions; rows of one address keep their order. */
  inOrder(): Uint32Array {
    const { fileOf, lines, rvas } = this;
    const order = Uint32Array.from(rvas.keys()).sort((a, b) => rvas[a]! - rvas[b]! || a - b);
    const isRepeated = (row: number, at: number): boolean => {
      for (let other = at - 1; other >= 0 && rvas[order[other]!] === rvas[row]; other--) {
        const earlier = order[other]!;
        if (lines[earlier] === lines[row] && fileOf[earlier] === fileOf[row]) return true;
      }
      return false;
    };
    return order.filter((row, at) => !isRepeated(row, at));
  }
}
