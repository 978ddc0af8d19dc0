import { checkText, outOfRange } from '../../base/checks';

/** A path in the form for comparisons: DbgHelp, PDBs and people differ in case and slashes. */
const comparable = (path: string): string => path.replaceAll('/', '\\').toLowerCase();

/**
 * Whether two paths may mean the same source file: one is the end of the other, from a separator on. PDBs may have
 * relative paths, people ask for `scene.cpp`, and some DLLs put a drive in front of paths of other systems.
 */
export function isSameSource(one: string, other: string): boolean {
  const [short, long] = [comparable(one), comparable(other)].sort((a, b) => a.length - b.length) as [string, string];
  return long === short || long.endsWith(short.startsWith('\\') ? short : `\\${short}`);
}

/** Object files, libraries and names of linkers: some DLLs list them among the sources. */
const noSource = /^\* |^import:|\.(?:obj|o|lib|a|res|exp|dll|exe)$/i;

export function isSource(path: string): boolean {
  return path !== '' && !noSource.test(path);
}

/** Checks a caller's name of a source file, and makes a test for paths of it. */
export function wantedFile(file: unknown, api: string): (path: string) => boolean {
  const label = `${api}: \`file\``;
  const text = checkText(file, label);
  if (text === '') throw outOfRange(label, 'a path or the tail of one', text);
  return (path) => isSameSource(path, text);
}
