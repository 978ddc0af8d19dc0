import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { DbgHelpError, indexInfo } from '../../../lib';

const bin = path.join(__dirname, '../../fixtures/bin');
const inBin = (file: string): string => path.join(bin, ...file.split('/'));

interface Signatures {
  readonly images: readonly {
    readonly file: string;
    readonly machine: number;
    readonly timestamp: number;
    readonly size: number;
    readonly stripped: boolean;
    readonly guid: string | null;
    readonly age: number;
    readonly pdbFile: string | null;
  }[];
  readonly pdbs: readonly {
    readonly file: string;
    readonly guid: string;
    readonly ages: readonly [information: number, debugInformation: number];
    readonly signature: number;
  }[];
}
const { images, pdbs } = JSON.parse(
  readFileSync(path.join(__dirname, '../../fixtures/truth/signatures.json'), 'utf8'),
) as Signatures;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'dbghelp-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function written(name: string, bytes: Uint8Array | string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, bytes);
  return file;
}

const outcome = async (file: string): Promise<unknown> => indexInfo(file).catch((error: unknown) => error);

describe('the index information', () => {
  it.each(images.map((image) => [image.file, image] as const))(
    'of the image %s is the same as in llvm',
    async (file, truth) => {
      const { machine, timestamp, size, stripped, guid, age, pdbFile } = truth;
      const info = await indexInfo(inBin(file));
      expect(info).toMatchObject({ kind: 'image', file: inBin(file), machine, timestamp, size, guid, age, pdbFile });
      expect(info).toMatchObject({ stripped, dbgFile: null, signature: 0 });
    },
  );

  it.each(pdbs.map((pdb) => [pdb.file, pdb] as const))('of the PDB %s is the same as in llvm', async (file, truth) => {
    const { guid, ages, signature } = truth;
    const info = await indexInfo(inBin(file));
    const pdbFile = path.basename(file);
    expect(info).toMatchObject({ kind: 'pdb', file: inBin(file), guid, age: ages[1], signature, pdbFile });
  });
});

describe('the place in a symbol store', () => {
  it('is file name, id, file name; the id of an image is its time stamp and size, that of a PDB its GUID and age', async () => {
    await expect(indexInfo(inBin('x64/scene.dll'))).resolves.toMatchObject({
      storePath: 'scene.dll\\5537EBA17000\\scene.dll',
      pdbStorePath: 'scene.pdb\\8F9EAEFB873CE7164C4C44205044422E1\\scene.pdb',
    });
    await expect(indexInfo(inBin('x64/scene.pdb'))).resolves.toMatchObject({
      storePath: 'scene.pdb\\8F9EAEFB873CE7164C4C44205044422E1\\scene.pdb',
      pdbStorePath: 'scene.pdb\\8F9EAEFB873CE7164C4C44205044422E1\\scene.pdb',
    });
    // A time stamp has eight digits; a size has no leading zeros.
    await expect(indexInfo(inBin('empty/x64/no-exports.dll'))).resolves.toMatchObject({
      storePath: 'no-exports.dll\\000000006000\\no-exports.dll',
      pdbStorePath: null,
    });
  });

  it("uses the file name in the image's CodeView record, not the path of the build", async () => {
    const bytes = Buffer.from(readFileSync(inBin('x64/scene.dll')));
    bytes.write('C:\\b\\s.pdb\0', bytes.indexOf('scene.pdb\0'), 'latin1');
    await expect(indexInfo(await written('moved.dll', bytes))).resolves.toMatchObject({
      pdbFile: 'C:\\b\\s.pdb',
      pdbStorePath: 's.pdb\\8F9EAEFB873CE7164C4C44205044422E1\\s.pdb',
    });
  });

  it('uses the age that the image has, which stays the same if tools change the PDB', async () => {
    const bytes = Buffer.from(readFileSync(inBin('x64/scene.pdb')));
    const guid = Buffer.from('FBAE9E8F3C8716E74C4C44205044422E', 'hex');
    bytes.writeUInt32LE(0x2a, bytes.indexOf(guid) - 4);
    await expect(indexInfo(await written('added-to.pdb', bytes))).resolves.toMatchObject({ age: 1 });
    // -1, the version 19990903, the age: the header of the DBI stream in LLVM's documentation.
    bytes.writeUInt32LE(0x2b, bytes.indexOf(Buffer.from('ffffffff77093101', 'hex')) + 8);
    await expect(indexInfo(await written('relinked.pdb', bytes))).resolves.toMatchObject({
      age: 0x2b,
      storePath: 'relinked.pdb\\8F9EAEFB873CE7164C4C44205044422E2b\\relinked.pdb',
    });
  });
});

