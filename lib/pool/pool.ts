import { DbgHelpError } from '../base/errors';
import type { CrashReport } from '../report/report-data';
import type { SymbolizedAddress, UnnamedAddress } from '../session/reader/symbolized-address';
import { abandonable } from '../base/abandonable';
import { checkSignal, wrongType } from '../base/checks';
import { jsonReady } from '../base/json-ready';
import { WorkerSet } from './worker-set';
import { inOrder, type Pending } from './in-order';
import type { Answers, Task, PoolReportOptions } from './messages';
import { unpackAnswers, type AddressAnswer } from './packed-answers';
import {
  checkDump,
  checkItem,
  checkPoolOptions,
  checkReportOptions,
  checkRunOptions,
  checkSymbolizeOptions,
  type PoolItem,
  type PoolOptions,
  type PoolSymbolizeOptions,
  type RunSettings,
} from './pool-options';

/** The outcome of an item: a result or an error. */
export type PoolOutcome<Item, Result> =
  | {
      /** The number of the item, from 0, in the order of the source. */
      readonly index: number;
      readonly item: Item;
      readonly result: Result;
      readonly error?: undefined;
    }
  | {
      readonly index: number;
      readonly item: Item;
      readonly result?: undefined;
      /**
       * The error of `SymbolSession` or `crashReport`; a TypeError or RangeError for a bad item; `DbgHelpError`
       * `DBGHELP_WORKER_DIED` if the process that worked on it ended at each try, `DBGHELP_TIMEOUT` if it took longer
       * than `timeout`, `DBGHELP_MEMORY_LIMIT` if a process had more memory than `memoryLimit`.
       */
      readonly error: Error;
    };

/**
 * A set of processes that symbolize. DbgHelp does one thing at a time in a process, so using several processors takes
 * several processes.
 *
 * A pool without work does not keep this process alive, and its processes end with this one.
 */
export class SymbolizerPool {
  readonly #workers: WorkerSet;
  readonly #processes: number;
  #closing: Promise<void> | undefined;

  private constructor(workers: WorkerSet, processes: number) {
    if (!((workers as unknown) instanceof WorkerSet)) {
      throw new TypeError('SymbolizerPool: `await SymbolizerPool.open(options)` makes one');
    }
    this.#workers = workers;
    this.#processes = processes;
  }

  /**
   * Opens a pool, and starts the first of its processes, which opens a session with these options. The others start when there
   * is work for them.
   *
   * @throws TypeError or RangeError for bad options; `DbgHelpError` `DBGHELP_UNSUPPORTED_PLATFORM` on other platforms
   * than Windows, `DBGHELP_WORKER_DIED` if no process gets ready; errors of `SymbolSession.open`, `loadModule` and
   * `DbgHelp.load`
   */
  static async open(options: PoolOptions = {}): Promise<SymbolizerPool> {
    const settings = checkPoolOptions(options);
    const { signal } = options;
    if (signal !== undefined) checkSignal(signal, 'SymbolizerPool.open');
    if (process.platform !== 'win32') {
      throw new DbgHelpError(
        'DBGHELP_UNSUPPORTED_PLATFORM',
        `SymbolizerPool.open: its processes need dbghelp.dll, and this is ${process.platform}: run on Windows`,
      );
    }
    const workers = new WorkerSet(settings);
    try {
      await (signal ? abandonable(workers.open(), signal) : workers.open());
    } catch (error) {
      if (signal?.aborted) await workers.close(closedError());
      throw error;
    }
    return new SymbolizerPool(workers, settings.processes);
  }

  /** The maximum number of processes. */
  get processes(): number {
    return this.#processes;
  }

  /** The ids of the current processes: fewer than {@link processes} until there is work for all of them. */
  get pids(): readonly number[] {
    return this.#workers.pids;
  }

  get closed(): boolean {
    return this.#closing !== undefined;
  }

