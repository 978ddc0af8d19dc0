import { listLines, listSourceFiles, type LineListing } from '../lines/line-listing';
import type { LineColumns } from '../lines/line-rows';
import { listSymbols, type SymbolListing } from '../names/symbol-listing';
import { largestChunk, SymbolQueue, type PackedSymbols } from '../names/symbol-queue';
import { toTheEnd } from '../slices';
import type { TypeForms } from '../types/distinct-types';
import { listTypes, PackedTypes, type TypeListing } from '../types/type-listing';
import { examineListed, readListed, type ListedTypes, type ReadTypes } from '../types/type-work';
import type { ListedModule, ListingSide } from './listing-side';

/** What the thread for long listings does. All of it is plain data. */
export interface Listings {
  readonly symbols: {
    readonly request: SymbolListing & { readonly limit: number };
    readonly part: readonly PackedSymbols[];
    /** The last error, if the DLL failed. */
    readonly result: number | undefined;
  };
  readonly types: {
    readonly request: TypeListing;
    readonly part: never;
    /** As `takeTypes` reads them. */
    readonly result: Uint32Array<ArrayBuffer>;
  };
  readonly typeForms: { readonly request: ListedTypes; readonly part: never; readonly result: TypeForms };
  readonly readTypes: { readonly request: ListedTypes; readonly part: never; readonly result: ReadTypes };
  readonly lines: { readonly request: LineListing; readonly part: never; readonly result: LineColumns };
  readonly sourceFiles: {
    readonly request: ListedModule;
    readonly part: never;
    readonly result: readonly string[];
  };
}

export type ListingName = keyof Listings;

type MadeListings = {
  readonly [Name in ListingName]: (
    side: ListingSide,
    request: Listings[Name]['request'],
    give: (part: Listings[Name]['part'], memory: ArrayBuffer[]) => void,
  ) => Listings[Name]['result'];
};

export const listings: MadeListings = {
  symbols(side, { limit, ...listing }, give) {
    const queue = new SymbolQueue(side.readName, largestChunk);
    let left = limit;
    const giveChunks = (all: boolean): void => {
      const chunks = queue.takeChunks(all);
      give(
        chunks,
        chunks.map(({ memory }) => memory),
      );
    };
    const failed = listSymbols(side, listing, (symbol, value) => {
      queue.push(symbol, value);
      if (queue.hasFullChunk) giveChunks(false);
      return --left > 0;
    });
    giveChunks(true);
    return failed;
  },
  types(side, listing) {
    const types = new PackedTypes();
    listTypes(side, listing, (type) => {
      types.add(type);
      return true;
    });
    return types.numbers;
  },
  typeForms: examineListed,
  readTypes: readListed,
  lines: (side, listing) => toTheEnd(listLines(side, listing)),
  sourceFiles: listSourceFiles,
};

/** The memory in a result that may be moved to another thread instead of copied. */
export function memoryIn(result: Listings[ListingName]['result']): ArrayBuffer[] {
  const columns = result instanceof Uint32Array ? [result] : Object.values(result ?? {});
  return columns.flatMap((column: unknown) => (column instanceof Uint32Array ? [column.buffer as ArrayBuffer] : []));
}
