import type { DbgHelpToken } from '../../types/calls';
import { SYMOPT } from '../../types/constants';
import { aside, type Binding } from '../dll/dbghelp';
import { closed } from '../base/errors';
import { Arrivals } from '../search/arrivals';
import type { CheckedServerOptions } from '../search/servers/server-options';
import type { SymbolPath } from '../search/symbol-path';
import type { OptionsOwner } from '../dll/options';
import { assertOutsideOfSlots } from '../gate/gate';
import { areLarge, expectListings } from './listings/large-modules';
import { LoadEvents } from './modules/load-events';
import type { PlainLocation } from './location';
import { Answers } from './reader/answers';
import { SymbolReader } from './reader/symbol-reader';
import { needLoading, type SymbolModule } from './modules/module';
import { ModuleList } from './modules/module-list';
import { ModuleLoader } from './modules/module-loader';
import { PdbSearch } from './modules/pdb-search';
import type { TargetHandle } from './process-target';
import { temporaryFolder } from '../dll/temporary-folder';
import { NameText } from './name-text';

/**
 * The state that all rooms of a session share: its turns in the queue, its modules, and its end.
 *
 * @internal
 */
export class SessionCore {
  readonly modules: ModuleList;
  readonly reader: SymbolReader;
  readonly answers: Answers;
  readonly text: NameText;
  readonly loader: ModuleLoader;
  readonly pdbSearch: PdbSearch;
  readonly events: LoadEvents;
  /** What comes from symbol servers. */
  readonly arrivals: Arrivals;
  readonly binding: Binding;
  /** From so many bytes of symbols on, listings of a module leave this thread. */
  readonly largeFrom: number;
  /** End listings on another thread. */
  readonly interrupts = new Set<() => void>();
  readonly #target: TargetHandle;
  readonly #owner: OptionsOwner;
  readonly #endings: (() => void)[] = [];
  readonly #cleaning: ((api: DbgHelpToken) => void)[] = [];
  #closing: Promise<void> | undefined;

  constructor(
    binding: Binding,
    target: TargetHandle,
    owner: OptionsOwner,
    searchPath: SymbolPath,
    servers: CheckedServerOptions,
    largeFrom: number,
  ) {
    this.binding = binding;
    this.largeFrom = largeFrom;
    this.#target = target;
    this.#owner = owner;
    this.modules = new ModuleList(this, target.key, owner);
    this.text = new NameText(binding);
    this.reader = new SymbolReader(target.key, this.modules, this.text);
    this.answers = new Answers(this.modules, this.reader, owner, () => binding.library);
    this.events = new LoadEvents(target.key, binding, this.modules);
    const { onProgress } = servers;
    this.arrivals = new Arrivals(searchPath, {
      ...servers,
      onProgress: (progress) => {
        onProgress?.(progress);
        this.events.arriving(progress);
      },
    });
    this.pdbSearch = new PdbSearch(this, target.key, searchPath, () => temporaryFolder(this));
    this.loader = new ModuleLoader(this, target.key, this.pdbSearch);
  }

  /** The session's key in DbgHelp. */
  get key(): bigint {
    return this.#target.key;
  }

  /** The id of the session's process; undefined for a session without one. */
  get processId(): number | undefined {
    return this.#target.processId;
  }

  get closed(): boolean {
    return this.#closing !== undefined;
  }

  /** @param beforehand - runs once, before the wait for SymCleanup */
  async close(beforehand: () => void): Promise<void> {
    // This throws before the session counts as closed, so it can still be closed from outside the job.
    if (!this.#closing) {
      assertOutsideOfSlots('SymbolSession.close');
      beforehand();
      this.arrivals.end(closed('This SymbolSession'));
      for (const interrupt of this.interrupts) interrupt();
    }
    this.#closing ??= this.#cleanUp();
    await this.#closing;
  }

