/** Stable codes of errors in a dump; `MinidumpError.code` is one of them. */
export type MinidumpErrorCode =
  /** No such file. */
  | 'MINIDUMP_NOT_FOUND'
  | 'MINIDUMP_ACCESS_DENIED'
  /** The file does not begin like a minidump. */
  | 'MINIDUMP_NOT_A_DUMP'
  /** A part lies beyond the end of the file. */
  | 'MINIDUMP_CUT_SHORT'
  /** A stream contradicts itself. */
  | 'MINIDUMP_DAMAGED'
  /** Reading a stream would take far more memory than the file has bytes. */
  | 'MINIDUMP_TOO_LARGE'
  /** The system could not read the file. */
  | 'MINIDUMP_READ_FAILED'
  /** The dump was closed. */
  | 'MINIDUMP_CLOSED';

export interface MinidumpErrorDetails {
  /** The stream that was read, by its name. */
  readonly stream?: string | null;
  /** The offset in the file, in bytes. */
  readonly offset?: number | null;
  readonly cause?: unknown;
}

/** The error of a failure while a minidump is read. A bad argument is a TypeError or a RangeError instead. */
export class MinidumpError extends Error {
  /** Stable: compare this, not the message. */
  readonly code: MinidumpErrorCode;
  /** The stream that was read, by its name; null if it was no stream, such as the header. */
  readonly stream: string | null;
  /** Bytes from the beginning of the file to the damage; null if it has no place in the file. */
  readonly offset: number | null;

  constructor(code: MinidumpErrorCode, message: string, details: MinidumpErrorDetails = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.name = 'MinidumpError';
    this.code = code;
    this.stream = details.stream ?? null;
    this.offset = details.offset ?? null;
  }
}
