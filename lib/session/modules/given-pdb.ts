import { promises as files } from 'node:fs';
import path, { win32 as windowsPath } from 'node:path';
import { DbgHelpError } from '../../base/errors';
import { fileError } from '../../base/file-error';
import { FileBytes } from '../../files/async-bytes';
import { fileKind } from '../../files/file-kind';
import { pdbHeaders, pdbImage, type PdbHeaders, type PdbImage } from '../../files/pdb';
import { standInImage } from '../../files/stand-in-image';
import { pdbOfImage, said, tryFile, type TriedPlace } from '../../search/file-search';
import type { ImageFacts } from './image-facts';
import type { SessionCore } from '../core';
import { temporaryFolder } from '../../dll/temporary-folder';
import { sectionsIn } from '../../files/pe-headers';

/** A PDB that the caller gives by its path. */
export interface GivenPdb extends Pick<PdbHeaders, 'guid' | 'age'> {
  readonly path: string;
  /** What it records about its image; null if it records nothing. */
  readonly image: PdbImage | null;
}

/** @throws DbgHelpError `DBGHELP_NOT_FOUND`, `DBGHELP_ACCESS_DENIED` or `DBGHELP_BAD_FORMAT` */
export function readGivenPdb(file: string, label: string): Promise<GivenPdb> {
  return FileBytes.with(file, label, async (bytes) => {
    const kind = await fileKind(bytes);
    if (kind !== 'pdb') throw bytes.damaged(`it is ${kind === 'image' ? 'an image' : 'a .dbg file'}, and no PDB`);
    const { guid, age } = await pdbHeaders(bytes);
    return { path: file, guid, age, image: await pdbImage(bytes) };
  });
}

/** Why a PDB does not belong to an image; undefined if it does. */
export async function mismatchOf(
  pdb: GivenPdb,
  image: string,
  { info }: ImageFacts,
  label: string,
): Promise<DbgHelpError | undefined> {
  const wanted = info instanceof Error ? null : await pdbOfImage(image, info);
  const tried: TriedPlace[] = [];
  if (wanted && (await tryFile(pdb.path, wanted, tried, new Set()))) return undefined;
  const why = wanted
    ? `${tried[0]!.reason}. A PDB belongs to an image only if its GUID and its age are those in the image`
    : `(${said({ guid: pdb.guid, age: pdb.age })}) cannot be told to match: the image names no PDB with a GUID`;
  return new DbgHelpError('DBGHELP_NO_SYMBOLS', `${label}: for ${image}, \`pdb\` ${pdb.path} ${why}`);
}

/** The default bases that linkers give to 64-bit and 32-bit images. */
const usualBases = { wide: 0x1_8000_0000n, narrow: 0x1000_0000n };
const i386 = 0x14c;
const pageBytes = 0x1000;

/** What the loader must know of a PDB's image. */
export function outlineOfPdb({ machine, sections }: PdbImage): { base: bigint; machine: number; size: number } {
  const end = Math.max(pageBytes, ...sectionsIn(sections).map(({ rva, virtualBytes }) => rva + virtualBytes));
  const base = machine === i386 ? usualBases.narrow : usualBases.wide;
  return { base, machine, size: Math.ceil(end / pageBytes) * pageBytes };
}

/** Makes an image for a PDB whose own image is missing. */
export async function standInForPdb(
  core: SessionCore,
  { path: pdb, guid, age }: GivenPdb,
  image: PdbImage,
  { base, size }: { readonly base: bigint; readonly size: number },
): Promise<string> {
  const name = windowsPath.basename(pdb);
  const file = path.join(temporaryFolder(core), `${windowsPath.parse(name).name}.dll`);
  const bytes = standInImage({ base, size, timestamp: 0, checksum: 0, pdb: { name, guid, age } }, image);
  await files.writeFile(file, bytes).catch((error: unknown) => {
    throw fileError(`an image that stands for that of ${pdb} cannot be written`, error);
  });
  return file;
}
