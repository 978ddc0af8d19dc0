import { isOfSymsrv, isStore, type SymbolPathElement } from './path-elements';
import { parseSymbolPath, type SymbolPath } from './symbol-path';

/**
 * The part of a search path that a DLL searches: this package asks the servers that the path names, so that no file is asked
 * for twice. Offline, no DLL asks any server.
 */
export function pathForDll(searchPath: SymbolPath, offline: boolean): SymbolPath {
  const texts = searchPath.elements.map((element) => textForDll(element, offline)).filter((text) => text !== '');
  return parseSymbolPath(texts.join(';'), 'the search path');
}

function textForDll(element: SymbolPathElement, offline: boolean): string {
  const { kind, text, places } = element;
  // No DLL asks a URL outside of a chain.
  if (kind !== 'server') return places.every(isStore) ? text : '';
  if (!isOfSymsrv(element)) return offline ? '' : text;
  const stores = places.filter(isStore);
  if (stores.some((place) => place.kind !== 'default'))
    return stores.length === places.length ? text : ['srv', ...stores.map(({ location }) => location)].join('*');
  // Without a store, the element would stand for the DLL's own default server.
  return stores.length === places.length && !offline ? text : '';
}