  /**
   * Does `SymbolSession.symbolizeAll` for the addresses of many images, each item in a free process. A process keeps
   * its last image loaded, so give items about one image one after another.
   *
   * @param items - taken only while there is room for them: see `ahead`
   * @returns the outcomes, in the order of the items. An error of one item does not stop the others. The loop itself
   * throws if the pool cannot go on: `DBGHELP_CLOSED`, `DBGHELP_WORKER_DIED` if no process gets ready any more,
   * `signal`'s reason, and errors of `items`. Leaving the loop cancels the remaining work
   * @throws TypeError or RangeError for bad options, at once
   */
  symbolizeAll<Item extends PoolItem>(
    items: Iterable<Item> | AsyncIterable<Item>,
    options: PoolSymbolizeOptions & { readonly degrade: true },
  ): AsyncIterableIterator<PoolOutcome<Item, (SymbolizedAddress | UnnamedAddress | null)[]>>;
  symbolizeAll<Item extends PoolItem>(
    items: Iterable<Item> | AsyncIterable<Item>,
    options?: PoolSymbolizeOptions & { readonly degrade?: false | undefined },
  ): AsyncIterableIterator<PoolOutcome<Item, (SymbolizedAddress | null)[]>>;
  symbolizeAll<Item extends PoolItem>(
    items: Iterable<Item> | AsyncIterable<Item>,
    options: PoolSymbolizeOptions = {},
  ): AsyncIterableIterator<PoolOutcome<Item, (SymbolizedAddress | UnnamedAddress | null)[]>> {
    const settings = this.#checkRun(items, options, 'symbolizeAll');
    const sent = checkSymbolizeOptions(options);
    return this.#run<Item, 'symbolize', AddressAnswer[]>(
      items,
      settings,
      (item) => checkItem(item, sent),
      unpackAnswers,
    );
  }

  /**
   * Makes a `crashReport` of each dump, in a session of its own, with the search path of the pool.
   *
   * @param paths - paths of the dumps; taken only while there is room for them: see `ahead`
   * @returns as {@link symbolizeAll}
   * @throws as {@link symbolizeAll}
   */
  crashReports(
    paths: Iterable<string> | AsyncIterable<string>,
    options: PoolReportOptions = {},
  ): AsyncIterableIterator<PoolOutcome<string, CrashReport>> {
    const settings = this.#checkRun(paths, options, 'crashReports');
    const sent = checkReportOptions(options);
    return this.#run<string, 'crashReport', CrashReport>(
      paths,
      settings,
      (file) => checkDump(file, sent),
      (report) => report,
    );
  }

  /** Ends all processes, even those that are at work, and resolves when they are gone. Closing twice does nothing. */
  close(): Promise<void> {
    return (this.#closing ??= this.#workers.close(closedError()));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #checkRun(items: unknown, options: unknown, method: string): RunSettings {
    const api = `SymbolizerPool.${method}`;
    if (typeof items !== 'object' || items === null || !(Symbol.iterator in items || Symbol.asyncIterator in items)) {
      throw wrongType(`${api}: \`items\``, 'an iterable or an async iterable', items);
    }
    return checkRunOptions(options, this.#processes, api);
  }

  #run<Item, Kind extends keyof Answers, Result>(
    items: Iterable<Item> | AsyncIterable<Item>,
    settings: RunSettings,
    taskOf: (item: Item) => Extract<Task, { readonly kind: Kind }>,
    resultOf: (answer: Answers[Kind]) => Result,
  ): AsyncIterableIterator<PoolOutcome<Item, Result>> {
    if (this.closed) throw closedError();
    const ask = (item: Item, index: number): Pending<PoolOutcome<Item, Result>> => {
      let task;
      try {
        task = taskOf(item);
      } catch (error) {
        return { outcome: Promise.resolve(jsonReady({ index, item, error: error as Error })), cancel: () => undefined };
      }
      const { outcome, cancel } = this.#workers.do(task, settings.timeout);
      const itemOutcome = outcome.then((came) =>
        'error' in came
          ? jsonReady({ index, item, error: came.error })
          : jsonReady({ index, item, result: resultOf(came.answer as Answers[Kind]) }),
      );
      itemOutcome.catch(() => undefined);
      return { outcome: itemOutcome, cancel };
    };
    return inOrder(items, ask, settings);
  }
}

function closedError(): DbgHelpError {
  return new DbgHelpError('DBGHELP_CLOSED', 'The SymbolizerPool has ended');
}
