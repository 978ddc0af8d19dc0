import path, { win32 as windowsPath } from 'node:path';
import { DbgHelpError } from '../../base/errors';
import { whyNoFileName } from '../../files/file-names';
import {
  elementsForServers,
  pdbOf,
  pdbOfImage,
  searchDisk,
  withoutServerDll,
  type DiskSearch,
  type TriedPlace,
  type WantedFile,
} from '../../search/file-search';
import type { IndexInfo } from '../../search/index-info';
import type { SymbolPath } from '../../search/symbol-path';
import { exists, storeFolder } from '../../search/symbol-store';

/** The wrong PDBs that a DLL would find when it searches for an image's PDB. */
export interface InTheWay {
  /** The folder of the right PDB, if damaged ones or ones of other builds would be found first. */
  readonly ahead?: string;
  /** Whether there are only PDBs that the DLL must not take. */
  readonly onlyWrong?: boolean;
}

/** An image whose PDB a DLL will look for. */
interface SearchedImage {
  readonly path: string;
  readonly info: IndexInfo | Error;
  /** What was found on this very search path, if its PDB was looked for before. */
  readonly onDisk?: DiskSearch | undefined;
}

/**
 * Looks for the cases of `differences.damagedPdbs` and `differences.pdbsUnchecked`.
 *
 * @param loadAnything - whether mismatched PDBs are acceptable
 */
export async function pdbInTheWay(
  { path: image, info, onDisk }: SearchedImage,
  searchPath: SymbolPath,
  dbghelpPath: string,
  loadAnything: boolean,
): Promise<InTheWay> {
  const named = info instanceof Error ? null : await pdbOfImage(image, info);
  if (!named && !loadAnything && (await takenUnchecked(image, info, searchPath))) return { onlyWrong: true };
  const wanted = named ?? pdbByName(image);
  const { found, tried } = onDisk ?? (await lookFor(wanted, searchPath));
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
  if (whyNoFileName(wanted.name) !== null) return { onlyWrong: true };
  for (const { places } of searchPath.elements) {
    for (const { location } of places) {
      // Some DLLs treat any folder as a store.
      const folder = storeFolder(location, { marked: false, tiers: 2 }, wanted.name, wanted.id);
      if (await exists(path.join(folder, wanted.name))) return {};
    }
  }
  return { onlyWrong: true };
}

async function lookFor(wanted: WantedFile, searchPath: SymbolPath): Promise<DiskSearch> {
  const tried: TriedPlace[] = [];
  return { found: await searchDisk(wanted, searchPath, tried), tried };
}

function pdbByName(image: string): ReturnType<typeof pdbOf> {
  const { dir, name, ext } = path.parse(image);
  return pdbOf(ext.slice(1), `${name}.pdb`, { guid: '0'.repeat(32), age: 0 }, [path.join(dir, `${name}.pdb`)]);
}

/** Whether an image has nothing to identify its PDB by, and there is one with the name that DLLs look for. */
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
  // It may be a PDB of version 2, to which the image refers; this package cannot read those.
  return tried.some(pdbFile === null ? isThere : ({ outcome }) => outcome === 'mismatch');
}

const nothingNamed = { pdbFile: null, guid: null, dbgFile: null };

const isThere = ({ outcome }: TriedPlace): boolean => outcome === 'mismatch' || outcome === 'unreadable';

/** Matches no PDB. */
const noSignature = { guid: '', age: 0 };
