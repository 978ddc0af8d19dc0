import { dbghelp as defaultDbgHelp, Binding } from '../dll/dbghelp';
import { abandonable } from '../base/abandonable';
import { checkBoolean, checkSignal, wrongType } from '../base/checks';
import { requireWindows } from '../base/koffi';
import { checkOptionNames } from '../base/option-names';
import { noteHeld } from '../gate/shared-state';
import { searchPathOf } from '../search/search-path';
import { checkServers } from './check-servers';
import { SessionCore } from './core';
import { usuallyLargeFrom } from './listings/large-modules';
import { checkTarget, openTarget } from './process-target';
import { sessionOptionNames, type SessionOptions } from './session-options';
import { optionWord } from './symbol-options';

const largeFromOf = ({ onMainThread = false, largeFrom = usuallyLargeFrom }: SessionOptions): number =>
  onMainThread ? Infinity : largeFrom;

/**
 * Calls SymInitializeW under checked options.
 *
 * @internal
 */
export async function openCore(options: SessionOptions): Promise<SessionCore> {
  checkOptionNames(options, sessionOptionNames, 'SymbolSession.open');
  const { signal } = options;
  if (signal === undefined) return initialized(options);
  checkSignal(signal, 'SymbolSession.open');
  const opening = initialized(options);
  try {
    return await abandonable(opening, signal);
  } catch (error) {
    // What opens all the same is closed.
    opening.then((core) => core.close(() => undefined)).catch(() => undefined);
    throw error;
  }
}

async function initialized(options: SessionOptions): Promise<SessionCore> {
  const servers = checkServers(options, 'SymbolSession.open');
  const searchPath = searchPathOf(options.searchPath, servers.allowHttp, 'SymbolSession.open: `searchPath`');
  const target = checkTarget(options.process ?? 'none');
  const invade = checkBoolean(options.invadeProcess ?? target !== 'none', 'SymbolSession.open: `invadeProcess`');
  const word = optionWord(options.options);
  const binding: unknown = options.dbghelp ?? defaultDbgHelp;
  if (!(binding instanceof Binding))
    throw wrongType('SymbolSession.open: `dbghelp`', 'what DbgHelp.load gave', binding);
  requireWindows();
  const handle = openTarget(target);
  const owner = { options: word, onMainThread: options.onMainThread ?? false };
  const core = new SessionCore(binding, handle, owner, searchPath, servers, largeFromOf(options));
  try {
    await core.runLong('SymbolSession.open', async (api) => {
      options.signal?.throwIfAborted();
      const initialize = async (): Promise<void> => {
        await api.SymInitializeW.async(handle.key, core.pdbSearch.pathForDll, invade);
        noteHeld(binding.library.module, { kind: 'session', key: handle.key });
      };
      if (invade) await core.listModules(api, initialize);
      else await initialize();
    });
  } catch (error) {
    handle.release();
    throw error;
  }
  return core;
}
