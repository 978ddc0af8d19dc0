import path from 'node:path';
import { win32 as windowsPath } from 'node:path';
import { inspect } from 'node:util';
import { SSRVOPT } from '../../types/constants';
import { FileBytes } from '../files/async-bytes';
import { checkImage } from '../files/image-damage';
import { peHeaders } from '../files/pe-headers';
import { guidBytes } from '../files/text';
import { findCopies, type DbgHelpCopy } from '../dll/copies';
import { DbgHelpError } from '../base/errors';
import { maskedPath } from '../base/masked';
import { whyNoFileName } from '../files/file-names';
import { indexInfo, readIndexInfo, type IndexInfo } from './index-info';
import { computerOf, mayBeOpened } from './recorded-path';
import { hasServerDll, storeFolders } from './store-search';
import { mistakesIn } from './usual-mistakes';
import type { SymbolPath } from './symbol-path';
import { imageId, pdbId, storedAs, storeFolder, storeLayout, symsrv } from './symbol-store';
import type { SymbolPathElement } from './path-elements';
import type { PdbSignature, ImageSignature } from './signatures';

/** One place where a search looked for a file. */
export interface TriedPlace {
  /** A file's path, or an element of the search path that asks servers. */
  readonly place: string;
  /**
   * `'mismatch'`: a file of that name, of another build; `'unreadable'`: a file that is damaged, of another format, or
   * cannot be opened; `'unusable'`: a file that only symsrv.dll could use; `'unasked'`: a server, which was not asked, what looks like one,
   * or a path on another computer that a file names, and the search path does not.
   * Of servers: `'unauthorized'`: it wants other credentials; `'unreachable'`: it gave no answer, broke off, or has an
   * error of its own; `'refused'`: what it did is not allowed here, or its file is too large; `'unwritable'`: a store to
   * which nothing can be copied, because of its rights or a full disk.
   */
  readonly outcome:
    | 'found'
    | 'missing'
    | 'mismatch'
    | 'unreadable'
    | 'unusable'
    | 'unasked'
    | 'unauthorized'
    | 'unreachable'
    | 'refused'
    | 'unwritable';
  /** The reason as text; if the signatures differ, with both and the part that differs. */
  readonly reason: string;
  /** The signature of the file there; null if there is no readable file. */
  readonly signature: PdbSignature | ImageSignature | null;
}

/** The result of a search for a file. */
export class FileSearch<Signature extends PdbSignature | ImageSignature = PdbSignature | ImageSignature> {
  /** The name of the wanted file; null if the image names no PDB. */
  readonly name: string | null;
  /** The signature that it must have; null if the image names no PDB. */
  readonly wanted: Signature | null;
  /** The path of the file; null if it was not found. */
  readonly path: string | null;
  /** The places, in the order of the search. */
  readonly tried: readonly TriedPlace[];

  /** @internal `findPdb` and `findImage` make these. */
  constructor(name: string | null, wanted: Signature | null, found: string | null, tried: readonly TriedPlace[]) {
    this.name = name;
    this.wanted = wanted;
    this.path = found;
    this.tried = tried;
  }

  /** The search as text: the wanted file, and a line for each place. */
  toString(): string {
    if (this.name === null || this.wanted === null) return 'The image names no PDB.';
    const lines = this.tried.map(({ place, reason }) => `  ${place}: ${reason}`);
    return [`${this.name}, ${said(this.wanted)}: ${this.path ?? 'not found'}`, ...lines].join('\n');
  }

  [inspect.custom](): unknown {
    const { name, wanted, path: found, tried } = this;
    return { name, wanted, path: found, tried };
  }
}

/** A wanted file, in one form for PDBs and images. */
export interface Wanted<Signature> {
  readonly kind: IndexInfo['kind'];
  readonly name: string;
  readonly signature: Signature;
  /** The id of the file in symbol stores. */
  readonly id: string;
  /** The image's extension, which names subfolders of a search path's folders. */
  readonly extension: string;
  /** Files to check before the search path. */
  readonly first?: readonly string[];
  /** Files to check after the search path. */
  readonly last: readonly string[];
  /** A path that the image or the dump names, which is checked last, if it may be. */
  readonly recorded?: string | undefined;
  /** The arguments of SymFindFileInPathW that identify the file. */
  readonly question: readonly [id: Uint8Array | Uint32Array, two: number, flags: number];
  readonly signatureOf: (info: IndexInfo) => Signature;
}

/** A wanted PDB or image. */
export type WantedFile = Wanted<PdbSignature | ImageSignature>;

/** The PDB of an image; null if the image names none. Throws as `indexInfo`. */
export async function wantedPdb(image: string, label: string): Promise<Wanted<PdbSignature> | null> {
  return pdbOfImage(image, await readIndexInfo(image, label));
}

