import { win32 as windowsPath } from 'node:path';
import type { DbgHelpToken } from '../../../types/calls';
import { SYMOPT } from '../../../types/constants';
import { checkBoolean, checkInteger, checkUnsigned, outOfRange, wrongType } from '../../base/checks';
import { DbgHelpError } from '../../base/errors';
import { checkPath, isUrl } from '../../base/file-path';
import { requireWindows } from '../../base/koffi';
import type { SessionCore } from '../core';
import { expectListings } from '../listings/large-modules';
import { mismatchOf, outlineOfPdb, readGivenPdb, standInForPdb } from './given-pdb';
import { folderNaming } from './folder-naming';
import { imageFacts, type ImageFacts } from './image-facts';
import type { SymbolModule } from './module';
import { checkModuleName } from './module-name';
import type { ExpectedModule, GivenFiles } from './pdb-search';
import { hasAddresses } from './module-place';
import {
  loadModuleOptionNames,
  virtualModuleOptionNames,
  type LoadModuleOptions,
  type LoadPdbOptions,
  type VirtualModuleOptions,
} from '../session-options';
import { checkOptionNames } from '../../base/option-names';
import { temporaryFolder } from '../../dll/temporary-folder';

/** The files to load, and what they tell. */
interface Subject extends GivenFiles {
  readonly outline: ImageFacts['outline'];
  /** Set if the PDB does not belong to the image. */
  readonly mismatch?: DbgHelpError | undefined;
}

const label = 'SymbolSession.loadModule';

/** @internal */
export async function loadModule(
  core: SessionCore,
  what: string | URL | LoadPdbOptions,
  given: LoadModuleOptions,
): Promise<SymbolModule> {
  const isImage = typeof what === 'string' || isUrl(what);
  checkOptionNames(isImage ? given : checkPdbAlone(what), loadModuleOptionNames, label);
  const options = isImage ? { ...given, image: what } : checkPdbAlone(what);
  const { signal } = options;
  const requireSymbols = checkBoolean(options.requireSymbols ?? false, `${label}: \`requireSymbols\``);
  const replace = checkBoolean(options.replace ?? false, `${label}: \`replace\``);
  const base = checkUnsigned(options.base ?? 0n, 64, `${label}: \`base\``);
  const size = checkInteger(options.size ?? 0, 0, 0xffff_ffff, `${label}: \`size\``);
  const name = options.name === undefined ? null : checkModuleName(options.name, `${label}: \`name\``);
  const image = options.image === undefined ? undefined : checkPath(options.image, `${label}: \`image\``);
  const pdb = options.pdb === undefined ? undefined : checkPath(options.pdb, `${label}: \`pdb\``);
  core.assertOpen(label);
  requireWindows();
  // The files are read while the load waits for its turn: later requests must come after the load.
  const looking = subjectOf(core, image, pdb).catch((error: unknown) => error as Error);
  core.pdbSearch.expect([looking.then(expected)], signal);
  const load = async (api: DbgHelpToken): Promise<SymbolModule> => {
    const subject = await looking;
    if (subject instanceof Error) throw subject;
    if (subject.mismatch && (api.SymGetOptions() & SYMOPT.LOAD_ANYTHING) === 0) throw subject.mismatch;
    const bytes = size || subject.outline.size;
    checkAddresses({ base, size: bytes }, label);
    const module = await core.loader.load(api, {
      ...subject,
      name,
      base,
      size: bytes,
      requireSymbols,
      replace,
      signal,
    });
    void expectListings(module, core.largeFrom, core.binding.path);
    return module;
  };
  return core.runLong(label, load, signal);
}

/** While a load waits for its turn, its PDB may arrive. */
function expected(subject: Subject | Error): ExpectedModule | undefined {
  if (subject instanceof Error || subject.pdb !== undefined || !subject.facts) return undefined;
  const { path, facts } = subject;
  return { imagePath: path, info: () => Promise.resolve(facts.info) };
}

