import type { DbgHelpErrorCode } from '../../types/errors';

/** Windows' error codes that say more than "failed". Names as in winerror.h. */
export const win32ErrorCodes: Readonly<Record<number, DbgHelpErrorCode>> = {
  /** ERROR_FILE_NOT_FOUND */
  2: 'DBGHELP_NOT_FOUND',
  /** ERROR_PATH_NOT_FOUND */
  3: 'DBGHELP_NOT_FOUND',
  /** ERROR_ACCESS_DENIED */
  5: 'DBGHELP_ACCESS_DENIED',
  /** ERROR_INVALID_HANDLE */
  6: 'DBGHELP_INVALID_HANDLE',
  /** ERROR_INVALID_PARAMETER */
  87: 'DBGHELP_INVALID_PARAMETER',
  /** ERROR_CALL_NOT_IMPLEMENTED */
  120: 'DBGHELP_NOT_IMPLEMENTED',
  /** ERROR_MOD_NOT_FOUND: also "no such symbol" */
  126: 'DBGHELP_NOT_FOUND',
  /** ERROR_INVALID_ADDRESS */
  487: 'DBGHELP_NOT_FOUND',
  /** ERROR_NOT_FOUND */
  1168: 'DBGHELP_NOT_FOUND',
};
