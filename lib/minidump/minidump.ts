import { types } from 'node:util';
import { MINIDUMP_STREAM_TYPE } from '../../types/constants';
import type {
  MINIDUMP_PROCESS_VM_COUNTERS_1,
  MINIDUMP_PROCESS_VM_COUNTERS_2,
  MINIDUMP_SYSTEM_MEMORY_INFO_1,
} from '../ffi/structures';
import { checkInteger, checkSignal, checkUnsigned, wrongType } from '../base/checks';
import { checkPath } from '../base/file-path';
import type { MinidumpAssertion, MinidumpBreakpadInfo, MinidumpLinuxTexts } from './read/breakpad';
import type { MinidumpCrashpadInfo } from './read/crashpad';
import type { MinidumpMacCrashInfo } from './read/mac-crash-info';
import { Allowance } from './read/allowance';
import { readDirectory, type MinidumpHeader } from './read/directory';
import type { MinidumpException } from './read/exception';
import type { MinidumpFunctionTable } from './read/function-tables';
import type { MinidumpHandle, MinidumpHandleOperation } from './read/handles';
import type { MinidumpMemory } from './read/memory';
import type { MinidumpMemoryInfo } from './read/memory-info';
import { MinidumpError } from '../base/minidump-error';
import { checkOptionNames } from '../base/option-names';
import type { MinidumpMiscInfo } from './read/misc-info';
import type { MinidumpModule, MinidumpUnloadedModule } from './read/modules';
import { Parts, type PartsRead } from './read/parts';
import { FileSource, MemorySource, beyondEnd, closedError, type ByteSource } from './read/source';
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
 * A minidump: the file that MiniDumpWriteDump and other writers make of a process. It is read on every platform,
 * without DbgHelp, and without loading the whole file: each member reads its stream at its first use, and keeps the
 * result.
 *
 * If its stream is damaged, a member throws a `MinidumpError` each time; the other members still work. Damage of one
 * text or one entry costs only that one, and {@link problems} tells of it. A part that a
 * dump does not have is null or an empty list. If a dump has several streams of a type, the first one counts, as in
 * MiniDumpReadDumpStream.
 */
export class Minidump {
  readonly header: MinidumpHeader;
  /** The directory: all streams of the dump, with their places. */
  readonly streams: readonly MinidumpStream[];
  readonly #source: ByteSource;
  readonly #allParts: Parts;

