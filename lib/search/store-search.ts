import path from 'node:path';
import { orNoAnswer } from '../base/file-error';
import { machineOf } from '../dll/copies';
import type { SymbolPath } from './symbol-path';
import { exists, storeFolder, storeLayout, symsrv, type StoreLayout } from './symbol-store';
import type { SymbolPathElement } from './path-elements';

/**
 * Whether an element's server DLL lies beside a dbghelp.dll, for the same architecture. DbgHelp looks for it nowhere
 * else.
 */
export async function hasServerDll(dbghelpPath: string, serverDll: string): Promise<boolean> {
  const machine = await machineOf(path.join(path.dirname(dbghelpPath), serverDll)).catch(orNoAnswer);
  if (machine === undefined) return false;
  // If the architecture is unknown, the DLL decides.
  return machine === 0 || machine === ((await machineOf(dbghelpPath).catch(orNoAnswer)) ?? machine);
}

/** The name and id of a file's version in stores. */
export interface StoredFile {
  readonly name: string;
  readonly id: string;
}

/** The stores of an element that are folders. Any folder may be a store, whether or not it is marked as one. */
async function storesOf(element: SymbolPathElement): Promise<{ location: string; layout: StoreLayout }[]> {
  const stores = [];
  for (const { kind, location } of element.places) {
    if (kind !== 'folder' && kind !== 'share') continue;
    stores.push({ location, layout: await storeLayout(location) });
  }
  return stores;
}

/** The folders of a file's version in those stores of an element that are folders. The folders need not exist. */
export async function storeFolders(element: SymbolPathElement, name: string, id: string): Promise<string[]> {
  return (await storesOf(element)).map(({ location, layout }) => storeFolder(location, layout, name, id));
}

/**
 * Makes a search path for one PDB, with the PDB's folders in an element's stores before the element, so that a
 * dbghelp.dll without symsrv.dll finds it there. If symsrv.dll is there, it searches the stores itself, and copies to
 * caches.
 *
 * @param identify - gives the PDB's name and id; called only if there is a store
 * @returns undefined if there is nothing to search
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
