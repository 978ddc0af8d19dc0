import { MINIDUMP_STREAM_TYPE } from '../../../types/constants';
import type { Allowance } from './allowance';
import { readAssertion, readBreakpadInfo, readTexts, readWholeText, type MinidumpLinuxTexts } from './breakpad';
import { readCrashpadInfo } from './crashpad';
import { EXTENSION_STREAM_TYPE } from './extension-streams';
import { readMacCrashInfo, type MinidumpMacCrashInfo } from './mac-crash-info';
import { readAnsiComment, readComment } from './comments';
import { readSystemMemory, readVmCounters } from './counters';
import { readException } from './exception';
import { readFunctionTables, type MinidumpFunctionTable } from './function-tables';
import { readHandleOperations, readHandles } from './handles';
import { lazy, lazySteps, type Lazy, type Steps } from './lazy';
import { MemoryCollector, type MinidumpMemory } from './memory';
import { readMemoryInfo } from './memory-info';
import { MinidumpError } from '../../base/minidump-error';
import { readMiscInfo } from './misc-info';
import { readModules, readUnloadedModules } from './modules';
import { Places } from './places';
import type { ByteSource } from './source';
import { StreamReader, type MinidumpStream } from './stream-reader';
import { addressesOf, readSystemInfo, type MinidumpArchitecture } from './system-info';
import { checkContext, readThreadInfos, readThreadNames, readThreads, stackOf, type MinidumpThread } from './threads';

const STREAM = MINIDUMP_STREAM_TYPE;
const EXTENSION = EXTENSION_STREAM_TYPE;
const none = (): null => null;
const nothing = (): void => undefined;
/** Registers that are checked in one step: about a millisecond's work. */
const contextsOfStep = 1024;

/** How many parts of a dump were read. */
export interface PartsRead {
  readonly done: number;
  readonly total: number;
}

/** The contents of a dump's streams, each read at its first use. */
export class Parts {
  readonly #source: ByteSource;
  readonly #allowance: Allowance;
  /** The first stream of each type. */
  readonly #byType = new Map<number, MinidumpStream>();
  /** By stream, the first damaged part without which it was read, and their number. */
  readonly #damaged = new Map<string | null, { readonly first: MinidumpError; readonly count: number }>();

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

  readonly modules = this.#list(STREAM.ModuleListStream, (reader) => readModules(reader, this.#addresses()));
  /** The modules by their addresses. */
  readonly modulePlaces = lazySteps(() =>
    Places.of(this.modules(), ({ base, size }) => ({ start: base, size: BigInt(size) })),
  );
  readonly unloadedModules = this.#list(STREAM.UnloadedModuleListStream, (reader) =>
    readUnloadedModules(reader, this.#addresses()),
  );

