import type { MINIDUMP_CALLBACK_ROUTINE } from '../../../types/callbacks';
import { MINIDUMP_CALLBACK_TYPE } from '../../../types/constants';
import type { MINIDUMP_CALLBACK_INPUT, MINIDUMP_CALLBACK_OUTPUT, MINIDUMP_MODULE_CALLBACK } from '../../ffi/structures';
import { fileName, type DumpedModule, type MemoryChoice, type Verdict } from './write-filters';
import type { WriteRequest } from './write-options';
import { jsonReady } from '../../base/json-ready';

/**
 * The reason to end a dump early.
 *
 * @internal
 */
export interface Ending {
  /** The first error that a function of the caller threw. */
  thrown?: { readonly error: unknown };
}

type Answer = (input: MINIDUMP_CALLBACK_INPUT, output: MINIDUMP_CALLBACK_OUTPUT) => boolean | undefined;

const { CancelCallback } = MINIDUMP_CALLBACK_TYPE;

/**
 * The callback for DbgHelp, or null if no option needs one: without it, the threads of the target are suspended for a
 * shorter time.
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
    // DbgHelp stops asking when this is false.
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
      const flags = writeFlags(modules?.choose(module));
      if (flags !== undefined) output.ModuleWriteFlags = flags;
      if (flags !== 0) onProgress?.({ kind: 'module', done: ++done, module });
      return true;
    },
  };
}

const { IncludeThreadCallback, ThreadCallback, ThreadExCallback } = MINIDUMP_CALLBACK_TYPE;

function threadAnswers({ threads, onProgress }: WriteRequest): Readonly<Record<number, Answer>> {
  // DbgHelp asks about a thread twice; the filter is called once.
  const verdicts = new Map<number, Verdict>();
  const verdictOn = (id: number): Verdict => {
    if (!verdicts.has(id)) verdicts.set(id, threads?.({ id }));
    return verdicts.get(id);
  };
  let done = 0;
  const thread: Answer = ({ Thread }, output) => {
    const { ThreadId: id } = Thread;
    const flags = writeFlags(verdictOn(id));
    if (flags !== undefined) output.ThreadWriteFlags = flags;
    if (flags !== 0) onProgress?.({ kind: 'thread', done: ++done, thread: { id } });
    return true;
  };
  return {
    [IncludeThreadCallback]: ({ IncludeThread }) => verdictOn(IncludeThread.ThreadId) !== false,
    [ThreadCallback]: thread,
    [ThreadExCallback]: thread,
  };
}

/** A module or thread that is left out gets no flags: with FALSE, some DLLs end the dump. */
function writeFlags(verdict: Verdict): number | undefined {
  if (verdict === false) return 0;
  return typeof verdict === 'number' ? verdict : undefined;
}

const { MemoryCallback, RemoveMemoryCallback, IncludeVmRegionCallback } = MINIDUMP_CALLBACK_TYPE;

function memoryAnswers({ include, exclude, choose }: MemoryChoice): Readonly<Record<number, Answer>> {
  // DbgHelp asks until a range is empty.
  const listing = (list: MemoryChoice['include']): Answer => {
    let next = 0;
    return (_input, output) => {
      const range = list[next++];
      output.MemoryBase = range?.start ?? 0n;
      output.MemorySize = range?.size ?? 0;
      return range !== undefined;
    };
  };
  const holes = wholePages(exclude);
  return {
    [MemoryCallback]: listing(include),
    [RemoveMemoryCallback]: listing(exclude),
    [IncludeVmRegionCallback](_input, output) {
      const { BaseAddress: start, RegionSize: size, State: state, Protect: protect, Type: type } = output.VmRegion;
      const kept =
        choose?.(jsonReady({ start, size, state, protect, type })) === false
          ? { start, end: start }
          : firstKept(holes, start, start + size);
      output.VmRegion.BaseAddress = kept.start;
      output.VmRegion.RegionSize = kept.end - kept.start;
      output.Continue = true;
      return true;
    },
  };
}

interface Span {
  readonly start: bigint;
  readonly end: bigint;
}

const pageSize = 0x1000n;

/** In order of address. DbgHelp writes a region whole if it is not cut at a page boundary. */
const wholePages = (ranges: MemoryChoice['exclude']): Span[] =>
  ranges
    .map(({ start, size }) => ({
      start: start - (start % pageSize),
      end: ((start + BigInt(size) + pageSize - 1n) / pageSize) * pageSize,
    }))
    .sort((a, b) => (a.start < b.start ? -1 : 1));

/** The first part of a region outside of the holes. DbgHelp asks again about the rest. */
function firstKept(holes: readonly Span[], start: bigint, end: bigint): Span {
  let from = start;
  for (const hole of holes) {
    if (hole.end <= from) continue;
    if (hole.start > from) return { start: from, end: hole.start < end ? hole.start : end };
    from = hole.end;
    if (from >= end) return { start, end: start };
  }
  return { start: from, end };
}

function moduleOf(module: MINIDUMP_MODULE_CALLBACK): DumpedModule {
  const path = module.FullPath ?? '';
  return jsonReady({
    base: module.BaseOfImage,
    size: module.SizeOfImage,
    path,
    name: fileName(path),
    timestamp: module.TimeDateStamp,
    checksum: module.CheckSum,
  });
}
