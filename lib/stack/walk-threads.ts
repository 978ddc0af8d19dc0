import type { DbgHelpToken } from '../../types/calls';
import { aside } from '../dll/dbghelp';
import type { CONTEXT } from '../ffi/structures';
import { checkInteger, checkProcessId, checkSignal, outOfRange, wrongType } from '../base/checks';
import { DbgHelpError } from '../base/errors';
import { assertOutsideOfSlots } from '../gate/gate';
import { processLock } from '../gate/process-lock';
import { requireWindows } from '../base/koffi';
import { architecture } from '../base/architecture';
import type { SessionCore } from '../session/core';
import { isWow64Process } from '../win32/processes';
import { SymbolSession } from '../session/session';
import { checkCodeLog, type V8CodeLog } from './code-log';
import { captureThread, liveTarget, type CapturedThread } from './captured-thread';
import { machineOf, machines, type StackMachine } from './machines';
import type { ThreadStack } from './stack-frame';
import { defaultMaxFrames, walkStack } from './stack-walk';
import { symbolizeFrames } from './symbolize-frames';
import { nameOfThread, threadsOf, untilItAnswers, withThread } from '../win32/threads';
import { checkOptionNames, type OptionNames } from '../base/option-names';

/** Options of all walks. */
export interface WalkOptions {
  /** A session of that process. By default, one is opened for the walk and closed after it. */
  readonly session?: SymbolSession | undefined;
  /** The limit for each thread, 1 to 65,536; 1,024 by default. Inlined functions do not count. */
  readonly maxFrames?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Names the frames of a Node.js process whose code V8 made at run time. */
  readonly codeLog?: V8CodeLog | undefined;
}

const walkNames: OptionNames<WalkOptions> = { session: true, maxFrames: true, signal: true, codeLog: true };

/** Names the stack: by a thread's id, or by registers that the caller has. */
export type WalkThreadOptions = WalkOptions & {
  /** A process id; `'self'` only with `context`. */
  readonly process: number | 'self';
} & (
    | {
        readonly threadId: number;
        readonly context?: undefined;
      }
    | {
        /** The registers of a suspended thread, for instance one that is being debugged. */
        readonly context: CONTEXT;
        /** Only repeated in the result. */
        readonly threadId?: number | undefined;
      }
  );

const walkThreadNames: OptionNames<WalkThreadOptions> = {
  ...walkNames,
  process: true,
  threadId: true,
  context: true,
};

export interface WalkProcessOptions extends WalkOptions {
  /** Called with each stack as soon as it is known. */
  readonly onThread?: ((stack: ThreadStack) => void) | undefined;
}

const walkProcessNames: OptionNames<WalkProcessOptions> = { ...walkNames, onThread: true };

const mostFrames = 0x1_0000;

/**
 * Gives the stack of a thread of another process, with symbols, by StackWalkEx, or by StackWalk64 if the DLL lacks
 * that. The thread is suspended while its registers and its stack are copied, and runs while the copy is walked.
 *
 * @throws TypeError or RangeError for bad arguments; `DbgHelpError` `DBGHELP_OWN_PROCESS` for a thread of this process,
 * `DBGHELP_THREAD_NOT_FOUND`, the errors of `SymbolSession.open` for a process that cannot be opened, or Windows'
 * error; the signal's reason
 */
export async function walkThread(options: WalkThreadOptions): Promise<ThreadStack> {
  const api = 'walkThread';
  checkOptionNames(options, walkThreadNames, api);
  const { process, context, threadId } = options;
  const pid = checkProcess(process, `${api}: \`process\``);
  const limits = checkLimits(options, api);
  const machine = context && machineOf(context, `${api}: \`context\``);
  const id = checkInteger(threadId ?? (context ? 0 : undefined), 0, 0xffff_ffff, `${api}: \`threadId\``);
  if (!machine) refuseOwnProcess(pid, api);
  const stack = await withSessionOf(pid, options, api, (core) => {
    const target = targetOf(core, pid);
    const given = context && { context, target: liveTarget(core.key), name: null };
    return walk(core, id, given ? () => given : taker(target, id), limits, api);
  });
  if (stack.error) throw stack.error;
  return stack;
}

/**
 * Gives the stacks of all threads of another process, one after the other, each like `walkThread`. Threads that end
 * meanwhile are left out; for a thread that cannot be examined, `error` says why.
 *
 * @returns in the order in which Windows lists the threads, mostly that of their creation
 * @throws as `walkThread`, and errors of `onThread`
 */
