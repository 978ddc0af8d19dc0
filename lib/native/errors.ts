import { win32ErrorCodes } from './win32-errors';

/** Stable identifiers of what went wrong; `DbgHelpError.code` is one of them. */
export type DbgHelpErrorCode =
  /** DbgHelp said no; `win32Code` says why. */
  | 'DBGHELP_CALL_FAILED'
  /** No such symbol, module, line or file for DbgHelp. */
  | 'DBGHELP_NOT_FOUND'
  | 'DBGHELP_ACCESS_DENIED'
  /** The key or handle is not one that DbgHelp (or Windows) knows. */
  | 'DBGHELP_INVALID_HANDLE'
  | 'DBGHELP_INVALID_PARAMETER'
  /** The DLL exports the function, and only reports that it does not do it. */
  | 'DBGHELP_NOT_IMPLEMENTED'
  /** This DLL has no such export. */
  | 'DBGHELP_NOT_EXPORTED'
  /** The DLL could not be loaded. */
  | 'DBGHELP_LOAD_FAILED'
  /** Not Windows. */
  | 'DBGHELP_UNSUPPORTED_PLATFORM'
  /** Another call of the same token is in the DLL. */
  | 'DBGHELP_BUSY'
  /** A queued call was made from inside a slot: it would wait for itself. */
  | 'DBGHELP_REENTRANT'
  /** The session, token or structure has ended. */
  | 'DBGHELP_CLOSED'
  /** The module was unloaded. */
  | 'DBGHELP_MODULE_UNLOADED'
  /** A module is loaded at that base already. */
  | 'DBGHELP_ALREADY_LOADED'
  /** `requireSymbols`: there are none, or they do not match. */
  | 'DBGHELP_NO_SYMBOLS'
  /** No process with that id. */
  | 'DBGHELP_PROCESS_NOT_FOUND'
  /** A 32-bit program cannot look into a 64-bit process. */
  | 'DBGHELP_WRONG_BITNESS';

export interface DbgHelpErrorDetails {
  /** The DbgHelp or Windows function that failed. */
  readonly api?: string;
  /** What GetLastError said. */
  readonly win32Code?: number;
  readonly cause?: unknown;
}

/** Everything that goes wrong natively, or that the gate refuses. Bad arguments are a TypeError or a RangeError instead. */
export class DbgHelpError extends Error {
  /** Stable: compare this, not the message. */
  readonly code: DbgHelpErrorCode;
  /** The DbgHelp or Windows function that failed, where there is one. */
  readonly api: string | undefined;
  /** What GetLastError said, where a call failed. */
  readonly win32Code: number | undefined;

  constructor(code: DbgHelpErrorCode, message: string, details: DbgHelpErrorDetails = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.name = 'DbgHelpError';
    this.code = code;
    this.api = details.api;
    this.win32Code = details.win32Code;
  }
}

/** The error of a native call that returned what its documentation calls failure. */
export function callFailed(api: string, win32Code: number, windowsMessage: string | undefined): DbgHelpError {
  const hex = `0x${win32Code.toString(16).toUpperCase()}`;
  const code = win32ErrorCodes[win32Code] ?? 'DBGHELP_CALL_FAILED';
  const known = windowsMessage === undefined ? `error ${hex}` : `${windowsMessage} (${hex})`;
  const reason = win32Code === 0 ? 'failed without giving a reason' : known;
  return new DbgHelpError(code, `${api}: ${reason}`, { api, win32Code });
}

export function closed(what: string, api?: string): DbgHelpError {
  return new DbgHelpError('DBGHELP_CLOSED', `${what} has ended`, api === undefined ? {} : { api });
}
