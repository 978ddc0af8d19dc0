import type { FileBytes } from './async-bytes';
import { directories, offsetOf, peSections, type ImageSection, type PeHeaders } from './pe-headers';

/** The directories that DLLs read. */
const readByDlls = [
  [directories.exports, 'its export directory'],
  [directories.exceptions, 'its exception directory'],
  [directories.debug, 'its debug directory'],
] as const;
const exportHeaderBytes = 40;
/** Ordinals have 16 bits. */
const mostExports = 0x1_0000;

/**
 * Finds the damage that `differences.damagedImages` describes. Data behind the sections, such as a signature, is not
 * checked.
 *
 * @throws DbgHelpError `DBGHELP_BAD_FORMAT` if a part of the image lies beyond the end of its file
 */
export async function checkImage(file: FileBytes, headers: PeHeaders): Promise<void> {
  const sections = await file.parse(peSections(headers));
  for (const { name, virtualBytes, bytesInFile, offset } of sections) {
    // Some linkers omit the padding of the last section. A section with file offset 0 has no bytes in the file.
    const bytes = virtualBytes === 0 ? bytesInFile : Math.min(bytesInFile, virtualBytes);
    if (offset !== 0 && bytes !== 0) checkEnd(file, `section ${name}`, offset + bytes);
  }
  for (const [directory, name] of readByDlls) {
    const entry = headers.entry(directory);
    // DLLs do not read a directory that lies in no section.
    const offset = entry ? offsetOf(entry.rva, headers.sizeOfHeaders, sections) : undefined;
    if (!entry || offset === undefined) continue;
    checkEnd(file, name, offset + entry.bytes);
    if (directory === directories.exports) await checkExports(file, offset, sections);
  }
}

/** Checks that the tables of the export directory and all names lie in the file. */
async function checkExports(file: FileBytes, offset: number, sections: readonly ImageSection[]): Promise<void> {
  const header = await file.read(offset, exportHeaderBytes, 'its export directory');
  const functionCount = header.getUint32(20, true);
  const nameCount = header.getUint32(24, true);
  const [functions, names, ordinals] = [28, 32, 36].map((at) => offsetOf(header.getUint32(at, true), 0, sections));
  // DLLs read none of the tables if one is missing.
  if (functions === undefined || names === undefined || ordinals === undefined) return;
  const table = (at: number, bytes: number, what: string): Promise<DataView> =>
    file.read(at, bytes, `the table of its exports' ${what}`, mostExports * 4);
  await table(functions, functionCount * 4, 'addresses');
  const rvas = await table(names, nameCount * 4, 'names');
  const indices = await table(ordinals, nameCount * 2, 'ordinals');
  for (let index = 0; index < nameCount; index++) {
    const rva = rvas.getUint32(index * 4, true);
    if (rva === 0) continue;
    const name = offsetOf(rva, 0, sections);
    if (name === undefined) throw file.damaged(`the name of its export ${String(index)} lies in no section`);
    checkEnd(file, `the name of its export ${String(index)}`, name + 1);
    checkEnd(file, "the table of its exports' addresses", functions + (indices.getUint16(index * 2, true) + 1) * 4);
  }
}

function checkEnd(file: FileBytes, what: string, end: number): void {
  if (end <= file.size) return;
  const [ends, size] = [end, file.size].map((value) => `0x${value.toString(16)}`);
  throw file.damaged(`it is cut short or damaged: ${what} ends at ${ends!}, the file at ${size!}`);
}
