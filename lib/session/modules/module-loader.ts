import { win32 as windowsPath } from 'node:path';
import type { DbgHelpToken } from '../../../types/calls';
import { SLMFLAG, SYMOPT } from '../../../types/constants';
import { aside, type Binding } from '../../dll/dbghelp';
import { endOfAddresses } from '../../dll/differences';
import { callFailed, DbgHelpError } from '../../base/errors';
import { maskedPath } from '../../base/masked';
import { windowsMessage } from '../../win32/functions';
import type { Arrivals } from '../../search/arrivals';
import { indexInfo, type IndexInfo } from '../../search/index-info';
import { pathForDll } from '../../search/path-for-dll';
import type { LoadEvents } from './load-events';
import type { SymbolReader } from '../reader/symbol-reader';
import type { SymbolModule } from './module';
import { imageFacts, type ImageFacts } from './image-facts';
import { fileStem } from './module-name';
import type { ModuleList } from './module-list';
import { endOf, freeBase, overlap } from './module-place';
import { PdbArrivals, type ImageOfPdb } from './pdb-arrivals';
import { imageWithoutPdb, pdbInTheWay, type InTheWay } from './pdb-in-the-way';
import { pathText, withFolderOf } from '../../search/search-path';
import { pathThroughStores, type StoredFile } from '../../search/store-search';
import { parseSymbolPath, type SymbolPath } from '../../search/symbol-path';
import { pdbId } from '../../search/symbol-store';
import {
  placesTried,
  searchContext,
  whyNoSymbols,
  type SearchContext,
  type WhyNoSymbols,
} from '../../search/why-no-symbols';

/** The files of a load. */
export interface GivenFiles {
  /** What it is told by. */
  readonly path: string;
  /** What its file says, where that was looked at before. */
  readonly facts?: ImageFacts | undefined;
  /** Makes the file that the DLL is given in its place. */
  readonly file?: (() => Promise<string>) | undefined;
  /** The PDB that the caller named. */
  readonly pdb?: string | undefined;
  /** Makes the folder that is looked into for the PDB before all others. */
  readonly folder?: (() => Promise<string>) | undefined;
}

interface LoadRequest extends GivenFiles {
  readonly name: string | null;
  /** 0: the image's preferred base, or a free one. */
  readonly base: bigint;
  readonly size: number;
  /** What the headers of the image say; not needed where there is a base. */
  readonly outline?: ImageFacts['outline'];
  readonly requireSymbols: boolean;
  /** Whether modules that lie in its addresses make room for it. */
  readonly replace?: boolean;
  readonly signal: AbortSignal | undefined;
  /** What its PDB lies beside, instead of the image. */
  readonly beside?: string | undefined;
  /** Leave its symbols for when they are needed, where the session's options do. */
  readonly deferred?: boolean;
}

/** A module whose symbols will be needed. */
export interface ExpectedModule {
  readonly imagePath: string;
  readonly told?: Pick<SymbolModule['told'], 'beside'>;
  readonly info?: () => Promise<IndexInfo | Error>;
  readonly needsLoading?: boolean;
}

type VirtualRequest = Pick<LoadRequest, 'base' | 'size' | 'replace'> & {
  readonly name: string;
  /** Its name unless told. */
  readonly image?: string;
};

/** The rooms of a session that a loader works with. */
export interface LoaderRooms {
  readonly modules: ModuleList;
  readonly reader: SymbolReader;
  readonly events: LoadEvents;
  readonly binding: Binding;
  readonly arrivals: Arrivals;
}

/** Loads and unloads the modules of a session, inside its slots. */
export class ModuleLoader {
  readonly #key: bigint;
  readonly #modules: ModuleList;
  readonly #reader: SymbolReader;
  readonly #events: LoadEvents;
  readonly #binding: Binding;
  readonly #temporaryFolder: () => string;
  readonly #arrivals: Arrivals;
  readonly #pdbs: PdbArrivals;
  /** What the session was opened with. */
  readonly #searchPath: string;
  /** The part of it that the DLL searches. */
  readonly #dllPath: string;
  /** The folders of a live process's modules, which come behind all others. */
  #processFolders: readonly string[] = [];

  constructor(rooms: LoaderRooms, key: bigint, searchPath: SymbolPath, temporaryFolder: () => string) {
    this.#key = key;
    this.#modules = rooms.modules;
    this.#reader = rooms.reader;
    this.#events = rooms.events;
    this.#binding = rooms.binding;
    this.#arrivals = rooms.arrivals;
    this.#pdbs = new PdbArrivals(rooms.arrivals, temporaryFolder);
    this.#temporaryFolder = temporaryFolder;
    this.#searchPath = pathText(searchPath);
    this.#dllPath = pathText(pathForDll(searchPath, rooms.arrivals.options.offline));
  }

