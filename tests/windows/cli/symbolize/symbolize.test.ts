import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { begin, filtered, warnings, type Given } from '../../../unit/cli/symbolize/filtered-text';
import { bin, truth, variant, type TrueAddress, type TrueFunction } from '../../fixtures';

beforeEach(() => warnings.splice(0));

const hex = (value: number | bigint): string => `0x${value.toString(16)}`;
const images = [bin(variant)];

function inApp(name: string): TrueFunction {
  return truth(`app-${variant}`).functions.find((one) => one.name === name)!;
}

/** What llvm says of an address, as it is written behind it. */
const said = ({ name, rva: begin }: TrueFunction, { rva, file, line }: TrueAddress, later = 0): string =>
  `app!${name}${rva + later === begin ? '' : `+${hex(rva + later - begin)}`} [${file!} @ ${String(line)}]`;

const announce = inApp('app::announce');
const rounds = inApp('app::run_rounds');
/** In the middle of each: no compiler put another line there. */
const [first, second] = [announce.addresses[3]!, rounds.addresses[3]!];

const text = async (given: string, options: Given = { images }): Promise<string> =>
  (await filtered(given, options)).toString();

/** `@1` and `@2` stand for offsets; what follows `=>` in a line is what the filter adds in place of it. */
interface Format {
  readonly title: string;
  readonly lines: readonly (readonly [before: string, place: string, after: string, said: string])[];
}

const a = hex(first.rva);
const b = hex(second.rva);
const inA = ` (${said(announce, first)})`;
const inB = ` (${said(rounds, second)})`;
/** A return address is that of the next instruction; here, of the next byte. */
const afterB = hex(second.rva + 1);
const returnsToB = ` (${said(rounds, second, 1)})`;

const formats: readonly Format[] = [
  { title: 'an offset into a file', lines: [['crash in ', `app.exe+${a}`, ', sadly', inA]] },
  { title: 'an offset into a module in capitals', lines: [['', `APP+${a}`, '', inA]] },
  {
    title: 'a function and an offset',
    lines: [
      [
        '',
        `app!${announce.name}+${hex(first.rva - announce.rva)}`,
        ' here',
        ` [${first.file!} @ ${String(first.line)}]`,
      ],
    ],
  },
  {
    title: 'Chromium and V8',
    lines: [
      ['#0 0x7ff6f2c3d4af (', `app.exe+${a}`, ')', inA],
      ['#1 0x7ff6f2bb1234 (', `app.exe+${afterB}`, ')', returnsToB],
    ],
  },
  { title: 'a frame of JavaScript', lines: [['    at native (', `app.exe+${a}`, ')', inA]] },
  {
    title: 'minidump-stackwalk',
    lines: [
      [' 0  ', `app.exe + ${a}`, '', inA],
      ['    rip = 0x00007ff6f2c3d4af   rsp = 0x000000000014fd30', '', '', ''],
      ['    Found by: given as instruction pointer in context', '', '', ''],
      [' 1  ', `app.exe + ${afterB}`, '', returnsToB],
      [
        ' 2  ',
        `app.exe!${rounds.name}(int) + ${hex(second.rva + 1 - rounds.rva)}`,
        '',
        ` [${second.file!} @ ${String(second.line)}]`,
      ],
      [' 3  app.exe!main [main.cpp : 12 + 0x5]', '', '', ''],
    ],
  },
  {
    title: "WinDbg's k",
    lines: [
      ['Child-SP          RetAddr               Call Site', '', '', ''],
      ['000000c0`8c1ff6a8 00007ff7`d4b81234     ', `app+${a}`, '', inA],
      [
        '000000c0`8c1ff6b0 00007ff7`d4b85678     ',
        `app!${rounds.name}+${hex(second.rva + 1 - rounds.rva)}`,
        '',
        ` [${second.file!} @ ${String(second.line)}]`,
      ],
      ['000000c0`8c1ff6c0 00000000`00000000     app!main+0x12 [C:\\app\\main.cpp @ 12]', '', '', ''],
    ],
  },
  {
    title: 'a record of the event log',
    lines: [
      ['Faulting application name: app.exe, version: 1.0.0.0, time stamp: 0x5f0e8a4b', '', '', ''],
      ['Faulting module name: app.exe, version: 1.0.0.0, time stamp: 0x5f0e8a4b', '', '', ''],
      ['Exception code: 0xc0000005', '', '', ''],
      ['Fault offset: ', `0x${first.rva.toString(16).padStart(16, '0')}`, '', inA],
      [String.raw`Faulting module path: C:\app\app.exe`, '', '', ''],
    ],
  },
  {
    title: 'unknown modules, offsets beyond, and functions that are not there',
    lines: [['other.exe+0x12 app.exe+0xfffffff app!absent+0x10 app.exe+0x1', '', '', '']],
  },
];

