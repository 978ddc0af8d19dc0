import { promises as files } from 'node:fs';
import path, { win32 as windowsPath } from 'node:path';
import { FileBytes } from '../../files/async-bytes';
import { DbgHelpError } from '../../base/errors';
import { directories, peHeaders } from '../../files/pe-headers';
import {
  elementsForServers,
  pdbOf,
  pdbOfImage,
  searchDisk,
  withoutServerDll,
  type TriedPlace,
} from '../../search/file-search';
import type { IndexInfo } from '../../search/index-info';
import type { SymbolPath } from '../../search/symbol-path';
import { exists, storeFolder } from '../../search/symbol-store';

/** What a DLL would meet on its way to the PDB of an image. */
export interface InTheWay {
  /** The folder of the right one, where files of its name, damaged or of other builds, come before. */
  readonly ahead?: string;
  /** Whether there are some that it must not take, and no right one anywhere. */
  readonly onlyWrong?: boolean;
}

/**
 * Looks for what `differences.damagedPdbs` and `differences.pdbsUnchecked` tell of.
 *
 * @param loadAnything - whether PDBs that do not match are wanted, too
 */
export async function pdbInTheWay(
  image: string,
  info: IndexInfo | Error,
  searchPath: SymbolPath,
  dbghelpPath: string,
  loadAnything: boolean,
): Promise<InTheWay> {
  const named = info instanceof Error ? null : await pdbOfImage(image, info);
  if (!named && !loadAnything && (await takenUnchecked(image, info, searchPath))) return { onlyWrong: true };
  const wanted = named ?? pdbByName(image);
  const tried: TriedPlace[] = [];
  const found = await searchDisk(wanted, searchPath, tried);
  const damaged = tried.some(({ outcome }) => outcome === 'unreadable');
  if (found !== null) {
    const others = damaged || tried.some(({ outcome }) => outcome === 'mismatch');
    const ahead = path.dirname(found);
    return others && !ahead.includes(';') ? { ahead } : {};
  }
  const unchecked = named !== null && !loadAnything && /^0+$/.test(wanted.signature.guid) && tried.some(isThere);
  if (!damaged && !unchecked) return {};
  const servers = elementsForServers(searchPath, tried);
  if (named && (await withoutServerDll(servers, dbghelpPath)).length < servers.length) return {};
  for (const { places } of searchPath.elements) {
    for (const { location } of places) {
      // Some DLLs take any folder for a store.
      const folder = storeFolder(location, { marked: false, tiers: 2 }, wanted.name, wanted.id);
      if (await exists(path.join(folder, wanted.name))) return {};
    }
  }
  return { onlyWrong: true };
}

function pdbByName(image: string): ReturnType<typeof pdbOf> {
  const { dir, name, ext } = path.parse(image);
  return pdbOf(ext.slice(1), `${name}.pdb`, { guid: '0'.repeat(32), age: 0 }, [path.join(dir, `${name}.pdb`)]);
}

/** Whether an image says nothing that a PDB could be told by, and there is one of the name that DLLs look for. */
async function takenUnchecked(image: string, info: IndexInfo | Error, searchPath: SymbolPath): Promise<boolean> {
  const isDamaged = info instanceof DbgHelpError && info.code === 'DBGHELP_BAD_FORMAT';
  if (info instanceof Error && !isDamaged) return false;
  const { pdbFile, guid, dbgFile } = info instanceof Error ? nothingNamed : info;
  if (guid !== null || dbgFile !== null) return false;
  const { dir, name, ext } = path.parse(image);
  const extension = ext.slice(1);
  const pdb = pdbFile === null ? `${name}.pdb` : windowsPath.basename(pdbFile);
  const beside = ['', extension, path.join('symbols', extension)].map((part) => path.join(dir, part, pdb));
  const tried: TriedPlace[] = [];
  await searchDisk(pdbOf(extension, pdb, noSignature, beside), searchPath, tried);
  // A PDB of version 2, which is not read here, may be the one that the image names.
  return tried.some(pdbFile === null ? isThere : ({ outcome }) => outcome === 'mismatch');
}

const nothingNamed = { pdbFile: null, guid: null, dbgFile: null };

const isThere = ({ outcome }: TriedPlace): boolean => outcome === 'mismatch' || outcome === 'unreadable';

/** What no PDB is told by. */
const noSignature = { guid: '', age: 0 };

/** A copy of an image that names no PDB: the DLL then looks for none, not beside it either. */
export async function imageWithoutPdb(image: string, folder: string): Promise<string> {
  const copy = path.join(folder, path.basename(image));
  const place = await FileBytes.with(image, 'the image', async (bytes) =>
    (await bytes.parse(peHeaders())).placeOf(directories.debug),
  );
  await files.copyFile(image, copy);
  if (place === null) return copy;
  const file = await files.open(copy, 'r+');
  try {
    await file.write(new Uint8Array(8), 0, 8, place);
  } finally {
    await file.close();
  }
  return copy;
}
