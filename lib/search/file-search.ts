import path from 'node:path';
import { win32 as windowsPath } from 'node:path';
import { inspect } from 'node:util';
import { SSRVOPT } from '../../types/constants';
import { guidBytes } from '../files/text';
import { findCopies, type DbgHelpCopy } from '../dll/copies';
import { DbgHelpError } from '../base/errors';
import { indexInfo, type IndexInfo } from './index-info';
import { hasServerDll, storeFolders } from './store-search';
import type { SymbolPath } from './symbol-path';
import { exists, imageId, isFolder, pdbId, storedAs, storeFolder, storeLayout, symsrv } from './symbol-store';
import type { SymbolPathElement } from './path-elements';
import type { PdbSignature, ImageSignature } from './signatures';

/** One place where a file was looked for. */
export interface TriedPlace {
  /** A file's path, or an element of the search path that asks servers. */
  readonly place: string;
  /**
   * `'mismatch'`: a file of that name, of another build; `'unreadable'`: damaged, of another format, or not to be opened;
   * `'unusable'`: only symsrv.dll could take it from there; `'unasked'`: a server, which was left alone.
   */
  readonly outcome: 'found' | 'missing' | 'mismatch' | 'unreadable' | 'unusable' | 'unasked';
  /** For people; with both signatures where they differ, and which part of them does. */
  readonly reason: string;
  /** What the file there is told by; null where there is none that can be read. */
  readonly signature: PdbSignature | ImageSignature | null;
}

/** Where a file was found, and where it was not. */
export class FileSearch<Signature extends PdbSignature | ImageSignature = PdbSignature | ImageSignature> {
  /** The name of the file that was looked for; null where the image names no PDB. */
  readonly name: string | null;
  /** What it must be told by; null where the image names no PDB. */
  readonly wanted: Signature | null;
  /** Null where it was not found. */
  readonly path: string | null;
  /** In the order in which they were looked at. */
  readonly tried: readonly TriedPlace[];

  /** @internal `findPdb` and `findImage` make these. */
  constructor(name: string | null, wanted: Signature | null, found: string | null, tried: readonly TriedPlace[]) {
    this.name = name;
    this.wanted = wanted;
    this.path = found;
    this.tried = tried;
  }

