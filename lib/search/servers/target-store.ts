import { promises as files } from 'node:fs';
import path from 'node:path';
import { lateModules } from '../../base/late-modules';
import { exists, storeFolder, storeLayout, type StoreLayout } from '../symbol-store';
import type { Wanted } from '../file-search';
import { mistakeInStore } from '../usual-mistakes';
import { ServerFailure } from './server-failure';
import { renamed, unwritable } from './store-errors';

/** The folder of a store in which files arrive. */
const workFolder = '.dbghelp';
/** By this file, DbgHelp and others know a store. */
const storeMark = 'pingme.txt';

type Version = Pick<Wanted<unknown>, 'name' | 'id'>;

/** The stores of a client: what is known of one need not be asked for each file. */
export class TargetStores {
  readonly #stores = new Map<string, Promise<TargetStore>>();

  /** A store that need not be there yet. */
  at(root: string): Promise<TargetStore> {
    const known = this.#stores.get(root) ?? TargetStore.at(root);
    this.#stores.set(root, known);
    return known;
  }
}

/** A store on disk to which files are copied. */
export class TargetStore {
  readonly root: string;
  readonly #layout: StoreLayout;
  #isReady = false;

  private constructor(root: string, layout: StoreLayout) {
    this.root = root;
    this.#layout = layout;
  }

  /** A store that need not be there yet. */
  static async at(root: string): Promise<TargetStore> {
    return new TargetStore(root, await storeLayout(root));
  }

  /**
   * Makes it, if it is not there, and sees whether it can be written.
   *
   * @throws ServerFailure `'unwritable'`
   */
  async makeReady(): Promise<void> {
    const { root } = this;
    if (process.platform !== 'win32' && /^(?:[a-z]:|\\\\)/i.test(root))
      throw new ServerFailure('unwritable', `${root} is a place of Windows, and this is ${process.platform}`);
    const mistake = await mistakeInStore(root);
    if (mistake !== undefined) throw new ServerFailure('unwritable', `${root} ${mistake}`);
    const work = path.join(root, workFolder);
    if (this.#isReady) return;
    try {
      const isNew = !(await exists(root));
      await makeFolders(work);
      if (isNew) await files.writeFile(path.join(root, storeMark), '');
      // A folder that exists may still be one that can only be read.
      const trial = path.join(work, `${lateModules.crypto().randomUUID()}.trial`);
      await files.writeFile(trial, '');
      await files.rm(trial, { force: true });
      this.#isReady = true;
    } catch (error) {
      throw unwritable(root, error);
    }
  }

  /** It may be gone: the next one who wants it ready makes it anew. */
  doubt(): void {
    this.#isReady = false;
  }

  /** Where a file of this name and id has its place. */
  fileOf({ name, id }: Version): string {
    return path.join(storeFolder(this.root, this.#layout, name, id), name);
  }

  /** The beginning of the names of what belongs to a file while it arrives. */
  workOf({ name, id }: Version): string {
    return path.join(this.root, workFolder, `${name}.${id}`);
  }

  /** Makes the folder for a file of this name and id. */
  async makeFolderOf(version: Version): Promise<void> {
    const folder = path.dirname(this.fileOf(version));
    try {
      // To look first takes longer, and most are new.
      let made = this.root;
      for (const part of path.relative(this.root, folder).split(path.sep))
        await makeFolder((made = path.join(made, part)));
    } catch (error) {
      throw unwritable(folder, error);
    }
  }

  /** Puts a file in its place that was found wrong there, aside. Returns where it is now. */
  async moveAside(version: Version): Promise<string> {
    const aside = `${this.workOf(version)}.wrong`;
    const file = this.fileOf(version);
    await renamed(file, aside).catch((error: unknown) => {
      throw unwritable(file, error);
    });
    return aside;
  }

  /** Whether a copy of a file could be put in its place. What lies there is wrong, or it would have been found. */
  async copyOf(file: string, version: Version): Promise<boolean> {
    try {
      await this.makeReady();
      if (await exists(this.fileOf(version))) await this.moveAside(version);
      await this.copyIn(file, version);
      return true;
    } catch (error) {
      if (!(error instanceof ServerFailure)) throw error;
      return false;
    }
  }

  /** Copies a file to its place; readers never see a part of it. */
  async copyIn(file: string, version: Version): Promise<void> {
    const to = this.fileOf(version);
    const arriving = `${this.workOf(version)}.${lateModules.crypto().randomUUID()}.copy`;
    await this.makeFolderOf(version);
    try {
      await files.copyFile(file, arriving);
      await renamed(arriving, to);
    } catch (error) {
      await files.rm(arriving, { force: true }).catch(() => undefined);
      throw unwritable(to, error);
    }
  }
}

/** As `mkdir` with `recursive`, which never ends in a folder that is there and takes no others, such as /proc. */
async function makeFolders(folder: string): Promise<void> {
  if (await exists(folder)) return;
  const parent = path.dirname(folder);
  if (parent !== folder) await makeFolders(parent);
  await makeFolder(folder);
}

const makeFolder = (folder: string): Promise<void> =>
  files.mkdir(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  });
