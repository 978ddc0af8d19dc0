import { MINIDUMP_STREAM_TYPE } from '../../../types/constants';
import type { Allowance } from './allowance';
import { readAnsiComment, readComment } from './comments';
import { readSystemMemory, readVmCounters } from './counters';
import { readException } from './exception';
import { readFunctionTables, type MinidumpFunctionTable } from './function-tables';
import { readHandleOperations, readHandles, type MinidumpHandle, type MinidumpHandleOperation } from './handles';
import { lazy } from './lazy';
import { MemoryCollector } from './memory';
import { readMemoryInfo, type MinidumpMemoryInfo } from './memory-info';
import { MinidumpError } from '../../base/minidump-error';
import { readMiscInfo } from './misc-info';
import { readModules, readUnloadedModules, type MinidumpModule, type MinidumpUnloadedModule } from './modules';
import type { ByteSource } from './source';
import { StreamReader, type MinidumpStream } from './stream-reader';
import { addressesOf, readSystemInfo, type MinidumpArchitecture } from './system-info';
import { readThreadInfos, readThreadNames, readThreads, type MinidumpThread, type MinidumpThreadInfo } from './threads';

const STREAM = MINIDUMP_STREAM_TYPE;
const none = (): null => null;
const nothing = (): void => undefined;

/** The contents of a dump's streams, each read at its first use. */
export class Parts {
  readonly #source: ByteSource;
  readonly #allowance: Allowance;
  /** The first stream of each type. */
  readonly #byType = new Map<number, MinidumpStream>();

  constructor(source: ByteSource, allowance: Allowance, streams: readonly MinidumpStream[]) {
    this.#source = source;
    this.#allowance = allowance;
    for (const stream of streams) if (!this.#byType.has(stream.type)) this.#byType.set(stream.type, stream);
  }

  first(type: number): MinidumpStream | undefined {
    return this.#byType.get(type);
  }

  readonly systemInfo = this.#lazy(STREAM.SystemInfoStream, readSystemInfo, none);
  readonly miscInfo = this.#lazy(STREAM.MiscInfoStream, readMiscInfo, none);

  readonly modules = this.#lazy(
    STREAM.ModuleListStream,
    (reader) => readModules(reader, this.#addresses()),
    (): MinidumpModule[] => [],
  );
  readonly unloadedModules = this.#lazy(
    STREAM.UnloadedModuleListStream,
    (reader) => readUnloadedModules(reader, this.#addresses()),
    (): MinidumpUnloadedModule[] => [],
  );

  readonly threadNames = this.#lazy(STREAM.ThreadNamesStream, readThreadNames, () => new Map<number, string>());
  readonly threadInfos = this.#lazy(
    STREAM.ThreadInfoListStream,
    (reader) => readThreadInfos(reader, this.#addresses()),
    (): MinidumpThreadInfo[] => [],
  );
  readonly #threadsEx = this.#lazy(
    STREAM.ThreadExListStream,
    (reader) => this.#readThreads(reader, true),
    (): MinidumpThread[] => [],
  );
  readonly threads = this.#lazy(STREAM.ThreadListStream, (reader) => this.#readThreads(reader, false), this.#threadsEx);

  readonly exception = this.#lazy(
    STREAM.ExceptionStream,
    (reader) => readException(reader, this.#architecture, this.#addresses()),
    none,
  );

  readonly memory = lazy(() => {
    const collector = new MemoryCollector(this.#source);
    const address = this.#addresses();
    const { MemoryListStream, Memory64ListStream } = STREAM;
    this.#lazy(
      MemoryListStream,
      (reader) => {
        collector.readList(reader, address);
      },
      nothing,
    )();
    this.#lazy(
      Memory64ListStream,
      (reader) => {
        collector.readList64(reader, address);
      },
      nothing,
    )();
    return collector.memory();
  });
  readonly memoryInfo = this.#lazy(
    STREAM.MemoryInfoListStream,
    (reader) => readMemoryInfo(reader, this.#addresses()),
    (): MinidumpMemoryInfo[] => [],
  );

  readonly handles = this.#lazy(STREAM.HandleDataStream, readHandles, (): MinidumpHandle[] => []);
  readonly handleOperations = this.#lazy(
    STREAM.HandleOperationListStream,
    readHandleOperations,
    (): MinidumpHandleOperation[] => [],
  );
  readonly functionTables = this.#lazy(
    STREAM.FunctionTableStream,
    readFunctionTables,
    (): MinidumpFunctionTable[] => [],
  );

  readonly #ansiComment = this.#lazy(STREAM.CommentStreamA, readAnsiComment, none);
  readonly comment = this.#lazy<string | null>(STREAM.CommentStreamW, readComment, this.#ansiComment);

  readonly processVmCounters = this.#lazy(STREAM.ProcessVmCountersStream, readVmCounters, none);
  readonly systemMemoryInfo = this.#lazy(STREAM.SystemMemoryInfoStream, readSystemMemory, none);

  /** Reads all parts, and collects their errors. */
  problems(): MinidumpError[] {
    const found: MinidumpError[] = [];
    const all = [
      ...[this.systemInfo, this.miscInfo, this.modules, this.unloadedModules, this.threadNames, this.threadInfos],
      ...[this.memory, this.memoryInfo, this.handles, this.handleOperations, this.functionTables, this.comment],
      ...[this.processVmCounters, this.systemMemoryInfo],
      () => this.threads().map(({ context }) => context),
      () => this.exception()?.context,
    ];
    for (const read of all) {
      try {
        read();
      } catch (error) {
        if (!(error instanceof MinidumpError)) throw error;
        found.push(error);
      }
    }
    return found;
  }

  #readThreads(reader: StreamReader, extended: boolean): MinidumpThread[] {
    const infos = unlessDamaged(this.threadInfos, []);
    const sources = {
      architecture: this.#architecture,
      address: this.#addresses(),
      names: unlessDamaged(this.threadNames, new Map<number, string>()),
      infos: new Map(infos.map((info) => [info.id, info])),
    };
    return readThreads(reader, sources, extended);
  }

  get #architecture(): MinidumpArchitecture {
    return unlessDamaged(this.systemInfo, null)?.architecture ?? 'unknown';
  }

  #addresses(): (value: bigint) => bigint {
    return addressesOf(this.#architecture);
  }

  /** Reads the first stream of a type at its first use. */
  #lazy<T>(type: number, read: (reader: StreamReader) => T, absent: () => T): () => T {
    return lazy(() => {
      const stream = this.#byType.get(type);
      if (!stream) return absent();
      const allowance = this.#allowance.forStream();
      try {
        return read(new StreamReader(this.#source, stream, allowance));
      } catch (error) {
        // No part of the stream is kept.
        allowance.giveBack();
        throw error;
      }
    });
  }
}

/** Reads a stream that only adds facts to another one. */
function unlessDamaged<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof MinidumpError) return otherwise;
    throw error;
  }
}