  get searchPath(): string {
    return [this.#searchPath, ...this.#processFolders].filter((part) => part !== '').join(';');
  }

  /** What the DLL is given: without the servers, which the session asks itself. */
  get pathForDll(): string {
    return [this.#dllPath, ...this.#processFolders].filter((part) => part !== '').join(';');
  }

  async load(api: DbgHelpToken, request: LoadRequest): Promise<SymbolModule> {
    const { path, file } = request;
    const look = (): Promise<ImageFacts> => imageFacts(path, 'SymbolSession: the image');
    const facts = request.facts ?? (file ? undefined : await aside(api, look));
    if (facts?.damage) throw facts.damage;
    const name = request.name ?? fileStem(path);
    return this.#throughStores(api, { ...request, name, facts }, (shelter) => this.#load(api, request, shelter));
  }

  /** Begins to fetch the PDBs of modules that will be loaded, or first looked at, soon. */
  expect(modules: readonly (ExpectedModule | Promise<ExpectedModule | undefined>)[], signal?: AbortSignal): void {
    if (!this.#arrivals.any) return;
    const image = ({ imagePath: path, told: { beside } = {}, info }: ExpectedModule): ImageOfPdb => ({
      path,
      info: info ?? ((): Promise<IndexInfo | Error> => infoOf(path)),
      searchPath: this.#pathFor({ path, beside }, this.#dllPath),
    });
    const images = modules.map((module) => {
      if (module instanceof Promise) return module.then((given) => given && image(given));
      return module.needsLoading === false ? Promise.resolve(undefined) : image(module);
    });
    this.#pdbs.expect(images, signal);
  }

  /**
   * Loads a module's deferred symbols by looking at an address.
   *
   * @param arriving - ends a download. A load by the DLL that is given up would leave the module without symbols for good
   */
  touch(api: DbgHelpToken, module: SymbolModule, address: bigint, arriving?: AbortSignal): Promise<void> {
    const { imagePath: path, name, base, size, told } = module;
    const touch = async (shelter: string | undefined): Promise<void> => {
      if (shelter !== undefined) {
        this.#takeOut(api, base);
        const request = { path, name: null, base, size, ...told, requireSymbols: false, signal: undefined };
        await this.#intoDll(api, request, shelter);
      }
      await this.#reader.touch(api, address);
    };
    return this.#throughStores(api, { path, beside: told.beside, name, signal: undefined, arriving }, touch);
  }

  async #load(api: DbgHelpToken, request: LoadRequest, shelter: string | undefined): Promise<SymbolModule> {
    const { path, requireSymbols, signal } = request;
    const there = this.#given(api, request);
    if (there && (request.deferred === true || !(requireSymbols || there.needsLoading))) return there;
    const at = there?.base ?? (await this.#intoDll(api, request, shelter));
    try {
      signal?.throwIfAborted();
      if (request.deferred === true) return this.#refreshed(api, at);
      await aside(api, () => undefined);
      await this.#reader.touch(api, at);
      signal?.throwIfAborted();
      const module = this.#refreshed(api, at);
      const why = await aside(api, () => this.explain(module, requireSymbols));
      signal?.throwIfAborted();
      if (requireSymbols && why) throw noSymbols(module, path, this.#pathFor(request), why);
      return module;
    } catch (error) {
      if (!there) this.#takeBack(api, at);
      throw error;
    }
  }

  async #intoDll(api: DbgHelpToken, request: LoadRequest, shelter: string | undefined): Promise<bigint> {
    const { path, name, size, pdb, beside = path } = request;
    const file = request.file ? await request.file() : path;
    const given = shelter === undefined ? file : await imageWithoutPdb(file, shelter);
    const base = this.#place(api, request);
    const at = await api.SymLoadModuleExW.async(this.#key, null, given, name, base, size, null, 0);
    if (at === 0n) throw callFailed('SymLoadModuleExW', 0, undefined);
    this.#modules.give(at, { path, pdb, beside, ...(name !== null && { name }) });
    return at;
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
    const context = this.context();
    const why = module.hasFullSymbols ? undefined : await whyNoSymbols(module, context);
    if (explains) this.#events.explain(module, why);
    return why;
  }

  /** What is told of the session's searches. */
  context(): SearchContext {
    return searchContext(this.#searchPath, this.#binding.path, this.#arrivals);
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

  /**
   * Where the PDB of one image is looked for: of others' folders there may be hundreds, with PDBs of the same name.
   *
   * @param searchPath - the session's, or the DLL's part of it
   */
  #pathFor({ path, beside = path }: Pick<LoadRequest, 'path' | 'beside'>, searchPath = this.#searchPath): string {
    return withFolderOf(searchPath, beside) ?? searchPath;
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
    api.SymSetSearchPathW(this.#key, this.pathForDll);
  }

  /**
   * What `job` loads of an image's symbols may come from its folder and from symbol stores on disk, and must not come from a
   * PDB that is damaged or taken for its name alone.
   *
   * @param job - is given the folder of a copy of the image, where the DLL must not look for a PDB
   */
  async #throughStores<T>(
    api: DbgHelpToken,
    request: GivenFiles & { readonly name: string; readonly arriving?: AbortSignal | undefined } & Pick<
        LoadRequest,
        'beside' | 'signal'
      >,
    job: (shelter: string | undefined) => Promise<T>,
  ): Promise<T> {
    const { path, file, facts, folder, name, signal } = request;
    let known = facts?.info;
    const info = async (): Promise<IndexInfo | Error> => (known ??= await infoOf(path));
    const loadAnything = (api.SymGetOptions() & SYMOPT.LOAD_ANYTHING) !== 0;
    const { searchPath, shelter } = await aside(api, async () => {
      const stores = await this.#pathThroughStores(info, this.#pathFor(request, this.#dllPath));
      // A PDB alone is there.
      const image = { path, info, searchPath: stores };
      const first = folder
        ? await folder()
        : file
          ? undefined
          : await this.#pdbs.folderFor(image, request.arriving ?? signal);
      const given = first === undefined ? stores : `${first};${stores}`;
      // A PDB alone was read before.
      const { ahead, onlyWrong = false }: InTheWay = file
        ? {}
        : await pdbInTheWay(
            path,
            await info(),
            parseSymbolPath(given, 'the search path'),
            this.#binding.path,
            loadAnything,
          );
      // Without a name, too, some DLLs look along the path: for that of the image.
      if (onlyWrong) {
        const empty = this.#temporaryFolder();
        return { searchPath: empty, shelter: empty };
      }
      return { searchPath: ahead === undefined ? given : `${ahead};${given}`, shelter: undefined };
    });
    const load = (): Promise<T> => this.#events.during(api, path, name, signal, () => job(shelter));
    if (searchPath === this.pathForDll) return load();
    api.SymSetSearchPathW(this.#key, searchPath);
    try {
      return await load();
    } finally {
      api.SymSetSearchPathW.raw(this.#key, this.pathForDll);
    }
  }

  async #pathThroughStores(info: () => Promise<IndexInfo | Error>, path: string): Promise<string> {
    const identify = async (): Promise<StoredFile | undefined> => {
      // An image whose headers say nothing of a PDB has none in a store, either.
      const found = await info();
      if (found instanceof Error || !found.pdbFile || found.guid === null) return undefined;
      return { name: windowsPath.basename(found.pdbFile), id: pdbId(found.guid, found.age) };
    };
    return (await pathThroughStores(parseSymbolPath(path, 'the search path'), this.#binding.path, identify)) ?? path;
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
    const end = outline?.machine === i386 ? endOf32Bits : endOfAddresses(api, this.#binding.library);
    const free = freeBase({ base: preferred, size }, this.#modules.all, end);
    if (free !== undefined) return free;
    throw new DbgHelpError(
      'DBGHELP_ALREADY_LOADED',
      `SymbolSession.loadModule: no ${String(size)} free bytes in a row are left for ${path}; unload other modules first`,
    );
  }

  #makeRoom(api: DbgHelpToken, { base, size, replace }: Pick<LoadRequest, 'base' | 'size' | 'replace'>): void {
    const end = base + BigInt(size);
    if (end >= endOf32Bits && end >= endOfAddresses(api, this.#binding.library)) {
      throw new DbgHelpError(
        'DBGHELP_WRONG_BITNESS',
        `SymLoadModuleExW: a module from 0x${base.toString(16)} to 0x${end.toString(16)} ends above 4 GiB, where this 32-bit ${this.#binding.path} would answer wrongly; load it below, or take a 64-bit Node.js`,
        { api: 'SymLoadModuleExW' },
      );
    }
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
    this.#takeOut(api, base);
    this.#modules.drop(base);
  }

  #takeOut(api: DbgHelpToken, base: bigint): void {
    api.SymUnloadModule64.raw(this.#key, base);
  }
}

const infoOf = (path: string): Promise<IndexInfo | Error> => indexInfo(path).catch((error: unknown) => error as Error);

const i386 = 0x14c;
const endOf32Bits = 2n ** 32n;

const untaken: readonly WhyNoSymbols['code'][] = ['path-too-long', 'lacks-file', 'not-taken'];

function noSymbols(module: SymbolModule, image: string, searchPath: string, why: WhyNoSymbols): DbgHelpError {
  const { pdbSignature: wanted, symbolType } = module;
  const signature = wanted ? ` with signature ${wanted.guid}, age ${String(wanted.age)}` : '';
  const what = untaken.includes(why.code) ? 'the PDB was not taken' : 'no matching PDB';
  const first = `SymbolSession.loadModule: ${what}${signature} for ${image} (symbols found: ${symbolType}); searched ${maskedPath(searchPath)}`;
  const places = placesTried(why).map((place) => `  ${place}`);
  return new DbgHelpError('DBGHELP_NO_SYMBOLS', [first, why.summary, ...places].join('\n'), {
    api: 'SymLoadModuleExW',
  });
}
