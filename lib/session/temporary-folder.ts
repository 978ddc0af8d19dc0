import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Tells when the DLL holds nothing of a session any more. */
interface Ending {
  atEnd(ending: () => void): void;
}

/** A folder for files that a session's DLL reads. It keeps its images open: they can go when it has closed them. */
export function temporaryFolder(session: Ending): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'dbghelp-'));
  session.atEnd(() => {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // A scanner may hold the file: a few kilobytes are left behind.
    }
  });
  return folder;
}
