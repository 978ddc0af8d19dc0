import { types } from 'node:util';
import { MINIDUMP_STREAM_TYPE } from '../../types/constants';
import type {
  MINIDUMP_PROCESS_VM_COUNTERS_1,
  MINIDUMP_PROCESS_VM_COUNTERS_2,
  MINIDUMP_SYSTEM_MEMORY_INFO_1,
} from '../../types/structures';
import { checkInteger, checkText, checkUnsigned, wrongType } from '../base/checks';
import { Allowance } from './read/allowance';
import { readDirectory, type MinidumpHeader } from './read/directory';
import type { MinidumpException } from './read/exception';
import type { MinidumpFunctionTable } from './read/function-tables';
import type { MinidumpHandle, MinidumpHandleOperation } from './read/handles';
import type { MinidumpMemory } from './read/memory';
import type { MinidumpMemoryInfo } from './read/memory-info';
import { MinidumpError } from '../base/minidump-error';
import type { MinidumpMiscInfo } from './read/misc-info';
import type { MinidumpModule, MinidumpUnloadedModule } from './read/modules';
import { Parts } from './read/parts';
import { FileSource, MemorySource, closedError, type ByteSource } from './read/source';
import type { MinidumpStream } from './read/stream-reader';
import type { MinidumpSystemInfo } from './read/system-info';
import type { MinidumpThread, MinidumpThreadInfo } from './read/threads';

/** A part of a dump's file: a stream, the registers of a thread, a function table. */
export interface MinidumpLocation {
  /** Bytes from the beginning of the file. */
  readonly offset: number;
  /** Bytes. */
  readonly size: number;
}

/**
 * A minidump: what MiniDumpWriteDump and others write of a process. Read on every platform, without DbgHelp, and without
 * the file in memory: each member reads its stream when it is first asked for, and keeps what it says.
 *
 * A member throws `MinidumpError` where its own stream is damaged, each time; the others can be read all the same. What a
 * dump does not have is null or an empty list. Of several streams of a type, the first one counts, as for
 * MiniDumpReadDumpStream.
 */
export class Minidump {
  readonly header: MinidumpHeader;
  /** The directory: what is in the dump, and where. */
  readonly streams: readonly MinidumpStream[];
  readonly #source: ByteSource;
  readonly #allParts: Parts;

  private constructor(source: ByteSource) {
    this.#source = source;
    const allowance = new Allowance(source.size);
    const { header, streams } = readDirectory(source, allowance);
    this.header = header;
    this.streams = streams;
    this.#allParts = new Parts(source, allowance, streams);
  }

  /**
   * Opens a dump, and reads its header and its directory. The file stays open until {@link close}.
   *
   * @throws TypeError for a path that is no text; `MinidumpError` `MINIDUMP_NOT_FOUND`, `MINIDUMP_ACCESS_DENIED`,
   * `MINIDUMP_NOT_A_DUMP`, or `MINIDUMP_CUT_SHORT` where the file ends before its directory does
   */
  static async open(path: string): Promise<Minidump> {
    const source = new FileSource(checkText(path, 'Minidump.open: `path`'));
    try {
      return new Minidump(source);
    } catch (error) {
      await source.close();
      throw error;
    }
  }

  /**
   * The same for a dump that is in memory. Nothing is copied: the bytes must stay as they are.
   *
   * @throws TypeError for something else than a Uint8Array; `MinidumpError` as {@link open}
   */
  static from(bytes: Uint8Array): Minidump {
    if (!types.isUint8Array(bytes)) throw wrongType('Minidump.from: `bytes`', 'a Uint8Array', bytes);
    return new Minidump(new MemorySource(bytes));
  }

  /** The file; null for a dump in memory. */
  get path(): string | null {
    return this.#source.path;
  }

  /** Bytes. */
  get size(): number {
    return this.#source.size;
  }

  get closed(): boolean {
    return this.#source.closed;
  }

  /**
   * The bytes of the first stream of a type, whatever it holds; null where the dump has none.
   *
   * @throws TypeError or RangeError for a type that is none; `MinidumpError` `MINIDUMP_CUT_SHORT` where the stream lies
   * beyond the end of the file
   */
  stream(type: number): Uint8Array | null {
    checkInteger(type, 0, 0xffff_ffff, 'Minidump.stream: `type`');
    const stream = this.#parts.first(type);
    return stream ? this.#bytes(stream, stream.name) : null;
  }

  /**
   * A copy of a part of the file: any stream of the directory, a user stream, the entries of a function table.
   *
   * @throws TypeError or RangeError for a location that is none; `MinidumpError` `MINIDUMP_CUT_SHORT` where it lies
   * beyond the end of the file
   */
  bytes(location: MinidumpLocation): Uint8Array {
    const { offset, size } = location;
    checkInteger(offset, 0, Number.MAX_SAFE_INTEGER, 'Minidump.bytes: `location.offset`');
    checkInteger(size, 0, Number.MAX_SAFE_INTEGER, 'Minidump.bytes: `location.size`');
    return this.#bytes(location, null);
  }

