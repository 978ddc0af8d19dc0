import { access } from 'node:fs/promises';
import { win32 as windowsPath } from 'node:path';
import type { DbgHelp, DbgHelpToken, RunOptions } from '../../types/calls';
import { dbghelp as defaultDbgHelp, Binding } from '../dbghelp';
import { checkBoolean, checkInteger, checkText, checkUnsigned, wrongType } from '../native/checks';
import { closed, DbgHelpError } from '../native/errors';
import { assertOutsideOfSlots } from '../native/gate';
import { requireWindows } from '../native/koffi';
import { parseLocation, type Location, type ParsedLocation } from './location';
import { Lookup, type FoundSymbol, type SymbolizedAddress } from './lookup';
import { SymbolModule } from './module';
import { ModuleList } from './module-list';
import { ModuleLoader } from './module-loader';
import { checkTarget, openTarget, type ProcessTarget, type TargetHandle } from './process-target';
import { checkSearchPath } from './search-path';
import { optionWord, type SymbolOptions } from './symbol-options';

export interface SessionOptions {
  /**
   * Where PDBs are looked for, besides the folders of the images: folders and servers, separated by `;` or as an array.
   * `_NT_SYMBOL_PATH` as an element stands for that environment variable, `.` for the working directory.
   */
  readonly searchPath?: string | readonly string[] | undefined;
  /** Whose modules: `'none'` (the default), `'self'`, or a process id. */
  readonly process?: ProcessTarget | undefined;
  /** Load the modules of the process; on by default where there is one. */
  readonly invadeProcess?: boolean | undefined;
  readonly options?: SymbolOptions | undefined;
  /** Take symbols from plain http servers. */
  readonly allowHttp?: boolean | undefined;
  /** Another DLL than the default one: what `DbgHelp.load` gave. */
  readonly dbghelp?: DbgHelp | undefined;
}

export interface LoadModuleOptions {
  /** Where the image is loaded; its preferred base by default. */
  readonly base?: bigint | number | undefined;
  /** Bytes; what the image's header says by default. */
  readonly size?: number | undefined;
  /** The name that qualifies its symbols; the image's file name by default. */
  readonly name?: string | undefined;
  /** Reject, and leave the module unloaded, where there are no symbols that match the image. */
  readonly requireSymbols?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface VirtualModuleOptions {
  readonly base: bigint | number;
  /** Bytes. */
  readonly size: number;
  readonly name: string;
}

export interface SymbolizeAllOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called after each slice of a few milliseconds. */
  readonly onProgress?: ((progress: { readonly done: number; readonly total: number }) => void) | undefined;
}

