import type { DbgHelp } from '../../types/calls';
import type { ProcessTarget } from './process-target';
import type { SymbolOptions } from './symbol-options';
import type { SymbolPath } from '../search/symbol-path';
import type { OptionNames } from '../base/option-names';

export interface SessionOptions {
  /**
   * Where PDBs are looked for, besides the folders of the images: folders and servers, as a `SymbolPath`, as text with `;`
   * between them, or as an array of such.
   * `_NT_SYMBOL_PATH` as an element stands for that environment variable, `.` for the working directory.
   */
  readonly searchPath?: string | SymbolPath | readonly (string | SymbolPath)[] | undefined;
  /** Whose modules: `'none'` (the default), `'self'`, or a process id. */
  readonly process?: ProcessTarget | undefined;
  /** Load the modules of the process; on by default where there is one. */
  readonly invadeProcess?: boolean | undefined;
  readonly options?: SymbolOptions | undefined;
  /** Take symbols from plain http servers. */
  readonly allowHttp?: boolean | undefined;
  /** Another DLL than the default one: what `DbgHelp.load` gave. */
  readonly dbghelp?: DbgHelp | undefined;
  /** @internal Make long calls on the main thread: in a process that has nothing else to do meanwhile. */
  readonly onMainThread?: boolean | undefined;
}

/** @internal */
export const sessionOptionNames: OptionNames<SessionOptions> = {
  searchPath: true,
  process: true,
  invadeProcess: true,
  options: true,
  allowHttp: true,
  dbghelp: true,
  onMainThread: true,
};

export interface LoadModuleOptions {
  /** Where the image is loaded. By default where it prefers to be, or, where another module is there, at a free base. */
  readonly base?: bigint | number | undefined;
  /** Bytes; what the image's header says by default. */
  readonly size?: number | undefined;
  /**
   * The path of its PDB, whatever that is called and wherever it lies. Its GUID and age must be those in the image, unless
   * the session's option `loadAnything` is set: one that does not match is refused. Without, PDBs are looked for.
   */
  readonly pdb?: string | undefined;
  /** What it is called from then on: the name that qualifies its symbols. The image's file name without its extension by default. */
  readonly name?: string | undefined;
  /** Reject, and leave the module unloaded, where there are no symbols that match the image. */
  readonly requireSymbols?: boolean | undefined;
  /** Unload the modules that lie in its addresses; without, they are a reason to refuse. */
  readonly replace?: boolean | undefined;
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
  signal: true,
};

/** A PDB whose image is not there. */
export interface LoadPdbOptions extends LoadModuleOptions {
  readonly pdb: string;
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
