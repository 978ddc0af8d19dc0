import type { DbgHelpToken, RunOptions } from '../../types/calls';
import { dbghelp as defaultDbgHelp, Binding, runOptionNames } from '../dll/dbghelp';
import { checkBoolean, checkUnsigned, wrongType } from '../base/checks';
import { requireWindows } from '../base/koffi';
import { noteHeld } from '../gate/shared-state';
import {
  noOptions,
  symbolize,
  symbolizeAll,
  type SymbolizeAllOptions,
  type SymbolizeOptions,
} from './addresses/addresses';
import { SessionCore } from './core';
import type { LineRecord } from './lines/line-table';
import {
  addressesOfLine,
  lines,
  nextLine,
  previousLine,
  type AddressesOfLineOptions,
  type LinesOptions,
} from './lines/lines';
import { sessionDiagnostics, type SessionDiagnostics } from './diagnostics/diagnostics';
import { loadModule, loadVirtualModule } from './modules/load-module';
import { hasName, parseLocation, type Location } from './location';
import type { LocalVariable } from './locals/local-variable';
import { localsAt } from './locals/locals';
import type { FoundSymbol } from './reader/found-symbol';
import type { SymbolizedAddress, UnnamedAddress } from './reader/symbolized-address';
import { SymbolModule } from './modules/module';
import {
  findSymbol,
  findSymbols,
  placeOf,
  symbols,
  type FoundSymbols,
  type SearchOptions,
  type SymbolsOptions,
} from './names/names';
import { addSymbol, removeSymbol, type OwnSymbol } from './names/own-symbols';
import { checkTarget, openTarget } from './process-target';
import { checkSearchPath } from '../search/search-path';
import {
  sourceFile,
  sourceFiles,
  type SourceFile,
  type SourceFileOptions,
  type SourceFilesOptions,
} from './lines/source-files';
import {
  sessionOptionNames,
  type LoadModuleOptions,
  type LoadPdbOptions,
  type SessionOptions,
  type VirtualModuleOptions,
} from './session-options';
import { optionWord } from './symbol-options';
import type { DataType } from './types/data-type';
import { formatNamedType, type FormatNamedTypeOptions } from './types/format-named-type';
import { findType, listTypes, typeOfSymbol, type TypedSymbol, type TypesOptions } from './types/types';
import { checkOptionNames } from '../base/option-names';
import type { SessionEvents, SessionListener } from './modules/load-event-types';

const forgotten = new FinalizationRegistry<string>((what) => {
  process.emitWarning(`${what} was collected without close(): its symbols stay in memory until the process ends`, {
    type: 'DbgHelpWarning',
    code: 'DBGHELP_SESSION_NOT_CLOSED',
  });
});

/**
 * One symbol handler of DbgHelp, from SymInitializeW to SymCleanup: modules, and questions about them.
 *
 * Every method waits for its turn in the process's one queue, and rejects with `DbgHelpError` `DBGHELP_CLOSED` once the
 * session is closed. An open session does not keep the process alive.
 */
export class SymbolSession {
  readonly #core: SessionCore;

  private constructor(core: SessionCore) {
    this.#core = core;
  }

  /**
   * Opens a session: SymInitializeW.
   *
   * @throws TypeError or RangeError for a bad option; `DbgHelpError` `DBGHELP_PROCESS_NOT_FOUND`,
   * `DBGHELP_ACCESS_DENIED` or `DBGHELP_WRONG_BITNESS` for a process that cannot be opened
   */
  static async open(options: SessionOptions = {}): Promise<SymbolSession> {
    checkOptionNames(options, sessionOptionNames, 'SymbolSession.open');
    const searchPath = checkSearchPath(options.searchPath, options.allowHttp ?? false);
    const target = checkTarget(options.process ?? 'none');
    const invade = checkBoolean(options.invadeProcess ?? target !== 'none', 'SymbolSession.open: `invadeProcess`');
    const word = optionWord(options.options);
    const binding: unknown = options.dbghelp ?? defaultDbgHelp;
    if (!(binding instanceof Binding))
      throw wrongType('SymbolSession.open: `dbghelp`', 'what DbgHelp.load gave', binding);
    requireWindows();
    const handle = openTarget(target);
    const owner = { options: word, onMainThread: options.onMainThread ?? false };
    const core = new SessionCore(binding, handle, owner, searchPath);
    try {
      await core.runLong('SymbolSession.open', async (api) => {
        const initialize = async (): Promise<void> => {
          await api.SymInitializeW.async(handle.key, searchPath, invade);
          noteHeld(binding.library.module, { kind: 'session', key: handle.key });
        };
        if (invade) await core.listModules(api, initialize);
        else await initialize();
      });
    } catch (error) {
      handle.release();
      throw error;
    }
    const session = new SymbolSession(core);
    forgotten.register(session, `A SymbolSession (key 0x${handle.key.toString(16)})`, session);
    return session;
  }

