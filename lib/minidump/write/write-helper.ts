import type { ChildProcess } from 'node:child_process';
import { programFile } from '../../program-file';
import {
  startHelper,
  usualStartTimeout,
  watchProgram,
  whyNotStarted,
  type HelperOptions,
} from '../../processes/child-program';
import { DbgHelpError } from '../../base/errors';
import { receivedError, type SentError } from '../../processes/sent-error';
import { discardOf } from './partial-file';
import type { WriteMinidumpOptions, WriteRequest, WrittenMinidump } from './write-options';

/** The request to the helper: those options of `writeMinidump` that are data. */
export interface HelperRequest {
  readonly options: Omit<WriteMinidumpOptions, 'signal' | 'dbghelp' | 'helper'>;
  /** The path of a dbghelp.dll other than the default one. */
  readonly dll: string | undefined;
}

export type ToHelper = { readonly write: HelperRequest } | { readonly abort: true };

export type FromHelper =
  { readonly ready: true } | { readonly written: WrittenMinidump } | { readonly failed: SentError };

/**
 * Lets another process write the dump of this one.
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
      // From the helper's view, this process is the target.
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
  const file = programFile('dump-writer');
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
    let answer: (() => void) | undefined;
    const send = (message: ToHelper): void => {
      if (child.connected) child.send(message, () => undefined);
    };
    let begun = false;
    const abort = (): void => {
      // Without a request, the helper has suspended no thread yet.
      if (begun) send({ abort: true });
      else child.kill('SIGKILL');
    };
    signal?.addEventListener('abort', abort, { once: true });
    const ended = (code: number | null, by: NodeJS.Signals | null): string =>
      `${child.spawnfile} ended with ${String(by ?? code)} before the dump was written`;
    const started = watchProgram(child, timeout, ended, ({ how, isLate, cause }) => {
      const fail = (): void => {
        reject(failed(how, cause));
      };
      if (isLate) answer = fail;
      else {
        signal?.removeEventListener('abort', abort);
        (answer ?? fail)();
      }
    });
    child.on('message', (message: FromHelper) => {
      if ('ready' in message) {
        started();
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
  });
}

function failed(what: string, cause?: Error): DbgHelpError {
  return new DbgHelpError(
    'DBGHELP_HELPER_FAILED',
    `writeMinidump: the process that is to write the dump of this one: ${what}. \`helper.execPath\` names a Node.js that can`,
    cause ? { cause } : {},
  );
}

/** Errors of other types mean that the helper itself failed. */
function received(sent: SentError): Error {
  const error = receivedError(sent);
  return error instanceof DbgHelpError || error instanceof RangeError ? error : failed(error.message);
}
