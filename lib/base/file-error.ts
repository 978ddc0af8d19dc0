import type { DbgHelpErrorCode } from '../../types/errors';
import { DbgHelpError } from './errors';

/** What the errors of Node.js' file functions mean. Any other does not tell whether the file is there. */
const codes: Readonly<Record<string, DbgHelpErrorCode>> = {
  ENOENT: 'DBGHELP_NOT_FOUND',
  ENOTDIR: 'DBGHELP_NOT_FOUND',
  ENAMETOOLONG: 'DBGHELP_NOT_FOUND',
  EACCES: 'DBGHELP_ACCESS_DENIED',
  EPERM: 'DBGHELP_ACCESS_DENIED',
  EBUSY: 'DBGHELP_ACCESS_DENIED',
  EROFS: 'DBGHELP_ACCESS_DENIED',
};

const words: Readonly<Record<string, string>> = {
  EMFILE: 'this program has as many files open as it can have; close those that it does not need, such as Minidumps',
  ENFILE: 'as many files are open as this system can have',
  ENOSPC: 'there is no room left on the disk',
};

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException | undefined)?.code ?? '';

/** `DBGHELP_CALL_FAILED` for what says neither that a file is missing nor that it may not be used. */
export const fileErrorCode = (error: unknown): DbgHelpErrorCode => codes[codeOf(error)] ?? 'DBGHELP_CALL_FAILED';

/** Says in words what went wrong with a file, and what to do. */
export const whatFailed = (error: unknown): string => words[codeOf(error)] ?? (error as Error).message;

/** Whether an error says that there is no such file. */
export const isMissing = (error: unknown): boolean => fileErrorCode(error) === 'DBGHELP_NOT_FOUND';

/** @param what - the consequence: `app.dmp cannot be written` */
export const fileError = (what: string, cause: unknown): DbgHelpError =>
  new DbgHelpError(fileErrorCode(cause), `${what}: ${whatFailed(cause)}`, { cause });

/** For what is tried in several places: a file that is missing, or may not be read, has no answer. Any other error is thrown. */
export function orNoAnswer(error: unknown): undefined {
  const code = error instanceof DbgHelpError ? error.code : fileErrorCode(error);
  if (code === 'DBGHELP_NOT_FOUND' || code === 'DBGHELP_ACCESS_DENIED') return undefined;
  throw error;
}
