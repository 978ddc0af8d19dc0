import path from 'node:path';
import { dbghelp, IMAGE_DIRECTORY_ENTRY, type DbgHelpError } from '../../../lib';
import { scene } from '../fixtures';
import { readImageFile } from '../image-file';
import type { Koffi } from '../probe';
import { proves, windowsFunction } from '../real-dll';

const image = readImageFile(scene);
/** Memory that does not move. */
const file = new Uint8Array(new ArrayBuffer(image.bytes.length));
file.set(image.bytes);

const addressOfFile = (): bigint => jest.requireActual<Koffi>('koffi').address(file);
const text = image.sections.find(({ name }) => name === '.text')!;
const rdata = image.sections.find(({ name }) => name === '.rdata')!;

proves(['GetTimestampForLoadedLibrary'], 'gives the time stamp of a program', async (dll) => {
  const handleOf = windowsFunction('kernel32.dll', 'GetModuleHandleW', 'uintptr_t', ['str16']);
  const program = BigInt(handleOf(path.win32.basename(process.execPath)) as number | bigint);
  const { timeDateStamp } = readImageFile(process.execPath);
  await expect(dll.GetTimestampForLoadedLibrary(program)).resolves.toBe(timeDateStamp);
});

it('GetTimestampForLoadedLibrary gives the stamp of an image that was linked reproducibly, or reports that it is no time', async () => {
  const load = windowsFunction('kernel32.dll', 'LoadLibraryW', 'intptr_t', ['str16']);
  const stamp = dbghelp.GetTimestampForLoadedLibrary(BigInt(load(scene) as number | bigint));
  const elementNotFound = 1168;
  const told = await stamp.catch((error: unknown) => (error as DbgHelpError).win32Code);
  expect([image.timeDateStamp, elementNotFound]).toContain(told);
});

proves(['ImageNtHeader', 'ImageRvaToSection', 'ImageRvaToVa'], 'find their way in a file that was read', (dll) =>
  dll.run((api) => {
    const headers = api.ImageNtHeader(file);
    expect(headers.FileHeader).toMatchObject({
      Machine: image.machine,
      TimeDateStamp: image.timeDateStamp,
      NumberOfSections: image.sections.length,
    });
    expect(headers.OptionalHeader.SizeOfImage).toBe(image.sizeOfImage);
    for (const { name, rva, fileOffset } of [text, rdata]) {
      expect(api.ImageRvaToSection(headers, file, rva + 5)).toMatchObject({ Name: name, VirtualAddress: rva });
      expect(api.ImageRvaToVa(headers, file, rva + 5, null)).toBe(addressOfFile() + BigInt(fileOffset + 5));
    }
  }),
);

proves(
  ['ImageDirectoryEntryToData', 'ImageDirectoryEntryToDataEx'],
  'find the export table in a file that was read',
  (dll) =>
    dll.run((api) => {
      const { rva, size } = image.directory(IMAGE_DIRECTORY_ENTRY.EXPORT);
      const section = image.sections.find((of) => rva >= of.rva && rva < of.rva + of.size)!;
      const expected = addressOfFile() + BigInt(section.fileOffset + rva - section.rva);
      const bytes = new Uint32Array(1);
      expect(api.ImageDirectoryEntryToData(file, false, IMAGE_DIRECTORY_ENTRY.EXPORT, bytes)).toBe(expected);
      expect(bytes[0]).toBe(size);
      const bytesEx = new Uint32Array(1);
      expect(api.ImageDirectoryEntryToDataEx(file, false, IMAGE_DIRECTORY_ENTRY.EXPORT, bytesEx, null)).toBe(expected);
      expect(bytesEx[0]).toBe(size);
    }),
);
