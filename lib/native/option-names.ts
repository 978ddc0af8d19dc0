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
  if (typeof options !== 'object' || options === null) throw wrongType(`${api}: \`${what}\``, 'an object', options);
  for (const name in options) {
    if (Object.hasOwn(names, name) || !Object.hasOwn(options, name)) continue;
    const known = Object.keys(names);
    throw new TypeError(
      `${api}: \`${what}\` has no \`${name}\`; did you mean \`${nearest(name, known)}\`? There are ${known.join(', ')}`,
    );
  }
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
