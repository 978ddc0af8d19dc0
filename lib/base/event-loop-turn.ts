import { setImmediate } from './clock';

/** A macrotask: everything that waits for the event loop goes first. */
export const eventLoopTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
