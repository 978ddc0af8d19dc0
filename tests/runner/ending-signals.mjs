import { constants } from 'node:os';

const names = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Calls `handler` instead of ending at once when this process is told to end.
 * @param {(signal: NodeJS.Signals) => void} handler
 * @returns {() => void} goes back to ending at once
 */
export function onEndingSignal(handler) {
  for (const name of names) process.on(name, handler);
  return () => {
    for (const name of names) process.off(name, handler);
  };
}

/**
 * Ends this process as a shell reports a signal. Unlike the signal itself, this runs the `exit` listeners.
 * @param {NodeJS.Signals} signal
 * @returns {never}
 */
export function endAfterSignal(signal) {
  process.exit(128 + constants.signals[signal]);
}
