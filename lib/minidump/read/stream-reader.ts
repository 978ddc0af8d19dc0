import type { StreamAllowance } from './allowance';
import { MinidumpError, type MinidumpErrorCode } from '../../base/minidump-error';
import { wideText, type RecordFormat } from './record';
import type { Steps } from './lazy';
import { beyondEnd, type ByteSource } from './source';

/** An entry of a dump's directory. */
export interface MinidumpStream {
  /** A `MINIDUMP_STREAM_TYPE`, or a number chosen by the writer. */
  readonly type: number;
  /** The name of the type in `MINIDUMP_STREAM_TYPE`, or in the headers of Breakpad and Crashpad, or `unknown 0x...`. */
  readonly name: string;
  /** Bytes from the beginning of the file. */
  readonly offset: number;
  /** Bytes. */
  readonly size: number;
}

/** The place of a stream's entries. */
export interface Entries {
  /** Bytes from the beginning of the stream. */
  readonly first: number;
  readonly count: number | bigint;
  /** Bytes from one entry to the next, if the stream tells them; by default the size of the format. */
  readonly step?: number;
  /** Bytes of memory for one entry: about what V8 needs for its object and bigints. */
  readonly cost: number;
}

/** Lists are read in pieces of about this size. */
const pieceBytes = 0x8000;
const stringLengthBytes = 4;
/** A buffer for one structure; the largest is MINIDUMP_MISC_INFO_5. */
const record = new Uint8Array(2048);
const recordData = new DataView(record.buffer);
/** Entries that are read in one step: about a millisecond's work. */
const entriesOfStep = 128;
/** The errors that concern one text or one entry. */
const ofOnePart: ReadonlySet<MinidumpErrorCode> = new Set(['MINIDUMP_CUT_SHORT', 'MINIDUMP_DAMAGED']);
/** V8's overhead for a text. */
const textCost = 32;

/** Reads one stream. It trusts nothing: it checks each offset, count and size against the file. */
export class StreamReader {
  readonly stream: MinidumpStream;
  readonly #source: ByteSource;
  readonly #allowance: StreamAllowance;
  readonly #onDamage: (error: MinidumpError) => void;
  #isDamaged = false;

  /** @param onDamage - is told of damaged parts without which the stream is read */
  constructor(
    source: ByteSource,
    stream: MinidumpStream,
    allowance: StreamAllowance,
    onDamage: (error: MinidumpError) => void,
  ) {
    this.#source = source;
    this.stream = stream;
    this.#allowance = allowance;
    this.#onDamage = onDamage;
    this.check(stream.offset, stream.size, 'the stream');
  }

  get fileSize(): number {
    return this.#source.size;
  }

  error(code: MinidumpErrorCode, what: string, offset: number): MinidumpError {
    const { name } = this.stream;
    const message = `${this.#source.path ?? 'The dump'}: ${name}, at 0x${offset.toString(16)}: ${what}`;
    return new MinidumpError(code, message, { stream: name, offset });
  }

