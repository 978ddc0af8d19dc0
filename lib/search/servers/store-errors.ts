import { promises as files } from 'node:fs';
import { pause } from '../../base/clock';
import { ServerFailure } from './server-failure';

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'there is no room left on the disk',
  EDQUOT: 'there is no room left for this user',
  EFBIG: 'the file system takes no file of this size',
  EACCES: 'it may not be written',
  EPERM: 'it may not be written',
  EROFS: 'it can only be read',
  EBUSY: 'another program uses it',
};

/** The failure of writing to a store. */
export function unwritable(path: string, error: unknown): ServerFailure {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const reason = reasons[code] ?? `it cannot be written (${code || message})`;
  return new ServerFailure('unwritable', `${path}: ${reason}`, { cause: error });
}

/** What Windows says while another program, such as a scanner of viruses, has a file open. */
const inUse: ReadonlySet<string | undefined> = new Set(['EPERM', 'EBUSY', 'EACCES']);
const pauses = process.platform === 'win32' ? [20, 50, 100, 200, 500] : [];

/** Renames a file, on Windows also one that is in use for a moment. */
export async function renamed(from: string, to: string): Promise<void> {
  for (const time of pauses) {
    try {
      await files.rename(from, to);
      return;
    } catch (error) {
      if (!inUse.has((error as NodeJS.ErrnoException).code)) throw error;
    }
    await pause(time);
  }
  await files.rename(from, to);
}
