// Not the global timers: a test may have replaced them with fakes.
import { setImmediate } from 'node:timers';

/** A macrotask: everything that waits for the event loop goes first. */
export const eventLoopTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
