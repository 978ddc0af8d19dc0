import type { TriedPlace } from '../../search/file-search';

/** One line of the log of a session's work on symbols. */
export interface SymbolDiagnostic {
  readonly severity: 'info' | 'problem' | 'attention' | 'fatal';
  /**
   * `'message'` and `'source-server'`: words of DbgHelp's own, which differ from DLL to DLL. `'load-...'`, `'cancelled'`,
   * `'unloaded'`: what it does. Then the result: `'symbols'`, or what each place had to offer, as in `TriedPlace.outcome`, and
   * `'no-symbols'` with the answer.
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
  /** The module's name; null where DbgHelp does not say, and nothing is being loaded. */
  readonly module: string | null;
}

/** How far a load is. */
export interface SymbolProgress {
  /** The module's name; null where DbgHelp does not say, and nothing is being loaded. */
  readonly module: string | null;
  /** The image whose symbols are loaded, or the file that a server sends; null where DbgHelp does not say. */
  readonly file: string | null;
  readonly state: 'started' | 'running' | 'ended' | 'failed';
  /** Of the file that a server sends; null where the DLL does not tell. */
  readonly percent: number | null;
  /** The length of the file that a server sends; null where the DLL does not tell. */
  readonly bytes: number | null;
}

/** The events of a session, and what their listeners get. */
export interface SessionEvents {
  readonly diagnostic: [SymbolDiagnostic];
  readonly progress: [SymbolProgress];
}

export type SessionListener<Event extends keyof SessionEvents> = (...args: SessionEvents[Event]) => void;
