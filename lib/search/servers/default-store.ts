import os from 'node:os';
import path from 'node:path';
import { isFolder } from '../symbol-store';

/** The folders that may be the default store, in order: DbgHelp's where there is one, then one of this user. */
export async function defaultStores(told: string | undefined): Promise<string[]> {
  if (told !== undefined) return [told];
  const { DBGHELP_HOMEDIR, ProgramData, LOCALAPPDATA, XDG_CACHE_HOME } = process.env;
  const ofDebuggers = ProgramData === undefined ? undefined : path.join(ProgramData, 'Dbg', 'sym');
  const candidates = [
    ...(DBGHELP_HOMEDIR ? [path.join(DBGHELP_HOMEDIR, 'sym')] : []),
    ...(ofDebuggers !== undefined && (await isFolder(ofDebuggers)) ? [ofDebuggers] : []),
    process.platform === 'win32' && LOCALAPPDATA
      ? path.join(LOCALAPPDATA, 'dbghelp', 'symbols')
      : path.join(XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'dbghelp', 'symbols'),
  ];
  return candidates.filter((folder) => path.isAbsolute(folder));
}