  /** SystemInfoStream: processors and Windows. */
  get systemInfo(): MinidumpSystemInfo | null {
    return this.#parts.systemInfo();
  }

  /** MiscInfoStream: the process, its times, where the machine was, and what wrote the dump. */
  get miscInfo(): MinidumpMiscInfo | null {
    return this.#parts.miscInfo();
  }

  /** ModuleListStream, in its order: the program first. */
  get modules(): readonly MinidumpModule[] {
    return this.#parts.modules();
  }

  /**
   * The module that an address lies in; null for none.
   *
   * @throws TypeError or RangeError for an address that is none; `MinidumpError` where the list of modules is damaged
   */
  moduleAt(address: bigint): MinidumpModule | null {
    const at = checkUnsigned(address, 64, 'Minidump.moduleAt: `address`');
    return this.modules.find(({ base, size }) => at >= base && at < base + BigInt(size)) ?? null;
  }

  /** UnloadedModuleListStream: modules that were unloaded before, as far as the system remembered them. */
  get unloadedModules(): readonly MinidumpUnloadedModule[] {
    return this.#parts.unloadedModules();
  }

  /** ThreadListStream, or ThreadExListStream, with what other streams know of the threads. */
  get threads(): readonly MinidumpThread[] {
    return this.#parts.threads();
  }

  /** ThreadNamesStream: names by the ids of the threads. */
  get threadNames(): ReadonlyMap<number, string> {
    return this.#parts.threadNames();
  }

  /** ThreadInfoListStream: times and start addresses, also of threads that have ended. */
  get threadInfos(): readonly MinidumpThreadInfo[] {
    return this.#parts.threadInfos();
  }

  /** ExceptionStream: what stopped the program, where that is why it was dumped. */
  get exception(): MinidumpException | null {
    return this.#parts.exception();
  }

  /** MemoryListStream and Memory64ListStream: what of the memory of the process is in the dump. */
  get memory(): MinidumpMemory {
    return this.#parts.memory();
  }

  /** MemoryInfoListStream: what each region of the process's memory was, whether its bytes are in the dump or not. */
  get memoryInfo(): readonly MinidumpMemoryInfo[] {
    return this.#parts.memoryInfo();
  }

  /** HandleDataStream: what the process had open. */
  get handles(): readonly MinidumpHandle[] {
    return this.#parts.handles();
  }

  /** HandleOperationListStream: what was done with handles, where Application Verifier noted it. */
  get handleOperations(): readonly MinidumpHandleOperation[] {
    return this.#parts.handleOperations();
  }

  /** FunctionTableStream: how to unwind code that the process made itself. */
  get functionTables(): readonly MinidumpFunctionTable[] {
    return this.#parts.functionTables();
  }

  /** CommentStreamW, or else CommentStreamA. */
  get comment(): string | null {
    return this.#parts.comment();
  }

  /** Streams whose type is the writer's own: above `LastReservedStream`. {@link bytes} reads one. */
  get userStreams(): readonly MinidumpStream[] {
    return this.streams.filter(({ type }) => type > MINIDUMP_STREAM_TYPE.LastReservedStream);
  }

  /** ProcessVmCountersStream: how much memory the process used. `'VirtualSize' in` it tells the second form. */
  get processVmCounters(): MINIDUMP_PROCESS_VM_COUNTERS_1 | MINIDUMP_PROCESS_VM_COUNTERS_2 | null {
    return this.#parts.processVmCounters();
  }

  /** SystemMemoryInfoStream: how much memory the machine had and used. */
  get systemMemoryInfo(): MINIDUMP_SYSTEM_MEMORY_INFO_1 | null {
    return this.#parts.systemMemoryInfo();
  }

  /**
   * Reads everything that the other members give, and says what cannot be read: nothing for a sound dump. Of the threads,
   * the first whose registers cannot be read is named. Memory that the file was cut short of is in `memory.cutRanges`.
   */
  problems(): MinidumpError[] {
    return this.#parts.problems();
  }

  /** Closes the file. What was read before stays; everything after is a `MinidumpError` `MINIDUMP_CLOSED`. */
  async close(): Promise<void> {
    await this.#source.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  get #parts(): Parts {
    if (this.#source.closed) throw closedError(this.#source.path);
    return this.#allParts;
  }

  #bytes({ offset, size }: MinidumpLocation, stream: string | null): Uint8Array {
    if (this.#source.closed) throw closedError(this.#source.path);
    if (offset + size > this.size) {
      const message = `${this.path ?? 'The dump'}: ${String(size)} bytes at 0x${offset.toString(16)} lie beyond its end`;
      throw new MinidumpError('MINIDUMP_CUT_SHORT', message, { stream, offset });
    }
    const bytes = new Uint8Array(size);
    this.#source.readInto(bytes, offset);
    return bytes;
  }
}
