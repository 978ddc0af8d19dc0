import path, { win32 as windowsPath } from 'node:path';
import type { MinidumpModule } from '../minidump/index';
import type { FileSearch, FindOptions } from '../session/index';
import { doors } from './doors';

/** What was searched for a module. */
export interface ModuleSearches {
  /** Null if the module is no image of Windows. */
  readonly image: FileSearch | null;
  /** Null if the module names no PDB. */
  readonly pdb: FileSearch | null;
}

/** Looks for the image of a dump's module, and for its PDB, which needs no image, where reports look for them, too. */
export async function searchModule(
  module: MinidumpModule,
  dumpPath: string,
  options: FindOptions,
  images: string | undefined,
): Promise<ModuleSearches> {
  const { findImage, findPdb } = doors.session();
  const { name, timestamp, size, buildId, pdb } = module;
  const folder = path.dirname(path.resolve(dumpPath));
  // No search path can name a folder with a semicolon.
  const beside = folder.includes(';') ? [] : [folder];
  const searchPath = [options.searchPath ?? [], images ?? [], beside].flat();
  const everywhere = { ...options, searchPath };
  const isImage = buildId === null && !/^\.{0,2}$/.test(windowsPath.basename(name));
  const image = isImage ? await findImage({ name, timestamp, size }, everywhere) : null;
  // Some writers of dumps leave the PDBs out, which the images name.
  if (image?.path != null) return { image, pdb: await findPdb(image.path, everywhere) };
  if (typeof pdb?.guid !== 'string') return { image, pdb: null };
  const { path: written, guid, age } = pdb;
  return { image, pdb: await findPdb({ name: windowsPath.basename(written), guid, age }, everywhere) };
}

/** The most telling reason why a file was not found. */
export function mainReason({ tried }: FileSearch): string {
  const told = tried.find(({ outcome }) => outcome !== 'missing') ?? tried[0];
  if (!told) return 'nowhere was looked: give --symbols';
  const more = tried.length > 1 ? `, and ${String(tried.length - 1)} more places` : '';
  return `${told.place}: ${told.reason}${more}`;
}
