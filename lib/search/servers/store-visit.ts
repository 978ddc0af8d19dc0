import { promises as files } from 'node:fs';
import path from 'node:path';
import { masked } from '../../base/masked';
import type { TriedPlace, Wanted } from '../file-search';
import type { ImageSignature, PdbSignature } from '../signatures';
import { exists } from '../symbol-store';
import type { Asking, ServerProbe } from './asking';
import { checkContents } from './contents';
import { KnownAnswers, type KnownAnswer } from './known-answers';
import type { PartialFile } from './partial-file';
import type { ServedPlace } from './served-places';
import { ServerFailure } from './server-failure';
import type { CheckedServerOptions } from './server-options';
import { ServerVisit } from './server-visit';
import { LockLost, withLock } from './store-lock';
import { writableStores, type TargetStore } from './target-store';

type AnyWanted = Wanted<PdbSignature | ImageSignature>;

export interface VisitResult {
  readonly path: string | null;
  readonly tried: readonly TriedPlace[];
  /** Whether the server is known not to have the file. */
  readonly missing: boolean;
}

/** Looks for a file in the stores before a server, and lets the server fill them. */
export class StoreVisit {
  readonly #options: CheckedServerOptions;
  readonly #server: ServerVisit;
  readonly #note: (probe: ServerProbe) => void;

  constructor(asking: Asking, options: CheckedServerOptions, note: (probe: ServerProbe) => void) {
    this.#options = options;
    this.#server = new ServerVisit(asking, options);
    this.#note = note;
  }

  async fetch(place: ServedPlace, server: URL, wanted: AnyWanted, signal: AbortSignal): Promise<VisitResult> {
    const tried: TriedPlace[] = [];
    const tell = (
      at: string,
      outcome: TriedPlace['outcome'],
      reason: string,
      signature: TriedPlace['signature'] = null,
    ): void => {
      tried.push({ place: at, outcome, reason, signature });
    };
    const { stores, byDefault } = await writableStores(place.stores, this.#options.store, (root, reason) => {
      tell(root, 'unwritable', `${reason}; nothing is copied there`);
    });
    const [nearest] = stores;
    if (!nearest) {
      tell(masked(server.href), 'unwritable', 'is not asked: no store can be written. Name a folder: srv*FOLDER*URL');
      return { path: null, tried, missing: false };
    }
    const path_ = nearest.fileOf(wanted);
    for (;;) {
      const begin = Date.now();
      try {
        return await withLock(`${nearest.workOf(wanted)}.lock`, signal, async (held, waited) => {
          const stored = await this.#stored(stores, wanted, tell);
          if (stored) {
            await this.#copyToAll(stored, stores, wanted, tell);
            tell(path_, 'found', stored.note, wanted.signature);
            this.#progress(path_, wanted, server);
            return { path: path_, tried, missing: false };
          }
          const known = await this.#known(nearest, server, wanted, waited ? begin : Infinity);
          if (known) {
            this.#note({
              url: masked(server.href),
              status: null,
              failure: known.reason,
              bytes: 0,
              duration: 0,
              fromCache: true,
            });
            tell(masked(server.href), known.outcome, `${known.reason} (asked before)`);
            return { path: null, tried, missing: known.missing };
          }
          return await this.#ask(server, wanted, stores, byDefault, tried, held);
        });
      } catch (error) {
        if (!(error instanceof LockLost) || signal.aborted) throw error;
      }
    }
  }

  /** The right file in one of the stores. A wrong one is moved aside. */
  async #stored(
    stores: readonly TargetStore[],
    wanted: AnyWanted,
    tell: (place: string, outcome: TriedPlace['outcome'], reason: string) => void,
  ): Promise<{ file: string; note: string } | undefined> {
    for (const store of stores) {
      const file = store.fileOf(wanted);
      if (!(await exists(file))) continue;
      try {
        await checkContents(file, wanted, false);
        return { file, note: 'found: it is in the store by now' };
      } catch (error) {
        if (!(error instanceof ServerFailure)) throw error;
        const aside = await store.moveAside(wanted);
        tell(file, error.outcome, `${error.message}; moved to ${aside}, and fetched anew`);
      }
    }
    return undefined;
  }

  async #known(store: TargetStore, server: URL, wanted: AnyWanted, since: number): Promise<KnownAnswer | undefined> {
    const known = await new KnownAnswers(store.workOf(wanted)).of(server.href);
    if (!known) return undefined;
    const fresh = known.missing && Math.abs(Date.now() - known.at) < this.#options.missCache;
    return fresh || known.at >= since ? known : undefined;
  }

  async #ask(
    server: URL,
    wanted: AnyWanted,
    stores: readonly TargetStore[],
    byDefault: boolean,
    tried: TriedPlace[],
    signal: AbortSignal,
  ): Promise<VisitResult> {
    const [nearest] = stores as readonly [TargetStore];
    const answers = new KnownAnswers(nearest.workOf(wanted));
    const tell = (place: string, outcome: TriedPlace['outcome'], reason: string): void => {
      tried.push({ place, outcome, reason, signature: null });
    };
    const result = await this.#server.fetch(server, wanted, nearest.workOf(wanted), signal);
    if (!result.file) {
      const last = result.failures.at(-1)!;
      for (const { url, failure } of result.failures) tell(masked(url.href), failure.outcome, masked(failure.message));
      const missing = result.failures.every(({ failure }) => failure.remember);
      await answers.note(server.href, {
        at: Date.now(),
        outcome: last.failure.outcome,
        reason: masked(last.failure.message),
        missing,
      });
      return { path: null, tried, missing };
    }
    const target = nearest.fileOf(wanted);
    await settle(result.file, target);
    await answers.forget();
    await this.#copyToAll({ file: target }, stores, wanted, tell);
    const into = byDefault ? ` and put into the default store ${nearest.root}` : '';
    const note = result.portable ? ': a portable PDB, which tools for .NET read, and DbgHelp does not' : '';
    tried.push({
      place: masked(result.url.href),
      outcome: 'found',
      reason: `found${into}${note}`,
      signature: wanted.signature,
    });
    return { path: target, tried, missing: false };
  }

  async #copyToAll(
    { file }: { readonly file: string },
    stores: readonly TargetStore[],
    wanted: AnyWanted,
    tell: (place: string, outcome: TriedPlace['outcome'], reason: string) => void,
  ): Promise<void> {
    for (const store of stores) {
      const to = store.fileOf(wanted);
      if (to === file || (await exists(to))) continue;
      await store.copyIn(file, wanted).catch((error: unknown) => {
        if (!(error instanceof ServerFailure)) throw error;
        tell(to, error.outcome, error.message);
      });
    }
  }

  #progress(file: string, wanted: AnyWanted, server: URL): void {
    const { onProgress } = this.#options;
    if (!onProgress) return;
    void files.stat(file).then(
      ({ size }) => {
        onProgress({ file: wanted.name, server: masked(server.href), bytes: size, total: size, fromCache: true });
      },
      () => undefined,
    );
  }
}

/** The last step: nobody ever sees a part of a file under its own name. */
async function settle(partial: PartialFile, target: string): Promise<void> {
  await files.mkdir(path.dirname(target), { recursive: true });
  await partial.becomes(target);
}
