import type { DbgHelpToken, RunOptions } from '../../types/calls';
import { runOptionNames } from '../dll/dbghelp';
import { checkBoolean, wrongType } from '../base/checks';
import { checkOptionNames } from '../base/option-names';
import type { SessionCore } from './core';

/**
 * Runs raw calls of the session's user in a turn.
 *
 * @internal
 */
export async function runForUser<T>(
  core: SessionCore,
  job: (api: DbgHelpToken) => T | PromiseLike<T>,
  options: RunOptions,
): Promise<T> {
  const api = 'SymbolSession.run';
  checkOptionNames(options, runOptionNames, api);
  const { signal, long = false } = options;
  if (typeof (job as unknown) !== 'function') throw wrongType(`${api}: \`job\``, 'a function', job);
  return core.runForUser(api, job, { long: checkBoolean(long, `${api}: \`long\``), signal });
}