describe('names and lines are written behind what a text names', () => {
  it.each(formats)('$title', async ({ lines }) => {
    for (const end of ['\n', '\r\n']) {
      const given = lines.map(([before, place, after]) => before + place + after + end).join('');
      const expected = lines.map(([before, place, after, more]) => before + place + more + after + end).join('');
      expect(await text(given)).toBe(expected);
      // What is named already stays as it is.
      expect(await text(expected)).toBe(expected);
    }
  });

  const base = 0x1_4000_0000n & (process.arch === 'ia32' ? 0xffff_ffffn : ~0n);
  const address = base + BigInt(first.rva);
  const padded = address.toString(16).padStart(16, '0');
  const given = { images, modules: [`app.exe=${hex(base)}`] };

  it.each<[string, string, string]>([
    ['with 0x', `at ${hex(address)}`, '.'],
    ['as Windows prints pointers', padded.toUpperCase(), ''],
    ['as debuggers print it', `${padded.slice(0, 8)}\`${padded.slice(8)}`, ' more'],
    ['as Chromium prints it', `\t(No symbol) [0x${padded.toUpperCase()}`, ']'],
    ['as Rust prints it', `   0:     ${hex(address)}`, ' - <unknown>'],
  ])('an address in a module whose base was given, %s', async (_what, place, after) => {
    expect(await text(`${place}${after}\n`, given)).toBe(`${place}${inA}${after}\n`);
  });

  it('an address to which Node.js would return', async () => {
    const at = (base + BigInt(second.rva) + 1n).toString(16).padStart(16, '0').toUpperCase();
    expect(await text(` 1: ${at} node::Abort+18\n`, given)).toBe(` 1: ${at}${returnsToB} node::Abort+18\n`);
  });

  it('no address without a base, or in no module', async () => {
    expect(await text(`${hex(address)} ${padded}\n`)).toBe(`${hex(address)} ${padded}\n`);
    expect(await text(`${hex(base - 1n)} 0x12345678\n`, given)).toBe(`${hex(base - 1n)} 0x12345678\n`);
  });
});

it('as JSON, each place is an object with the answer of symbolize', async () => {
  const lines = (await text(`a\n- app.exe+${a}, other+0x1\n`, { images, json: true })).split('\n');
  expect(lines).toHaveLength(2);
  expect(JSON.parse(lines[0]!)).toEqual({
    version: 1,
    line: 2,
    column: 3,
    text: `app.exe+${a}`,
    answer: {
      address: expect.stringMatching(/^0x[0-9a-f]+$/) as string,
      level: 'line',
      module: 'app',
      name: announce.name,
      displacement: hex(first.rva - announce.rva),
      source: { file: first.file, line: first.line, displacement: expect.any(Number) as number },
    },
  });
});

