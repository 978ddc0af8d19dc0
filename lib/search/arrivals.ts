import { setMaxListeners } from 'node:events';
import type { TriedPlace, WantedFile } from './file-search';
import { servedPlaces } from './servers/served-places';
import type { CheckedServerOptions } from './servers/server-options';
import { SymbolServers, type ServerProbe } from './servers/symbol-servers';
import type { SymbolPath } from './symbol-path';

/** What a search for one file may be told. */
export interface ArrivalOptions {
  readonly tried: TriedPlace[];
  readonly signal?: AbortSignal | undefined;
}

/** What one session gets from symbol servers, and what became of each file. */
export class Arrivals {
  readonly options: CheckedServerOptions;
  /** By the texts of their search paths. */
  readonly #servers = new Map<string, SymbolServers>();
  /** What was asked for each file last. */
  readonly #tried = new Map<string, readonly TriedPlace[]>();
  /** In the order of asking. An array would move all others whenever one is taken. */
  readonly #ahead = new Set<() => Promise<unknown>>();
  #fetching = 0;
  readonly #ending = new AbortController();

  constructor(searchPath: SymbolPath, options: CheckedServerOptions) {
    this.options = options;
    // A thousand searches may wait: Node.js would warn of a leak.
    setMaxListeners(0, this.#ending.signal);
    this.alsoFrom(searchPath);
  }

  /** Has the servers of another path asked, too, after all others. */
  alsoFrom(searchPath: SymbolPath): void {
    const key = searchPath.toString();
    if (this.#servers.has(key) || servedPlaces(searchPath).length === 0) return;
    this.#servers.set(key, new SymbolServers(searchPath, this.options));
  }

  /** Whether there is any server to ask. */
  get any(): boolean {
    return this.#servers.size > 0;
  }

  /** Every question to a server, in the order of asking. */
  get log(): readonly ServerProbe[] {
    return [...this.#servers.values()].flatMap(({ log }) => log);
  }

  /** What was tried for a file; undefined if nobody has asked for it. */
  triedFor(wanted: WantedFile): readonly TriedPlace[] | undefined {
    return this.#tried.get(keyOf(wanted));
  }

  /** Gives the path of a file that a server has; null if none does. Throws only the signal's reason. */
  async find(wanted: WantedFile, { tried, signal }: ArrivalOptions): Promise<string | null> {
    const asked: TriedPlace[] = [];
    const ending = this.#ending.signal;
    const either = signal ? AbortSignal.any([signal, ending]) : ending;
    try {
      for (const servers of this.#servers.values()) {
        const found = await servers.find(wanted, { tried: asked, signal: either });
        if (found !== null) return found;
      }
      return null;
    } finally {
      if (!either.aborted) this.#tried.set(keyOf(wanted), asked);
      tried.push(...asked);
    }
  }

  /** Copies a file that a store of a server's chain has to those before it, as symsrv.dll does. Gives the nearest. */
  async nearer(wanted: WantedFile, file: string): Promise<string> {
    let nearest = file;
    for (const servers of this.#servers.values()) nearest = await servers.nearer(wanted, nearest);
    return nearest;
  }

  /**
   * Has files fetched that will be wanted soon: in the order of asking, as many at a time as the options say. With more, the
   * first one could be asked for after others.
   */
  ahead(fetch: () => Promise<unknown>): void {
    this.#ahead.add(fetch);
    if (this.#fetching >= this.options.parallel) return;
    this.#fetching++;
    void this.#fetchAhead();
  }

  async #fetchAhead(): Promise<void> {
    for (const fetch of this.#ahead) {
      this.#ahead.delete(fetch);
      // Whoever wants the file is told what went wrong.
      await fetch().catch(() => undefined);
    }
    this.#fetching--;
  }

  /** Ends all connections. */
  close(): void {
    for (const servers of this.#servers.values()) servers.close();
  }

  /** Gives up what is still on its way. */
  end(reason: Error): void {
    this.#ending.abort(reason);
    this.close();
  }
}

const keyOf = ({ kind, name, id }: WantedFile): string => [kind, name, id].join('|').toLowerCase();
