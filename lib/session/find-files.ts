import { win32 as windowsPath } from 'node:path';
import type { DbgHelp } from '../../types/calls';
import { dbghelp as defaultDbgHelp, Binding } from '../dll/dbghelp';
import { checkInteger, checkSignal, checkText, outOfRange, wrongType } from '../base/checks';
import { DbgHelpError } from '../base/errors';
import { checkPath, isUrl } from '../base/file-path';
import { masked, maskedPath } from '../base/masked';
import { WideString } from '../ffi/text-buffers';
import {
  copyWithServer,
  elementsForServers,
  FileSearch,
  imageOf,
  pdbOf,
  searchDisk,
  serverDllIsMissing,
  tryFile,
  wantedPdb,
  withoutServerDll,
  type TriedPlace,
  type Wanted,
} from '../search/file-search';
import { Arrivals } from '../search/arrivals';
import { pathForDll } from '../search/path-for-dll';
import { searchPathOf } from '../search/search-path';
import type { CheckedServerOptions, ServerOptions } from '../search/servers/server-options';
import { symsrv } from '../search/symbol-store';
import { checkServers } from './check-servers';
import { SymbolSession } from './session';
import type { SymbolPath } from '../search/symbol-path';
import { checkMisspelledNames, checkOptionNames, type OptionNames } from '../base/option-names';
import type { PdbSignature, ImageSignature } from '../search/signatures';

export interface FindOptions {
  /** As for `SymbolSession.open`. */
  readonly searchPath?: string | SymbolPath | readonly (string | SymbolPath)[] | undefined;
  /** Ask plain http servers, too. */
  readonly allowHttp?: boolean | undefined;
  /** How symbol servers are asked. */
  readonly servers?: ServerOptions | undefined;
  /** Ask no server: only folders and stores are searched. */
  readonly offline?: boolean | undefined;
  /** The DLL that asks the stores of `symsrv*OTHER.dll*...`; the default one unless told otherwise. */
  readonly dbghelp?: DbgHelp | undefined;
  /** Ends the search, and a download at once. */
  readonly signal?: AbortSignal | undefined;
}

const findNames: OptionNames<FindOptions> = {
  searchPath: true,
  allowHttp: true,
  servers: true,
  offline: true,
  dbghelp: true,
  signal: true,
};

/** A PDB by its name and signature, as minidumps and images name it. */
export type WantedPdb = { readonly name: string } & PdbSignature;

/**
 * The PDB that belongs to an image, or that has a name and signature. Looks itself, on every platform, in folders and in symbol stores on disk; then, where the
 * search path names servers, asks them, too. Stores of `symsrv*OTHER.dll*...` are asked by SymFindFileInPathW.
 *
 * Looks in the elements of the search path from left to right, in the image's folder, and where the image was built. Only a
 * file whose GUID and age are the image's is one.
 *
 * @param image - the path of an image; or `name`, `guid` and `age` of a PDB whose image is missing: `guid` is upper-case
 * hexadecimal without dashes, and of `name` a path before it does not count
 * @throws TypeError or RangeError for bad arguments; as `indexInfo` for an image that cannot be read; `signal`'s reason. What
 * a server does is no error: `tried` tells it
 */
export async function findPdb(
  image: string | URL | WantedPdb,
  options: FindOptions = {},
): Promise<FileSearch<PdbSignature>> {
  const label = 'findPdb';
  const imageLabel = `${label}: \`image\``;
  const named = isWantedPdb(image) ? checkPdb(image, label) : null;
  const file = named ? '' : checkPath(image, imageLabel);
  const checked = checkOptions(options, label);
  const wanted = named ?? (await wantedPdb(file, imageLabel));
  return wanted ? findShared(wanted, checked) : new FileSearch<PdbSignature>(null, null, null, []);
}

const isWantedPdb = (image: object | string | null): image is WantedPdb =>
  typeof image === 'object' && image !== null && !Array.isArray(image) && !isUrl(image) && !('then' in image);

/**
 * The image of a name, time stamp and size, as minidumps and module lists name them. Looks where `findPdb` does, but for the
 * image's own folder.
 *
 * @param wanted - `name`: file name, a path before it does not count; `timestamp` and `size` as in the image's header
 * @throws TypeError or RangeError for bad arguments; `signal`'s reason
 */
export async function findImage(
  wanted: { readonly name: string } & ImageSignature,
  options: FindOptions = {},
): Promise<FileSearch<ImageSignature>> {
  const label = 'findImage';
  if (typeof (wanted as unknown) !== 'object' || (wanted as unknown) === null)
    throw wrongType(`${label}: \`wanted\``, 'an object', wanted);
  checkMisspelledNames(wanted, wantedNames, label, 'wanted');
  const name = windowsPath.basename(checkText(wanted.name, `${label}: \`name\``));
  if (noFiles.has(name)) throw outOfRange(`${label}: \`name\``, 'the name of a file', wanted.name);
  const timestamp = checkInteger(wanted.timestamp, 0, 0xffff_ffff, `${label}: \`timestamp\``);
  const size = checkInteger(wanted.size, 0, 0xffff_ffff, `${label}: \`size\``);
  return findShared(imageOf(name, { timestamp, size }, []), checkOptions(options, label));
}

function checkPdb(wanted: WantedPdb, label: string): Wanted<PdbSignature> {
  checkMisspelledNames(wanted, wantedPdbNames, label, 'image');
  const name = windowsPath.basename(checkText(wanted.name, `${label}: \`image.name\``));
  if (noFiles.has(name)) throw outOfRange(`${label}: \`image.name\``, 'the name of a file', wanted.name);
  const guid = checkText(wanted.guid, `${label}: \`image.guid\``);
  if (!/^[\dA-F]{32}$/.test(guid)) {
    throw outOfRange(`${label}: \`image.guid\``, '32 upper-case hexadecimal digits', guid);
  }
  const age = checkInteger(wanted.age, 0, 0xffff_ffff, `${label}: \`image.age\``);
  return pdbOf('', name, { guid, age }, []);
}

