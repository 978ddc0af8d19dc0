import type { DbgHelpToken } from '../../../types/calls';
import { SLMFLAG } from '../../../types/constants';
import { aside, type Binding } from '../../dll/dbghelp';
import { endOfAddresses } from '../../dll/differences';
import { callFailed, DbgHelpError } from '../../base/errors';
import { maskedPath } from '../../base/masked';
import { windowsMessage } from '../../win32/functions';
import type { LoadEvents } from './load-events';
import type { GivenFiles, PdbSearch } from './pdb-search';
import type { SymbolReader } from '../reader/symbol-reader';
import type { SymbolModule } from './module';
import { imageFacts, type ImageFacts } from './image-facts';
import { fileStem } from './module-name';
import type { ModuleList } from './module-list';
import { endOf, freeBase } from './module-place';
import { shelteredImage, type Shelter } from './sheltered-image';
import { placesTried, whyNoSymbols, type WhyNoSymbols } from '../../search/why-no-symbols';

interface LoadRequest extends GivenFiles {
  readonly name: string | null;
  /** 0: the image's preferred base, or a free one. */
  readonly base: bigint;
  readonly size: number;
  /** The contents of the image's headers; not needed if there is a base. */
  readonly outline?: ImageFacts['outline'];
  readonly requireSymbols: boolean;
  /** Unload the modules that overlap it. */
  readonly replace?: boolean;
  readonly signal: AbortSignal | undefined;
  /** The file next to which its PDB lies; by default the image. */
  readonly beside?: string | undefined;
  /** Read its symbols when they are first needed, if the session's options say so. */
  readonly deferred?: boolean;
}

type VirtualRequest = Pick<LoadRequest, 'base' | 'size' | 'replace'> & {
  readonly name: string;
  /** By default its name. */
  readonly image?: string;
};

/** The rooms of a session that a loader works with. */
export interface LoaderRooms {
  readonly modules: ModuleList;
  readonly reader: SymbolReader;
  readonly events: LoadEvents;
  readonly binding: Binding;
}

/** Loads and unloads the modules of a session, inside its slots. */
export class ModuleLoader {
  readonly #key: bigint;
  readonly #modules: ModuleList;
  readonly #reader: SymbolReader;
  readonly #events: LoadEvents;
  readonly #binding: Binding;
  readonly #search: PdbSearch;

  constructor(rooms: LoaderRooms, key: bigint, search: PdbSearch) {
    this.#key = key;
    this.#modules = rooms.modules;
    this.#reader = rooms.reader;
    this.#events = rooms.events;
    this.#binding = rooms.binding;
    this.#search = search;
  }

  async load(api: DbgHelpToken, request: LoadRequest): Promise<SymbolModule> {
    const { path, file } = request;
    const look = (): Promise<ImageFacts> => imageFacts(path, 'SymbolSession: the image');
    const facts = request.facts ?? (file ? undefined : await aside(api, look));
    if (facts?.damage) throw facts.damage;
    const name = request.name ?? fileStem(path);
    return this.#search.throughStores(api, { ...request, name, facts }, (shelter) => this.#load(api, request, shelter));
  }

  /**
   * Loads a module's deferred symbols by looking at an address.
   *
   * @param arriving - ends a download. The DLL's own load is never ended: the module would stay without symbols
   */
  touch(api: DbgHelpToken, module: SymbolModule, address: bigint, arriving?: AbortSignal): Promise<void> {
    const { imagePath: path, name, base, size, told } = module;
    const touch = async (shelter: Shelter | undefined): Promise<void> => {
      if (shelter !== undefined) {
        this.#unloadQuietly(api, base);
        const request = { path, name: null, base, size, ...told, requireSymbols: false, signal: undefined };
        await this.#intoDll(api, request, shelter);
      }
      await this.#reader.touch(api, address);
    };
    return this.#search.throughStores(api, { path, beside: told.beside, name, signal: undefined, arriving }, touch);
  }

  async #load(api: DbgHelpToken, request: LoadRequest, shelter: Shelter | undefined): Promise<SymbolModule> {
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
      if (requireSymbols && why) throw noSymbols(module, path, this.#search.pathFor(request), why);
      return module;
    } catch (error) {
      if (!there) this.#undoLoad(api, at);
      throw error;
    }
  }

  async #intoDll(api: DbgHelpToken, request: LoadRequest, shelter: Shelter | undefined): Promise<bigint> {
    const { path, name, size, pdb, beside = path } = request;
    const file = request.file ? await request.file() : path;
    const given = shelter === undefined ? file : await shelteredImage(file, shelter);
    const base = this.#place(api, request);
    const at = await api.SymLoadModuleExW.async(this.#key, null, given, name, base, size, null, 0);
    if (at === 0n) throw callFailed('SymLoadModuleExW', 0, undefined);
    this.#modules.give(at, { path, pdb, beside, ...(name !== null && { name }) });
    return at;
  }

  /** The module that a load would load again. */
  #given(api: DbgHelpToken, { path, base }: Pick<LoadRequest, 'path' | 'base'>): SymbolModule | undefined {
    const all = this.#modules.current(api);
    const there = base === 0n ? all : [this.#modules.at(base)];
    return there.find((module) => module?.imagePath.toLowerCase() === path.toLowerCase());
  }

  /** Explains missing symbols to the caller and to 'diagnostic' listeners. Undefined if the module has them or nobody asked. */
  async explain(module: SymbolModule, asked = false): Promise<WhyNoSymbols | undefined> {
    const { explains } = this.#events;
    if (!asked && !explains) return undefined;
    const why = module.hasFullSymbols ? undefined : await whyNoSymbols(module, this.#search.context());
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
      this.#undoLoad(api, at);
      throw error;
    }
  }

  unload(api: DbgHelpToken, base: bigint): void {
    this.#expectLoaded(api, base);
    api.SymUnloadModule64(this.#key, base);
    this.#modules.drop(base);
  }

  /** Unloads a module whose symbols take long to free. */
  async unloadLarge(api: DbgHelpToken, base: bigint): Promise<void> {
    this.#expectLoaded(api, base);
    await api.SymUnloadModule64.async(this.#key, base);
    this.#modules.drop(base);
  }

  #expectLoaded(api: DbgHelpToken, base: bigint): void {
    if (!this.#modules.at(base) && this.#modules.read(api, base)?.base !== base) {
      throw new DbgHelpError('DBGHELP_NOT_FOUND', `SymUnloadModule64: no module is loaded at 0x${base.toString(16)}`, {
        api: 'SymUnloadModule64',
      });
    }
  }

  #refreshed(api: DbgHelpToken, base: bigint): SymbolModule {
    const module = this.#modules.refresh(api, base);
    if (!module) throw callFailed('SymGetModuleInfoW64', api.lastError, windowsMessage(api.lastError));
    return module;
  }

  /** Chooses a free base, because DLLs silently drop a module if another one is loaded over a part of it. */
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
    for (const there of this.#modules.overlapping({ base, size })) {
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

  /** Unloads what a failed load has left in the DLL. */
  #undoLoad(api: DbgHelpToken, base: bigint): void {
    this.#unloadQuietly(api, base);
    this.#modules.drop(base);
  }

  #unloadQuietly(api: DbgHelpToken, base: bigint): void {
    api.SymUnloadModule64.raw(this.#key, base);
  }
}

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
