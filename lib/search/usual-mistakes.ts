import { maskedPath } from '../base/masked';
import { isOfSymsrv, type SymbolPathElement } from './path-elements';
import { exists } from './symbol-store';

/** A part of a search path that does not mean what it looks like. */
export interface Mistake {
  /** Without users, passwords and queries. */
  readonly place: string;
  /** What it means, and what to write instead. */
  readonly hint: string;
}

/** Where a part may stand. Folders are those that do not exist. */
type Where = 'anywhere' | 'outside of chains' | 'a folder' | 'a folder that begins a chain' | 'a folder in a chain';

const mistakes: readonly (readonly [looks: RegExp, where: Where, hint: string])[] = [
  [/^https?:/i, 'outside of chains', 'is not asked: only srv* asks servers. Write srv*CACHE*https://SERVER'],
  [/^file:\/\//i, 'anywhere', 'is not searched: write the folder, such as C:\\symbols or \\\\server\\share'],
  [/^(?!https?:)[a-z][a-z\d+.-]+:\/\//i, 'anywhere', 'is not asked: only https and http servers are'],
  [
    /,\s*(?:[a-z]:[\\/]|[\\/]|~|https?:|(?:srv|symsrv|cache)$)/i,
    'a folder',
    'is one folder, named so: elements are separated by semicolons',
  ],
  [/^\/[^:]*:\//, 'a folder', 'is one folder, named so: elements are separated by semicolons'],
  [/^~(?:$|[\\/])/, 'a folder', 'is a folder named ~: write the whole path of the home directory'],
  [/%[^%]+%/, 'a folder', 'has an environment variable that is not set, so that it stays as it is'],
  [/^\$(?:env:|\{|[a-z_])/i, 'a folder', 'is taken as it is: only %NAME% stands for an environment variable'],
  [/^[^\\/:*.]{1,12}$/, 'a folder that begins a chain', 'is taken for a folder: a chain of servers begins with srv*'],
  [
    /^[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:\/|$)/,
    'a folder in a chain',
    'is taken for a folder: a server is written as https://SERVER',
  ],
];

/** The parts of an element that do not mean what they look like. */
export async function mistakesIn(element: SymbolPathElement): Promise<Mistake[]> {
  const { kind, text, places, serverDll } = element;
  const found: Mistake[] = [];
  // What another DLL asks is its own business.
  if (serverDll !== null && !isOfSymsrv(element)) return found;
  const hasKeyword = /^(?:srv|symsrv|cache)\*/i.test(text);
  for (const [index, { kind: of, location }] of places.entries()) {
    const alike = mistakes.filter(([looks]) => looks.test(location));
    if (alike.length === 0) continue;
    const isFolder = of === 'folder' && !(await exists(location));
    const here: Readonly<Record<Where, boolean>> = {
      anywhere: true,
      'outside of chains': kind !== 'server',
      'a folder': isFolder,
      'a folder that begins a chain': isFolder && kind === 'server' && index === 0 && !hasKeyword,
      'a folder in a chain': isFolder && kind === 'server' && (index > 0 || hasKeyword),
    };
    const hint = alike.find(([, where]) => here[where])?.[2];
    if (hint !== undefined) found.push({ place: maskedPath(location), hint });
  }
  return found;
}

/** Why nothing is copied to a store that is named by mistake; undefined if its name looks right, or it is there. */
export async function mistakeInStore(root: string): Promise<string | undefined> {
  const hint = mistakes.find(([looks, where]) => where === 'a folder' && looks.test(root))?.[2];
  return hint !== undefined && (await exists(root)) ? undefined : hint;
}
