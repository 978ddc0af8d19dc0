import { promises as files } from 'node:fs';
import path, { win32 as windowsPath } from 'node:path';
import type { DbgHelpToken } from '../../../types/calls';
import { FileBytes } from '../../files/async-bytes';
import { pdbImage } from '../../files/pdb';
import { standInImage } from '../../files/stand-in-image';
import { DbgHelpError } from '../../base/errors';
import { fileError } from '../../base/file-error';
import { abandonable } from '../../base/abandonable';
import type { SessionCore } from '../../session/core';
import { said, type FileSearch, type TriedPlace } from '../../search/file-search';
import { indexInfo } from '../../search/index-info';
import type { SymbolModule } from '../../session/modules/module';
import { fileStem } from '../../session/modules/module-name';
import { imageId, pdbStorePath, storePath } from '../../search/symbol-store';
import { temporaryFolder } from '../../dll/temporary-folder';
import type { MinidumpModule } from '../read/modules';
import { DumpFiles, nameOf, type DumpPlaces } from './dump-files';
import { ModuleMap } from './module-map';
import type { PdbSignature } from '../../search/signatures';

/** What a session knows of a module of a dump. */
export interface DumpModule {
  /** What the dump says of it. */
  readonly module: MinidumpModule;
  /** The module in the session; null where it could not be made one. */
  readonly symbols: SymbolModule | null;
  /**
   * `'image'`: its image was found and loaded. `'pdb'`: only its PDB was, so there are names and lines, and no code.
   * `'missing'`: neither; frames in it are named by the module's name and an offset. `'kept'`: the session had a module at
   * that base before. `'unusable'`: it cannot be loaded, and `summary` says why.
   */
  readonly status: 'image' | 'pdb' | 'missing' | 'kept' | 'unusable';
  /** The image that is the module's own: name, time stamp and size are those in the dump. Null where there is none. */
  readonly image: string | null;
  /** The PDB of a module without an image; of others, `symbols` tells. */
  readonly pdb: string | null;
  /** What was found, or what is missing and where a symbol store has it; a sentence or two. */
  readonly summary: string;
  /** Why a file that was found is of no use, such as no room for temporary files; null if none was, or it is loaded. */
  readonly failure: string | null;
  /** Where the image, and then the PDB, were looked for. */
  readonly tried: readonly TriedPlace[];
  /** Where a symbol store has the image: `app.exe\5537EBA17000\app.exe`. */
  readonly imageStorePath: string;
  /** Where a symbol store has the PDB; null where the dump does not say which one it is. */
  readonly pdbStorePath: string | null;
}

/** Loaded modules of the dumps of a session: of one dump, or of several of one process. */
interface Registry {
  readonly byBase: Map<bigint, Entry>;
  /** All that were begun, in order. */
  readonly begun: Entry[];
}

const registries = new WeakMap<SessionCore, Registry>();

interface Entry {
  readonly module: MinidumpModule;
  /** Where it was looked for. */
  readonly searched: string;
  readonly loading: Promise<DumpModule>;
  /** Of the one that began it. */
  readonly signal: AbortSignal | undefined;
  /** Undefined while it is being loaded. */
  symbols: SymbolModule | null | undefined;
  /** Whether there is nothing better to be found. */
  found: boolean | undefined;
  pdb: string | undefined;
}

/**
 * Gets the modules of a dump into a session, each when it is needed.
 *
 * @internal
 */
export class DumpModules {
  readonly map: ModuleMap;
  readonly #core: SessionCore;
  readonly #entries: Map<bigint, Entry>;
  readonly #begun: Entry[];
  /** How many of them were held against this dump. */
  #compared = 0;
  readonly #files: DumpFiles;
  readonly #label: string;
  #listed = false;

  /**
   * @throws DbgHelpError `DBGHELP_ALREADY_LOADED` for a dump with other modules at addresses where the session has those of
   * another dump
   */
  constructor(modules: readonly MinidumpModule[], core: SessionCore, places: DumpPlaces) {
    this.map = new ModuleMap(modules, places.addressBits);
    this.#core = core;
    this.#files = new DumpFiles(core, places);
    this.#label = places.label;
    let registry = registries.get(core);
    if (!registry) registries.set(core, (registry = { byBase: new Map<bigint, Entry>(), begun: [] }));
    this.#entries = registry.byBase;
    this.#begun = registry.begun;
    this.#refuseOthers();
  }

