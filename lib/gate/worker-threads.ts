import type * as WorkerThreads from 'node:worker_threads';

/** `node:worker_threads`, loaded by the first call: it loads streams too, which takes a tenth of an import. */
export const workerThreads = (): typeof WorkerThreads =>
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only where it is used
  require('node:worker_threads') as typeof WorkerThreads;
