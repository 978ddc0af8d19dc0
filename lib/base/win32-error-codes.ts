import type { DbgHelpErrorCode } from '../../types/errors';

/** Windows' error codes that have a specific code here. Names as in winerror.h. */
export const win32ErrorCodes: Readonly<Record<number, DbgHelpErrorCode>> = {
  /** ERROR_FILE_NOT_FOUND */
  2: 'DBGHELP_NOT_FOUND',
  /** ERROR_PATH_NOT_FOUND */
  3: 'DBGHELP_NOT_FOUND',
  /** ERROR_ACCESS_DENIED */
  5: 'DBGHELP_ACCESS_DENIED',
  /** ERROR_INVALID_HANDLE */
  6: 'DBGHELP_INVALID_HANDLE',
  /** ERROR_BAD_FORMAT */
  11: 'DBGHELP_BAD_FORMAT',
  /** ERROR_SHARING_VIOLATION */
  32: 'DBGHELP_ACCESS_DENIED',
  /** ERROR_INVALID_PARAMETER */
  87: 'DBGHELP_INVALID_PARAMETER',
  /** ERROR_CALL_NOT_IMPLEMENTED */
  120: 'DBGHELP_NOT_IMPLEMENTED',
  /** ERROR_MOD_NOT_FOUND: also "no such symbol" */
  126: 'DBGHELP_NOT_FOUND',
  /** ERROR_BAD_EXE_FORMAT */
  193: 'DBGHELP_BAD_FORMAT',
  /** ERROR_INVALID_ADDRESS */
  487: 'DBGHELP_NOT_FOUND',
  /** ERROR_NOT_FOUND */
  1168: 'DBGHELP_NOT_FOUND',
  /** E_PDB_NOT_FOUND; this and the next ones come from readers of PDBs */
  0x806d0005: 'DBGHELP_NOT_FOUND',
  /** E_PDB_V1_PDB */
  0x806d000b: 'DBGHELP_BAD_FORMAT',
  /** E_PDB_FORMAT */
  0x806d000c: 'DBGHELP_BAD_FORMAT',
  /** E_PDB_CORRUPT */
  0x806d000e: 'DBGHELP_BAD_FORMAT',
  /** E_PDB_ACCESS_DENIED */
  0x806d0010: 'DBGHELP_ACCESS_DENIED',
};

/** Texts for codes for which Windows has none. */
export const wordsForCodes: Readonly<Record<number, string>> = {
  0x806d0005: 'The PDB was not found.',
  0x806d000b: 'The PDB is of an old version.',
  0x806d000c: 'The file is no PDB, or it is damaged.',
  0x806d000e: 'The PDB is damaged.',
  0x806d0010: 'The PDB may not be opened.',
};
