import { win32 as windowsPath } from 'node:path';
import type { DbgHelpToken } from '../../../types/calls';
import { SYMOPT } from '../../../types/constants';
import { aside, type Binding } from '../../dll/dbghelp';
import { whyNoFileName } from '../../files/file-names';
import type { Arrivals } from '../../search/arrivals';
import type { IndexInfo } from '../../search/index-info';
import { pathForDll } from '../../search/path-for-dll';
import { pathText, withFolderOf } from '../../search/search-path';
import { pathThroughStores, type StoredFile } from '../../search/store-search';
import { parseSymbolPath, type SymbolPath } from '../../search/symbol-path';
import { pdbId } from '../../search/symbol-store';
import { searchContext, type SearchContext } from '../../search/why-no-symbols';
import { identityOf, type Identity, type ImageFacts } from './image-facts';
import type { LoadEvents } from './load-events';
import type { SymbolModule } from './module';
import { PdbArrivals, type ImageOfPdb } from './pdb-arrivals';
import { pdbInTheWay, type InTheWay } from './pdb-in-the-way';
import { namesNothing, notToBeOpened, type Shelter } from './sheltered-image';

/** The files of a load. */
export interface GivenFiles {
  /** The path by which messages and events name it. */
  readonly path: string;
  /** The contents of its headers, if they have been read. */
  readonly facts?: ImageFacts | undefined;
  /** Makes the file that the DLL gets instead. */
  readonly file?: (() => Promise<string>) | undefined;
  /** The PDB that the caller named. */
  readonly pdb?: string | undefined;
  /** Makes the folder in which the DLL looks for the PDB first. */
  readonly folder?: (() => Promise<string>) | undefined;
}

/** A module whose symbols will be needed. */
export interface ExpectedModule {
  readonly imagePath: string;
  readonly told?: Pick<SymbolModule['told'], 'beside'>;
  readonly info?: () => Promise<IndexInfo | Error>;
  readonly needsLoading?: boolean;
}

/** An image, and what its PDB lies beside instead of it. */
interface PathOfImage {
  readonly path: string;
  readonly beside?: string | undefined;
}

interface SearchedLoad extends GivenFiles, PathOfImage {
  readonly name: string;
  readonly signal: AbortSignal | undefined;
  /** Ends a download. */
  readonly arriving?: AbortSignal | undefined;
}

/** The rooms of a session that a search works with. */
export interface SearchRooms {
  readonly events: LoadEvents;
  readonly binding: Binding;
  readonly arrivals: Arrivals;
}

/** Where a session finds PDBs, and what it tells the DLL of that. */
export class PdbSearch {
  readonly #key: bigint;
  readonly #events: LoadEvents;
  readonly #binding: Binding;
  readonly #temporaryFolder: () => string;
  readonly #arrivals: Arrivals;
  readonly #pdbs: PdbArrivals;
  /** The path with which the session was opened. */
  readonly #searchPath: string;
  /** The part of it that the DLL searches. */
  readonly #dllPath: string;
  /** The folders of a live process's modules; the DLL searches them last. */
  #processFolders: readonly string[] = [];

