import { promises as files } from 'node:fs';
import path from 'node:path';
import { DbgHelpError } from '../../base/errors';
import { MinidumpError } from '../../base/minidump-error';
import { Pace } from '../../base/pace';
import { Minidump } from '../minidump';

/**
 * Looks at a dump that was written before it takes its final name: some DLLs report success although the disk was full.
 *
 * @param finalPath - for the error
 * @throws DbgHelpError `DBGHELP_BAD_FORMAT` if a part of what the dump lists is not in the file
 * @internal
 */
export async function checkWritten(file: string, finalPath: string): Promise<void> {
  const lack = await lackOf(file);
  if (lack === undefined) return;
  const free = await freeBytes(path.dirname(file));
  throw new DbgHelpError(
    'DBGHELP_BAD_FORMAT',
    `writeMinidump: DbgHelp reported success, but the dump for ${finalPath} is not whole: ${lack}. ${String(free)} bytes of its disk are free`,
  );
}

async function lackOf(file: string): Promise<string | undefined> {
  try {
    const dump = await Minidump.open(file);
    try {
      const beyond = dump.streams.find(({ offset, size }) => offset + size > dump.size);
      if (beyond) return `${beyond.name} ends behind the file's ${String(dump.size)} bytes`;
      const problems = await new Pace(undefined).drain(dump.problemsInSteps());
      const cut = problems.find(({ code }) => code === 'MINIDUMP_CUT_SHORT');
      if (cut) return cut.message;
      const { cutRanges } = dump.memory;
      return cutRanges === 0 ? undefined : `${String(cutRanges)} of its ranges of memory are not in it, or not whole`;
    } finally {
      await dump.close();
    }
  } catch (error) {
    if (error instanceof MinidumpError) return error.message;
    throw error;
  }
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await files.statfs(folder);
  return bavail * bsize;
}
