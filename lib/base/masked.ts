/**
 * Hides what URLs carry of users, passwords, queries and fragments, wherever text leaves the package. Hosts and paths stay readable.
 */

const hidden = '[hidden]';
const scheme = String.raw`([a-z][a-z\d+.-]*:\/\/)`;
/** A user and a password; the second form has a character in it that no URL allows there. */
const user = (end: string): string =>
  String.raw`(?:[^\/?#${end}]*@|[^\/?#@${end}]*:(?!\d*(?:[\/?#${end}]|$))[^${end}]*@)?`;
const rest = (end: string): string => String.raw`([^?#${end}]*)([?#][^${end}]*)?`;
const urls = (userEnd: string, end: string): RegExp => new RegExp(scheme + user(userEnd) + rest(end), 'gi');

const inText = urls(String.raw`\n`, String.raw`\s"`);
const inPath = urls('*;', '*;');

const hide = (text: string, pattern: RegExp): string =>
  text.includes('://')
    ? text.replace(pattern, (url: string, begin: string, place: string, query: string | undefined) => {
        const named = url.length > begin.length + place.length + (query?.length ?? 0);
        return `${begin}${named ? `${hidden}@` : ''}${place}${query === undefined ? '' : `${query.charAt(0)}${hidden}`}`;
      })
    : text;

/** Of a sentence, or of a single URL. */
export const masked = (text: string): string => hide(text, inText);

/** Of a symbol path or a part of one, where only `*` and `;` end a URL. */
export const maskedPath = (text: string): string => hide(text, inPath);