  readonly threadNames = this.#lazySteps(STREAM.ThreadNamesStream, readThreadNames, () => new Map<number, string>());
  readonly threadInfos = this.#list(STREAM.ThreadInfoListStream, (reader) =>
    readThreadInfos(reader, this.#addresses()),
  );
  readonly #threadsEx = this.#list(STREAM.ThreadExListStream, (reader) => this.#readThreads(reader, true));
  readonly threads = this.#lazySteps(
    STREAM.ThreadListStream,
    (reader) => this.#readThreads(reader, false),
    this.#threadsEx,
  );

  readonly exception = this.#lazy(
    STREAM.ExceptionStream,
    (reader) => readException(reader, this.#architecture, this.#addresses()),
    none,
  );

  readonly memory = lazySteps(() => this.#readMemory());
  readonly memoryInfo = this.#list(STREAM.MemoryInfoListStream, (reader) => readMemoryInfo(reader, this.#addresses()));

  readonly handles = this.#list(STREAM.HandleDataStream, readHandles);
  readonly handleOperations = this.#list(STREAM.HandleOperationListStream, readHandleOperations);
  readonly functionTables = this.#lazy(
    STREAM.FunctionTableStream,
    readFunctionTables,
    (): MinidumpFunctionTable[] => [],
  );

  readonly #ansiComment = this.#lazy(STREAM.CommentStreamA, readAnsiComment, none);
  readonly comment = this.#lazy<string | null>(STREAM.CommentStreamW, readComment, this.#ansiComment);

  readonly processVmCounters = this.#lazy(STREAM.ProcessVmCountersStream, readVmCounters, none);
  readonly systemMemoryInfo = this.#lazy(STREAM.SystemMemoryInfoStream, readSystemMemory, none);

  readonly breakpadInfo = this.#lazy(EXTENSION.BreakpadInfoStream, readBreakpadInfo, none);
  readonly assertion = this.#lazy(EXTENSION.BreakpadAssertionInfoStream, readAssertion, none);
  readonly crashpadInfo = this.#lazy(EXTENSION.CrashpadInfoStream, readCrashpadInfo, none);
  readonly macCrashInfo = this.#lazy(
    EXTENSION.MozillaMacCrashInfoStream,
    readMacCrashInfo,
    (): MinidumpMacCrashInfo[] => [],
  );
  readonly #linux = {
    cpuInfo: this.#lazy(EXTENSION.LinuxCpuInfoStream, readWholeText, none),
    status: this.#lazy(EXTENSION.LinuxProcStatusStream, readWholeText, none),
    lsbRelease: this.#lazy(EXTENSION.LinuxLsbReleaseStream, readWholeText, none),
    commandLine: this.#lazy(EXTENSION.LinuxCommandLineStream, readTexts, none),
    environment: this.#lazy(EXTENSION.LinuxEnvironmentStream, readTexts, none),
    maps: this.#lazy(EXTENSION.LinuxMapsStream, readWholeText, none),
  };
  readonly linuxTexts = lazy((): MinidumpLinuxTexts | null => {
    const { cpuInfo, status, lsbRelease, commandLine, environment, maps } = this.#linux;
    const texts = {
      ...{ cpuInfo: cpuInfo(), status: status(), lsbRelease: lsbRelease() },
      ...{ commandLine: commandLine(), environment: environment(), maps: maps() },
    };
    return Object.values(texts).some((text) => text !== null) ? texts : null;
  });

  /** Reads all parts in steps, and collects their errors. Gives how far it is. */
  *problems(): Generator<PartsRead, MinidumpError[], undefined> {
    const found: MinidumpError[] = [];
    const all = [...this.#all, lazySteps(() => this.#contextProblem(found))];
    for (const [done, part] of all.entries()) {
      while (!part.step()) yield { done, total: all.length };
      tried(part, found);
    }
    return [...found, ...this.#damagedParts(found)];
  }

  get #all(): readonly Lazy<unknown>[] {
    return [
      ...[this.systemInfo, this.miscInfo, this.modules, this.modulePlaces, this.unloadedModules],
      ...[this.threadNames, this.threadInfos],
      ...[this.memory, this.memoryInfo, this.handles, this.handleOperations, this.functionTables, this.comment],
      ...[this.processVmCounters, this.systemMemoryInfo, this.threads, this.exception],
      ...[this.breakpadInfo, this.assertion, this.crashpadInfo, this.macCrashInfo, this.linuxTexts],
    ];
  }

  /** Of several threads with unreadable registers, the first one tells. */
  *#contextProblem(found: MinidumpError[]): Steps<void> {
    tried(() => this.exception()?.context, found);
    const before = found.length;
    for (const [nth, thread] of unlessDamaged(this.threads, []).entries()) {
      if (nth % contextsOfStep === 0) yield;
      tried(() => {
        checkContext(thread);
      }, found);
      if (found.length > before) return;
    }
  }

  /** One error for all damaged parts of a stream that is read without them. */
  #damagedParts(found: readonly MinidumpError[]): MinidumpError[] {
    const damaged = [...this.#damaged.values()].filter(
      ({ first }) => !found.some(({ stream }) => stream === first.stream),
    );
    return damaged.map(({ first, count }) => {
      if (count === 1) return first;
      const message = `${first.message}; and ${String(count - 1)} more such parts of it`;
      return new MinidumpError(first.code, message, { stream: first.stream, offset: first.offset });
    });
  }

  readonly #onDamage = (error: MinidumpError): void => {
    const known = this.#damaged.get(error.stream);
    this.#damaged.set(error.stream, { first: known?.first ?? error, count: (known?.count ?? 0) + 1 });
  };

  *#readMemory(): Steps<MinidumpMemory> {
    const collector = new MemoryCollector(this.#source);
    const address = this.#addresses();
    const lists = [
      this.#lazySteps(STREAM.MemoryListStream, (reader) => collector.readList(reader, address), nothing),
      this.#lazySteps(STREAM.Memory64ListStream, (reader) => collector.readList64(reader, address), nothing),
    ];
    for (const list of lists) {
      while (!list.step()) yield;
      list();
    }
    while (!this.threads.step()) yield;
    return yield* collector.memory(unlessDamaged(this.threads, []), stackOf);
  }

  #readThreads(reader: StreamReader, extended: boolean): Steps<MinidumpThread[]> {
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

  #list<T>(type: number, read: (reader: StreamReader) => Steps<T[]>): Lazy<T[]> {
    return this.#lazySteps(type, read, () => []);
  }

  /** Reads the first stream of a type at its first use. */
  #lazy<T>(type: number, read: (reader: StreamReader) => T, absent: () => T): Lazy<T> {
    return this.#lazySteps(
      type,
      // eslint-disable-next-line require-yield -- it has one step
      function* (reader) {
        return read(reader);
      },
      absent,
    );
  }

  /** The same for a stream that takes long to read. */
  #lazySteps<T>(type: number, read: (reader: StreamReader) => Steps<T>, absent: (() => T) | Lazy<T>): Lazy<T> {
    return lazySteps(() => this.#read(type, read, absent));
  }

  *#read<T>(type: number, read: (reader: StreamReader) => Steps<T>, absent: (() => T) | Lazy<T>): Steps<T> {
    const stream = this.#byType.get(type);
    if (!stream) {
      if ('step' in absent) while (!absent.step()) yield;
      return absent();
    }
    const allowance = this.#allowance.forStream();
    try {
      return yield* read(new StreamReader(this.#source, stream, allowance, this.#onDamage));
    } catch (error) {
      // No part of the stream is kept.
      allowance.giveBack();
      throw error;
    }
  }
}

/** Adds the error of a damaged part to a list. */
function tried(read: () => unknown, found: MinidumpError[]): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof MinidumpError)) throw error;
    if (!found.includes(error)) found.push(error);
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