  /** Begins to fetch what symbol servers have of modules that will be got soon. A PDB without an image is loaded at once. */
  expect(
    modules: Iterable<MinidumpModule>,
    signal: AbortSignal | undefined,
    pdbs: 'all PDBs' | 'PDBs without images',
  ): void {
    const missing = [...modules].filter((module) => this.map.has(module) && !this.#entries.has(module.base));
    this.#files.expect(missing, signal, pdbs === 'all PDBs');
  }

  /** Finds and loads a module, once; another time only where it was not found, and may be now. */
  async get(module: MinidumpModule, signal?: AbortSignal): Promise<DumpModule> {
    this.#core.assertOpen(this.#label);
    if (!this.map.has(module)) return { ...about(module), failure: `its ${noPlace}`, summary: `Its ${noPlace}.` };
    let entry = this.#entries.get(module.base);
    const pdb = entry?.pdb;
    if (entry?.symbols?.loaded !== false && entry?.found === false && entry.searched !== this.#searched()) {
      const { symbols } = entry;
      await this.#core.run(this.#label, (api) => {
        if (symbols?.loaded) this.#core.loader.unload(api, module.base);
      });
      entry = undefined;
    }
    if (!entry || entry.symbols?.loaded === false) entry = this.#begin(module, pdb, signal);
    try {
      const loaded = await (signal ? abandonable(entry.loading, signal) : entry.loading);
      return { ...loaded, module };
    } catch (error) {
      // Somebody else began it, and gave it up.
      if (signal?.aborted !== true && entry.signal?.aborted === true) return this.get(module, signal);
      throw error;
    }
  }

  /** @param knownPdb - where its PDB was found before */
  #begin(module: MinidumpModule, knownPdb: string | undefined, signal: AbortSignal | undefined): Entry {
    this.#refuseOthers();
    const loading = this.#load(module, knownPdb, signal);
    const entry: Entry = {
      module,
      searched: this.#searched(),
      loading,
      signal,
      symbols: undefined,
      found: undefined,
      pdb: knownPdb,
    };
    this.#entries.set(module.base, entry);
    this.#begun.push(entry);
    loading.then(
      ({ symbols, status, pdb }) => {
        entry.symbols = symbols;
        entry.pdb = pdb ?? undefined;
        entry.found = status === 'image' || status === 'kept';
      },
      () => this.#entries.delete(module.base),
    );
    return entry;
  }

  /** The folders of a live process's images come to the session's search path: they are no reason to look again. */
  #searched(): string {
    return this.#files.places.images.toString();
  }

  /** Refuses modules of other dumps that were begun since the last call. */
  #refuseOthers(): void {
    for (; this.#compared < this.#begun.length; this.#compared++) {
      const entry = this.#begun[this.#compared]!;
      const { module: other, symbols } = entry;
      if (this.#entries.get(other.base) !== entry || symbols === null || symbols?.loaded === false) continue;
      const there = this.map.overlapping(other);
      if (!there || isSame(there, other)) continue;
      throw new DbgHelpError(
        'DBGHELP_ALREADY_LOADED',
        `${this.#label}: the session has ${other.name} of another dump at 0x${other.base.toString(16)}, where this one has ${there.name}; open a session for each dump`,
      );
    }
  }

  async #load(
    module: MinidumpModule,
    knownPdb: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<DumpModule> {
    const { modules } = this.#core;
    const there = await this.#core.run(this.#label, (api) => {
      if (this.#listed) modules.refresh(api, module.base);
      else modules.refreshAll(api);
      this.#listed = true;
      return modules.overlapping(module)[0];
    });
    if (there) return this.#kept(module, there);
    const image = await this.#files.findImage(module, signal);
    if (image.path !== null) {
      const symbols = await this.#intoSession(module, image.path, image.path);
      const found = { ...about(module), image: image.path, tried: image.tried };
      if (!(symbols instanceof DbgHelpError))
        return { ...found, status: 'image', symbols, summary: 'Its image was found.' };
      const failure = `${image.path} was found, and cannot be loaded: ${symbols.message}`;
      return this.#virtual(module, { ...found, failure }, `${failure}.`);
    }
    const pdb = await this.#files.findPdb(module, knownPdb, signal);
    const tried = [...image.tried, ...(pdb?.tried ?? [])];
    const lacking = lack(module, image.tried);
    if (pdb?.path != null) {
      const symbols = await this.#standIn(module, pdb.path);
      const found = { ...about(module), pdb: pdb.path, tried };
      if (symbols && !(symbols instanceof DbgHelpError)) {
        return { ...found, status: 'pdb', symbols, summary: `${lacking} Its PDB was found.` };
      }
      const failure = symbols ? `${pdb.path} was found, and cannot be loaded: ${symbols.message}` : null;
      return this.#virtual(
        module,
        { ...about(module), tried, failure },
        `${lacking} ${failure ?? lackOfPdb(module, pdb)}`,
      );
    }
    return this.#virtual(module, { ...about(module), tried }, `${lacking} ${lackOfPdb(module, pdb)}`);
  }

  async #kept(module: MinidumpModule, there: SymbolModule): Promise<DumpModule> {
    if (there.base !== module.base) {
      const summary = `${there.name} lies there, which the session had before.`;
      return { ...about(module), status: 'unusable', summary };
    }
    const info = await indexInfo(there.imagePath).catch(() => null);
    const matches = info?.timestamp === module.timestamp && info.size === module.size;
    const summary = matches
      ? 'The session had it before.'
      : `The session had ${there.name} there before, which is not known to be the same build.`;
    return { ...about(module), status: 'kept', symbols: there, image: matches ? there.imagePath : null, summary };
  }

  /** Null for a PDB that does not say what the image was like. */
  async #standIn(module: MinidumpModule, pdb: string): Promise<SymbolModule | DbgHelpError | null> {
    const image = await FileBytes.with(pdb, this.#label, pdbImage).catch((error: unknown) => error as Error);
    if (image instanceof DbgHelpError && image.code !== 'DBGHELP_BAD_FORMAT') return image;
    if (!image || image instanceof Error || module.pdb?.guid == null) return null;
    const { base, size, timestamp, checksum, pdb: record } = module;
    const named = { name: windowsPath.basename(record.path), guid: module.pdb.guid, age: record.age };
    try {
      const bytes = standInImage({ base, size, timestamp, checksum, pdb: named }, image);
      const file = path.join(temporaryFolder(this.#core), nameOf(module));
      await files.writeFile(file, bytes);
      return await this.#intoSession(module, file, pdb);
    } catch (cause) {
      if (cause instanceof DbgHelpError && !this.#core.closed) return cause;
      if (cause instanceof DbgHelpError || (cause as NodeJS.ErrnoException).syscall === undefined) throw cause;
      return fileError('an image that stands for it cannot be written', cause);
    }
  }

  async #intoSession(module: MinidumpModule, file: string, beside: string): Promise<SymbolModule | DbgHelpError> {
    const { base, size } = module;
    const request = { path: file, name: null, base, size, requireSymbols: false, signal: undefined, beside };
    return this.#tried((api) => this.#core.loader.load(api, { ...request, deferred: true }));
  }

  async #virtual(module: MinidumpModule, found: DumpModule, summary: string): Promise<DumpModule> {
    const { base, size } = module;
    const symbols = await this.#tried((api) =>
      this.#core.loader.loadVirtual(api, { base, size, image: nameOf(module), name: fileStem(nameOf(module)) }),
    );
    if (!(symbols instanceof DbgHelpError)) return { ...found, status: 'missing', symbols, summary };
    return { ...found, status: 'unusable', summary: `${summary} ${symbols.message}.` };
  }

  async #tried(
    load: (api: DbgHelpToken) => SymbolModule | Promise<SymbolModule>,
  ): Promise<SymbolModule | DbgHelpError> {
    try {
      return await this.#core.runLong(this.#label, load);
    } catch (error) {
      if (!(error instanceof DbgHelpError) || this.#core.closed) throw error;
      return error;
    }
  }
}

