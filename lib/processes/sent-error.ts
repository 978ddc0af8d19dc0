import type { DbgHelpErrorCode } from '../../types/errors';
import { DbgHelpError } from '../base/errors';
import { MinidumpError, type MinidumpErrorCode } from '../base/minidump-error';

/** An error in the form in which it is sent to another process. */
export interface SentError {
  readonly name: string;
  readonly message: string;
  readonly code: string | undefined;
  readonly cause: SentError | undefined;
  readonly api: string | undefined;
  readonly win32Code: number | undefined;
  readonly stream: string | null | undefined;
  readonly offset: number | null | undefined;
}

/** A thrown value that is no Error is sent as its text. */
export function errorToSend(thrown: unknown): SentError {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const { name, message, cause, code, api, win32Code, stream, offset } = error as Error & Partial<SentError>;
  return {
    name,
    message,
    code,
    cause: cause === undefined ? undefined : errorToSend(cause),
    api,
    win32Code,
    stream,
    offset,
  };
}

/** Makes the received error an error of this process. */
export function receivedError({ name, message, code, cause, api, win32Code, stream, offset }: SentError): Error {
  const because = cause === undefined ? {} : { cause: receivedError(cause) };
  switch (name) {
    case 'DbgHelpError': {
      const details = { ...(api === undefined ? {} : { api }), ...(win32Code === undefined ? {} : { win32Code }) };
      return new DbgHelpError(code as DbgHelpErrorCode, message, { ...details, ...because });
    }
    case 'MinidumpError':
      return new MinidumpError(code as MinidumpErrorCode, message, {
        stream: stream ?? null,
        offset: offset ?? null,
        ...because,
      });
    case 'TypeError':
      return new TypeError(message, because);
    case 'RangeError':
      return new RangeError(message, because);
    default:
      return Object.assign(new Error(message, because), { name }, code === undefined ? {} : { code });
  }
}
