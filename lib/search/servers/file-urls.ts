import type { Wanted, WantedFile } from '../file-search';
import { compressedName } from '../symbol-store';

/** What a URL of a store gives: the file, its compressed form, or a text that says where it is. */
export type ServedForm = 'file' | 'portable' | 'compressed' | 'pointer';

/** A URL where a file may be. */
export interface FileUrl {
  readonly url: URL;
  readonly form: ServedForm;
}

/** The age under which stores keep PDBs of .NET, which have none. */
const portableAge = 'FFFFFFFF';
const guidDigits = 32;

/** The name that marks a store of three tiers. */
export const threeTiersMark = 'index2.txt';

/** A URL below that of a server, which may have a query. */
export function urlBelow(server: URL, ...parts: readonly string[]): URL {
  const url = new URL(server);
  url.pathname = [url.pathname.replace(/\/+$/, ''), ...parts.map(encodeURIComponent)].join('/');
  return url;
}

/** The usual place of a file. */
export const firstUrl = (server: URL, { name, id }: Wanted<unknown>, tiers: 2 | 3): URL =>
  urlBelow(server, ...(tiers === 3 ? [name.slice(0, 2)] : []), name, id, name);

/** The other places, to be asked together once the usual one has nothing. */
export function furtherUrls(server: URL, wanted: WantedFile, tiers: 2 | 3): readonly FileUrl[] {
  const { kind, name, id } = wanted;
  const urls: FileUrl[] = [];
  const add = (form: ServedForm, below: string, version: string, file: string): void => {
    const url = urlBelow(server, ...(tiers === 3 ? [below.slice(0, 2)] : []), below, version, file);
    if (!urls.some((known) => known.url.href === url.href)) urls.push({ url, form });
  };
  add('compressed', name, id, compressedName(name));
  add('pointer', name, id, 'file.ptr');
  // Some servers tell cases apart, and have all names in lower case.
  const [lowerName, lowerId] = [name.toLowerCase(), id.toLowerCase()];
  if (lowerName !== name || lowerId !== id) add('file', lowerName, lowerId, lowerName);
  if (kind === 'pdb') add('portable', name, id.slice(0, guidDigits) + portableAge, name);
  return urls;
}
