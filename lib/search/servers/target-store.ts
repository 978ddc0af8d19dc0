import { randomUUID } from 'node:crypto';
import { promises as files } from 'node:fs';
import path from 'node:path';
import type { SymbolPlace } from '../path-elements';
import { exists, storeFolder, storeLayout, type StoreLayout } from '../symbol-store';
import type { Wanted } from '../file-search';
import { defaultStores } from './default-store';
import { unwritable } from './store-errors';
import { ServerFailure } from './server-failure';

/** The folder of a store in which files arrive. */
const workFolder = '.dbghelp';
/** By this file, DbgHelp and others know a store. */
const storeMark = 'pingme.txt';

/** A store on disk to which files are copied. */
export class TargetStore {
  readonly root: string;
  readonly #layout: StoreLayout;

  private constructor(root: string, layout: StoreLayout) {
    this.root = root;
    this.#layout = layout;
  }

  /** @throws ServerFailure `'unwritable'` */
  static async open(root: string): Promise<TargetStore> {
    if (process.platform !== 'win32' && /^(?:[a-z]:|\\\\)/i.test(root))
      throw new ServerFailure('unwritable', `${root} is a place of Windows, and this is ${process.platform}`);
    const isNew = !(await exists(root));
    const work = path.join(root, workFolder);
    try {
      await files.mkdir(work, { recursive: true });
      // A folder that exists may still be one that can only be read.
      const trial = path.join(work, `${randomUUID()}.trial`);
      await files.writeFile(trial, '');
      await files.rm(trial, { force: true });
      if (isNew) await files.writeFile(path.join(root, storeMark), '');
    } catch (error) {
      throw unwritable(root, error);
    }
    return new TargetStore(root, await storeLayout(root));
  }

  /** Where a file of this name and id has its place. */
  fileOf({ name, id }: Pick<Wanted<unknown>, 'name' | 'id'>): string {
    return path.join(storeFolder(this.root, this.#layout, name, id), name);
  }

  /** The beginning of the names of what belongs to a file while it arrives. */
  workOf({ name, id }: Pick<Wanted<unknown>, 'name' | 'id'>): string {
    return path.join(this.root, workFolder, `${name}.${id}`);
  }

  /** Puts a file in its place that was found wrong there, aside. Returns where it is now. */
  async moveAside(wanted: Pick<Wanted<unknown>, 'name' | 'id'>): Promise<string> {
    const aside = `${this.workOf(wanted)}.wrong`;
    try {
      await files.rm(aside, { force: true });
      await files.rename(this.fileOf(wanted), aside);
    } catch (error) {
      throw unwritable(this.fileOf(wanted), error);
    }
    return aside;
  }

  /** Copies a file to its place; readers never see a part of it. */
  async copyIn(file: string, wanted: Pick<Wanted<unknown>, 'name' | 'id'>): Promise<void> {
    const to = this.fileOf(wanted);
    const arriving = `${this.workOf(wanted)}.${randomUUID()}.copy`;
    try {
      await files.mkdir(path.dirname(to), { recursive: true });
      await files.copyFile(file, arriving);
      await files.rename(arriving, to);
    } catch (error) {
      await files.rm(arriving, { force: true }).catch(() => undefined);
      throw unwritable(to, error);
    }
  }
}

/** The stores that can be written, the nearest first. `skipped` is told of the others. */
export async function writableStores(
  places: readonly SymbolPlace[],
  defaultStore: string | undefined,
  skipped: (root: string, reason: string) => void,
): Promise<{ readonly stores: readonly TargetStore[]; readonly byDefault: boolean }> {
  const stores: TargetStore[] = [];
  const add = async (root: string): Promise<boolean> => {
    if (stores.some((store) => store.root === root)) return true;
    const store = await TargetStore.open(root).catch((error: unknown) => {
      if (!(error instanceof ServerFailure)) throw error;
      skipped(root, error.message);
    });
    if (store) stores.push(store);
    return store !== undefined;
  };
  const addDefault = async (): Promise<void> => {
    for (const root of await defaultStores(defaultStore)) if (await add(root)) return;
  };
  for (const { kind, location } of places) {
    if (kind === 'default') await addDefault();
    else await add(location);
  }
  const byDefault = stores.length === 0;
  if (byDefault) await addDefault();
  return { stores, byDefault };
}