function checkPdbAlone(options: unknown): LoadPdbOptions & { readonly image?: undefined } {
  const { pdb } = (options ?? {}) as Partial<LoadPdbOptions>;
  if (typeof options !== 'object' || (typeof pdb !== 'string' && !isUrl(pdb)))
    throw wrongType(`${label}: \`image\``, 'the path of an image, or { pdb } with that of a PDB', options);
  return options as LoadPdbOptions & { readonly image?: undefined };
}

/** @internal */
export async function loadVirtualModule(core: SessionCore, options: VirtualModuleOptions): Promise<SymbolModule> {
  const api = 'SymbolSession.loadVirtualModule';
  checkOptionNames(options, virtualModuleOptionNames, api);
  const base = checkUnsigned(options.base, 64, `${api}: \`base\``);
  const size = checkInteger(options.size, 1, 0xffff_ffff, `${api}: \`size\``);
  const name = checkModuleName(options.name, `${api}: \`name\``);
  const replace = checkBoolean(options.replace ?? false, `${api}: \`replace\``);
  checkAddresses({ base, size }, api);
  return core.run(api, (token) => core.loader.loadVirtual(token, { base, size, name, replace }));
}

function checkAddresses({ base, size }: { readonly base: bigint; readonly size: number }, api: string): void {
  if (hasAddresses({ base, size })) return;
  throw outOfRange(`${api}: \`base\``, `less than 2^64 by more than the module's ${String(size)} bytes`, base);
}

/** Reads the files before the DLL does: it gets only files that it can read. */
async function subjectOf(core: SessionCore, image: string | undefined, pdbPath: string | undefined): Promise<Subject> {
  const pdb = pdbPath === undefined ? undefined : await readGivenPdb(wholePath(pdbPath, 'pdb'), `${label}: \`pdb\``);
  if (image !== undefined) {
    const path = wholePath(image, 'image');
    const facts = await imageFacts(path, `${label}: \`image\``);
    const { outline, info } = facts;
    // For an image that refers to no PDB, DLLs look for one with the image's name.
    const pdbName = info instanceof Error ? null : info.pdbFile;
    const name = pdbName === null ? `${windowsPath.parse(path).name}.pdb` : windowsPath.basename(pdbName);
    const folder = pdb && ((): Promise<string> => folderNaming(pdb.path, name, () => temporaryFolder(core)));
    return {
      path,
      outline,
      facts,
      pdb: pdb?.path,
      folder,
      mismatch: pdb && (await mismatchOf(pdb, path, facts, label)),
    };
  }
  const { path, image: described } = pdb!;
  if (!described) {
    const lack = 'does not say which sections its image has: it can be loaded with the image only';
    throw new DbgHelpError('DBGHELP_BAD_FORMAT', `${label}: \`pdb\` ${path} ${lack}`);
  }
  const outline = outlineOfPdb(described);
  return { path, outline, pdb: path, file: () => standInForPdb(core, pdb!, described, outline) };
}

/**
 * Removes the prefix `\\?\`, which lifts the limit of path lengths: DbgHelp would take the path for that of another
 * file.
 */
const plainPath = (path: string): string =>
  path.replace(/^\\\\\?\\UNC\\/i, '\\\\').replace(/^\\\\\?\\(?=[a-z]:\\)/i, '');

/** DbgHelp's limit, including the NUL at the end. */
const longestPath = 260;

function wholePath(given: string, argument: 'image' | 'pdb'): string {
  const named = `${label}: \`${argument}\``;
  if (given === '') throw new DbgHelpError('DBGHELP_NOT_FOUND', `${named} is an empty path`);
  const path = windowsPath.resolve(plainPath(given));
  if (path.length < longestPath) return path;
  const length = `has ${String(path.length)} characters, and DbgHelp reads no path of ${String(longestPath)} or more`;
  throw new DbgHelpError('DBGHELP_NOT_FOUND', `${named} ${path} ${length}: give the file a shorter one`);
}
