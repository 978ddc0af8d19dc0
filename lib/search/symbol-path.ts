import { inspect } from 'node:util';
import { maskedPath } from '../base/masked';
import { checkText, outOfRange, wrongType } from '../base/checks';
import { symsrv } from './symbol-store';
import { explainNames, explainSymbolPath, type ExplainOptions } from './symbol-path-explained';
import { checkOptionNames } from '../base/option-names';
import { isUrl, variables } from './path-elements';
import type { SymbolPlaceKind, SymbolPlace, SymbolPathVariable, SymbolPathElement } from './path-elements';

/** SymSrv's own limit on the stores of one element. */
const mostStores = 10;

/**
 * Characters that no file name of Windows has. Quotes are a usual mistake, because Windows' shell does not remove them.
 */
const impossible = /["<>|]/;

interface Parsed {
  /** The text with its original white space. */
  readonly written: string;
  readonly element: SymbolPathElement;
}

/**
 * A symbol path, in the syntax of `_NT_SYMBOL_PATH`: read, built, explained. Immutable; `with...` gives a new one.
 *
 * See "Symbol Paths" and "Using SymSrv" on Microsoft Learn.
 */
export class SymbolPath {
  /** The path without elements: only the folders of the images are searched. */
  static get empty(): SymbolPath {
    return new SymbolPath([]);
  }

  readonly #parsed: readonly Parsed[];

  /** @internal `parse` and the verbs make these. */
  constructor(parsed: readonly Parsed[]) {
    if (!Array.isArray(parsed)) throw new TypeError('SymbolPath: `SymbolPath.parse(text)` makes one of a text');
    this.#parsed = parsed;
  }

  /**
   * Reads a path such as `C:\symbols;srv*C:\cache*https://symbols.example.com`.
   *
   * @throws TypeError if it is no string; RangeError, naming the element, for an element without a meaning: with a NUL
   * or a quote, a URL that is none, `symsrv*` without a DLL and a store, more than 10 stores, more than one folder after `cache*`
   */
  static parse(text: string): SymbolPath {
    return parseSymbolPath(text, 'SymbolPath.parse: `text`');
  }

  /**
   * The path in an environment variable, `_NT_SYMBOL_PATH` by default; an empty path if it is not set.
   *
   * @throws RangeError for another variable, or as `parse`
   */
  static fromEnvironment(name: SymbolPathVariable = '_NT_SYMBOL_PATH'): SymbolPath {
    if (!isVariable(name)) throw outOfRange('SymbolPath.fromEnvironment: `name`', variables.join(' or '), name);
    return parseSymbolPath(process.env[name] ?? '', `the environment variable ${name}`);
  }

  get elements(): readonly SymbolPathElement[] {
    return this.#parsed.map(({ element }) => element);
  }

  /**
   * Adds a folder, `'.'` for the working directory, or all elements of another path.
   *
   * @throws RangeError for a folder with `;` or `*` in it, which no symbol path can name
   */
  with(folder: string | SymbolPath): SymbolPath {
    if (folder instanceof SymbolPath) return new SymbolPath([...this.#parsed, ...folder.#parsed]);
    return this.#and(checkPlace(folder, 'SymbolPath.with: `folder`', ['folder', 'share']));
  }

  /**
   * Adds a symbol server or store, `srv*CACHE*SERVER`.
   *
   * @param server - an https or http URL, a network share, or a folder
   * @param options - `cache`: the folder to which files are copied; `''` is the default store, and an array is a
   * cascade, the nearest first. Without it, files of a folder or share are used in place, and those of a URL are copied
   * to the default store
   * @throws RangeError for a URL as a cache, `;` or `*` in a part, or more than 10 stores
   */
  withServer(server: string, options: { readonly cache?: string | readonly string[] | undefined } = {}): SymbolPath {
    const label = 'SymbolPath.withServer';
    checkOptionNames(options, { cache: true }, label);
    const { cache = [] } = options;
    const caches =
      typeof cache === 'string' ? [cache] : Array.isArray(cache) ? (cache as readonly string[]) : undefined;
    if (!caches) throw wrongType(`${label}: \`cache\``, 'a string or an array of strings', cache);
    const parts = [
      ...caches.map((place) => checkPlace(place, `${label}: \`cache\``, ['folder', 'share', 'default'])),
      checkPlace(server, `${label}: \`server\``, ['folder', 'share', 'https', 'http']),
    ];
    if (hostAlone.test(server.trim()))
      throw outOfRange(`${label}: \`server\``, 'a URL, which begins with https://, or a whole path', server);
    return this.#and(['srv', ...parts].join('*'));
  }

  /**
   * Adds `cache*FOLDER`: files that later elements find are copied there. Without a folder, they go to the default
   * store.
   */
  withCache(folder = ''): SymbolPath {
    return this.#and(`cache*${checkPlace(folder, 'SymbolPath.withCache: `folder`', ['folder', 'share', 'default'])}`);
  }

  #and(text: string): SymbolPath {
    return new SymbolPath([...this.#parsed, ...parseSymbolPath(text, 'SymbolPath').#parsed]);
  }

  /**
   * Replaces environment variables by their current values: `_NT_SYMBOL_PATH` as an element, and `%NAME%` in folders and
   * shares, as DbgHelp does. Those that are not set stay, and `_NT_SYMBOL_PATH` within a value, too.
   *
   * @throws RangeError as `parse`
   */
  expanded(): SymbolPath {
    const parsed = this.#parsed.flatMap((part) =>
      part.element.kind === 'variable'
        ? SymbolPath.fromEnvironment(part.element.text as SymbolPathVariable).#parsed
        : [part],
    );
    return new SymbolPath(parsed.flatMap((part) => SymbolPath.#withValues(part)));
  }

  /** An element with the values of `%NAME%`; in a URL, `%` has another meaning. */
  static #withValues(part: Parsed): readonly Parsed[] {
    const { text } = part.element;
    if (!text.includes('%')) return [part];
    const value = (whole: string, name: string): string => process.env[name] ?? whole;
    const places = text.split('*').map((place) => (isUrl(placeOf(place)) ? place : place.replace(/%([^%]+)%/g, value)));
    const replaced = places.join('*');
    return replaced === text ? [part] : parseSymbolPath(replaced, `${text} with values`).#parsed;
  }

  /**
   * An equivalent path in its shortest form: no empty elements, no white space, lower-case keywords, `srv*` for
   * `symsrv*symsrv.dll*`.
   */
  normalized(): SymbolPath {
    const texts = this.elements.filter(({ kind }) => kind !== 'empty').map(shortest);
    return parseSymbolPath(texts.join(';'), 'SymbolPath');
  }

  /**
   * Describes the search for people: its order, the copies that it makes, elements that need symsrv.dll, folders that
   * do not exist, and elements that sessions refuse. It checks folders, never servers.
   *
   * @returns one line for each element, with indented lines for remarks about it
   */
  async explain(options: ExplainOptions = {}): Promise<string> {
    checkOptionNames(options, explainNames, 'SymbolPath.explain');
    const parsed = this.#parsed.flatMap((part) =>
      part.element.kind === 'variable'
        ? [part, ...SymbolPath.fromEnvironment(part.element.text as SymbolPathVariable).expanded().#parsed]
        : SymbolPath.#withValues(part),
    );
    return explainSymbolPath(
      parsed.map(({ element }) => element),
      options,
    );
  }

  /**
   * The path exactly as it was read or built, with the users, passwords and queries of its URLs, so that it can be read
   * again. `console.log` and `explain` hide these.
   */
  toString(): string {
    return this.#parsed.map(({ written }) => written).join(';');
  }

  toJSON(): string {
    return this.toString();
  }

  [inspect.custom](): string {
    return `SymbolPath ${inspect(maskedPath(this.toString()))}`;
  }
}

function isVariable(name: string): name is SymbolPathVariable {
  return (variables as readonly string[]).includes(name);
}

/** @internal */
export function parseSymbolPath(value: unknown, label: string): SymbolPath {
  const text = checkText(value, label);
  if (text === '') return SymbolPath.empty;
  const parsed = text.split(';').map((written, index) => ({
    written,
    element: parseElement(written.trim(), `${label}, element ${String(index + 1)},`),
  }));
  return new SymbolPath(parsed);
}

function parseElement(text: string, label: string): SymbolPathElement {
  if (impossible.test(text)) throw outOfRange(label, 'without quotes and other characters that no path has', text);
  if (text === '') return { kind: 'empty', text, places: [], serverDll: null };
  const parts = text.split('*').map((part) => part.trim());
  const [first = '', ...rest] = parts;
  const keyword = parts.length > 1 ? first.toLowerCase() : '';
  const of = (kind: SymbolPathElement['kind'], places: readonly string[], serverDll: string | null = null) => {
    if (places.length > mostStores) throw outOfRange(label, `of at most ${String(mostStores)} stores`, text);
    const placed = places.map(placeOf);
    // What cannot be read may have a password anywhere.
    const wrong = placed.find((place) => isUrl(place) && !URL.canParse(place.location));
    if (wrong) throw outOfRange(label, expectedUrl, `${wrong.kind}://...`);
    return { kind, text: parts.join('*'), places: placed, serverDll };
  };
  if (keyword === 'srv') return of('server', rest.length === 1 && rest[0] === '' ? [] : rest, symsrv);
  if (keyword === 'symsrv') {
    const [dll = '', ...stores] = rest;
    if (dll === '' || stores.length === 0) throw outOfRange(label, 'symsrv*DLL*STORE', text);
    return of('server', stores.length === 1 && stores[0] === '' ? [] : stores, dll);
  }
  if (keyword === 'cache') {
    if (rest.length !== 1) throw outOfRange(label, 'cache* or cache*FOLDER', text);
    return of('cache', rest, symsrv);
  }
  // A chain of stores may also have no keyword.
  if (parts.length > 1) return of('server', parts, symsrv);
  return of(isVariable(text) ? 'variable' : 'folder', isVariable(text) ? [] : [text]);
}

const expectedUrl =
  'with URLs that have a host, and in users and passwords %2A %3B %2F %3F %23 %40 instead of * ; / ? # @';

function placeOf(location: string): SymbolPlace {
  const scheme = /^(https?):/i.exec(location)?.[1]?.toLowerCase();
  const unc = /^[\\/]{2}(?![?.][\\/])/.test(location);
  const other = /^[a-z][a-z\d+.-]+:\/\//i.test(location);
  const onDisk = unc ? 'share' : other ? 'url' : 'folder';
  const kind = location === '' ? 'default' : ((scheme as 'http' | 'https' | undefined) ?? onDisk);
  return { kind, location };
}

const kindNames: Readonly<Record<SymbolPlaceKind, string>> = {
  folder: 'a folder',
  share: 'a network share',
  https: 'an https URL',
  http: 'an http URL',
  default: "'' for the default store",
  url: 'another URL',
};

/** Checks one part for a new element: it must not contain characters that would end or change the element. */
/** `symbols.example.com` would be a folder below the working directory. */
const hostAlone = /^(?:[a-z\d-]+\.)+[a-z]{2,}(?:\/.*)?$/i;

function checkPlace(value: unknown, label: string, kinds: readonly SymbolPlaceKind[]): string {
  const text = checkText(value, label).trim();
  const expected = kinds.map((kind) => kindNames[kind]).join(' or ');
  if (/[;*]/.test(text) || impossible.test(text)) throw outOfRange(label, `${expected}, without ; * " < > |`, text);
  if (!kinds.includes(placeOf(text).kind)) throw outOfRange(label, expected, text);
  return text;
}

function shortest({ text }: SymbolPathElement): string {
  return text.replace(/^(?:srv|symsrv\*symsrv\.dll|cache)\*/i, (keyword) =>
    keyword.toLowerCase().replace('symsrv*symsrv.dll*', 'srv*'),
  );
}
