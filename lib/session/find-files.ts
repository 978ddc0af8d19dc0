import path from 'node:path';
import { win32 as windowsPath } from 'node:path';
import { inspect } from 'node:util';
import type { DbgHelp } from '../../types/calls';
import { SSRVOPT } from '../../types/constants';
import { DbgHelp as loader, dbghelp as defaultDbgHelp, Binding } from '../dbghelp';
import { checkInteger, checkText, wrongType } from '../native/checks';
import { DbgHelpError } from '../native/errors';
import { WideString } from '../native/text-buffers';
import { indexInfo, type IndexInfo } from './index-info';
import type { PdbSignature } from './module';
import { searchPathOf } from './search-path';
import { SymbolSession } from './session';
import { hasServerDll, storeFolders } from './store-search';
import type { SymbolPath, SymbolPathElement } from './symbol-path';
import { exists, imageId, pdbId, storedAs, symsrv } from './symbol-store';

export interface FindOptions {
  /** As for `SymbolSession.open`. */
  readonly searchPath?: string | SymbolPath | readonly (string | SymbolPath)[] | undefined;
  /** Ask plain http servers, too. */
  readonly allowHttp?: boolean | undefined;
  /** The DLL that asks symbol servers; the default one unless told otherwise. */
  readonly dbghelp?: DbgHelp | undefined;
}

/** What an image is told by. */
export interface ImageSignature {
  /** The link time stamp in its header. */
  readonly timestamp: number;
  /** SizeOfImage, in bytes. */
  readonly size: number;
}