const wantedPdbNames: OptionNames<WantedPdb> = { name: true, guid: true, age: true };

/** What paths of folders end in. */
const noFiles: ReadonlySet<string> = new Set(['', '.', '..']);

const wantedNames: OptionNames<Parameters<typeof findImage>[0]> = { name: true, timestamp: true, size: true };

interface SearchOptions {
  readonly searchPath: SymbolPath;
  readonly binding: Binding;
  readonly arrivals: Arrivals;
  readonly signal?: AbortSignal | undefined;
}

type CheckedOptions = Omit<SearchOptions, 'arrivals'> & { readonly servers: CheckedServerOptions };

function checkOptions(options: FindOptions, label: string): CheckedOptions {
  checkOptionNames(options, findNames, label);
  const { dbghelp, signal } = options;
  const servers = checkServers(options, label);
  const binding: unknown = dbghelp ?? defaultDbgHelp;
  if (!(binding instanceof Binding)) throw wrongType(`${label}: \`dbghelp\``, 'what DbgHelp.load gave', binding);
  if (signal !== undefined) checkSignal(signal, label);
  const searchPath = searchPathOf(options.searchPath, servers.allowHttp, `${label}: \`searchPath\``);
  return { searchPath, binding, servers, signal };
}

/** What is shared by searches at the same time that ask the same servers in the same way: connections, and the limit of requests. */
const shared = new Map<string, { readonly arrivals: Arrivals; searches: number }>();

async function findShared<Signature extends PdbSignature | ImageSignature>(
  wanted: Wanted<Signature>,
  { servers, ...options }: CheckedOptions,
): Promise<FileSearch<Signature>> {
  const key = JSON.stringify([options.searchPath, servers], (name, value: unknown) =>
    typeof value === 'function' || name === 'agent' ? numberOf(value as object) : value,
  );
  const own = shared.get(key) ?? { arrivals: new Arrivals(options.searchPath, servers), searches: 0 };
  shared.set(key, own);
  own.searches++;
  try {
    return await findFile(wanted, { ...options, arrivals: own.arrivals });
  } finally {
    own.searches--;
    if (own.searches === 0) {
      shared.delete(key);
      own.arrivals.close();
    }
  }
}

const numbers = new WeakMap<object, number>();
let known = 0;
function numberOf(value: object): number {
  const number = numbers.get(value) ?? ++known;
  numbers.set(value, number);
  return number;
}

/**
 * Looks for a file wherever a search path leads: on disk, then on the servers that the path names, then wherever another
 * DLL leads.
 *
 * @internal
 */
export async function findFile<Signature extends PdbSignature | ImageSignature>(
  wanted: Wanted<Signature>,
  options: SearchOptions,
): Promise<FileSearch<Signature>> {
  const tried: TriedPlace[] = [];
  const { searchPath, arrivals, signal } = options;
  signal?.throwIfAborted();
  const onDisk = await searchDisk(wanted, searchPath, tried);
  const found =
    (onDisk === null ? await arrivals.find(wanted, { tried, signal }) : await arrivals.nearer(wanted, onDisk)) ??
    (await askDlls(wanted, options, tried));
  return new FileSearch(wanted.name, wanted.signature, found, tried);
}

async function askDlls<Signature extends PdbSignature | ImageSignature>(
  wanted: Wanted<Signature>,
  { searchPath, binding, arrivals }: SearchOptions,
  tried: TriedPlace[],
): Promise<string | null> {
  const forDll = pathForDll(searchPath, arrivals.options.offline);
  const elements = elementsForServers(forDll, tried);
  if (elements.length === 0) return null;
  if (process.platform !== 'win32') {
    for (const { text, serverDll } of elements)
      tried.push({
        place: maskedPath(text),
        outcome: 'unusable',
        reason: `needs ${serverDll ?? symsrv}, which Windows alone has`,
        signature: null,
      });
    return null;
  }
  const lacking = await withoutServerDll(elements, binding.path);
  const copy = lacking.length > 0 ? await copyWithServer() : undefined;
  for (const element of lacking) tried.push(serverDllIsMissing(element, binding.path, copy));
  if (lacking.length === elements.length) return null;
  return askThrough(wanted, forDll, binding, tried);
}

/** SymFindFileInPathW, whose answer is looked at like any other file. */
async function askThrough<Signature extends PdbSignature | ImageSignature>(
  wanted: Wanted<Signature>,
  searchPath: SymbolPath,
  binding: Binding,
  tried: TriedPlace[],
): Promise<string | null> {
  const [id, two, flags] = wanted.question;
  const found = WideString.alloc(longestPath);
  const text = searchPath.normalized().toString();
  await using session = await SymbolSession.open({
    searchPath,
    allowHttp: true,
    dbghelp: binding as unknown as DbgHelp,
  });
  const failure = await session
    .run((api) => api.SymFindFileInPathW.async(session.key, text, wanted.name, id, two, 0, flags, found, null, null), {
      long: true,
    })
    .then(
      () => null,
      (error: unknown) => {
        if (error instanceof DbgHelpError) return error;
        throw error;
      },
    );
  if (failure) {
    tried.push({ place: maskedPath(text), outcome: 'missing', reason: masked(failure.message), signature: null });
    return null;
  }
  const file = found.toString();
  return (await tryFile(file, wanted, tried, new Set())) ? file : null;
}

/** MAX_PATH and the NUL: SymFindFileInPathW takes no length. */
const longestPath = 261;
