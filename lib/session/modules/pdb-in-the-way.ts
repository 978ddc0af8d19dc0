import { promises as files } from 'node:fs';
import path from 'node:path';
import { FileBytes } from '../../files/async-bytes';
import { debugDirectoryPlace } from '../../files/image-headers';
import {
  elementsForServers,
  pdbOf,
  searchDisk,
  wantedPdb,
  withoutServerDll,
  type TriedPlace,
} from '../../search/file-search';
import type { SymbolPath } from '../../search/symbol-path';
import { exists, storeFolder } from '../../search/symbol-store';

/** What a DLL would meet on its way to the PDB of an image. */
export interface InTheWay {
  /** The folder of the right one, where files of its name, damaged or of other builds, come before. */
  readonly ahead?: string;
  /** Whether there is a damaged one, and no right one anywhere. */
  readonly damaged?: boolean;
}

/**
 * Looks for what `differences.damagedPdbs` tells of.
 *
 * @param image - of one that names no PDB, or cannot be understood, some DLLs look for a PDB of its own name
 */
export async function pdbInTheWay(image: string, searchPath: SymbolPath, dbghelpPath: string): Promise<InTheWay> {
  const named = await wantedPdb(image).catch(() => null);
  const wanted = named ?? pdbByName(image);
  const tried: TriedPlace[] = [];
  const found = await searchDisk(wanted, searchPath, tried);
  const damaged = tried.some(({ outcome }) => outcome === 'unreadable');
  if (found !== null) {
    const others = damaged || tried.some(({ outcome }) => outcome === 'mismatch');
    const ahead = path.dirname(found);
    return others && !ahead.includes(';') ? { ahead } : {};
  }
  if (!damaged) return {};
  const servers = elementsForServers(searchPath, tried);
  if (named && (await withoutServerDll(servers, dbghelpPath)).length < servers.length) return {};
  for (const { places } of searchPath.elements) {
    for (const { location } of places) {
      // Some DLLs take any folder for a store.
      const folder = storeFolder(location, { marked: false, tiers: 2 }, wanted.name, wanted.id);
      if (await exists(path.join(folder, wanted.name))) return {};
    }
  }
  return { damaged: true };
}

function pdbByName(image: string): ReturnType<typeof pdbOf> {
  const { dir, name, ext } = path.parse(image);
  return pdbOf(ext.slice(1), `${name}.pdb`, { guid: '0'.repeat(32), age: 0 }, [path.join(dir, `${name}.pdb`)]);
}

/** A copy of an image that names no PDB: the DLL then looks for none, not beside it either. */
export async function imageWithoutPdb(image: string, folder: string): Promise<string> {
  const copy = path.join(folder, path.basename(image));
  const place = await FileBytes.with(image, 'the image', debugDirectoryPlace);
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
