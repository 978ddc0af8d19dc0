import { afterTime, setTimeout } from '../base/clock';
import { DbgHelpError } from '../base/errors';
import { Fifo } from '../base/fifo';
import { privateBytes } from '../win32/processes';
import type { Pending } from './in-order';
import type { Answer, Task } from './messages';
import type { PoolSettings } from './pool-options';
import { workerDied, WorkerEnded, WorkerProcess } from './worker-process';

/** The outcome of a task: its answer or its own error. */
export type TaskOutcome = { readonly answer: Answer } | { readonly error: Error };

/** After so many processes in a row have ended before they were ready, no further one is started. */
const mostFailedStarts = 3;
const millisecondsBetweenWeighings = 250;

/** Assigns tasks to processes. It starts processes when they are needed, and replaces those that have ended. */
export class WorkerSet {
  readonly #settings: PoolSettings;
  readonly #workers = new Set<WorkerProcess>();
  readonly #idle: WorkerProcess[] = [];
  #starting = 0;
  #failedStarts = 0;
  readonly #waiting = new Fifo<Entry>();
  /** Tasks whose process has ended, for the next process that is ready. */
  readonly #again = new Fifo<Entry>();
  readonly #atWork = new Set<Entry>();
  #closed: Error | undefined;
  #weighs = false;

  constructor(settings: PoolSettings) {
    this.#settings = settings;
  }

