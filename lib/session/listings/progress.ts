import { wrongType } from '../../base/checks';

/** How far a listing is. */
export interface ListingProgress {
  /**
   * `'loading'`: DbgHelp loads the module's symbols. `'listing'`: it lists them. `'reading'`: the listed types, or the
   * checksums of files, are read.
   */
  readonly stage: 'loading' | 'listing' | 'reading';
  /** The module's short name. */
  readonly module: string;
  /** The number of items so far. */
  readonly done: number;
  /** The number of all items of the stage; null as long as DbgHelp does not tell it. */
  readonly total: number | null;
}

/** An option of all listings. */
export interface ListingProgressOption {
  /**
   * Called at the beginning and end of each stage, and during the long ones several times a second. An error that it
   * throws rejects the call.
   */
  readonly onProgress?: ((progress: ListingProgress) => void) | undefined;
}

/** @internal */
export type OnProgress = ListingProgressOption['onProgress'];

/** @internal */
export function checkProgress(onProgress: unknown, api: string): void {
  if (onProgress === undefined || typeof onProgress === 'function') return;
  throw wrongType(`${api}: \`onProgress\``, 'a function', onProgress);
}
