import { writeSync } from 'node:fs';
import { inspect } from 'node:util';
import { win32 } from '../win32/functions';

/**
 * What copies of the package want at the end of their process. One listener serves all copies of a thread: there may be
 * hundreds, and Node.js warns of more than ten. A copy that nobody uses any more is not kept alive.
 */
interface AtEnd {
  readonly idle: Set<WeakRef<() => void>>;
}

const key = Symbol.for('dbghelp.atEnd.1');

function atEnd(): AtEnd {
  const holder = process as unknown as Record<symbol, AtEnd | undefined>;
  let shared = holder[key];
  if (!shared) {
    const idle = new Set<WeakRef<() => void>>();
    holder[key] = shared = { idle };
    process.on('beforeExit', () => {
      for (const reference of idle) {
        const listener = reference.deref();
        if (listener) listener();
        else idle.delete(reference);
      }
    });
  }
  return shared;
}

/** Calls a function when nothing keeps the process alive any more. The caller must keep the function. */
export function whenNothingIsLeft(listener: () => void): void {
  atEnd().idle.add(new WeakRef(listener));
}

const exitKey = Symbol.for('dbghelp.atExit.1');
const thisProcess = -1;

/**
 * Ends the process at once when it exits while a call is off the main thread: that call may wait for a callback, which
 * nobody answers any more, and the end of the process would wait for the call.
 *
 * @param isOffThread - whether a call of any thread is
 */
export function endDespiteCalls(isOffThread: () => boolean): void {
  const holder = process as unknown as Record<symbol, boolean | undefined>;
  if (holder[exitKey] === true) return;
  holder[exitKey] = true;
  let uncaught: { readonly error: unknown } | undefined;
  process.on('uncaughtExceptionMonitor', (error) => {
    const isHandled = process.listenerCount('uncaughtException') > 0 || process.hasUncaughtExceptionCaptureCallback();
    if (!isHandled) uncaught = { error };
  });
  const end = (code: number): void => {
    if (!isOffThread()) return;
    // The process ends here: those that would be called later are called now.
    const listeners = process.listeners('exit');
    for (const listener of listeners.slice(listeners.indexOf(end) + 1)) listener.call(process, code);
    // Node.js would print it after the last listener.
    if (uncaught) print(`Uncaught:\n${inspect(uncaught.error)}\n\nNode.js ${process.version}\n`);
    win32().TerminateProcess(thisProcess, Number(process.exitCode ?? code) >>> 0);
  };
  process.on('exit', end);
}

function print(text: string): void {
  try {
    writeSync(process.stderr.fd, text);
  } catch {
    // Nobody reads it any more.
  }
}
