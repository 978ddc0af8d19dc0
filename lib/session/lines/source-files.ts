import type { DbgHelpToken } from '../../../types/calls';
import { FileBytes } from '../../files/async-bytes';
import { pdbStreamNames } from '../../files/pdb';
import { checkBoolean } from '../../base/checks';
import { companionFiles, lackOf } from '../../dll/companions';
import { DbgHelpError } from '../../base/errors';
import { WideString } from '../../ffi/text-buffers';
import type { SessionCore } from '../core';
import { listingOf, type Listing, type Source } from '../listing';
import type { SymbolModule } from '../modules/module';
import type { Waiting } from '../listings/list';
import { checkProgress, type ListingProgressOption } from '../listings/progress';
import type { ModuleLines } from './module-lines';
import { chosenModules, inModule } from './module-turns';
import { wantedFile } from './source-paths';
import { eventLoopTurn } from '../../base/event-loop-turn';
import { Slice } from '../slices';
import { checkOptionNames, type OptionNames } from '../../base/option-names';

/** The hash function that a compiler applied to a source file. */
export type ChecksumKind = 'MD5' | 'SHA1' | 'SHA256';

/** A source file named in the symbols of a module. */
export interface SourceFile {
  /** The path in the PDB. */
  readonly path: string;
  /** The module's short name. */
  readonly module: string;
  /**
   * The checksum of the compiled file, if it was requested. Absent if the PDB or the DLL has none: DLLs of Windows 10
   * and newer give it.
   */
  readonly checksum?: { readonly kind: ChecksumKind; readonly bytes: Uint8Array };
}

