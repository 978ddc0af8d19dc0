import type { Arrivals } from '../../search/arrivals';
import { pdbOfImage, searchDisk, type Wanted } from '../../search/file-search';
import type { IndexInfo } from '../../search/index-info';
import type { PdbSignature } from '../../search/signatures';
import { parseSymbolPath } from '../../search/symbol-path';
import { folderNaming } from './folder-naming';

/** An image, and where its PDB is looked for on disk. */
export interface ImageOfPdb {
  readonly path: string;
  readonly info: () => Promise<IndexInfo | Error>;
  readonly searchPath: string;
}

/** PDBs of images that come from symbol servers, if no place on disk has them. */
export class PdbArrivals {
  readonly #arrivals: Arrivals;
  readonly #newFolder: () => string;

  constructor(arrivals: Arrivals, newFolder: () => string) {
    this.#arrivals = arrivals;
    this.#newFolder = newFolder;
  }

  /** The folder of an image's PDB that a server has; undefined if none has it, or none is needed. */
  async folderFor(image: ImageOfPdb, signal: AbortSignal | undefined): Promise<string | undefined> {
    const found = await this.fetch(image, signal);
    return found && folderNaming(found.pdb, found.name, this.#newFolder);
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

  /** Fetches an image's PDB if no place on disk has it. Gives its path, and the name that the image has for it. */
  async fetch(image: ImageOfPdb, signal: AbortSignal | undefined): Promise<{ pdb: string; name: string } | undefined> {
    const wanted = await this.#missing(image);
    const pdb = wanted && (await this.#arrivals.find(wanted, { tried: [], signal }));
    return pdb === null ? undefined : { pdb, name: wanted!.name };
  }

  async #missing({ path, info, searchPath }: ImageOfPdb): Promise<Wanted<PdbSignature> | null> {
    if (!this.#arrivals.any) return null;
    const found = await info();
    const wanted = found instanceof Error ? null : await pdbOfImage(path, found);
    if (!wanted) return null;
    const onDisk = await searchDisk(wanted, parseSymbolPath(searchPath, 'the search path'), []);
    return onDisk === null ? wanted : null;
  }
}
