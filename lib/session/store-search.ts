import path from 'node:path';
import type { SymbolPath, SymbolPathElement } from './symbol-path';
import { exists, storeFolder, storeLayout, symsrv } from './symbol-store';

/** Whether the DLL that an element asks its stores through lies beside a dbghelp.dll: it is looked for nowhere else. */
export const hasServerDll = (dbghelpPath: string, serverDll: string): Promise<boolean> =>
  exists(path.join(path.dirname(dbghelpPath), serverDll));

/** The folders that a version of a file has in the stores of an element which are folders themselves, there or not. */
export async function storeFolders(element: SymbolPathElement, name: string, id: string): Promise<string[]> {
  const folders: string[] = [];
  for (const { kind, location } of element.places) {
    if (kind !== 'folder' && kind !== 'share') continue;
    const layout = await storeLayout(location);
    if (element.kind === 'folder' && !layout.marked) continue;
    folders.push(storeFolder(location, layout, name, id));
  }
  return folders;
}

/**
 * A search path for one PDB: before each element the folder that the PDB has in its stores, so that a dbghelp.dll without
 * symsrv.dll finds it there. Where symsrv.dll is there, stores are its business: it copies to caches, too.
 */
export async function pathThroughStores(
  searchPath: SymbolPath,
  dbghelpPath: string,
  name: string,
  id: string,
): Promise<string> {
  const parts: string[] = [];
  for (const element of searchPath.elements) {
    if (!(await hasServerDll(dbghelpPath, element.serverDll ?? symsrv))) {
      for (const folder of await storeFolders(element, name, id)) {
        if (!folder.includes(';') && (await exists(path.join(folder, name)))) parts.push(folder);
      }
    }
    if (element.text !== '') parts.push(element.text);
  }
  return parts.join(';');
}
