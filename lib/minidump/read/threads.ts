import {
  type CONTEXT,
  MINIDUMP_THREAD,
  MINIDUMP_THREAD_EX,
  MINIDUMP_THREAD_INFO,
  MINIDUMP_THREAD_INFO_LIST,
  MINIDUMP_THREAD_NAME,
} from '../../ffi/structures';
import { ContextPlace } from './contexts';
import type { Steps } from './lazy';
import type { MinidumpMemoryRange } from './memory';
import { recordFormat, type Plain, type RecordFormat } from './record';
import type { StreamReader } from './stream-reader';
import type { MinidumpArchitecture } from './system-info';
import { fileTime, milliseconds } from './times';
import { JsonReady, jsonReady } from '../../base/json-ready';

/** The part of a thread's stack that is in the dump. */
export interface MinidumpStack {
  readonly start: bigint;
  /** Bytes. */
  readonly size: bigint;
}

/** The facts of ThreadInfoListStream about a thread. */
export interface MinidumpThreadInfo {
  readonly id: number;
  /** `MINIDUMP_THREAD_INFO_DUMP_FLAGS`. */
  readonly dumpFlags: number;
  /** The writer's HRESULT, if it could not dump the thread. */
  readonly dumpError: number;
  /** 259 (STILL_ACTIVE) if the thread runs. */
  readonly exitStatus: number;
  readonly createTime: Date | null;
  readonly exitTime: Date | null;
  /** Milliseconds of CPU time in kernel mode. */
  readonly kernelTime: number;
  /** Milliseconds of CPU time in user mode. */
  readonly userTime: number;
  readonly startAddress: bigint;
  /** The processors on which it may run, a bit each. */
  readonly affinity: bigint;
}

/** A thread: MINIDUMP_THREAD, with facts from other streams. */
export interface MinidumpThread {
  readonly id: number;
  /** From ThreadNamesStream; null if the thread has no name, or the stream is missing or damaged. */
  readonly name: string | null;
  /** Null if the writer did not know it: 0xffffffff in the dump. */
  readonly suspendCount: number | null;
  readonly priorityClass: number;
  readonly priority: number;
  /** The address of its thread environment block. */
  readonly teb: bigint;
  readonly stack: MinidumpStack;
  /**
   * Its registers, in the structure of the dump's architecture; null if the dump has none, or if its architecture is
   * none of x64, x86 and ARM64.
   *
   * @throws MinidumpError if they lie beyond the end of the file, or are too short
   */
  readonly context: CONTEXT | null;
  /** The place of the registers in the file, with the further registers of some processors; null for none. */
  readonly contextLocation: { readonly offset: number; readonly size: number } | null;
  /** From ThreadInfoListStream; null if the stream is missing, damaged, or does not have the thread. */
  readonly info: MinidumpThreadInfo | null;
  readonly createTime: Date | null;
  /** The address where the thread began to run; null if `info` is null. */
  readonly startAddress: bigint | null;
}

const threadFormat = recordFormat(MINIDUMP_THREAD);
const threadExFormat = recordFormat(MINIDUMP_THREAD_EX);
const nameFormat = recordFormat(MINIDUMP_THREAD_NAME);
const infoHeader = recordFormat(MINIDUMP_THREAD_INFO_LIST);
const infoFormat = recordFormat(MINIDUMP_THREAD_INFO);
/** DWORD -1. */
const notKnown = 0xffff_ffff;
const threadCost = 700;
const nameCost = 120;
const infoCost = 420;

/** Facts about threads from other streams. */
export interface ThreadSources {
  readonly architecture: MinidumpArchitecture;
  readonly address: (value: bigint) => bigint;
  readonly names: ReadonlyMap<number, string>;
  readonly infos: ReadonlyMap<number, MinidumpThreadInfo>;
}

class Thread extends JsonReady implements MinidumpThread {
  readonly id: number;
  readonly name: string | null;
  readonly suspendCount: number | null;
  readonly priorityClass: number;
  readonly priority: number;
  readonly teb: bigint;
  readonly stack: MinidumpStack;
  readonly contextLocation: MinidumpThread['contextLocation'];
  readonly info: MinidumpThreadInfo | null;
  readonly #contextPlace: ContextPlace;
  #context: CONTEXT | null = null;
  readonly #stackOffset: number;