/** IMAGE_SEPARATE_DEBUG_HEADER, a section, exported names, and a debug directory with a record of a PDB of version 2. */
function dbgFile(): Buffer {
  const names = Buffer.from('name\0\0\0\0');
  const record = Buffer.concat([Buffer.from('NB10'), Buffer.alloc(12), Buffer.from('old.pdb\0')]);
  record.writeUInt32LE(0x3a2b1c0d, 8);
  record.writeUInt32LE(0x1f, 12);
  const header = Buffer.alloc(48);
  header.write('DI');
  header.writeUInt16LE(0x14c, 4);
  header.writeUInt32LE(0x3a2b1c0e, 8);
  header.writeUInt32LE(0x2a000, 20);
  header.writeUInt32LE(1, 24);
  header.writeUInt32LE(names.length, 28);
  header.writeUInt32LE(28, 32);
  const entry = Buffer.alloc(28);
  entry.writeUInt32LE(2, 12);
  entry.writeUInt32LE(record.length, 16);
  entry.writeUInt32LE(48 + 40 + names.length + 28, 24);
  return Buffer.concat([header, Buffer.alloc(40), names, entry, record]);
}

describe('a .dbg file', () => {
  it('has the time stamp and size of its image, and names its PDB', async () => {
    await expect(indexInfo(await written('old.dbg', dbgFile()))).resolves.toMatchObject({
      kind: 'dbg',
      machine: 0x14c,
      timestamp: 0x3a2b1c0e,
      size: 0x2a000,
      stripped: false,
      guid: null,
      signature: 0x3a2b1c0d,
      age: 0x1f,
      pdbFile: 'old.pdb',
      storePath: 'old.dbg\\3A2B1C0E2a000\\old.dbg',
      pdbStorePath: 'old.pdb\\3A2B1C0D1f\\old.pdb',
    });
  });
});

