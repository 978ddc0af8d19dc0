/**
 * How the bytes of a text become characters to look at. All bytes come back, whether they are text or not: those of one-byte
 * encodings are taken as Latin-1, in which each byte is a character, and those of UTF-16 as they are.
 */
export interface TextForm {
  /** The bytes that say so, before the first character. */
  readonly mark: readonly number[];
  /** Bytes of a character. */
  readonly unit: 1 | 2;
  readonly decode: (bytes: Buffer) => string;
  readonly encode: (text: string) => Buffer;
  /** What a part of the text means to people. */
  readonly read: (part: string) => string;
  /** The reverse of `read`. */
  readonly write: (meant: string) => string;
}

const same = (text: string): string => text;

const wide: TextForm = {
  mark: [0xff, 0xfe],
  unit: 2,
  decode: (bytes) => bytes.toString('utf16le'),
  encode: (text) => Buffer.from(text, 'utf16le'),
  read: same,
  write: same,
};

const bigEndian: TextForm = {
  ...wide,
  mark: [0xfe, 0xff],
  decode: (bytes) => Buffer.from(bytes).swap16().toString('utf16le'),
  encode: (text) => Buffer.from(text, 'utf16le').swap16(),
};

const isAscii = (text: string): boolean => !/[^\0-\x7f]/.test(text);

const bytes: TextForm = {
  mark: [],
  unit: 1,
  decode: (given) => given.toString('latin1'),
  encode: (text) => Buffer.from(text, 'latin1'),
  read: (part) => (isAscii(part) ? part : Buffer.from(part, 'latin1').toString('utf8')),
  write: (meant) => (isAscii(meant) ? meant : Buffer.from(meant, 'utf8').toString('latin1')),
};

/** Any byte of a letter, digit or sign of ASCII. */
const plain = 'plain';

/** The forms that a text tells by its first bytes: by a mark, or by letters of two bytes, as programs write to pipes. */
const told: readonly { readonly begins: readonly (number | typeof plain)[]; readonly form: TextForm }[] = [
  ...[wide, bigEndian, { ...bytes, mark: [0xef, 0xbb, 0xbf] }].map((form) => ({ begins: form.mark, form })),
  { begins: [plain, 0, plain, 0], form: { ...wide, mark: [] } },
  { begins: [0, plain, 0, plain], form: { ...bigEndian, mark: [] } },
];

/** The form of a text by its first bytes; undefined if more of them are needed. */
export function formOf(first: Buffer, isAll: boolean): TextForm | undefined {
  const possible = told.filter(({ begins }) =>
    begins.every((wanted, at) => {
      const byte = first[at];
      return byte === undefined || (wanted === plain ? byte > 0x20 && byte < 0x7f : byte === wanted);
    }),
  );
  const certain = possible.find(({ begins }) => begins.length <= first.length);
  return certain?.form ?? (possible.length > 0 && !isAll ? undefined : bytes);
}
