import { lateModules } from './late-modules';

let id: number | undefined;

/** Node.js' id of the thread that runs this; 0 in the main thread. */
export function threadId(): number {
  return (id ??= isMain() ? 0 : lateModules.workerThreads().threadId);
}

export const isMainThread = (): boolean => threadId() === 0;

/**
 * Only the main thread looks at what it is given here: others must not set the mask at all. `node:worker_threads` tells
 * it, too, but is often the first to need the streams of Node.js, and takes a tenth of the first call.
 */
function isMain(): boolean {
  try {
    process.umask('no mask');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_INVALID_ARG_VALUE') return true;
  }
  return lateModules.workerThreads().isMainThread;
}
