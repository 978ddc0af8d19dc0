import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { DbgHelpErrorCode } from '../../types/errors';
import { afterTime } from '../base/clock';
import { DbgHelpError } from '../base/errors';
import {
  startHelper,
  usualStartTimeout,
  watchProgram,
  whyNotStarted,
  type HelperOptions,
} from '../processes/child-program';
import type { Answer, FromWorker, Opening, Task, ToWorker } from './messages';
import { receivedError } from '../processes/sent-error';

/**
 * The program of the workers, which lies beside this file, in the sources and in `dist`. A function, because a bundle
 * of ES modules has no `__dirname`.
 */
function workerFile(): string {
  if (typeof __dirname === 'undefined') return 'dbghelp/dist/lib/pool/worker.js';
  return path.join(__dirname, `worker${path.extname(__filename)}`);
}

/** How long a process may take to give up a task. */
export const graceMilliseconds = 2000;

/** Why the pool ends a process. */
interface Ending {
  readonly code: DbgHelpErrorCode;
  readonly how: string;
}

/** The error of a worker that ended unexpectedly. */
export class WorkerEnded extends Error {
  readonly exitCode: number | undefined;
  /** Whether it may have been working on its task. */
  readonly atWork: boolean;
  readonly code: DbgHelpErrorCode;

  constructor(how: string, exitCode: number | undefined, atWork: boolean, ending?: Ending) {
    super(ending?.how ?? how);
    this.exitCode = ending ? undefined : exitCode;
    this.atWork = atWork;
    this.code = ending?.code ?? 'DBGHELP_WORKER_DIED';
  }
}

interface Settle<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

interface OpenTask extends Settle<Answer> {
  readonly id: number;
  sent: boolean;
  /** Set when it was cancelled. */
  stopGrace?: () => void;
}

/** One process, which works on one task at a time. It keeps this process alive only while an answer is awaited. */
export class WorkerProcess {
  /**
   * Resolves when the process is ready for tasks. Rejects with the error of opening its session, or with
   * {@link WorkerEnded}.
   */
  readonly ready: Promise<void>;
  /** Resolves when the process is gone. */
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;
  #task: OpenTask | undefined;
  #tasks = 0;
  #ending: Ending | undefined;

  /** @throws `DbgHelpError` `DBGHELP_WORKER_DIED` if its program cannot be started at all */
  constructor(options: HelperOptions, opening: Opening) {
    const file = workerFile();
    const why = whyNotStarted(file, options);
    if (why !== undefined)
      throw workerDied(`a process of the pool: ${why}. \`worker.execPath\` names a Node.js that can`);
    const child = startHelper(file, options);
    this.#child = child;
    this.ready = new Promise((resolve, reject) => {
      this.#listen(options.timeout ?? usualStartTimeout, { resolve, reject });
    });
    this.ended = new Promise((resolve) => {
      // Not 'exit', which may come before its last messages.
      child.once('close', () => {
        resolve();
      });
      child.once('error', () => {
        if (child.pid === undefined) resolve();
      });
    });
    // Only the channel decides whether this process waits for it.
    child.unref();
    (child.stderr as { unref?: () => void } | null)?.unref?.();
    child.channel?.ref();
    this.#send({ open: opening });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** The number of tasks that it was given. */
  get tasks(): number {
    return this.#tasks;
  }

  /** Does a task. Rejects with the task's own error, or with {@link WorkerEnded}. */
  do(task: Task): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (!this.#child.connected) {
        reject(new WorkerEnded('had ended', undefined, false));
        return;
      }
      const id = ++this.#tasks;
      const own: OpenTask = (this.#task = { id, resolve, reject, sent: true });
      this.#child.channel?.ref();
      this.#send({ id, task }, () => {
        own.sent = false;
      });
    });
  }

  /**
   * Cancels the task. Its answer still comes, in most cases as an error. A process that does not give it soon is ended:
   * the DLL may never return.
   */
  abort(): void {
    const task = this.#task;
    if (!task) return;
    this.#send({ abort: task.id });
    task.stopGrace ??= afterTime(graceMilliseconds, () => {
      this.kill();
    });
  }

  /** Ends the process, and tells why. */
  end(ending: Ending): void {
    this.#ending = ending;
    this.kill();
  }

  kill(): void {
    this.#child.ref();
    this.#child.kill('SIGKILL');
  }

  #listen(timeout: number, ready: Settle<void>): void {
    const child = this.#child;
    const ended = (code: number | null, signal: NodeJS.Signals | null): string => `ended with ${ending(code, signal)}`;
    const started = watchProgram(child, timeout, ended, ({ how, isLate, exitCode }) => {
      const task = this.#endTask();
      const error = new WorkerEnded(how, exitCode, task?.sent ?? false, this.#ending);
      ready.reject(error);
      task?.reject(error);
      if (isLate) child.ref();
    });
    child.on('message', (message: FromWorker) => {
      if ('id' in message) this.#settle(message);
      else if ('refused' in message) ready.reject(receivedError(message.refused));
      else if (message.state === 'started') started();
      else {
        this.#rest();
        ready.resolve();
      }
    });
  }

  #settle(message: Extract<FromWorker, { readonly id: number }>): void {
    if (this.#task?.id !== message.id) return;
    const task = this.#endTask()!;
    this.#rest();
    if ('answer' in message) task.resolve(message.answer);
    else task.reject(receivedError(message.error));
  }

  #endTask(): OpenTask | undefined {
    const task = this.#task;
    this.#task = undefined;
    task?.stopGrace?.();
    return task;
  }

  #rest(): void {
    this.#child.channel?.unref();
  }

  /** 'close' reports that the process has ended. */
  #send(message: ToWorker, onFailure: () => void = () => undefined): void {
    if (!this.#child.connected) return;
    this.#child.send(message, (error) => {
      if (error) onFailure();
    });
  }
}

export function workerDied(
  what: string,
  exitCode?: number,
  code: DbgHelpErrorCode = 'DBGHELP_WORKER_DIED',
): DbgHelpError {
  return new DbgHelpError(code, what, exitCode === undefined ? {} : { exitCode });
}

/** People know Windows' exception codes in hexadecimal. */
function ending(code: number | null, signal: NodeJS.Signals | null): string {
  if (code === null) return String(signal);
  return code > 0xffff ? `0x${code.toString(16)}` : String(code);
}
