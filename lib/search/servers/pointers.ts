import path from 'node:path';
import { masked } from '../../base/masked';
import { ServerFailure } from './server-failure';

/** Where a file.ptr may lead. */
export interface Allowed {
  /** Servers of the search path. */
  readonly servers: readonly URL[];
  /** Stores and folders of the search path. */
  readonly folders: readonly string[];
}

/** Where a file.ptr leads. */
export type PointedTo = { readonly url: URL } | { readonly file: string };

/**
 * Reads a file.ptr: `PATH:` and a place, or `MSG:` and a text for people. It may lead to where the search path itself
 * leads, and nowhere else: whoever writes it is the server.
 *
 * @throws ServerFailure
 */
export function readPointer(text: string, { servers, folders }: Allowed): PointedTo {
  const line = text.split(/[\r\n\0]/, 1)[0]!.trim();
  const [, keyword = 'PATH', rest = ''] = /^(?:(PATH|MSG):)?\s*(.*)$/i.exec(line) ?? [];
  if (keyword.toUpperCase() === 'MSG')
    throw new ServerFailure('missing', `has a message instead of the file: ${masked(rest.slice(0, 200))}`, {
      remember: true,
    });
  const shown = masked(rest.slice(0, 300));
  const isUrl = /^[a-z][a-z\d+.-]+:\/\//i.test(rest);
  if (isUrl) {
    const url = URL.canParse(rest) ? new URL(rest) : undefined;
    const server = servers.find((each) => url && isBelow(url, each));
    // Credentials and a signed query are those of the search path, whatever the text says.
    if (url && server) return { url: Object.assign(new URL(server), { pathname: url.pathname }) };
  } else if (rest !== '' && folders.some((folder) => isInside(rest, folder))) return { file: path.resolve(rest) };
  throw new ServerFailure(
    'refused',
    `points to ${shown}, where the search path does not lead: add that place to the path`,
  );
}

const isBelow = (url: URL, server: URL): boolean =>
  url.origin === server.origin && url.pathname.startsWith(`${server.pathname.replace(/\/+$/, '')}/`);

function isInside(file: string, folder: string): boolean {
  if (!path.isAbsolute(file) || !path.isAbsolute(folder)) return false;
  const relative = path.relative(folder, file);
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative) && !relative.includes(':');
}
