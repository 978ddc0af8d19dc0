import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { collectGarbage } from '../../collect-garbage';
import { begin, filtered, sourcesOf, warnings, type Given } from './filtered-text';

const bin = path.join(__dirname, '../../../fixtures/bin');
/** Of 16,384 bytes, as its headers say. */
const app = path.join(bin, 'x64/app.exe');

beforeEach(() => warnings.splice(0));

const offWindows = process.platform === 'win32' ? describe.skip : describe;

offWindows('without DbgHelp', () => {
  const modules = [`${app}=0x7ff6f2c30000`];

  it('addresses in given modules become offsets, other text stays, and the lack is told once', async () => {
    const text = 'at 0x7ff6f2c31164 and 0x7ff6f2c3ffff0, app.exe+0x1164\r\n\0\xff at 00007ff6`f2c31165';
    const expected = text.replace('1164 and', '1164 (app+0x1164) and').replace(/$/, ' (app+0x1165)');
    expect((await filtered(Buffer.from(text, 'latin1'), { modules })).toString('latin1')).toBe(expected);
    expect(warnings).toEqual([expect.stringMatching(/^names and lines need Windows' dbghelp\.dll/)]);
  });

  it('without modules, the text stays as it is', async () => {
    const text = 'app.exe+0x1164 (0x7ff6f2c31164)\n';
    expect((await filtered(text, { images: [path.dirname(app)] })).toString()).toBe(text);
    expect(warnings).toHaveLength(1);
  });

  it.each<[string, BufferEncoding]>([
    ['UTF-16, as PowerShell writes it', 'utf16le'],
    ['UTF-8 with a mark', 'utf8'],
  ])('in %s, annotations have its form', async (_what, encoding) => {
    const form = (text: string): Buffer => Buffer.from(`\ufeff${text}`, encoding);
    const given = form('größe 0x7ff6f2c31164\r\n');
    expect(await filtered(given, { modules })).toEqual(form('größe 0x7ff6f2c31164 (app+0x1164)\r\n'));
  });

  it('as JSON, each address is an object, with its line and column', async () => {
    const text = 'a\nat 0x7ff6f2c31164 0x1234567\n';
    const lines = (await filtered(text, { modules, json: true })).toString().split('\n');
    expect(lines.map((line) => (line === '' ? null : (JSON.parse(line) as unknown)))).toEqual([
      {
        version: 1,
        line: 2,
        column: 4,
        text: '0x7ff6f2c31164',
        answer: { address: '0x7ff6f2c31164', level: 'module', module: 'app', name: null, displacement: '0x1164' },
      },
      null,
    ]);
  });

  it('the image of a given module is found by name in the folders of images', async () => {
    const images = [bin];
    const [given] = (await sourcesOf({ images, modules: ['frameless.exe=0x400000'] })).given;
    expect(given).toMatchObject({
      base: 0x40_0000n,
      name: 'frameless',
      file: { path: path.join(bin, 'x86/frameless.exe') },
    });
  });
});

describe('mistakes in its options are told before the text is read', () => {
  it.each<[string, Given, string]>([
    ['no base', { modules: [app] }, '--module must be IMAGE=BASE'],
    ['no image', { modules: ['=0x1000'] }, '--module must be IMAGE=BASE'],
    ['no address', { modules: [`${app}=here`] }, 'BASE must be an address such as 0x140000000, got here'],
    [
      'a number with two meanings',
      { modules: [`${app}=140000000`] },
      'write 0x140000000, or 0x8583b00 if the number is decimal',
    ],
    ['no such image', { modules: ['absent.exe=0x1000'] }, 'there is no file absent.exe, and no image of that name'],
    ['a PDB', { modules: [`${app.replace('.exe', '.pdb')}=0x1000`] }, 'app.pdb is a PDB'],
    ['what is no image', { modules: [`${__filename}=0x1000`] }, __filename],
    [
      'modules over each other',
      { modules: [`${app}=0x10000`, `${app}=0x11000`] },
      'app and app would have the same addresses',
    ],
    ['a folder that is not there', { images: [path.join(bin, 'absent')] }, '--images: there is no folder'],
    ['a search path without a meaning', { symbols: ['"C:\\symbols"'] }, 'without quotes'],
  ])('%s', async (_what, given, message) => {
    await expect(sourcesOf(given)).rejects.toThrow(message);
  });
});

describe('a stream', () => {
  it('that is empty gives nothing, and opens nothing', async () => {
    expect(await filtered('')).toEqual(Buffer.alloc(0));
    expect(await filtered('no places\n')).toEqual(Buffer.from('no places\n'));
    expect(warnings).toEqual([]);
  });

  it('gives a line as soon as it has come, and keeps one without an end', async () => {
    const { input, output, done } = await begin({}, new PassThrough());
    const next = async (text: string): Promise<string> => {
      input.write(text);
      const [answer] = (await once(output, 'data')) as [Buffer];
      return answer.toString();
    };
    expect(await next('one\n')).toBe('one\n');
    expect(await next('two\nthree')).toBe('two\n');
    expect(await next(' and four\nfive')).toBe('three and four\n');
    input.end();
    expect(String((await once(output, 'data'))[0])).toBe('five');
    await done;
  });

  it('is not read while nobody reads what it gave', async () => {
    let isBlocked = true;
    let release = (): void => undefined;
    const output = new Writable({
      highWaterMark: 1,
      write(_bytes, _encoding, next) {
        if (isBlocked) release = next;
        else next();
      },
    });
    const { input, done } = await begin({}, output);
    const line = Buffer.alloc(65_536, 'x\n');
    let taken = 0;
    while (taken < 1000 && input.write(line)) {
      taken++;
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(taken * line.length).toBeLessThan(2 ** 23);
    isBlocked = false;
    release();
    input.end();
    await done;
  });

  it.each(['EPIPE', 'EOF', 'ERR_STREAM_DESTROYED'])('that nobody reads on ends without an error: %s', async (code) => {
    const output = new Writable({
      write(_bytes, _encoding, next) {
        next(Object.assign(new Error(code), { code }));
      },
    });
    const { input, done } = await begin({}, output);
    input.write('one\n');
    await done;
    expect(input.destroyed).toBe(true);
  });

  it('that is very long is not kept, whatever it names', async () => {
    const line = (at: number): string =>
      `app!${'f'.repeat(30)}${String(at)}+0x1 app.exe+0x${(at % 0x3000).toString(16)}`;
    const inUse = async (): Promise<number> => {
      for (let times = 0; times < 3; times++) await collectGarbage();
      const { heapUsed, external } = process.memoryUsage();
      return heapUsed + external;
    };
    const { input, output, done } = await begin({ images: [path.dirname(app)] }, new PassThrough());
    output.resume();
    const used: number[] = [];
    for (let block = 0; block < 240; block++) {
      // Names are part of a text of half a mebibyte.
      if (!input.write(`${line(block)} ${'x'.repeat(2 ** 19)}\n`)) await once(input, 'drain');
      if (block % 80 === 79) used.push(await inUse());
    }
    expect(used[2]! - used[0]!).toBeLessThan(2 ** 24);
    input.end();
    await done;
  });

  it('that cannot be written fails with the reason', async () => {
    const output = new Writable({
      write(_bytes, _encoding, next) {
        next(Object.assign(new Error('no space left'), { code: 'ENOSPC' }));
      },
    });
    const { input, done } = await begin({}, output);
    input.write('one\n');
    await expect(done).rejects.toThrow('no space left');
  });

  it.each(['EBADF', 'EOF'])('that is closed is an empty one: %s', async (code) => {
    const { input, done } = await begin({}, new PassThrough());
    input.destroy(Object.assign(new Error(code), { code }));
    await done;
  });

  it('that cannot be read fails with the reason', async () => {
    const { input, done } = await begin({}, new PassThrough());
    input.destroy(Object.assign(new Error('a folder'), { code: 'EISDIR' }));
    await expect(done).rejects.toThrow('a folder');
  });
});

offWindows('names of files', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'dbghelp-'));
    mkdirSync(path.join(folder, 'größe 1.dll/5F0E8A4B7000'), { recursive: true });
    copyFileSync(path.join(bin, 'x64/scene.dll'), path.join(folder, 'größe 1.dll/5F0E8A4B7000/größe 1.dll'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('have blanks and other alphabets, in any case, also in a store', async () => {
    const { given } = await sourcesOf({
      images: [folder],
      modules: ['GRÖSSE 1.DLL=0x10000', 'Größe 1.dll=0x10000'].slice(1),
    });
    expect(given).toMatchObject([{ name: 'größe 1', base: 0x1_0000n }]);
  });
});
