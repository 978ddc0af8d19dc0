import type { RunningProcess } from '../stack/index';
import { doors } from './doors';
import { UsageError } from './usage-error';

/**
 * The process that somebody means by its id, or by the name of its program, with or without `.exe`.
 *
 * @throws UsageError if several have the name; an Error if none has
 */
export async function namedProcess(text: string): Promise<RunningProcess> {
  const running = await doors.stack().listProcesses();
  if (/^\d+$/.test(text)) {
    const found = running.find(({ pid }) => pid === Number(text));
    if (found) return found;
    throw new Error(`there is no process ${text}`);
  }
  const wanted = withoutExtension(text);
  const named = running.filter(({ name, pid }) => withoutExtension(name) === wanted && pid !== process.pid);
  if (named.length > 1) {
    const ids = named.map(({ pid }) => String(pid)).join(', ');
    throw new UsageError(`${String(named.length)} processes are called ${text}: name one of them by its id: ${ids}`);
  }
  if (named[0]) return named[0];
  throw new Error(`no process is called ${text}; a process of another user is seen by administrators only`);
}

const withoutExtension = (name: string): string => name.toLowerCase().replace(/\.exe$/, '');
