import { wrongType } from './checks';

type NamesOf<Options> = Options extends unknown ? keyof Options & string : never;

/** The names of a call's options, beside their type, which the compiler holds it to. */
export type OptionNames<Options> = Readonly<Record<NamesOf<Options>, true>>;

/**
 * Refuses what is no object, and options that a call does not have: what is misspelled would do nothing, without a word.
 *
 * @param api - who asks
 * @param what - what the options are called
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
}

/**
 * The same for what may have more in it than it is asked for, such as the items of a pool: refuses only what looks like a name that is not there.
 *
 * @param api - who asks
 * @param what - what the object is called
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
/** Of shorter names, one letter for another makes a different word. */
const longName = 5;

/** In another case, with two letters exchanged, or one more, less or another; a plural is a word of its own. */
function isMisspelled(given: string, meant: string): boolean {
  const [one, other] = [inOneCase(given), inOneCase(meant)];
  if (one === other || letters(one) === letters(other)) return true;
  const sameLength = one.length === other.length;
  return distance(one, other) === 1 && one !== `${other}s` && (!sameLength || one.length >= longName);
}

function nearest(name: string, known: readonly string[]): string {
  const distances = known.map((candidate) => distance(name.toLowerCase(), candidate.toLowerCase()));
  return known[distances.indexOf(Math.min(...distances))]!;
}

/** How many letters are to be put in, left out or changed. */
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
