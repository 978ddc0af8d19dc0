import { DbgHelpError } from '../base/errors';
import type { CrashReport } from '../report/report-data';
import type { SymbolizedAddress, UnnamedAddress } from '../session/reader/symbolized-address';
import { wrongType } from '../base/checks';
import { jsonReady } from '../base/json-ready';
import { Crew } from './worker-set';
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

/** What came of an item: a result, or the error that it ended with. */
export type PoolOutcome<Item, Result> =
  | {
      /** Counted from 0, in the order in which items were given. */
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
       * What `SymbolSession` or `crashReport` reject with; a TypeError or RangeError for an item that is none; `DbgHelpError`
       * `DBGHELP_WORKER_DIED` where the process that worked on it ended, each time that it was tried.
       */
      readonly error: Error;
    };

/**
 * Processes that symbolize: DbgHelp does one thing at a time in a process, so that several processors need several of them.
 *
 * A pool does not keep this process alive while it has nothing to do, and its processes end with this one.
 */
export class SymbolizerPool {
  readonly #crew: Crew;
  readonly #processes: number;
  #closing: Promise<void> | undefined;

  private constructor(crew: Crew, processes: number) {
    this.#crew = crew;
    this.#processes = processes;
  }

  /**
   * Opens a pool, and starts the first of its processes, which opens a session with these options. The others start when there
   * is work for them.
   *
   * @throws TypeError or RangeError for bad options; `DbgHelpError` `DBGHELP_UNSUPPORTED_PLATFORM` elsewhere than on Windows,
   * `DBGHELP_WORKER_DIED` where no process gets ready; what `SymbolSession.open`, `loadModule` and `DbgHelp.load` reject with
   */
  static async open(options: PoolOptions = {}): Promise<SymbolizerPool> {
    const settings = checkPoolOptions(options);
    if (process.platform !== 'win32') {
      throw new DbgHelpError(
        'DBGHELP_UNSUPPORTED_PLATFORM',
        `SymbolizerPool.open: its processes need dbghelp.dll, and this is ${process.platform}: run on Windows`,
      );
    }
    const crew = new Crew(settings);
    await crew.open();
    return new SymbolizerPool(crew, settings.processes);
  }

  /** How many processes work at most. */
  get processes(): number {
    return this.#processes;
  }

  /** The ids of the processes that are there now: fewer than {@link processes} until there is work for all of them. */
  get pids(): readonly number[] {
    return this.#crew.pids;
  }

  get closed(): boolean {
    return this.#closing !== undefined;
  }

  /**
   * `SymbolSession.symbolizeAll` for the addresses of many images: each item in a process that is free. A process keeps the
   * last image loaded, so that items about one image are best given one after another.
   *
   * @param items - taken only as there is room for them: see `ahead`
   * @returns what came of them, in their order, as it is asked for. An item's error is its own and the rest goes on. The loop
   * throws where nothing can go on: `DBGHELP_CLOSED`, `DBGHELP_WORKER_DIED` where no process gets ready any more, `signal`'s
   * reason, and what `items` throws. Leaving it calls off what is not done yet
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
   * `crashReport` for many dumps, each in a session of its own, with the search path of the pool.
   *
   * @param paths - of the dumps; taken only as there is room for them: see `ahead`
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

  /** Ends the processes, also those that are at work, and resolves when they are gone. Closing twice does nothing more. */
  close(): Promise<void> {
    return (this.#closing ??= this.#crew.close(closedError()));
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
      const { outcome, cancel } = this.#crew.do(task);
      const told = outcome.then((came) =>
        'error' in came
          ? jsonReady({ index, item, error: came.error })
          : jsonReady({ index, item, result: resultOf(came.answer as Answers[Kind]) }),
      );
      told.catch(() => undefined);
      return { outcome: told, cancel };
    };
    return inOrder(items, ask, settings);
  }
}

function closedError(): DbgHelpError {
  return new DbgHelpError('DBGHELP_CLOSED', 'The SymbolizerPool has ended');
}
