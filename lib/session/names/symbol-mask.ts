import { MAX_SYM_NAME } from '../../../types/constants';
import { checkText, outOfRange } from '../../base/checks';
import { symbolMatcher, wildcard, type NamePattern } from './mask-matcher';

/** A parsed mask. */
export interface SymbolMask {
  /** The modules; undefined for all. */
  readonly modules: NamePattern | undefined;
  /** The mask of symbol names, in DbgHelp's syntax. */
  readonly names: string;
}

/**
 * `module!names`. Text that cannot be a file name, as in `scene::Vec::operator!=`, is no module; nor are the operators
 * `!` and `!=`.
 */
const qualified = /^(?!operator!(?:=|<|\(|$))([^:<>"/\\|`!]*)!(.*)$/s;

/**
 * In some DLLs a mask has room for MAX_SYM_NAME characters, including `module!`. They answer a longer one with the
 * previous results, or with everything. Their names of modules have less than 32 characters.
 */
export const longestMask = MAX_SYM_NAME - 40;

export const isTooLong = (mask: string): boolean => mask.length > longestMask;

/** A test for masks that no DLL gets. */
export function ownMatcher(mask: string, ignoresCase = false): (name: string) => boolean {
  const pattern = symbolMatcher(mask, ignoresCase);
  return (name) => pattern.test(name);
}

export function parseMask(mask: unknown, label: string): SymbolMask {
  const text = checkText(mask, label);
  const { module: modules, plain: names } = partsOfName(text);
  if (modules === '' || names === '') throw outOfRange(label, "'names*' or 'module!names*'", text);
  return { modules: modules === undefined ? undefined : wildcard(modules), names };
}

/** Splits a name into its module, which may be undefined, and the rest. */
export function partsOfName(name: string): { readonly module: string | undefined; readonly plain: string } {
  const parts = qualified.exec(name);
  return { module: parts?.[1], plain: parts?.[2] ?? name };
}

/**
 * Merges adjacent stars and question marks: `*?*` means the same as `?*`. Some DLLs would try all ways to divide a name
 * among them. A part that a sign repeats stays as it is.
 */
export function withSingleStars(mask: string): string {
  return mask.replace(/\\[^]|\[[^\]\\]+\]|[*?]*\*[*?]*(?![#+])/g, (part) =>
    /^[*?]/.test(part) ? `${part.replaceAll('*', '')}*` : part,
  );
}

/** The mask without the `*` at its end; undefined if it has none, or nothing else. */
export function withoutLastStar(mask: string): string | undefined {
  const shorter = mask.replace(/(?<!\\)\*$/, '');
  return shorter === mask || shorter === '' ? undefined : shorter;
}
