import { win32 as windowsPath } from 'node:path';
import { checkText, outOfRange } from '../native/checks';
import type { SymbolModule } from './module';

/** What a mask asks for. */
export interface SymbolMask {
  /** The modules; undefined: all of them. */
  readonly modules: RegExp | undefined;
  /** Names of symbols, as DbgHelp takes them. */
  readonly names: string;
}

/** `module!names`: what no file is called, as in `scene::Vec::operator!=`, is no module. */
const qualified = /^([^:<>"/\\|`!]*)!(.*)$/s;

export function parseMask(mask: unknown, label: string): SymbolMask {
  const text = checkText(mask, label);
  const parts = qualified.exec(text);
  const modules = parts?.[1];
  const names = parts?.[2] ?? text;
  if (modules === '' || names === '') throw outOfRange(label, "'names*' or 'module!names*'", text);
  return { modules: modules === undefined ? undefined : wildcard(modules), names };
}

/** The module of a name; undefined where it names none. */
export function moduleOfName(name: string): string | undefined {
  return qualified.exec(name)?.[1];
}

/** A module of this very name. */
export function moduleNamed(name: string): RegExp {
  return new RegExp(`^${escape(name)}$`, 'is');
}

/** By name as DbgHelp spells it, or by the image's file name; whatever the case. */
export function isNamed({ name, imagePath }: SymbolModule, pattern: RegExp): boolean {
  return pattern.test(name) || pattern.test(windowsPath.basename(imagePath));
}

/** Stars in a row mean what one means. Wine's DLL would try all ways to share a name among them. */
export function withSingleStars(mask: string): string {
  return mask.replace(/(?<!\\)\*{2,}/g, '*');
}

/** A mask that a name matches, whatever is in it, and few others. */
export function maskFor(name: string): string {
  return name.replace(/[*?#+[\]\\]/g, '?');
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