  /** Counts memory that will be kept against the allowance. */
  keep(bytes: number, offset: number): void {
    if (this.#allowance.take(bytes)) return;
    throw this.error(
      'MINIDUMP_TOO_LARGE',
      'reading it would take many times as much memory as the file has bytes',
      offset,
    );
  }

  /** Bytes of the file, inside or outside of the stream. */
  bytes(offset: number, length: number, what: string): DataView<ArrayBuffer> {
    this.check(offset, length, what);
    const bytes = new Uint8Array(length);
    this.#source.readInto(bytes, offset);
    return new DataView(bytes.buffer);
  }

  /** A structure in the stream. */
  record<T>(format: RecordFormat<T>, what: string, at = 0): T {
    this.checkInside(at, format.size, what);
    return this.recordAt(format, this.stream.offset + at, what);
  }

  /** A structure anywhere in the file. */
  recordAt<T>(format: RecordFormat<T>, offset: number, what: string): T {
    this.check(offset, format.size, what);
    this.#source.readInto(record.subarray(0, format.size), offset);
    return format.read(recordData, 0);
  }

  /** A part that is of use to nobody else: if it is damaged, the stream keeps the rest, and `problems` tells of it. */
  unlessDamaged<T>(read: () => T, otherwise: T): T {
    const { stackTraceLimit } = Error;
    // Stacks of errors cost most of the time of a list in which every entry is damaged, and only the first is told.
    if (this.#isDamaged) Error.stackTraceLimit = 0;
    try {
      return read();
    } catch (error) {
      if (!(error instanceof MinidumpError) || !ofOnePart.has(error.code)) throw error;
      this.#isDamaged = true;
      this.#onDamage(error);
      return otherwise;
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  }

  /** The answers for all entries of a list, in steps. */
  *list<T, Answer>(
    format: RecordFormat<T>,
    what: string,
    where: Entries,
    read: (entry: T, offset: number) => Answer,
  ): Steps<Answer[]> {
    const answers: Answer[] = [];
    for (const { entry, offset } of this.entries(format, what, where)) {
      answers.push(read(entry, offset));
      if (answers.length % entriesOfStep === 0) yield;
    }
    return answers;
  }

  /** The entries of a list, read piece by piece; `offset` is the place of an entry in the file. */
  *entries<T>(format: RecordFormat<T>, what: string, where: Entries): Generator<{ entry: T; offset: number }> {
    const { first, step = format.size, cost } = where;
    const { offset: start, size } = this.stream;
    // Some writers leave the size of the entries out then.
    if (BigInt(where.count) === 0n) return;
    if (step < format.size) {
      throw this.error('MINIDUMP_DAMAGED', `${what} of ${String(step)} bytes: too small`, start);
    }
    if (first > size || BigInt(where.count) * BigInt(step) > BigInt(size - first)) {
      const message = `${String(where.count)} ${what} of ${String(step)} bytes do not fit into ${String(size)} bytes`;
      throw this.error('MINIDUMP_DAMAGED', message, start);
    }
    const count = Number(where.count);
    this.keep(count * cost, start);
    const perPiece = Math.max(1, Math.floor(pieceBytes / step));
    for (let done = 0; done < count; done += perPiece) {
      const from = start + first + done * step;
      const inPiece = Math.min(perPiece, count - done);
      // The last entry's bytes behind the known members may be missing.
      const piece = this.bytes(from, (inPiece - 1) * step + format.size, what);
      for (let index = 0; index < inPiece; index++) {
        yield { entry: format.read(piece, index * step), offset: from + index * step };
      }
    }
  }

  /**
   * The count at the beginning of a list, and the place of its first entry, which some writers align to eight bytes.
   */
  counted(what: string, step: number): { readonly count: number; readonly first: number } {
    this.checkInside(0, 4, what);
    const count = this.#number(this.stream.offset, what);
    const aligned = this.stream.size === 8 + count * step;
    return { count, first: aligned ? 8 : 4 };
  }

  #number(offset: number, what: string): number {
    this.check(offset, 4, what);
    this.#source.readInto(record.subarray(0, 4), offset);
    return recordData.getUint32(0, true);
  }

  /** The place of bytes anywhere in the file, behind their number. */
  counts(offset: number, what: string): { readonly offset: number; readonly size: number } {
    const size = this.#number(offset, what);
    this.check(offset + stringLengthBytes, size, what);
    return { offset: offset + stringLengthBytes, size };
  }

  /** A text in UTF-8 anywhere in the file, behind the number of its bytes. */
  utf8(at: number, what: string): string {
    const { offset, size } = this.counts(at, what);
    this.keep(textCost + 2 * size, at);
    return Buffer.from(this.bytes(offset, size, what).buffer).toString('utf8');
  }

  /** A MINIDUMP_STRING anywhere in the file. */
  text(offset: number, what: string): string {
    const length = this.#number(offset, what);
    const start = offset + stringLengthBytes;
    this.check(start, length, what);
    this.keep(textCost + length, offset);
    return wideText(this.bytes(start, length, what), 0, length);
  }

  /** Throws if a range lies beyond the end of the file. */
  check(offset: number, length: number, what: string): void {
    if (offset + length <= this.#source.size) return;
    const message = `${what} (${String(length)} bytes) lies beyond the end of the file: ${beyondEnd(this.#source)}`;
    throw this.error('MINIDUMP_CUT_SHORT', message, offset);
  }

  /** Throws if a range, which begins `at` bytes into the stream, lies beyond its end. */
  checkInside(at: number, length: number, what: string): void {
    const { offset, size } = this.stream;
    if (at + length <= size) return;
    throw this.error('MINIDUMP_DAMAGED', `${what} does not fit into its ${String(size)} bytes`, offset);
  }
}
