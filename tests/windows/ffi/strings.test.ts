import { TextDecoder } from 'node:util';
import { AnsiString, SYMBOL_INFO, SYMBOL_INFOW, WideString } from '../../../lib';
import { loadProbe, type Probe } from '../probe';

let probe: Probe;
/** Windows' ANSI code page of the process: it depends on the language, or on node.exe's manifest. */
let codePage: number;

beforeAll(async () => {
  probe = await loadProbe();
  codePage = probe.koffi.load('kernel32.dll').func('__stdcall', 'GetACP', 'uint32_t', [])() as number;
});

beforeEach(() => {
  probe.reset();
});

const key = 0x70009001n;
const utf8 = 65001;

/** Windows' code page 1252 from 0x80 to 0x9F, from Unicode's table; the rest is Latin-1. */
const c1Of1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** Text of the code page. Node 20's TextDecoder treats 1252 as Latin-1, but knows the others. */
function decode(bytes: Uint8Array): string {
  if (codePage === 1252) {
    return Buffer.from(bytes)
      .toString('latin1')
      .replace(/[\x80-\x9f]/g, (character) => c1Of1252[character.charCodeAt(0) - 0x80]!);
  }
  const others: Readonly<Record<number, string>> = {
    932: 'shift_jis',
    936: 'gbk',
    949: 'euc-kr',
    950: 'big5',
    [utf8]: 'utf-8',
  };
  return new TextDecoder(others[codePage] ?? `windows-${String(codePage)}`).decode(bytes);
}

const singleByte = (): boolean => codePage === 874 || (codePage >= 1250 && codePage <= 1258);

/** All non-ASCII characters of the code page, byte for byte; for UTF-8 some examples. */
function beyondAscii(): { text: string; bytes: Buffer } {
  if (!singleByte()) {
    const bytes = Buffer.from('äöü€', 'utf8');
    return codePage === utf8 ? { text: 'äöü€', bytes } : { text: '', bytes: Buffer.alloc(0) };
  }
  const bytes = Buffer.from(Array.from({ length: 128 }, (_, at) => 128 + at)).filter(
    (byte) => decode(Uint8Array.of(byte)) !== '\ufffd',
  );
  return { text: decode(bytes), bytes: Buffer.from(bytes) };
}

/** The bytes that the DLL found at the address. */
async function ansiIn(text: string): Promise<Buffer | undefined> {
  probe.reset();
  await probe.dll.SymFromName(key, text, SYMBOL_INFO.alloc(4));
  return probe.records().at(-1)!.copies.get(1);
}

async function wideIn(text: string): Promise<string | undefined> {
  probe.reset();
  await probe.dll.SymFromNameW(key, text, SYMBOL_INFOW.alloc(4));
  return probe.records().at(-1)!.copies.get(1)?.toString('utf16le');
}

describe('text for a function without W', () => {
  it.each(['main', '', 'C:\\Program Files\\a b.dll', ' ~!'])('is unchanged if it is ASCII: %p', async (text) => {
    expect(await ansiIn(text)).toEqual(Buffer.from(`${text}\0`, 'latin1'));
  });

  it('is in the ANSI code page, character by character', async () => {
    const { text, bytes } = beyondAscii();
    expect(await ansiIn(text)).toEqual(Buffer.concat([bytes, Buffer.of(0)]));
    for (const [at, character] of Array.from(text).entries()) {
      if (!singleByte()) break;
      expect(await ansiIn(`a${character}`)).toEqual(Buffer.of(0x61, bytes[at]!, 0));
    }
  });

  it.each(['✓', '中', 'Ā', 'Ａ', '𝔘', '\ud800', 'ſ'])(
    'is a RangeError that names the parameter where the code page lacks a character: %p',
    async (character) => {
      const known = codePage === utf8 ? 'everything' : beyondAscii().text;
      const call = ansiIn(`a${character}b`);
      if (known === 'everything' || known.includes(character) || !singleByte()) {
        expect(decode((await call)!)).toBe(`a${character}b\0`);
        return;
      }
      await expect(call).rejects.toThrow(RangeError);
      await expect(ansiIn(character)).rejects.toThrow('dbghelp.SymFromName: `Name`');
      expect(probe.calls('SymFromName')).toBe(0);
    },
  );

  it('is refused with a NUL', async () => {
    await expect(ansiIn('a\0b')).rejects.toThrow(RangeError);
    await expect(ansiIn('\0')).rejects.toThrow('`Name`');
  });
});

