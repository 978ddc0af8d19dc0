import { types } from 'node:util';
import { MINIDUMP_STREAM_TYPE } from '../../types/constants';
import { checkInteger, checkText, wrongType } from '../native/checks';
import { Allowance } from './allowance';
import { readDirectory, type MinidumpHeader } from './directory';
import { readException, type MinidumpException } from './exception';
import { lazy } from './lazy';
import { MemoryCollector, type MinidumpMemory } from './memory';
import { MinidumpError } from './minidump-error';
import { readModules, readUnloadedModules, type MinidumpModule, type MinidumpUnloadedModule } from './modules';
import { FileSource, MemorySource, closedError, type ByteSource } from './source';
import { StreamReader, type MinidumpStream } from './stream-reader';
import { addressesOf, readSystemInfo, type MinidumpArchitecture, type MinidumpSystemInfo } from './system-info';
import { readThreadInfos, readThreadNames, readThreads, type MinidumpThread, type MinidumpThreadInfo } from './threads';

const STREAM = MINIDUMP_STREAM_TYPE;

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
  readonly #allowance: Allowance;
  /** Streams by type, the first of each. */
  readonly #byType = new Map<number, MinidumpStream>();

  private constructor(source: ByteSource) {
    this.#source = source;
    this.#allowance = new Allowance(source.size);
    const { header, streams } = readDirectory(source, this.#allowance);
    this.header = header;
    this.streams = streams;
    for (const stream of streams) if (!this.#byType.has(stream.type)) this.#byType.set(stream.type, stream);
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
   * @throws TypeError or RangeError for a type that is none; `MinidumpError` where the stream lies beyond the end of the file
   */
  stream(type: number): Uint8Array | null {
    checkInteger(type, 0, 0xffff_ffff, 'Minidump.stream: `type`');
    this.#assertOpen();
    const stream = this.#byType.get(type);
    if (!stream) return null;
    const { offset, size, name } = stream;
    return new Uint8Array(this.#reader(stream).bytes(offset, size, name).buffer);
  }

  /** SystemInfoStream: processors and Windows. */
  get systemInfo(): MinidumpSystemInfo | null {
    return this.#read(this.#systemInfo);
  }
  readonly #systemInfo = this.#lazy(STREAM.SystemInfoStream, readSystemInfo, () => null);

  /** ModuleListStream, in its order: the program first. */
  get modules(): readonly MinidumpModule[] {
    return this.#read(this.#modules);
  }
  readonly #modules = this.#lazy(
    STREAM.ModuleListStream,
    (reader) => readModules(reader, this.#addresses()),
    (): MinidumpModule[] => [],
  );

  /** UnloadedModuleListStream. */
  get unloadedModules(): readonly MinidumpUnloadedModule[] {
    return this.#read(this.#unloadedModules);
  }
  readonly #unloadedModules = this.#lazy(
    STREAM.UnloadedModuleListStream,
    (reader) => readUnloadedModules(reader, this.#addresses()),
    (): MinidumpUnloadedModule[] => [],
  );

  /** ThreadListStream, or ThreadExListStream, with what other streams know of the threads. */
  get threads(): readonly MinidumpThread[] {
    return this.#read(this.#threads);
  }
  readonly #threads = this.#lazy(
    STREAM.ThreadListStream,
    (reader) => this.#readThreads(reader, false),
    () => this.#read(this.#threadsEx),
  );
  readonly #threadsEx = this.#lazy(
    STREAM.ThreadExListStream,
    (reader) => this.#readThreads(reader, true),
    (): MinidumpThread[] => [],
  );

  /** ThreadNamesStream: names by the ids of the threads. */
  get threadNames(): ReadonlyMap<number, string> {
    return this.#read(this.#threadNames);
  }
  readonly #threadNames = this.#lazy(STREAM.ThreadNamesStream, readThreadNames, () => new Map<number, string>());

  /** ThreadInfoListStream: times and start addresses, also of threads that have ended. */
  get threadInfos(): readonly MinidumpThreadInfo[] {
    return this.#read(this.#threadInfos);
  }
  readonly #threadInfos = this.#lazy(
    STREAM.ThreadInfoListStream,
    (reader) => readThreadInfos(reader, this.#addresses()),
    (): MinidumpThreadInfo[] => [],
  );

  /** ExceptionStream: what stopped the program, where that is why it was dumped. */
  get exception(): MinidumpException | null {
    return this.#read(this.#exception);
  }
  readonly #exception = this.#lazy(
    STREAM.ExceptionStream,
    (reader) => readException(reader, this.#architecture, this.#addresses()),
    () => null,
  );

  /** MemoryListStream and Memory64ListStream: what of the memory of the process is in the dump. */
  get memory(): MinidumpMemory {
    return this.#read(this.#memory);
  }
  readonly #memory = lazy(() => {
    const collector = new MemoryCollector(this.#source);
    const address = this.#addresses();
    const nothing = (): void => undefined;
    this.#lazy(
      STREAM.MemoryListStream,
      (reader) => {
        collector.readList(reader, address);
      },
      nothing,
    )();
    this.#lazy(
      STREAM.Memory64ListStream,
      (reader) => {
        collector.readList64(reader, address);
      },
      nothing,
    )();
    return collector.memory();
  });

  /** Closes the file. What was read before stays; everything after is a `MinidumpError` `MINIDUMP_CLOSED`. */
  async close(): Promise<void> {
    await this.#source.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #readThreads(reader: StreamReader, extended: boolean): MinidumpThread[] {
    const infos = unlessDamaged(() => this.threadInfos, []);
    const sources = {
      architecture: this.#architecture,
      address: this.#addresses(),
      names: unlessDamaged(() => this.threadNames, new Map<number, string>()),
      infos: new Map(infos.map((info) => [info.id, info])),
    };
    return readThreads(reader, sources, extended);
  }

  get #architecture(): MinidumpArchitecture {
    return unlessDamaged(() => this.systemInfo, null)?.architecture ?? 'unknown';
  }

  #addresses(): (value: bigint) => bigint {
    return addressesOf(this.#architecture);
  }

  #assertOpen(): void {
    if (this.#source.closed) throw closedError(this.#source.path);
  }

  #read<T>(part: () => T): T {
    this.#assertOpen();
    return part();
  }

  #reader(stream: MinidumpStream): StreamReader {
    return new StreamReader(this.#source, stream, this.#allowance.forStream());
  }

  /** What the first stream of a type says, read when it is first asked for. */
  #lazy<T>(type: number, read: (reader: StreamReader) => T, absent: () => T): () => T {
    return lazy(() => {
      const stream = this.#byType.get(type);
      if (!stream) return absent();
      const reader = this.#reader(stream);
      try {
        return read(reader);
      } catch (error) {
        reader.forget();
        throw error;
      }
    });
  }
}

/** For what only adds to another stream. */
function unlessDamaged<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof MinidumpError && error.code !== 'MINIDUMP_CLOSED') return otherwise;
    throw error;
  }
}
