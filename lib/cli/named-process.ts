import type { RunningProcess } from '../stack/index';
import { misspelt } from '../base/option-names';
import { doors } from './doors';
import { isCalledDump, isDump } from './files';
import { UsageError } from './usage-error';

/**
 * The process that somebody means by its id, or by the name of its program, with or without `.exe`.
 *
 * @throws UsageError if several have the name; an Error if none has
 */
export async function namedProcess(text: string): Promise<RunningProcess> {
  if (isDump(text) || isCalledDump(text))
    throw new UsageError(`${text} is a dump, and no process that runs: dbghelp report ${text} prints its stacks`);
  if (/[\\/]/.test(text))
    throw new UsageError(`a process is named by its id, or by the name of its program without a path; got ${text}`);
  const running = await doors.stack().listProcesses();
  if (/^(?:\d+|0x[\da-f]+)$/i.test(text)) {
    const found = running.find(({ pid }) => pid === Number(text));
    if (found) return found;
    throw new Error(`there is no process ${text}: it may have ended; the name of its program works, too`);
  }
  const wanted = withoutExtension(text);
  const named = running.filter(({ name, pid }) => withoutExtension(name) === wanted && pid !== process.pid);
  if (named.length > 1) {
    const ids = named.map(({ pid }) => String(pid)).join(', ');
    throw new UsageError(`${String(named.length)} processes are called ${text}: name one of them by its id: ${ids}`);
  }
  if (named[0]) return named[0];
  const meant = misspelt(
    wanted,
    running.map(({ name }) => withoutExtension(name)),
  );
  const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
  throw new Error(
    `no process is called ${text}${hint || '; a process of another user is seen by administrators only'}`,
  );
}

const withoutExtension = (name: string): string => name.toLowerCase().replace(/\.exe$/, '');
