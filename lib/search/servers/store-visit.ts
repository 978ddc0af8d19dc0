import { promises as files } from 'node:fs';
import { timeOfDay } from '../../base/clock';
import { masked } from '../../base/masked';
import type { TriedPlace, WantedFile } from '../file-search';
import type { ServerProbe } from './asking';
import { isRight } from './contents';
import { KnownAnswers, type KnownAnswer } from './known-answers';
import type { ServedPlace } from './served-places';
import { ServerFailure } from './server-failure';
import { tokenFor, type CheckedServerOptions } from './server-options';
import type { FileAtServer, ServerResult, ServerVisit } from './server-visit';
import { lookInStores, storesBefore, StoreChain, type Tell } from './store-chain';
import { LockLost, withLock } from './store-lock';
import { TargetStores, type TargetStore } from './target-store';

export interface VisitResult {
  readonly path: string | null;
  readonly tried: readonly TriedPlace[];
  /** Whether the server is known not to have the file. */
  readonly missing: boolean;
}

/** What is wanted from one server. */
export interface Visit extends FileAtServer {
  readonly place: ServedPlace;
  readonly signal: AbortSignal;
  /** Lets another search begin, because this one waits for another process. */
  readonly giveTurn: () => void;
}

/** Looks for a file in the stores before a server, and lets the server fill them. */
export class StoreVisit {
  readonly #options: CheckedServerOptions;
  readonly #server: ServerVisit;
  readonly #stores = new TargetStores();
  readonly #note: (probe: ServerProbe) => void;

  constructor(server: ServerVisit, options: CheckedServerOptions, note: (probe: ServerProbe) => void) {
    this.#options = options;
    this.#server = server;
    this.#note = note;
  }

