import { countWhile } from '../../base/sorted';
import { jsonReady } from '../../base/json-ready';
import { ascending } from '../addresses/ascending';
import type { Steps } from '../slices';

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

const rowsBetweenTurns = 8192;

/** Stands for a size that reaches to the end of the function, wherever that is. */
const unbounded = 0xffff_ffff;

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

  private constructor(owner: LineTableOwner, rows: LineColumns, order: Uint32Array, sizes: Uint32Array) {
    const { files, fileOf, lines, rvas } = rows;
    this.#owner = owner;
    this.#files = files;
    this.#fileOf = order.map((row) => fileOf[row]!);
    this.#lines = order.map((row) => lines[row]!);
    this.rvas = order.map((row) => rvas[row]!);
    this.#sizes = sizes;
    this.#measured = new Uint8Array(order.length);
  }

  /**
   * A table whose lines end where another one begins, or where their function ends.
   *
   * @param isLine - whether a line number means a line: other rows only end the lines before them
   */
  static *of(owner: LineTableOwner, rows: LineColumns, isLine: (line: number) => boolean): Steps<LineTable> {
    const { rvas, lines } = rows;
    const order = yield* inOrder(rows);
    const { length } = order;
    const sizes = new Uint32Array(length);
    for (let at = length - 1, next = length; at >= 0; at--) {
      const rva = rvas[order[at]!]!;
      if (at + 1 < length && rvas[order[at + 1]!]! > rva) next = at + 1;
      sizes[at] = next < length ? rvas[order[next]!]! - rva : unbounded;
      if (at % rowsBetweenTurns === 0) yield;
    }
    const isKept = (_: number, at: number): boolean => isLine(lines[order[at]!]!);
    return new LineTable(owner, rows, order.filter(isKept), sizes.filter(isKept));
  }

  /** A table of rows whose sizes are known. */
  static *measured(owner: LineTableOwner, rows: LineRows): Steps<LineTable> {
    const order = yield* inOrder(rows);
    const table = new LineTable(
      owner,
      rows,
      order,
      order.map((row) => rows.sizes[row] ?? 0),
    );
    table.#measured.fill(1);
    return table;
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

/** Rows in any order. Plain data: it may come from another thread. */
export interface LineColumns {
  readonly files: readonly string[];
  /** The numbers of the files, from 0. */
  readonly fileOf: ArrayLike<number>;
  readonly lines: ArrayLike<number>;
  /** Offsets from the base. */
  readonly rvas: ArrayLike<number>;
}

/** Collects rows. */
export class LineRows implements LineColumns {
  readonly #numbers = new Map<string, number>();
  readonly files: string[] = [];
  readonly fileOf: number[] = [];
  readonly lines: number[] = [];
  readonly rvas: number[] = [];
  /** May be filled in later. */
  readonly sizes: number[] = [];

  numberOf(file: string): number {
    let number = this.#numbers.get(file);
    if (number === undefined) this.#numbers.set(file, (number = this.files.push(file) - 1));
    return number;
  }

  /** @returns the row */
  add(fileNumber: number, line: number, rva: number): number {
    this.fileOf.push(fileNumber);
    this.lines.push(line);
    return this.rvas.push(rva) - 1;
  }
}

/** The rows by address, without repetitions; rows of one address keep their order. */
function* inOrder({ fileOf, lines, rvas }: LineColumns): Steps<Uint32Array> {
  const { keys, values: order } = yield* ascending({
    keys: Uint32Array.from(rvas),
    values: Uint32Array.from(rvas, (_, row) => row),
  });
  const isRepeated = (row: number, at: number): boolean => {
    for (let other = at - 1; other >= 0 && keys[other] === keys[at]; other--) {
      const earlier = order[other]!;
      if (lines[earlier] === lines[row] && fileOf[earlier] === fileOf[row]) return true;
    }
    return false;
  };
  return order.filter((row, at) => !isRepeated(row, at));
}
