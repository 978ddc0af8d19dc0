import path from 'node:path';
import { checkSignal } from '../../base/checks';
import { maskedPath } from '../../base/masked';
import { checkOptionNames } from '../../base/option-names';
import type { DbgHelpToken } from '../../../types/calls';
import type { Binding } from '../../dll/dbghelp';
import { adviceOn, companionFiles, seriousLacks, type CompanionFile } from '../../dll/companions';
import { answersInRuns } from '../addresses/runs-proof';
import { pointerBits } from '../../base/architecture';
import type { DllMaker } from '../../win32/wine';
import type { SessionCore } from '../core';
import { elementsForServers, whereElse, withoutServerDll } from '../../search/file-search';
import type { SymbolModule } from '../modules/module';
import { hasServerDll } from '../../search/store-search';
import { namedOptions, type SymbolOptions } from '../symbol-options';
import { pathForDll } from '../../search/path-for-dll';
import type { ServerProbe } from '../../search/servers/symbol-servers';
import { parseSymbolPath } from '../../search/symbol-path';
import { symsrv } from '../../search/symbol-store';
import { whyNoSymbols, type SearchContext, type WhyNoSymbols } from '../../search/why-no-symbols';
import type { PdbSignature } from '../../search/signatures';
import type { SymbolType } from '../../search/symbol-type';

/** The DLL that a session uses. */
export interface DllDiagnostics extends DllMaker {
  readonly path: string;
  /** The file version; null where it carries none. */
  readonly version: string | null;
  readonly architecture: string;
  readonly bits: 32 | 64;
  /**
   * Whether `symbolizeAll` leaves out addresses by itself whose answers are known from those around them: `'compared'` with
   * DLLs for which that was compared for every byte of several images; `'probed'` in modules whose first answers have shown
   * that it may. Otherwise every address is asked for, `'call by call'`.
   */
  readonly shortcut: 'compared' | 'probed' | 'call by call';
  /** Whether symsrv.dll lies beside it, so that it can use compressed files and pointers in stores. */
  readonly symbolServer: boolean;
  /** Where it does not: another copy for this process that has it, if there is one. */
  readonly symbolServerCopy: string | null;
  /** The files that this DLL wants beside it, and what of them is there. */
  readonly companions: readonly CompanionFile[];
  /** What it cannot do without those that are not there, and where a newer DLL comes from: each in a sentence or two. */
  readonly advice: readonly string[];
}

/** A loaded module, and what became of its symbols. */
export interface ModuleDiagnostics {
  readonly name: string;
  /** Hexadecimal, with `0x`. */
  readonly base: string;
  /** Bytes. */
  readonly size: number;
  readonly imagePath: string;
  readonly symbolType: SymbolType;
  readonly hasFullSymbols: boolean;
  /** The PDB that is in use; null where there is none. */
  readonly pdbPath: string | null;
  /** The signature of the PDB that belongs to the image, as far as DbgHelp knows it. */
  readonly pdbSignature: PdbSignature | null;
  readonly hasLines: boolean;
  readonly hasTypes: boolean;
  /** Null where the module has full symbols. */
  readonly why: WhyNoSymbols | null;
}

/** What a session works with, and how its modules fare. Plain data, for JSON too. */
export interface SessionDiagnostics {
  readonly dll: DllDiagnostics;
  /** The key that DbgHelp knows the session by: hexadecimal, with `0x`. */
  readonly key: string;
  readonly options: {
    /** The SYMOPT word in force. */
    readonly word: number;
    /** What of it a session names. */
    readonly named: Required<SymbolOptions>;
  };
  /** Without the users, passwords and queries of its URLs. */
  readonly searchPath: string;
  /** `SymbolPath.explain` of it. */
  readonly searchPathExplained: string;
  /** By base. */
  readonly modules: readonly ModuleDiagnostics[];
  /** The questions to symbol servers so far, in order. */
  readonly servers: readonly ServerProbe[];
  /** What keeps the session as a whole from symbols, each in a sentence; empty where nothing does. */
  readonly problems: readonly string[];
}

export interface DiagnosticsOptions {
  /** Ends the search for the files of modules. */
  readonly signal?: AbortSignal | undefined;
}

