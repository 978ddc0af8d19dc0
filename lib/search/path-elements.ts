import { symsrv } from './symbol-store';

/**
 * The kind of a place, by its spelling: a folder, a network share (`\\server\share`), a server, the default store,
 * which is the folder `sym` below DbgHelp's home directory, or `'url'`: a URL such as `ftp://...`, which nobody asks.
 */
export type SymbolPlaceKind = 'folder' | 'share' | 'https' | 'http' | 'default' | 'url';

/** One place of a path element. */
export interface SymbolPlace {
  readonly kind: SymbolPlaceKind;
  /** Empty for the default store. */
  readonly location: string;
}

/** Whether it is a server. */
export const isUrl = ({ kind }: SymbolPlace): boolean => kind === 'https' || kind === 'http';

/** Whether files can be copied there. */
export const isStore = (place: SymbolPlace): boolean => !isUrl(place) && place.kind !== 'url';

/** Names of environment variables that a search path may contain instead of a folder. */
export const variables = ['_NT_SYMBOL_PATH', '_NT_ALT_SYMBOL_PATH', '_NT_ALTERNATE_SYMBOL_PATH'] as const;

/** An environment variable that holds a symbol path. */
export type SymbolPathVariable = (typeof variables)[number];

/** An element of a symbol path: the part between two semicolons. */
export interface SymbolPathElement {
  /**
   * `'folder'`: a folder to search; `'server'`: a chain of stores, `srv*...`; `'cache'`: a folder to which files that
   * later elements find are copied, `cache*...`; `'variable'`: an environment variable's path; `'empty'`: nothing.
   */
  readonly kind: 'folder' | 'server' | 'cache' | 'variable' | 'empty';
  /** As written, without the white space around its parts. */
  readonly text: string;
  /**
   * The places in the order of the search: one for a folder or cache, any number for a server. A file found in one
   * place is copied to the places before it. None for `srv*` alone, which stands for the default server of the debugger
   * or DbgHelp.
   */
  readonly places: readonly SymbolPlace[];
  /** The DLL that asks the stores: `symsrv.dll`, or `OTHER.dll` for `symsrv*OTHER.dll*...`; null if none is needed. */
  readonly serverDll: string | null;
}

/** Whether stores and servers of an element are those of symsrv.dll, and not of another DLL. */
export const isOfSymsrv = ({ serverDll }: SymbolPathElement): boolean => serverDll?.toLowerCase() === symsrv;
