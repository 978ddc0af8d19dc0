import type { ThreadStack } from '../../stack/index';
import { wide } from '../columns';
import type { Context } from '../context';
import { doors } from '../doors';
import { namedProcess } from '../named-process';
import { withSession } from '../sessions';

export async function run(context: Context<'stacks'>, [process = '']: readonly string[]): Promise<void> {
  const { 'max-frames': maxFrames, json } = context.options;
  const { walkProcess } = doors.stack();
  const { pid, name } = await namedProcess(process);
  context.progress(`loading the modules of ${name}`);
  const stacks = await withSession(context, { process: pid }, (session) =>
    walkProcess(pid, {
      session,
      maxFrames,
      onThread: ({ threadId }) => {
        context.progress(`${name}: thread ${String(threadId)}`);
      },
    }),
  );
  if (json === true) await context.jsonList('threads', stacks.map(withPlainError));
  else await context.list(stacks, textOf);
  for (const { threadId, error } of stacks) if (error) context.fail(`thread ${String(threadId)}: ${error.message}`);
}

/** JSON has nothing of an error but its own members. */
const withPlainError = ({ error, ...stack }: ThreadStack): object => ({
  ...stack,
  error: error && { code: error.code, message: error.message },
});

function textOf({ threadId, name, frames, end }: ThreadStack): string {
  const { formatAddress } = doors.session();
  const title = `Thread ${String(threadId)}${name === null ? '' : ` ${JSON.stringify(name)}`}`;
  const lines = frames.map(({ address, symbol, trust, generated }, index) => {
    const place = symbol ? formatAddress(symbol) : generated ? '(generated code)' : '(in no module)';
    const doubt = trust === 'scan' ? '  (a guess)' : '';
    return `${String(index).padStart(3)}  ${wide(address)}  ${place.replaceAll('\n', `\n${' '.repeat(23)}`)}${doubt}`;
  });
  return [title, ...lines, ...(end === 'complete' ? [] : [`     ${ends[end]}`]), ''].join('\n');
}

const ends: Readonly<Record<Exclude<ThreadStack['end'], 'complete'>, string>> = {
  unreadable: '... what lies below cannot be read',
  'no-unwind-info': '... nothing tells who called this',
  limit: '... there are more frames',
  loop: '... the stack leads back',
  stopped: '... the walk failed',
};
