import type { DbgHelpErrorCode } from '../../types/errors';
import { win32ErrorCodes, wordsForCodes } from './win32-error-codes';

export interface DbgHelpErrorDetails {
  /** The DbgHelp or Windows function that failed. */
  readonly api?: string;
  /** The value of GetLastError. */
  readonly win32Code?: number;
  /** The exit code of the process. */
  readonly exitCode?: number;
  readonly cause?: unknown;
}

/**
 * The error of a failed native call, or of a call that the gate refuses. A bad argument is a TypeError or a RangeError
 * instead.
 */
export class DbgHelpError extends Error {
  /** Stable: compare this, not the message. */
  readonly code: DbgHelpErrorCode;
  /** The DbgHelp or Windows function that failed, if one did. */
  readonly api: string | undefined;
  /** The value of GetLastError, if a call failed. */
  readonly win32Code: number | undefined;
  /** The exit code of a process, if one ended: 0xc0000005 after an access violation. */
  readonly exitCode: number | undefined;

  constructor(code: DbgHelpErrorCode, message: string, details: DbgHelpErrorDetails = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.name = 'DbgHelpError';
    this.code = code;
    this.api = details.api;
    this.win32Code = details.win32Code;
    this.exitCode = details.exitCode;
  }
}

/** MiniDumpWriteDump's last error is an HRESULT; with this upper half it holds a Win32 code. */
const win32Facility = 0x8007;

/** The error of a native call whose result means failure according to its documentation. */
export function callFailed(
  api: string,
  win32Code: number,
  windowsMessage: string | undefined,
  nothing: readonly number[] = [],
): DbgHelpError {
  const hex = `0x${win32Code.toString(16).toUpperCase()}`;
  const plainCode = win32Code >>> 16 === win32Facility ? win32Code & 0xffff : win32Code;
  const code = nothing.includes(plainCode)
    ? 'DBGHELP_NOT_FOUND'
    : (win32ErrorCodes[plainCode] ?? 'DBGHELP_CALL_FAILED');
  const words = windowsMessage ?? wordsForCodes[win32Code];
  const known = words === undefined ? `error ${hex}` : `${words} (${hex})`;
  const silent = code === 'DBGHELP_NOT_FOUND' ? 'there is nothing' : 'failed, no reason given';
  const reason = win32Code === 0 ? silent : known;
  return new DbgHelpError(code, `${api}: ${reason}`, { api, win32Code });
}

export function closed(what: string, api?: string): DbgHelpError {
  return new DbgHelpError('DBGHELP_CLOSED', `${what} has ended`, api === undefined ? {} : { api });
}
