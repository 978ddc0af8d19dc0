import { MAX_SYM_NAME } from '../../../types/constants';
import { checkText, outOfRange } from '../../base/checks';

/** A parsed mask. */
export interface SymbolMask {
  /** The modules; undefined for all. */
  readonly modules: RegExp | undefined;
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
  const pattern = maskPattern(mask, ignoresCase ? 'i' : '');
  const least = mask.replace(/\[[^\]\\]+\]/g, '?').replaceAll('*', '').length;
  // The cheap test comes first: the pattern may try many ways to split a name among the stars.
  return (name) => name.length >= least && pattern.test(name);
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

/** Matches a module of exactly this name, ignoring case. */
export function moduleNamed(name: string): RegExp {
  return new RegExp(`^${escape(name)}$`, 'is');
}

/** Merges adjacent stars, which mean the same as one. Some DLLs would try all ways to split a name among them. */
export function withSingleStars(mask: string): string {
  return mask.replace(/(?<!\\)\*{2,}/g, '*');
}

/** The mask without the `*` at its end; undefined if it has none, or nothing else. */
export function withoutLastStar(mask: string): string | undefined {
  const shorter = mask.replace(/(?<!\\)\*$/, '');
  return shorter === mask || shorter === '' ? undefined : shorter;
}

/** A pattern for the name of a module or a file, with `*` and `?`, ignoring case. */
export function wildcard(pattern: string): RegExp {
  return new RegExp(`^${escape(withSingleStars(pattern)).replace(/\\\*/g, '.*').replace(/\\\?/g, '.')}$`, 'is');
}

const escape = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** The wildcards on which all DLLs agree: `*`, `?` and sets of characters. */
export function maskPattern(mask: string, flags = ''): RegExp {
  const source = mask.replace(/\[[^\]\\]+\]|[^]/g, (part) => {
    if (part === '*') return '[^]*';
    if (part === '?') return '[^]';
    return part.length > 1 ? part : part.replace(/[\\^$.*+?()[\]{}|]/, '\\$&');
  });
  try {
    return new RegExp(`^${source}$`, flags);
  } catch {
    // An invalid set, such as `[z-a]`.
    return /(?!)/;
  }
}