/** One place where a file was looked for. */
export interface TriedPlace {
  /** A file's path, or an element of the search path that asks servers. */
  readonly place: string;
  /**
   * `'mismatch'`: a file of that name, of another build; `'unreadable'`: damaged, of another format, or not to be opened;
   * `'unusable'`: only symsrv.dll could take it from there.
   */
  readonly outcome: 'found' | 'missing' | 'mismatch' | 'unreadable' | 'unusable';
  /** For people; with both signatures where they differ. */
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
interface Wanted<Signature> {
  readonly kind: IndexInfo['kind'];
  readonly name: string;
  readonly signature: Signature;
  /** In symbol stores. */
  readonly id: string;
  /** Extension of the image: the name of folders below those of a search path. */
  readonly extension: string;
  /** Files to look at after the search path. */
  readonly last: readonly string[];
  /** How SymFindFileInPathW is told what the file is told by. */
  readonly question: readonly [id: Uint8Array | Uint32Array, two: number, flags: number];
  readonly signatureOf: (info: IndexInfo) => Signature;
}

/**
 * The PDB that belongs to an image. Looks itself, on every platform, in folders and in symbol stores on disk; then, where the
 * search path names servers and symsrv.dll lies beside the DLL, SymFindFileInPathW asks them.
 *
 * Looks in the elements of the search path from left to right, in the image's folder, and where the image was built. Only a
 * file whose GUID and age are the image's is one.
 *
 * @throws TypeError or RangeError for bad arguments; as `indexInfo` for an image that cannot be read
 */
export async function findPdb(image: string, options: FindOptions = {}): Promise<FileSearch<PdbSignature>> {
  const label = 'findPdb';
  checkText(image, `${label}: \`image\``);
  const checked = checkOptions(options, label);
  const { pdbFile, guid, age } = await indexInfo(image);
  if (pdbFile === null || guid === null) return new FileSearch<PdbSignature>(null, null, null, []);
  const name = windowsPath.basename(pdbFile);
  return search<PdbSignature>(
    {
      kind: 'pdb',
      name,
      signature: { guid, age },
      id: pdbId(guid, age),
      extension: windowsPath.extname(image).slice(1),
      last: [path.join(path.dirname(image), name), ...(windowsPath.isAbsolute(pdbFile) ? [pdbFile] : [])],
      question: [guidBytes(guid), age, SSRVOPT.GUIDPTR],
      signatureOf: (info) => ({ guid: info.guid ?? '', age: info.age }),
    },
    checked,
  );
}

/**
 * The image of a name, time stamp and size, as minidumps and module lists name them. Looks where `findPdb` does, but for the
 * image's own folder.
 *
 * @param wanted - `name`: file name, a path before it does not count; `timestamp` and `size` as in the image's header
 * @throws TypeError or RangeError for bad arguments
 */
export async function findImage(
  wanted: { readonly name: string } & ImageSignature,
  options: FindOptions = {},
): Promise<FileSearch<ImageSignature>> {
  const label = 'findImage';
  const name = windowsPath.basename(checkText(wanted.name, `${label}: \`name\``));
  const timestamp = checkInteger(wanted.timestamp, 0, 0xffff_ffff, `${label}: \`timestamp\``);
  const size = checkInteger(wanted.size, 0, 0xffff_ffff, `${label}: \`size\``);
  return search<ImageSignature>(
    {
      kind: 'image',
      name,
      signature: { timestamp, size },
      id: imageId(timestamp, size),
      extension: windowsPath.extname(name).slice(1),
      last: [],
      question: [new Uint32Array([timestamp]), size, SSRVOPT.DWORDPTR],
      signatureOf: (info) => ({ timestamp: info.timestamp, size: info.size }),
    },
    checkOptions(options, label),
  );
}

interface CheckedOptions {
  readonly searchPath: SymbolPath;
  readonly allowHttp: boolean;
  readonly binding: Binding;
}

function checkOptions({ searchPath, allowHttp = false, dbghelp }: FindOptions, label: string): CheckedOptions {
  const binding: unknown = dbghelp ?? defaultDbgHelp;
  if (!(binding instanceof Binding)) throw wrongType(`${label}: \`dbghelp\``, 'what DbgHelp.load gave', binding);
  return { searchPath: searchPathOf(searchPath, allowHttp, `${label}: \`searchPath\``), allowHttp, binding };
}

async function search<Signature extends PdbSignature | ImageSignature>(
  wanted: Wanted<Signature>,
  options: CheckedOptions,
): Promise<FileSearch<Signature>> {
  const tried: TriedPlace[] = [];
  const seen = new Set<string>();
  const result = (found: string | null): FileSearch<Signature> =>
    new FileSearch(wanted.name, wanted.signature, found, tried);
  for (const element of options.searchPath.elements) {
    for (const folder of await storeFolders(element, wanted.name, wanted.id)) {
      if (await tryFile(path.join(folder, wanted.name), wanted, tried, seen)) return result(tried.at(-1)!.place);
      const other = await storedAs(folder, wanted.name);
      if (other) tried.push({ place: other.path, outcome: 'unusable', reason: reasons[other.as], signature: null });
    }
    for (const file of filesOf(element, wanted)) {
      if (await tryFile(file, wanted, tried, seen)) return result(file);
    }
  }
  for (const file of wanted.last) if (await tryFile(file, wanted, tried, seen)) return result(file);
  return result(await askServers(wanted, options, tried));
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
async function tryFile(
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
    return (await exists(file)) ? note('unreadable', info.message) : note('missing', 'no such file');
  }
  if (info.kind !== kind) return note('unreadable', `is no ${kind === 'pdb' ? 'PDB' : 'image'}`);
  const there = signatureOf(info);
  if (said(there) === said(signature)) return note('found', 'found', there);
  return note('mismatch', `does not match: it has ${said(there)}, wanted is ${said(signature)}`, there);
}

function said(signature: PdbSignature | ImageSignature): string {
  return 'guid' in signature
    ? `GUID ${signature.guid}, age ${String(signature.age)}`
    : `time stamp 0x${signature.timestamp.toString(16)}, size 0x${signature.size.toString(16)}`;
}

/** Whether an element has more to ask than folders: a server, or a store that symsrv.dll knows the folder of. */
const asksMore = ({ kind, places }: SymbolPathElement): boolean =>
  kind === 'server' &&
  (places.length === 0 || places.some((place) => place.kind !== 'folder' && place.kind !== 'share'));

async function askServers<Signature extends PdbSignature | ImageSignature>(
  wanted: Wanted<Signature>,
  { searchPath, allowHttp, binding }: CheckedOptions,
  tried: TriedPlace[],
): Promise<string | null> {
  const unusable = tried.some(({ outcome }) => outcome === 'unusable');
  const elements = searchPath.elements.filter(
    (element) => asksMore(element) || (unusable && element.serverDll !== null),
  );
  if (elements.length === 0) return null;
  const note = (place: string, reason: string): void => {
    tried.push({ place, outcome: 'unusable', reason, signature: null });
  };
  if (process.platform !== 'win32') {
    for (const { text } of elements) note(text, 'servers are asked on Windows only');
    return null;
  }
  const lacking: SymbolPathElement[] = [];
  for (const element of elements) {
    if (!(await hasServerDll(binding.path, element.serverDll ?? symsrv))) lacking.push(element);
  }
  const elsewhere = lacking.length > 0 ? await whereElse() : '';
  for (const { text, serverDll } of lacking)
    note(text, `needs ${serverDll ?? symsrv} beside ${binding.path}; ${elsewhere}`);
  if (lacking.length === elements.length) return null;
  return askThrough(wanted, searchPath, allowHttp, binding, tried);
}

/** Which other copy could ask servers. */
async function whereElse(): Promise<string> {
  const copies = (await loader.find()).filter((copy) => copy.symbolServer && copy.architecture === process.arch);
  const copy = copies[0];
  return copy
    ? `${copy.path} (${copy.version ?? 'of unknown version'}) has it: DbgHelp.load({ path }) takes that copy`
    : 'no copy of dbghelp.dll that has it was found: the Debugging Tools for Windows bring one';
}

/** SymFindFileInPathW, whose answer is looked at like any other file. */
async function askThrough<Signature extends PdbSignature | ImageSignature>(
  wanted: Wanted<Signature>,
  searchPath: SymbolPath,
  allowHttp: boolean,
  binding: Binding,
  tried: TriedPlace[],
): Promise<string | null> {
  const [id, two, flags] = wanted.question;
  const found = WideString.alloc(longestPath);
  const text = searchPath.normalized().toString();
  await using session = await SymbolSession.open({ searchPath, allowHttp, dbghelp: binding as unknown as DbgHelp });
  const failure = await session
    .run((api) => api.SymFindFileInPathW.async(session.key, text, wanted.name, id, two, 0, flags, found, null, null))
    .then(
      () => null,
      (error: unknown) => {
        if (error instanceof DbgHelpError) return error;
        throw error;
      },
    );
  if (failure) {
    tried.push({ place: text, outcome: 'missing', reason: failure.message, signature: null });
    return null;
  }
  const file = found.toString();
  return (await tryFile(file, wanted, tried, new Set())) ? file : null;
}

/** MAX_PATH and the NUL: SymFindFileInPathW takes no length. */
const longestPath = 261;

/** The GUID as it lies in memory. */
function guidBytes(guid: string): Uint8Array {
  const bytes = Buffer.from(guid, 'hex');
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return new Uint8Array(bytes);
}
