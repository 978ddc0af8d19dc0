import { anchor, digitOf, hexDigit, inModule, inWord, kindAt, kinds } from './characters';
import { frameRole, noFrame, type FrameRole } from './frame-rows';
import { labelBefore, mostLinesBetween } from './labels';
import type { Place } from './place';

/** A file name has no more characters on Windows. */
const longestModule = 255;
/** DbgHelp's names have fewer characters. */
const longestName = 4096;
const mostDigits = 16;

const newline = 0x0a;
const blank = 0x20;
const plus = 0x2b;
const colon = 0x3a;
const bang = 0x21;
const grave = 0x60;
const zero = 0x30;

/** A number in a text, and where it ends. */
interface HexNumber {
  readonly end: number;
  readonly digits: number;
  readonly value: bigint | number;
}

/** A name behind an exclamation mark, as far as it was looked at. */
interface BegunName {
  readonly bang: number;
  at: number;
  /** Open brackets and quotes, in which a blank does not end the name. */
  depth: number;
}

/**
 * Finds places in code in a text that comes in pieces. It looks at each character a bounded number of times, whatever the
 * text is.
 */
export class Scanner {
  readonly #wantsAddresses: boolean;
  #line = 0;
  /** Characters of a line that came in pieces before. */
  #columns = 0;
  #lineStart = 0;
  #role: FrameRole | undefined;
  /** The form of the last row of a stack, and its line. */
  #lastForm = -1;
  #lastFormLine = -1;
  /** The module that a record of a fault has named, and the line. */
  #faulting: string | null = null;
  #faultingLine = 0;
  #text = '';
  /** No place begins before. */
  #from = 0;
  #name: BegunName | undefined;
  #places: Place[] = [];

  /** @param wantsAddresses - whether addresses without a module are places, too */
  constructor(wantsAddresses: boolean) {
    this.#wantsAddresses = wantsAddresses;
  }

  /** The places in a piece, in the order in which they end. */
  scan(text: string): Place[] {
    this.#text = text;
    this.#places = [];
    this.#from = 0;
    this.#name = undefined;
    this.#lineStart = -this.#columns;
    const { length } = text;
    for (let at = 0; at < length; at++) {
      const code = text.charCodeAt(at);
      if (code >= 128 || (kinds[code]! & anchor) === 0) continue;
      if (code === newline) this.#nextLine(at + 1);
      else if (code === plus) at = this.#plus(at);
      else if (code === bang) this.#bang(at);
      else if (code === colon) at = this.#colon(at);
      else if (this.#wantsAddresses) at = this.#digit(at);
    }
    this.#columns = length - this.#lineStart;
    return this.#places;
  }

  #nextLine(start: number): void {
    this.#line++;
    this.#lineStart = start;
    this.#from = start;
    this.#role = undefined;
    this.#name = undefined;
  }

