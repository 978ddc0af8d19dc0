/**
 * What a place is by its spelling: a folder, a network share (`\\server\share`), a server, or the default store: the
 * folder `sym` below DbgHelp's home directory.
 */
export type SymbolPlaceKind = 'folder' | 'share' | 'https' | 'http' | 'default';

/** One place of a path element. */
export interface SymbolPlace {
  readonly kind: SymbolPlaceKind;
  /** Empty for the default store. */
  readonly location: string;
}

/** Names of environment variables that a search path may ask for in place of a folder. */
export const variables = ['_NT_SYMBOL_PATH', '_NT_ALT_SYMBOL_PATH', '_NT_ALTERNATE_SYMBOL_PATH'] as const;

/** An environment variable that holds a symbol path. */
export type SymbolPathVariable = (typeof variables)[number];

/** What stands between two semicolons of a symbol path. */
export interface SymbolPathElement {
  /**
   * `'folder'`: searched as it is; `'server'`: a chain of stores, `srv*...`; `'cache'`: what elements to its right find is
   * copied there, `cache*...`; `'variable'`: an environment variable's path; `'empty'`: nothing.
   */
  readonly kind: 'folder' | 'server' | 'cache' | 'variable' | 'empty';
  /** As written, without the white space around its parts. */
  readonly text: string;
  /**
   * The places in the order in which they are asked: one for a folder or cache, any number for a server. What is found in one
   * is copied to those before it. None for `srv*` alone: the server that the debugger or DbgHelp has by default.
   */
  readonly places: readonly SymbolPlace[];
  /** The DLL that asks the stores: `symsrv.dll` but for `symsrv*OTHER.dll*...`; null where none is needed. */
  readonly serverDll: string | null;
}
