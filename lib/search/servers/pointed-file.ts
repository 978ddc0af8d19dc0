import { createReadStream, promises as files } from 'node:fs';
import { isMissing } from '../../base/file-error';
import type { WantedFile } from '../file-search';
import { checkContents } from './contents';
import type { PartialFile } from './partial-file';
import { ServerFailure, tooLarge } from './server-failure';

interface Copying {
  readonly wanted: WantedFile;
  readonly maxFileSize: number;
  readonly signal: AbortSignal;
}

/** Copies the file to which a file.ptr leads, and checks it like one that was fetched. */
export async function copyFrom(
  file: string,
  partial: PartialFile,
  { wanted, maxFileSize, signal }: Copying,
): Promise<{ readonly portable: boolean }> {
  await partial.begin({ source: '', validator: null, total: null, digests: {} });
  try {
    const { size, isFile } = await files.stat(file).then((found) => ({ size: found.size, isFile: found.isFile() }));
    // To open a pipe takes until somebody writes to it.
    if (!isFile) throw new ServerFailure('missing', `points to ${file}, which is no file`);
    if (size > maxFileSize) throw tooLarge(maxFileSize);
    for await (const bytes of createReadStream(file, { signal }) as AsyncIterable<Buffer>) await partial.write(bytes);
    return await checkContents(partial, wanted, true);
  } catch (error) {
    await partial.remove();
    if (signal.aborted) throw signal.reason;
    if (error instanceof ServerFailure) throw error;
    const { code = '' } = error as NodeJS.ErrnoException;
    const outcome = isMissing(error) ? 'missing' : 'unreadable';
    throw new ServerFailure(outcome, `points to ${file}, which cannot be read (${code})`, { cause: error });
  }
}