  /** For people: what was looked for, and a line for each place. */
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

/** What is looked for, in one form for PDBs and images. */
export interface Wanted<Signature> {
  readonly kind: IndexInfo['kind'];
  readonly name: string;
  readonly signature: Signature;
  /** In symbol stores. */
  readonly id: string;
  /** Extension of the image: the name of folders below those of a search path. */
  readonly extension: string;
  /** Files to look at before the search path. */
  readonly first?: readonly string[];
  /** Files to look at after the search path. */
  readonly last: readonly string[];
  /** How SymFindFileInPathW is told what the file is told by. */
  readonly question: readonly [id: Uint8Array | Uint32Array, two: number, flags: number];
  readonly signatureOf: (info: IndexInfo) => Signature;
}

/** The PDB of an image; null where the image names none. Throws as `indexInfo`. */
export async function wantedPdb(image: string): Promise<Wanted<PdbSignature> | null> {
  return pdbOfImage(image, await indexInfo(image));
}

/** The PDB of an image of which that much is known. */
export async function pdbOfImage(
  image: string,
  { pdbFile, guid, age }: Pick<IndexInfo, 'pdbFile' | 'guid' | 'age'>,
): Promise<Wanted<PdbSignature> | null> {
  if (pdbFile === null || guid === null) return null;
  const name = windowsPath.basename(pdbFile);
  const folder = path.dirname(image);
  const inStore = path.join(storeFolder(folder, await storeLayout(folder), name, pdbId(guid, age)), name);
  const last = [path.join(folder, name), inStore, ...(windowsPath.isAbsolute(pdbFile) ? [pdbFile] : [])];
  return pdbOf(windowsPath.extname(image).slice(1), name, { guid, age }, last);
}

/**
 * A PDB that is known by its name and signature.
 *
 * @param extension - of the image that it belongs to
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

/** An image that is known by its name, time stamp and size. */
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

/** Looks in folders and stores on disk, and notes every place; gives the file that matches. */
export async function searchDisk(
  wanted: Wanted<PdbSignature | ImageSignature>,
  searchPath: SymbolPath,
  tried: TriedPlace[],
): Promise<string | null> {
  const seen = new Set<string>();
  for (const file of wanted.first ?? []) if (await tryFile(file, wanted, tried, seen)) return file;
  for (const element of searchPath.elements) {
    for (const folder of await storeFolders(element, wanted.name, wanted.id)) {
      const file = path.join(folder, wanted.name);
      if (await tryFile(file, wanted, tried, seen)) return file;
      const other = await storedAs(folder, wanted.name);
      if (other) tried.push({ place: other.path, outcome: 'unusable', reason: reasons[other.as], signature: null });
    }
    for (const file of filesOf(element, wanted)) if (await tryFile(file, wanted, tried, seen)) return file;
  }
  for (const file of wanted.last) if (await tryFile(file, wanted, tried, seen)) return file;
  return null;
}

const reasons = {
  compressed: 'compressed: only symsrv.dll can use it',
  pointer: 'points to a file elsewhere: only symsrv.dll follows it',
} as const;

/** The files that a folder of a search path stands for. */
function filesOf({ kind, places }: SymbolPathElement, { name, extension }: Wanted<unknown>): string[] {
  const folder =
    kind === 'folder' ? places.find((place) => place.kind === 'folder' || place.kind === 'share') : undefined;
  if (!folder) return [];
  const below = extension === '' ? [''] : ['', extension, path.join('symbols', extension)];
  return below.map((part) => path.join(folder.location, part, name));
}

/** Looks at one file, and notes what it is. */
export async function tryFile(
  file: string,
  { kind, signature, signatureOf }: Wanted<PdbSignature | ImageSignature>,
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
    // In a store, the folder of a file has its name.
    if (!(await exists(file)) || (await isFolder(file))) return note('missing', 'no such file');
    return note('unreadable', info.message);
  }
  if (info.kind !== kind) return note('unreadable', `is no ${kind === 'pdb' ? 'PDB' : 'image'}`);
  const there = signatureOf(info);
  const differing = differences(there, signature);
  if (differing.length === 0) return note('found', 'found', there);
  const reason = `does not match: it has ${said(there)}, wanted is ${said(signature)}`;
  return note('mismatch', `${reason} (another ${differing.join(' and another ')})`, there);
}

/** What each part of a signature is called, and how it is written. */
const parts = [
  ['guid', 'GUID', String],
  ['age', 'age', String],
  ['timestamp', 'time stamp', (value: string | number) => `0x${value.toString(16)}`],
  ['size', 'size', (value: string | number) => `0x${value.toString(16)}`],
] as const;

type Parts = Readonly<Partial<Record<(typeof parts)[number][0], string | number>>>;

/** A signature for people. */
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

/** Whether an element has more to ask than folders: a server, or a store that symsrv.dll knows the folder of. */
const asksMore = ({ kind, places }: SymbolPathElement): boolean =>
  kind === 'server' &&
  (places.length === 0 || places.some((place) => place.kind !== 'folder' && place.kind !== 'share'));

/** The elements that symsrv.dll could find more through than what was found on disk. */
export function elementsForServers(searchPath: SymbolPath, tried: readonly TriedPlace[]): SymbolPathElement[] {
  const unusable = tried.some(({ outcome }) => outcome === 'unusable');
  return searchPath.elements.filter((element) => asksMore(element) || (unusable && element.serverDll !== null));
}

/** Those of the elements whose DLL does not lie beside the dbghelp.dll. */
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

/** Notes an element whose DLL is not there, and which other copy of dbghelp.dll has it. */
export function serverDllIsMissing(
  { text, serverDll }: SymbolPathElement,
  dbghelpPath: string,
  copy: DbgHelpCopy | undefined,
): TriedPlace {
  const reason = `needs ${serverDll ?? symsrv} beside ${dbghelpPath}; ${whereElse(copy)}`;
  return { place: text, outcome: 'unusable', reason, signature: null };
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
