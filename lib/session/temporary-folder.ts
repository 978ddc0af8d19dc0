import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SessionCore } from './core';

/** A folder for files that a session's DLL reads. It keeps its images open: they can go when it has closed them. */
export function temporaryFolder(core: SessionCore): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'dbghelp-'));
  core.atEnd(() => {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // A scanner may hold the file: a few kilobytes are left behind.
    }
  });
  return folder;
}
