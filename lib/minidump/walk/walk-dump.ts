import type { CONTEXT } from '../../ffi/structures';
import { Pace } from '../../base/pace';
import { checkInteger, checkSignal, outOfRange, wrongType } from '../../base/checks';
import { DbgHelpError } from '../../base/errors';
import type { SessionCore } from '../../session/core';
import { fileStem } from '../../session/modules/module-name';
import type { SymbolSession } from '../../session/session';
import { machineOf, type StackMachine } from '../../stack/machines';
import type { ThreadStack } from '../../stack/stack-frame';
import { defaultMaxFrames, walkStack, type StackWalk } from '../../stack/stack-walk';
import { checkCodeLog, type V8CodeLog } from '../../stack/code-log';
import { symbolizeFrames, type OtherModules } from '../../stack/symbolize-frames';
import type { Minidump } from '../minidump';
import { MinidumpError } from '../../base/minidump-error';
import { contextOf, type MinidumpThread } from '../read/threads';
import { calledNowhere, type CalledNowhere } from './called-nowhere';
import { isWow64, wow64Context } from './dump-contexts';
import type { DumpModules } from './dump-modules';
import { DumpTarget, ModuleNeeded } from './dump-target';
import { judged, type JudgedWalk } from './judge-walk';
import { modulesOnStacks } from './modules-on-stacks';
import { dumpImageNames, dumpModules, type DumpImageOptions } from './load-dump-modules';
import { checkOptionNames, type OptionNames } from '../../base/option-names';

export interface WalkDumpOptions extends DumpImageOptions {
  /** The threads to walk, in this order; by default all, first that of the exception. */
  readonly threadIds?: readonly number[] | undefined;
  /** 1024 by default. */
  readonly maxFrames?: number | undefined;
  /** Names the frames of a Node.js process whose code V8 made at run time. */
  readonly codeLog?: V8CodeLog | undefined;
  /** Called with each finished stack. */
  readonly onThread?: ((stack: DumpThreadStack) => void) | undefined;
}

const walkDumpNames: OptionNames<WalkDumpOptions> = {
  ...dumpImageNames,
  threadIds: true,
  maxFrames: true,
  codeLog: true,
  onThread: true,
};

/** The stack of a thread in a dump. */
export interface DumpThreadStack extends ThreadStack {
  /** The architecture of the code: `'x86'` for a 32-bit program in a 64-bit dump. Null if there are no registers. */
  readonly architecture: 'x64' | 'x86' | 'arm64' | null;
  /**
   * Whether the walk started with the registers of the exception instead of the thread's own at the time of the dump.
   */
  readonly fromException: boolean;
}

/**
 * Walks the stacks of the threads in a dump: StackWalkEx, or StackWalk64 if the DLL lacks it. Memory comes from the
 * dump, or else from the images of its modules; function tables come from those images and the dump. Modules on the
 * stacks are loaded into the session, as by `loadDumpModules`.
 *
 * The thread of the exception is walked from the place of the exception, and comes first. A thread whose stack cannot
 * be walked is in the list, and its `end` and `error` say why.
 *
 * @param session - one without a process
 * @returns one for each thread
 * @throws TypeError or RangeError for bad arguments, such as a thread that the dump does not have; `DbgHelpError`
 * `DBGHELP_CLOSED`, or `DBGHELP_ALREADY_LOADED` if the session has modules of another dump at the same addresses;
 * `MinidumpError` for a closed dump, or one with damaged lists of threads, modules or memory; `signal`'s reason
 */
export async function walkDump(
  dump: Minidump,
  session: SymbolSession,
  options: WalkDumpOptions = {},
): Promise<DumpThreadStack[]> {
  const label = 'walkDump';
  checkOptionNames(options, walkDumpNames, label);
  const { signal, onThread, codeLog } = options;
  checkCodeLog(codeLog, label);
  const modules = dumpModules(dump, session, options, label);
  const maxFrames = checkInteger(options.maxFrames ?? defaultMaxFrames, 1, 0xffff_ffff, `${label}: \`maxFrames\``);
  if (signal !== undefined) checkSignal(signal, label);
  const threads = chosen(dump, options.threadIds, `${label}: \`threadIds\``);
  const target = new DumpTarget(dump, modules.map);
  const runs32Bit = isWow64(dump.modules);
  const walk = { core: session.core, modules, target, runs32Bit, maxFrames, signal, codeLog, label };
  const stacks: DumpThreadStack[] = [];
  try {
    await expectModules(walk, dump, threads);
    for (const thread of threads) {
      signal?.throwIfAborted();
      const stack = await walkThread(walk, thread);
      stacks.push(stack);
      onThread?.(stack);
    }
  } finally {
    target.close();
  }
  return stacks;
}

