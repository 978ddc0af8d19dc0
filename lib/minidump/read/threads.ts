import {
  type CONTEXT,
  MINIDUMP_THREAD,
  MINIDUMP_THREAD_EX,
  MINIDUMP_THREAD_INFO,
  MINIDUMP_THREAD_INFO_LIST,
  MINIDUMP_THREAD_NAME,
} from '../../ffi/structures';
import { contextAt } from './contexts';
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
  readonly suspendCount: number;
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
  readonly suspendCount: number;
  readonly priorityClass: number;
  readonly priority: number;
  readonly teb: bigint;
  readonly stack: MinidumpStack;
  readonly contextLocation: MinidumpThread['contextLocation'];
  readonly info: MinidumpThreadInfo | null;
  readonly #context: () => CONTEXT | null;

  constructor(reader: StreamReader, entry: Plain<MINIDUMP_THREAD>, sources: ThreadSources) {
    super();
    const { Rva, DataSize } = entry.ThreadContext;
    this.id = entry.ThreadId;
    this.name = nameOf(sources.names.get(entry.ThreadId));
    this.suspendCount = entry.SuspendCount;
    this.priorityClass = entry.PriorityClass;
    this.priority = entry.Priority;
    this.teb = sources.address(entry.Teb);
    this.stack = jsonReady({
      start: sources.address(entry.Stack.StartOfMemoryRange),
      size: BigInt(entry.Stack.Memory.DataSize),
    });
    this.contextLocation = DataSize === 0 ? null : { offset: Rva, size: DataSize };
    this.info = sources.infos.get(entry.ThreadId) ?? null;
    this.#context = contextAt(reader, entry.ThreadContext, sources.architecture);
  }

  get context(): CONTEXT | null {
    return this.#context();
  }

  get createTime(): Date | null {
    return this.info?.createTime ?? null;
  }

  get startAddress(): bigint | null {
    return this.info?.startAddress ?? null;
  }
}

/** Some writers list threads that have no name, too. */
const nameOf = (listed: string | undefined): string | null => (listed === undefined || listed === '' ? null : listed);

export function readThreads(reader: StreamReader, sources: ThreadSources, extended: boolean): MinidumpThread[] {
  const format: RecordFormat<Plain<MINIDUMP_THREAD>> = extended ? threadExFormat : threadFormat;
  const list = reader.counted('the number of threads', format.size);
  const entries = reader.entries(format, 'threads', { ...list, cost: threadCost });
  return Array.from(entries, ({ entry }) => new Thread(reader, entry, sources));
}

export function readThreadNames(reader: StreamReader): Map<number, string> {
  const list = reader.counted('the number of thread names', nameFormat.size);
  const names = new Map<number, string>();
  for (const { entry, offset } of reader.entries(nameFormat, 'thread names', { ...list, cost: nameCost })) {
    const place = entry.RvaOfThreadName;
    if (place > BigInt(reader.fileSize)) {
      throw reader.error('MINIDUMP_CUT_SHORT', 'the name of a thread lies beyond the end of the file', offset);
    }
    names.set(entry.ThreadId, reader.text(Number(place), 'the name of a thread'));
  }
  return names;
}

export function readThreadInfos(reader: StreamReader, address: (value: bigint) => bigint): MinidumpThreadInfo[] {
  const { SizeOfHeader, SizeOfEntry, NumberOfEntries } = reader.record(infoHeader, 'the header of the list');
  const where = { first: SizeOfHeader, count: NumberOfEntries, step: SizeOfEntry, cost: infoCost };
  return Array.from(reader.entries(infoFormat, 'thread infos', where), ({ entry }) =>
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