describe('a bad file', () => {
  it.each<[string, Uint8Array | string, RegExp]>([
    ['empty', '', /it is empty/],
    ['of text', 'no symbols here\n'.repeat(100), /no image, no PDB and no \.dbg file/],
    ['of another system', '\x7fELF'.padEnd(200, '\0'), /no image, no PDB/],
    ['of MZ and nothing else', 'MZ', /DOS header/],
    ['of MZ and a header beyond its end', Buffer.from('MZ'.padEnd(64, '\xff'), 'latin1'), /PE header/],
    ['a PDB of version 2', 'Microsoft C/C++ program database 2.00\r\n\x1aJG\0\0'.padEnd(200, '\0'), /version 2/],
    ['a portable PDB', 'BSJB'.padEnd(200, '\0'), /portable PDB/],
    ['a PDB of a header only', 'Microsoft C/C++ MSF 7.00\r\n\x1aDS\0\0\0'.padEnd(56, '\0'), /blocks of 0 bytes/],
  ])('is named in the error if it is %s', async (what, bytes, message) => {
    const file = await written('bad.bin', bytes);
    const refused = indexInfo(file);
    await expect(refused).rejects.toBeInstanceOf(DbgHelpError);
    await expect(refused).rejects.toMatchObject({ code: 'DBGHELP_BAD_FORMAT' });
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toThrow(file);
  });

  it('may be missing, or no file', async () => {
    await expect(indexInfo(path.join(folder, 'absent.dll'))).rejects.toMatchObject({ code: 'DBGHELP_NOT_FOUND' });
    // Windows does not open folders as files.
    await expect(indexInfo(folder)).rejects.toMatchObject({
      code: expect.stringMatching(/NOT_FOUND|ACCESS_DENIED/) as string,
    });
    await expect(indexInfo('a\0b')).rejects.toThrow(RangeError);
    await expect(indexInfo(1 as never)).rejects.toThrow(TypeError);
  });

  it.each(['x64/scene.dll', 'x86/scene.dll', 'x64/scene.pdb'])('is reported, wherever %s is cut', async (name) => {
    const whole = readFileSync(inBin(name));
    const truth = await indexInfo(inBin(name));
    const lengths = [
      ...Array(200).keys(),
      ...Array.from({ length: 40 }, (_, index) => 200 + index * Math.floor(whole.length / 40)),
    ];
    const told = { whole: 0, cut: 0 };
    for (const length of lengths) {
      const found = await outcome(await written(path.basename(name), whole.subarray(0, length)));
      if (found instanceof Error) {
        expect(found).toMatchObject({ name: 'DbgHelpError', code: 'DBGHELP_BAD_FORMAT' });
        told.cut += 1;
      } else {
        expect(found).toMatchObject({ guid: truth.guid, age: truth.age });
        told.whole += 1;
      }
    }
    expect(told.cut).toBeGreaterThan(200);
  });

  it.each(['x64/scene.dll', 'x86/app.exe', 'x64/app.pdb', 'dbg'])(
    'is told, or read, whatever is damaged in %s',
    async (name) => {
      const whole = name === 'dbg' ? dbgFile() : readFileSync(inBin(name));
      const used = name.endsWith('.pdb') ? [0, 56, 4096, whole.length - 4] : [0, 64, 512, whole.length - 4];
      let state = 7;
      const draw = (below: number): number => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
        return (state >>> 4) % below;
      };
      const wild = [0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, 0xffff_ffff, 0x1_0001, whole.length];
      const told = { read: 0, refused: 0 };
      for (let round = 0; round < 500; round += 1) {
        const bytes = Buffer.from(whole);
        for (let change = 0; change <= draw(3); change += 1) {
          const end = used[1 + draw(3)]!;
          // Even offsets, where members of headers are.
          bytes.writeUInt32LE(wild[draw(wild.length)]!, Math.min(2 * draw(Math.ceil(end / 2)), whole.length - 4));
        }
        const found = await outcome(await written('damaged', bytes));
        if (found instanceof Error) expect(found).toMatchObject({ name: 'DbgHelpError', code: 'DBGHELP_BAD_FORMAT' });
        told[found instanceof Error ? 'refused' : 'read'] += 1;
      }
      expect(told.read).toBeGreaterThan(0);
      expect(told.refused).toBeGreaterThan(0);
    },
  );

  it('is not read beyond its headers, even if they give huge sizes', async () => {
    const bytes = Buffer.from(readFileSync(inBin('x64/scene.pdb')));
    // NumDirectoryBytes in LLVM's documentation of the MSF super block.
    bytes.writeUInt32LE(0xffff_ffff, 44);
    const before = process.memoryUsage().arrayBuffers;
    await expect(indexInfo(await written('huge.pdb', bytes))).rejects.toMatchObject({ code: 'DBGHELP_BAD_FORMAT' });
    const image = Buffer.from(readFileSync(inBin('x64/scene.dll')));
    const header = image.readUInt32LE(0x3c);
    // NumberOfSections and the size of the debug directory.
    image.writeUInt16LE(0xffff, header + 6);
    await expect(indexInfo(await written('huge.dll', image))).rejects.toMatchObject({ code: 'DBGHELP_BAD_FORMAT' });
    image.writeUInt16LE(5, header + 6);
    image.writeUInt32LE(0xffff_fff0, header + 24 + 112 + 6 * 8 + 4);
    await expect(indexInfo(await written('huge.dll', image))).rejects.toMatchObject({ code: 'DBGHELP_BAD_FORMAT' });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 << 20);
  });
});
