import { ascending } from '../addresses/ascending';
import type { Steps } from '../slices';

type Column = Uint32Array<ArrayBuffer>;

/** Rows by address, without repetitions. Plain data: it may come from another thread. */
export interface LineColumns {
  readonly files: readonly string[];
  /** The numbers of the files, from 0. */
  readonly fileOf: Column;
  readonly lines: Column;
  /** Offsets from the base, ascending. */
  readonly rvas: Column;
  /** Bytes; of rows that are not measured yet, the distance to the next row. */
  readonly sizes: Column;
}

export const rowsBetweenTurns = 8192;

/** The size of a row whose function ends at an offset, or at an unknown one before it. */
export function sizeWithin(rva: number, distance: number, functionEnd: number): number {
  const inFunction = functionEnd - rva;
  const size = Math.min(distance, inFunction > 0 ? inFunction : unbounded);
  return size === unbounded ? 0 : size;
}

/** Stands for a size that reaches to the end of the function, wherever that is. */
export const unbounded = 0xffff_ffff;

/** A list of numbers: it grows to four to eight bytes for each, where an array takes up to three times as much. */
class Numbers {
  #numbers = new Uint32Array(0x400);
  #length = 0;

  /** @returns its index */
  push(number: number): number {
    if (this.#length === this.#numbers.length) {
      const larger = new Uint32Array(this.#length * 2);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.#length] = number;
    return this.#length++;
  }

  /** Valid until the next `push`. */
  get all(): Column {
    return this.#numbers.subarray(0, this.#length);
  }
}

/** Collects rows in any order. */
export class LineRows {
  readonly #files = new Map<string, number>();
  readonly #fileOf = new Numbers();
  readonly #lines = new Numbers();
  readonly #rvas = new Numbers();
  /** May be filled in later. */
  readonly sizes: number[] = [];

  fileNumber(file: string): number {
    let number = this.#files.get(file);
    if (number === undefined) this.#files.set(file, (number = this.#files.size));
    return number;
  }

  /** @returns the row */
  add(fileNumber: number, line: number, rva: number): number {
    this.#fileOf.push(fileNumber);
    this.#lines.push(line);
    return this.#rvas.push(rva);
  }

  rvaOf(row: number): number {
    return this.#rvas.all[row]!;
  }

  /**
   * Rows that end where another one begins, or where their function ends, which is to be found.
   *
   * @param isLine - whether a line number means a line: other rows only end the rows before them
   */
  *unmeasured(isLine: (line: number) => boolean): Steps<LineColumns> {
    const order = yield* this.#inOrder();
    const { length } = order;
    const [rvas, lines] = [this.#rvas.all, this.#lines.all];
    const sizes = new Uint32Array(length);
    for (let at = length - 1, next = length; at >= 0; at--) {
      const rva = rvas[order[at]!]!;
      if (at + 1 < length && rvas[order[at + 1]!]! > rva) next = at + 1;
      sizes[at] = next < length ? rvas[order[next]!]! - rva : unbounded;
      if (at % rowsBetweenTurns === 0) yield;
    }
    const isKept = (_: number, at: number): boolean => isLine(lines[order[at]!]!);
    return yield* this.#columns(order.filter(isKept), sizes.filter(isKept));
  }

  /** Rows whose sizes are known. */
  *measured(): Steps<LineColumns> {
    const order = yield* this.#inOrder();
    return yield* this.#columns(
      order,
      order.map((row) => this.sizes[row] ?? 0),
    );
  }

  *#columns(order: Column, sizes: Column): Steps<LineColumns> {
    const column = ({ all }: Numbers): Column => order.map((row) => all[row]!);
    const fileOf = column(this.#fileOf);
    yield;
    const lines = column(this.#lines);
    yield;
    return { files: [...this.#files.keys()], fileOf, lines, rvas: column(this.#rvas), sizes };
  }

  /** The rows by address, without repetitions; rows of one address keep their order. */
  *#inOrder(): Steps<Column> {
    const [fileOf, lines] = [this.#fileOf.all, this.#lines.all];
    const rvas = this.#rvas.all.slice();
    const { keys, values: order } = yield* ascending({ keys: rvas, values: rvas.map((_, row) => row) });
    const isRepeated = (row: number, at: number): boolean => {
      for (let other = at - 1; other >= 0 && keys[other] === keys[at]; other--) {
        const earlier = order[other]!;
        if (lines[earlier] === lines[row] && fileOf[earlier] === fileOf[row]) return true;
      }
      return false;
    };
    return new Uint32Array(order.filter((row, at) => !isRepeated(row, at)));
  }
}