  /** Process ids. */
  get pids(): number[] {
    return [...this.#workers].flatMap(({ pid }) => pid ?? []);
  }

  /** Starts the first process. */
  async open(): Promise<void> {
    for (;;) {
      try {
        this.#idle.push(await this.#start());
        return;
      } catch (error) {
        const lasting = this.#judge(error);
        if (lasting) throw lasting;
      }
    }
  }

  /**
   * Does a task. The promise rejects only with an error of the pool, not of the task.
   *
   * @param limit - the longest that a process may work on it, in milliseconds
   */
  do(task: Task, limit: number): Pending<TaskOutcome> {
    const entry = new Entry(task, limit);
    if (this.#closed) entry.reject(this.#closed);
    else {
      this.#waiting.push(entry);
      this.#fill();
    }
    return {
      outcome: entry.outcome,
      cancel: () => {
        this.#cancel(entry);
      },
    };
  }

  /** Ends the processes, and resolves when they are gone. Unfinished tasks reject with `error`. */
  async close(error: Error): Promise<void> {
    this.#closed ??= error;
    for (const entry of [...this.#takeAll(), ...this.#atWork]) entry.reject(this.#closed);
    const workers = [...this.#workers];
    for (const worker of workers) worker.kill();
    await Promise.all(workers.map(({ ended }) => ended));
  }

  #fill(): void {
    if (this.#closed) return;
    while (this.#idle.length > 0) {
      const entry = next(this.#waiting);
      if (!entry) break;
      void this.#work(this.#idle.pop()!, entry);
    }
    if (this.#failedStarts >= mostFailedStarts && this.#workers.size > 0) return;
    const wanted = this.#waiting.size + this.#again.size - this.#starting;
    const places = this.#settings.processes - this.#workers.size;
    for (let count = Math.min(wanted, places); count > 0; count--) void this.#add();
  }

  async #add(): Promise<void> {
    try {
      const worker = await this.#start();
      const entry = next(this.#again) ?? next(this.#waiting);
      if (entry) await this.#work(worker, entry);
      else this.#idle.push(worker);
    } catch (error) {
      const lasting = this.#judge(error);
      if (lasting && this.#workers.size === 0) for (const entry of this.#takeAll()) entry.reject(lasting);
      // If no fresh process can start, the remaining ones take the retries.
      else if (lasting) for (const entry of this.#again.clear().reverse()) this.#waiting.unshift(entry);
      this.#fill();
    }
  }

  async #start(): Promise<WorkerProcess> {
    const worker = new WorkerProcess(this.#settings.worker, this.#settings.opening);
    this.#workers.add(worker);
    this.#starting++;
    try {
      await worker.ready;
    } catch (error) {
      this.#lose(worker);
      worker.kill();
      throw error;
    } finally {
      this.#starting--;
    }
    if (this.#closed) throw this.#closed;
    this.#failedStarts = 0;
    void worker.ended.then(() => {
      this.#lose(worker);
      this.#fill();
    });
    return worker;
  }

  /** The error that a failed start means for the pool; undefined if another start may succeed. */
  #judge(error: unknown): Error | undefined {
    if (error instanceof WorkerEnded) {
      if (++this.#failedStarts < mostFailedStarts) return undefined;
      const often = `${String(this.#failedStarts)} times in a row`;
      return workerDied(`a process of the pool could not get ready, ${often}: ${error.message}`, error.exitCode);
    }
    this.#failedStarts = mostFailedStarts;
    return error as Error;
  }

  async #work(worker: WorkerProcess, entry: Entry): Promise<void> {
    entry.worker = worker;
    this.#atWork.add(entry);
    this.#weighLater();
    const { limit } = entry;
    const tooLong = (): void => {
      entry.resolve({ error: tookTooLong(limit) });
      entry.isOver = true;
      worker.abort();
    };
    const stop = limit === Infinity ? undefined : afterTime(limit, tooLong);
    try {
      entry.resolve({ answer: await worker.do(entry.task) });
      this.#rest(worker);
    } catch (error) {
      if (error instanceof WorkerEnded) this.#retry(worker, entry, error);
      else {
        entry.resolve({ error: error as Error });
        this.#rest(worker);
      }
    }
    stop?.();
    this.#atWork.delete(entry);
    this.#fill();
  }

  /** While there is work, looks now and then whether a process has more memory than it may have. */
  #weighLater(): void {
    const { memoryLimit } = this.#settings;
    if (this.#weighs || memoryLimit === Infinity) return;
    this.#weighs = true;
    setTimeout(() => {
      this.#weighs = false;
      for (const { worker } of this.#atWork) {
        const bytes = worker?.pid === undefined ? 0 : privateBytes(worker.pid);
        if (bytes <= memoryLimit) continue;
        worker!.end({
          code: 'DBGHELP_MEMORY_LIMIT',
          how: `was ended: it had ${String(bytes)} bytes of memory, and \`memoryLimit\` is ${String(memoryLimit)}`,
        });
      }
      if (this.#atWork.size > 0) this.#weighLater();
    }, millisecondsBetweenWeighings).unref();
  }

  #rest(worker: WorkerProcess): void {
    if (worker.tasks < this.#settings.itemsPerProcess) this.#idle.push(worker);
    else worker.kill();
  }

  #retry(worker: WorkerProcess, entry: Entry, { message, exitCode, atWork, code }: WorkerEnded): void {
    this.#lose(worker);
    entry.worker = undefined;
    if (entry.isOver || this.#closed) return;
    if (!atWork) this.#waiting.unshift(entry);
    else if (entry.deaths++ < this.#settings.retries) this.#again.push(entry);
    else {
      const often = entry.deaths === 1 ? '' : `, the last of ${String(entry.deaths)},`;
      entry.resolve({ error: workerDied(`the process${often} that worked on this ${message}`, exitCode, code) });
    }
  }

  #lose(worker: WorkerProcess): void {
    this.#workers.delete(worker);
    const place = this.#idle.indexOf(worker);
    if (place >= 0) this.#idle.splice(place, 1);
  }

  #cancel(entry: Entry): void {
    entry.isOver = true;
    // All that wait may be cancelled together: they are passed over in turn, and not looked for.
    if (entry.worker) entry.worker.abort();
    else for (const queue of [this.#waiting, this.#again]) dropOver(queue);
  }

  #takeAll(): Entry[] {
    return [...this.#again.clear(), ...this.#waiting.clear()];
  }
}

class Entry {
  readonly task: Task;
  readonly limit: number;
  readonly outcome: Promise<TaskOutcome>;
  resolve!: (outcome: TaskOutcome) => void;
  reject!: (error: Error) => void;
  worker: WorkerProcess | undefined;
  /** How many processes have ended at this task. */
  deaths = 0;
  /** It was cancelled, or took too long: nobody waits for its outcome any more. */
  isOver = false;

  constructor(task: Task, limit: number) {
    this.task = task;
    this.limit = limit;
    this.outcome = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    // The caller may have stopped listening: avoids an unhandled rejection.
    this.outcome.catch(() => undefined);
  }
}

function dropOver(queue: Fifo<Entry>): void {
  while (queue.first?.isOver === true) queue.shift();
}

function next(queue: Fifo<Entry>): Entry | undefined {
  dropOver(queue);
  return queue.shift();
}

const tookTooLong = (limit: number): DbgHelpError =>
  new DbgHelpError(
    'DBGHELP_TIMEOUT',
    `no process of the pool did this within ${String(limit)} ms: \`timeout\` raises that`,
  );