  constructor(reader: StreamReader, entry: Plain<MINIDUMP_THREAD>, sources: ThreadSources) {
    super();
    const { Rva, DataSize } = entry.ThreadContext;
    this.id = entry.ThreadId;
    this.name = nameOf(sources.names.get(entry.ThreadId));
    this.suspendCount = entry.SuspendCount === notKnown ? null : entry.SuspendCount;
    this.priorityClass = entry.PriorityClass;
    this.priority = entry.Priority;
    this.teb = sources.address(entry.Teb);
    this.stack = jsonReady({
      start: sources.address(entry.Stack.StartOfMemoryRange),
      size: BigInt(entry.Stack.Memory.DataSize),
    });
    this.#stackOffset = entry.Stack.Memory.Rva;
    this.contextLocation = DataSize === 0 ? null : { offset: Rva, size: DataSize };
    this.info = sources.infos.get(entry.ThreadId) ?? null;
    this.#contextPlace = new ContextPlace(reader, entry.ThreadContext, sources.architecture);
  }

  /** The place of its stack, as far as the file has it; null if it has none. */
  static stackOf(thread: MinidumpThread): MinidumpMemoryRange | null {
    if (!(thread instanceof Thread) || thread.#stackOffset === 0 || thread.stack.size === 0n) return null;
    const { start, size } = thread.stack;
    return { start, size, offset: thread.#stackOffset };
  }

  /** @throws MinidumpError if its registers cannot be read */
  static checkContext(thread: MinidumpThread): void {
    if (thread instanceof Thread) thread.#contextPlace.check();
  }

  /** Its registers, which it does not keep: a dump may have very many threads. */
  static contextOf(thread: MinidumpThread): CONTEXT | null {
    return thread instanceof Thread ? (thread.#context ?? thread.#contextPlace.read()) : thread.context;
  }

  get context(): CONTEXT | null {
    return (this.#context ??= this.#contextPlace.read());
  }

  get createTime(): Date | null {
    return this.info?.createTime ?? null;
  }

  get startAddress(): bigint | null {
    return this.info?.startAddress ?? null;
  }
}

export const stackOf = (thread: MinidumpThread): MinidumpMemoryRange | null => Thread.stackOf(thread);
export const contextOf = (thread: MinidumpThread): CONTEXT | null => Thread.contextOf(thread);
export const checkContext = (thread: MinidumpThread): void => {
  Thread.checkContext(thread);
};

/** Some writers list threads that have no name, too. */
const nameOf = (listed: string | undefined): string | null => (listed === undefined || listed === '' ? null : listed);

export function readThreads(reader: StreamReader, sources: ThreadSources, extended: boolean): Steps<MinidumpThread[]> {
  const format: RecordFormat<Plain<MINIDUMP_THREAD>> = extended ? threadExFormat : threadFormat;
  const where = { ...reader.counted('the number of threads', format.size), cost: threadCost };
  return reader.list(format, 'threads', where, (entry): MinidumpThread => new Thread(reader, entry, sources));
}

export function* readThreadNames(reader: StreamReader): Steps<Map<number, string>> {
  const where = { ...reader.counted('the number of thread names', nameFormat.size), cost: nameCost };
  const what = 'the name of a thread';
  const text = (place: bigint, offset: number): string => {
    if (place <= BigInt(reader.fileSize)) return reader.text(Number(place), what);
    throw reader.error('MINIDUMP_CUT_SHORT', `${what} lies beyond the end of the file`, offset);
  };
  const names = yield* reader.list(nameFormat, 'thread names', where, ({ ThreadId, RvaOfThreadName }, offset) => {
    const name = reader.unlessDamaged(() => text(RvaOfThreadName, offset), null);
    return [ThreadId, name] as const;
  });
  return new Map(names.filter((pair): pair is readonly [number, string] => pair[1] !== null));
}

export function readThreadInfos(reader: StreamReader, address: (value: bigint) => bigint): Steps<MinidumpThreadInfo[]> {
  const { SizeOfHeader, SizeOfEntry, NumberOfEntries } = reader.record(infoHeader, 'the header of the list');
  const where = { first: SizeOfHeader, count: NumberOfEntries, step: SizeOfEntry, cost: infoCost };
  return reader.list(infoFormat, 'thread infos', where, (entry) =>
    jsonReady({
      id: entry.ThreadId,
      dumpFlags: entry.DumpFlags,
      dumpError: entry.DumpError,
      exitStatus: entry.ExitStatus,
      createTime: fileTime(entry.CreateTime),
      exitTime: fileTime(entry.ExitTime),
      kernelTime: milliseconds(entry.KernelTime),
      userTime: milliseconds(entry.UserTime),
      startAddress: address(entry.StartAddress),
      affinity: entry.Affinity,
    }),
  );
}
