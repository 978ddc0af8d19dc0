import { isOfSymsrv, isStore, isUrl, type SymbolPathElement, type SymbolPlace } from '../path-elements';
import type { SymbolPath } from '../symbol-path';

/** A server of a search path. */
export interface ServedPlace {
  readonly element: SymbolPathElement;
  readonly server: SymbolPlace;
  /** The stores that get a copy of what it gives, the nearest first. Without any, the default store does. */
  readonly stores: readonly SymbolPlace[];
}

/**
 * The servers of a search path, in its order. Elements with a DLL of their own are left to it, and URLs outside a chain are
 * no servers, as for DbgHelp.
 */
export function servedPlaces(searchPath: SymbolPath): ServedPlace[] {
  const served: ServedPlace[] = [];
  const caches: SymbolPlace[] = [];
  for (const element of searchPath.elements) {
    const { kind, places } = element;
    if (kind === 'cache') caches.push(...places.filter(isStore));
    if (kind !== 'server' || !isOfSymsrv(element)) continue;
    for (const [index, server] of places.entries()) {
      if (!isUrl(server)) continue;
      const before = places.slice(0, index).filter(isStore);
      served.push({ element, server, stores: [...caches, ...before] });
    }
  }
  return served;
}

/** Elements that ask whatever server DbgHelp has by default: none that the path names. */
export const namelessServers = (searchPath: SymbolPath): SymbolPathElement[] =>
  searchPath.elements.filter(
    (element) =>
      element.kind === 'server' && isOfSymsrv(element) && element.places.every(({ kind }) => kind === 'default'),
  );
