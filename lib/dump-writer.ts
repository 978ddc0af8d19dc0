import { setTimeout } from './base/clock';
import { DbgHelp, dbghelp } from './dll/dbghelp';
import { writeMinidump } from './minidump/write/write-minidump';
import type { FromHelper, HelperRequest, ToHelper } from './minidump/write/write-helper';
import { errorToSend } from './processes/sent-error';

/** The program of the process that writes a dump of the process that started it. Do not import it. */

const mostMillisecondsAfterItsEnd = 5000;

const abort = new AbortController();

/** The answer is the last message of this process. After it nothing keeps the process alive. */
function answer(message: FromHelper): void {
  process.removeAllListeners('disconnect');
  process.send?.(message, undefined, undefined, () => {
    if (process.connected) process.disconnect();
  });
}

async function write({ options, dll }: HelperRequest): Promise<void> {
  const { signal } = abort;
  let used = dbghelp;
  try {
    if (dll !== undefined) used = await DbgHelp.load({ path: dll });
    answer({ written: await writeMinidump({ ...options, signal, dbghelp: used }) });
  } catch (error) {
    // After an abort, DbgHelp may still be at work. It is done when the queue is free.
    await used.run(() => undefined).catch(() => undefined);
    answer({ failed: errorToSend(error) });
  }
}

process.on('message', (message: ToHelper) => {
  if ('abort' in message) abort.abort();
  else void write(message.write);
});

process.once('disconnect', () => {
  // The process to dump has ended. DbgHelp may still be busy with it, for a short time.
  abort.abort();
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), mostMillisecondsAfterItsEnd).unref();
});

process.send?.({ ready: true } satisfies FromHelper);

// Without this export, esbuild would treat the file as CommonJS.
export {};
