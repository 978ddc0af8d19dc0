import { checkText, outOfRange } from '../../base/checks';

/** A path as it is compared: DbgHelp, PDBs and people differ in case and in slashes. */
const comparable = (path: string): string => path.replaceAll('/', '\\').toLowerCase();

/**
 * Whether two spellings may mean the same source file: one is the other's tail, from a separator on. PDBs may have
 * relative paths, people ask for `scene.cpp`, and some DLLs put a drive before the paths of other systems.
 */
export function isSameSource(one: string, other: string): boolean {
  const [short, long] = [comparable(one), comparable(other)].sort((a, b) => a.length - b.length) as [string, string];
  return long === short || long.endsWith(short.startsWith('\\') ? short : `\\${short}`);
}

/** Object files, libraries and what linkers call themselves: some DLLs list them with the sources. */
const noSource = /^\* |^import:|\.(?:obj|o|lib|a|res|exp|dll|exe)$/i;

export function isSource(path: string): boolean {
  return path !== '' && !noSource.test(path);
}

/** What a caller names a source file by. */
export function wantedFile(file: unknown, api: string): (path: string) => boolean {
  const label = `${api}: \`file\``;
  const text = checkText(file, label);
  if (text === '') throw outOfRange(label, 'a path or the tail of one', text);
  return (path) => isSameSource(path, text);
}
