import { promises as files } from 'node:fs';
import path, { win32 as windowsPath } from 'node:path';
import { fileError } from '../../base/file-error';

/** MAX_PATH: DbgHelp reads nothing at longer paths. */
const longestPath = 260;

/**
 * A folder in which the PDB has the name that its image asks for: its own, where it has that name, or else one with a link to it,
 * or with a copy where there can be no link.
 */
export async function folderNaming(pdb: string, name: string, newFolder: () => string): Promise<string> {
  const folder = path.dirname(pdb);
  const file = windowsPath.basename(pdb);
  // What has a `;` in it is two folders in a search path.
  const isUsable = !folder.includes(';') && pdb.length < longestPath;
  if (isUsable && file.toLowerCase() === name.toLowerCase()) return folder;
  const other = newFolder();
  const named = path.join(other, name);
  await files
    .link(pdb, named)
    .catch(() => files.copyFile(pdb, named))
    .catch((error: unknown) => {
      throw fileError(`${pdb} cannot be copied to ${named}, the name by which its image refers to it`, error);
    });
  return other;
}
