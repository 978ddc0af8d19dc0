import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { DbgHelpCopy } from '../../raw';
import type { DllDiagnostics } from '../../session/index';
import { facts } from '../columns';
import type { Context } from '../context';
import { doors } from '../doors';
import { searchOptions, withSession } from '../sessions';

interface Findings {
  readonly node: {
    readonly version: string;
    readonly platform: string;
    readonly architecture: string;
    readonly path: string;
  };
  /** The version of koffi; null if it is not installed. */
  readonly koffi: string | null;
  /** Copies of dbghelp.dll on this machine. */
  readonly copies: readonly DbgHelpCopy[];
  /** The DLL that is used; null if none can be. */
  readonly dll: DllDiagnostics | null;
  readonly searchPath: string;
  /** What works here. */
  readonly works: readonly string[];
  /** What does not, and what to do. */
  readonly problems: readonly string[];
}

export async function run(context: Context<'doctor'>): Promise<void> {
  const findings = await examine(context);
  if (context.options.json === true) await context.json(findings);
  else await context.write(textOf(findings));
  if (findings.problems.length > 0) context.exitCode = 1;
}

const everywhere = ['reading dumps', 'reports without stacks', 'id', 'why', 'fetch'];
const onWindows = ['symbols, types and lines', 'stacks of processes and dumps', 'reports with stacks', 'writing dumps'];

async function examine(context: Context<'doctor'>): Promise<Findings> {
  const problems: string[] = [];
  const koffi = koffiVersion();
  const isWindows = process.platform === 'win32';
  if (isWindows && koffi === null)
    problems.push('koffi is not installed beside this package: install the package again');
  const session = isWindows && koffi !== null ? await ofSession(context, problems) : null;
  const works = isWindows && session === null ? everywhere : [...everywhere, ...(session ? onWindows : [])];
  return {
    node: { version: process.version, platform: process.platform, architecture: process.arch, path: process.execPath },
    koffi,
    copies: session ? await doors.raw().DbgHelp.find() : [],
    dll: session?.dll ?? null,
    searchPath: session?.searchPath ?? (await explained(context)),
    works,
    problems,
  };
}

async function ofSession(
  context: Context<'doctor'>,
  problems: string[],
): Promise<{ readonly dll: DllDiagnostics; readonly searchPath: string } | null> {
  try {
    return await withSession(context, {}, async (session) => {
      const { dll, searchPathExplained, problems: found } = await session.diagnostics();
      problems.push(...found);
      return { dll, searchPath: searchPathExplained };
    });
  } catch (error) {
    problems.push((error as Error).message);
    return null;
  }
}

async function explained(context: Context<'doctor'>): Promise<string> {
  const { SymbolPath } = doors.search();
  const { offline, searchPath } = searchOptions(context);
  const text = [searchPath ?? []].flat().map(String).join(';');
  return SymbolPath.parse(text).explain({ offline: offline ?? false });
}

function koffiVersion(): string | null {
  try {
    const file = path.join(path.dirname(require.resolve('koffi')), 'package.json');
    return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  } catch {
    return null;
  }
}

function textOf({ node, koffi, copies, dll, searchPath, works, problems }: Findings): string {
  const isWindows = node.platform === 'win32';
  return [
    'This machine\n',
    facts([
      ['Node.js', `${node.version} ${node.architecture} on ${node.platform}, ${node.path}`],
      ['koffi', koffi ?? 'not installed'],
      ['dbghelp.dll', isWindows ? dllText(dll) : `part of Windows; this is ${node.platform}`],
      ...(dll?.companions ?? []).map(
        ({ file, use, state, path }) => [file, `${state}${path === null ? '' : `, ${path}`} (${use})`] as const,
      ),
    ]),
    copies.length === 0 ? '' : 'Copies of dbghelp.dll\n',
    ...copies.map(
      ({ path, version, architecture, symbolServer }) =>
        `  ${path}  ${version ?? 'no version'}  ${architecture}${symbolServer ? '  with symsrv.dll' : ''}\n`,
    ),
    'Search path\n',
    ...(searchPath === '' ? ['(empty)'] : searchPath.split('\n')).map((line) => `  ${line}\n`),
    `Works here: ${works.join('; ')}\n`,
    isWindows ? '' : 'Everything else needs Windows, or a node.exe of Windows under Wine.\n',
    ...problems.map((problem) => `Problem: ${problem}\n`),
    ...(dll && problems.length > 0 ? dll.advice.map((advice) => `Advice: ${advice}\n`) : []),
  ].join('');
}

const dllText = (dll: DllDiagnostics | null): string =>
  dll ? `${dll.path}, version ${dll.version ?? 'unknown'}, ${String(dll.bits)} bits` : 'none can be loaded';
