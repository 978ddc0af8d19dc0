import path from 'node:path';
import { machineOf } from '../dll/copies';
import type { SymbolPath } from './symbol-path';
import { exists, storeFolder, storeLayout, symsrv, type StoreLayout } from './symbol-store';
import type { SymbolPathElement } from './path-elements';

/**
 * Whether the DLL that an element asks its stores through lies beside a dbghelp.dll, for the same architecture: it is looked for
 * nowhere else.
 */
export async function hasServerDll(dbghelpPath: string, serverDll: string): Promise<boolean> {
  const unknown = (): undefined => undefined;
  const machine = await machineOf(path.join(path.dirname(dbghelpPath), serverDll)).catch(unknown);
  if (machine === undefined) return false;
  // What cannot be told is left to the DLL.
  return machine === 0 || machine === ((await machineOf(dbghelpPath).catch(unknown)) ?? machine);
}

/** What tells a file's versions apart in stores. */
export interface StoredFile {
  readonly name: string;
  readonly id: string;
}

/** The stores of an element which are folders themselves. Any folder may be one, whether or not something marks it. */
async function storesOf(element: SymbolPathElement): Promise<{ location: string; layout: StoreLayout }[]> {
  const stores = [];
  for (const { kind, location } of element.places) {
    if (kind !== 'folder' && kind !== 'share') continue;
    stores.push({ location, layout: await storeLayout(location) });
  }
  return stores;
}

/** The folders that a version of a file has in the stores of an element which are folders themselves, there or not. */
export async function storeFolders(element: SymbolPathElement, name: string, id: string): Promise<string[]> {
  return (await storesOf(element)).map(({ location, layout }) => storeFolder(location, layout, name, id));
}

/**
 * A search path for one PDB: before each element the folder that the PDB has in its stores, so that a dbghelp.dll without
 * symsrv.dll finds it there. Where symsrv.dll is there, stores are its business: it copies to caches, too.
 *
 * @param identify - tells which PDB it is, and is asked only where there is a store
 * @returns undefined where there is nothing to look for
 */
export async function pathThroughStores(
  searchPath: SymbolPath,
  dbghelpPath: string,
  identify: () => Promise<StoredFile | undefined>,
): Promise<string | undefined> {
  const parts: string[] = [];
  let pdb: StoredFile | undefined;
  for (const element of searchPath.elements) {
    const stores = await storesOf(element);
    if (stores.length > 0 && !(await hasServerDll(dbghelpPath, element.serverDll ?? symsrv))) {
      pdb ??= await identify();
      if (!pdb) return undefined;
      for (const { location, layout } of stores) {
        const folder = storeFolder(location, layout, pdb.name, pdb.id);
        if (!folder.includes(';') && (await exists(path.join(folder, pdb.name)))) parts.push(folder);
      }
    }
    if (element.text !== '') parts.push(element.text);
  }
  return pdb && parts.join(';');
}