  private constructor(source: ByteSource) {
    if (typeof (source as unknown) !== 'object') throw new TypeError('Minidump: `await Minidump.open(path)` makes one');
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
   * @param path - of the file, or its `file:` URL
   * @param options - `signal`: ends the opening
   * @throws TypeError for a path that is neither; RangeError for another URL; `MinidumpError` `MINIDUMP_NOT_FOUND`, `MINIDUMP_ACCESS_DENIED`,
   * `MINIDUMP_NOT_A_DUMP`, or `MINIDUMP_CUT_SHORT` if the file ends before its directory does
   */
  static async open(
    path: string | URL,
    options: { readonly signal?: AbortSignal | undefined } = {},
  ): Promise<Minidump> {
    const label = 'Minidump.open';
    checkOptionNames(options, { signal: true }, label);
    if (options.signal !== undefined) checkSignal(options.signal, label);
    const file = checkPath(path, `${label}: \`path\``);
    options.signal?.throwIfAborted();
    const source = new FileSource(file);
    try {
      return new Minidump(source);
    } catch (error) {
      await source.close();
      throw error;
    }
  }

  /**
   * Opens a dump in memory, without copying it: the bytes must not change.
   *
   * @throws TypeError if it is no Uint8Array; `MinidumpError` as {@link open}
   */
  static from(bytes: Uint8Array): Minidump {
    if (!types.isUint8Array(bytes)) throw wrongType('Minidump.from: `bytes`', 'a Uint8Array', bytes);
    return new Minidump(new MemorySource(bytes));
  }

  /** The path of the file; null for a dump in memory. */
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
   * The bytes of the first stream of a type, known or not; null if the dump has none.
   *
   * @throws TypeError or RangeError for a bad type; `MinidumpError` `MINIDUMP_CUT_SHORT` if the stream lies beyond the
   * end of the file
   */
  stream(type: number): Uint8Array | null {
    checkInteger(type, 0, 0xffff_ffff, 'Minidump.stream: `type`');
    const stream = this.#parts.first(type);
    return stream ? this.#bytes(stream, stream.name) : null;
  }

  /**
   * A copy of a part of the file: any stream of the directory, a user stream, the entries of a function table.
   *
   * @throws TypeError or RangeError for a bad location; `MinidumpError` `MINIDUMP_CUT_SHORT` if it lies beyond the end
   * of the file
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

  /** MiscInfoStream: the process, its times, the machine's time zone, and the writer of the dump. */
  get miscInfo(): MinidumpMiscInfo | null {
    return this.#parts.miscInfo();
  }

  /** ModuleListStream, in its order, with the program first. */
  get modules(): readonly MinidumpModule[] {
    return this.#parts.modules();
  }

  /**
   * The module that contains an address; null if there is none. Where modules of a damaged dump overlap, the first of
   * the list counts.
   *
   * @throws TypeError or RangeError for a bad address; `MinidumpError` if the list of modules is damaged
   */
  moduleAt(address: bigint): MinidumpModule | null {
    const at = checkUnsigned(address, 64, 'Minidump.moduleAt: `address`');
    return this.#parts.modulePlaces().at(at) ?? null;
  }

  /** UnloadedModuleListStream: modules that were unloaded before, as far as the system recorded them. */
  get unloadedModules(): readonly MinidumpUnloadedModule[] {
    return this.#parts.unloadedModules();
  }

  /** ThreadListStream, or ThreadExListStream, with facts about the threads from other streams. */
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

  /** ExceptionStream: the exception for which the dump was written, if there was one. */
  get exception(): MinidumpException | null {
    return this.#parts.exception();
  }

  /** MemoryListStream and Memory64ListStream: the process's memory, as far as the dump has it. */
  get memory(): MinidumpMemory {
    return this.#parts.memory();
  }

  /** MemoryInfoListStream: state, kind and protection of each memory region, whether or not the dump has its bytes. */
  get memoryInfo(): readonly MinidumpMemoryInfo[] {
    return this.#parts.memoryInfo();
  }

  /** HandleDataStream: the open handles of the process. */
  get handles(): readonly MinidumpHandle[] {
    return this.#parts.handles();
  }

  /** HandleOperationListStream: operations on handles, if Application Verifier recorded them. */
  get handleOperations(): readonly MinidumpHandleOperation[] {
    return this.#parts.handleOperations();
  }

  /** FunctionTableStream: how to unwind code that the process generated. */
  get functionTables(): readonly MinidumpFunctionTable[] {
    return this.#parts.functionTables();
  }

  /** CommentStreamW, or else CommentStreamA. */
  get comment(): string | null {
    return this.#parts.comment();
  }

  /** BreakpadInfoStream: which thread wrote the dump, and for which one. */
  get breakpadInfo(): MinidumpBreakpadInfo | null {
    return this.#parts.breakpadInfo();
  }

  /** BreakpadAssertionInfoStream: the assertion of the C runtime that failed. */
  get assertion(): MinidumpAssertion | null {
    return this.#parts.assertion();
  }

  /** CrashpadInfoStream: the annotations of the program and its modules, as Chromium and Electron write them. */
  get crashpadInfo(): MinidumpCrashpadInfo | null {
    return this.#parts.crashpadInfo();
  }

  /** Texts of `/proc` and of the system, in dumps of Linux; null if the dump has none of them. */
  get linuxTexts(): MinidumpLinuxTexts | null {
    return this.#parts.linuxTexts();
  }

  /** MozillaMacCrashInfoStream: messages that libraries of macOS left. */
  get macCrashInfo(): readonly MinidumpMacCrashInfo[] {
    return this.#parts.macCrashInfo();
  }

  /** Streams with the writer's own types, above `LastReservedStream`. {@link bytes} reads one. */
  get userStreams(): readonly MinidumpStream[] {
    return this.streams.filter(({ type }) => type > MINIDUMP_STREAM_TYPE.LastReservedStream);
  }

  /**
   * ProcessVmCountersStream: how much memory the process used. The second form is the one with `'VirtualSize' in` it.
   */
  get processVmCounters(): MINIDUMP_PROCESS_VM_COUNTERS_1 | MINIDUMP_PROCESS_VM_COUNTERS_2 | null {
    return this.#parts.processVmCounters();
  }

  /** SystemMemoryInfoStream: how much memory the machine had and used. */
  get systemMemoryInfo(): MINIDUMP_SYSTEM_MEMORY_INFO_1 | null {
    return this.#parts.systemMemoryInfo();
  }

  /**
   * Reads all parts of the dump, and lists the errors: none for a sound dump. Of several threads with unreadable
   * registers, it names the first. `memory.cutRanges` counts memory that is lost because the file was cut short.
   */
  problems(): MinidumpError[] {
    const steps = this.#parts.problems();
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
    }
  }

  /**
   * Reads all parts in steps of about a millisecond, and gives their errors.
   *
   * @internal
   */
  problemsInSteps(): Generator<PartsRead, MinidumpError[], undefined> {
    return this.#parts.problems();
  }

  /** Closes the file. Parts read before stay available; any later read throws a `MinidumpError` `MINIDUMP_CLOSED`. */
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
      const message = `${this.path ?? 'The dump'}: ${String(size)} bytes at 0x${offset.toString(16)} lie beyond its end: ${beyondEnd(this.#source)}`;
      throw new MinidumpError('MINIDUMP_CUT_SHORT', message, { stream, offset });
    }
    const bytes = new Uint8Array(size);
    this.#source.readInto(bytes, offset);
    return bytes;
  }
}
