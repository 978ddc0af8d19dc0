import type { MINIDUMP_CALLBACK_ROUTINE } from '../../../types/callbacks';
import { MINIDUMP_CALLBACK_TYPE } from '../../../types/constants';
import type {
  MINIDUMP_CALLBACK_INPUT,
  MINIDUMP_CALLBACK_OUTPUT,
  MINIDUMP_MODULE_CALLBACK,
} from '../../../types/structures';
import { fileName, type DumpedModule, type MemoryChoice, type Verdict } from './write-filters';
import type { WriteRequest } from './write-options';

/**
 * What ends a dump before its time.
 *
 * @internal
 */
export interface Ending {
  /** What a function of the caller's threw first. */
  thrown?: { readonly error: unknown };
}

type Answer = (input: MINIDUMP_CALLBACK_INPUT, output: MINIDUMP_CALLBACK_OUTPUT) => boolean | undefined;

const { CancelCallback } = MINIDUMP_CALLBACK_TYPE;

/**
 * The function that DbgHelp asks, where there is something to tell it: without one, the threads of the target stand still
 * for a shorter time.
 *
 * @internal
 */
export function dumpRoutine(request: WriteRequest, ending: Ending): MINIDUMP_CALLBACK_ROUTINE | null {
  const { callback, modules, threads, memory, onProgress, signal } = request;
  if (!(callback ?? modules ?? threads ?? memory ?? onProgress ?? signal)) return null;
  const answers = answersTo(request);
  const isOver = (): boolean => ending.thrown !== undefined || signal?.aborted === true;
  return (input, output) => {
    const question = input.CallbackType;
    let answer: boolean | undefined = false;
    if (!isOver()) {
      try {
        answer = (callback?.(input, output) as boolean | undefined) ?? answers[question]?.(input, output);
      } catch (error) {
        ending.thrown = { error };
        answer = false;
      }
    }
    if (question !== CancelCallback) return answer;
    // Asked only as long as the answer is to ask again.
    output.CheckCancel = true;
    if (answer !== true) output.Cancel = isOver();
    return true;
  };
}

function answersTo(request: WriteRequest): Readonly<Partial<Record<number, Answer>>> {
  return { ...moduleAnswers(request), ...threadAnswers(request), ...(request.memory && memoryAnswers(request.memory)) };
}

const { IncludeModuleCallback, ModuleCallback } = MINIDUMP_CALLBACK_TYPE;

function moduleAnswers({ modules, onProgress }: WriteRequest): Readonly<Record<number, Answer>> {
  let done = 0;
  return {
    [IncludeModuleCallback]: ({ IncludeModule }) => modules?.leavesOut(IncludeModule.BaseOfImage) !== true,
    [ModuleCallback]({ Module }, output) {
      const module = moduleOf(Module);
      const included = apply(modules?.choose(module), (flags) => (output.ModuleWriteFlags = flags));
      if (included) onProgress?.({ kind: 'module', done: ++done, module });
      return included;
    },
  };
}

const { IncludeThreadCallback, ThreadCallback, ThreadExCallback } = MINIDUMP_CALLBACK_TYPE;

function threadAnswers({ threads, onProgress }: WriteRequest): Readonly<Record<number, Answer>> {
  // DbgHelp asks about a thread twice, a filter is asked once.
  const verdicts = new Map<number, Verdict>();
  const verdictOn = (id: number): Verdict => {
    if (!verdicts.has(id)) verdicts.set(id, threads?.({ id }));
    return verdicts.get(id);
  };
  let done = 0;
  const thread: Answer = ({ Thread }, output) => {
    const { ThreadId: id } = Thread;
    const included = apply(verdictOn(id), (flags) => (output.ThreadWriteFlags = flags));
    if (included) onProgress?.({ kind: 'thread', done: ++done, thread: { id } });
    return included;
  };
  return {
    [IncludeThreadCallback]: ({ IncludeThread }) => verdictOn(IncludeThread.ThreadId) !== false,
    [ThreadCallback]: thread,
    [ThreadExCallback]: thread,
  };
}

/** Leaves out what is not wanted: by flags that ask for nothing, and by the answer. */
function apply(verdict: Verdict, setFlags: (flags: number) => void): boolean {
  if (typeof verdict === 'number') setFlags(verdict);
  if (verdict !== false) return true;
  setFlags(0);
  return false;
}

const { MemoryCallback, RemoveMemoryCallback, IncludeVmRegionCallback } = MINIDUMP_CALLBACK_TYPE;

function memoryAnswers({ include, exclude, choose }: MemoryChoice): Readonly<Record<number, Answer>> {
  // Asked until a range is empty.
  const listing = (list: MemoryChoice['include']): Answer => {
    let next = 0;
    return (_input, output) => {
      const range = list[next++];
      output.MemoryBase = range?.start ?? 0n;
      output.MemorySize = range?.size ?? 0;
      return range !== undefined;
    };
  };
  const contains = (start: bigint, size: bigint): boolean =>
    exclude.some((range) => start >= range.start && start + size <= range.start + BigInt(range.size));
  return {
    [MemoryCallback]: listing(include),
    [RemoveMemoryCallback]: listing(exclude),
    [IncludeVmRegionCallback](_input, output) {
      const { BaseAddress: start, RegionSize: size, State: state, Protect: protect, Type: type } = output.VmRegion;
      const leftOut = contains(start, size) || choose?.({ start, size, state, protect, type }) === false;
      if (leftOut) output.VmRegion.RegionSize = 0n;
      output.Continue = true;
      return true;
    },
  };
}

function moduleOf(module: MINIDUMP_MODULE_CALLBACK): DumpedModule {
  const path = module.FullPath ?? '';
  return {
    base: module.BaseOfImage,
    size: module.SizeOfImage,
    path,
    name: fileName(path),
    timeDateStamp: module.TimeDateStamp,
    checksum: module.CheckSum,
  };
}
