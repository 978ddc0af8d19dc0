import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Reports when the DLL holds nothing of a session any more. */
interface Ending {
  atEnd(ending: () => void): void;
}

/**
 * Makes a folder for files that a session's DLL reads. It is removed at the end of the session, when the DLL has closed
 * them.
 */
export function temporaryFolder(session: Ending): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'dbghelp-'));
  session.atEnd(() => {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // A scanner may hold a file; then a few kilobytes remain.
    }
  });
  return folder;
}
