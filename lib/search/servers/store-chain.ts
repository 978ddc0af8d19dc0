import type { SymbolPlace } from '../path-elements';
import { exists } from '../symbol-store';
import type { TriedPlace, WantedFile } from '../file-search';
import { checkContents, isRight } from './contents';
import { defaultStores } from './default-store';
import { ServerFailure } from './server-failure';
import type { TargetStore, TargetStores } from './target-store';

/** Takes a line for a place that was looked at. */
export type Tell = (place: string, outcome: TriedPlace['outcome'], reason: string) => void;

/** The roots of stores, the nearest first; of the default store, all folders that may be it. */
async function rootsOf(places: readonly SymbolPlace[], defaultStore: string | undefined): Promise<string[][]> {
  const isDefault = ({ kind }: SymbolPlace): boolean => kind === 'default';
  if (places.length > 0 && !places.some(isDefault)) return places.map(({ location }) => [location]);
  const byDefault = await defaultStores(defaultStore);
  return places.length === 0 ? [byDefault] : places.map((place) => (isDefault(place) ? byDefault : [place.location]));
}

/** The stores before a server, as they are: none is made. */
export async function storesBefore(
  places: readonly SymbolPlace[],
  defaultStore: string | undefined,
  known: TargetStores,
): Promise<TargetStore[]> {
  const roots = (await rootsOf(places, defaultStore)).flat();
  return Promise.all(roots.map((root) => known.at(root)));
}

/** The right file in stores; they are not changed. `isNearest`: no other store lies before it. */
export async function lookInStores(
  stores: readonly TargetStore[],
  wanted: WantedFile,
): Promise<{ readonly file: string; readonly isNearest: boolean } | undefined> {
  for (const [index, store] of stores.entries()) {
    const file = store.fileOf(wanted);
    if ((await exists(file)) && (await isRight(file, wanted))) return { file, isNearest: index === 0 };
  }
  return undefined;
}

/** The stores before a server that can be written. */
export class StoreChain {
  readonly stores: readonly TargetStore[];
  /** Whether it is the default store because the path names none that can be written. */
  readonly byDefault: boolean;

  private constructor(stores: readonly TargetStore[], byDefault: boolean) {
    this.stores = stores;
    this.byDefault = byDefault;
  }

  /** @param tell - is told of stores that cannot be written */
  static async open(
    places: readonly SymbolPlace[],
    defaultStore: string | undefined,
    known: TargetStores,
    tell: Tell,
  ): Promise<StoreChain> {
    const stores: TargetStore[] = [];
    const addFirst = async (roots: readonly string[]): Promise<void> => {
      for (const root of roots) {
        if (stores.some((store) => store.root === root)) return;
        try {
          const store = await known.at(root);
          await store.makeReady();
          stores.push(store);
          return;
        } catch (error) {
          if (!(error instanceof ServerFailure)) throw error;
          tell(root, error.outcome, `${error.message}; nothing is copied there`);
        }
      }
    };
    for (const roots of await rootsOf(places, defaultStore)) await addFirst(roots);
    const none = stores.length === 0;
    if (none && places.length > 0) await addFirst(await defaultStores(defaultStore));
    return new StoreChain(stores, none || places.length === 0 || places[0]?.kind === 'default');
  }

  /** The stores behind the nearest one. */
  get behindNearest(): StoreChain {
    return new StoreChain(this.stores.slice(1), this.byDefault);
  }

  /** The right file in one of the stores. A wrong one is moved aside. */
  async find(wanted: WantedFile, tell: Tell): Promise<string | undefined> {
    for (const store of this.stores) {
      const file = store.fileOf(wanted);
      if (!(await exists(file))) continue;
      try {
        await checkContents(file, wanted, false);
        return file;
      } catch (error) {
        if (!(error instanceof ServerFailure)) throw error;
        const aside = await store.moveAside(wanted);
        tell(file, error.outcome, `${error.message}; moved to ${aside}, and fetched anew`);
      }
    }
    return undefined;
  }

  /** Copies a file to each store that does not have it. Where that fails, only the copy is missing. */
  async copyToAll(file: string, wanted: WantedFile, tell: Tell): Promise<void> {
    for (const store of this.stores) {
      const to = store.fileOf(wanted);
      if (to === file || (await exists(to))) continue;
      await store.copyIn(file, wanted).catch((error: unknown) => {
        if (!(error instanceof ServerFailure)) throw error;
        tell(to, error.outcome, error.message);
      });
    }
  }
}