  #bang(at: number): void {
    if (at > this.#from && (kindAt(this.#text, at - 1) & inModule) !== 0 && !this.#text.endsWith('operator', at)) {
      this.#name = { bang: at, at: at + 1, depth: 0 };
    }
  }

  /** `module+0x12`, `module!name+0x12`, also with blanks around the plus. Returns where to go on. */
  #plus(at: number): number {
    const text = this.#text;
    const spaced = text.charCodeAt(at - 1) === blank && text.charCodeAt(at + 1) === blank;
    const digits = spaced ? at + 2 : at + 1;
    if (text.charCodeAt(digits) !== zero || (text.charCodeAt(digits + 1) | 0x20) !== 0x78) return at;
    const number = this.#number(digits + 2);
    if (number.digits === 0 || number.digits > mostDigits || (kindAt(text, number.end) & inWord) !== 0) return at;
    const before = spaced ? at - 1 : at;
    const name = this.#nameBefore(before);
    if (name) this.#found(this.#moduleStart(name.bang), name.bang, number, text.slice(name.bang + 1, before));
    else if (!this.#name) this.#found(this.#moduleStart(before), before, number, null);
    this.#from = number.end;
    this.#name = undefined;
    return number.end - 1;
  }

  #found(start: number, moduleEnd: number, { end, value }: HexNumber, name: string | null): void {
    const module = this.#text.slice(start, moduleEnd);
    if (noModule.test(module)) return;
    const { form, isFirst } = this.#roleNow();
    this.#add(start, end, module, name, value, form !== -1 && !isFirst);
  }

  #add(
    start: number,
    end: number,
    module: string | null,
    name: string | null,
    value: bigint | number,
    isReturn: boolean,
  ): void {
    this.#places.push({ start, end, line: this.#line, lineStart: this.#lineStart, module, name, value, isReturn });
  }

  /** Where the name of a module begins that ends here. */
  #moduleStart(end: number): number {
    const least = Math.max(this.#from, end - longestModule);
    let start = end;
    while (start > least && (kindAt(this.#text, start - 1) & inModule) !== 0) start--;
    return start;
  }

  /** The name that ends here, if what follows the last exclamation mark is one. */
  #nameBefore(end: number): BegunName | undefined {
    const name = this.#name;
    if (!name || end <= name.bang + 1 || end - name.bang > longestName) return undefined;
    for (; name.at < end; name.at++) {
      if (!goesOn(this.#text, name)) {
        this.#name = undefined;
        return undefined;
      }
    }
    return name;
  }

  /** The hexadecimal digits here, with grave accents as debuggers print them. */
  #number(start: number): HexNumber {
    const text = this.#text;
    let [end, digits, high, low] = [start, 0, 0, 0];
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (code === grave && digits > 0 && (kindAt(text, end + 1) & hexDigit) !== 0) continue;
      if (code >= 128 || (kinds[code]! & hexDigit) === 0) break;
      digits++;
      high = (high * 16 + Math.floor(low / 0x1000_0000)) % 0x1_0000_0000;
      low = (low % 0x1000_0000) * 16 + digitOf(code);
    }
    const value = high < 0x20_0000 ? high * 0x1_0000_0000 + low : (BigInt(high) << 32n) | BigInt(low);
    return { end, digits, value };
  }

  /** An address at the beginning of a word. Returns where to go on. */
  #digit(at: number): number {
    const text = this.#text;
    if (at > 0 && (kindAt(text, at - 1) & inWord) !== 0) return at;
    let digits = at;
    // Some print the prefix twice.
    while (text.charCodeAt(digits) === zero && (text.charCodeAt(digits + 1) | 0x20) === 0x78 && digits - at < 4)
      digits += 2;
    const number = this.#number(digits);
    const least = digits > at ? 4 : 8;
    if (number.digits < least || number.digits > mostDigits || (kindAt(text, number.end) & inWord) !== 0) {
      return Math.max(at, number.end - 1);
    }
    const { form, isFirst, hasReturn } = this.#roleNow();
    this.#add(at, number.end, null, null, number.value, form !== -1 && (hasReturn || !isFirst));
    return number.end - 1;
  }

  /** A label of a record. Returns where to go on. */
  #colon(at: number): number {
    const text = this.#text;
    const label = labelBefore(text, at);
    if (!label) return at;
    let start = at + 1;
    while (start - at < longestModule && (text.charCodeAt(start) === blank || text.charCodeAt(start) === 9)) start++;
    if (label.gives === 'module') {
      const value = /^[^,\r\n]*/.exec(text.slice(start, start + longestModule))![0].trim();
      this.#faulting = value === '' ? null : value;
      this.#faultingLine = this.#line;
      return at;
    }
    const module = this.#faulting;
    this.#faulting = null;
    if (module === null || this.#line - this.#faultingLine > mostLinesBetween) return at;
    const hasPrefix = text.charCodeAt(start) === zero && (text.charCodeAt(start + 1) | 0x20) === 0x78;
    const number = this.#number(hasPrefix ? start + 2 : start);
    if (number.digits === 0 || number.digits > mostDigits) return at;
    this.#add(start, number.end, module, null, number.value, false);
    return number.end - 1;
  }

  /** What the line says of its addresses; asked only where it has one. */
  #roleNow(): FrameRole {
    if (this.#role) return this.#role;
    const previous = this.#lastFormLine === this.#line - 1 ? this.#lastForm : -1;
    const role = this.#lineStart < 0 ? noFrame : frameRole(this.#text, this.#lineStart, previous);
    if (role.form !== -1) [this.#lastForm, this.#lastFormLine] = [role.form, this.#line];
    return (this.#role = role);
  }
}

/** `[app.cpp : 25 + 0x5]` */
const noModule = /^\d*$/;

const opening = new Set(Array.from('<([{`', (character) => character.charCodeAt(0)));
const closing = new Set(Array.from(">)]}'", (character) => character.charCodeAt(0)));

/** Whether the character at `name.at` belongs to the name. */
function goesOn(text: string, name: BegunName): boolean {
  const code = text.charCodeAt(name.at);
  if (opening.has(code)) name.depth++;
  else if (closing.has(code)) name.depth = Math.max(0, name.depth - 1);
  else if (code < blank) return false;
  else if (code === blank)
    return name.depth > 0 || text.slice(Math.max(name.bang, name.at - 30), name.at).includes('operator');
  return true;
}
