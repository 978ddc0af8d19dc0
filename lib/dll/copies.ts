import * as fs from 'node:fs';
import { win32 as windowsPath } from 'node:path';
import { FileBytes } from '../files/async-bytes';
import { peMachine } from '../files/pe-headers';
import { fileVersion } from '../win32/file-version';
import { requireWindows } from '../base/koffi';

export interface DbgHelpCopy {
  readonly path: string;
  /** The file version, such as `10.0.22621.1`; undefined if the file has none. */
  readonly version: string | undefined;
  /** Which processes can load it. */
  readonly architecture: 'x64' | 'ia32' | 'arm64' | 'unknown';
  /** Whether symsrv.dll lies beside it: without it, compressed files and pointers in stores are of no use. */
  readonly symbolServer: boolean;
}

/** Places of copies: an environment variable, and the folders below it. `*` stands for any one folder. */
const places: readonly (readonly [variable: string, ...folders: string[]])[] = [
  ['SystemRoot', 'System32'],
  ['SystemRoot', 'SysWOW64'],
  ['ProgramFiles(x86)', 'Windows Kits', '*', 'Debuggers', '*'],
  ['ProgramFiles', 'Windows Kits', '*', 'Debuggers', '*'],
  ['ProgramFiles', 'WindowsApps', '*', '*'],
  ['ProgramFiles', 'Debugging Tools for Windows*'],
  ['ProgramFiles', 'Microsoft Visual Studio', '*', '*', 'Common7', 'IDE', 'Remote Debugger', '*'],
  ['ProgramFiles(x86)', 'Microsoft Visual Studio', '*', '*', 'Common7', 'IDE', 'Remote Debugger', '*'],
];

const machines: Readonly<Record<number, DbgHelpCopy['architecture']>> = {
  0x8664: 'x64',
  0x14c: 'ia32',
  0xaa64: 'arm64',
};

export async function findCopies(): Promise<DbgHelpCopy[]> {
  requireWindows();
  const named = process.env['DBGHELP_PATH'];
  const candidates = named ? [named] : [];
  for (const [variable, ...folders] of places) {
    const root = process.env[variable];
    if (!root) continue;
    for (const folder of await expand(root, folders)) candidates.push(windowsPath.join(folder, 'dbghelp.dll'));
  }
  const copies = new Map<string, DbgHelpCopy>();
  for (const path of candidates) {
    const key = windowsPath.normalize(path).toLowerCase();
    if (!copies.has(key) && (await isFile(path))) copies.set(key, await describe(path));
  }
  return [...copies.values()];
}

async function expand(root: string, [folder, ...rest]: readonly string[]): Promise<string[]> {
  if (folder === undefined) return [root];
  if (!folder.endsWith('*')) return expand(windowsPath.join(root, folder), rest);
  const entries = await fs.promises.readdir(root, { withFileTypes: true }).catch(() => []);
  const matching = entries.filter((entry) => entry.isDirectory() && entry.name.startsWith(folder.slice(0, -1)));
  const found = await Promise.all(matching.map(({ name }) => expand(windowsPath.join(root, name), rest)));
  return found.flat();
}

const isFile = (path: string): Promise<boolean> =>
  fs.promises.stat(path).then(
    (found) => found.isFile(),
    () => false,
  );

async function describe(path: string): Promise<DbgHelpCopy> {
  return {
    path,
    version: fileVersion(path),
    architecture: machines[await machineOf(path)] ?? 'unknown',
    symbolServer: await isFile(windowsPath.join(windowsPath.dirname(path), 'symsrv.dll')),
  };
}

/** The machine field of a PE file's header; 0 if the file is no PE file. Rejects if there is no such file. */
export function machineOf(path: string): Promise<number> {
  return FileBytes.with(path, 'the DLL', (file) => file.parse(peMachine()).catch(() => 0));
}