/** Begins to fetch what symbol servers have of the modules on the stacks: a walk meets one after another. */
async function expectModules(
  { core, modules, runs32Bit, signal }: Walk,
  dump: Minidump,
  threads: readonly ThreadToWalk[],
): Promise<void> {
  if (!core.arrivals.any) return;
  const wordBytes = runs32Bit || dump.systemInfo?.architecture === 'x86' ? 4 : 8;
  const found = await modulesOnStacks(dump, modules.map, threads, wordBytes, new Pace(signal));
  modules.expect(found, signal, 'all PDBs');
}

interface Walk {
  readonly core: SessionCore;
  readonly modules: DumpModules;
  readonly target: DumpTarget;
  /** Whether threads have registers of 32-bit code, too. */
  readonly runs32Bit: boolean;
  readonly maxFrames: number;
  readonly signal: AbortSignal | undefined;
  readonly codeLog: V8CodeLog | undefined;
  readonly label: string;
}

/** A thread, and the registers to begin with. */
interface ThreadToWalk {
  readonly threadId: number;
  readonly thread: MinidumpThread | undefined;
  readonly fromException: boolean;
  readonly context: () => CONTEXT | null;
}

function chosen(dump: Minidump, ids: unknown, label: string): ThreadToWalk[] {
  const { exception } = dump;
  const withException = exception !== null && exception.contextLocation !== null;
  const toWalk = (threadId: number, thread: MinidumpThread | undefined): ThreadToWalk => {
    const fromException = withException && exception.threadId === threadId;
    const context = (): CONTEXT | null =>
      (fromException ? exception.context : null) ?? (thread ? contextOf(thread) : null);
    return { threadId, thread, fromException, context };
  };
  const threads = dump.threads.map((thread) => toWalk(thread.id, thread));
  if (withException && !threads.some(({ fromException }) => fromException)) {
    threads.push(toWalk(exception.threadId, undefined));
  }
  if (ids === undefined) return threads.sort((one, other) => Number(other.fromException) - Number(one.fromException));
  if (!Array.isArray(ids)) throw wrongType(label, 'an array of thread ids', ids);
  // Of threads with the same id, the first one counts.
  const byId = new Map(threads.reverse().map((thread) => [thread.threadId, thread]));
  return ids.map((id: unknown, index) => {
    const thread = byId.get(checkInteger(id, 0, 0xffff_ffff, `${label}[${String(index)}]`));
    if (!thread) throw outOfRange(`${label}[${String(index)}]`, 'a thread of the dump', id);
    return thread;
  });
}

async function walkThread(
  walk: Walk,
  { threadId, thread, fromException, context }: ThreadToWalk,
): Promise<DumpThreadStack> {
  const known = { threadId, name: thread?.name ?? null, fromException };
  const stopped = (error: DbgHelpError): DumpThreadStack => ({
    ...known,
    architecture: null,
    frames: [],
    end: 'stopped',
    error,
  });
  let registers: CONTEXT | null;
  try {
    registers = context();
  } catch (error) {
    if (!(error instanceof MinidumpError) || error.code === 'MINIDUMP_CLOSED') throw error;
    return stopped(new DbgHelpError('DBGHELP_BAD_FORMAT', `${walk.label}: ${error.message}`, { cause: error }));
  }
  if (!registers) {
    const message = `${walk.label}: the dump has no registers of thread ${String(threadId)} that are known here`;
    return stopped(new DbgHelpError('DBGHELP_NOT_FOUND', message));
  }
  const begin = wow64Context(registers, walk.runs32Bit ? thread : undefined, walk.target.memory) ?? registers;
  const machine = machineOf(begin, walk.label);
  const { frames, end, error } = await walkFrom(walk, begin, machine);
  const moduleAt: OtherModules = (address) => {
    const module = walk.modules.map.at(Number(address));
    return module && { name: fileStem(module.name), base: module.base };
  };
  const found = await symbolizeFrames(walk.core, frames, walk.signal, moduleAt, walk.codeLog);
  return { ...known, architecture: machine.name, frames: found, end, error };
}

/** Starts again until all modules on the way have been looked for. */
async function walkFrom(
  { core, modules, target, maxFrames, signal, label }: Walk,
  context: CONTEXT,
  machine: StackMachine,
): Promise<JudgedWalk> {
  for (;;) {
    const walk = target.walk(machine);
    try {
      const nowhere = calledNowhere(context, machine, walk);
      const request = { context: nowhere?.caller ?? context, target: walk, maxFrames, signal };
      const stack = await core.runLong(label, (api) => walkStack(core, api, request), signal);
      return judged(nowhere ? behind(nowhere, stack) : stack, walk, machine);
    } catch (error) {
      if (!(error instanceof ModuleNeeded)) throw error;
      await target.found(await modules.get(error.module, signal), error.module);
    }
  }
}

/** Adds the frame of the address without code, as the innermost one. */
function behind({ frame }: CalledNowhere, { frames: [caller, ...others], end }: StackWalk): StackWalk {
  return {
    frames: [frame, ...(caller ? [{ ...caller, foundBy: 'scan', trust: 'scan' } as const] : []), ...others],
    end,
  };
}