  /** The file in the stores, without asking the server. */
  async look(place: ServedPlace, wanted: WantedFile): Promise<string | null> {
    return (await lookInStores(await this.#storesOf(place), wanted))?.file ?? null;
  }

  /** What the stores tell without asking the server: that they have the file, or that the server does not have it. */
  async known(place: ServedPlace, server: URL, wanted: WantedFile): Promise<'found' | 'missing' | undefined> {
    const stores = await this.#storesOf(place);
    if (await lookInStores(stores, wanted)) return 'found';
    for (const store of stores)
      if (await this.#known(new KnownAnswers(store.workOf(wanted)), server, Infinity)) return 'missing';
    return undefined;
  }

  /** Copies a file of one of the named stores to those before it that can be written. Gives the nearest. */
  async nearer({ stores: places }: ServedPlace, wanted: WantedFile, file: string): Promise<string> {
    const named = places.filter(({ kind }) => kind !== 'default');
    const stores = await Promise.all(named.map(({ location }) => this.#stores.at(location)));
    const at = stores.findIndex((store) => store.fileOf(wanted) === file);
    let nearest = file;
    for (const store of stores.slice(0, Math.max(0, at)).reverse()) {
      const copied = await store.copyOf(file, wanted);
      if (copied) nearest = store.fileOf(wanted);
    }
    return nearest;
  }

  #storesOf({ stores }: ServedPlace): Promise<TargetStore[]> {
    return storesBefore(stores, this.#options.store, this.#stores);
  }

  async fetch(visit: Visit): Promise<VisitResult> {
    const { place, server, wanted, questions, signal } = visit;
    const tried: TriedPlace[] = [];
    const tell: Tell = (at, outcome, reason) => {
      tried.push({ place: at, outcome, reason, signature: outcome === 'found' ? wanted.signature : null });
    };
    const result = (found: string | null, missing = false): VisitResult => ({ path: found, tried, missing });
    const there = await lookInStores(await this.#storesOf(place), wanted);
    if (there?.isNearest === true) return result(await this.#isThere(there.file, visit, tell));
    const open = (): Promise<StoreChain> => StoreChain.open(place.stores, this.#options.store, this.#stores, tell);
    let chain = await open();
    let wasGone = false;
    for (;;) {
      const [nearest] = chain.stores;
      if (!nearest) {
        tell(masked(server.href), 'unwritable', 'is not asked: no store can be written. Name a folder: srv*FOLDER*URL');
        return result(null);
      }
      const begin = timeOfDay();
      try {
        const lock = `${nearest.workOf(wanted)}.lock`;
        return await withLock(lock, { signal, onWait: visit.giveTurn }, async (held) => {
          // A store that cannot be written is none of the chain, and may have it.
          const stored = there?.file ?? (await chain.find(wanted, tell));
          if (stored !== undefined) {
            await chain.copyToAll(stored, wanted, tell);
            return result(await this.#isThere(nearest.fileOf(wanted), visit, tell));
          }
          const answers = new KnownAnswers(nearest.workOf(wanted));
          const known = await this.#known(answers, server, held.waited ? begin : Infinity);
          if (known) {
            tell(masked(server.href), known.outcome, `${known.reason} (asked before)`);
            this.#note(remembered(server, known.reason));
            return result(null, known.missing);
          }
          const work = nearest.workOf(wanted);
          const given = await this.#server.fetch({ server, wanted, questions, work, signal: held.signal });
          if (!given.file) {
            const full = given.failures.find(({ failure }) => failure.outcome === 'unwritable');
            if (full && (chain.stores.length > 1 || full.failure.isMissingFolder)) throw full.failure;
            return result(null, await this.#refused(answers, server, given, tell));
          }
          await nearest.makeFolderOf(wanted);
          // If this process stood still, another one's file may be arriving under the same name.
          await held.confirm();
          const target = await this.#given(chain, nearest, wanted, { ...given, file: given.file }, tell);
          await answers.forget();
          return result(target);
        });
      } catch (error) {
        if (signal.aborted) throw error;
        const isGone: boolean = error instanceof ServerFailure && error.isMissingFolder && !wasGone;
        if (isGone || error instanceof LockLost) {
          wasGone = isGone;
          nearest.doubt();
          chain = await open();
          continue;
        }
        const isFull = error instanceof ServerFailure && error.outcome === 'unwritable';
        if (!isFull || chain.stores.length === 1) throw error;
        tell(nearest.root, 'unwritable', `${error.message}; nothing is copied there`);
        chain = chain.behindNearest;
      }
    }
  }

  /** Another caller or process has put it there. */
  async #isThere(file: string, { server, wanted }: Visit, tell: Tell): Promise<string> {
    tell(file, 'found', 'found: it is in the store by now');
    const { onProgress } = this.#options;
    if (onProgress) {
      const { size } = await files.stat(file);
      onProgress({ file: wanted.name, server: masked(server.href), bytes: size, total: size, fromCache: true });
    }
    return file;
  }

  async #known(answers: KnownAnswers, server: URL, since: number): Promise<KnownAnswer | undefined> {
    const known = await answers.of(this.#identity(server));
    if (!known) return undefined;
    const fresh = known.missing && Math.abs(timeOfDay() - known.at) < this.#options.missCache;
    return fresh || known.at >= since ? known : undefined;
  }

  /** Whether the server has no such file. */
  async #refused(answers: KnownAnswers, server: URL, { failures }: ServerResult, tell: Tell): Promise<boolean> {
    for (const { url, failure } of failures) tell(masked(url.href), failure.outcome, masked(failure.message));
    const missing = failures.every(({ failure }) => failure.remember);
    const { outcome, message } = failures.at(-1)!.failure;
    const answer = { at: timeOfDay(), outcome, reason: masked(message), missing };
    await answers.note(this.#identity(server), answer);
    return missing;
  }

  async #given(
    chain: StoreChain,
    nearest: TargetStore,
    wanted: WantedFile,
    { file, url, portable }: ServerResult & { readonly file: NonNullable<ServerResult['file']> },
    tell: Tell,
  ): Promise<string> {
    const target = nearest.fileOf(wanted);
    try {
      await file.becomes(target);
    } catch (error) {
      // On Windows a file cannot be replaced that a program has loaded: it is the same one.
      if (!(error instanceof ServerFailure) || !(await isRight(target, wanted))) throw error;
      await file.remove();
    }
    await chain.copyToAll(target, wanted, tell);
    const into = chain.byDefault ? `, put into the default store ${nearest.root}` : '';
    const kind = portable ? ': a portable PDB, which tools for .NET read, and DbgHelp does not' : '';
    tell(masked(url.href), 'found', `found${into}${kind}`);
    return target;
  }

  /** A server answers differently to who has credentials. */
  #identity(server: URL): string {
    const named = server.username !== '' || tokenFor(server, this.#options) !== undefined;
    return `${server.origin}${server.pathname} ${named || this.#options.headers ? 'with credentials' : ''}`;
  }
}

/** A probe for which nobody was asked. */
export const remembered = (server: URL, reason: string): ServerProbe => ({
  url: masked(server.href),
  status: null,
  failure: reason,
  bytes: 0,
  duration: 0,
  fromCache: true,
});
