import type { SymbolPath } from './symbol-path';

/** A path of this computer, or a plain name. Two slashes lead to other computers and to devices, and so does `\\??\\`. */
const ofThisComputer = /^(?![\\/]{2})(?:[a-z]:)?[^:?*"<>|]*$/i;
const share = /^[\\/]{2}([^\\/?.][^\\/]*)[\\/]/;

/** The computer in a path of a share; undefined for other paths. */
export const computerOf = (path: string): string | undefined => share.exec(path)?.[1]?.toLowerCase();

/**
 * Whether a path that a file names may be opened: a path on another computer gets the user's name and a proof of the
 * password, so it must be one that the search path names, too.
 */
export function mayBeOpened(recorded: string, searchPath: SymbolPath): boolean {
  if (ofThisComputer.test(recorded)) return true;
  const computer = computerOf(recorded);
  return (
    computer !== undefined &&
    searchPath.elements.some(({ places }) => places.some(({ location }) => computerOf(location) === computer))
  );
}
