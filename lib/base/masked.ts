/**
 * Hides what URLs carry of users, passwords, queries and fragments, wherever text leaves the package. Hosts and paths stay readable.
 */

const hidden = '[hidden]';
/** Clients take any number of slashes, in either direction, for the two of http and https. */
const scheme = (least: '+' | '*'): string => String.raw`(https?:[\/\\]${least}|[a-z][a-z\d+.-]*:\/\/)`;
/** A user and a password; the second form has a character in it that no URL allows there. */
const user = (end: string): string =>
  String.raw`(?:[^\/?#${end}]*@|[^\/?#@${end}]*:(?!\d*(?:[\/?#${end}]|$))[^${end}]*@)?`;
/** Another URL may follow without a blank, as in a search path. What is hidden already ends at its mark. */
const rest = (end: string): string =>
  String.raw`((?:(?!https?:[\/\\]|[a-z][a-z\d+.-]{0,20}:\/\/)[^?#${end}])*)([?#](?:\[hidden\]|[^${end}]*))?`;
const urls = (begin: string, userEnd: string, end: string): RegExp =>
  new RegExp(begin + user(userEnd) + rest(end), 'gi');

const inText = urls(scheme('+'), String.raw`\n`, String.raw`\s"`);
const inPath = urls(scheme('*'), '*;', '*;');
/** Most texts have none. */
const perhaps = /:\/\/|https?:/i;

const hide = (text: string, pattern: RegExp): string =>
  perhaps.test(text)
    ? text.replace(pattern, (url: string, begin: string, place: string, query: string | undefined) => {
        const named = url.length > begin.length + place.length + (query?.length ?? 0);
        return `${begin}${named ? `${hidden}@` : ''}${place}${query === undefined ? '' : `${query.charAt(0)}${hidden}`}`;
      })
    : text;

/** Of a sentence, or of a single URL. */
export const masked = (text: string): string => hide(text, inText);

/** Of a symbol path or a part of one, where only `*` and `;` end a URL. */
export const maskedPath = (text: string): string => hide(text, inPath);
