import { existsSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';
import { DbgHelpError } from '../../base/errors';
import { lateModules } from '../../base/late-modules';
import { ownOnly } from '../../base/option-names';
import { receivedError } from '../../processes/sent-error';
import { programFile } from '../../program-file';
import {
  words,
  type FromListingWorker,
  type ListingCall,
  type ListingDone,
  type ListingWorkerData,
} from './listing-messages';

/** The call that is in the thread. */
interface Call {
  readonly onPart: (part: unknown) => void;
  readonly onListed: (listed: number) => void;
  readonly resolve: (done: ListingDone) => void;
  readonly reject: (error: unknown) => void;
  thrown?: { readonly error: unknown };
}

/** How long the end of the process waits for a call: a thread that ends inside the DLL may take the process with it. */
const mostMillisecondsAtExit = 5000;

/** Much less than the usual, which V8 would fill with garbage: it collects early if the limit is low. */
const resourceLimits = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 512 };

let thread: ListingThread | undefined;
/** Why there can be none. */
let lack: string | undefined;
let lackIsTold = false;
let settlesAtExit = false;

/**
 * The one thread of the package that makes long listings for this one. It knows nothing of the gate: its caller has the
 * DLL. It keeps the process alive only during calls.
 */
export class ListingThread {
  readonly #worker: Worker;
  readonly #words = new Int32Array(new SharedArrayBuffer(words.count * Int32Array.BYTES_PER_ELEMENT));
  readonly #started: Promise<void>;
  #call: Call | undefined;
  #error: Error | undefined;

  constructor(file: string, dll: string) {
    const { Worker } = lateModules.workerThreads();
    this.#words[words.busy] = 1;
    const data: ListingWorkerData = { words: this.#words, dll };
    const options = {
      workerData: data,
      name: 'dbghelp listings',
      // It must not load the modules that these name for the program.
      execArgv: [],
      // What it makes is packed or sent at once.
      resourceLimits,
      env: { SystemRoot: process.env['SystemRoot'] ?? '' },
    };
    this.#worker = new Worker(file, ownOnly(options));
    this.#started = new Promise((resolve, reject) => {
      this.#worker.on('message', (message: FromListingWorker) => {
        if ('ready' in message) resolve();
        else this.#receive(message);
      });
      this.#worker.on('error', (error: Error) => {
        this.#error = error;
      });
      // Not before: until then, a call may be in the DLL.
      this.#worker.on('exit', (code) => {
        if (thread === this) thread = undefined;
        const end = this.#error?.message ?? `exit code ${String(code)}`;
        reject(new Error(`its thread ended before it ran: ${end}`, { cause: this.#error }));
        this.#end((call) => {
          call.reject(died(end, this.#error));
        });
      });
    });
    // Behind the listeners: one for messages keeps the process alive.
    this.#worker.unref();
    // Whoever lists is told; until then it does not matter.
    this.#started.catch(() => undefined);
  }

  /** Rejected if the thread cannot start. */
  async ready(): Promise<void> {
    this.#worker.ref();
    try {
      await this.#started;
    } finally {
      if (!this.#call) this.#worker.unref();
    }
  }

  list(sent: ListingCall, call: Call): void {
    this.#call = call;
    Atomics.store(this.#words, words.stop, 0);
    Atomics.store(this.#words, words.busy, 1);
    this.#worker.ref();
    this.#worker.postMessage(sent);
  }

  /** The call ends at its next item, if the DLL lets it. */
  stop(): void {
    Atomics.store(this.#words, words.stop, 1);
  }

  /** Waits until the thread is in no native code any more. */
  settle(): void {
    this.stop();
    Atomics.wait(this.#words, words.busy, 1, mostMillisecondsAtExit);
  }

  #receive(message: Exclude<FromListingWorker, { readonly ready: true }>): void {
    const call = this.#call;
    if (!call) return;
    try {
      if ('part' in message) call.onPart(message.part);
      else if ('listed' in message && !('result' in message)) call.onListed(message.listed);
    } catch (error) {
      call.thrown ??= { error };
      this.stop();
    }
    if ('result' in message) {
      this.#end(({ resolve, reject, thrown }) => {
        if (thrown) reject(thrown.error);
        else resolve(message);
      });
    } else if ('failed' in message) {
      this.#end(({ reject, thrown }) => {
        reject(thrown ? thrown.error : receivedError(message.failed));
      });
    }
  }

  #end(tell: (call: Call) => void): void {
    const call = this.#call;
    this.#call = undefined;
    this.#worker.unref();
    if (call) tell(call);
  }
}

function died(end: string, cause: Error | undefined): DbgHelpError {
  return new DbgHelpError('DBGHELP_WORKER_DIED', `the package's thread for long listings ended: ${end}`, { cause });
}

/** Starts the thread if it can be started. */
export function startListingThread(dll: string): ListingThread | undefined {
  if (thread || lack !== undefined) return thread;
  const file = programFile('listing-worker');
  if (!existsSync(file)) {
    lack = `there is no ${file}: leave the package \`dbghelp\` out of your bundle`;
    return undefined;
  }
  try {
    thread = new ListingThread(file, dll);
  } catch (error) {
    lack = error instanceof Error ? error.message : String(error);
    return undefined;
  }
  if (!settlesAtExit) {
    settlesAtExit = true;
    process.on('exit', () => thread?.settle());
  }
  return thread;
}

/** The thread, once it runs. Tells once if there can be none. */
export async function listingThread(dll: string): Promise<ListingThread | undefined> {
  try {
    const started = startListingThread(dll);
    await started?.ready();
    if (started) return started;
  } catch (error) {
    lack = (error as Error).message;
  }
  if (!lackIsTold) {
    lackIsTold = true;
    process.emitWarning(`Listings of large PDBs run on the main thread and block it: ${lack ?? ''}`, {
      type: 'DbgHelpWarning',
      code: 'DBGHELP_NO_WORKER',
    });
  }
  return undefined;
}
