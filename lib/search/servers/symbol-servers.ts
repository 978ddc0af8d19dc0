import { masked } from '../../base/masked';
import type { TriedPlace, WantedFile } from '../file-search';
import type { SymbolPath } from '../symbol-path';
import { Asking, type ServerProbe } from './asking';
import { whyNoFileName } from '../../files/file-names';
import { firstUrl } from './file-urls';
import { Questions } from './questions';
import { namelessServers, servedPlaces, type ServedPlace } from './served-places';
import { ServerFailure } from './server-failure';
import { ServerVisit } from './server-visit';
import type { CheckedServerOptions } from './server-options';
import { SharedJobs } from './shared-jobs';
import { remembered, StoreVisit, type VisitResult } from './store-visit';
import { Turns } from './turns';

export type { ServerProbe } from './asking';

export interface FindRequest {
  /** Gets a line for each place that was looked at. */
  readonly tried: TriedPlace[];
  readonly signal?: AbortSignal | undefined;
}

/** More probes than these are not kept; the first ones go. */
const mostProbes = 10_000;
/** The paths of stores and URLs have more than the name. */
const longestServedName = 200;

/** What a search at all servers gives. */
interface Found {
  readonly path: string | null;
  readonly tried: readonly TriedPlace[];
}

/** One search at all servers. */
interface Search {
  readonly wanted: WantedFile;
  readonly tried: TriedPlace[];
  readonly signal: AbortSignal;
  /** For each server. */
  readonly questions: readonly Questions[];
  /** Lets another search begin. */
  readonly giveTurn: () => void;
}

/** Fetches files from the servers of a search path into its stores. */
export class SymbolServers {
  readonly #places: readonly ServedPlace[];
  readonly #nameless: readonly TriedPlace[];
  readonly #options: CheckedServerOptions;
  readonly #asking: Asking;
  readonly #jobs = new SharedJobs<Found>();
  /**
   * Twice as many searches as requests: while some wait for servers, others look at the disk. If all looked at once, the
   * first request would wait for them.
   */
  readonly #searches: Turns;
  /** What servers do not have, for as long as this client is used. */
  readonly #misses = new Map<string, TriedPlace>();
  readonly #log: ServerProbe[] = [];
  readonly #serverVisit: ServerVisit;
  readonly #visit: StoreVisit;

