/** A test for names. */
export interface NamePattern {
  test(name: string): boolean;
}

/** A part of a mask: characters for which the test is true; one, or any number of them. */
interface Part {
  readonly accepts: (code: number) => boolean;
  readonly isMany: boolean;
}

/**
 * Matches a mask in a time that grows with the name and the mask, whatever they are: it keeps all places of the mask
 * that the beginning of the name can lead to. A RegExp would try every way to divide a name among the stars.
 */
export class MaskMatcher implements NamePattern {
  readonly #parts: readonly Part[];
  readonly #ignoresCase: boolean;
  /** The shortest name that can match. */
  readonly #least: number;
  #places: Uint8Array;
  #next: Uint8Array;

  constructor(parts: readonly Part[], ignoresCase: boolean) {
    this.#parts = parts;
    this.#ignoresCase = ignoresCase;
    this.#least = parts.filter(({ isMany }) => !isMany).length;
    this.#places = new Uint8Array(parts.length + 1);
    this.#next = new Uint8Array(parts.length + 1);
  }

  test(name: string): boolean {
    if (name.length < this.#least) return false;
    const text = this.#ignoresCase ? name.toLowerCase() : name;
    this.#places.fill(0);
    this.#places[0] = 1;
    this.#passMany();
    for (let at = 0; at < text.length; at++) if (!this.#take(text.charCodeAt(at))) return false;
    return this.#places[this.#parts.length] === 1;
  }

  /** Whether any place is left. */
  #take(code: number): boolean {
    const parts = this.#parts;
    const places = this.#places;
    const next = this.#next;
    let any = false;
    next.fill(0);
    for (let at = 0; at < parts.length; at++) {
      if (places[at] === 0 || !parts[at]!.accepts(code)) continue;
      next[parts[at]!.isMany ? at : at + 1] = 1;
      any = true;
    }
    this.#places = next;
    this.#next = places;
    if (any) this.#passMany();
    return any;
  }

  /** A part that stands for any number of characters may stand for none. */
  #passMany(): void {
    const parts = this.#parts;
    for (let at = 0; at < parts.length; at++) if (this.#places[at] === 1 && parts[at]!.isMany) this.#places[at + 1] = 1;
  }
}

const set = String.raw`\[[^\]\\]+\]`;
/** An escaped character, a set or a single character, and a sign that repeats it. */
const symbolParts = new RegExp(String.raw`(\\[^]|${set}|[^])([#+]?)`, 'g');

/** A mask of names of symbols and types, with DbgHelp's wildcards: `*`, `?`, sets, `#` and `+`, and `\` before those. */
export function symbolMatcher(mask: string, ignoresCase = false): NamePattern {
  const parts: Part[] = [];
  for (const [, what, sign] of (ignoresCase ? mask.toLowerCase() : mask).matchAll(symbolParts)) {
    const isStar = what === '*';
    const one = { accepts: isStar ? anything : acceptedBy(what!), isMany: isStar };
    if (!isStar && sign === '#') parts.push({ ...one, isMany: true });
    else if (!isStar && sign === '+') parts.push(one, { ...one, isMany: true });
    else parts.push(one, ...(sign ? [{ accepts: acceptedBy(sign), isMany: false }] : []));
  }
  return new MaskMatcher(parts, ignoresCase);
}

/** A mask of names of modules or files: `*` and `?`, ignoring case. */
export function wildcard(mask: string): NamePattern {
  const parts = Array.from(mask.toLowerCase().replace(/\*+/g, '*'), (what): Part[] => {
    if (what === '*') return [{ accepts: anything, isMany: true }];
    // A character beyond U+FFFF is two.
    return what === '?' ? [any] : Array.from({ length: what.length }, (_, at) => exactly(what.charCodeAt(at)));
  });
  return new MaskMatcher(parts.flat(), true);
}

/** Exactly this name, ignoring case. */
export function exactName(name: string): NamePattern {
  const wanted = name.toLowerCase();
  return { test: (other) => other.toLowerCase() === wanted };
}

/**
 * Whether a DLL may take very long for a mask: DLLs try every way to divide a name among the parts that stand for any
 * number of characters.
 */
export function isSlowMask(mask: string): boolean {
  let many = 0;
  for (const [, what, sign] of mask.matchAll(symbolParts)) if (what === '*' || sign) many++;
  return many > mostMany;
}

/** A name of 2,000 characters then takes some million steps at worst. */
const mostMany = 2;

const anything = (): boolean => true;
const any: Part = { accepts: anything, isMany: false };
const exactly = (wanted: number): Part => ({ accepts: (code) => code === wanted, isMany: false });

function acceptedBy(what: string): Part['accepts'] {
  if (what === '?') return anything;
  if (what.length === 1) return exactly(what.charCodeAt(0)).accepts;
  if (what.startsWith('\\')) return exactly(what.charCodeAt(1)).accepts;
  return inSet(what.slice(1, -1));
}

/** `a-c`, `abc`, or all but these after `^`. A range whose end comes before its beginning makes a set that matches nothing. */
function inSet(content: string): Part['accepts'] {
  const isNegated = content.startsWith('^') && content.length > 1;
  const ranges: (readonly [from: number, to: number])[] = [];
  for (const [, from, to = from] of content.slice(isNegated ? 1 : 0).matchAll(/([^])(?:-([^]))?/g)) {
    const range = [from!.charCodeAt(0), to!.charCodeAt(0)] as const;
    if (range[0] > range[1]) return () => false;
    ranges.push(range);
  }
  return (code) => ranges.some(([from, to]) => code >= from && code <= to) !== isNegated;
}
