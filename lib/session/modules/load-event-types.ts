import type { TriedPlace } from '../../search/file-search';

/** One line of the log of a session's work on symbols. */
export interface SymbolDiagnostic {
  readonly severity: 'info' | 'problem' | 'attention' | 'fatal';
  /**
   * `'message'` and `'source-server'`: DbgHelp's own messages, which differ from DLL to DLL. `'load-...'`,
   * `'cancelled'`, `'unloaded'`: DbgHelp's actions. Then the result: `'symbols'`, or the outcome of each place, as in
   * `TriedPlace.outcome`, and `'no-symbols'` with the reason.
   */
  readonly code:
    | 'message'
    | 'source-server'
    | 'load-started'
    | 'load-partial'
    | 'load-ended'
    | 'load-failed'
    | 'cancelled'
    | 'unloaded'
    | TriedPlace['outcome']
    | 'symbols'
    | 'no-symbols';
  readonly text: string;
  /** The module's name; null if DbgHelp does not tell it, and no load is in progress. */
  readonly module: string | null;
}

/** The progress of a load. */
export interface SymbolProgress {
  /** The module's name; null if DbgHelp does not tell it, and no load is in progress. */
  readonly module: string | null;
  /** The image whose symbols are loaded, or the file that a server sends; null if DbgHelp does not report it. */
  readonly file: string | null;
  readonly state: 'started' | 'running' | 'ended' | 'failed';
  /** The percentage of the file that a server has sent; null if it is not known. */
  readonly percent: number | null;
  /** The length in bytes of the file that a server sends; null if it is not known. */
  readonly bytes: number | null;
  /** The server that this package fetches the file from, without users, passwords and queries; null for other work. */
  readonly server: string | null;
  /** Whether a store had the file, so that nothing is fetched. */
  readonly fromCache: boolean;
}

/** The events of a session, with the arguments of their listeners. */
export interface SessionEvents {
  readonly diagnostic: [SymbolDiagnostic];
  readonly progress: [SymbolProgress];
}

export type SessionListener<Event extends keyof SessionEvents> = (...args: SessionEvents[Event]) => void;