  constructor(searchPath: SymbolPath, options: CheckedServerOptions) {
    this.#places = servedPlaces(searchPath);
    this.#options = options;
    this.#searches = new Turns(2 * options.parallel);
    this.#nameless = namelessServers(searchPath).map(({ text }) => ({
      place: text,
      outcome: 'unasked',
      reason: 'names no server: write srv*CACHE*https://SERVER',
      signature: null,
    }));
    const urls = this.#places.map(({ server }) => new URL(server.location));
    const note = (probe: ServerProbe): void => {
      this.#note(probe);
    };
    this.#asking = new Asking(options, urls, note);
    const folders = searchPath.elements.flatMap(({ places }) => places.map(({ location }) => location));
    this.#serverVisit = new ServerVisit(this.#asking, options, { servers: urls, folders });
    this.#visit = new StoreVisit(this.#serverVisit, options, note);
  }

  /** Whether the path names a server. */
  get any(): boolean {
    return this.#places.length > 0;
  }

  /** The requests so far, the oldest first. */
  get log(): readonly ServerProbe[] {
    return this.#log;
  }

  /**
   * Fetches a file from the first server that has it. What a server does is told in `tried`, and is no error.
   *
   * @returns the path in the nearest store that can be written; null if no server gave the file
   * @throws the signal's reason only
   */
  async find(wanted: WantedFile, { tried, signal }: FindRequest): Promise<string | null> {
    signal?.throwIfAborted();
    const wrong = whyNoFileName(wanted.name, longestServedName);
    if (wrong !== null && this.any) {
      const reason = `servers are not asked for a file of this name: ${wrong}`;
      tried.push({ place: wanted.name, outcome: 'refused', reason, signature: null });
      return null;
    }
    const key = [wanted.kind, wanted.name, wanted.id].join('\n');
    const found = await this.#jobs.join(key, signal, (shared) => this.#find(wanted, shared));
    tried.push(...found.tried, ...(found.path === null ? this.#nameless : []));
    return found.path;
  }

  /** Copies a file of a store to those before it in its chain. Gives the nearest; the file itself where nothing can be copied. */
  async nearer(wanted: WantedFile, file: string): Promise<string> {
    for (const place of this.#places) {
      const nearest = await this.#visit.nearer(place, wanted, file);
      if (nearest !== file) return nearest;
    }
    return file;
  }

  /** Ends its connections, and what nobody waits for any more. */
  close(): void {
    this.#serverVisit.close();
    this.#asking.close();
  }

  async #find(wanted: WantedFile, signal: AbortSignal): Promise<Found> {
    const tried: TriedPlace[] = [];
    const questions = this.#places.map(
      (_, index) =>
        new Questions(this.#asking, {
          doubt: () => void this.#askAhead(index + 1, search),
          fileArrives: () => {
            for (const behind of questions.slice(index + 1)) behind.drop();
          },
        }),
    );
    const giveTurn = await this.#searches.take(signal);
    const search: Search = { wanted, tried, signal, questions, giveTurn };
    try {
      for (const [index, place] of this.#places.entries()) {
        const path = await this.#findAt(place, questions[index]!, search);
        if (path !== null) return { path, tried };
      }
      return { path: null, tried };
    } finally {
      for (const each of questions) each.end();
      giveTurn();
    }
  }

  /** Asks a server while it is in doubt whether one before it has the file. Where nothing is to be asked, the next one. */
  async #askAhead(index: number, search: Search): Promise<void> {
    const { wanted, questions } = search;
    const [place, own] = [this.#places[index], questions[index]];
    if (!place || !own || search.signal.aborted || this.#options.offline) return;
    await own.mayAskAhead(async () => {
      const server = this.#whyNotAsked(place) === null ? new URL(place.server.location) : undefined;
      const isMissed = server && this.#misses.has(keyOf(place, wanted));
      const known = server && !isMissed ? await this.#visit.known(place, server, wanted) : 'missing';
      if (known === 'missing') await this.#askAhead(index + 1, search);
      else if (!known && server) await this.#serverVisit.askAhead({ server, wanted, questions: own });
    });
  }

  /** Why a server of the path is not asked at all; null if it is. */
  #whyNotAsked({ server: { kind } }: ServedPlace): string | null {
    return kind === 'http' && !this.#options.allowHttp
      ? 'plain http, whose symbols anyone on the way can change (the option `allowHttp`)'
      : null;
  }

  async #findAt(
    place: ServedPlace,
    questions: Questions,
    { wanted, tried, signal, giveTurn }: Search,
  ): Promise<string | null> {
    const { location } = place.server;
    const tell = (at: string, outcome: TriedPlace['outcome'], reason: string): null => {
      const { signature } = wanted;
      tried.push({ place: masked(at), outcome, reason, signature: outcome === 'found' ? signature : null });
      return null;
    };
    const refused = this.#whyNotAsked(place);
    if (refused !== null) return tell(location, 'refused', refused);
    if (this.#options.offline) {
      const stored = await this.#visit.look(place, wanted);
      if (stored === null) return tell(location, 'unasked', 'is not asked: `offline` is set');
      tell(stored, 'found', 'found');
      return stored;
    }
    const server = new URL(location);
    const key = keyOf(place, wanted);
    const missed = this.#misses.get(key);
    if (missed) {
      tried.push(missed);
      this.#note(remembered(server, missed.reason));
      return null;
    }
    const result = await this.#visit
      .fetch({ place, server, wanted, questions, signal, giveTurn })
      .catch((error: unknown): VisitResult => {
        if (signal.aborted) throw signal.reason;
        return failed(error, firstUrl(server, wanted, 2));
      });
    tried.push(...result.tried);
    const last = result.tried.at(-1);
    if (result.missing && last) this.#misses.set(key, { ...last, reason: `${last.reason} (asked before)` });
    return result.path;
  }

  #note(probe: ServerProbe): void {
    this.#log.push(probe);
    if (this.#log.length > mostProbes) this.#log.shift();
  }
}

const keyOf = ({ element, server }: ServedPlace, { kind, name, id }: WantedFile): string =>
  [element.text, server.location, kind, name, id].join('\n');

/** What went wrong on this side is told, too: the next server may do. */
function failed(error: unknown, url: URL): VisitResult {
  const outcome = error instanceof ServerFailure ? error.outcome : 'unreachable';
  const reason = masked(error instanceof Error ? error.message : String(error));
  return { path: null, missing: false, tried: [{ place: masked(url.href), outcome, reason, signature: null }] };
}