/** The PDB of an image with this index information. */
export async function pdbOfImage(
  image: string,
  { pdbFile, guid, age }: Pick<IndexInfo, 'pdbFile' | 'guid' | 'age'>,
): Promise<Wanted<PdbSignature> | null> {
  if (pdbFile === null || guid === null) return null;
  const name = windowsPath.basename(pdbFile);
  const folder = path.dirname(image);
  const inStore = path.join(storeFolder(folder, await storeLayout(folder), name, pdbId(guid, age)), name);
  const last = [path.join(folder, name), inStore];
  const recorded = windowsPath.isAbsolute(pdbFile) ? pdbFile : undefined;
  // Whoever names the image names its computer.
  if (recorded !== undefined && computerOf(recorded) !== undefined && computerOf(recorded) === computerOf(image))
    last.push(recorded);
  return { ...pdbOf(windowsPath.extname(image).slice(1), name, { guid, age }, last), recorded };
}

/**
 * A PDB with this name and signature.
 *
 * @param extension - the extension of the image to which it belongs
 */
export function pdbOf(
  extension: string,
  name: string,
  signature: PdbSignature,
  last: readonly string[],
): Wanted<PdbSignature> {
  const { guid, age } = signature;
  return {
    kind: 'pdb',
    name,
    signature,
    id: pdbId(guid, age),
    extension,
    last,
    question: [guidBytes(guid), age, SSRVOPT.GUIDPTR],
    signatureOf: (info) => ({ guid: info.guid ?? '', age: info.age }),
  };
}

/** An image with this name, time stamp and size. */
export function imageOf(name: string, signature: ImageSignature, last: readonly string[]): Wanted<ImageSignature> {
  const { timestamp, size } = signature;
  return {
    kind: 'image',
    name,
    signature,
    id: imageId(timestamp, size),
    extension: windowsPath.extname(name).slice(1),
    last,
    question: [new Uint32Array([timestamp]), size, SSRVOPT.DWORDPTR],
    signatureOf: (info) => ({ timestamp: info.timestamp, size: info.size }),
  };
}

/** What a search on disk has found. */
export interface DiskSearch {
  readonly found: string | null;
  readonly tried: readonly TriedPlace[];
}

/** Searches folders and stores on disk, and records every place. Returns the file that matches. */
export async function searchDisk(
  wanted: WantedFile,
  searchPath: SymbolPath,
  tried: TriedPlace[],
): Promise<string | null> {
  const seen = new Set<string>();
  for (const file of wanted.first ?? []) if (await tryFile(file, wanted, tried, seen)) return file;
  const wrong = whyNoFileName(wanted.name);
  if (wrong !== null) {
    tried.push(notLookedFor(wanted.name, 'refused', `is not looked for: ${wrong}`));
    return null;
  }
  for (const element of searchPath.elements) {
    for (const folder of await storeFolders(element, wanted.name, wanted.id)) {
      const file = path.join(folder, wanted.name);
      if (await tryFile(file, wanted, tried, seen)) return file;
      const other = await storedAs(folder, wanted.name);
      if (other) tried.push({ place: other.path, outcome: 'unusable', reason: reasons[other.as], signature: null });
    }
    for (const file of filesOf(element, wanted)) if (await tryFile(file, wanted, tried, seen)) return file;
    for (const { place, hint } of await mistakesIn(element))
      tried.push({ place, outcome: 'unasked', reason: hint, signature: null });
  }
  for (const file of wanted.last) if (await tryFile(file, wanted, tried, seen)) return file;
  const { recorded } = wanted;
  if (recorded === undefined || seen.has(recorded)) return null;
  if (mayBeOpened(recorded, searchPath)) return (await tryFile(recorded, wanted, tried, seen)) ? recorded : null;
  tried.push(notLookedFor(recorded, 'unasked', notNamed));
  return null;
}

const notNamed = 'is not opened: a file names it, and the search path does not name its computer';

const notLookedFor = (place: string, outcome: TriedPlace['outcome'], reason: string): TriedPlace => ({
  place: maskedPath(place),
  outcome,
  reason,
  signature: null,
});

const reasons = {
  compressed: 'compressed: only symsrv.dll can use it',
  pointer: 'points to a file elsewhere: only symsrv.dll follows it',
} as const;

/** The files to check for a folder of a search path. */
function filesOf({ kind, places }: SymbolPathElement, { name, extension }: Wanted<unknown>): string[] {
  const folder =
    kind === 'folder' ? places.find((place) => place.kind === 'folder' || place.kind === 'share') : undefined;
  if (!folder) return [];
  const below = extension === '' ? [''] : ['', extension, path.join('symbols', extension)];
  return below.map((part) => path.join(folder.location, part, name));
}