/** A slice of a long job: short enough that timers and I/O go on, long enough to be cheap. */
const sliceMilliseconds = 4;
const addressesBetweenClockReads = 32;

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
  readonly #binding: Binding;
  readonly #target: TargetHandle;
  readonly #owner: { options: number };
  readonly #modules: ModuleList;
  readonly #lookup: Lookup;
  readonly #loader: ModuleLoader;
  #closing: Promise<void> | undefined;

  private constructor(binding: Binding, target: TargetHandle, options: number, searchPath: string) {
    this.#binding = binding;
    this.#target = target;
    this.#owner = { options };
    this.#modules = new ModuleList(this, target.key);
    this.#lookup = new Lookup(target.key, this.#modules);
    this.#loader = new ModuleLoader(target.key, this.#modules, this.#lookup, searchPath);
  }

  /**
   * Opens a session: SymInitializeW.
   *
   * @throws TypeError or RangeError for a bad option; `DbgHelpError` `DBGHELP_PROCESS_NOT_FOUND`,
   * `DBGHELP_ACCESS_DENIED` or `DBGHELP_WRONG_BITNESS` for a process that cannot be opened
   */
  static async open(options: SessionOptions = {}): Promise<SymbolSession> {
    const searchPath = checkSearchPath(options.searchPath, options.allowHttp ?? false);
    const target = checkTarget(options.process ?? 'none');
    const invade = checkBoolean(options.invadeProcess ?? target !== 'none', 'SymbolSession.open: `invadeProcess`');
    const word = optionWord(options.options);
    const binding: unknown = options.dbghelp ?? defaultDbgHelp;
    if (!(binding instanceof Binding))
      throw wrongType('SymbolSession.open: `dbghelp`', 'what DbgHelp.load gave', binding);
    requireWindows();
    const handle = openTarget(target);
    const session = new SymbolSession(binding, handle, word, searchPath);
    try {
      await session.#run('SymbolSession.open', async (api) => {
        await api.SymInitializeW.async(handle.key, searchPath, invade);
        if (invade) session.#modules.refreshAll(api);
      });
    } catch (error) {
      handle.release();
      throw error;
    }
    forgotten.register(session, `A SymbolSession (key 0x${handle.key.toString(16)})`, session);
    return session;
  }

  /** The key that DbgHelp knows the session by: the `hProcess` of raw calls. */
  get key(): bigint {
    return this.#target.key;
  }

  get closed(): boolean {
    return this.#closing !== undefined;
  }

  /**
   * Ends the session: SymCleanup, after the calls that are already in the DLL; those that still wait are rejected with
   * `DBGHELP_CLOSED`. Closing twice does nothing more.
   */
  async close(): Promise<void> {
    // Refused before the session counts as closed: it can then still be closed from outside the job.
    if (!this.#closing) assertOutsideOfSlots('SymbolSession.close');
    this.#closing ??= this.#cleanUp();
    await this.#closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #cleanUp(): Promise<void> {
    forgotten.unregister(this);
    const { key } = this.#target;
    try {
      await this.#binding.enter(
        'SymCleanup',
        (api) => api.SymCleanup(key),
        undefined,
        () => this.#owner,
      );
    } finally {
      this.#target.release();
    }
  }

  /**
   * `dbghelp.run` under this session's options: raw calls with `session.key` as `hProcess`.
   *
   * @returns what the job returns, when its calls have returned too
   */
  run<T>(job: (api: DbgHelpToken) => T | PromiseLike<T>, { signal }: RunOptions = {}): Promise<T> {
    return this.#run('SymbolSession.run', job, signal);
  }

  /** The search path, with the folders of the images that were loaded. */
  get searchPath(): string {
    return this.#loader.searchPath;
  }

  /**
   * Loads an image's symbols: SymLoadModuleExW. A PDB that is missing or does not match is no error: `symbolType` tells
   * what was found. An image that is loaded already is given again.
   *
   * @param image - the path of an .exe, .dll or .sys file
   * @throws TypeError or RangeError for bad arguments; `DbgHelpError` `DBGHELP_NOT_FOUND` where there is no such file,
   * `DBGHELP_ALREADY_LOADED` where another module is at that base, `DBGHELP_NO_SYMBOLS` with `requireSymbols`, or
   * what DbgHelp says
   */
  async loadModule(image: string, options: LoadModuleOptions = {}): Promise<SymbolModule> {
    const label = 'SymbolSession.loadModule';
    const path = windowsPath.resolve(checkText(image, `${label}: \`image\``));
    const { signal } = options;
    const requireSymbols = checkBoolean(options.requireSymbols ?? false, `${label}: \`requireSymbols\``);
    const base = options.base === undefined ? 0n : checkUnsigned(options.base, 64, `${label}: \`base\``);
    const size = checkInteger(options.size ?? 0, 0, 0xffff_ffff, `${label}: \`size\``);
    const name = options.name === undefined ? null : checkText(options.name, `${label}: \`name\``);
    this.#assertOpen(label);
    requireWindows();
    await access(path).catch((cause: unknown) => {
      throw new DbgHelpError('DBGHELP_NOT_FOUND', `${label}: \`image\` ${path} cannot be read`, { cause });
    });
    return this.#run(
      label,
      (api) => this.#loader.load(api, { path, name, base, size, requireSymbols, signal }),
      signal,
    );
  }

  /**
   * Adds a module without an image, for code that a program made itself: SymLoadModuleExW with SLMFLAG_VIRTUAL.
   *
   * @throws TypeError or RangeError for bad arguments; `DbgHelpError` where DbgHelp refuses
   */
  async loadVirtualModule({ base, size, name }: VirtualModuleOptions): Promise<SymbolModule> {
    const label = 'SymbolSession.loadVirtualModule';
    const at = checkUnsigned(base, 64, `${label}: \`base\``);
    checkInteger(size, 1, 0xffff_ffff, `${label}: \`size\``);
    checkText(name, `${label}: \`name\``);
    return this.#run(label, (api) => this.#loader.loadVirtual(api, at, size, name));
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
      if (module instanceof SymbolModule) module.assertLoaded(label, this);
    };
    check();
    const base =
      module instanceof SymbolModule ? module.base : checkUnsigned(module, 64, `${label}: \`module\` (a base)`);
    await this.#run(label, (api) => {
      // Again: another call may have unloaded it while this one waited.
      check();
      this.#loader.unload(api, base);
    });
  }

  /** The loaded modules, by base: SymEnumerateModulesW64. */
  modules(): Promise<SymbolModule[]> {
    return this.#run('SymbolSession.modules', (api) => [...this.#modules.refreshAll(api)]);
  }

  /** The module that an address lies in; null where there is none. SymGetModuleInfoW64. */
  async module(address: Location): Promise<SymbolModule | null> {
    const api = 'SymbolSession.module';
    const location = parseLocation(address, api, this);
    return this.#run(api, (token) => {
      const at = this.#resolve(location);
      return at === undefined ? null : (this.#modules.refresh(token, at) ?? null);
    });
  }

  /**
   * Looks again at what a live process has loaded since: SymRefreshModuleList.
   *
   * @returns the loaded modules, by base
   */
  refreshModules(): Promise<SymbolModule[]> {
    return this.#run('SymbolSession.refreshModules', async (api) => {
      await api.SymRefreshModuleList.async(this.key);
      return [...this.#modules.refreshAll(api)];
    });
  }

  /**
   * The symbol and source line at an address: SymFromAddrW, SymGetLineFromAddrW64.
   *
   * @returns null where no module, or no symbol, is
   * @throws TypeError or RangeError for what is no address
   */
  async symbolize(address: Location): Promise<SymbolizedAddress | null> {
    const api = 'SymbolSession.symbolize';
    const location = parseLocation(address, api, this);
    return this.#run(api, async (token) => {
      const at = this.#resolve(location);
      if (at === undefined) return null;
      await this.#loadSymbolsAt(token, at);
      return this.#lookup.symbolize(token, at);
    });
  }

  /**
   * `symbolize` for many addresses: works in slices of a few milliseconds, between which other callers get their turn.
   *
   * @returns one result for each address, in order
   * @throws as `symbolize`, before any lookup; `signal`'s reason when it is aborted
   */
  async symbolizeAll(
    addresses: Iterable<Location>,
    { signal, onProgress }: SymbolizeAllOptions = {},
  ): Promise<(SymbolizedAddress | null)[]> {
    const api = 'SymbolSession.symbolizeAll';
    const locations = Array.from(addresses, (address) => parseLocation(address, api, this));
    const results: (SymbolizedAddress | null)[] = [];
    const total = locations.length;
    while (results.length < total) {
      await this.#run(api, (token) => this.#slice(token, locations, results), signal);
      onProgress?.({ done: results.length, total });
      // A macrotask: whatever waits for the event loop goes first.
      if (results.length < total) await new Promise(setImmediate);
    }
    return results;
  }

  /** Looks up as many of the locations as a slice has time for. */
  async #slice(
    token: DbgHelpToken,
    locations: readonly ParsedLocation[],
    results: (SymbolizedAddress | null)[],
  ): Promise<void> {
    let deadline = performance.now() + sliceMilliseconds;
    while (results.length < locations.length) {
      const at = this.#resolve(locations[results.length]!);
      if (at === undefined) {
        results.push(null);
        continue;
      }
      if (this.#modules.containing(at)?.needsLoading) {
        await this.#loadSymbolsAt(token, at);
        deadline = performance.now() + sliceMilliseconds;
      }
      results.push(this.#lookup.symbolize(token, at));
      if (results.length % addressesBetweenClockReads === 0 && performance.now() >= deadline) return;
    }
  }

  /**
   * The symbol of a name, `app!render::draw` or `render::draw`: SymFromNameW.
   *
   * @returns null where there is none
   */
  async findSymbol(name: string): Promise<FoundSymbol | null> {
    const api = 'SymbolSession.findSymbol';
    checkText(name, `${api}: \`name\``);
    return this.#run(api, async (token) => {
      const qualifier = /^(.+?)!/.exec(name)?.[1];
      const candidates = qualifier === undefined ? this.#modules.all : [this.#modules.named(qualifier)];
      for (const module of candidates) if (module) await this.#loadSymbolsAt(token, module.base);
      return this.#lookup.find(token, name);
    });
  }

  /** One turn of the queue under this session's options; nothing reaches the DLL once the session is closed. */
  async #run<T>(what: string, job: (api: DbgHelpToken) => T | PromiseLike<T>, signal?: AbortSignal): Promise<T> {
    this.#assertOpen(what);
    return this.#binding.enter(
      what,
      (api) => {
        this.#assertOpen(what);
        return job(api);
      },
      signal,
      () => this.#owner,
    );
  }

  #assertOpen(api: string): void {
    if (this.#closing) throw closed('This SymbolSession', api);
  }

  #resolve(location: ParsedLocation): bigint | undefined {
    if ('address' in location) return location.address;
    const module = this.#modules.named(location.module);
    const address = module && module.base + location.rva;
    return address !== undefined && address < 2n ** 64n ? address : undefined;
  }

  /** The first look at a deferred module may read files or ask a server: off the main thread. */
  async #loadSymbolsAt(api: DbgHelpToken, address: bigint): Promise<void> {
    const module = this.#modules.containing(address);
    if (!module?.needsLoading) return;
    await this.#lookup.touch(api, address);
    module.markLookedAt();
    this.#modules.refresh(api, module.base);
  }
}
