import type { ChildProcess } from 'node:child_process';
import { helperFile } from '../../dump-writer-file';
import {
  lastWordsOf,
  startHelper,
  usualStartTimeout,
  whyNotStarted,
  type HelperOptions,
} from '../../processes/child-program';
import { DbgHelpError } from '../../base/errors';
import type { DbgHelpErrorCode } from '../../../types/errors';
import { discardOf } from './partial-file';
import type { WriteMinidumpOptions, WriteRequest, WrittenMinidump } from './write-options';

/** What the helper is sent: `writeMinidump`'s options, as far as they are data. */
export interface HelperRequest {
  readonly options: Omit<WriteMinidumpOptions, 'signal' | 'dbghelp' | 'helper'>;
  /** Another dbghelp.dll than the default one. */
  readonly dll: string | undefined;
}

export type ToHelper = { readonly write: HelperRequest } | { readonly abort: true };

/** What is left of an error on its way from one process to another. */
export interface SentError {
  readonly name: string | undefined;
  readonly code: DbgHelpErrorCode | undefined;
  readonly message: string;
  readonly api: string | undefined;
  readonly win32Code: number | undefined;
}

export type FromHelper =
  { readonly ready: true } | { readonly written: WrittenMinidump } | { readonly failed: SentError };

/**
 * Has a process of its own write the dump of this one.
 *
 * @internal
 */
export async function writeInHelper(
  options: WriteMinidumpOptions,
  request: WriteRequest,
  helper: HelperOptions,
): Promise<WrittenMinidump> {
  const { path: file, type, signal } = request;
  const { exception, comment, userStreams, modules, threads, memory, dbghelp } = options;
  const write: HelperRequest = {
    options: {
      pid: process.pid,
      path: file,
      type,
      // Seen from the helper, this process is the target.
      exception: exception && { ...exception, clientPointers: true },
      comment,
      userStreams: userStreams?.map((stream) => ({ type: stream.type, data: stream.data })),
      modules,
      threads,
      memory,
    },
    dll: dbghelp?.path,
  };
  const child = start(helper);
  try {
    return await answerOf(child, write, helper.timeout ?? usualStartTimeout, signal);
  } catch (error) {
    if (child.pid !== undefined) await discardOf(child.pid, file).catch(() => undefined);
    throw error;
  }
}

function start(helper: HelperOptions): ChildProcess {
  const file = helperFile();
  const why = whyNotStarted(file, helper);
  if (why !== undefined) throw failed(`${why}; \`helper: false\` does without`);
  return startHelper(file, helper);
}

function answerOf(
  child: ChildProcess,
  write: HelperRequest,
  timeout: number,
  signal: AbortSignal | undefined,
): Promise<WrittenMinidump> {
  return new Promise((resolve, reject) => {
    const lastWords = lastWordsOf(child);
    let answer: (() => void) | undefined;
    const send = (message: ToHelper): void => {
      if (child.connected) child.send(message, () => undefined);
    };
    let begun = false;
    const abort = (): void => {
      // A helper that was not told what to write has stopped no thread yet.
      if (begun) send({ abort: true });
      else child.kill('SIGKILL');
    };
    const program = child.spawnfile;
    const timer = setTimeout(() => {
      answer = () => {
        reject(failed(`${program} did not start as a Node.js within ${String(timeout)} ms${lastWords()}`));
      };
      child.kill('SIGKILL');
    }, timeout);
    const settle = (otherwise: () => void): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      (answer ?? otherwise)();
    };
    signal?.addEventListener('abort', abort, { once: true });
    child.on('message', (message: FromHelper) => {
      if ('ready' in message) {
        clearTimeout(timer);
        begun = true;
        send({ write });
      } else if ('written' in message) {
        answer = () => {
          resolve(message.written);
        };
      } else {
        answer = () => {
          reject(received(message.failed));
        };
      }
    });
    child.once('error', (cause) => {
      settle(() => {
        reject(failed(`${program} could not be started: ${cause.message}`, cause));
      });
    });
    child.once('close', (code, ended) => {
      settle(() => {
        reject(failed(`${program} ended with ${String(ended ?? code)} before the dump was written${lastWords()}`));
      });
    });
  });
}

function failed(what: string, cause?: Error): DbgHelpError {
  return new DbgHelpError(
    'DBGHELP_HELPER_FAILED',
    `writeMinidump: the process that is to write the dump of this one: ${what}. \`helper.execPath\` names a Node.js that can`,
    cause ? { cause } : {},
  );
}

function received({ name, code, message, api, win32Code }: SentError): Error {
  if (name === 'RangeError') return new RangeError(message);
  if (code === undefined) return failed(message);
  return new DbgHelpError(code, message, {
    ...(api === undefined ? {} : { api }),
    ...(win32Code === undefined ? {} : { win32Code }),
  });
}
