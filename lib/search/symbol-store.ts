import { promises as files } from 'node:fs';
import path, { win32 as windowsPath } from 'node:path';
import { isMissing, whatFailed } from '../base/file-error';

/** The layout of a symbol store: `app.pdb\ID\app.pdb`, or with three tiers `ap\app.pdb\ID\app.pdb`. */
export interface StoreLayout {
  /** Whether its root has a marker of a store: `pingme.txt`, `000Admin` or `index2.txt`. */
  readonly marked: boolean;
  readonly tiers: 2 | 3;
}

/** The DLL that asks stores and servers, unless an element of a search path names another. */
export const symsrv = 'symsrv.dll';

const marks = ['pingme.txt', '000Admin'];
const markOfThreeTiers = 'index2.txt';

export const exists = (file: string): Promise<boolean> =>
  files.stat(file).then(
    () => true,
    () => false,
  );

export const isFolder = async (folder: string): Promise<boolean> => (await whyNoFolder(folder)) === undefined;

/** Why a folder cannot be searched; undefined if it can. */
export const whyNoFolder = (folder: string): Promise<string | undefined> =>
  files.stat(folder).then(
    (found) => (found.isDirectory() ? undefined : 'is no folder'),
    (error: unknown) => (isMissing(error) ? 'does not exist' : `cannot be read: ${whatFailed(error)}`),
  );

export async function storeLayout(folder: string): Promise<StoreLayout> {
  const [three, ...marked] = await Promise.all(
    [markOfThreeTiers, ...marks].map((mark) => exists(path.join(folder, mark))),
  );
  return { marked: three === true || marked.includes(true), tiers: three === true ? 3 : 2 };
}

/**
 * The path of a file below the root of a store with two tiers.
 *
 * @param id - identifies the version: GUID and age of a PDB, time stamp and size of an image
 */
export const storePath = (name: string, id: string): string => [name, id, name].join('\\');

/** The id of a PDB in a store: upper-case GUID, lower-case age. */
export const pdbId = (guid: string, age: number): string => guid + age.toString(16);

/** The path of a PDB below the root of a store, by the path that its image records; null if its GUID is not known. */
export const pdbStorePath = (
  recorded: string,
  pdb: { readonly guid: string | null; readonly age: number } | null | undefined,
): string | null => (pdb?.guid == null ? null : storePath(windowsPath.basename(recorded), pdbId(pdb.guid, pdb.age)));

/** The id of an image or .dbg file in a store: eight upper-case digits of its time stamp, lower-case size. */
export const imageId = (timestamp: number, size: number): string =>
  timestamp.toString(16).toUpperCase().padStart(8, '0') + size.toString(16);

/** The folder of a file's version in a store, whether or not it exists. */
export function storeFolder(root: string, { tiers }: StoreLayout, name: string, id: string): string {
  return tiers === 3 ? path.join(root, name.slice(0, 2), name, id) : path.join(root, name, id);
}

/** Forms of a file in a store from which only symsrv.dll can make the file. */
export type StoredAs = 'compressed' | 'pointer';

/** `app.pd_` for app.pdb: the name of its compressed form. */
export const compressedName = (name: string): string => `${name.slice(0, -1)}_`;

/** Looks in a file's folder for its compressed form, or for a pointer to it. */
export async function storedAs(folder: string, name: string): Promise<{ path: string; as: StoredAs } | undefined> {
  const compressed = path.join(folder, compressedName(name));
  if (await exists(compressed)) return { path: compressed, as: 'compressed' };
  const pointer = path.join(folder, 'file.ptr');
  if (await exists(pointer)) return { path: pointer, as: 'pointer' };
  return undefined;
}
