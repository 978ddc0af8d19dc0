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
