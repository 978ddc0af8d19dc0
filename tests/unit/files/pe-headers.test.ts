import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DbgHelpError } from '../../../lib';
import { FileBytes } from '../../../lib/files/async-bytes';
import { ImageFile } from '../../../lib/files/image-file';
import { parseNow } from '../../../lib/files/parser';
import { offsetOf, peHeaders, peSections, type ImageSection, type PeHeaders } from '../../../lib/files/pe-headers';
import { readImageFile } from '../../windows/image-file';

const bin = path.join(__dirname, '../../fixtures/bin');
const images = readdirSync(bin, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:exe|dll)$/.test(name));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'dbghelp-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

type Found = readonly [headers: PeHeaders, sections: readonly ImageSection[]];

/** The same parser over each kind of byte source; null if the bytes cannot be understood. */
const sources: Readonly<Record<string, (bytes: Buffer) => Promise<Found | null>>> = {
  'a file that is open': (bytes) => {
    const file = path.join(folder, 'open.dll');
    writeFileSync(file, bytes);
    return FileBytes.with(file, 'a test', async (open): Promise<Found> => {
      const headers = await open.parse(peHeaders());
      return [headers, await open.parse(peSections(headers))];
    }).catch((error: unknown) => {
      expect(error).toBeInstanceOf(DbgHelpError);
      expect(error).toMatchObject({ code: 'DBGHELP_BAD_FORMAT' });
      return null;
    });
  },
  'a file that is read at once': (bytes) => {
    const file = path.join(folder, 'now.dll');
    writeFileSync(file, bytes);
    const image = ImageFile.open(file);
    image?.close();
    return Promise.resolve(image && [image.headers, image.sections]);
  },
  memory: (bytes) => {
    const read = (at: number, length: number): DataView | null =>
      at + length <= bytes.length ? new DataView(bytes.buffer, bytes.byteOffset + at, length) : null;
    const headers = parseNow(peHeaders(), read);
    const sections = headers && parseNow(peSections(headers), read);
    return Promise.resolve(sections && [headers, sections]);
  },
};

describe.each(Object.entries(sources))('the headers of an image, from %s', (_name, read) => {
  it.each(images)('are those of its file: %s', async (name) => {
    const file = readImageFile(path.join(bin, name));
    const [headers, sections] = (await read(file.bytes))!;
    expect(headers).toMatchObject({ machine: file.machine, timestamp: file.timeDateStamp, size: file.sizeOfImage });
    expect(
      sections.map(({ name, rva, virtualBytes: size, offset: fileOffset }) => ({ name, rva, size, fileOffset })),
    ).toEqual(file.sections);
    for (let index = 0; index < 16; index++) {
      const { rva, size: bytes } = file.directory(index);
      expect(headers.directory(index)).toEqual(rva === 0 || bytes === 0 ? null : { rva, bytes });
    }
    for (const { rva, offset, bytesInFile } of sections)
      if (bytesInFile > 0) expect(offsetOf(rva, headers.sizeOfHeaders, sections)).toBe(offset);
  });

  it('are null if the file is cut short anywhere', async () => {
    const { bytes, headerOffset, sections } = readImageFile(path.join(bin, 'x64/scene.dll'));
    const end = headerOffset + 24 + bytes.readUInt16LE(headerOffset + 20) + sections.length * 40;
    for (const cut of [0, 1, 2, 63, 64, headerOffset + 3, headerOffset + 23, headerOffset + 24, end - 1])
      expect(await read(bytes.subarray(0, cut))).toBeNull();
    expect(await read(bytes.subarray(0, end))).not.toBeNull();
  });

  it('may be anywhere in the file', async () => {
    const { bytes, headerOffset, sections } = readImageFile(path.join(bin, 'x64/scene.dll'));
    const end = headerOffset + 24 + bytes.readUInt16LE(headerOffset + 20) + sections.length * 40;
    for (const at of [0x1000 - 70, 0x1_0010, 0x2_0000]) {
      const moved = Buffer.concat([Buffer.alloc(at), bytes.subarray(headerOffset, end)]);
      bytes.copy(moved, 0, 0, 64);
      moved.writeUInt32LE(at, 0x3c);
      const [headers, found] = (await read(moved))!;
      expect(headers.machine).toBe(0x8664);
      expect(found.map(({ name }) => name)).toEqual(sections.map(({ name }) => name));
    }
  });
});
