import type { SentError } from '../../processes/sent-error';
import type { ListingName, Listings } from './listings';

/** What the two threads share: words, each changed by one of them at a time. */
export const words = {
  /** Not 0 if nobody waits for the rest of the listing. */
  stop: 0,
  /** 1 while the thread starts or lists. */
  busy: 1,
  count: 2,
} as const;

/** What the thread for long listings begins with. */
export interface ListingWorkerData {
  readonly words: Int32Array;
  /** The path of the DLL that it will probably use. */
  readonly dll: string;
}

export interface ListingCall<Name extends ListingName = ListingName> {
  readonly name: Name;
  readonly dll: string;
  /** Whether the DLL keeps names in the ANSI code page: `keepsNamesInAnsi`. */
  readonly inAnsi: boolean;
  readonly request: Listings[Name]['request'];
}

export interface ListingDone {
  readonly result: unknown;
  readonly listed: number;
}

export type FromListingWorker =
  | { readonly ready: true }
  | { readonly part: unknown }
  /** How many items were listed so far. */
  | { readonly listed: number }
  | ListingDone
  | { readonly failed: SentError };
