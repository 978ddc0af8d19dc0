import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { indexInfo } from '../../../lib';
import { FileBytes } from '../../../lib/files/async-bytes';
import { pdbImage } from '../../../lib/files/pdb';
import { standInImage } from '../../../lib/files/stand-in-image';
import { readImageFile } from '../../windows/image-file';

const bin = path.join(__dirname, '../../fixtures/bin');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'dbghelp-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe.each(['x64/app', 'x86/app', 'x64-o2/scene', 'x86-o2/scene'])('%s', (name) => {
  const isProgram = name.endsWith('app');
  const image = path.join(bin, `${name}.${isProgram ? 'exe' : 'dll'}`);
  const read = () => FileBytes.with(path.join(bin, `${name}.pdb`), 'a test', pdbImage);

  it('has a PDB that records its sections', async () => {
    const file = readImageFile(image);
    const found = (await read())!;
    expect(found.machine).toBe(file.machine);
    const sections = Array.from({ length: found.sections.byteLength / 40 }, (_, index) => ({
      size: found.sections.getUint32(index * 40 + 8, true),
      rva: found.sections.getUint32(index * 40 + 12, true),
    }));
    expect(sections).toEqual(file.sections.map(({ size, rva }) => ({ size, rva })));
  });

  it('can be replaced by an image with the same identity', async () => {
    const { timestamp, size, guid, age, pdbFile } = await indexInfo(image);
    const pdb = { name: pdbFile!, guid: guid!, age };
    const base = name.startsWith('x86') ? 0xffff_0000n : 0x7ff6_1234_0000n;
    const bytes = standInImage({ base, size, timestamp, checksum: 7, pdb }, (await read())!);
    const file = path.join(folder, path.basename(image));
    writeFileSync(file, bytes);
    expect(await indexInfo(file)).toMatchObject({ kind: 'image', timestamp, size, guid, age, pdbFile });
    const [stand, real] = [readImageFile(file), readImageFile(image)];
    expect(stand.machine).toBe(real.machine);
    expect(stand.checkSum).toBe(7);
    const places = (sections: typeof real.sections) =>
      sections.map(({ name: section, rva, size: bytes }) => [section, rva, bytes]);
    expect(places(stand.sections.slice(0, -1))).toEqual(places(real.sections));
    expect(stand.sections.slice(0, -1).every(({ fileOffset }) => fileOffset === 0)).toBe(true);
  });
});