  constructor(rooms: SearchRooms, key: bigint, searchPath: SymbolPath, temporaryFolder: () => string) {
    this.#key = key;
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

  /** The path that the DLL gets: without the servers, which the session asks itself. */
  get pathForDll(): string {
    return [this.#dllPath, ...this.#processFolders].filter((part) => part !== '').join(';');
  }

  /** The facts with which missing symbols are explained. */
  context(): SearchContext {
    return searchContext(this.#searchPath, this.#binding.path, this.#arrivals);
  }

  /** Begins to fetch the PDBs of modules that will be loaded, or first looked at, soon. */
  expect(modules: readonly (ExpectedModule | Promise<ExpectedModule | undefined>)[], signal?: AbortSignal): void {
    if (!this.#arrivals.any) return;
    const images = modules.map((module) => {
      if (module instanceof Promise) return module.then((given) => given && this.#imageOf(given));
      return module.needsLoading === false ? Promise.resolve(undefined) : this.#imageOf(module);
    });
    this.#pdbs.expect(images, signal);
  }

  /** Fetches the PDB of a module that will be loaded soon, if no place on disk has it. */
  async fetch(module: ExpectedModule, signal: AbortSignal | undefined): Promise<void> {
    await this.#pdbs.fetch(this.#imageOf(module), signal);
  }

  #imageOf({ imagePath: path, told: { beside } = {}, info }: ExpectedModule): ImageOfPdb {
    return {
      path,
      info: info ?? (async (): Promise<IndexInfo | Error> => (await identityOf(path)).info),
      searchPath: this.pathFor({ path, beside }, this.#dllPath),
    };
  }

  /**
   * The path to search for the PDB of one image. It has no folders of other images: there may be hundreds, and they may
   * have PDBs of the same name.
   *
   * @param searchPath - the session's, or the DLL's part of it
   */
  pathFor({ path, beside = path }: PathOfImage, searchPath = this.#searchPath): string {
    return withFolderOf(searchPath, beside) ?? searchPath;
  }

  /**
   * Adds the folders of live modules to the DLL's path, before their symbols are loaded. Some DLLs read the headers of a live
   * module from its process, and then do not look next to its image.
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
   * Runs `job`, which loads an image's symbols, while the DLL's path leads to the right PDB: next to the image, in stores on
   * disk or from servers. The DLL must not take a damaged PDB, or one that only has the right name.
   *
   * @param job - gets a shelter for a copy of the image if the DLL must not follow its references
   */
  async throughStores<T>(
    api: DbgHelpToken,
    request: SearchedLoad,
    job: (shelter: Shelter | undefined) => Promise<T>,
  ): Promise<T> {
    const { path, file, facts, folder, name, signal } = request;
    // An image is opened once, and not at all if nobody asks.
    let looked = facts && Promise.resolve<Identity>(facts);
    const look = (): Promise<Identity> => (looked ??= identityOf(path));
    const info = async (): Promise<IndexInfo | Error> => (await look()).info;
    const loadAnything = (api.SymGetOptions() & SYMOPT.LOAD_ANYTHING) !== 0;
    const { searchPath, shelter } = await aside(api, async (): Promise<{ searchPath: string; shelter?: Shelter }> => {
      const usual = this.pathFor(request, this.#dllPath);
      const stores = await this.#pathThroughStores(info, usual);
      // A PDB without an image needs no search.
      const image = { path, info, searchPath: usual };
      const fetched = folder || file ? {} : await this.#pdbs.folderFor(image, request.arriving ?? signal);
      const first = folder ? await folder() : fetched.folder;
      const given = first === undefined ? stores : `${first};${stores}`;
      // A PDB without an image has been read before; one that has just arrived is found first.
      const { ahead, onlyWrong = false }: InTheWay =
        file || fetched.folder !== undefined
          ? {}
          : await pdbInTheWay(
              { path, info: await info(), onDisk: fetched.onDisk },
              parseSymbolPath(given, 'the search path'),
              this.#binding.path,
              loadAnything,
            );
      const recorded = file || onlyWrong ? [] : (await look()).recorded;
      const renamed = notToBeOpened(recorded, parseSymbolPath(this.pathFor(request), 'the search path'));
      // Some DLLs search the path even if the image names no PDB: for a PDB with the image's name.
      if (onlyWrong || renamed.some(namesNothing)) {
        const empty = this.#temporaryFolder();
        return { searchPath: empty, shelter: { folder: empty } };
      }
      const whole = ahead === undefined ? given : `${ahead};${given}`;
      if (renamed.length === 0) return { searchPath: whole };
      return { searchPath: whole, shelter: { folder: this.#temporaryFolder(), renamed } };
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
      // No store can have the PDB of an image whose headers name none.
      const found = await info();
      if (found instanceof Error || !found.pdbFile || found.guid === null) return undefined;
      const name = windowsPath.basename(found.pdbFile);
      return whyNoFileName(name) === null ? { name, id: pdbId(found.guid, found.age) } : undefined;
    };
    return (await pathThroughStores(parseSymbolPath(path, 'the search path'), this.#binding.path, identify)) ?? path;
  }
}