export async function walkProcess(pid: number, options: WalkProcessOptions = {}): Promise<ThreadStack[]> {
  const api = 'walkProcess';
  checkOptionNames(options, walkProcessNames, api);
  const { onThread } = options;
  const limits = checkLimits(options, api);
  if (onThread !== undefined && typeof onThread !== 'function') {
    throw wrongType(`${api}: \`onThread\``, 'a function', onThread);
  }
  refuseOwnProcess(checkProcessId(pid, `${api}: \`pid\``), api);
  return withSessionOf(pid, options, api, async (core) => {
    const target = targetOf(core, pid);
    const stacks: ThreadStack[] = [];
    for (const id of threadsOf(pid)) {
      const stack = await walk(core, id, taker(target, id), limits, api);
      if (stack.error?.code === 'DBGHELP_THREAD_NOT_FOUND') continue;
      stacks.push(stack);
      onThread?.(stack);
    }
    return stacks;
  });
}

/** A captured thread, with its name. */
interface Taken extends CapturedThread {
  readonly name: string | null;
}

interface Target {
  readonly pid: number;
  /** A handle with the rights to query and read. */
  readonly process: bigint;
  readonly machine: StackMachine;
  readonly isWow64: boolean;
}

function targetOf({ key }: SessionCore, pid: number): Target {
  const isWow64 = architecture !== 'x86' && isWow64Process(key);
  return { pid, process: key, machine: machines[isWow64 ? 'x86' : architecture], isWow64 };
}

type Take = (token: DbgHelpToken) => Taken | Promise<Taken>;

function taker({ pid, process, machine, isWow64 }: Target, threadId: number): Take {
  return async (token) => {
    const { bytes } = machine.registers.alloc();
    await aside(token, () => processLock().besides(() => untilItAnswers(threadId, pid, isWow64, bytes)));
    return withThread(threadId, pid, isWow64, (handle) => {
      const name = nameOfThread(handle);
      return { ...captureThread(process, threadId, handle, machine, isWow64), name };
    });
  };
}

type Limits = Pick<WalkOptions, 'maxFrames' | 'signal' | 'codeLog'>;

/** Captures a thread and walks it in one turn; looks its frames up in further turns. */
async function walk(
  core: SessionCore,
  threadId: number,
  take: Take,
  limits: Limits,
  api: string,
): Promise<ThreadStack> {
  const { signal, codeLog } = limits;
  const walked = await core.runLong(
    api,
    async (token) => {
      const taken = await taking(token, take);
      if (taken instanceof DbgHelpError) return taken;
      const understands = (address: bigint): boolean => core.modules.containing(address) !== undefined;
      const target = { ...taken.target, understands };
      return { name: taken.name, ...(await walkStack(core, token, { ...taken, target, ...limits })) };
    },
    signal,
  );
  if (walked instanceof DbgHelpError) return { threadId, name: null, frames: [], end: 'stopped', error: walked };
  const { name, frames, end } = walked;
  return { threadId, name, frames: await symbolizeFrames(core, frames, signal, undefined, codeLog), end, error: null };
}

/** Returns the error of a thread that cannot be captured, so that the others are still walked. */
async function taking(token: DbgHelpToken, take: Take): Promise<Taken | DbgHelpError> {
  try {
    return await take(token);
  } catch (error) {
    if (error instanceof DbgHelpError) return error;
    throw error;
  }
}

/** Runs a job with the caller's session, or with one that is opened for this walk. */
async function withSessionOf<T>(
  pid: number,
  { session, signal }: WalkOptions,
  api: string,
  job: (core: SessionCore) => Promise<T>,
): Promise<T> {
  if (session) {
    const { core } = session;
    core.assertOpen(api);
    if (core.processId !== pid) {
      throw outOfRange(`${api}: \`session\``, `a session of process ${String(pid)}`, core.processId ?? 'one of none');
    }
    return job(core);
  }
  requireWindows();
  assertOutsideOfSlots(api);
  signal?.throwIfAborted();
  const own = await SymbolSession.open({ process: pid });
  try {
    return await job(own.core);
  } finally {
    // After an abort, a thread that does not answer may still be waited for.
    if (signal?.aborted) own.close().catch(() => undefined);
    else await own.close();
  }
}

function refuseOwnProcess(pid: number, api: string): void {
  if (pid !== process.pid) return;
  throw new DbgHelpError(
    'DBGHELP_OWN_PROCESS',
    `${api}: a thread of this very process cannot be walked from inside: this thread cannot be suspended and go on walking, and ` +
      'another one may hold a lock, such as that of the heap, that walking needs. Start a helper process and let that ' +
      `walk process ${String(pid)}, or give \`context\` for a thread that stands still`,
  );
}

function checkProcess(value: unknown, label: string): number {
  if (value === 'self') return process.pid;
  return checkProcessId(value, label, "'self' or ");
}

function checkLimits({ session, maxFrames, signal, codeLog }: WalkOptions, api: string): Limits {
  checkCodeLog(codeLog, api);
  if (session !== undefined && !(session instanceof SymbolSession)) {
    throw wrongType(`${api}: \`session\``, 'a SymbolSession', session);
  }
  if (signal !== undefined) checkSignal(signal, api);
  const most = checkInteger(maxFrames ?? defaultMaxFrames, 1, mostFrames, `${api}: \`maxFrames\``);
  return { maxFrames: most, signal, codeLog };
}
