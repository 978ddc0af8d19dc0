import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DbgHelpError } from '../base/errors';
import { fileError } from '../base/file-error';
import { processLock } from '../gate/process-lock';

/** Reports when the DLL holds nothing of a session any more. */
interface Ending {
  atEnd(ending: () => void): void;
}

/** The names of the folders say whose they are: a process's id, and the id of a participant in it. */
const owned = /^dbghelp-(\d+)-(\d+)-\w{6}$/;

let looked = false;

/**
 * Makes a folder for files that a session's DLL reads. It is removed at the end of the session, when the DLL has closed
 * them.
 *
 * @throws DbgHelpError `DBGHELP_NOT_FOUND` if the system's folder for such files is missing, `DBGHELP_ACCESS_DENIED` if it may not
 * be written, `DBGHELP_CALL_FAILED` if it is full
 */
export function temporaryFolder(session: Ending): string {
  if (!looked) removeLeftFolders();
  looked = true;
  const folder = made(tmpdir());
  session.atEnd(() => {
    remove(folder);
  });
  return folder;
}

/** Removes the folders of threads that have ended in the midst of a session, and of processes that have. */
export function removeLeftFolders(): void {
  const parent = tmpdir();
  for (const name of namesIn(parent)) {
    const [, process, participant] = owned.exec(name) ?? [];
    if (process !== undefined && isLeft(Number(process), Number(participant))) remove(path.join(parent, name));
  }
}

function made(parent: string): string {
  try {
    return mkdtempSync(path.join(parent, `dbghelp-${String(process.pid)}-${String(processLock().id)}-`));
  } catch (cause) {
    if (cause instanceof DbgHelpError) throw cause;
    const advice = `no folder for temporary files can be made in ${parent}; set TEMP to one that can be written`;
    throw fileError(advice, cause);
  }
}

function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // A scanner may hold a file; then a few kilobytes remain.
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isLeft(id: number, participant: number): boolean {
  if (id === process.pid) return processLock().hasEnded(participant);
  try {
    process.kill(id, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
