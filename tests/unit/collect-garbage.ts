import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Collects what nothing holds any more. Until the end of the current job, a WeakRef holds what it was asked for. */
export async function collectGarbage(): Promise<void> {
  await turn();
  collect();
  await turn();
}
