import { DbgHelpError } from '../../base/errors';
import type { StackMachine } from '../../stack/machines';
import type { ThreadStack, WalkedFrame } from '../../stack/stack-frame';
import type { StackWalk } from '../../stack/stack-walk';
import type { DumpWalk } from './dump-target';

/** The frames of a walk, and why there are no more. */
export interface JudgedWalk {
  readonly frames: readonly WalkedFrame[];
  readonly end: ThreadStack['end'];
  readonly error: DbgHelpError | null;
}

/** Tells a walk that was given up, and one that the DLL did not begin. */
export function judged(stack: StackWalk, walk: DumpWalk, { name }: StackMachine): JudgedWalk {
  const api = 'StackWalkEx';
  const { frames, end } = stack;
  const stopped = (error: DbgHelpError): JudgedWalk => ({ frames, end: 'stopped', error });
  if (walk.expired) {
    const message = walk.searchedTooMuch
      ? `${api}: given up: the stacks before have taken all the time for searches in this dump; walk this thread by itself`
      : `${api}: given up, as it took too long: the stack, or what describes it, is damaged`;
    return stopped(new DbgHelpError('DBGHELP_CALL_FAILED', message, { api }));
  }
  if (end === 'unreadable' && !walk.asked) {
    const message = `${api}: this dbghelp.dll for ${process.arch} does not walk stacks of ${name}`;
    return stopped(new DbgHelpError('DBGHELP_NOT_IMPLEMENTED', message, { api }));
  }
  return { frames, end, error: null };
}
