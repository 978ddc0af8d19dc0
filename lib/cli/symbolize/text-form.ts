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

const marked: readonly TextForm[] = [wide, bigEndian, { ...bytes, mark: [0xef, 0xbb, 0xbf] }];

/** The form of a text by its first bytes; undefined if more of them are needed. */
export function formOf(first: Buffer, isAll: boolean): TextForm | undefined {
  const begins = ({ mark }: TextForm): boolean => mark.every((byte, at) => byte === first[at]);
  const perhaps = ({ mark }: TextForm): boolean =>
    first.length < mark.length && mark.slice(0, first.length).every((byte, at) => byte === first[at]);
  return marked.find(begins) ?? (!isAll && marked.some(perhaps) ? undefined : bytes);
}