/** @internal */
export async function sessionDiagnostics(core: SessionCore, options: DiagnosticsOptions): Promise<SessionDiagnostics> {
  const { binding } = core;
  checkOptionNames(options, { signal: true }, 'SymbolSession.diagnostics');
  const { signal } = options;
  if (signal !== undefined) checkSignal(signal, 'SymbolSession.diagnostics');
  const lacking = needed.filter((name) => !binding.has(name));
  const canList = !lacking.some((name) => name !== 'SymFromAddrW');
  // The module list may be read again during the search on disk, but all answers must be of one moment.
  const look = (api: DbgHelpToken) => ({
    word: api.SymGetOptions(),
    modules: (canList ? core.modules.refreshAll(api) : core.modules.all).map(
      (module) => [snapshot(module), module.told] as const,
    ),
  });
  const { word, modules } = await core.run('SymbolSession.diagnostics', look, signal);
  const { searchPath } = core.pdbSearch;
  const context = core.pdbSearch.context();
  const symbolServer = await hasServerDll(binding.path, symsrv);
  const companions = await companionFiles(binding.path);
  const explained: ModuleDiagnostics[] = [];
  for (const [module, told] of modules) {
    signal?.throwIfAborted();
    const why = module.hasFullSymbols ? null : await whyNoSymbols({ ...module, told }, context);
    explained.push({ ...module, why });
  }
  return {
    dll: await describeDll(binding, symbolServer, companions, context),
    key: hex(core.key),
    options: { word, named: namedOptions(word) },
    searchPath: maskedPath(searchPath),
    searchPathExplained: await parseSymbolPath(searchPath, 'the search path').explain({
      symbolServer,
      allowHttp: true,
      offline: core.arrivals.options.offline,
    }),
    modules: explained,
    servers: core.arrivals.log,
    problems: [
      ...lacking.map((name) => withoutFunction(binding, name)),
      ...seriousLacks(binding.path, companions).map((lack) => `${lack}.`),
      ...(await unaskedServers(context)),
    ],
  };
}

/** Without these no session gets far; the DLLs of old debuggers lack some. */
const needed = ['SymEnumerateModulesW64', 'SymGetModuleInfoW64', 'SymFromAddrW'] as const;

const hex = (value: bigint): string => `0x${value.toString(16)}`;

function snapshot(module: SymbolModule): Omit<ModuleDiagnostics, 'why'> {
  const { name, size, imagePath, symbolType, hasFullSymbols, pdbPath, pdbSignature, hasLines, hasTypes } = module;
  return {
    name,
    base: hex(module.base),
    size,
    imagePath,
    symbolType,
    hasFullSymbols,
    pdbPath,
    pdbSignature,
    hasLines,
    hasTypes,
  };
}

async function describeDll(
  binding: Binding,
  symbolServer: boolean,
  companions: Awaited<ReturnType<typeof companionFiles>>,
  { otherCopy }: SearchContext,
): Promise<DllDiagnostics> {
  return {
    path: binding.path,
    version: binding.version ?? null,
    architecture: process.arch,
    bits: pointerBits,
    ...binding.library.maker,
    shortcut: shortcutOf(binding.library),
    symbolServer,
    symbolServerCopy: symbolServer ? null : ((await otherCopy())?.path ?? null),
    companions: [...companions.values()],
    advice: adviceOn(binding.path, companions),
  };
}

function shortcutOf(library: Binding['library']): DllDiagnostics['shortcut'] {
  const known = answersInRuns(library);
  return known === 'compared' || known === 'probed' ? known : 'call by call';
}

const withoutFunction = (binding: Binding, name: string): string =>
  `${name} is not exported by ${binding.path} (version ${binding.version ?? 'unknown'}), and modules and symbols need it: take a newer dbghelp.dll.`;

async function unaskedServers({ searchPath, dbghelpPath, otherCopy, arrivals }: SearchContext): Promise<string[]> {
  const { offline } = arrivals.options;
  const elements = elementsForServers(pathForDll(parseSymbolPath(searchPath, 'the search path'), offline), []);
  const lacking = await withoutServerDll(elements, dbghelpPath);
  if (lacking.length === 0) return [];
  const servers = lacking.map(({ text }) => maskedPath(text)).join(' and ');
  const needs = lacking[0]?.serverDll ?? symsrv;
  return [
    `No server is asked (${servers}): ${needs} is not beside ${path.basename(dbghelpPath)}; ${whereElse(await otherCopy())}.`,
  ];
}
