import * as fs from 'node:fs';
import path from 'node:path';
import { fileError, orNoAnswer } from '../base/file-error';
import { machineOf } from './copies';
import { systemDirectory, win32 } from '../win32/functions';

/** A file that a dbghelp.dll needs beside it. */
export interface CompanionFile {
  /** Its name as this DLL spells it: `msdia140.dll`. */
  readonly file: string;
  /** What the DLL needs it for. */
  readonly use: string;
  /** `'wrong-bitness'`: it is for processes of another architecture. */
  readonly state: 'there' | 'missing' | 'wrong-bitness';
  /** Its path; null if it is missing, or if another DLL of the process has loaded it. */
  readonly path: string | null;
}

interface Companion {
  /** Its name in the file of a DLL that uses it. */
  readonly named: RegExp;
  readonly use: string;
  /** The consequence if it is missing. */
  readonly without: string;
  /** An environment variable with its path, which the DLL tries before all folders. */
  readonly variable?: string;
  /** Whether the DLL also searches the system's folders. */
  readonly elsewhere: boolean;
  /** Whether basic functions fail without it. */
  readonly needed: boolean;
}

/** The pattern for UTF-16 text in a file that is read byte by byte. */
const wide = (pattern: string): string =>
  pattern.replace(/\\d\+|\\\.|./g, (part) => (part === '\\d+' ? '(?:\\d\\0)+' : `${part}\\0`));
const asText = (pattern: string): RegExp => new RegExp(`${wide(pattern)}|${pattern}`, 'i');

/** The DLL's own file tells which companions it needs: some versions read PDBs and write dumps alone. */
const companions = {
  pdbReader: {
    named: asText('msdia\\d+\\.dll'),
    use: 'reading PDBs',
    without: 'every PDB is left out',
    variable: 'DBGHELP_DIA_PATH',
    elsewhere: true,
    needed: true,
  },
  dumpWriter: {
    named: /dbgcore(?=\.MiniDumpWriteDump)/i,
    use: 'writing minidumps, and MiniDumpReadDumpStream',
    without: 'no minidump can be written',
    elsewhere: true,
    needed: true,
  },
  symbolServer: {
    named: asText('symsrv\\.dll'),
    use: 'symbol servers',
    without: 'compressed files and pointers in stores are of no use, and this package asks servers itself',
    elsewhere: false,
    needed: false,
  },
  sourceServer: {
    named: asText('srcsrv\\.dll'),
    use: 'source servers',
    without: 'no source server is asked',
    elsewhere: false,
    needed: false,
  },
} as const satisfies Readonly<Record<string, Companion>>;

export type CompanionName = keyof typeof companions;

const names = Object.keys(companions) as CompanionName[];

/** The names of a DLL's companions, by the DLL's path: they do not change while it is loaded. */
const wanted = new Map<string, Promise<ReadonlyMap<CompanionName, string>>>();

async function readNames(dll: string): Promise<ReadonlyMap<CompanionName, string>> {
  const text = await fs.promises.readFile(dll, 'latin1').catch((error: unknown) => {
    throw fileError(`${dll} cannot be read`, error);
  });
  const found = new Map<CompanionName, string>();
  for (const name of names) {
    const as = companions[name].named.exec(text)?.[0].replaceAll('\0', '').toLowerCase();
    if (as !== undefined) found.set(name, as.endsWith('.dll') ? as : `${as}.dll`);
  }
  return found;
}

/** The companions that a DLL needs, and whether they are there. */
export async function companionFiles(dll: string): Promise<ReadonlyMap<CompanionName, CompanionFile>> {
  let asked = wanted.get(dll);
  if (!asked) wanted.set(dll, (asked = readNames(dll)));
  // It may be read when it is asked for again.
  asked.catch(() => wanted.delete(dll));
  const machine = (await machineOf(dll).catch(orNoAnswer)) ?? 0;
  const found = new Map<CompanionName, CompanionFile>();
  for (const [name, file] of (await asked.catch(orNoAnswer)) ?? []) {
    const { use } = companions[name];
    found.set(name, { file, use, ...(await locate(companions[name], path.join(path.dirname(dll), file), machine)) });
  }
  return found;
}

/** Searches as the DLL does: the first file found counts, even if it is unsuitable. */
async function locate(
  { variable, elsewhere }: Companion,
  beside: string,
  machine: number,
): Promise<Pick<CompanionFile, 'state' | 'path'>> {
  const folders = elsewhere
    ? [path.dirname(process.execPath), systemDirectory(), ...(process.env['PATH'] ?? '').split(path.delimiter)]
    : [];
  const named = variable === undefined ? undefined : process.env[variable];
  const places = [named, beside, ...folders.map((folder) => folder && path.join(folder, path.basename(beside)))];
  // Windows prefers a DLL of that name that the process has already loaded.
  const loaded = elsewhere && BigInt(win32().GetModuleHandleW(path.basename(beside)) as number | bigint) !== 0n;
  for (const place of places) {
    if (!place) continue;
    const of = await machineOf(place).catch(orNoAnswer);
    if (of === undefined) continue;
    if (of === 0 || of === machine) return { state: 'there', path: place };
    if (!loaded) return { state: 'wrong-bitness', path: place };
  }
  return { state: loaded ? 'there' : 'missing', path: null };
}

/** A sentence that says which companion is missing and what the consequence is; undefined if it is there. */
export function lackOf(dll: string, name: CompanionName, found: CompanionFile | undefined): string | undefined {
  if (!found || found.state === 'there') return undefined;
  const { file, state, path: where } = found;
  const what =
    state === 'missing'
      ? `${file} is not in ${path.dirname(dll)}, beside ${path.basename(dll)}`
      : `${String(where)} is for processes of another architecture than ${dll}`;
  return `${what}, which needs it for ${found.use}: ${companions[name].without}`;
}

/** Missing companions that affect every user of the DLL. */
export function seriousLacks(dll: string, found: ReadonlyMap<CompanionName, CompanionFile>): string[] {
  return names
    .filter((name) => companions[name].needed)
    .map((name) => lackOf(dll, name, found.get(name)))
    .filter((lack) => lack !== undefined);
}

/** Advice for people: what this DLL cannot do without its companions, and where to get a better one. */
export function adviceOn(dll: string, found: ReadonlyMap<CompanionName, CompanionFile>): string[] {
  const lacks = names.map((name) => lackOf(dll, name, found.get(name))).filter((lack) => lack !== undefined);
  return [
    ...lacks.map((lack) => `${lack}.`),
    ...(lacks.length > 0 ? ["Windows' own copy in System32 has neither symsrv.dll nor srcsrv.dll beside it."] : []),
    'A newer dbghelp.dll comes with the Debugging Tools for Windows (a part of the Windows SDK), with WinDbg, and in the NuGet package ' +
      'Microsoft.Debugging.Platform.DbgEng (without the two for servers). In a folder of their own must lie together: ' +
      'dbghelp.dll, dbgcore.dll, msdia140.dll, and for servers symsrv.dll and srcsrv.dll, all of one package and one architecture. ' +
      'DbgHelp.load({ path }) takes it from there, or the environment variable DBGHELP_PATH.',
  ];
}
