import { wrongType } from '../../base/checks';
import type { DllDiagnostics, ModuleDiagnostics, SessionDiagnostics } from './diagnostics';
import { makerText } from '../../win32/wine';
import { said } from '../../search/file-search';
import { placesTried } from '../../search/why-no-symbols';

/** What `SymbolSession.diagnostics` gave, for people. Looks nowhere: what is told is of then. */
export function formatDiagnostics(diagnostics: SessionDiagnostics): string {
  const given = diagnostics as Partial<SessionDiagnostics> | null | undefined;
  if (!given?.dll || !given.modules) {
    throw wrongType('formatDiagnostics: `diagnostics`', 'what SymbolSession.diagnostics gave', diagnostics);
  }
  const { dll, options, searchPathExplained, modules, problems } = diagnostics;
  const on = Object.entries(options.named).flatMap(([name, set]) => (set ? [name] : []));
  return [
    ...dllLines(dll),
    `Options: 0x${options.word.toString(16)} (${on.join(', ') || 'none'})`,
    'Search path:',
    ...indented(searchPathExplained.split('\n')),
    ...problems.map((problem) => `Problem: ${problem}`),
    modules.length === 0 ? 'No module is loaded.' : `Modules: ${String(modules.length)}`,
    ...modules.flatMap(moduleLines),
  ].join('\n');
}

const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

function dllLines(dll: DllDiagnostics): string[] {
  const { path, version, architecture, bits, symbolServer, advice } = dll;
  const server = symbolServer ? 'lies beside it' : 'does not lie beside it: this package asks servers itself';
  return [
    `DLL: ${path}, version ${version ?? 'unknown'}, ${architecture} (${String(bits)}-bit)${makerText(dll)}`,
    `symsrv.dll ${server}`,
    ...indented(advice),
  ];
}

function moduleLines(module: ModuleDiagnostics): string[] {
  const { name, base, size, imagePath, symbolType, pdbPath, pdbSignature, hasLines, hasTypes, why } = module;
  const title = `${name} at ${base}, ${String(size)} bytes: ${state[symbolType] ?? symbolType}`;
  const details = [`image: ${imagePath}`];
  if (pdbPath !== null) details.push(`PDB: ${pdbPath}`);
  if (pdbSignature) details.push(`told by: ${said(pdbSignature)}`);
  if (!why) details.push(`has ${list(['names', hasLines && 'lines', hasTypes && 'types'])}`);
  else details.push(`why: ${why.summary}`);
  if (why && why.tried.length > 0) details.push('looked at:', ...indented(placesTried(why)));
  return [title, ...indented(details)];
}

const list = (words: readonly (string | false)[]): string => words.filter((word) => word !== false).join(', ');

/** What a symbol type means, where its name does not say. */
const state: Readonly<Partial<Record<ModuleDiagnostics['symbolType'], string>>> = {
  none: 'no symbols but its exports',
  export: 'no symbols but its exports',
  deferred: 'not looked at yet',
  pdb: 'symbols from a PDB',
  dia: 'symbols from its debug information',
  virtual: 'a module without an image',
};