export interface SourceFileOptions {
  /** Search only this module. By default all are searched, which loads the symbols of all. */
  readonly module?: SymbolModule | string | undefined;
  /** The longest that it may take, in milliseconds; no limit by default. It is then rejected with `DBGHELP_TIMEOUT`. */
  readonly timeout?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** @internal */
export const sourceFileNames: OptionNames<SourceFileOptions> = { module: true, timeout: true, signal: true };

export interface SourceFilesOptions extends ListingProgressOption {
  /**
   * Whether to add the checksum of each compiled file, if the PDB has it: a call of SymGetSourceFileChecksumW for each.
   * In some DLLs a call takes the longer the further down its list the file is, so thousands of files may take tens of
   * seconds.
   */
  readonly checksums?: boolean | undefined;
  /** The longest that it may take, in milliseconds; no limit by default. It is then rejected with `DBGHELP_TIMEOUT`. */
  readonly timeout?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

const sourceFilesNames: OptionNames<SourceFilesOptions> = {
  checksums: true,
  timeout: true,
  signal: true,
  onProgress: true,
};

const checksumKinds: Readonly<Record<number, ChecksumKind>> = { 1: 'MD5', 2: 'SHA1', 3: 'SHA256' };
/** The size of SHA-256, the longest one. */
const checksumBytes = 32;
const longestPath = 0x8000;

/** @internal */
export function sourceFiles(
  core: SessionCore,
  module: SymbolModule | string | undefined,
  options: SourceFilesOptions,
): Listing<SourceFile> {
  return listingOf(beginSourceFiles(core, module, options));
}

async function beginSourceFiles(
  core: SessionCore,
  module: SymbolModule | string | undefined,
  options: SourceFilesOptions,
): Promise<Source<SourceFile>> {
  const api = 'SymbolSession.sourceFiles';
  checkOptionNames(options, sourceFilesNames, api);
  const { checksums = false, signal, onProgress } = options;
  checkBoolean(checksums, `${api}: \`checksums\``);
  checkProgress(onProgress, api);
  const modules = await chosenModules(core, module, api, signal);
  const tells = checksums && core.binding.has('SymGetSourceFileChecksumW');
  const source = { core, api, signal, onProgress };
  async function* blocks(): AsyncGenerator<SourceFile[], void, undefined> {
    for (const chosen of modules) {
      const paths = await inModule(core, chosen, source, (token, lines) => lines.files(token, source));
      if (tells) yield* withChecksums(source, chosen, paths);
      else yield* inBlocks(chosen, paths);
    }
  }
  return { ...source, blocks };
}

/** The number of files that a listing holds. */
const filesInBlock = 1024;

function* inBlocks({ name: module }: SymbolModule, paths: readonly string[]): Generator<SourceFile[], void, undefined> {
  for (let from = 0; from < paths.length; from += filesInBlock) {
    yield paths.slice(from, from + filesInBlock).map((path) => ({ path, module }));
  }
}

/** A long job in slices, each of which gives a block. */
async function* withChecksums(
  source: Omit<Source<SourceFile>, 'blocks'> & Waiting,
  module: SymbolModule,
  paths: readonly string[],
): AsyncGenerator<SourceFile[], void, undefined> {
  const { core, onProgress } = source;
  const reader = new ChecksumReader(core.key, module.base);
  let at = 0;
  const slice = async (token: DbgHelpToken): Promise<SourceFile[]> => {
    const time = new Slice();
    const found: SourceFile[] = [];
    do {
      const path = paths[at++]!;
      found.push({ path, module: module.name, ...(await reader.read(token, path)) });
    } while (at < paths.length && !time.isOver);
    return found;
  };
  while (at < paths.length) {
    yield await inModule(core, module, source, slice);
    onProgress?.({ stage: 'reading', module: module.name, done: at, total: paths.length });
    await eventLoopTurn();
  }
}

/** @internal */
export async function sourceFile(core: SessionCore, file: string, options: SourceFileOptions): Promise<string | null> {
  checkOptionNames(options, sourceFileNames, 'SymbolSession.sourceFile');
  const { module, signal } = options;
  const api = 'SymbolSession.sourceFile';
  const waiting: Waiting = { api, signal };
  const wanted = wantedFile(file, api);
  for (const chosen of await chosenModules(core, module, api, signal)) {
    const job = (token: DbgHelpToken, known: ModuleLines): Promise<string | null> =>
      fetchFirst(core, token, known, wanted, waiting);
    const fetched = await inModule(core, chosen, waiting, job);
    if (fetched !== null) return fetched;
  }
  return null;
}

async function fetchFirst(
  { key, binding }: SessionCore,
  token: DbgHelpToken,
  known: ModuleLines,
  wanted: (path: string) => boolean,
  waiting: Waiting,
): Promise<string | null> {
  const { SymGetSourceFileW: fetch } = token;
  const path = WideString.alloc(longestPath);
  for (const candidate of (await known.files(token, waiting)).filter(wanted)) {
    try {
      await fetch.async(key, known.module.base, null, candidate, path, path.capacity);
      return path.toString();
    } catch (error) {
      if (!(error instanceof DbgHelpError) || error.api !== 'SymGetSourceFileW') throw error;
      if (error.code !== 'DBGHELP_NOT_FOUND' && (await saysWhereSourcesAre(known.module.pdbPath))) {
        throw (await withoutSourceServer(binding.path)) ?? error;
      }
    }
  }
  return null;
}

/** DLLs without srcsrv.dll fail for every file, whether or not the PDB names a place. */
async function saysWhereSourcesAre(pdb: string | null): Promise<boolean> {
  const names = pdb === null ? undefined : await FileBytes.with(pdb, 'the PDB', pdbStreamNames).catch(() => undefined);
  // An unreadable PDB may name a place.
  return names?.some((name) => /^(?:srcsrv$|sourcelink)/i.test(name)) ?? true;
}

async function withoutSourceServer(dll: string): Promise<DbgHelpError | undefined> {
  const lack = lackOf(dll, 'sourceServer', (await companionFiles(dll)).get('sourceServer'));
  return lack === undefined
    ? undefined
    : new DbgHelpError('DBGHELP_LACKS_FILE', `SymGetSourceFileW: ${lack}`, { api: 'SymGetSourceFileW' });
}

class ChecksumReader {
  readonly #key: bigint;
  readonly #base: bigint;
  readonly #kind = new Uint32Array(1);
  readonly #bytes = new Uint8Array(checksumBytes);
  readonly #length = new Uint32Array(1);
  /** Whether a call took longer than a slice. Further calls may, too, so they are made off the main thread. */
  #isSlow = false;

  constructor(key: bigint, base: bigint) {
    this.#key = key;
    this.#base = base;
  }

  async read(token: DbgHelpToken, path: string): Promise<Pick<SourceFile, 'checksum'>> {
    const { SymGetSourceFileChecksumW: ask } = token;
    const bytes = this.#bytes;
    const args = [this.#key, this.#base, path, this.#kind, bytes, bytes.length, this.#length] as const;
    const time = new Slice();
    const found = this.#isSlow ? await ask.async(...args).catch(refused) : ask.raw(...args);
    this.#isSlow ||= time.isOver;
    const kind = found ? checksumKinds[this.#kind[0]!] : undefined;
    return kind ? { checksum: { kind, bytes: bytes.slice(0, this.#length[0]) } } : {};
  }
}

/** If the DLL has no checksum, this is no error. */
function refused(error: unknown): false {
  if (error instanceof DbgHelpError && error.api === 'SymGetSourceFileChecksumW') return false;
  throw error;
}
