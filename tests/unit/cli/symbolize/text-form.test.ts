import { LineBlocks } from '../../../../lib/cli/symbolize/line-blocks';
import { Random } from '../../../windows/random';

const marks = { none: [], utf8: [0xef, 0xbb, 0xbf], utf16le: [0xff, 0xfe], utf16be: [0xfe, 0xff] } as const;

/** Cuts bytes anywhere, and puts together what comes of them. */
function through(bytes: Buffer, sizeOf: () => number): { readonly whole: Buffer; readonly pieces: readonly string[] } {
  const blocks = new LineBlocks();
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const size = sizeOf();
    pieces.push(blocks.add(bytes.subarray(at, at + size)));
    at += size;
  }
  const { text, rest } = blocks.end();
  pieces.push(text);
  const form = blocks.form!;
  const whole = Buffer.concat([Buffer.from(form.mark), ...pieces.map((piece) => form.encode(piece)), rest]);
  return { whole, pieces };
}

const random = new Random(20);

describe.each(Object.entries(marks))('all bytes come back, of a text that begins with the mark %s', (_what, mark) => {
  it('wherever it is cut, also those that are no text, and half characters at the end', () => {
    for (let round = 0; round < 200; round++) {
      const length = random.below(400);
      const bytes = Buffer.from([
        ...mark,
        ...Array.from({ length }, () => random.pick([random.below(256), 0x0a, 0x0d, 0, 0x20, 0xff])),
      ]);
      expect(through(bytes, () => 1 + random.below(9)).whole.equals(bytes)).toBe(true);
    }
  });

  it('and nothing at all', () => {
    expect(through(Buffer.from(mark), () => 1).whole).toEqual(Buffer.from(mark));
  });
});

it('what looks like the beginning of a mark, or of letters of two bytes, is none', () => {
  for (const bytes of [
    [0x61],
    [0x61, 0],
    [0x61, 0, 0x62],
    [0x61, 0, 0, 0x0a],
    [0, 0x61, 0],
    [0xef],
    [0xef, 0xbb],
    [0xff],
    [0xef, 0xbb, 0x61],
    [0xff, 0x61, 0x0a],
  ]) {
    expect(through(Buffer.from(bytes), () => 1).whole).toEqual(Buffer.from(bytes));
  }
});

describe.each([
  ['UTF-8', Buffer.from('größe 日本 😀\n', 'utf8')],
  ['UTF-16', Buffer.from('\ufeffgröße 日本 😀\n', 'utf16le')],
  ['UTF-16 without a mark', Buffer.from('größe 日本 😀\n', 'utf16le')],
  ['UTF-16 without a mark, big-endian', Buffer.from('größe 日本 😀\n', 'utf16le').swap16()],
  ['UTF-16, big-endian', Buffer.from('\ufeffgröße 日本 😀\n', 'utf16le').swap16()],
])('%s', (_what, bytes) => {
  it('is read as people read it, and written back', () => {
    const blocks = new LineBlocks();
    const text = blocks.add(bytes);
    const form = blocks.form!;
    expect(form.read(text)).toBe('größe 日本 😀\n');
    expect(form.write('größe 日本 😀\n')).toBe(text);
  });
});

it('lines come when they end, all that have ended at once', () => {
  const blocks = new LineBlocks();
  expect(['a', 'b\nc', '\nd\r\ne', 'f'].map((text) => blocks.add(Buffer.from(text)))).toEqual([
    '',
    'ab\n',
    'c\nd\r\n',
    '',
  ]);
  expect(blocks.end().text).toBe('ef');
});

it('of a line of 100 MB no more than a few are kept, and it is cut at blanks', () => {
  const blocks = new LineBlocks();
  const chunk = Buffer.from(`${'x'.repeat(70)} app.exe+0x1164 `.repeat(700));
  let [given, got] = [0, 0];
  while (given < 100_000_000) {
    const text = blocks.add(chunk);
    given += chunk.length;
    got += text.length;
    expect(given - got).toBeLessThan(2 ** 21);
    expect(text === '' || text.endsWith(' ')).toBe(true);
  }
  expect(got + blocks.end().text.length).toBe(given);
});

it('a word of 100 MB is passed on, too', () => {
  const blocks = new LineBlocks();
  const chunk = Buffer.alloc(65_536, 'x');
  let [given, got] = [0, 0];
  while (given < 100_000_000) {
    got += blocks.add(chunk).length;
    given += chunk.length;
    expect(given - got).toBeLessThan(2 ** 21);
  }
  expect(got + blocks.end().text.length).toBe(given);
});
