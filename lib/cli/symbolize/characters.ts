/** Kinds of characters, as flags, for the characters of ASCII. */

/** Part of a word: what must not stand before or after a number. */
export const inWord = 1;
/** Part of a module's name. All other characters than those of ASCII are, too. */
export const inModule = 2;
export const hexDigit = 4;
/** Where something may begin. */
export const anchor = 8;

export const kinds = new Uint8Array(128);

function mark(characters: string, kind: number): void {
  for (const character of characters) kinds[character.charCodeAt(0)]! |= kind;
}

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const digits = '0123456789';
mark(`${letters}${digits}_$@`, inWord);
// Names with other characters are found by their ends.
mark(`${letters}${digits}_$@.-~`, inModule);
mark(`${digits}abcdefABCDEF`, hexDigit | anchor);
mark('+!:\n', anchor);

/** No flags outside of the text. */
export const kindAt = (text: string, at: number): number => {
  const code = text.charCodeAt(at);
  return code < 128 ? kinds[code]! : code >= 128 ? inWord | inModule : 0;
};

const zero = 0x30;
const upperA = 0x41;

/** The value of a hexadecimal digit. */
export const digitOf = (code: number): number => (code < upperA ? code - zero : (code | 0x20) - 0x57);
