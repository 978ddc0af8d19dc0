import { win32 as windowsPath } from 'node:path';
import type { DbgHelpToken } from '../../types/calls';
import { SLMFLAG } from '../../types/constants';
import { aside } from '../dbghelp';
import type { ImageOutline } from '../headers/image';
import { callFailed, DbgHelpError } from '../native/errors';
import { windowsMessage } from '../native/win32';
import { indexInfo } from './index-info';
import type { LoadEvents } from './load-events';
import type { Lookup } from './lookup';
import type { SymbolModule } from './module';
import { fileStem } from './module-name';
import type { ModuleList } from './module-list';
import { endOf, freeBase, overlap } from './module-place';
import { withFolderOf } from './search-path';
import { pathThroughStores, type StoredFile } from './store-search';
import { parseSymbolPath } from './symbol-path';
import { pdbId } from './symbol-store';
import { placesTried, searchContext, whyNoSymbols, type WhyNoSymbols } from './why-no-symbols';

interface LoadRequest {
  readonly path: string;
  readonly name: string | null;
  /** 0: the image's preferred base, or a free one. */
  readonly base: bigint;
  readonly size: number;
  /** What the headers of the image say; not needed where there is a base. */
  readonly outline?: Pick<ImageOutline, 'base' | 'machine'>;
  readonly requireSymbols: boolean;
  /** Whether modules that lie in its addresses make room for it. */
  readonly replace?: boolean;
  readonly signal: AbortSignal | undefined;
  /** What its PDB lies beside, instead of the image; null for nothing. */
  readonly beside?: string | null;
  /** Leave its symbols for when they are needed, where the session's options do. */
  readonly deferred?: boolean;
}

type VirtualRequest = Pick<LoadRequest, 'base' | 'size' | 'replace'> & {
  readonly name: string;
  /** Its name unless told. */
  readonly image?: string;
};

/** Loads and unloads the modules of a session, inside its slots. */
export class ModuleLoader {
  readonly #key: bigint;
  readonly #modules: ModuleList;
  readonly #lookup: Lookup;
  readonly #events: LoadEvents;
  readonly #dbghelpPath: () => string;
  /** What the session was opened with. Only its folders may be stores: what is added to it are folders of images. */
  readonly #givenPath: string;
  /** With the folders of the images that were loaded by their paths. */
  #searchPath: string;
  /** The folders of a live process's modules, which come behind all others. */
  #processFolders: readonly string[] = [];

  constructor(
    key: bigint,
    modules: ModuleList,
    lookup: Lookup,
    events: LoadEvents,
    dbghelpPath: () => string,
    searchPath: string,
  ) {
    this.#key = key;
    this.#modules = modules;
    this.#lookup = lookup;
    this.#events = events;
    this.#dbghelpPath = dbghelpPath;
    this.#givenPath = searchPath;
    this.#searchPath = searchPath;
  }