  async #cleanUp(): Promise<void> {
    const { key } = this.#target;
    try {
      const cleanUp = async (api: DbgHelpToken): Promise<void> => {
        for (const cleaning of this.#cleaning) cleaning(api);
        if (await areLarge(this.modules.all, this.largeFrom)) await api.SymCleanup.async(key);
        else api.SymCleanup(key);
      };
      await this.binding.enter('SymCleanup', cleanUp, { long: false, owner: this.#owner });
    } finally {
      this.#target.release();
      this.events.end();
      for (const ending of this.#endings) ending();
    }
  }

  /** Registers a function that uses the DLL before the session is cleaned up. It must not throw. */
  beforeEnd(cleaning: (api: DbgHelpToken) => void): void {
    this.#cleaning.push(cleaning);
  }

  /** Registers a function that runs when the DLL holds nothing of the session any more. It must not throw. */
  atEnd(ending: () => void): void {
    this.#endings.push(ending);
  }

  /**
   * Runs a job in one turn of the queue, under this session's options. No job reaches the DLL once the session is
   * closed.
   */
  run<T>(what: string, job: (api: DbgHelpToken) => T | PromiseLike<T>, signal?: AbortSignal): Promise<T> {
    return this.#run(what, job, { long: false, signal, ownJob: true });
  }

  /** `run` for a job of the user, whose raw calls may do anything to the session's symbols. */
  runForUser<T>(
    what: string,
    job: (api: DbgHelpToken) => T | PromiseLike<T>,
    { long, signal }: { readonly long: boolean; readonly signal: AbortSignal | undefined },
  ): Promise<T> {
    const forgetting = async (api: DbgHelpToken): Promise<T> => {
      try {
        return await job(api);
      } finally {
        this.answers.forget();
        this.modules.doubt();
      }
    };
    return this.#run(what, forgetting, { long, signal, ownJob: false });
  }

  /** `run` for jobs that may take longer than the short work of others should wait, and for slices of long jobs. */
  runLong<T>(what: string, job: (api: DbgHelpToken) => T | PromiseLike<T>, signal?: AbortSignal): Promise<T> {
    return this.#run(what, job, { long: true, signal, ownJob: true });
  }

  /**
   * `run` that counts as long if a symbol load is known to be part of the job.
   *
   * @param shared - whether other look-ups may join it
   */
  runLooking<T>(
    what: string,
    modules: readonly SymbolModule[],
    job: (api: DbgHelpToken) => T | PromiseLike<T>,
    shared = false,
  ): Promise<T> {
    return this.#run(what, job, { long: needLoading(modules), signal: undefined, ownJob: true, shared });
  }

  async #run<T>(
    what: string,
    job: (api: DbgHelpToken) => T | PromiseLike<T>,
    entry: {
      readonly long: boolean;
      readonly signal: AbortSignal | undefined;
      readonly ownJob: boolean;
      readonly shared?: boolean;
    },
  ): Promise<T> {
    this.assertOpen(what);
    return this.binding.enter(
      what,
      (api) => {
        this.assertOpen(what);
        this.events.prepare(api);
        return job(api);
      },
      { ...entry, owner: this.#owner },
    );
  }

  assertOpen(api: string): void {
    if (this.#closing) throw closed('This SymbolSession', api);
  }

  /** The address of a location; undefined if its module is not loaded. */
  resolve(location: PlainLocation): bigint | undefined {
    if (typeof location === 'bigint') return location;
    const module = this.modules.named(location.module);
    const address = module && module.base + location.rva;
    return address !== undefined && address < 2n ** 64n ? address : undefined;
  }

  /**
   * Loads the symbols of a deferred module off the main thread: it may read files or ask a server.
   *
   * @param signal - ends a download; the module stays deferred then
   */
  async loadSymbolsAt(api: DbgHelpToken, address: bigint, signal?: AbortSignal): Promise<void> {
    const module = this.modules.containing(address);
    if (!module?.needsLoading) return;
    await this.loader.touch(api, module, address, signal);
    module.markLookedAt();
    this.modules.refresh(api, module.base);
    void expectListings(module, this.largeFrom, this.binding.path);
    // Others get the DLL before the next file.
    await aside(api, () => this.loader.explain(module));
  }

  /**
   * Makes the DLL list the modules of a live process. DbgHelp must know their folders before it searches for symbols,
   * even if the options demand to load symbols at once.
   */
  async listModules(api: DbgHelpToken, list: () => Promise<unknown>): Promise<readonly SymbolModule[]> {
    const word = api.SymGetOptions();
    const atOnce = (word & SYMOPT.DEFERRED_LOADS) === 0;
    if (atOnce) api.SymSetOptions((word | SYMOPT.DEFERRED_LOADS) >>> 0);
    try {
      await list();
    } finally {
      if (atOnce) api.SymSetOptions(word);
    }
    const modules = [...this.modules.refreshAll(api)];
    this.pdbSearch.searchFoldersOf(api, modules);
    if (!atOnce) return modules;
    this.pdbSearch.expect(modules);
    for (const { base } of modules) await this.loadSymbolsAt(api, base);
    return modules;
  }

  /** The module that contains a location, as far as it is known before its turn. */
  modulesAt(location: PlainLocation): readonly SymbolModule[] {
    const at = this.resolve(location);
    const module = at === undefined ? undefined : this.modules.containing(at);
    return module ? [module] : [];
  }
}