  /** @internal For what works with sessions from other rooms. */
  get core(): SessionCore {
    return this.#core;
  }

  /** The key that DbgHelp knows the session by: the `hProcess` of raw calls. */
  get key(): bigint {
    return this.#core.key;
  }

  get closed(): boolean {
    return this.#core.closed;
  }

  /**
   * Ends the session: SymCleanup, after the calls that are already in the DLL; those that still wait are rejected with
   * `DBGHELP_CLOSED`. Closing twice does nothing more.
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
   * `dbghelp.run` under this session's options: raw calls with `session.key` as `hProcess`.
   *
   * @returns what the job returns, when its calls have returned too
   */
  run<T>(job: (api: DbgHelpToken) => T | PromiseLike<T>, options: RunOptions = {}): Promise<T> {
    const api = 'SymbolSession.run';
    checkOptionNames(options, runOptionNames, api);
    const { signal, long = false } = options;
    return this.#core.runForUser(api, job, { long: checkBoolean(long, `${api}: \`long\``), signal });
  }

  /** The search path that was given, behind which come the folders of a live process's images. */
  get searchPath(): string {
    return this.#core.loader.searchPath;
  }

  /**
   * Loads an image's symbols: SymLoadModuleExW. That its PDB is missing, or that those found do not match, is no error:
   * `symbolType` tells what was found. An image that is loaded already, at the base that is asked for or without one being asked for, is
   * given again; at another base it becomes a second module.
   *
   * @param image - the path of an .exe, .dll or .sys file; or `{ pdb }`, the path of a PDB whose image is not there: names,
   * lines and types of the module are known then, and its `imagePath` is that of the PDB
   * @throws TypeError or RangeError for bad arguments; `DbgHelpError` `DBGHELP_NOT_FOUND` where there is no such file, or its
   * path is too long for DbgHelp, `DBGHELP_BAD_FORMAT` for what is no image, or no PDB, `DBGHELP_ALREADY_LOADED` where another module
   * lies in those addresses, `DBGHELP_NO_SYMBOLS` with `requireSymbols`, and for a `pdb` that does not match, or what DbgHelp says
   */
  async loadModule(image: string | LoadPdbOptions, options: LoadModuleOptions = {}): Promise<SymbolModule> {
    return loadModule(this.#core, image, options);
  }

  /**
   * Adds a module without an image, for code that a program made itself: SymLoadModuleExW with SLMFLAG_VIRTUAL.
   *
   * @throws TypeError or RangeError for bad arguments; `DbgHelpError` `DBGHELP_ALREADY_LOADED` where another module lies in
   * those addresses, or what DbgHelp says
   */
  async loadVirtualModule(options: VirtualModuleOptions): Promise<SymbolModule> {
    return loadVirtualModule(this.#core, options);
  }

  /**
   * Forgets a module: SymUnloadModule64. Its addresses resolve again when it has been loaded again.
   *
   * @throws `DbgHelpError` `DBGHELP_MODULE_UNLOADED` for a module that is unloaded already, `DBGHELP_NOT_FOUND` for a base
   * where there is none; TypeError for a module of another session
   */
  async unloadModule(module: SymbolModule | bigint | number): Promise<void> {
    const label = 'SymbolSession.unloadModule';
    const check = (): void => {
      if (module instanceof SymbolModule) module.assertLoaded(label, this.#core);
    };
    check();
    const base =
      module instanceof SymbolModule ? module.base : checkUnsigned(module, 64, `${label}: \`module\` (a base)`);
    await this.#core.run(label, (api) => {
      // Again: another call may have unloaded it while this one waited.
      check();
      this.#core.loader.unload(api, base);
    });
  }

  /** The loaded modules, by base: SymEnumerateModulesW64. */
  modules(): Promise<SymbolModule[]> {
    return this.#core.run('SymbolSession.modules', (api) => [...this.#core.modules.refreshAll(api)]);
  }

  /** The module that an address lies in; null where there is none. SymGetModuleInfoW64. */
  async module(address: Location): Promise<SymbolModule | null> {
    const api = 'SymbolSession.module';
    const parsed = parseLocation(address, api, this.#core);
    const location = hasName(parsed) ? await placeOf(this.#core, parsed, api) : parsed;
    return this.#core.run(api, (token) => {
      const at = this.#core.resolve(location);
      return at === undefined ? null : (this.#core.modules.refresh(token, at) ?? null);
    });
  }

  /**
   * Looks again at what a live process has loaded since: SymRefreshModuleList.
   *
   * @returns the loaded modules, by base
   */
  refreshModules(): Promise<SymbolModule[]> {
    return this.#core.runLong('SymbolSession.refreshModules', async (api) => {
      return [...(await this.#core.listModules(api, () => api.SymRefreshModuleList.async(this.key)))];
    });
  }

  /**
   * The symbol and source line at an address: SymFromAddrW, SymGetLineFromAddrW64. With `inlineFrames` also the functions
   * that were inlined there: SymQueryInlineTrace, SymFromInlineContextW, SymGetLineFromInlineContextW. Many calls at once, none
   * of which was awaited before the next, share their turns in the queue.
   *
   * @returns null where no module, or no symbol, is; with `degrade` only for an offset into a module that is not loaded
   * @throws TypeError or RangeError for what is no address; `DbgHelpError` `DBGHELP_NOT_EXPORTED` for `inlineFrames` with
   * a DLL that is too old
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
   * `symbolize` for many addresses: works in slices of a few milliseconds, between which other callers get their turn.
   *
   * @returns one result for each address, in order
   * @throws as `symbolize`, before any lookup; `signal`'s reason when it is aborted
   */
  async symbolizeAll(
    addresses: Iterable<Location>,
    options: SymbolizeAllOptions & { readonly degrade: true },
  ): Promise<(SymbolizedAddress | UnnamedAddress | null)[]>;
  async symbolizeAll(
    addresses: Iterable<Location>,
    options?: SymbolizeAllOptions & { readonly degrade?: false | undefined },
  ): Promise<(SymbolizedAddress | null)[]>;
  async symbolizeAll(
    addresses: Iterable<Location>,
    options: SymbolizeAllOptions = {},
  ): Promise<(SymbolizedAddress | UnnamedAddress | null)[]> {
    return symbolizeAll(this.#core, addresses, options);
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
   * The type of a name, `scene::Shape` or `app!scene::Shape`: SymGetTypeFromNameW, SymGetTypeInfo. A typedef is given as
   * such; `target` leads on. Of several modules, the first by base that has the type.
   *
   * @returns one level of the type; null where no module has it
   */
  async type(name: string): Promise<DataType | null> {
    return findType(this.#core, name);
  }

  /**
   * The types whose names match a mask, each once: SymEnumTypesByNameW. Listed natively once per module; the loop's body
   * may ask the session. Types without a name are not among them.
   *
   * @param mask - `scene::*` or `app!scene::*`, with `*`, `?` and `[sets]`; the part before `!` is a mask too
   * @throws at once: TypeError or RangeError for bad arguments, `DBGHELP_CLOSED`; from the loop: `signal`'s reason when it is
   * aborted, `DBGHELP_MODULE_UNLOADED` where the module that is listed is unloaded meanwhile
   */
  types(mask = '*', options: TypesOptions = {}): AsyncIterable<DataType> {
    return listTypes(this.#core, mask, options);
  }

  /**
   * The type of a symbol that was found: SymGetTypeInfo. A symbol is good as long as its module is loaded.
   *
   * @returns null for a symbol without a type
   */
  async typeOf(symbol: TypedSymbol): Promise<DataType | null> {
    return typeOfSymbol(this.#core, symbol);
  }

  /**
   * A type as debuggers show it, one line for each member; see the function `formatType` for a type that is at hand.
   *
   * @returns null where no module has the type
   */
  async formatType(name: string, options: FormatNamedTypeOptions = {}): Promise<string | null> {
    return formatNamedType(this.#core, name, options);
  }

  /**
   * The parameters and local variables in scope at an address, with where each lives there: SymSetScopeFromAddr,
   * SymEnumSymbolsW. Leaves that scope with `key`, as far as raw calls ask for it. Variables of functions that were
   * inlined there are not among them.
   *
   * @returns null where no function with symbols is
   * @throws TypeError or RangeError for what is no address
   */
  async locals(address: Location): Promise<LocalVariable[] | null> {
    return localsAt(this.#core, address);
  }

  /**
   * All symbols of exactly this name: overloads, `static` functions of several files, public symbols beside private ones.
   * SymEnumSymbolsW.
   *
   * @param name - as for `findSymbol`; with `?` at its beginning it is a decorated name
   * @returns an empty array where there is none
   */
  async findSymbols(name: string): Promise<FoundSymbol[]> {
    return findSymbols(this.#core, name);
  }

  /**
   * The symbols whose names match a mask: SymEnumSymbolsW, once for each module, when the first of its symbols is asked
   * for. The loop body may ask the session anything; what was found waits as packed bytes. Leaving the loop frees them.
   *
   * @param mask - names with `*` and `?`, which may begin with modules: `'app!render::*'`, `'*!malloc'`. Without, all
   * modules are asked. The page on names tells what DLLs make of it
   * @returns symbols in DbgHelp's order, module by module. Nothing is asked before the first one is asked for. Fails with
   * `DBGHELP_CLOSED` once the session is closed, `signal`'s reason, what `where` throws, or what DbgHelp says
   * @throws TypeError or RangeError for bad arguments, at once
   */
  symbols(mask: string, options: SymbolsOptions = {}): FoundSymbols {
    return symbols(this.#core, 'SymbolSession.symbols', mask, options);
  }

  /**
   * `symbols` of one kind, by SymEnumSymbolsW and a look at each symbol's tag. Types and compilands, which are not among `symbols`, are
   * found by SymSearchW where the DLL has it.
   */
  search(mask: string, options: SearchOptions = {}): FoundSymbols {
    return symbols(this.#core, 'SymbolSession.search', mask, options);
  }

  /**
   * The source files of a module, or of all: SymEnumSourceFilesW. Without object files, which some DLLs list too.
   *
   * @returns sorted by path within a module; none for a module without lines, or one that is not loaded
   */
  async sourceFiles(module?: SymbolModule | string, options: SourceFilesOptions = {}): Promise<SourceFile[]> {
    return sourceFiles(this.#core, module, options);
  }

  /**
   * The lines of a source file that have code: SymEnumLinesW, or SymEnumLines. A module's lines are read once, and kept
   * until it is unloaded.
   *
   * @param file - a path, or the tail of one such as `scene.cpp` or `src/scene.cpp`, whatever its case and slashes: where
   * several files have that tail, all of them are meant
   * @returns by address; none where no file or module is
   * @throws TypeError or RangeError for bad arguments; with `inlined`, `DbgHelpError` `DBGHELP_NOT_EXPORTED` where the DLL is
   * too old
   */
  async lines(file: string, options: LinesOptions = {}): Promise<LineRecord[]> {
    return lines(this.#core, file, options);
  }

  /**
   * Where the code of a source line is: in several places where a function was compiled more than once, as templates are,
   * or where a statement was taken apart.
   *
   * @param file - as for `lines`
   * @param line - from 1
   * @returns by address; none where the line has no code, unless `nearest` finds a later one that has
   * @throws as `lines`
   */
  async addressesOfLine(file: string, line: number, options: AddressesOfLineOptions = {}): Promise<LineRecord[]> {
    return addressesOfLine(this.#core, file, line, options);
  }

  /**
   * The line whose code comes next after an address in its module, whichever function it belongs to.
   *
   * @returns null after the last one, and where no module is
   * @throws TypeError or RangeError for what is no address
   */
  async nextLine(address: Location): Promise<LineRecord | null> {
    return nextLine(this.#core, address);
  }

  /**
   * The line whose code comes before that of the line at an address.
   *
   * @returns null before the first one, and where no module is
   * @throws TypeError or RangeError for what is no address
   */
  async previousLine(address: Location): Promise<LineRecord | null> {
    return previousLine(this.#core, address);
  }

  /**
   * Fetches a source file by what the PDB says of where it is kept: SymGetSourceFileW, which also knows files embedded in
   * PDBs where the DLL does. Off the main thread. A source server may run the command that the PDB names: only for PDBs that
   * are trusted.
   *
   * @param file - as for `lines`
   * @returns the path of the fetched copy; null where no PDB says where the file is
   * @throws `DbgHelpError` `DBGHELP_LACKS_FILE` where the PDB says it and srcsrv.dll is not beside the DLL,
   * `DBGHELP_NOT_IMPLEMENTED` with a DLL that cannot; what DbgHelp says where fetching fails
   */
  async sourceFile(file: string, options: SourceFileOptions = {}): Promise<string | null> {
    return sourceFile(this.#core, file, options);
  }

  /**
   * Names a piece of a module, typically of a virtual one: SymAddSymbolW. `symbolize`, `findSymbol` and the rest know the
   * symbol from then on, until it is removed or its module is unloaded.
   *
   * @throws TypeError or RangeError for bad arguments; `DbgHelpError` `DBGHELP_NOT_FOUND` where no module is at the address,
   * or what DbgHelp says
   */
  async addSymbol(symbol: OwnSymbol): Promise<void> {
    return addSymbol(this.#core, symbol);
  }

  /**
   * Forgets a symbol that `addSymbol` added: SymDeleteSymbolW.
   *
   * @throws as `addSymbol`; `DbgHelpError` `DBGHELP_NOT_IMPLEMENTED` by DLLs where such symbols go with their module
   */
  async removeSymbol(symbol: Omit<OwnSymbol, 'size'>): Promise<void> {
    return removeSymbol(this.#core, symbol);
  }

  /**
   * What this session works with, and for each module without full symbols why that is: every place where its PDB could be,
   * and what is there. Looks on disk again, in folders and stores; asks no server. `formatDiagnostics` makes text of it.
   *
   * @returns plain data, for JSON too
   */
  diagnostics(): Promise<SessionDiagnostics> {
    return sessionDiagnostics(this.#core);
  }

  /**
   * Listens to the session's work on symbols, through SymRegisterCallbackW64. `'diagnostic'`: what DbgHelp does and says, in
   * its own words, and for a module without full symbols each place that was looked at. `'progress'`: how far a load is, with
   * the percentages that symsrv.dll tells. Works for what is loaded from now on. While anybody listens, SYMOPT_DEBUG is set.
   *
   * Listeners are called in the middle of DbgHelp's work, which waits for them. What one throws becomes an
   * `'uncaughtException'` of the process, as for any EventEmitter, and never an error of the load.
   *
   * @throws TypeError for another event or no function; `DbgHelpError` `DBGHELP_CLOSED`, or `DBGHELP_NOT_EXPORTED` where the
   * DLL has no SymRegisterCallbackW64
   */
  on<Event extends keyof SessionEvents>(event: Event, listener: SessionListener<Event>): this {
    const api = 'SymbolSession.on';
    this.#core.assertOpen(api);
    this.#core.events.on(event, listener, api);
    return this;
  }

  /** Takes a listener back that `on` was given. */
  off<Event extends keyof SessionEvents>(event: Event, listener: SessionListener<Event>): this {
    this.#core.events.off(event, listener, 'SymbolSession.off');
    return this;
  }
}
