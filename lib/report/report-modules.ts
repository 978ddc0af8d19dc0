import { win32 as windowsPath } from 'node:path';
import type { Pace } from '../base/pace';
import { sorted } from '../base/sorted';
import { imageId, pdbStorePath, storePath } from '../search/symbol-store';
import type { WhyNoSymbols } from '../search/why-no-symbols';
import type { MinidumpModule, MinidumpUnloadedModule } from '../minidump/read/modules';
import type { SystemFamily } from './posix-exceptions';
import type { DumpModule } from '../minidump/walk/dump-modules';
import type { MissingPiece, ReportModule, ReportSymbols, ReportUnloadedModule } from './report-data';
import { hex } from './report-stacks';
import { isSystemModule } from './system-code';

/** The results of loading one module for the report. */
export interface ModuleFindings {
  readonly module: MinidumpModule;
  /** Undefined if it was not loaded: it has no frames, or there is no session. */
  readonly loaded: DumpModule | undefined;
  readonly why: WhyNoSymbols | null;
  /** The number of its frames, and the index of its first frame in the first thread; Infinity for none. */
  readonly frames: { readonly first: number; readonly others: number; readonly nearest: number };
}

export function reportModule({ module, loaded, why, frames }: ModuleFindings, family: SystemFamily): ReportModule {
  const { path, base, size, fileVersion, timestamp, checksum, pdb } = module;
  const signature = loaded?.symbols?.pdbSignature ?? null;
  const isWindows = family === 'windows';
  const pdbPath = isWindows ? (pdb?.path ?? why?.pdbName ?? loaded?.symbols?.pdbPath ?? null) : null;
  return {
    name: windowsPath.basename(path),
    path,
    base: hex(base),
    size,
    version: fileVersion,
    timestamp,
    checksum,
    pdb:
      pdbPath === null
        ? null
        : {
            name: windowsPath.basename(pdbPath),
            path: pdbPath,
            guid: pdb?.guid ?? why?.wanted?.guid ?? signature?.guid ?? null,
            age: pdb?.age ?? why?.wanted?.age ?? signature?.age ?? 0,
          },
    buildId: module.buildId,
    debugId: isWindows ? null : debugIdOf(module),
    symbols: symbolsOf(loaded, why),
    system: isSystemModule(path),
    frames: { first: frames.first, others: frames.others },
  };
}

function symbolsOf(loaded: DumpModule | undefined, why: WhyNoSymbols | null): ReportSymbols {
  if (!loaded) return { state: 'not-asked', type: null, pdbPath: null, imagePath: null, why: null };
  const { symbols, image, status, summary } = loaded;
  const state = stateOf(loaded);
  const reason = status === 'missing' || status === 'unusable' ? summary : (why?.summary ?? null);
  return {
    state,
    type: symbols?.symbolType ?? null,
    pdbPath: state === 'loaded' || state === 'mismatch' ? (symbols?.pdbPath ?? loaded.pdb) : null,
    imagePath: image,
    why: state === 'loaded' ? null : reason,
  };
}

function stateOf({ symbols, status }: DumpModule): ReportSymbols['state'] {
  if (!symbols || status === 'missing' || status === 'unusable') return 'none';
  if (symbols.hasFullSymbols) return 'loaded';
  return symbols.symbolType === 'pdb' || symbols.symbolType === 'dia' ? 'mismatch' : 'exports';
}

export const reportUnloaded = (module: MinidumpUnloadedModule): ReportUnloadedModule => ({
  name: module.name,
  base: hex(module.base),
  size: module.size,
  timestamp: module.timestamp,
});

/** The missing files of modules on the stacks, the one of the frame nearest to the crash first. */
export async function missingFiles(
  modules: readonly ModuleFindings[],
  family: SystemFamily,
  pace: Pace,
): Promise<MissingPiece[]> {
  const onStacks = modules.filter(({ frames }) => frames.first + frames.others > 0);
  const needed = await pace.drain(sorted(onStacks, nearestFirst));
  return (await pace.map(needed, family === 'windows' ? piecesOf : posixPieceOf)).flat();
}

/** Modules that are on no stack of the first thread are all equally far. */
const nearestFirst = ({ frames: one }: ModuleFindings, { frames: other }: ModuleFindings): number =>
  one.nearest === other.nearest ? other.others - one.others : one.nearest - other.nearest;

/** Of Linux and macOS: one file has the code, and another one, or the same, the names. */
function posixPieceOf({ module, frames }: ModuleFindings): MissingPiece[] {
  const name = windowsPath.basename(module.path);
  const id = debugIdOf(module);
  const what = module.buildId === null ? '' : ` with the build id ${module.buildId}`;
  const symbols = id === null ? '' : `; Breakpad's symbol files have it as ${name}/${id}/${name}.sym`;
  const why = `without the file${what} its functions have no names here${symbols}`;
  return [{ kind: 'image', name, storePath: null, neededBy: frames.first > 0 ? 'crash' : 'threads', why }];
}

/** GUID and age, or the same made of the first 16 bytes of a build id. */
function debugIdOf({ pdb, buildId }: MinidumpModule): string | null {
  if (pdb?.guid != null) return `${pdb.guid}${pdb.age.toString(16)}`.toUpperCase();
  if (buildId === null) return null;
  const bytes = Buffer.alloc(16);
  bytes.write(buildId.slice(0, 32), 'hex');
  const guid = [bytes.subarray(0, 4).reverse(), bytes.subarray(4, 6).reverse(), bytes.subarray(6, 8).reverse()];
  return `${Buffer.concat([...guid, bytes.subarray(8)]).toString('hex')}0`.toUpperCase();
}

function piecesOf({ module, loaded, why, frames }: ModuleFindings): MissingPiece[] {
  const neededBy = frames.first > 0 ? 'crash' : 'threads';
  const name = windowsPath.basename(module.path);
  const pieces: MissingPiece[] = [];
  if (loaded?.image == null) {
    const needs = `without it the stack beyond ${name} may be a guess, and its code and data are unknown`;
    const inStore = loaded?.imageStorePath ?? storePath(name, imageId(module.timestamp, module.size));
    pieces.push({ kind: 'image', name, storePath: inStore, neededBy, why: needs });
  }
  if (loaded && stateOf(loaded) === 'loaded') return pieces;
  const wanted = why?.wanted ?? null;
  const pdb = module.pdb?.path ?? why?.pdbName ?? null;
  if (pdb === null) return pieces;
  const file = windowsPath.basename(pdb);
  pieces.push({
    kind: 'pdb',
    name: file,
    storePath: loaded?.pdbStorePath ?? pdbStorePath(file, wanted ?? module.pdb),
    neededBy,
    why: why?.summary ?? otherPdb(loaded) ?? `without it functions in ${name} have no names and no lines`,
  });
  return pieces;
}

/** A PDB of another build, which was found instead. */
function otherPdb(loaded: DumpModule | undefined): string | null {
  const other = loaded?.tried.find(({ outcome, place }) => outcome === 'mismatch' && /\.pdb$/i.test(place));
  return other ? `${other.place} ${other.reason}` : null;
}
