import path from 'node:path';
import { wrongType } from '../../base/checks';
import { requireWindows } from '../../base/koffi';
import { searchPathOf } from '../../search/search-path';
import { SymbolSession } from '../../session/session';
import type { SymbolPath } from '../../search/symbol-path';
import { Minidump } from '../minidump';
import { addressBitsOf } from '../read/system-info';
import { DumpModules, type DumpModule } from './dump-modules';
import { checkOptionNames, type OptionNames } from '../../base/option-names';

export interface DumpImageOptions {
  /**
   * Where to look for images, in the form of a session's `searchPath`; places besides the dump and the path from which
   * the module was loaded come after. A PDB without an image is looked for there, too.
   * Its servers are asked as the options of the session say, also for the PDBs of the images.
   */
  readonly imagePath?: string | SymbolPath | readonly (string | SymbolPath)[] | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** @internal */
export const dumpImageNames: OptionNames<DumpImageOptions> = { imagePath: true, signal: true };

export interface LoadDumpModulesOptions extends DumpImageOptions {
  /** Called after each module. */
  readonly onProgress?:
    ((progress: { readonly done: number; readonly total: number; readonly module: DumpModule }) => void) | undefined;
}

const loadDumpModulesNames: OptionNames<LoadDumpModulesOptions> = { ...dumpImageNames, onProgress: true };

/**
 * Loads the modules of a dump into a session, each at its base: SymLoadModuleExW. Their symbols are read at their first
 * use. `walkDump` loads the modules that its stacks need; use this for all others.
 *
 * An image is a module's own only if name, time stamp and size are those in the dump. One of another build is reported,
 * but not used. Without an image, the PDB with the dump's GUID and age gives names and lines. Without both, the module
 * has only its name. Paths on other computers are not opened. A second call gives the same modules, and looks for
 * missing files again only if `imagePath` has changed.
 *
 * @param session - one without a process
 * @returns one for each module of the dump, in its order
 * @throws TypeError or RangeError for bad arguments; `DbgHelpError` `DBGHELP_CLOSED`, or `DBGHELP_ALREADY_LOADED` if
 * the session has modules of another dump at the same addresses; `MinidumpError` for a closed dump, or one with a
 * damaged list of modules; `signal`'s reason
 */
export async function loadDumpModules(
  dump: Minidump,
  session: SymbolSession,
  options: LoadDumpModulesOptions = {},
): Promise<DumpModule[]> {
  checkOptionNames(options, loadDumpModulesNames, 'loadDumpModules');
  const { signal, onProgress } = options;
  const modules = dumpModules(dump, session, options, 'loadDumpModules');
  const loaded: DumpModule[] = [];
  const total = dump.modules.length;
  modules.expect(dump.modules, signal, 'PDBs without images');
  for (const wanted of dump.modules) {
    const module = await modules.get(wanted, signal);
    loaded.push(module);
    onProgress?.({ done: loaded.length, total, module });
  }
  return loaded;
}

/**
 * Checks the arguments that say where modules come from.
 *
 * @internal
 */
export function dumpModules(
  dump: unknown,
  session: unknown,
  { imagePath }: DumpImageOptions,
  label: string,
): DumpModules {
  if (!(dump instanceof Minidump)) throw wrongType(`${label}: \`dump\``, 'a Minidump', dump);
  if (!(session instanceof SymbolSession)) throw wrongType(`${label}: \`session\``, 'a SymbolSession', session);
  const images = searchPathOf(imagePath, session.core.arrivals.options.allowHttp, `${label}: \`imagePath\``);
  requireWindows();
  session.core.assertOpen(label);
  const folder = dump.path === null ? null : path.dirname(path.resolve(dump.path));
  return new DumpModules(dump.modules, session.core, {
    folder,
    images,
    addressBits: addressBitsOf(dump.systemInfo?.architecture),
    label,
  });
}
