import type { DbgHelp } from '../../types/calls';
import type { ProcessTarget } from './process-target';
import type { SymbolOptions } from './symbol-options';
import type { SymbolPath } from '../search/symbol-path';
import type { ServerOptions } from '../search/servers/server-options';
import type { OptionNames } from '../base/option-names';

export interface SessionOptions {
  /**
   * Folders and servers to search for PDBs, in addition to the folders of the images: a `SymbolPath`, text separated by
   * `;`, or an array of these. The element `_NT_SYMBOL_PATH` stands for that environment variable, and `.` for the
   * working directory.
   */
  readonly searchPath?: string | SymbolPath | readonly (string | SymbolPath)[] | undefined;
  /** The process of the session: `'none'` (the default), `'self'`, or a process id. */
  readonly process?: ProcessTarget | undefined;
  /** Load the modules of the process; on by default if there is a process. */
  readonly invadeProcess?: boolean | undefined;
  readonly options?: SymbolOptions | undefined;
  /** Take symbols from plain http servers. */
  readonly allowHttp?: boolean | undefined;
  /** How the symbol servers that the search path names are asked. */
  readonly servers?: ServerOptions | undefined;
  /** Ask no server: only folders and stores are searched. */
  readonly offline?: boolean | undefined;
  /** A DLL to use instead of the default one: the result of `DbgHelp.load`. */
  readonly dbghelp?: DbgHelp | undefined;
  /** Ends the opening: a session that opens nevertheless is closed. */
  readonly signal?: AbortSignal | undefined;
  /** @internal Make long calls on the main thread, in a process that has nothing else to do meanwhile. */
  readonly onMainThread?: boolean | undefined;
  /** @internal Listings of modules with so many bytes of symbols leave the main thread. */
  readonly largeFrom?: number | undefined;
}

/** @internal */
export const sessionOptionNames: OptionNames<SessionOptions> = {
  searchPath: true,
  process: true,
  invadeProcess: true,
  options: true,
  allowHttp: true,
  servers: true,
  offline: true,
  dbghelp: true,
  signal: true,
  onMainThread: true,
  largeFrom: true,
};

export interface LoadModuleOptions {
  /** The base of the module. By default the image's preferred base, or a free one if another module is there. */
  readonly base?: bigint | number | undefined;
  /** The size in bytes; by default the size in the image's header. */
  readonly size?: number | undefined;
  /**
   * The path of its PDB, with any name in any folder. Its GUID and age must be those in the image, unless the session's
   * option `loadAnything` is set. By default the session searches for the PDB.
   */
  readonly pdb?: string | URL | undefined;
  /** The name of the module, which qualifies its symbols. By default the image's file name without its extension. */
  readonly name?: string | undefined;
  /** Reject, and leave the module unloaded, if no symbols match the image. */
  readonly requireSymbols?: boolean | undefined;
  /** Unload the modules that lie in its addresses; without, they are a reason to refuse. */
  readonly replace?: boolean | undefined;
  /**
   * The longest that the load may take, with its wait for a turn and downloads, in milliseconds; no limit by default. It is then rejected
   * with `DBGHELP_TIMEOUT`, as by an abort of `signal`.
   */
  readonly timeout?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** @internal */
export const loadModuleOptionNames: OptionNames<LoadModuleOptions> = {
  base: true,
  size: true,
  pdb: true,
  name: true,
  requireSymbols: true,
  replace: true,
  timeout: true,
  signal: true,
};

/** Options of `loadModule` for a PDB whose image is missing. */
export interface LoadPdbOptions extends LoadModuleOptions {
  readonly pdb: string | URL;
}

export interface VirtualModuleOptions {
  readonly base: bigint | number;
  /** Bytes. */
  readonly size: number;
  readonly name: string;
  /** Unload the modules that lie in its addresses; without, they are a reason to refuse. */
  readonly replace?: boolean | undefined;
}

/** @internal */
export const virtualModuleOptionNames: OptionNames<VirtualModuleOptions> = {
  base: true,
  size: true,
  name: true,
  replace: true,
};
