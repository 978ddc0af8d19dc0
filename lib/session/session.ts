import type { DbgHelpToken, RunOptions } from '../../types/calls';
import {
  noOptions,
  symbolize,
  symbolizeAll,
  type SymbolizeAllOptions,
  type SymbolizeOptions,
} from './addresses/addresses';
import { isUrl } from '../base/file-path';
import { inTime, loopInTime } from '../base/time-limit';
import { symbolizeStream, type SymbolizeStreamOptions } from './addresses/address-stream';
import { SessionCore } from './core';
import type { Listing } from './listing';
import { listingInTime } from './listing-in-time';
import type { LineRecord } from './lines/line-table';
import {
  addressesOfLine,
  lines,
  nextLine,
  previousLine,
  type AddressesOfLineOptions,
  type LinesOptions,
} from './lines/lines';
import { sessionDiagnostics, type DiagnosticsOptions, type SessionDiagnostics } from './diagnostics/diagnostics';
import { loadModule, loadVirtualModule } from './modules/load-module';
import type { Location } from './location';
import type { LocalVariable } from './locals/local-variable';
import { localsAt, type LocalsOptions } from './locals/locals';
import type { FoundSymbol } from './reader/found-symbol';
import type { SymbolizedAddress, UnnamedAddress } from './reader/symbolized-address';
import type { SymbolModule } from './modules/module';
import { listModules, moduleAt, refreshModules, unloadModule } from './modules/module-verbs';
import {
  findSymbol,
  findSymbols,
  symbols,
  type FoundSymbols,
  type SearchOptions,
  type SymbolsOptions,
} from './names/names';
import { addSymbol, removeSymbol, type OwnSymbol } from './names/own-symbols';
import { openCore } from './open-session';
import { runForUser } from './run-for-user';
import {
  sourceFile,
  sourceFiles,
  type SourceFile,
  type SourceFileOptions,
  type SourceFilesOptions,
} from './lines/source-files';
import type { LoadModuleOptions, LoadPdbOptions, SessionOptions, VirtualModuleOptions } from './session-options';
import type { DataType } from './types/data-type';
import { formatNamedType, type FormatNamedTypeOptions } from './types/format-named-type';
import { findType, listTypes, typeOfSymbol, type TypedSymbol, type TypesOptions } from './types/types';
import type { SessionEvents, SessionListener } from './modules/load-event-types';

const forgotten = new FinalizationRegistry<string>((what) => {
  process.emitWarning(`${what} was collected without close(): its symbols stay in memory until the process ends`, {
    type: 'DbgHelpWarning',
    code: 'DBGHELP_SESSION_NOT_CLOSED',
  });
});

/**
 * One symbol handler of DbgHelp, from SymInitializeW to SymCleanup. It loads modules and answers questions about them.
 *
 * Every method waits for its turn in the process's one queue, and rejects with `DbgHelpError` `DBGHELP_CLOSED` once the
 * session is closed. An open session does not keep the process alive.
 */
export class SymbolSession {
  readonly #core: SessionCore;

  private constructor(core: SessionCore) {
    if (!((core as unknown) instanceof SessionCore)) {
      throw new TypeError('SymbolSession: `await SymbolSession.open(options)` makes one');
    }
    this.#core = core;
  }

  /**
   * Opens a session: SymInitializeW.
   *
   * @throws TypeError or RangeError for a bad option; `DbgHelpError` `DBGHELP_PROCESS_NOT_FOUND`,
   * `DBGHELP_ACCESS_DENIED` or `DBGHELP_WRONG_BITNESS` for a process that cannot be opened
   */
  static async open(options: SessionOptions = {}): Promise<SymbolSession> {
    const core = await openCore(options);
    const session = new SymbolSession(core);
    forgotten.register(session, `A SymbolSession (key 0x${core.key.toString(16)})`, session);
    return session;
  }

  /** @internal For other rooms that work with sessions. */
  get core(): SessionCore {
    return this.#core;
  }

  /** The session's key in DbgHelp: the `hProcess` of raw calls. */
  get key(): bigint {
    return this.#core.key;
  }

  get closed(): boolean {
    return this.#core.closed;
  }

