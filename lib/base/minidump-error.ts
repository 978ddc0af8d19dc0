/** Stable identifiers of what went wrong with a dump; `MinidumpError.code` is one of them. */
export type MinidumpErrorCode =
  /** No such file. */
  | 'MINIDUMP_NOT_FOUND'
  | 'MINIDUMP_ACCESS_DENIED'
  /** The file does not begin like a minidump. */
  | 'MINIDUMP_NOT_A_DUMP'
  /** Something lies beyond the end of the file. */
  | 'MINIDUMP_CUT_SHORT'
  /** What a stream says contradicts itself. */
  | 'MINIDUMP_DAMAGED'
  /** Reading all that a stream names would take far more memory than the file has bytes. */
  | 'MINIDUMP_TOO_LARGE'
  /** The system could not read the file. */
  | 'MINIDUMP_READ_FAILED'
  /** The dump was closed. */
  | 'MINIDUMP_CLOSED';

export interface MinidumpErrorDetails {
  /** The stream that was read, by its name. */
  readonly stream?: string | null;
  /** Where in the file. */
  readonly offset?: number | null;
  readonly cause?: unknown;
}

/** Everything that goes wrong while a minidump is read. Bad arguments are a TypeError or a RangeError instead. */
export class MinidumpError extends Error {
  /** Stable: compare this, not the message. */
  readonly code: MinidumpErrorCode;
  /** The stream that was read, by its name; null where it was none, such as the header. */
  readonly stream: string | null;
  /** Bytes from the beginning of the file to what is wrong; null where it is at no place. */
  readonly offset: number | null;

  constructor(code: MinidumpErrorCode, message: string, details: MinidumpErrorDetails = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.name = 'MinidumpError';
    this.code = code;
    this.stream = details.stream ?? null;
    this.offset = details.offset ?? null;
  }
}
