import path from 'node:path';
import { wrongType } from '../../base/checks';
import { requireWindows } from '../../base/koffi';
import { searchPathOf } from '../../search/search-path';
import { SymbolSession } from '../../session/session';
import type { SymbolPath } from '../../search/symbol-path';
import { Minidump } from '../minidump';
import { DumpModules, type DumpModule } from './dump-modules';
import { checkOptionNames, type OptionNames } from '../../base/option-names';

export interface DumpImageOptions {
  /**
   * Where images are looked for, as a session's `searchPath`; after that, besides the dump and where the module was loaded
   * from. PDBs that belong to no image are looked for there, too.
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
 * Gets the modules of a dump into a session, each at the base that it had: SymLoadModuleExW. Their symbols are read when
 * they are first needed. A walk gets those that it comes by; this is for the others.
 *
 * An image is a module's own only if name, time stamp and size are those in the dump; one of another build is told and not
 * used. Without an image a PDB that has the GUID and age of the dump does for names and lines, and without that the module is
 * there by its name. What a dump names on another computer is not asked for. Done again, it gives the same modules, and looks
 * again for what is missing where `imagePath` is another one.
 *
 * @param session - one without a process
 * @returns one for each module of the dump, in its order
 * @throws TypeError or RangeError for bad arguments; `DbgHelpError` `DBGHELP_CLOSED`, or `DBGHELP_ALREADY_LOADED` where the
 * session has modules of another dump at the same addresses; `MinidumpError` for a dump that is closed, or whose list of
 * modules is damaged; `signal`'s reason
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
  for (const wanted of dump.modules) {
    const module = await modules.get(wanted, signal);
    loaded.push(module);
    onProgress?.({ done: loaded.length, total, module });
  }
  return loaded;
}

/**
 * Checks what a dump's modules are got from.
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
  const images = searchPathOf(imagePath, true, `${label}: \`imagePath\``);
  requireWindows();
  session.core.assertOpen(label);
  const folder = dump.path === null ? null : path.dirname(path.resolve(dump.path));
  return new DumpModules(dump.modules, session.core, { folder, images, label });
}
