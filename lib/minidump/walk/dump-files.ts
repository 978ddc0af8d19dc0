import path, { win32 as windowsPath } from 'node:path';
import type { SessionCore } from '../../session/core';
import { findFile } from '../../session/find-files';
import { imageOf, pdbOf, searchDisk, type FileSearch, type Wanted } from '../../search/file-search';
import type { ImageSignature, PdbSignature } from '../../search/signatures';
import { parseSymbolPath, type SymbolPath } from '../../search/symbol-path';
import type { MinidumpModule } from '../read/modules';

/**
 * Where the files of a dump's modules are looked for, besides the session's search path.
 *
 * @internal
 */
export interface DumpPlaces {
  /** The dump's own; null for one in memory. */
  readonly folder: string | null;
  readonly images: SymbolPath;
  readonly addressBits: 32 | 64;
  /** The function that asks, for errors. */
  readonly label: string;
}

/** More of a name than any file system has. */
const longestName = 255;

/**
 * Looks for the images and PDBs of a dump's modules, on disk and on symbol servers.
 *
 * @internal
 */
export class DumpFiles {
  readonly places: DumpPlaces;
  readonly #core: SessionCore;

  constructor(core: SessionCore, places: DumpPlaces) {
    this.#core = core;
    this.places = places;
    core.arrivals.alsoFrom(places.images);
  }

  /** Begins to fetch what symbol servers have of modules: their PDBs, too, or only PDBs without images, which are loaded at once. */
  expect(modules: readonly MinidumpModule[], signal: AbortSignal | undefined, withPdbs: boolean): void {
    const { arrivals } = this.#core;
    if (!arrivals.any) return;
    for (const module of modules) arrivals.ahead(() => this.#fetch(module, signal, withPdbs));
  }

  async #fetch(module: MinidumpModule, signal: AbortSignal | undefined, withPdb: boolean): Promise<void> {
    const onDisk = await searchDisk(this.#imageOf(module), this.#searchPath(), []);
    if (onDisk !== null) {
      // The PDB may lie beside it.
      if (withPdb) await this.#core.pdbSearch.fetch({ imagePath: onDisk }, signal);
      return;
    }
    const image = this.findImage(module, signal);
    const needsPdb = withPdb || image.then(({ path: found }) => found === null);
    const pdb = async (): Promise<void> => {
      if (await needsPdb) await this.findPdb(module, undefined, signal);
    };
    await Promise.all([image, pdb()]);
  }

  findImage(module: MinidumpModule, signal: AbortSignal | undefined): Promise<FileSearch<ImageSignature>> {
    return findFile(this.#imageOf(module), this.#searchOptions(signal));
  }

  #imageOf(module: MinidumpModule): Wanted<ImageSignature> {
    const name = nameOf(module);
    const signature = { timestamp: module.timestamp, size: module.size };
    return imageOf(name, signature, [...this.#beside(name), ...recordedPaths(module.path)]);
  }

  async findPdb(
    module: MinidumpModule,
    known: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<FileSearch<PdbSignature> | null> {
    const wanted = this.#pdbOf(module, known);
    return wanted && findFile(wanted, this.#searchOptions(signal));
  }

  #pdbOf({ name, pdb }: MinidumpModule, known: string | undefined): Wanted<PdbSignature> | null {
    if (pdb?.guid == null) return null;
    const file = printable(windowsPath.basename(pdb.path));
    const signature = { guid: pdb.guid, age: pdb.age };
    return pdbOf(windowsPath.extname(name).slice(1), file, signature, [
      ...(known === undefined ? [] : [known]),
      ...this.#beside(file),
    ]);
  }

  #beside(name: string): string[] {
    return this.places.folder === null ? [] : [path.join(this.places.folder, name)];
  }

  #searchPath(): SymbolPath {
    return parseSymbolPath(this.#core.pdbSearch.searchPath, 'the search path').with(this.places.images);
  }

  #searchOptions(signal: AbortSignal | undefined): Parameters<typeof findFile>[1] {
    const { binding, arrivals } = this.#core;
    return { searchPath: this.#searchPath(), binding, arrivals, signal };
  }
}

/**
 * The file's name, without what no file name has.
 *
 * @internal
 */
export function nameOf({ name, base }: MinidumpModule): string {
  const text = printable(windowsPath.basename(name)).slice(0, longestName);
  return text === '' || text === '.' || text === '..' ? `module_${base.toString(16)}` : text;
}

// eslint-disable-next-line no-control-regex -- what no file name has
const printable = (text: string): string => text.replace(/[\u0000-\u001f<>:"/\\|?*]/g, '_');

/**
 * Where the module was loaded from, if that is on a drive: a path on another computer could be one that only waits to be
 * asked with the user's name. Programs of another bitness see other system folders under the same name.
 */
function recordedPaths(recorded: string): string[] {
  if (process.platform !== 'win32' || !/^[a-z]:[\\/]/i.test(recorded) || recorded.includes('\0')) return [];
  const others = ['SysWOW64', 'Sysnative'].map((folder) => recorded.replace(/(?<=[\\/])system32(?=[\\/])/i, folder));
  return [...new Set([recorded, ...others])];
}