  get searchPath(): string {
    return [this.#searchPath, ...this.#processFolders].filter((part) => part !== '').join(';');
  }

  /** Without the folders of a live process's modules: each of them counts for its own modules only. */
  get pathForAll(): string {
    return this.#searchPath;
  }

  async load(api: DbgHelpToken, request: LoadRequest): Promise<SymbolModule> {
    const { beside = request.path } = request;
    if (beside !== null) this.#searchFolderOf(api, beside);
    const name = request.name ?? fileStem(request.path);
    return this.#throughStores(api, request.path, name, request.signal, () => this.#load(api, request));
  }

  /** Loads a module's deferred symbols by looking at an address. */
  touch(api: DbgHelpToken, { imagePath, name }: SymbolModule, address: bigint): Promise<void> {
    // Without a signal: a load that is given up would leave the module without symbols for good.
    return this.#throughStores(api, imagePath, name, undefined, () => this.#lookup.touch(api, address));
  }

  async #load(api: DbgHelpToken, request: LoadRequest): Promise<SymbolModule> {
    const { path, name, requireSymbols, signal } = request;
    const there = this.#given(api, request);
    if (there && (request.deferred === true || !(requireSymbols || there.needsLoading))) return there;
    const { size } = request;
    const at =
      there?.base ??
      (await api.SymLoadModuleExW.async(this.#key, null, path, name, this.#place(api, request), size, null, 0));
    if (at === 0n) throw callFailed('SymLoadModuleExW', 0, undefined);
    if (!there) this.#modules.give(at, name === null ? { path } : { path, name });
    try {
      signal?.throwIfAborted();
      if (request.deferred === true) return this.#refreshed(api, at);
      await aside(api, () => undefined);
      await this.#lookup.touch(api, at);
      signal?.throwIfAborted();
      const module = this.#refreshed(api, at);
      const why = await aside(api, () => this.explain(module, requireSymbols));
      signal?.throwIfAborted();
      if (requireSymbols && why) throw noSymbols(module, path, this.#searchPath, why);
      return module;
    } catch (error) {
      if (!there) this.#takeBack(api, at);
      throw error;
    }
  }

  /** The module that a load would load again. */
  #given(api: DbgHelpToken, { path, base }: Pick<LoadRequest, 'path' | 'base'>): SymbolModule | undefined {
    return this.#modules
      .current(api)
      .find((module) => (base === 0n || module.base === base) && module.imagePath.toLowerCase() === path.toLowerCase());
  }

  /** Why a module has no full symbols, for who asks and for who listens; undefined where it has, or nobody does. */
  async explain(module: SymbolModule, asked = false): Promise<WhyNoSymbols | undefined> {
    const { explains } = this.#events;
    if (!asked && !explains) return undefined;
    const context = searchContext(this.#searchPath, this.#dbghelpPath());
    const why = module.hasFullSymbols ? undefined : await whyNoSymbols(module, context);
    if (explains) this.#events.explain(module, why);
    return why;
  }

  loadVirtual(api: DbgHelpToken, request: VirtualRequest): SymbolModule {
    const { base, size, name, image = name } = request;
    const there = this.#given(api, { path: image, base });
    if (there) return there;
    this.#makeRoom(api, request);
    const at = api.SymLoadModuleExW(this.#key, null, image, name, base, size, null, SLMFLAG.VIRTUAL);
    if (at === 0n) throw callFailed('SymLoadModuleExW', 0, undefined);
    this.#modules.give(at, { name });
    try {
      return this.#refreshed(api, at);
    } catch (error) {
      this.#takeBack(api, at);
      throw error;
    }
  }

  unload(api: DbgHelpToken, base: bigint): void {
    if (!this.#modules.at(base) && this.#modules.read(api, base)?.base !== base) {
      throw new DbgHelpError('DBGHELP_NOT_FOUND', `SymUnloadModule64: no module is loaded at 0x${base.toString(16)}`, {
        api: 'SymUnloadModule64',
      });
    }
    api.SymUnloadModule64(this.#key, base);
    this.#modules.drop(base);
  }

  #searchFolderOf(api: DbgHelpToken, image: string): void {
    const extended = withFolderOf(this.#searchPath, image);
    if (extended === undefined) return;
    this.#searchPath = extended;
    api.SymSetSearchPathW(this.#key, this.searchPath);
  }

  /**
   * Some DLLs read the headers of a live module from its process, and then do not look beside its image. To be said before
   * its symbols are loaded.
   */
  searchFoldersOf(api: DbgHelpToken, modules: readonly SymbolModule[]): void {
    const known = new Set(this.searchPath.toLowerCase().split(';'));
    const folders = [...this.#processFolders];
    for (const { imagePath } of modules) {
      const folder = windowsPath.dirname(imagePath);
      if (!windowsPath.isAbsolute(folder) || folder.includes(';') || known.has(folder.toLowerCase())) continue;
      known.add(folder.toLowerCase());
      folders.push(folder);
    }
    if (folders.length === this.#processFolders.length) return;
    this.#processFolders = folders;
    api.SymSetSearchPathW(this.#key, this.searchPath);
  }

  /**
   * What `job` loads of an image's symbols may come from symbol stores on disk. Of the folders of a live process, which may
   * be hundreds, its own is the one to look into.
   */
  async #throughStores<T>(
    api: DbgHelpToken,
    image: string,
    name: string,
    signal: AbortSignal | undefined,
    job: () => Promise<T>,
  ): Promise<T> {
    const searchPath = await aside(api, () => this.#pathThroughStores(image));
    const load = (): Promise<T> => this.#events.during(api, image, name, signal, job);
    if (searchPath === this.searchPath) return load();
    api.SymSetSearchPathW(this.#key, searchPath);
    try {
      return await load();
    } finally {
      api.SymSetSearchPathW.raw(this.#key, this.searchPath);
    }
  }

  async #pathThroughStores(image: string): Promise<string> {
    const given = parseSymbolPath(this.#givenPath, 'the search path');
    const identify = async (): Promise<StoredFile | undefined> => {
      // An image whose headers say nothing of a PDB has none in a store, either.
      const info = await indexInfo(image).catch(() => undefined);
      if (!info?.pdbFile || info.guid === null) return undefined;
      return { name: windowsPath.basename(info.pdbFile), id: pdbId(info.guid, info.age) };
    };
    const through = await pathThroughStores(given, this.#dbghelpPath(), identify);
    const folders = this.#searchPath.slice(this.#givenPath.length);
    const path = through === undefined ? this.#searchPath : through + folders;
    return (this.#processFolders.length === 0 ? undefined : withFolderOf(path, image)) ?? path;
  }

  #refreshed(api: DbgHelpToken, base: bigint): SymbolModule {
    const module = this.#modules.refresh(api, base);
    if (!module) throw callFailed('SymGetModuleInfoW64', api.lastError, windowsMessage(api.lastError));
    return module;
  }

  /** The base that a load is given: DLLs drop a module without a word where another is loaded over a part of it. */
  #place(api: DbgHelpToken, request: LoadRequest): bigint {
    const { path, base, size, outline } = request;
    if (base !== 0n) {
      this.#makeRoom(api, request);
      return base;
    }
    const preferred = outline?.base ?? 0n;
    const end = outline?.machine === i386 ? endOf32Bits : undefined;
    const free = freeBase({ base: preferred, size }, this.#modules.all, end);
    if (free !== undefined) return free;
    throw new DbgHelpError(
      'DBGHELP_ALREADY_LOADED',
      `SymbolSession.loadModule: no ${String(size)} free bytes in a row are left for ${path}; unload other modules first`,
    );
  }

  #makeRoom(api: DbgHelpToken, { base, size, replace }: Pick<LoadRequest, 'base' | 'size' | 'replace'>): void {
    for (const there of this.#modules.all.filter((module) => overlap(module, { base, size }))) {
      if (replace !== true) {
        const place = `from 0x${there.base.toString(16)} to 0x${endOf(there).toString(16)}`;
        throw new DbgHelpError(
          'DBGHELP_ALREADY_LOADED',
          `SymLoadModuleExW: ${there.name} is loaded ${place} already, where ${String(size)} bytes at 0x${base.toString(16)} would lie; unload it first, or load with \`replace\``,
          { api: 'SymLoadModuleExW' },
        );
      }
      this.unload(api, there.base);
    }
  }

  /** Unloads what came into the DLL by a load that has failed. */
  #takeBack(api: DbgHelpToken, base: bigint): void {
    api.SymUnloadModule64.raw(this.#key, base);
    this.#modules.drop(base);
  }
}

const i386 = 0x14c;
const endOf32Bits = 2n ** 32n;

function noSymbols(module: SymbolModule, image: string, searchPath: string, why: WhyNoSymbols): DbgHelpError {
  const { pdbSignature: wanted, symbolType } = module;
  const signature = wanted ? ` with signature ${wanted.guid}, age ${String(wanted.age)}` : '';
  const first = `SymbolSession.loadModule: no matching PDB${signature} for ${image} (symbols found: ${symbolType}); searched ${searchPath}`;
  const places = placesTried(why).map((place) => `  ${place}`);
  return new DbgHelpError('DBGHELP_NO_SYMBOLS', [first, why.summary, ...places].join('\n'), {
    api: 'SymLoadModuleExW',
  });
}
