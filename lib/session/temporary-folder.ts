import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DbgHelpError } from '../base/errors';

/** Reports when the DLL holds nothing of a session any more. */
interface Ending {
  atEnd(ending: () => void): void;
}

/**
 * Makes a folder for files that a session's DLL reads. It is removed at the end of the session, when the DLL has closed
 * them.
 *
 * @throws DbgHelpError `DBGHELP_NOT_FOUND` or `DBGHELP_ACCESS_DENIED` if the system's folder for such files is missing, or full
 */
export function temporaryFolder(session: Ending): string {
  const folder = made(tmpdir());
  session.atEnd(() => {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // A scanner may hold a file; then a few kilobytes remain.
    }
  });
  return folder;
}

function made(parent: string): string {
  try {
    return mkdtempSync(path.join(parent, 'dbghelp-'));
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const known = code === 'ENOENT' || code === 'ENOTDIR' ? 'DBGHELP_NOT_FOUND' : 'DBGHELP_ACCESS_DENIED';
    const advice = `no folder for temporary files can be made in ${parent}; set TEMP to one that can be written`;
    throw new DbgHelpError(known, `${advice} (${message})`, { cause });
  }
}
