import type { Arrivals } from '../../search/arrivals';
import { pdbOfImage, searchDisk, type DiskSearch, type TriedPlace, type Wanted } from '../../search/file-search';
import type { IndexInfo } from '../../search/index-info';
import { SharedJobs } from '../../search/servers/shared-jobs';
import type { PdbSignature } from '../../search/signatures';
import { parseSymbolPath } from '../../search/symbol-path';
import { folderNaming } from './folder-naming';

/** An image, and where its PDB is looked for on disk. */
export interface ImageOfPdb {
  readonly path: string;
  readonly info: () => Promise<IndexInfo | Error>;
  readonly searchPath: string;
}

/** What came of looking for a PDB. */
export interface FetchedPdb {
  /** The folder in which it has the name that the image has for it, if it came from a server. */
  readonly folder?: string | undefined;
  /** What the search on disk has found before; undefined if there was none. */
  readonly onDisk?: DiskSearch | undefined;
}

/** PDBs of images that come from symbol servers, if no place on disk has them. */
export class PdbArrivals {
  readonly #arrivals: Arrivals;
  readonly #newFolder: () => string;
  /** While a load waits for its turn, its PDB is looked for once. */
  readonly #searches = new SharedJobs<Fetched>();

  constructor(arrivals: Arrivals, newFolder: () => string) {
    this.#arrivals = arrivals;
    this.#newFolder = newFolder;
  }

  /** The folder of an image's PDB that a server has; none if none has it, or none is needed. */
  async folderFor(image: ImageOfPdb, signal: AbortSignal | undefined): Promise<FetchedPdb> {
    const { pdb, wanted, onDisk } = await this.fetch(image, signal);
    const folder = pdb === undefined ? undefined : await folderNaming(pdb, wanted!.name, this.#newFolder);
    return { folder, onDisk };
  }

  /** Begins to fetch PDBs that will be wanted soon, in the order of asking. */
  expect(images: readonly (ImageOfPdb | Promise<ImageOfPdb | undefined>)[], signal?: AbortSignal): void {
    for (const given of images) {
      this.#arrivals.ahead(async () => {
        const image = await given;
        if (image && signal?.aborted !== true) await this.fetch(image, signal);
      });
    }
  }

  /** Fetches an image's PDB if no place on disk has it. */
  async fetch(image: ImageOfPdb, signal: AbortSignal | undefined): Promise<Fetched> {
    if (!this.#arrivals.any) return {};
    return this.#searches.join(`${image.path}\n${image.searchPath}`, signal, (both) => this.#fetch(image, both));
  }

  async #fetch({ path, searchPath, ...image }: ImageOfPdb, signal: AbortSignal): Promise<Fetched> {
    const info = await image.info();
    const wanted = info instanceof Error ? null : await pdbOfImage(path, info);
    if (!wanted) return {};
    const tried: TriedPlace[] = [];
    const found = await searchDisk(wanted, parseSymbolPath(searchPath, 'the search path'), tried);
    const onDisk = { found, tried };
    const pdb =
      found === null
        ? await this.#arrivals.find(wanted, { tried: [], signal })
        : await this.#arrivals.nearer(wanted, found);
    return { wanted, onDisk, ...(pdb !== null && pdb !== found && { pdb }) };
  }
}

interface Fetched {
  readonly wanted?: Wanted<PdbSignature>;
  readonly onDisk?: DiskSearch;
  /** Its path, if it is a new one. */
  readonly pdb?: string;
}
