import type { DbgHelpToken } from '../../../types/calls';
import { wrongType } from '../../base/checks';
import type { SessionCore } from '../core';
import { SymbolModule } from '../modules/module';
import { ModuleLines } from './module-lines';

/**
 * The module that was chosen, or all; none where the chosen name is not loaded.
 *
 * @internal
 */
export async function chosenModules(
  core: SessionCore,
  module: unknown,
  api: string,
  signal?: AbortSignal,
): Promise<readonly SymbolModule[]> {
  const label = `${api}: \`module\``;
  if (module instanceof SymbolModule) module.assertLoaded(api, core);
  else if (module !== undefined && typeof module !== 'string') {
    throw wrongType(label, "a SymbolModule or a module's name", module);
  }
  return core.run(
    api,
    () => {
      if (module === undefined) return [...core.modules.all];
      const chosen = module instanceof SymbolModule ? module : core.modules.named(module);
      return chosen ? [chosen] : [];
    },
    signal,
  );
}

/**
 * A turn of the queue for one module.
 *
 * @internal
 */
export function inModule<T>(
  core: SessionCore,
  module: SymbolModule,
  api: string,
  job: (token: DbgHelpToken, lines: ModuleLines) => T | Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  return core.runLong(
    api,
    async (token) => {
      // Again: another call may have unloaded it while this one waited.
      module.assertLoaded(api, core);
      return job(token, await ModuleLines.of(core, token, module));
    },
    signal,
  );
}
