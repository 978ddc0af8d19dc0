import { wrongType } from './checks';

type NamesOf<Options> = Options extends unknown ? keyof Options & string : never;

/** The names of a call's options, as a value; the compiler checks them against the type of the options. */
export type OptionNames<Options> = Readonly<Record<NamesOf<Options>, true>>;

/**
 * Throws for a value that is no object, and for unknown options: a misspelled option would silently do nothing.
 *
 * @param api - the function, for the error
 * @param what - the name of the options, for the error
 */
export function checkOptionNames(
  options: unknown,
  names: Readonly<Record<string, true>>,
  api: string,
  what = 'options',
): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw wrongType(`${api}: \`${what}\``, 'an object', options);
  for (const name in options) {
    if (Object.hasOwn(names, name) || !Object.hasOwn(options, name)) continue;
    throw unknownOption(name, Object.keys(names), api, what);
  }
  refuseForAll(options, names, api, what);
}

/**
 * Throws if all objects of the program have an option, because other code has added to `Object.prototype`: nobody meant
 * it for this call.
 */
function refuseForAll(options: object, names: Readonly<Record<string, true>>, api: string, what: string): void {
  for (const name in names) {
    if (!Object.hasOwn(names, name) || !(name in options) || !isOfAll(options, name)) continue;
    throw new TypeError(
      `${api}: \`Object.prototype\` has \`${name}\`, which \`${what}\` would inherit: remove what other code has added to it`,
    );
  }
}

/** Whether an object has a member from the prototype of all objects, of this program or of another context. */
function isOfAll(options: object, name: string): boolean {
  let holder = options;
  while (!Object.hasOwn(holder, name)) holder = Object.getPrototypeOf(holder) as object;
  return holder !== options && Object.hasOwn(holder, 'isPrototypeOf');
}

/** Options for Node.js with own members only: it would also take what other code has added to `Object.prototype`. */
export const ownOnly = <Options extends object>(options: Options): Options =>
  Object.assign(Object.create(null) as Options, options);

/**
 * The same for objects that may have extra members, such as the items of a pool: throws only for a name that looks like
 * a misspelled one.
 *
 * @param api - the function, for the error
 * @param what - the name of the object, for the error
 */
export function checkMisspelledNames(
  given: object,
  names: Readonly<Record<string, true>>,
  api: string,
  what: string,
): void {
  const missing = Object.keys(names).filter((name) => !Object.hasOwn(given, name));
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(names, name) && missing.some((meant) => isMisspelled(name, meant))) {
      throw unknownOption(name, missing, api, what);
    }
  }
}

function unknownOption(name: string, known: readonly string[], api: string, what: string): TypeError {
  const meant = nearest(name, known);
  return new TypeError(
    `${api}: \`${what}\` has no \`${name}\`; did you mean \`${meant}\`? There are ${known.join(', ')}`,
  );
}

const inOneCase = (name: string): string => name.toLowerCase().replaceAll(/[^a-z\d]/g, '');
const letters = (name: string): string => Array.from(name).sort().join('');
/** In shorter names, one changed letter makes a different word. */
const longName = 5;
/** In shorter names, two changed letters do. */
const shortName = 4;

/**
 * A misspelled name differs in case, in the order of letters, or by one letter added, left out or changed. A plural
 * counts as a different word.
 */
function isMisspelled(given: string, meant: string): boolean {
  const [one, other] = [inOneCase(given), inOneCase(meant)];
  if (one === other || letters(one) === letters(other)) return true;
  const sameLength = one.length === other.length;
  return distance(one, other) === 1 && one !== `${other}s` && (!sameLength || one.length >= longName);
}

/** The known name that is most like the given one. */
export function nearest(name: string, known: readonly string[]): string {
  const distances = known.map((candidate) => distance(name.toLowerCase(), candidate.toLowerCase()));
  return known[distances.indexOf(Math.min(...distances))]!;
}

/** The known name that was meant; undefined if none is much like the given one. */
export function misspelt(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const meant = nearest(name, known);
  const most = name.length < shortName ? 1 : Math.max(2, name.length / 3);
  return distance(name.toLowerCase(), meant.toLowerCase()) <= most ? meant : undefined;
}

/** The edit distance: the number of letters to insert, leave out or change. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let line = 1; line <= from.length; line++) {
    const next = [line];
    for (let at = 1; at <= to.length; at++) {
      const changed = row[at - 1]! + (from[line - 1] === to[at - 1] ? 0 : 1);
      next.push(Math.min(changed, row[at]! + 1, next[at - 1]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}