/** Checks one file, and records the result. */
export async function tryFile(
  file: string,
  { kind, signature, signatureOf }: WantedFile,
  tried: TriedPlace[],
  seen: Set<string>,
): Promise<boolean> {
  if (seen.has(file)) return false;
  seen.add(file);
  const note = (outcome: TriedPlace['outcome'], reason: string, found: TriedPlace['signature'] = null): boolean => {
    tried.push({ place: file, outcome, reason, signature: found });
    return outcome === 'found';
  };
  const info = await indexInfo(file).catch((error: unknown) => {
    if (error instanceof DbgHelpError) return error;
    throw error;
  });
  if (info instanceof DbgHelpError) {
    // In a store, the folder of a file has the file's name: that is no file.
    if (info.code === 'DBGHELP_NOT_FOUND') return note('missing', 'no such file');
    return note('unreadable', info.message);
  }
  if (info.kind !== kind) return note('unreadable', `is no ${kind === 'pdb' ? 'PDB' : 'image'}`);
  const there = signatureOf(info);
  const differing = differences(there, signature);
  if (differing.length === 0) {
    const damage = kind === 'image' ? await damageOfImage(file) : null;
    return damage === null ? note('found', 'found', there) : note('unreadable', damage);
  }
  const reason = `does not match: it has ${said(there)}, wanted is ${said(signature)}`;
  return note('mismatch', `${reason} (another ${differing.join(' and another ')})`, there);
}

/** Why an image that is the wanted one by its headers cannot be used; null if it can. A copy that broke off has its headers. */
const damageOfImage = (file: string): Promise<string | null> =>
  FileBytes.with(file, 'the image', async (bytes) => {
    await checkImage(bytes, await bytes.parse(peHeaders()));
    return null;
  }).catch((error: unknown) => {
    if (error instanceof DbgHelpError) return error.message;
    throw error;
  });

/** The name of each part of a signature, and its text. */
const parts = [
  ['guid', 'GUID', String],
  ['age', 'age', String],
  ['timestamp', 'time stamp', (value: string | number) => `0x${value.toString(16)}`],
  ['size', 'size', (value: string | number) => `0x${value.toString(16)}`],
] as const;

type Parts = Readonly<Partial<Record<(typeof parts)[number][0], string | number>>>;

/** A signature as text. */
export function said(signature: PdbSignature | ImageSignature): string {
  const values: Parts = signature;
  return parts
    .map(([part, name, text]) => (values[part] === undefined ? '' : `${name} ${text(values[part])}`))
    .filter((text) => text !== '')
    .join(', ');
}

function differences(one: PdbSignature | ImageSignature, other: PdbSignature | ImageSignature): string[] {
  return parts.filter(([part]) => (one as Parts)[part] !== (other as Parts)[part]).map(([, name]) => name);
}

/** Whether an element has more than folders: a server, or the default store, whose folder only symsrv.dll knows. */
const asksMore = ({ kind, places }: SymbolPathElement): boolean =>
  kind === 'server' &&
  (places.length === 0 || places.some((place) => place.kind !== 'folder' && place.kind !== 'share'));

/** The elements through which symsrv.dll could find more than the search on disk. */
export function elementsForServers(searchPath: SymbolPath, tried: readonly TriedPlace[]): SymbolPathElement[] {
  const unusable = tried.some(({ outcome }) => outcome === 'unusable');
  return searchPath.elements.filter((element) => asksMore(element) || (unusable && element.serverDll !== null));
}

/** The elements whose server DLL does not lie beside the dbghelp.dll. */
export async function withoutServerDll(
  elements: readonly SymbolPathElement[],
  dbghelpPath: string,
): Promise<SymbolPathElement[]> {
  const lacking: SymbolPathElement[] = [];
  for (const element of elements) {
    if (!(await hasServerDll(dbghelpPath, element.serverDll ?? symsrv))) lacking.push(element);
  }
  return lacking;
}

/** Records an element whose server DLL is missing, and another copy of dbghelp.dll that has one. */
export function serverDllIsMissing(
  { text, serverDll }: SymbolPathElement,
  dbghelpPath: string,
  copy: DbgHelpCopy | undefined,
): TriedPlace {
  const reason = `needs ${serverDll ?? symsrv} beside ${dbghelpPath}; ${whereElse(copy)}`;
  return { place: maskedPath(text), outcome: 'unusable', reason, signature: null };
}

/** The first copy of dbghelp.dll for processes like this one that can ask servers. */
export async function copyWithServer(): Promise<DbgHelpCopy | undefined> {
  return (await findCopies()).find((copy) => copy.symbolServer && copy.architecture === process.arch);
}

export function whereElse(copy: DbgHelpCopy | undefined): string {
  return copy
    ? `${copy.path} (${copy.version ?? 'of unknown version'}) has it: DbgHelp.load({ path }) takes that copy`
    : 'no copy of dbghelp.dll that has it was found: the Debugging Tools for Windows bring one';
}
