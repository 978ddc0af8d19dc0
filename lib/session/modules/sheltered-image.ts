import { promises as files } from 'node:fs';
import path, { win32 as windowsPath } from 'node:path';
import { fileError } from '../../base/file-error';
import { FileBytes } from '../../files/async-bytes';
import type { RecordedName } from '../../files/debug-records';
import { whyNoFileName } from '../../files/file-names';
import { directories, peHeaders } from '../../files/pe-headers';
import { mayBeOpened } from '../../search/recorded-path';
import type { SymbolPath } from '../../search/symbol-path';

/** How the DLL gets a copy of an image instead of the image, whose references it must not follow. */
export interface Shelter {
  /** The folder for the copy. */
  readonly folder: string;
  /** What is written over in it: names of files by their last parts. Without any, the copy refers to no file at all. */
  readonly renamed?: readonly RecordedName[];
}

/**
 * The names of files in an image that the DLL must not open: paths on other computers that the search path does not
 * name, devices, and what is no name of a file.
 */
export const notToBeOpened = (recorded: readonly RecordedName[], searchPath: SymbolPath): readonly RecordedName[] =>
  recorded.filter((one) => one.name !== '' && (!mayBeOpened(one.name, searchPath) || namesNothing(one)));

/** Whether what should be the name of a file cannot be one. */
export const namesNothing = ({ name }: RecordedName): boolean => whyNoFileName(windowsPath.basename(name)) !== null;

/** Copies an image into the shelter, without the references that the DLL must not follow. */
export async function shelteredImage(image: string, { folder, renamed }: Shelter): Promise<string> {
  const copy = path.join(folder, path.basename(image));
  const changes = renamed ? renamed.map(byLastPart) : await withoutReferences(image);
  try {
    await files.copyFile(image, copy);
    await files.chmod(copy, 0o600);
    const file = await files.open(copy, 'r+');
    try {
      for (const { bytes, offset } of changes) await file.write(bytes, 0, bytes.length, offset);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw fileError(`${image} cannot be copied to ${folder}, where the DLL finds nothing that it must not open`, error);
  }
  return copy;
}

interface Change {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** The last part of a path that another computer has is shorter than the path. */
function byLastPart({ name, offset, bytes: room }: RecordedName): Change {
  const bytes = Buffer.alloc(room);
  bytes.write(windowsPath.basename(name), 0, Math.max(room - 1, 0), 'utf8');
  return { offset, bytes };
}

/** The image does not refer to a PDB any more: DLLs then look for none, not even beside it. */
async function withoutReferences(image: string): Promise<Change[]> {
  const offset = await FileBytes.with(image, 'the image', async (bytes) =>
    (await bytes.parse(peHeaders())).placeOf(directories.debug),
  );
  return offset === null ? [] : [{ offset, bytes: new Uint8Array(8) }];
}