describe('text for a function with W', () => {
  it.each(['main', '', 'ä€✓', '𝔘nicode', '\ud800', 'a\udc00b', '\uffff', '\ufeffa', 'x'.repeat(100)])(
    'is UTF-16 as it is: %p',
    async (text) => {
      expect(await wideIn(text)).toBe(`${text}\0`);
    },
  );

  it('is refused with a NUL', async () => {
    await expect(wideIn('a\0b')).rejects.toThrow(RangeError);
    await expect(wideIn('\0')).rejects.toThrow('`Name`');
  });
});

describe('text that a function returns', () => {
  it.each([1, 5, 259, 4000])('is read to its end: %i characters', async (length) => {
    const text = 'abcdefghijklmnopqrstuvwxyz'.repeat(200).slice(0, length);
    probe.textLength(length);
    await expect(probe.dll.SymSetHomeDirectory(key, null)).resolves.toBe(text);
    await expect(probe.dll.SymSetHomeDirectoryW(key, null)).resolves.toBe(text);
  });

  it('is a failure if it is a null pointer', async () => {
    probe.fails('SymSetHomeDirectoryW', 3);
    await expect(probe.dll.SymSetHomeDirectoryW(key, null)).rejects.toMatchObject({ win32Code: 3 });
    await expect(probe.dll.run((api) => api.SymSetHomeDirectoryW.raw(key, null))).resolves.toBeNull();
  });
});

describe('a text buffer', () => {
  it.each([
    ['WideString', WideString, 2],
    ['AnsiString', AnsiString, 1],
  ] as const)('%s has the room that it was asked for, empty at first', (_name, kind, bytesEach) => {
    const text = kind.alloc(7);
    expect([text.capacity, text.bytes.length, text.toString()]).toEqual([7, 7 * bytesEach, '']);
    expect(text.bytes.every((byte) => byte === 0)).toBe(true);
  });

  it.each([
    ['WideString', WideString],
    ['AnsiString', AnsiString],
  ] as const)('%s refuses a capacity that is none', (name, kind) => {
    for (const capacity of [0, -1, 1.5, Number.NaN, Infinity, 2 ** 40]) {
      expect(() => kind.alloc(capacity)).toThrow(RangeError);
      expect(() => kind.alloc(capacity)).toThrow(`${name}.alloc: \`capacity\``);
    }
    for (const capacity of ['7', null, undefined, 7n]) expect(() => kind.alloc(capacity as never)).toThrow(TypeError);
  });

  it('WideString is the text before the first NUL', () => {
    const text = WideString.alloc(6);
    text.bytes.set(Buffer.from('ä𝔘b\0c', 'utf16le'));
    expect(text.toString()).toBe('ä𝔘b');
    text.bytes.set(Buffer.from('abcdef', 'utf16le'));
    expect(text.toString()).toBe('abcdef');
    // A zero byte across two characters is no NUL.
    text.bytes.set(Buffer.from('\u0100\u0001\u0200\0', 'utf16le'));
    expect(text.toString()).toBe('\u0100\u0001\u0200');
  });

  it('AnsiString is text of the ANSI code page', () => {
    const { text, bytes } = beyondAscii();
    const buffer = AnsiString.alloc(bytes.length + 3);
    buffer.bytes.set(bytes);
    buffer.bytes.set(Buffer.from('\0x'), bytes.length);
    expect(buffer.toString()).toBe(text);
    const full = AnsiString.alloc(3);
    full.bytes.set(Buffer.from('abc'));
    expect(full.toString()).toBe('abc');
  });

  it.each([2, 10, 24, 25, 400])('is filled up to its length: %i characters', async (capacity) => {
    const said = 'probe:SymGetSearchPathW';
    probe.fill('SymGetSearchPathW');
    probe.fill('SymGetSearchPath');
    const wide = WideString.alloc(capacity);
    const ansi = AnsiString.alloc(capacity);
    await probe.dll.SymGetSearchPathW(key, wide, capacity);
    await probe.dll.SymGetSearchPath(key, ansi, capacity);
    expect(wide.toString()).toBe(said.slice(0, capacity - 1));
    expect(ansi.toString()).toBe(said.slice(0, -1).slice(0, capacity - 1));
  });

  it('may be larger than the given length, and is unchanged beyond that', async () => {
    probe.fill('SymGetSearchPathW', 'to the end');
    const text = WideString.alloc(40);
    text.bytes.fill(0x58);
    await probe.dll.SymGetSearchPathW(key, text, 30);
    expect(text.toString()).toBe('probe:SymGetSearchPathW'.padEnd(29, 'x'));
    expect(text.bytes.subarray(60).every((byte) => byte === 0x58)).toBe(true);
  });
});
