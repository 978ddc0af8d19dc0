import { pdbHeaders } from '../../files/pdb';
import { peHeaders } from '../../files/pe-headers';
import { checkImage } from '../../files/image-damage';
import { FileBytes } from '../../files/async-bytes';
import { guidAt } from '../../files/text';
import { DbgHelpError } from '../../base/errors';
import { said, type Wanted, type WantedFile } from '../file-search';
import type { ImageSignature, PdbSignature } from '../signatures';
import type { PartialFile } from './partial-file';
import { ServerFailure } from './server-failure';

/** Contents that are no file for DbgHelp, by how they begin. */
const others = [
  [/^Microsoft MSFZ Container/, 'unusable', 'is a PDB in a container of MSFZ, which is not read here'],
  [/^MSCF\0/, 'unusable', 'is compressed in a cabinet, which is not read here'],
  // eslint-disable-next-line no-control-regex
  [/^\x1f\x8b/, 'unreadable', 'is compressed by gzip, which the server does not say'],
  [
    /^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|!--|\?xml)/i,
    'unreadable',
    'is a page for people (HTML), no file',
  ],
] as const;

const longestBeginning = 64;

/** Refuses what begins like something else, so that the rest need not be fetched. */
export function checkBeginning(bytes: Uint8Array): void {
  const text = Buffer.from(bytes.subarray(0, longestBeginning)).toString('latin1');
  for (const [pattern, outcome, reason] of others) if (pattern.test(text)) throw new ServerFailure(outcome, reason);
}

const msf = 'Microsoft C/C++ MSF 7.00\r\n\x1aDS';

/** Refuses what begins like something else. Gives the most bytes that the file can have; Infinity if it does not tell. */
export function ownLength(beginning: Uint8Array, { kind }: WantedFile): number {
  checkBeginning(beginning);
  const bytes = Buffer.from(beginning.buffer, beginning.byteOffset, beginning.byteLength);
  if (kind !== 'pdb' || bytes.length < superBlockBytes || bytes.toString('latin1', 0, msf.length) !== msf)
    return Infinity;
  return bytes.readUInt32LE(32) * bytes.readUInt32LE(40);
}

const superBlockBytes = 56;

/**
 * Checks that a file is whole, and the wanted one. Returns whether it is a portable PDB, which only tools for .NET read.
 *
 * @throws ServerFailure `'mismatch'`, `'unreadable'` or `'unusable'`
 */
export async function checkContents(
  file: string | PartialFile,
  wanted: WantedFile,
  exact: boolean,
): Promise<{ portable: boolean }> {
  const path = typeof file === 'string' ? file : file.path;
  try {
    const look = async (bytes: FileBytes): Promise<{ portable: boolean }> => {
      if (bytes.size === 0) throw new ServerFailure('unreadable', 'is empty');
      const head = await bytes.head(longestBeginning);
      checkBeginning(new Uint8Array(head.buffer, head.byteOffset, head.byteLength));
      const begins = (magic: string): boolean =>
        Buffer.from(head.buffer, head.byteOffset, Math.min(magic.length, head.byteLength)).toString('latin1') === magic;
      if (wanted.kind === 'image') {
        if (!begins('MZ')) throw new ServerFailure('unreadable', 'is no image');
        await checkImageFile(bytes, wanted);
        return { portable: false };
      }
      if (begins('BSJB')) {
        await checkPortable(bytes, wanted);
        return { portable: true };
      }
      if (!begins(msf)) throw new ServerFailure('unreadable', 'is no PDB');
      await checkPdb(bytes, wanted, exact);
      return { portable: false };
    };
    return await (typeof file === 'string' ? FileBytes.with(file, 'the file', look) : file.check(look));
  } catch (error) {
    if (!(error instanceof DbgHelpError)) throw error;
    throw new ServerFailure(
      'unreadable',
      `is damaged or cut: ${error.message.replace(`${path} cannot be understood: `, '')}`,
    );
  }
}

/** Whether a file in a store is whole, and the wanted one. */
export const isRight = (file: string, wanted: WantedFile): Promise<boolean> =>
  checkContents(file, wanted, false).then(
    () => true,
    () => false,
  );

async function checkPdb(bytes: FileBytes, wanted: WantedFile, exact: boolean): Promise<void> {
  const superBlock = await bytes.head(superBlockBytes);
  if (superBlock.byteLength < superBlockBytes) throw bytes.damaged('it ends in its header');
  const size = superBlock.getUint32(32, true) * superBlock.getUint32(40, true);
  if (bytes.size > size || (exact && bytes.size < size))
    throw bytes.damaged(`it has ${String(bytes.size)} bytes, and ${String(size)} by its own account`);
  const { guid, age } = await pdbHeaders(bytes);
  const { signature } = wanted as Wanted<PdbSignature>;
  if (guid !== signature.guid || age !== signature.age) throw mismatch({ guid, age }, signature);
}

/** Where an image keeps its signature: the only directory that has an offset in the file. */
const certificates = 4;

async function checkImageFile(bytes: FileBytes, wanted: WantedFile): Promise<void> {
  const headers = await bytes.parse(peHeaders());
  await checkImage(bytes, headers);
  const signed = headers.directory(certificates);
  if (signed && signed.rva + signed.bytes > bytes.size) throw bytes.damaged('its signature lies beyond its end');
  const { signature } = wanted as Wanted<ImageSignature>;
  const { timestamp, size } = headers;
  if (timestamp !== signature.timestamp || size !== signature.size) throw mismatch({ timestamp, size }, signature);
}

/** The header of .NET's metadata: its version, the list of its streams, and the GUID in the one that is called #Pdb. */
async function checkPortable(bytes: FileBytes, wanted: WantedFile): Promise<void> {
  const head = await bytes.head(0x400);
  let at = 16 + head.getUint32(12, true) + 2;
  const count = head.getUint16(at, true);
  at += 2;
  for (let stream = 0; stream < Math.min(count, 16) && at + 8 < head.byteLength; stream++) {
    const [offset, length] = [head.getUint32(at, true), head.getUint32(at + 4, true)];
    const name = Buffer.from(head.buffer, head.byteOffset + at + 8, Math.min(32, head.byteLength - at - 8));
    const text = name.toString('latin1').split('\0', 1)[0]!;
    if (offset + length > bytes.size) throw bytes.damaged(`its stream ${text} lies beyond its end`);
    if (text === '#Pdb') {
      const guid = guidAt(await bytes.read(offset, 20, 'its GUID'), 0);
      const { signature } = wanted as Wanted<PdbSignature>;
      if (guid !== signature.guid) throw mismatch({ guid, age: signature.age }, signature);
      return;
    }
    at += 8 + Math.ceil((text.length + 1) / 4) * 4;
  }
  throw bytes.damaged('it has no stream #Pdb');
}

const mismatch = (there: PdbSignature | ImageSignature, signature: PdbSignature | ImageSignature): ServerFailure =>
  new ServerFailure('mismatch', `does not match: it has ${said(there)}, wanted is ${said(signature)}`);
