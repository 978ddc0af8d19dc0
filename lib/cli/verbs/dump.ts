import path from 'node:path';
import type { MinidumpType } from '../../minidump/write/index';
import type { Context } from '../context';
import { doors } from '../doors';
import { namedProcess } from '../named-process';
import { UsageError } from '../usage-error';

export async function run(context: Context<'dump'>, [process = '']: readonly string[]): Promise<void> {
  const { output, type, comment, json } = context.options;
  const { writeMinidump } = doors.write();
  const { pid, name } = await namedProcess(process);
  const file = output ?? `${path.parse(name).name}-${String(pid)}.dmp`;
  const written = await writeMinidump({
    pid,
    path: file,
    type: type?.split(',').map((part) => part.trim()) as MinidumpType | undefined,
    comment,
    onProgress: ({ kind, done }) => {
      context.progress(
        `${name}: ${kind === 'bytes' ? `${(done / 2 ** 20).toFixed(1)} MB` : `${kind} ${String(done)}`}`,
      );
    },
  }).catch((error: unknown) => {
    if (error instanceof RangeError && error.message.includes('`type`')) {
      throw new UsageError(error.message.replace(/^[^`]*`type`/, '--type'));
    }
    throw error;
  });
  if (json === true) await context.json(written);
  else await context.write(`${written.path}\n`);
}