it('an image with its PDB elsewhere, a PDB without its image, and an image without one', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dbghelp-'));
  try {
    const [imageFolder, pdbFolder] = [path.join(folder, 'images'), path.join(folder, 'symbols')];
    for (const [part, file] of [
      [imageFolder, 'app.exe'],
      [pdbFolder, 'app.pdb'],
    ] as const) {
      mkdirSync(part);
      copyFileSync(bin(variant, file), path.join(part, file));
    }
    const place = `app.exe+${a}`;
    const from = (imageFolders: string[], symbols: string[]): Promise<string> =>
      text(place, { images: imageFolders, symbols });
    expect(await from([imageFolder], [pdbFolder])).toBe(`${place}${inA}`);
    expect(await from([], [pdbFolder])).toBe(`${place}${inA}`);
    expect(await text(`app+${a}`, { symbols: [pdbFolder] })).toBe(`app+${a}${inA}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('a folder that is given twice has its files once', async () => {
  const folder = bin(variant);
  expect(await text(`app.exe+${a}\n`, { images: [folder], symbols: [folder] })).toBe(`app.exe+${a}${inA}\n`);
  expect(warnings).toEqual([]);
});

it('a missing file is told at the end, once', async () => {
  await text('absent.dll+0x12 absent.dll+0x13 other+0x12\n'.repeat(3));
  expect(warnings).toEqual([
    'there is no file for absent.dll: --images DIR and --module IMAGE=BASE say where images are',
  ]);
});

it('an image without its PDB is told at the end, once', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dbghelp-'));
  try {
    const image = path.join(folder, 'app.exe');
    copyFileSync(bin(variant, 'app.exe'), image);
    const line = `app.exe+${a}\n`;
    expect(await text(line.repeat(2), { images: [folder] })).toBe(line.repeat(2));
    expect(warnings).toEqual([expect.stringContaining(`${image} has no PDB here`)]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('a damaged image is told once, and the rest is named', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dbghelp-'));
  try {
    writeFileSync(path.join(folder, 'broken.dll'), 'MZ');
    const line = (more: string): string => `app.exe+${a}${more} broken.dll+0x1 broken!f+0x2\n`;
    expect(await text(line('').repeat(2), { images: [folder, ...images] })).toBe(line(inA).repeat(2));
    expect(warnings).toEqual([expect.stringContaining('broken.dll')]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('names have blanks and other alphabets, in the encoding of the text', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dbghelp-'));
  try {
    copyFileSync(bin(variant, 'app.exe'), path.join(folder, 'größe 1.exe'));
    copyFileSync(bin(variant, 'app.pdb'), path.join(folder, 'app.pdb'));
    const options = { images: [folder] };
    const place = `C:\\größe 1.exe+${a}`;
    const answer = inA.replace('app!', 'größe 1!');
    for (const encoding of ['utf8', 'utf16le'] as const) {
      const form = (given: string): Buffer => Buffer.from(`\ufeff${given}`, encoding);
      expect(await filtered(form(`${place}\r\n`), options)).toEqual(form(`${place}${answer}\r\n`));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('a line that comes alone is answered within 50 ms while the text goes on', async () => {
  const { input, output, done } = await begin({ images }, new PassThrough());
  const line = `app.exe+${a}\n`;
  const ask = async (): Promise<number> => {
    const start = performance.now();
    input.write(line);
    const [answer] = (await once(output, 'data')) as [Buffer];
    expect(answer.toString()).toBe(`app.exe+${a}${inA}\n`);
    return performance.now() - start;
  };
  // The first one loads the symbols.
  await ask();
  const times: number[] = [];
  for (let round = 0; round < 20; round++) times.push(await ask());
  // What waits for more would wait each time; a busy machine does not slow down all of them.
  expect(Math.min(...times)).toBeLessThan(50);
  input.end();
  await done;
});

it('what has arrived together is answered together, in one write', async () => {
  const writes: string[] = [];
  const output = new PassThrough().on('data', (bytes: Buffer) => writes.push(bytes.toString()));
  const { input, done } = await begin({ images }, output);
  const lines = `app.exe+${a}\napp.exe+${b}\n`;
  input.write(lines);
  input.write(lines);
  input.end();
  await done;
  expect(writes.join('')).toBe(`app.exe+${a}${inA}\napp.exe+${b}${inB}\n`.repeat(2));
  expect(writes.length).toBeLessThanOrEqual(2);
});
