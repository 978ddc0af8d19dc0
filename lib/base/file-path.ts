import { fileURLToPath } from 'node:url';
import { checkText, outOfRange, wrongType, type Label } from './checks';

/** A `file:` URL as text. A path cannot begin so on Windows. */
const urlText = /^file:\/\//i;

/**
 * Checks the path of a file: text, or a `file:` URL, also as text. Gives the path.
 *
 * @throws TypeError for what is neither; RangeError for another URL, or text with a NUL character
 */
export function checkPath(value: unknown, label: Label): string {
  if (isUrl(value)) return pathOfUrl(value, label);
  if (typeof value !== 'string') throw wrongType(label, 'a string or a file: URL', value);
  const text = checkText(value, label);
  if (!urlText.test(text)) return text;
  if (!URL.canParse(text)) throw outOfRange(label, 'a path or a file: URL', value);
  return pathOfUrl(new URL(text), label);
}

/** Also one of another realm. */
export function isUrl(value: unknown): value is URL {
  const { href, protocol } = (value ?? {}) as Partial<URL>;
  return typeof href === 'string' && typeof protocol === 'string';
}

function pathOfUrl(url: URL, label: Label): string {
  try {
    return fileURLToPath(url);
  } catch {
    throw outOfRange(label, 'a path or a file: URL of this system', url.href);
  }
}
