import { MAX_SYM_NAME } from '../../../types/constants';
import { checkText, outOfRange } from '../../base/checks';

/** What a mask asks for. */
export interface SymbolMask {
  /** The modules; undefined: all of them. */
  readonly modules: RegExp | undefined;
  /** Names of symbols, as DbgHelp takes them. */
  readonly names: string;
}

/** `module!names`: what no file is called, as in `scene::Vec::operator!=`, is no module; neither are the operators `!` and `!=`. */
const qualified = /^(?!operator!(?:=|<|\(|$))([^:<>"/\\|`!]*)!(.*)$/s;

/**
 * Some DLLs have room for MAX_SYM_NAME characters, `module!` included, and answer a longer mask with what they were asked before, or with
 * everything. Their names of modules have less than 32.
 */
export const longestMask = MAX_SYM_NAME - 40;

export const isTooLong = (mask: string): boolean => mask.length > longestMask;

/** For masks that no DLL is asked. */
export function ownMatcher(mask: string, ignoresCase = false): (name: string) => boolean {
  const pattern = maskPattern(mask, ignoresCase ? 'i' : '');
  const least = mask.replace(/\[[^\]\\]+\]/g, '?').replaceAll('*', '').length;
  // First the cheap question: the pattern may try many ways to share a name among the stars.
  return (name) => name.length >= least && pattern.test(name);
}

export function parseMask(mask: unknown, label: string): SymbolMask {
  const text = checkText(mask, label);
  const { module: modules, plain: names } = partsOfName(text);
  if (modules === '' || names === '') throw outOfRange(label, "'names*' or 'module!names*'", text);
  return { modules: modules === undefined ? undefined : wildcard(modules), names };
}

/** The module of a name, undefined where it names none, and the rest. */
export function partsOfName(name: string): { readonly module: string | undefined; readonly plain: string } {
  const parts = qualified.exec(name);
  return { module: parts?.[1], plain: parts?.[2] ?? name };
}

/** A module of this very name. */
export function moduleNamed(name: string): RegExp {
  return new RegExp(`^${escape(name)}$`, 'is');
}

/** Stars in a row mean what one means. Some DLLs would try all ways to share a name among them. */
export function withSingleStars(mask: string): string {
  return mask.replace(/(?<!\\)\*{2,}/g, '*');
}

/** The mask without the `*` at its end; undefined where there is none, or nothing else. */
export function withoutLastStar(mask: string): string | undefined {
  const shorter = mask.replace(/(?<!\\)\*$/, '');
  return shorter === mask || shorter === '' ? undefined : shorter;
}

/** What `*` and `?` in the name of a module or a file stand for; whatever the case. */
export function wildcard(pattern: string): RegExp {
  return new RegExp(`^${escape(withSingleStars(pattern)).replace(/\\\*/g, '.*').replace(/\\\?/g, '.')}$`, 'is');
}

const escape = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** The part of DbgHelp's wildcards that all DLLs agree on: `*`, `?` and sets of characters. */
export function maskPattern(mask: string, flags = ''): RegExp {
  const source = mask.replace(/\[[^\]\\]+\]|[^]/g, (part) => {
    if (part === '*') return '[^]*';
    if (part === '?') return '[^]';
    return part.length > 1 ? part : part.replace(/[\\^$.*+?()[\]{}|]/, '\\$&');
  });
  try {
    return new RegExp(`^${source}$`, flags);
  } catch {
    // A set that is none, as `[z-a]`.
    return /(?!)/;
  }
}
