import { checkUnsigned } from '../../base/checks';
import type { SessionCore } from '../core';
import { areLarge } from '../listings/large-modules';
import { hasName, parseLocation, type Location } from '../location';
import { placeOf } from '../names/names';
import { SymbolModule } from './module';

/** @internal */
export async function unloadModule(core: SessionCore, module: SymbolModule | bigint | number): Promise<void> {
  const label = 'SymbolSession.unloadModule';
  const check = (): void => {
    if (module instanceof SymbolModule) module.assertLoaded(label, core);
  };
  check();
  const base =
    module instanceof SymbolModule ? module.base : checkUnsigned(module, 64, `${label}: \`module\` (a base)`);
  await core.run(label, async (api) => {
    // Checks again, because another call may have unloaded it while this one waited.
    check();
    const loaded = core.modules.at(base);
    if (loaded && (await areLarge([loaded], core.largeFrom))) await core.loader.unloadLarge(api, base);
    else core.loader.unload(api, base);
  });
}

/** @internal */
export function listModules(core: SessionCore): Promise<SymbolModule[]> {
  return core.run('SymbolSession.modules', (api) => [...core.modules.refreshAll(api)]);
}

/** @internal */
export async function moduleAt(core: SessionCore, address: Location): Promise<SymbolModule | null> {
  const api = 'SymbolSession.module';
  const parsed = parseLocation(address, api, core);
  const location = hasName(parsed) ? await placeOf(core, parsed, api) : parsed;
  return core.run(api, (token) => {
    const at = core.resolve(location);
    return at === undefined ? null : (core.modules.refresh(token, at) ?? null);
  });
}

/** @internal */
export function refreshModules(core: SessionCore): Promise<SymbolModule[]> {
  return core.runLong('SymbolSession.refreshModules', async (api) => [
    ...(await core.listModules(api, () => api.SymRefreshModuleList.async(core.key))),
  ]);
}
