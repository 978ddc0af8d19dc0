import type { DbgHelpToken } from '../../../types/calls';
import type { SessionCore } from '../core';
import type { Waiting } from '../listings/list';
import { checkModule, type SymbolModule } from '../modules/module';
import { ModuleLines } from './module-lines';

/**
 * The chosen module, or all modules; none if no module of that name is loaded.
 *
 * @internal
 */
export async function chosenModules(
  core: SessionCore,
  module: unknown,
  api: string,
  signal?: AbortSignal,
): Promise<readonly SymbolModule[]> {
  const chosen = module === undefined ? undefined : checkModule(core, module, api);
  const modules = await core.run(api, () => core.modules.chosen(chosen), signal);
  core.pdbSearch.expect(modules, signal);
  return modules;
}

/**
 * Runs a job for one module in a turn of the queue.
 *
 * @internal
 */
export function inModule<T>(
  core: SessionCore,
  module: SymbolModule,
  waiting: Waiting,
  job: (token: DbgHelpToken, lines: ModuleLines) => T | Promise<T>,
): Promise<T> {
  const { api, signal } = waiting;
  return core.runLong(
    api,
    async (token) => {
      // Checks again: another call may have unloaded it while this one waited.
      module.assertLoaded(api, core);
      return job(token, await ModuleLines.of(core, token, module, waiting));
    },
    signal,
  );
}