  /**
   * Ends the session with SymCleanup, after calls that are already in the DLL. Calls that still wait are rejected with
   * `DBGHELP_CLOSED`. Closing twice does nothing.
   */
  close(): Promise<void> {
    return this.#core.close(() => {
      forgotten.unregister(this);
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /**
   * Does `dbghelp.run` under this session's options, for raw calls with `session.key` as `hProcess`.
   *
   * @returns the job's result, after all its calls have returned
   */
  run<T>(job: (api: DbgHelpToken) => T | PromiseLike<T>, options: RunOptions = {}): Promise<T> {
    return runForUser(this.#core, job, options);
  }

  /** The given search path, followed by the folders of a live process's images. */
  get searchPath(): string {
    return this.#core.pdbSearch.searchPath;
  }

  /**
   * Loads an image's symbols: SymLoadModuleExW. A missing PDB, or one that does not match, is no error: `symbolType`
   * tells which symbols were found. If the image is already loaded, the same module is returned, unless another `base`
   * is given: that makes a second module.
   *
   * @param image - the path of an .exe, .dll or .sys file, or its `file:` URL; or `{ pdb }`, the path of a PDB whose image is missing: then
   * the module has names, lines and types, and its `imagePath` is the path of the PDB
   * @throws TypeError or RangeError for bad arguments; `DbgHelpError` `DBGHELP_NOT_FOUND` if there is no such file, or
   * its path is too long for DbgHelp, `DBGHELP_BAD_FORMAT` if a file is no image or no PDB, `DBGHELP_ALREADY_LOADED` if
   * another module occupies those addresses, `DBGHELP_NO_SYMBOLS` with `requireSymbols`, or for a `pdb` that does not
   * match; DbgHelp's error otherwise
   */
  async loadModule(image: string | URL | LoadPdbOptions, options: LoadModuleOptions = {}): Promise<SymbolModule> {
    const isPath = typeof image === 'string' || isUrl(image);
    return inTime(isPath ? options : image, 'SymbolSession.loadModule', (limited) =>
      isPath ? loadModule(this.#core, image, limited) : loadModule(this.#core, limited as LoadPdbOptions, {}),
    );
  }

  /**
   * Adds a module without an image, for code that a program generated: SymLoadModuleExW with SLMFLAG_VIRTUAL.
   *
   * @throws TypeError or RangeError for bad arguments; `DbgHelpError` `DBGHELP_ALREADY_LOADED` if another module
   * occupies those addresses, or DbgHelp's error
   */
  async loadVirtualModule(options: VirtualModuleOptions): Promise<SymbolModule> {
    return loadVirtualModule(this.#core, options);
  }

  /**
   * Unloads a module: SymUnloadModule64. Its addresses resolve again after it was loaded again.
   *
   * @throws `DbgHelpError` `DBGHELP_MODULE_UNLOADED` for a module that is already unloaded, `DBGHELP_NOT_FOUND` for a
   * base without a module; TypeError for a module of another session
   */
  async unloadModule(module: SymbolModule | bigint | number): Promise<void> {
    return unloadModule(this.#core, module);
  }

  /** The loaded modules, by base: SymEnumerateModulesW64. */
  modules(): Promise<SymbolModule[]> {
    return listModules(this.#core);
  }

  /** The module that contains an address; null if there is none. SymGetModuleInfoW64. */
  async module(address: Location): Promise<SymbolModule | null> {
    return moduleAt(this.#core, address);
  }

  /**
   * Updates the list of modules that a live process has loaded: SymRefreshModuleList.
   *
   * @returns the loaded modules, by base
   */
  refreshModules(): Promise<SymbolModule[]> {
    return refreshModules(this.#core);
  }

  /**
   * The symbol and source line at an address: SymFromAddrW, SymGetLineFromAddrW64. With `inlineFrames`, also the
   * functions that were inlined there: SymQueryInlineTrace, SymFromInlineContextW, SymGetLineFromInlineContextW. Calls
   * that are made at once, without awaiting each, share their turns in the queue.
   *
   * @returns null if there is no module or no symbol; with `degrade`, only for an offset into a module that is not
   * loaded
   * @throws TypeError or RangeError for a bad address; `DbgHelpError` `DBGHELP_NOT_EXPORTED` for `inlineFrames` with a
   * DLL that is too old
   */
  symbolize(
    address: Location,
    options: SymbolizeOptions & { readonly degrade: true },
  ): Promise<SymbolizedAddress | UnnamedAddress | null>;
  symbolize(
    address: Location,
    options?: SymbolizeOptions & { readonly degrade?: false | undefined },
  ): Promise<SymbolizedAddress | null>;
  symbolize(
    address: Location,
    options: SymbolizeOptions = noOptions,
  ): Promise<SymbolizedAddress | UnnamedAddress | null> {
    return symbolize(this.#core, address, options);
  }

  /**
   * Does `symbolize` for many addresses, in slices of a few milliseconds. Other callers get their turn between slices.
   *
   * @param addresses - all are read first, in slices, too: `signal` also ends a source that has no end
   * @returns one result for each address, in order
   * @throws as `symbolize`, before any look-up; `signal`'s reason when it is aborted
   */
  async symbolizeAll(
    addresses: Iterable<Location> | AsyncIterable<Location>,
    options: SymbolizeAllOptions & { readonly degrade: true },
  ): Promise<(SymbolizedAddress | UnnamedAddress | null)[]>;
  async symbolizeAll(
    addresses: Iterable<Location> | AsyncIterable<Location>,
    options?: SymbolizeAllOptions & { readonly degrade?: false | undefined },
  ): Promise<(SymbolizedAddress | null)[]>;
  async symbolizeAll(
    addresses: Iterable<Location> | AsyncIterable<Location>,
    options: SymbolizeAllOptions = {},
  ): Promise<(SymbolizedAddress | UnnamedAddress | null)[]> {
    return symbolizeAll(this.#core, addresses, options);
  }

  /**
   * Does `symbolizeAll` for addresses that come one after another, and holds a block of them at a time: it takes some
   * thousands ahead, and answers those that are there as soon as the source makes it wait.
   *
   * @param addresses - an iterable or an async iterable, which may be endless
   * @returns one result for each address, in order. Leaving the loop closes the source. Fails, after the answers before,
   * with an error of the source, or a TypeError or RangeError for what is no address; with `DBGHELP_CLOSED` once the
   * session is closed; with `signal`'s reason at once
   * @throws TypeError for bad arguments, at once
   */
  symbolizeStream(
    addresses: Iterable<Location> | AsyncIterable<Location>,
    options: SymbolizeStreamOptions & { readonly degrade: true },
  ): AsyncGenerator<SymbolizedAddress | UnnamedAddress | null, void, undefined>;
  symbolizeStream(
    addresses: Iterable<Location> | AsyncIterable<Location>,
    options?: SymbolizeStreamOptions & { readonly degrade?: false | undefined },
  ): AsyncGenerator<SymbolizedAddress | null, void, undefined>;
  symbolizeStream(
    addresses: Iterable<Location> | AsyncIterable<Location>,
    options: SymbolizeStreamOptions = {},
  ): AsyncGenerator<SymbolizedAddress | UnnamedAddress | null, void, undefined> {
    return symbolizeStream(this.#core, addresses, options);
  }

  /**
   * The symbol of a name, `app!render::draw` or `render::draw`: SymFromNameW.
   *
   * @returns null where there is none
   */
  async findSymbol(name: string): Promise<FoundSymbol | null> {
    return findSymbol(this.#core, name);
  }

  /**
   * The type of a name, `scene::Shape` or `app!scene::Shape`: SymGetTypeFromNameW, SymGetTypeInfo. A typedef is
   * returned as a typedef; its `target` is the type behind it. If several modules have the type, the one with the
   * lowest base counts.
   *
   * @returns one level of the type; null if no module has it
   */
  async type(name: string): Promise<DataType | null> {
    return findType(this.#core, name);
  }

  /**
   * The types whose names match a mask, each once: SymEnumTypesByNameW. The DLL lists each module once; the loop's body
   * may ask the session. Types without a name are left out.
   *
   * @param mask - `scene::*` or `app!scene::*`, with `*`, `?` and `[sets]`; the part before `!` is a mask too
   * @throws at once: TypeError or RangeError for bad arguments, `DBGHELP_CLOSED`; from the loop: `signal`'s reason when
   * it is aborted, `DBGHELP_MODULE_UNLOADED` if the current module is unloaded meanwhile
   */
  types(mask = '*', options: TypesOptions = {}): AsyncIterable<DataType> {
    return loopInTime(options, 'SymbolSession.types', (limited) => listTypes(this.#core, mask, limited));
  }

  /**
   * The type of a found symbol: SymGetTypeInfo. A symbol is valid as long as its module is loaded.
   *
   * @returns null for a symbol without a type
   */
  async typeOf(symbol: TypedSymbol): Promise<DataType | null> {
    return typeOfSymbol(this.#core, symbol);
  }

  /**
   * A type as debuggers show it, one line for each member. The function `formatType` does the same for a type that you
   * have.
   *
   * @returns null if no module has the type
   */
  async formatType(name: string, options: FormatNamedTypeOptions = {}): Promise<string | null> {
    return formatNamedType(this.#core, name, options);
  }

  /**
   * The parameters and local variables in scope at an address, each with its location there: SymSetScopeFromAddr,
   * SymEnumSymbolsW. Raw calls with `key` see this scope afterwards. Variables of functions that were inlined there are
   * left out.
   *
   * @returns null if no function with symbols is there
   * @throws TypeError or RangeError for what is no address; `signal`'s reason
   */
  async locals(address: Location, options: LocalsOptions = {}): Promise<LocalVariable[] | null> {
    return localsAt(this.#core, address, options);
  }

  /**
   * All symbols with exactly this name: overloads, `static` functions of several files, public symbols beside private
   * ones. SymEnumSymbolsW.
   *
   * @param name - as for `findSymbol`; a name that begins with `?` is a decorated name
   * @returns an empty array if there is none
   */
  async findSymbols(name: string): Promise<FoundSymbol[]> {
    return findSymbols(this.#core, name);
  }

  /**
   * The symbols whose names match a mask: SymEnumSymbolsW, called once for each module when the loop asks for its first
   * symbol. The loop body may ask the session anything; symbols wait as packed bytes. Leaving the loop frees them.
   *
   * @param mask - names with `*` and `?`, which may begin with modules: `'app!render::*'`, `'*!malloc'`. Without a
   * module, all modules are searched. The page on names tells how DLLs differ
   * @returns symbols in DbgHelp's order, module by module. The DLL is not called before the loop asks for the first
   * one. Fails with `DBGHELP_CLOSED` once the session is closed, `signal`'s reason, an error of `where`, or DbgHelp's
   * error
   * @throws TypeError or RangeError for bad arguments, at once
   */
  symbols(mask: string, options: SymbolsOptions = {}): FoundSymbols {
    const api = 'SymbolSession.symbols';
    return loopInTime(options, api, (limited) => symbols(this.#core, api, mask, limited));
  }

  /**
   * `symbols` of one kind: SymEnumSymbolsW, filtered by each symbol's tag. Types and compilands, which `symbols` does
   * not list, are found by SymSearchW if the DLL has it.
   */
  search(mask: string, options: SearchOptions = {}): FoundSymbols {
    const api = 'SymbolSession.search';
    return loopInTime(options, api, (limited) => symbols(this.#core, api, mask, limited));
  }

  /**
   * The source files of a module, or of all: SymEnumSourceFilesW. Object files, which some DLLs also list, are left
   * out.
   *
   * @returns sorted by path within a module; empty for a module without lines, or one that is not loaded. Await it for
   * the whole list, or read it in a `for await` loop: see {@link Listing}
   */
  sourceFiles(module?: SymbolModule | string, options: SourceFilesOptions = {}): Listing<SourceFile> {
    const api = 'SymbolSession.sourceFiles';
    return listingInTime(options, api, (limited) => sourceFiles(this.#core, module, limited));
  }

  /**
   * The lines of a source file that have code: SymEnumLinesW, or SymEnumLines. A module's lines are read once, and kept
   * until the module is unloaded.
   *
   * @param file - a path, or the end of one such as `scene.cpp` or `src/scene.cpp`, in any case and with any slashes;
   * it stands for all files whose paths end so, and `*` for all files
   * @returns sorted by address; empty if there is no such file or module. Await it for the whole list, or read it in a
   * `for await` loop: see {@link Listing}
   * @throws TypeError or RangeError for bad arguments; with `inlined`, `DbgHelpError` `DBGHELP_NOT_EXPORTED` if the DLL
   * is too old
   */
  lines(file: string, options: LinesOptions = {}): Listing<LineRecord> {
    return listingInTime(options, 'SymbolSession.lines', (limited) => lines(this.#core, file, limited));
  }

  /**
   * The places of a source line's code. A line has several places if a function was compiled more than once, as
   * templates are, or if the compiler split a statement.
   *
   * @param file - as for `lines`
   * @param line - from 1
   * @returns sorted by address; empty if the line has no code, unless `nearest` finds a later line with code
   * @throws as `lines`
   */
  async addressesOfLine(file: string, line: number, options: AddressesOfLineOptions = {}): Promise<LineRecord[]> {
    return inTime(options, 'SymbolSession.addressesOfLine', (limited) =>
      addressesOfLine(this.#core, file, line, limited),
    );
  }

  /**
   * The line whose code comes next after an address in its module, in any function.
   *
   * @returns null after the last line, or if there is no module
   * @throws TypeError or RangeError for what is no address
   */
  async nextLine(address: Location): Promise<LineRecord | null> {
    return nextLine(this.#core, address);
  }

  /**
   * The line whose code comes before that of the line at an address.
   *
   * @returns null before the first line, or if there is no module
   * @throws TypeError or RangeError for what is no address
   */
  async previousLine(address: Location): Promise<LineRecord | null> {
    return previousLine(this.#core, address);
  }

  /**
   * Fetches a source file from the place that the PDB names: SymGetSourceFileW, off the main thread. Some DLLs also
   * give files that are embedded in PDBs. A source server may run the command that the PDB names, so use this only for
   * trusted PDBs.
   *
   * @param file - as for `lines`
   * @returns the path of the fetched copy; null if no PDB names a place of the file
   * @throws `DbgHelpError` `DBGHELP_LACKS_FILE` if the PDB names a place but srcsrv.dll is not beside the DLL,
   * `DBGHELP_NOT_IMPLEMENTED` if the DLL cannot fetch files; DbgHelp's error if fetching fails
   */
  async sourceFile(file: string, options: SourceFileOptions = {}): Promise<string | null> {
    return inTime(options, 'SymbolSession.sourceFile', (limited) => sourceFile(this.#core, file, limited));
  }

  /**
   * Names a part of a module, typically of a virtual one: SymAddSymbolW. All methods know the symbol until it is
   * removed or its module is unloaded.
   *
   * @throws TypeError or RangeError for bad arguments; `DbgHelpError` `DBGHELP_NOT_FOUND` if no module is at the
   * address, or DbgHelp's error
   */
  async addSymbol(symbol: OwnSymbol): Promise<void> {
    return addSymbol(this.#core, symbol);
  }

  /**
   * Removes a symbol that `addSymbol` added: SymDeleteSymbolW.
   *
   * @throws as `addSymbol`; `DbgHelpError` `DBGHELP_NOT_IMPLEMENTED` if the DLL removes such symbols only with their
   * module
   */
  async removeSymbol(symbol: Omit<OwnSymbol, 'size'>): Promise<void> {
    return removeSymbol(this.#core, symbol);
  }

  /**
   * Describes this session, its DLL and its modules. For each module without full symbols it says why: every place
   * where the PDB could be, and the file found there. It searches folders and stores on disk again, and asks no server.
   * `formatDiagnostics` turns it into text.
   *
   * @returns plain data, which can go into JSON
   */
  diagnostics(options: DiagnosticsOptions = {}): Promise<SessionDiagnostics> {
    return sessionDiagnostics(this.#core, options);
  }

  /**
   * Listens to the session's work on symbols, through SymRegisterCallbackW64. `'diagnostic'` reports DbgHelp's actions
   * and messages, and for a module without full symbols each place searched. `'progress'` reports how far a load is,
   * with the percentages of symsrv.dll. Only loads from now on are reported. While there are listeners, SYMOPT_DEBUG is
   * set.
   *
   * Listeners are called in the middle of DbgHelp's work, which waits for them. If one throws, the error becomes an
   * `'uncaughtException'` of the process, as for any EventEmitter, never an error of the load.
   *
   * @throws TypeError for an unknown event or a listener that is no function; `DbgHelpError` `DBGHELP_CLOSED`, or
   * `DBGHELP_NOT_EXPORTED` if the DLL has no SymRegisterCallbackW64
   */
  on<Event extends keyof SessionEvents>(event: Event, listener: SessionListener<Event>): this {
    const api = 'SymbolSession.on';
    this.#core.assertOpen(api);
    this.#core.events.on(event, listener, api);
    return this;
  }

  /** Removes a listener that `on` added. */
  off<Event extends keyof SessionEvents>(event: Event, listener: SessionListener<Event>): this {
    this.#core.events.off(event, listener, 'SymbolSession.off');
    return this;
  }
}
