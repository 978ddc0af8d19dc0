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

const chunkBits = 12;
const inChunk = 2 ** chunkBits;

/** A list of numbers in chunks. It copies nothing when it grows, so it leaves nothing to be collected. */
class Numbers {
  readonly #chunks: Uint32Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** @returns its index */
  push(number: number): number {
    const place = this.#length % inChunk;
    if (place === 0) this.#chunks.push(new Uint32Array(inChunk));
    this.#chunks.at(-1)![place] = number;
    return this.#length++;
  }

  at(index: number): number {
    return this.#chunks[index >>> chunkBits]![index % inChunk]!;
  }

  copy(): Column {
    const all = new Uint32Array(this.#length);
    for (const [nth, chunk] of this.#chunks.entries()) {
      all.set(chunk.subarray(0, this.#length - nth * inChunk), nth * inChunk);
    }
    return all;
  }
}

/** Rows in the order of their addresses. */
interface Sorted {
  readonly rvas: Column;
  /** Their numbers. */
  readonly order: Column;
}

/** Collects rows in any order. They are put into order in place: copies would take more memory than the rows. */
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
    return this.#rvas.at(row);
  }

  /**
   * Rows that end where another one begins, or where their function ends, which is to be found.
   *
   * @param isLine - whether a line number means a line: other rows only end the rows before them
   */
  *unmeasured(isLine: (line: number) => boolean): Steps<LineColumns> {
    const { rvas, order } = yield* this.#inOrder();
    const { length } = order;
    const sizes = new Uint32Array(length);
    for (let at = length - 1, next = length; at >= 0; at--) {
      if (at + 1 < length && rvas[at + 1]! > rvas[at]!) next = at + 1;
      sizes[at] = next < length ? rvas[next]! - rvas[at]! : unbounded;
      if (at % rowsBetweenTurns === 0) yield;
    }
    let kept = 0;
    for (let at = 0; at < length; at++) {
      if (at % rowsBetweenTurns === 0) yield;
      if (!isLine(this.#lines.at(order[at]!))) continue;
      rvas[kept] = rvas[at]!;
      sizes[kept] = sizes[at]!;
      order[kept++] = order[at]!;
    }
    return yield* this.#columns(
      { rvas: rvas.subarray(0, kept), order: order.subarray(0, kept) },
      sizes.subarray(0, kept),
    );
  }

  /** Rows whose sizes are known. */
  *measured(): Steps<LineColumns> {
    const sorted = yield* this.#inOrder();
    return yield* this.#columns(
      sorted,
      sorted.order.map((row) => this.sizes[row] ?? 0),
    );
  }

  *#columns({ rvas, order }: Sorted, sizes: Column): Steps<LineColumns> {
    const fileOf = new Uint32Array(order.length);
    for (let at = 0; at < order.length; at++) {
      fileOf[at] = this.#fileOf.at(order[at]!);
      // The number of the row is not needed any more.
      order[at] = this.#lines.at(order[at]!);
      if (at % rowsBetweenTurns === 0) yield;
    }
    return { files: [...this.#files.keys()], fileOf, lines: order, rvas, sizes };
  }

  /** The rows by address, without repetitions; rows of one address keep their order. */
  *#inOrder(): Steps<Sorted> {
    const numbers = Uint32Array.from({ length: this.#rvas.length }, (_, row) => row);
    const { keys: rvas, values: order } = yield* ascending({ keys: this.#rvas.copy(), values: numbers });
    let kept = 0;
    const isRepeated = (row: number, rva: number): boolean => {
      for (let other = kept - 1; other >= 0 && rvas[other] === rva; other--) {
        const earlier = order[other]!;
        if (this.#lines.at(earlier) === this.#lines.at(row) && this.#fileOf.at(earlier) === this.#fileOf.at(row))
          return true;
      }
      return false;
    };
    for (let at = 0; at < order.length; at++) {
      if (at % rowsBetweenTurns === 0) yield;
      const [row, rva] = [order[at]!, rvas[at]!];
      if (isRepeated(row, rva)) continue;
      rvas[kept] = rva;
      order[kept++] = row;
    }
    return { rvas: rvas.subarray(0, kept), order: order.subarray(0, kept) };
  }
}