/** What is known of a module before anything is looked for. */
function about(module: MinidumpModule): DumpModule {
  const { timestamp, size, pdb } = module;
  return {
    module,
    symbols: null,
    status: 'unusable',
    image: null,
    pdb: null,
    summary: '',
    failure: null,
    tried: [],
    imageStorePath: storePath(nameOf(module), imageId(timestamp, size)),
    pdbStorePath: pdb === null ? null : pdbStorePath(pdb.path, pdb),
  };
}

const noPlace =
  'place is one that no image has: without bytes, beyond the addresses of the process, or over another module';

function lack(module: MinidumpModule, tried: readonly TriedPlace[]): string {
  const { imageStorePath } = about(module);
  const mismatch = ofOtherBuild(tried);
  const signature = said({ timestamp: module.timestamp, size: module.size });
  return `${nameOf(module)} (${signature}) was not found; a symbol store has it as ${imageStorePath}.${mismatch}`;
}

/** A file of another build that was found instead. */
function ofOtherBuild(tried: readonly TriedPlace[]): string {
  const other = tried.find(({ outcome }) => outcome === 'mismatch');
  return other ? ` ${other.place} ${other.reason}.` : '';
}

function lackOfPdb(module: MinidumpModule, search: FileSearch<PdbSignature> | null): string {
  if (!search) return 'The dump does not say which PDB belongs to it.';
  if (search.path !== null) return `Its PDB ${search.path} was found, and is of no use without the image.`;
  const where = `Its PDB was not found either; a symbol store has it as ${about(module).pdbStorePath ?? ''}.`;
  return where + ofOtherBuild(search.tried);
}

/** Of the same file at the same place: two dumps of a process, or of processes that share it. */
const isSame = (one: MinidumpModule, other: MinidumpModule): boolean =>
  one.base === other.base &&
  one.size === other.size &&
  one.timestamp === other.timestamp &&
  one.name.toLowerCase() === other.name.toLowerCase();
