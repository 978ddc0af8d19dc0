import type { DbgHelpToken } from '../../../types/calls';
import { DbgHelpError } from '../../native/errors';
import { WideString } from '../../native/text-buffers';
import type { SessionCore } from '../core';
import type { SymbolModule } from '../module';
import type { ModuleLines } from './module-lines';
import { chosenModules, inModule } from './module-turns';
import { wantedFile } from './source-paths';

/** Which hash a compiler took of a source file. */
export type ChecksumKind = 'MD5' | 'SHA1' | 'SHA256';

/** A source file that the symbols of a module name. */
export interface SourceFile {
  /** As the PDB has it. */
  readonly path: string;
  /** The module's short name. */
  readonly module: string;
  /** Of the file as it was compiled. Absent where the PDB, or the DLL, has none: Windows 10's and newer have it. */
  readonly checksum?: { readonly kind: ChecksumKind; readonly bytes: Uint8Array };
}

export interface SourceFileOptions {
  /** Look in this module only; in all by default, which loads the symbols of all. */
  readonly module?: SymbolModule | string | undefined;
  readonly signal?: AbortSignal | undefined;
}

const checksumKinds: Readonly<Record<number, ChecksumKind>> = { 1: 'MD5', 2: 'SHA1', 3: 'SHA256' };
/** SHA-256, the longest. */
const checksumBytes = 32;
const longestPath = 0x8000;

/** @internal */
export async function sourceFiles(core: SessionCore, module: SymbolModule | string | undefined): Promise<SourceFile[]> {
  const api = 'SymbolSession.sourceFiles';
  const found: SourceFile[] = [];
  for (const chosen of await chosenModules(core, module, api)) {
    await inModule(core, chosen, api, (token, lines) => {
      const checksum = core.binding.has('SymGetSourceFileChecksumW') ? checksumReader(core, token, chosen) : undefined;
      for (const path of lines.files(token)) {
        found.push({ path, module: chosen.name, ...checksum?.(path) });
      }
    });
  }
  return found;
}

/** @internal */
export async function sourceFile(
  core: SessionCore,
  file: string,
  { module, signal }: SourceFileOptions,
): Promise<string | null> {
  const api = 'SymbolSession.sourceFile';
  const wanted = wantedFile(file, api);
  for (const chosen of await chosenModules(core, module, api, signal)) {
    const job = (token: DbgHelpToken, known: ModuleLines): Promise<string | null> =>
      fetchFirst(core, token, known, wanted);
    const fetched = await inModule(core, chosen, api, job, signal);
    if (fetched !== null) return fetched;
  }
  return null;
}

async function fetchFirst(
  { key }: SessionCore,
  token: DbgHelpToken,
  known: ModuleLines,
  wanted: (path: string) => boolean,
): Promise<string | null> {
  const { SymGetSourceFileW: fetch } = token;
  const path = WideString.alloc(longestPath);
  for (const candidate of known.files(token).filter(wanted)) {
    try {
      await fetch.async(key, known.module.base, null, candidate, path, path.capacity);
      return path.toString();
    } catch (error) {
      if (!(error instanceof DbgHelpError && error.code === 'DBGHELP_NOT_FOUND')) throw error;
    }
  }
  return null;
}

function checksumReader(
  core: SessionCore,
  token: DbgHelpToken,
  { base }: SymbolModule,
): (path: string) => Pick<SourceFile, 'checksum'> {
  const kind = new Uint32Array(1);
  const bytes = new Uint8Array(checksumBytes);
  const length = new Uint32Array(1);
  return (path) => {
    if (!token.SymGetSourceFileChecksumW.raw(core.key, base, path, kind, bytes, bytes.length, length)) return {};
    const known = checksumKinds[kind[0]!];
    return known ? { checksum: { kind: known, bytes: bytes.slice(0, length[0]) } } : {};
  };
}
